//! Raising and closing layers.

use super::batch;
use crate::text;
use crate::tui::{
    command::{self, Scope},
    layer::{Asked, Layer, Names, Palette, Panel, Prompt, choose::Choice},
    model::{Model, Screen},
    msg::Effect,
    rich::{Rich, Role, span},
};

pub fn open(model: &mut Model, layer: Layer) -> Vec<Effect> {
    model.layers.push(layer);
    Vec::new()
}

pub fn close(model: &mut Model) -> Vec<Effect> {
    model.layers.pop();
    Vec::new()
}

pub fn ask(
    model: &mut Model,
    title: impl Into<String>,
    hint: impl Into<String>,
    value: impl Into<String>,
    asked: Asked,
) -> Vec<Effect> {
    open(model, Layer::Prompt(Prompt::new(title, hint, value, asked)))
}

/// Which articles or events the list seen should show.
pub fn ask_filter(model: &mut Model) -> Vec<Effect> {
    let (title, mut line) = match model.screen() {
        Screen::Articles(s) => ("Articles", s.query.filter.to_string()),
        Screen::Events(s) => ("Events", s.query.filter.to_string()),
        _ => return Vec::new(),
    };
    if !line.is_empty() {
        line.push(' '); // what is typed is one more condition
    }
    let names = names(model);
    ask(
        model,
        title,
        "words, or outlet:sana after:2017-04 killed>=5 has:conflict; nothing shows all",
        line,
        Asked::Filter(names),
    )
}

/// The names seen so far on the screens open.
fn names(model: &Model) -> Names {
    let outlets = model.session.outlets.iter().cloned().collect();
    let mut names = Names { outlets, ..Names::default() };
    for screen in &model.screens {
        match screen {
            Screen::Events(s) => {
                names.places.extend(s.list.rows.iter().filter_map(|r| r.event.place.as_ref()).map(|p| p.name.clone()));
            }
            Screen::Sources(s) => names.claimants.extend(s.list.rows.iter().map(|row| row.name.clone())),
            _ => {}
        }
    }
    for list in [&mut names.claimants, &mut names.places] {
        list.sort();
        list.dedup();
    }
    names
}

pub fn complete(model: &mut Model, back: bool) -> Vec<Effect> {
    if let Some(Layer::Prompt(prompt)) = model.layers.last_mut() {
        prompt.complete(back);
    }
    Vec::new()
}

pub fn ask_export(model: &mut Model) -> Vec<Effect> {
    let (title, choice) = batch::export_choice(model);
    let hint =
        "a file; its ending tells the format: csv, xlsx, html, geojson, zip …; recount is a bundle for a colleague";
    ask(model, text::display(&title), hint, "figures.csv", Asked::Export(choice))
}

/// The scopes whose commands a person can run from the screen seen.
fn scopes(model: &Model) -> [Scope; 3] {
    [model.screen().scope(), Scope::Anywhere, Scope::Always]
}

pub fn open_palette(model: &mut Model) -> Vec<Effect> {
    let commands = scopes(model).into_iter().flat_map(command::of).filter(|c| c.id != "app.palette");
    let rows = commands.map(|command| Choice {
        command,
        keys: model.session.keymap.keys_of(command.id),
        enabled: (command.enabled)(model),
    });
    let palette = Palette::new(rows.collect());
    open(model, Layer::Palette(palette))
}

pub fn palette_step(model: &mut Model, by: isize) -> Vec<Effect> {
    if let Some(Layer::Palette(palette)) = model.layers.last_mut() {
        palette.move_by(by);
    }
    Vec::new()
}

/// The keys of the screen seen, then of every screen, then of layers: whatever could be wondered about here.
pub fn open_help(model: &mut Model) -> Vec<Effect> {
    let here = model.screen().scope();
    let screens = Scope::SCREENS;
    // Words are chosen in an article only.
    let works = |scope: &Scope| !screens.contains(scope) && (*scope != Scope::Select || here == Scope::Reader);
    let shown = [here].into_iter().chain(Scope::ALL.into_iter().filter(works));
    let mut lines: Vec<Rich> = Vec::new();
    for scope in shown {
        if !lines.is_empty() {
            lines.push(Vec::new());
        }
        lines.push(vec![span(Role::Heading, scope.heading())]);
        for command in command::of(scope) {
            let keys = model.session.keymap.keys_of(command.id).join("  ");
            lines.push(vec![
                span(Role::Key, format!("  {} ", crate::text::width::pad(&keys, 16))),
                span(Role::Text, command.doc),
            ]);
        }
    }
    open(model, Layer::Panel(Panel::new(format!("Keys · {}", here.heading()), lines)))
}
