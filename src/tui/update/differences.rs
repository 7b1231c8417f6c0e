//! Choosing between what stands here and what a bundle says.

use super::{layers, screens};
use crate::{
    domain::{Saying, Subject, Take, rows::DifferenceRow},
    text,
    tui::{
        command::Refusal,
        layer::Asked,
        model::{Compare, Model, Reader, Screen},
        msg::Effect,
    },
};

fn current(model: &Model) -> Option<&DifferenceRow> {
    model.differences()?.list.current()
}

pub fn selected(model: &Model) -> Result<(), Refusal> {
    current(model).map(|_| ()).ok_or("no bundle says anything otherwise")
}

/// Asks why this side is to stand.
pub fn ask(model: &mut Model, take: Take) -> Vec<Effect> {
    let Some(row) = current(model) else { return Vec::new() };
    let says = match take {
        Take::Ours => row.ours.as_ref().map_or("nothing".to_owned(), Saying::says),
        Take::Theirs => row.theirs.says(),
    };
    let title = format!("{}: why {}?", text::display(&row.theirs.on()), text::display(&says));
    let asked = Asked::Settle { bundle: row.bundle.clone(), at: row.at, take };
    layers::ask(model, title, "what speaks for it; kept in the journal with both sides", "", asked)
}

/// Where it belongs: an event, or the article that makes the claim.
fn target(row: &DifferenceRow) -> Option<Subject> {
    row.article.map(Subject::Article).or(row.theirs.subject())
}

pub fn openable(model: &Model) -> Result<(), Refusal> {
    selected(model)?;
    let leads = current(model).and_then(target).is_some();
    leads.then_some(()).ok_or("a grade belongs to no article or event; g s shows the sources")
}

pub fn open(model: &mut Model) -> Vec<Effect> {
    match current(model).and_then(target) {
        Some(Subject::Event(event)) => screens::open(model, Screen::Compare(Box::new(Compare::new(event)))),
        Some(Subject::Article(article)) => screens::open(model, Screen::Reader(Reader::new(article))),
        Some(Subject::Claim(_)) | None => Vec::new(),
    }
}
