//! How the workbench answers what happens: one message in, the model changed, effects out.
//!
//! Pure: no file, no thread, no clock (the time comes with the message), no widget. A file for each screen and for each
//! kind of layer.

pub mod annotate;
pub mod articles;
pub mod batch;
pub mod claim_form;
pub mod compare;
pub mod decide;
pub mod differences;
pub mod events;
pub mod explain;
pub mod grades;
pub mod importing;
pub mod jumps;
pub mod layers;
pub mod linking;
pub mod log;
pub mod map;
pub mod motion;
pub mod panels;
pub mod picture;
pub mod places;
pub mod reader;
pub mod record;
mod replies;
pub mod review;
pub mod screens;
pub mod select;
pub mod sorting;
pub mod sources;
pub mod submit;
pub mod typing;
pub mod visits;

use jiff::Timestamp;

use super::{
    command::Command,
    keys::{Chord, Found, Key},
    layer::Layer,
    model::{Model, Screen, geometry, tour},
    msg::{Effect, Msg},
};
/// What to ask for before the first message.
pub fn start(model: &mut Model) -> Vec<Effect> {
    let mut effects = screens::load(model);
    effects.extend(settle(model));
    effects
}

/// Handles one message that arrived at `now`.
pub fn update(model: &mut Model, msg: Msg, now: Timestamp) -> Vec<Effect> {
    model.session.now = now;
    let mut effects = match msg {
        Msg::Key(chord) => key(model, chord),
        Msg::Paste(text) => typing::paste(model, &text),
        Msg::Mouse(mouse) => motion::mouse(model, mouse),
        Msg::Resize(size) => {
            model.size = size;
            Vec::new()
        }
        Msg::Reply(ticket, result) => replies::take(model, ticket, result),
        Msg::Dropped(ticket) => replies::dropped(model, ticket),
        Msg::Progress(ticket, progress) => {
            if let Some(job) = model.jobs.get_mut(&ticket) {
                job.progress = progress;
            }
            Vec::new()
        }
        Msg::Partial(ticket, reply) => replies::partial(model, ticket, reply),
        Msg::Settled => screens::settled(model),
        Msg::Edited(result) => submit::edited(model, result),
        Msg::Trouble(why) => {
            model.warn(why);
            Vec::new()
        }
        Msg::Terminate => quit(model),
    };
    tour::follow(model);
    effects.extend(settle(model));
    effects
}

/// Leaves, whatever is on its way: what the store confirmed is safe, the desk finishes the rest.
pub fn quit(model: &mut Model) -> Vec<Effect> {
    model.quitting = true;
    vec![Effect::Quit]
}

fn key(model: &mut Model, chord: Chord) -> Vec<Effect> {
    model.notice = None;
    let scopes = model.scopes();
    if let Some(digit) = count_digit(model, chord) {
        let count = model.typed.count.unwrap_or(0).saturating_mul(10).saturating_add(digit).min(100_000);
        model.typed.count = Some(count);
        return Vec::new();
    }
    model.typed.keys.push(chord);
    match model.session.keymap.find(&scopes, &model.typed.keys) {
        Found::Prefix => Vec::new(),
        Found::Command(command) => {
            let typed = std::mem::take(&mut model.typed);
            run(model, command, typed.count.unwrap_or(1))
        }
        Found::Nothing => {
            let typed = std::mem::take(&mut model.typed);
            unbound(model, &typed.keys)
        }
    }
}

/// A digit that is not a key of its own, where no text is typed: the beginning or the rest of a count.
fn count_digit(model: &Model, chord: Chord) -> Option<usize> {
    let digit = chord.typed()?.to_digit(10)? as usize;
    let begins = digit > 0 || model.typed.count.is_some();
    let free = model.session.keymap.find(&model.scopes(), &[chord]) == Found::Nothing;
    let typing = matches!(model.layers.last(), Some(Layer::Palette(_) | Layer::Prompt(_) | Layer::Form(_)));
    (begins && free && !typing && model.typed.keys.is_empty()).then_some(digit)
}

/// Runs a command if it can run now; otherwise says why not.
pub fn run(model: &mut Model, command: &Command, count: usize) -> Vec<Effect> {
    match (command.enabled)(model) {
        Ok(()) => (command.run)(model, count),
        Err(why) => {
            model.warn(format!("{}: {why}", command.title));
            Vec::new()
        }
    }
}

fn unbound(model: &mut Model, keys: &[Chord]) -> Vec<Effect> {
    if let [chord] = keys
        && let Some(layer) = model.layers.last_mut()
    {
        if let (Some(typed), Some(line)) = (chord.typed(), layer.line_mut()) {
            line.insert(typed.encode_utf8(&mut [0; 4]));
            layer.typed();
        }
        return Vec::new();
    }
    // Escape out of a prefix is a way to say "never mind".
    if keys.last().is_none_or(|k| k.key != Key::Esc) {
        model.notify(format!("{} does nothing here; ? shows the keys", Chord::write_sequence(keys)));
    }
    Vec::new()
}

/// After every message: the selection is in view, and what is about to be seen is asked for.
fn settle(model: &mut Model) -> Vec<Effect> {
    let size = model.size;
    let rows = geometry::list_rows(size).height as usize;
    motion::settle_layer(model);
    let session = &mut model.session;
    let Some(screen) = model.screens.last_mut() else { return Vec::new() };
    match screen {
        Screen::Articles(s) => s.more(rows, session),
        Screen::Events(s) => s.more(rows, session),
        Screen::Links(s) => s.more(geometry::links(size).0.height as usize, session),
        Screen::Differences(s) => s.more(geometry::links(size).0.height as usize, session),
        Screen::Sources(s) => s.more(rows, session),
        Screen::Log(s) => s.more(rows, session),
        Screen::Review(_) | Screen::Map(_) => Vec::new(),
        Screen::Reader(s) => {
            let panes = geometry::reader(size, s);
            s.lay_out(panes.text.width as usize);
            s.settle(panes.text.height as usize);
            s.settle_list(geometry::claims_shown(panes.claims));
            Vec::new()
        }
        Screen::Compare(s) => {
            s.settle(size);
            s.load_text(session)
        }
    }
}
