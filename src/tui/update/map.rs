//! What the map does.

use super::screens;
use crate::tui::{
    model::{Compare, EventQuery, Events, Map, Model, Screen},
    msg::Effect,
};

/// The events of the list seen, on a map; all of them from elsewhere.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let filter = model.events().map(|s| s.query.filter.clone()).unwrap_or_default();
    screens::open(model, Screen::Map(Map::with(filter)))
}

pub fn change(model: &mut Model, change: impl FnOnce(&mut Map)) -> Vec<Effect> {
    if let Some(map) = model.map_mut() {
        change(map);
    }
    Vec::new()
}

pub fn open_event(model: &mut Model) -> Vec<Effect> {
    let Some(id) = model.map().and_then(Map::current).map(|p| p.event) else { return Vec::new() };
    screens::open(model, Screen::Compare(Box::new(Compare::new(id))))
}

/// The same events as a list.
pub fn list(model: &mut Model) -> Vec<Effect> {
    let Some(filter) = model.map().map(|s| s.filter.clone()) else { return Vec::new() };
    screens::open(model, Screen::Events(Events::new(EventQuery { filter, ..EventQuery::default() })))
}
