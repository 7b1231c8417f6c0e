//! What the list of events does.

use super::{layers, screens};
use crate::{
    domain::{Filter, Subject, filter::Test, rows::EventRow},
    text,
    tui::{
        layer::Asked,
        model::{Compare, Model, Screen},
        msg::Effect,
    },
};

fn current(model: &Model) -> Option<&EventRow> {
    model.events()?.list.current()
}

pub fn open(model: &mut Model) -> Vec<Effect> {
    let Some(id) = current(model).map(|row| row.event.id) else { return Vec::new() };
    screens::open(model, Screen::Compare(Box::new(Compare::new(id))))
}

pub fn refilter(model: &mut Model, filter: Filter) -> Vec<Effect> {
    let Some(Screen::Events(events)) = model.screens.last_mut() else { return Vec::new() };
    events.ask(filter, &mut model.session)
}

pub fn clear(model: &mut Model) -> Vec<Effect> {
    refilter(model, Filter::default())
}

pub fn open_articles(model: &mut Model) -> Vec<Effect> {
    let Some(id) = current(model).map(|row| row.event.id) else { return Vec::new() };
    screens::open_articles(model, Test::Event(id).into())
}

pub fn rename(model: &mut Model) -> Vec<Effect> {
    let Some(row) = current(model) else { return Vec::new() };
    let (id, name) = (row.event.id, row.event.name.clone());
    layers::ask(model, "Name the event", "what you and your colleagues call it", name, Asked::EventName(id))
}

pub fn note(model: &mut Model) -> Vec<Effect> {
    let Some(row) = current(model) else { return Vec::new() };
    let (id, title) = (row.event.id, format!("Note on {}", text::display(&row.event.name)));
    layers::ask(model, title, "one line; it is kept with your name", "", Asked::Note(Subject::Event(id)))
}

pub fn copy(model: &mut Model) -> Vec<Effect> {
    let Some(row) = current(model) else { return Vec::new() };
    let event = &row.event;
    let parts = [
        Some(event.name.clone()),
        event.date.as_ref().map(|d| d.start.to_string()),
        event.place.as_ref().map(|p| p.name.clone()),
    ];
    let cited: Vec<_> = parts.into_iter().flatten().collect();
    let citation = format!("{} [{}]", text::display(&cited.join(", ")), event.id);
    model.notify("event copied");
    vec![Effect::Copy(citation)]
}
