//! Commands of the list of events.

use super::{Command, Model, Refusal, Scope, always};
use crate::tui::update::{annotate, batch, events as act, layers, linking, places, sorting};

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
        doc: "Stop looking; else take the ticks away; without any, show all events again",
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
        id: "events.tick",
        title: "tick",
        doc: "Tick the event, to do the next thing to all that are ticked",
        scope: Scope::Events,
        enabled: selected,
        run: |m, n| act::tick(m, n),
    },
    Command {
        id: "events.tick-all",
        title: "tick all",
        doc: "Tick every event read so far, or take all ticks away",
        scope: Scope::Events,
        enabled: selected,
        run: |m, _| act::tick_all(m),
    },
    Command {
        id: "events.note",
        title: "note",
        doc: "Write a note on the event, or on all that are ticked",
        scope: Scope::Events,
        enabled: selected,
        run: |m, _| annotate::ask_note(m, annotate::subjects(m)),
    },
    Command {
        id: "events.tag",
        title: "tag",
        doc: "Tag the event, or all that are ticked; tag:word in a filter finds them again",
        scope: Scope::Events,
        enabled: selected,
        run: |m, _| annotate::ask_tag(m),
    },
    Command {
        id: "events.sort",
        title: "sort",
        doc: "Choose what the list is sorted by, and which way",
        scope: Scope::Events,
        enabled: always,
        run: |m, _| sorting::choose(m),
    },
    Command {
        id: "events.merge",
        title: "merge",
        doc: "Merge all ticked events into this one: they are one incident",
        scope: Scope::Events,
        enabled: linking::has_others,
        run: |m, _| linking::merge(m),
    },
    Command {
        id: "events.apart",
        title: "keep apart",
        doc: "Say that the ticked event and this one are not the same incident",
        scope: Scope::Events,
        enabled: linking::has_two,
        run: |m, _| linking::keep_apart(m),
    },
    Command {
        id: "events.date",
        title: "date",
        doc: "Say when the event happened; later reports then no longer change it",
        scope: Scope::Events,
        enabled: selected,
        run: |m, _| act::ask_date(m),
    },
    Command {
        id: "events.place",
        title: "place",
        doc: "Say where the event happened, from the gazetteer; later reports then no longer change it",
        scope: Scope::Events,
        enabled: selected,
        run: |m, _| places::ask(m),
    },
    Command {
        id: "events.accept",
        title: "accept claims",
        doc: "Accept every unjudged claim of the event, or of all that are ticked, after asking",
        scope: Scope::Events,
        enabled: selected,
        run: |m, _| batch::ask_accept(m),
    },
    Command {
        id: "events.pending",
        title: "pending",
        doc: "Leave the open totals of the event, or of all that are ticked, pending",
        scope: Scope::Events,
        enabled: batch::waitable,
        run: |m, _| batch::ask_wait(m),
    },
    Command {
        id: "events.sign",
        title: "sign off",
        doc: "Sign colleagues' figures of the event off, or of all that are ticked, after asking",
        scope: Scope::Events,
        enabled: batch::signable,
        run: |m, _| batch::ask_sign(m),
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
    let filtered = m.events().is_some_and(|s| !s.query.filter.is_empty() || !s.ticked.is_empty() || s.is_looking());
    filtered.then_some(()).ok_or("all events are shown already")
}
