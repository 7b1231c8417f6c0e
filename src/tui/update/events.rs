//! What the list of events does.

use jiff::civil::Date;

use super::{layers, screens};
use crate::{
    domain::{DatePrecision, DateSpan, Filter, filter::Test, rows::EventRow},
    text,
    tui::{
        layer::Asked,
        model::{Compare, EventQuery, Model, Screen},
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
    let query = EventQuery { filter, ..events.query.clone() };
    events.ask(query, &mut model.session)
}

/// Stops looking, else takes the ticks away; without any, shows all events again.
pub fn clear(model: &mut Model) -> Vec<Effect> {
    if let Some(list) = model.events_mut()
        && list.is_looking()
    {
        let effects = list.stop();
        model.notify("stopped; what is shown stays");
        return effects;
    }
    if model.events().is_some_and(|s| !s.ticked.is_empty()) {
        model.untick();
        return Vec::new();
    }
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

pub fn ask_date(model: &mut Model) -> Vec<Effect> {
    let event = match model.screen() {
        Screen::Compare(s) => s.opened.as_ref().map(|opened| &opened.view.event),
        _ => current(model).map(|row| &row.event),
    };
    let Some(event) = event else { return Vec::new() };
    let (id, name) = (event.id, text::display(&event.name));
    let now = event.date.as_ref().map(|d| match d.start == d.end {
        true => d.start.to_string(),
        false => format!("{}..{}", d.start, d.end),
    });
    let hint = "2025-05-17, or 2025-05-17..2025-05-18; nothing leaves it to the machine again";
    layers::ask(model, format!("When was {name}?"), hint, now.unwrap_or_default(), Asked::EventDate(id))
}

/// The days typed; None leaves it to the machine.
///
/// # Errors
/// Where they are no days.
pub fn date(typed: Option<&str>) -> Result<Option<DateSpan>, String> {
    let Some(typed) = typed else { return Ok(None) };
    let day =
        |word: &str| word.trim().parse::<Date>().map_err(|_| format!("“{word}” is no date; write it as 2025-05-17"));
    let (start, end) = typed.split_once("..").unwrap_or((typed, typed));
    let (start, end) = (day(start)?, day(end)?);
    if start > end {
        return Err("the first day is after the last".into());
    }
    let precision = if start == end { DatePrecision::Day } else { DatePrecision::Days };
    Ok(Some(DateSpan { start, end, precision, words: String::new() }))
}

pub fn tick(model: &mut Model, count: usize) -> Vec<Effect> {
    if let Some(list) = model.events_mut() {
        list.tick(count);
    }
    Vec::new()
}

pub fn tick_all(model: &mut Model) -> Vec<Effect> {
    if let Some(list) = model.events_mut() {
        list.tick_all();
    }
    Vec::new()
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
