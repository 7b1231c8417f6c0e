//! Commands of the journal.

use super::{Command, Model, Refusal, Scope};
use crate::tui::update::log as act;

pub const TABLE: &[Command] = &[
    Command {
        id: "log.detail",
        title: "detail",
        doc: "Show the entry whole: what stood before and after, and its hash",
        scope: Scope::Log,
        enabled: selected,
        run: |m, _| act::detail(m),
    },
    Command {
        id: "log.go",
        title: "go to its place",
        doc: "Open the article or event the entry is about",
        scope: Scope::Log,
        enabled: placed,
        run: |m, _| act::go_to_place(m),
    },
];

fn selected(m: &Model) -> Result<(), Refusal> {
    let any = m.log().is_some_and(|s| s.list.current().is_some());
    any.then_some(()).ok_or("nothing was changed in this store yet")
}

fn placed(m: &Model) -> Result<(), Refusal> {
    selected(m)?;
    let placed = m.log().and_then(|s| s.list.current()).is_some_and(|row| act::place_of(row).is_some());
    placed.then_some(()).ok_or("this entry is about no single article or event")
}
