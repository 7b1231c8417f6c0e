//! Typing into prompts, forms and the palette.

use crate::tui::{
    layer::{Layer, Line},
    model::Model,
    msg::Effect,
};

/// Edits the line that has the caret.
pub fn edit(model: &mut Model, change: impl FnOnce(&mut Line)) -> Vec<Effect> {
    if let Some(layer) = model.layers.last_mut()
        && let Some(line) = layer.line_mut()
    {
        let before = line.text().to_string();
        change(line);
        if line.text() != before {
            layer.typed();
        }
    }
    Vec::new()
}

/// One character left; in a closed field, the word before.
pub fn left(model: &mut Model) -> Vec<Effect> {
    if turn(model, false) { Vec::new() } else { edit(model, Line::left) }
}

pub fn right(model: &mut Model) -> Vec<Effect> {
    if turn(model, true) { Vec::new() } else { edit(model, Line::right) }
}

fn turn(model: &mut Model, forward: bool) -> bool {
    match model.layers.last_mut() {
        Some(Layer::Form(form)) => form.turn(forward),
        _ => false,
    }
}

pub fn step(model: &mut Model, forward: bool) -> Vec<Effect> {
    if let Some(Layer::Form(form)) = model.layers.last_mut() {
        form.step(forward);
    }
    Vec::new()
}

/// A paste goes where one types, as one line; elsewhere it is not taken for commands.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    match model.layers.last_mut().and_then(Layer::line_mut) {
        Some(line) => {
            line.insert(text.trim_end_matches(['\r', '\n']));
            if let Some(layer) = model.layers.last_mut() {
                layer.typed();
            }
        }
        None => model.notify("a paste goes into a prompt or a form; open one first"),
    }
    Vec::new()
}
