//! Commands of the list of sources.

use super::{Command, Model, Refusal, Scope, always};
use crate::tui::update::{panels, record, sorting, sources as act};

pub const TABLE: &[Command] = &[
    Command {
        id: "sources.events",
        title: "events",
        doc: "List the events they speak of",
        scope: Scope::Sources,
        enabled: selected,
        run: |m, _| act::open_events(m),
    },
    Command {
        id: "sources.articles",
        title: "articles",
        doc: "List the articles that carry their claims",
        scope: Scope::Sources,
        enabled: selected,
        run: |m, _| act::open_articles(m),
    },
    Command {
        id: "sources.grade",
        title: "grade",
        doc: "Grade their reliability from A to F, with a reason",
        scope: Scope::Sources,
        enabled: selected,
        run: |m, _| act::choose_grade(m),
    },
    Command {
        id: "sources.filter",
        title: "filter",
        doc: "Show only those of whose names or kind these words are parts",
        scope: Scope::Sources,
        enabled: always,
        run: |m, _| act::ask_filter(m),
    },
    Command {
        id: "sources.record",
        title: "record",
        doc: "Show how often their figures agreed with the decided ones and others', and were revised",
        scope: Scope::Sources,
        enabled: seen,
        run: |m, _| record::ask(m),
    },
    Command {
        id: "sources.tick",
        title: "tick",
        doc: "Tick the source, to merge it into another",
        scope: Scope::Sources,
        enabled: selected,
        run: |m, n| act::tick(m, n),
    },
    Command {
        id: "sources.merge",
        title: "merge",
        doc: "Take all ticked sources for this one: their names become other names of it",
        scope: Scope::Sources,
        enabled: act::mergeable,
        run: |m, _| act::merge(m),
    },
    Command {
        id: "sources.alias",
        title: "add a name",
        doc: "Give them another name: claims under it count as theirs",
        scope: Scope::Sources,
        enabled: selected,
        run: |m, _| act::ask_name(m),
    },
    Command {
        id: "sources.part",
        title: "take a name away",
        doc: "Make one of their other names a source by itself again",
        scope: Scope::Sources,
        enabled: act::named,
        run: |m, _| act::choose_name(m),
    },
    Command {
        id: "sources.clear",
        title: "back",
        doc: "Take the ticks away; else show all sources again, or go back",
        scope: Scope::Sources,
        enabled: always,
        run: |m, _| act::leave(m),
    },
    Command {
        id: "sources.history",
        title: "grades",
        doc: "Show how they were graded over time, by whom and why",
        scope: Scope::Sources,
        enabled: selected,
        run: |m, _| panels::grades(m),
    },
    Command {
        id: "sources.sort",
        title: "sort",
        doc: "Choose what the list is sorted by, and which way",
        scope: Scope::Sources,
        enabled: always,
        run: |m, _| sorting::choose(m),
    },
    Command {
        id: "sources.copy",
        title: "copy",
        doc: "Copy the name",
        scope: Scope::Sources,
        enabled: selected,
        run: |m, _| act::copy(m),
    },
];

fn seen(m: &Model) -> Result<(), Refusal> {
    selected(m)?;
    if m.session.blind { Err("you work apart from others: what they decided stays hidden") } else { Ok(()) }
}

fn selected(m: &Model) -> Result<(), Refusal> {
    let any = m.sources().is_some_and(|s| s.list.current().is_some());
    any.then_some(()).ok_or("nobody made a claim yet; import articles")
}
