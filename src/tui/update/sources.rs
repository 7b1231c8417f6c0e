//! What the list of sources does.

use super::{grades, screens};
use crate::{
    domain::{filter::Test, rows::ClaimantRow},
    text,
    tui::{
        model::{EventQuery, Events, Model, Screen},
        msg::Effect,
    },
};

fn current(model: &Model) -> Option<&ClaimantRow> {
    model.sources()?.list.current()
}

pub fn choose_grade(model: &mut Model) -> Vec<Effect> {
    let Some((name, set)) = current(model).map(|row| (row.name.clone(), row.reliability)) else { return Vec::new() };
    grades::choose(model, &name, set)
}

/// The events they speak of.
pub fn open_events(model: &mut Model) -> Vec<Effect> {
    let Some(name) = current(model).map(|row| row.name.clone()) else { return Vec::new() };
    screens::open(
        model,
        Screen::Events(Events::new(EventQuery { filter: Test::Claimant(vec![name]).into(), ..EventQuery::default() })),
    )
}

/// The articles that carry their claims.
pub fn open_articles(model: &mut Model) -> Vec<Effect> {
    let Some(name) = current(model).map(|row| row.name.clone()) else { return Vec::new() };
    screens::open_articles(model, Test::Claimant(vec![name]).into())
}

pub fn copy(model: &mut Model) -> Vec<Effect> {
    let Some(name) = current(model).map(|row| text::display(&row.name)) else { return Vec::new() };
    model.notify("name copied");
    vec![Effect::Copy(name)]
}
