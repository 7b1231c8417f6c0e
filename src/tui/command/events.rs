//! Commands of the list of events.

use super::{Command, Model, Refusal, Scope, always};
use crate::tui::update::{events as act, layers};

pub const TABLE: &[Command] = &[
    Command {
        id: "events.open",
        title: "compare",
        doc: "Set the reports on the event side by side",
        scope: Scope::Events,
        enabled: selected,
        run: |m, _| act::open(m),
    },
    Command {
        id: "events.filter",
        title: "filter",
        doc: "Show only some: words of their names, place:aleppo killed>=5 has:conflict",
        scope: Scope::Events,
        enabled: always,
        run: |m, _| layers::ask_filter(m),
    },
    Command {
        id: "events.clear",
        title: "all",
        doc: "Show all events again",
        scope: Scope::Events,
        enabled: filtered,
        run: |m, _| act::clear(m),
    },
    Command {
        id: "events.articles",
        title: "articles",
        doc: "List the articles that report the event",
        scope: Scope::Events,
        enabled: selected,
        run: |m, _| act::open_articles(m),
    },
    Command {
        id: "events.name",
        title: "name",
        doc: "Give the event another name",
        scope: Scope::Events,
        enabled: selected,
        run: |m, _| act::rename(m),
    },
    Command {
        id: "events.note",
        title: "note",
        doc: "Write a note on the event",
        scope: Scope::Events,
        enabled: selected,
        run: |m, _| act::note(m),
    },
    Command {
        id: "events.copy",
        title: "copy",
        doc: "Copy the event's name, date, place and id",
        scope: Scope::Events,
        enabled: selected,
        run: |m, _| act::copy(m),
    },
];

fn selected(m: &Model) -> Result<(), Refusal> {
    let any = m.events().is_some_and(|s| s.list.current().is_some());
    any.then_some(()).ok_or("no event is selected; import articles, or show all again")
}

fn filtered(m: &Model) -> Result<(), Refusal> {
    let filtered = m.events().is_some_and(|s| !s.filter.is_empty());
    filtered.then_some(()).ok_or("all events are shown already")
}
