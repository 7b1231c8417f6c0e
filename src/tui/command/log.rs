//! Commands of the journal.

use super::{Command, Model, Refusal, Scope};
use crate::{
    domain::{Actor, rows::EntryKind},
    tui::update::log as act,
};

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
    Command {
        id: "log.undo",
        title: "undo this one",
        doc: "Take this one change back, whatever came after it, where nothing rests on it",
        scope: Scope::Log,
        enabled: undoable,
        run: |m, _| act::undo(m),
    },
];

fn undoable(m: &Model) -> Result<(), Refusal> {
    selected(m)?;
    let row = m.log().and_then(|s| s.list.current());
    let own = row.is_some_and(|row| row.actor == Actor::Analyst(m.session.analyst.clone()));
    let done = row.is_some_and(|row| row.kind == EntryKind::Do);
    match (own, done) {
        (false, _) => Err("only whoever made a change can take it back"),
        (_, false) => Err("this is an undo or a redo itself; select the change it is about"),
        _ => Ok(()),
    }
}

fn selected(m: &Model) -> Result<(), Refusal> {
    let any = m.log().is_some_and(|s| s.list.current().is_some());
    any.then_some(()).ok_or("nothing was changed in this store yet")
}

fn placed(m: &Model) -> Result<(), Refusal> {
    selected(m)?;
    let placed = m.log().and_then(|s| s.list.current()).is_some_and(|row| act::place_of(row).is_some());
    placed.then_some(()).ok_or("this entry is about no single article or event")
}
