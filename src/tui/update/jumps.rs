//! Going back and forth between places, and to those that have a name.

use super::{layers, screens};
use crate::{
    text,
    tui::{
        layer::Asked,
        model::{Model, Place, Screen},
        msg::Effect,
    },
};

fn here(model: &Model) -> Place {
    Place::of(model.screen())
}

/// Remembers the place, which is about to be left.
pub fn leave(model: &mut Model) {
    let here = here(model);
    model.session.jumps.left(here);
}

pub fn back(model: &mut Model, count: usize) -> Vec<Effect> {
    jump(model, count, |model, here| model.session.jumps.back(here))
}

pub fn forward(model: &mut Model, count: usize) -> Vec<Effect> {
    jump(model, count, |model, here| model.session.jumps.forward(here))
}

fn jump(model: &mut Model, count: usize, next: impl Fn(&mut Model, Place) -> Option<Place>) -> Vec<Effect> {
    let mut effects = Vec::new();
    for _ in 0..count {
        let from = here(model);
        let Some(to) = next(model, from) else { break };
        effects = visit(model, to);
    }
    effects
}

/// Goes to a place: to the screen that shows it if that is still open, else on a new one.
pub fn visit(model: &mut Model, place: Place) -> Vec<Effect> {
    match model.screens.iter().rposition(|screen| Place::of(screen).is_like(&place)) {
        Some(at) => {
            model.screens.truncate(at + 1);
            select(model.screen_mut(), &place);
        }
        None => model.screens.push(place.screen()),
    }
    screens::load(model)
}

/// Selects in an open screen what the place says.
fn select(screen: &mut Screen, place: &Place) {
    match (screen, place) {
        (Screen::Reader(s), Place::Reader { claim, .. }) => (s.selected, s.seek) = (*claim, true),
        (Screen::Compare(s), Place::Compare { row, column, .. }) => (s.row, s.column) = (*row, *column),
        _ => {}
    }
}

pub fn ask_mark(model: &mut Model) -> Vec<Effect> {
    let title = format!("Name this place · {}", text::display(&here(model).describe()));
    layers::ask(model, title, "a letter or a few words; a name in use moves here", "", Asked::Mark)
}

pub fn mark(model: &mut Model, name: &str) -> Vec<Effect> {
    let here = here(model);
    model.session.marks.insert(name.to_owned(), here);
    model.notify(format!("this place is called {} now", text::display(name)));
    Vec::new()
}

pub fn ask_visit(model: &mut Model) -> Vec<Effect> {
    let marks = model.session.marks.iter().map(|(name, place)| (name.clone(), place.describe())).collect();
    layers::ask(model, "Go to", "the name of a place; a name with - before it is forgotten", "", Asked::Visit(marks))
}

/// Goes to the named place, or forgets it.
///
/// # Errors
/// Where no place has the name.
pub fn visit_named(model: &mut Model, name: &str) -> Result<Vec<Effect>, String> {
    if let Some(place) = model.session.marks.get(name).cloned() {
        leave(model);
        return Ok(visit(model, place));
    }
    let forgotten = name.strip_prefix('-').is_some_and(|name| model.session.marks.remove(name).is_some());
    if !forgotten {
        return Err(format!("no place is called {}; Esc closes", text::display(name)));
    }
    model.notify(format!("{} is forgotten", text::display(&name[1..])));
    Ok(Vec::new())
}
