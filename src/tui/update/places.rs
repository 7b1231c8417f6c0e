//! Where an event happened, set by hand: a name looked up in the gazetteer, its meanings to choose from; or coordinates.

use super::{layers, panels, submit};
use crate::{
    domain::{Change, EventId, Place, PlacePrecision},
    text,
    tui::{
        layer::{Asked, Item, Layer, Menu, Picked},
        model::{Model, Reading, Screen},
        msg::Effect,
        rich::{Role, span},
    },
    work::{Meaning, Request},
};

/// The event selected or open.
fn event(model: &Model) -> Option<(EventId, String, Option<&Place>)> {
    match model.screen() {
        Screen::Events(s) => s.list.current().map(|row| &row.event),
        Screen::Compare(s) => s.opened.as_ref().map(|opened| &opened.view.event),
        _ => None,
    }
    .map(|event| (event.id, event.name.clone(), event.place.as_ref()))
}

pub fn ask(model: &mut Model) -> Vec<Effect> {
    let Some((id, name, place)) = event(model) else { return Vec::new() };
    let now = place.map(|place| place.name.clone()).unwrap_or_default();
    let hint = "a name to look up, or a name with coordinates: Tell Rif 36.2,37.16; nothing leaves it to the machine";
    layers::ask(model, format!("Where was {}?", text::display(&name)), hint, now, Asked::EventPlace(id))
}

/// Takes coordinates at once; looks a name up first.
pub fn place(model: &mut Model, event: EventId, typed: Option<String>) -> Vec<Effect> {
    let Some(typed) = typed else { return model.commit(Change::PlaceEvent { event, place: None }) };
    let (name, point) = typed.rsplit_once(' ').unwrap_or(("", &typed));
    match (degrees(point), name.trim()) {
        (Some(_), "") => submit::refuse(model, "write its name before the coordinates: Tell Rif 36.2,37.16"),
        (Some((lat, lon)), name) => {
            let place = Place::unresolved(name, "");
            let place = Place { lat: Some(lat), lon: Some(lon), precision: PlacePrecision::Site, ..place };
            model.commit(Change::PlaceEvent { event, place: Some(Box::new(place)) })
        }
        (None, _) if typed.contains(',') && typed.chars().any(|c| c.is_ascii_digit()) => {
            submit::refuse(model, "write coordinates as degrees north and east: Tell Rif 36.2,37.16")
        }
        (None, _) => panels::read(model, Reading::Places(event, typed.clone()), Request::Places(typed)),
    }
}

/// Degrees north and east, on the map.
fn degrees(words: &str) -> Option<(f64, f64)> {
    let number = |word: &str| word.trim().parse::<f64>().ok();
    let pair = words.split_once(',').and_then(|(lat, lon)| Some((number(lat)?, number(lon)?)));
    pair.filter(|(lat, lon)| lat.abs() <= 90.0 && lon.abs() <= 180.0)
}

/// All that the name may stand for, in place of the prompt; and the name alone, for a place that no list has.
pub fn choose(model: &mut Model, id: EventId, typed: &str, found: Vec<Meaning>) -> Vec<Effect> {
    if !matches!(model.layers.last(), Some(Layer::Prompt(prompt)) if prompt.asked == Asked::EventPlace(id)) {
        return Vec::new(); // closed meanwhile
    }
    model.layers.pop();
    let now = event(model).and_then(|(_, _, place)| place.and_then(|place| place.lat.zip(place.lon)));
    let none = found.is_empty();
    let mut items: Vec<_> = found.into_iter().map(|meaning| item(id, meaning, now)).collect();
    let says =
        if none { "in no gazetteer; without a point on the map" } else { "none of these; without a point on the map" };
    items.push(Item {
        label: vec![span(Role::Text, format!("“{}”  ", text::display(typed))), span(Role::Dim, says)],
        detail: Vec::new(),
        more: Vec::new(),
        current: false,
        picked: Picked::Place(id, Box::new(Place::unresolved(typed, ""))),
    });
    layers::open(model, Layer::Menu(Menu::new("Which place?", items)))
}

fn item(event: EventId, meaning: Meaning, now: Option<(f64, f64)>) -> Item {
    let inside = meaning.region.iter().chain([&meaning.country]).cloned().collect::<Vec<_>>().join(", ");
    let people = match meaning.population {
        0 => String::new(),
        n => format!(" · {n} people"),
    };
    let sounds = if meaning.exact { "" } else { " · only sounds so" };
    let kind = format!("{:?}", meaning.precision).to_lowercase();
    let at = format!("{:.2}, {:.2}", meaning.lat, meaning.lon);
    let label = vec![
        span(Role::Strong, text::display(&meaning.name)),
        span(Role::Text, format!("  {}", text::display(&inside))),
        span(Role::Dim, format!("  {kind}{people} · {at}{sounds}")),
    ];
    let current = now == Some((meaning.lat, meaning.lon));
    Item {
        label,
        detail: Vec::new(),
        more: Vec::new(),
        current,
        picked: Picked::Place(event, Box::new(meaning.into())),
    }
}
