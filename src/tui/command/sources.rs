//! Commands of the list of sources.

use super::{Command, Model, Refusal, Scope};
use crate::tui::update::{panels, sources as act};

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
        id: "sources.history",
        title: "grades",
        doc: "Show how they were graded over time, by whom and why",
        scope: Scope::Sources,
        enabled: selected,
        run: |m, _| panels::grades(m),
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

fn selected(m: &Model) -> Result<(), Refusal> {
    let any = m.sources().is_some_and(|s| s.list.current().is_some());
    any.then_some(()).ok_or("nobody made a claim yet; import articles")
}
