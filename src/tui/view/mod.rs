//! Drawing: the model made visible, nothing else. Only rows that are seen are built, and nothing here changes anything.

mod articles;
mod chrome;
mod compare;
mod differences;
mod events;
mod layers;
mod links;
mod log;
mod map;
mod paint;
mod reader;
mod review;
mod sources;
mod words;

use ratatui::{Frame, buffer::Buffer, layout::Position};

use self::paint::Canvas;
use super::{
    model::{Model, Screen, geometry},
    rich::Role,
    theme::Theme,
};

/// Draws the frame and places the terminal's cursor.
pub fn view(model: &Model, theme: &Theme, frame: &mut Frame) {
    if let Some(cursor) = draw(model, theme, frame.buffer_mut()) {
        frame.set_cursor_position(cursor);
    }
}

/// Draws into a buffer, whatever its size; returns where the cursor belongs.
pub fn draw(model: &Model, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let mut canvas = Canvas::new(buffer, theme);
    if geometry::is_too_small(model.size) {
        too_small(&mut canvas);
        return None;
    }
    chrome::header(model, &mut canvas);
    match model.screen() {
        Screen::Articles(s) => articles::draw(model, s, &mut canvas),
        Screen::Reader(s) => reader::draw(model, s, &mut canvas),
        Screen::Events(s) => events::draw(model, s, &mut canvas),
        Screen::Compare(s) => compare::draw(model, s, &mut canvas),
        Screen::Map(s) => map::draw(model, s, &mut canvas),
        Screen::Differences(s) => differences::draw(model, s, &mut canvas),
        Screen::Links(s) => links::draw(model, s, &mut canvas),
        Screen::Sources(s) => sources::draw(model, s, &mut canvas),
        Screen::Review(s) => review::draw(model, s, &mut canvas),
        Screen::Log(s) => log::draw(model, s, &mut canvas),
    }
    chrome::message(model, &mut canvas);
    chrome::footer(model, &mut canvas);
    for (i, layer) in model.layers.iter().enumerate() {
        layers::draw(model, layer, i + 1 == model.layers.len(), &mut canvas);
    }
    chrome::which_key(model, &mut canvas);
    chrome::tour(model, &mut canvas);
    canvas.cursor
}

/// What is said instead of a screen that has no room.
fn too_small(canvas: &mut Canvas) {
    let area = canvas.buffer.area;
    let (need, is) = (geometry::MINIMUM, area);
    let lines = [
        "too small".to_string(),
        format!("{}x{} is needed", need.columns, need.rows),
        format!("this is {}x{}", is.width, is.height),
    ];
    let top = area.height.saturating_sub(lines.len() as u16) / 2;
    for (y, line) in (top..area.height).zip(&lines) {
        let x = area.width.saturating_sub(line.len() as u16) / 2;
        canvas.text(x, y, area.width, line, if y == top { Role::Strong } else { Role::Text });
    }
}
