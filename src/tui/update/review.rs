//! What the list of what is left does.

use super::screens;
use crate::tui::{
    model::{Articles, Events, Model, Screen, review::Opens},
    msg::Effect,
};

/// Opens the list behind the selected line.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let Some(task) = model.review().map(|s| s.task()) else { return Vec::new() };
    let screen = match task.list() {
        Opens::Articles(filter) => Screen::Articles(Articles::with(filter)),
        Opens::Events(filter) => Screen::Events(Events::with(filter)),
    };
    screens::open(model, screen)
}
