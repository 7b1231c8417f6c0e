//! What the list of sources does.

use super::{grades, layers, screens};
use crate::{
    domain::{Change, filter::Test, rows::ClaimantRow},
    text,
    tui::{
        command::Refusal,
        layer::{Asked, Item, Layer, Menu, Picked},
        model::{EventQuery, Events, Model, Screen, SourceQuery},
        msg::Effect,
        rich::{Role, span},
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

pub fn tick(model: &mut Model, count: usize) -> Vec<Effect> {
    if let Some(list) = model.sources_mut() {
        list.tick(count);
    }
    Vec::new()
}

/// Takes the ticks away; without any, shows all sources again, or goes back.
pub fn leave(model: &mut Model) -> Vec<Effect> {
    if model.sources().is_some_and(|s| !s.ticked.is_empty()) {
        model.untick();
        return Vec::new();
    }
    if model.sources().is_some_and(|s| !s.query.words.is_empty()) {
        return refilter(model, String::new());
    }
    screens::back(model)
}

pub fn ask_filter(model: &mut Model) -> Vec<Effect> {
    let now = model.sources().map(|s| s.query.words.clone()).unwrap_or_default();
    layers::ask(model, "Sources", "parts of their names, or a kind: monitor; nothing shows all", now, Asked::Sources)
}

pub fn refilter(model: &mut Model, words: String) -> Vec<Effect> {
    let Some(Screen::Sources(sources)) = model.screens.last_mut() else { return Vec::new() };
    let query = SourceQuery { words, ..sources.query.clone() };
    sources.ask(query, &mut model.session)
}

/// The names of the ticked sources other than the selected one.
fn others(model: &Model) -> Vec<String> {
    let Some(here) = current(model).map(|row| &row.name) else { return Vec::new() };
    model.sources().map(|s| s.ticked.keys().filter(|name| *name != here).cloned().collect()).unwrap_or_default()
}

pub fn mergeable(model: &Model) -> Result<(), Refusal> {
    if others(model).is_empty() { Err("tick a source with t, then select the one it is") } else { Ok(()) }
}

/// The ticked sources are the selected one, under other names.
pub fn merge(model: &mut Model) -> Vec<Effect> {
    let names = others(model);
    let source = current(model).map(|row| row.name.clone());
    model.untick();
    model.commit(Change::NameSource { names, source })
}

pub fn ask_name(model: &mut Model) -> Vec<Effect> {
    let Some(name) = current(model).map(|row| row.name.clone()) else { return Vec::new() };
    let others = model.sources().map(|s| s.list.rows.iter().filter(|row| row.name != name)).into_iter().flatten();
    let known = others.map(|row| (row.name.clone(), format!("{}, {} claims", row.kind.label(), row.claims))).collect();
    let title = format!("Who else is {}?", text::display(&name));
    layers::ask(
        model,
        title,
        "a name: claims under it count as theirs; tab takes a known one",
        "",
        Asked::OtherName(name, known),
    )
}

pub fn named(model: &Model) -> Result<(), Refusal> {
    let any = current(model).is_some_and(|row| !row.aliases.is_empty());
    any.then_some(()).ok_or("they have one name only; n adds another")
}

/// Which of their other names is somebody else's.
pub fn choose_name(model: &mut Model) -> Vec<Effect> {
    let Some(row) = current(model) else { return Vec::new() };
    let item = |name: &String| Item {
        label: vec![span(Role::Text, text::display(name))],
        detail: Vec::new(),
        more: Vec::new(),
        current: false,
        picked: Picked::OwnName(name.clone()),
    };
    let (title, items) = (format!("Not {}", text::display(&row.name)), row.aliases.iter().map(item).collect());
    layers::open(model, Layer::Menu(Menu::new(title, items)))
}

pub fn copy(model: &mut Model) -> Vec<Effect> {
    let Some(name) = current(model).map(|row| text::display(&row.name)) else { return Vec::new() };
    model.notify("name copied");
    vec![Effect::Copy(name)]
}
