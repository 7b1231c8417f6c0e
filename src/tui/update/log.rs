//! What the journal's list does.

use super::{explain, layers, screens};
use crate::{
    domain::{Subject, rows::JournalRow},
    tui::{
        layer::{Layer, Panel},
        model::{Compare, JobKind, Log, Model, Reader, Screen},
        msg::Effect,
    },
    work::Request,
};

fn current(model: &Model) -> Option<&JournalRow> {
    model.log().and_then(|log: &Log| log.list.current())
}

pub fn detail(model: &mut Model) -> Vec<Effect> {
    let Some(row) = current(model) else { return Vec::new() };
    let panel = Panel::new(format!("Entry {}", row.seq), explain::entry(row));
    layers::open(model, Layer::Panel(panel))
}

/// Takes one earlier change back.
pub fn undo(model: &mut Model) -> Vec<Effect> {
    let Some(seq) = current(model).map(|row| row.seq) else { return Vec::new() };
    model.job(JobKind::Undo, Request::UndoEntry(seq))
}

/// The screen an entry can be looked at on: its event, or else its article.
pub fn place_of(row: &JournalRow) -> Option<Subject> {
    let event = row.subjects.iter().find(|s| matches!(s, Subject::Event(_)));
    event.or_else(|| row.subjects.iter().find(|s| matches!(s, Subject::Article(_)))).copied()
}

pub fn go_to_place(model: &mut Model) -> Vec<Effect> {
    match current(model).and_then(place_of) {
        Some(Subject::Event(id)) => screens::open(model, Screen::Compare(Box::new(Compare::new(id)))),
        Some(Subject::Article(id)) => screens::open(model, Screen::Reader(Reader::new(id))),
        Some(Subject::Claim(_)) | None => Vec::new(),
    }
}
