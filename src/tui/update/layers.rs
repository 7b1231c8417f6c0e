//! Raising and closing layers.

use crate::tui::{
    command::{self, Scope},
    layer::{Asked, Layer, Line, Palette, Panel, Prompt, Waits, choose::Choice},
    model::Model,
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
    let prompt =
        Prompt { title: title.into(), hint: hint.into(), line: Line::new(value), asked, waits: Waits::default() };
    open(model, Layer::Prompt(prompt))
}

pub fn ask_search(model: &mut Model) -> Vec<Effect> {
    let text = model.articles().and_then(|s| s.query.text.clone()).unwrap_or_default();
    ask(model, "Search", "words in titles and texts; nothing shows all", text, Asked::Search)
}

pub fn ask_event_filter(model: &mut Model) -> Vec<Effect> {
    let text = model.events().and_then(|s| s.filter.clone()).unwrap_or_default();
    ask(model, "Filter events", "words in names and places; nothing shows all", text, Asked::EventFilter)
}

pub fn ask_import(model: &mut Model) -> Vec<Effect> {
    ask(model, "Import", "a text file, or a .jsonl file of articles", "", Asked::Import)
}

pub fn ask_export(model: &mut Model) -> Vec<Effect> {
    ask(model, "Export", "a file ending in .csv or .jsonl", "figures.csv", Asked::Export)
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
    let screens = [Scope::Articles, Scope::Reader, Scope::Events, Scope::Compare, Scope::Log];
    let shown = [here].into_iter().chain(Scope::ALL.into_iter().filter(|s| !screens.contains(s)));
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
