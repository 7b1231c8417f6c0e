//! What the list of what is left does.

use super::screens;
use crate::tui::{
    model::{ArticleQuery, Articles, EventQuery, Events, Model, Screen, review::Opens},
    msg::Effect,
};

/// Opens the list behind the selected line.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let Some(task) = model.review().map(|s| s.task()) else { return Vec::new() };
    let screen = match task.list() {
        Opens::Articles(filter) => Screen::Articles(Articles::new(ArticleQuery { filter, ..ArticleQuery::default() })),
        Opens::Links => return screens::go_links(model),
        Opens::Differences => return screens::go_differences(model),
        Opens::Events(filter) => Screen::Events(Events::new(EventQuery { filter, ..EventQuery::default() })),
    };
    screens::open(model, screen)
}
