//! What lies over a screen: palette, menus, prompts, forms, questions, panels.

use ratatui::layout::Rect;

use super::paint::Canvas;
use crate::{
    text::width,
    tui::{
        layer::{Confirm, Field, Form, Input, Layer, Line, Menu, Palette, Panel, Prompt, Waits},
        model::{Model, geometry},
        rich::{Rich, Role, rich_width, span, wrap_rich},
    },
};

pub fn draw(model: &Model, layer: &Layer, top: bool, canvas: &mut Canvas) {
    canvas.cursor = None;
    match layer {
        Layer::Palette(palette) => draw_palette(model, palette, canvas),
        Layer::Menu(menu) => draw_menu(model, menu, canvas),
        Layer::Prompt(prompt) => draw_prompt(model, prompt, canvas),
        Layer::Form(form) => draw_form(model, form, canvas),
        Layer::Confirm(confirm) => draw_confirm(model, confirm, canvas),
        Layer::Panel(panel) => draw_panel(model, panel, canvas),
    }
    if !top {
        canvas.cursor = None;
    }
}

/// A line being typed, scrolled so that the caret is seen.
fn draw_line(line: &Line, area: Rect, canvas: &mut Canvas) {
    let room = area.width.saturating_sub(1) as usize;
    let skip = line.column().saturating_sub(room);
    let (mut at, mut visible) = (0, String::new());
    for (grapheme, cells) in width::graphemes(line.text()) {
        if at >= skip && at + cells <= skip + room {
            visible.push_str(grapheme);
        }
        at += cells;
    }
    canvas.text(area.x, area.y, area.width, &visible, Role::Text);
    canvas.park(area.x + (line.column() - skip).min(room) as u16, area.y);
}

fn draw_palette(model: &Model, palette: &Palette, canvas: &mut Canvas) {
    let size = model.size;
    let room = size.rows.saturating_sub(6).min(14);
    let area = geometry::overlay(size, size.columns.saturating_sub(4).min(92), room + 4);
    let area = Rect { y: area.y.min(3), ..area };
    let inside = canvas.boxed(area, &[span(Role::Heading, "Commands")]);
    canvas.text(inside.x + 1, inside.y, 2, ":", Role::Key);
    draw_line(&palette.line, Rect { x: inside.x + 3, width: inside.width.saturating_sub(4), ..inside }, canvas);
    let cursor = canvas.cursor;
    canvas.horizontal(area.x + 1, inside.y + 1, inside.width);
    let rows = inside.height.saturating_sub(2) as usize;
    let top = palette.selected.saturating_sub(rows.saturating_sub(1));
    let keys = 14.min(inside.width / 4);
    let title = 24.min(inside.width.saturating_sub(keys) / 2);
    for (line, &at) in palette.found.iter().skip(top).take(rows).enumerate() {
        let y = inside.y + 2 + line as u16;
        let choice = &palette.rows[at];
        let (name, says) = match choice.enabled {
            Ok(()) => (Role::Text, choice.command.doc),
            Err(why) => (Role::Dim, why),
        };
        canvas.text(inside.x + 1, y, title, choice.command.title, name);
        canvas.text(inside.x + 1 + title, y, keys, &choice.keys.join(" "), Role::Key);
        let x = inside.x + 2 + title + keys;
        canvas.text(x, y, inside.right().saturating_sub(x + 1), says, Role::Dim);
        if top + line == palette.selected {
            canvas.tint(Rect { y, height: 1, ..inside }, Role::Selected);
        }
    }
    if palette.found.is_empty() {
        canvas.text(inside.x + 1, inside.y + 2, inside.width - 2, "No command answers to that.", Role::Dim);
    }
    canvas.cursor = cursor;
}

fn draw_menu(model: &Model, menu: &Menu, canvas: &mut Canvas) {
    let size = model.size;
    let lines = menu.items.iter().flat_map(|i| [&i.label].into_iter().chain(&i.detail).chain(&i.more));
    let widest = lines.map(|l| rich_width(l)).max().unwrap_or(0).max(width::width(&menu.title)) as u16;
    let columns = (widest + 6).min(size.columns.saturating_sub(2)).min(110);
    let room = columns.saturating_sub(6) as usize;
    let wrapped = |lines: &[Rich]| -> Vec<Rich> { lines.iter().flat_map(|l| wrap_rich(l, room)).collect() };
    let details: Vec<_> = menu.items.iter().map(|i| wrapped(&i.detail)).collect();
    let more: Vec<_> = menu.items.iter().map(|i| wrapped(&i.more)).collect();
    let rows: usize = details.iter().map(|d| 1 + d.len()).sum();
    // The foot is as high for every row as for the fullest, so that nothing moves; a low screen shows less of it.
    let most = size.rows.saturating_sub(4) as usize;
    let foot = more.iter().map(|m| m.len() + 1).max().filter(|n| *n > 1).unwrap_or(0).min(most.saturating_sub(rows));
    let area = geometry::overlay(size, columns, (rows + foot + 2).min(usize::from(size.rows)) as u16);
    let inside = canvas.boxed(area, &[span(Role::Heading, menu.title.clone())]);
    let list = Rect { height: inside.height.saturating_sub(foot as u16), ..inside };
    let mut y = list.y;
    for (i, item) in menu.items.iter().enumerate().skip(menu.top) {
        if y >= list.bottom() {
            break;
        }
        canvas.text(list.x + 1, y, 1, if item.current { "•" } else { " " }, Role::Accent);
        canvas.rich(list.x + 3, y, list.width.saturating_sub(4), &item.label);
        if i == menu.selected {
            canvas.tint(Rect { y, height: 1, ..list }, Role::Selected);
            canvas.park(list.x + 1, y);
        }
        for (y, line) in (y + 1..list.bottom()).zip(&details[i]) {
            canvas.rich(list.x + 3, y, list.width.saturating_sub(4), line);
        }
        y += 1 + details[i].len() as u16;
    }
    if foot > 0 {
        canvas.horizontal(inside.x, list.bottom(), inside.width);
        let says = more.get(menu.selected).map(Vec::as_slice).unwrap_or_default();
        for (y, line) in (list.bottom() + 1..inside.bottom()).zip(says) {
            canvas.rich(inside.x + 3, y, inside.width.saturating_sub(4), line);
        }
    }
}

/// What stands under an answer: that it is on its way, or why it was refused.
fn verdict(waits: &Waits) -> Option<Rich> {
    match (&waits.refusal, waits.ticket) {
        (Some(why), _) => Some(vec![span(Role::Bad, crate::text::display(why))]),
        (None, Some(_)) => Some(vec![span(Role::Warn, "saving …")]),
        (None, None) => None,
    }
}

fn draw_prompt(model: &Model, prompt: &Prompt, canvas: &mut Canvas) {
    let size = model.size;
    let columns = size.columns.saturating_sub(4).min(84);
    let says = verdict(&prompt.waits).unwrap_or_else(|| vec![span(Role::Dim, prompt.hint.clone())]);
    let says = wrap_rich(&says, columns.saturating_sub(4) as usize);
    let ways = offered(prompt, columns);
    let area = geometry::overlay(size, columns, 3 + (says.len() + ways.len()) as u16);
    let inside = canvas.boxed(area, &[span(Role::Heading, prompt.title.clone())]);
    for (y, line) in (inside.y + 1..inside.bottom()).zip(says.iter().chain(&ways)) {
        canvas.rich(inside.x + 1, y, inside.width.saturating_sub(2), line);
    }
    draw_line(&prompt.line, Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside }, canvas);
}

/// The ways to go on with a prompt that are shown at once.
const WAYS: usize = 6;

/// The ways around the one taken, with what they mean.
fn offered(prompt: &Prompt, columns: u16) -> Vec<Rich> {
    let top = prompt.taken.map_or(0, |at| (at + 1).saturating_sub(WAYS));
    let shown = prompt.ways.iter().enumerate().skip(top).take(WAYS);
    let label = usize::from(columns / 3);
    shown
        .map(|(i, way)| {
            let role = if prompt.taken == Some(i) { Role::Strong } else { Role::Text };
            let mark = if prompt.taken == Some(i) { "› " } else { "  " };
            let label = crate::text::width::pad(&crate::text::display(&way.label), label);
            vec![span(role, format!("{mark}{label} ")), span(Role::Dim, crate::text::display(&way.doc))]
        })
        .collect()
}

/// Cells for the names of a form's fields.
const NAMES: u16 = 11;

fn draw_form(model: &Model, form: &Form, canvas: &mut Canvas) {
    let size = model.size;
    let columns = size.columns.saturating_sub(4).min(84);
    let says = form_says(form);
    let says = wrap_rich(&says, columns.saturating_sub(4) as usize);
    let area = geometry::overlay(size, columns, form.fields.len() as u16 + says.len() as u16 + 3);
    let inside = canvas.boxed(area, &[span(Role::Heading, form.title.clone())]);
    let foot = (says.len() as u16 + 1).min(inside.height);
    let rows = inside.height.saturating_sub(foot);
    let top = (form.focus + 1).saturating_sub(rows as usize);
    let mut cursor = None;
    for (y, (i, field)) in (inside.y..inside.y + rows).zip(form.fields.iter().enumerate().skip(top)) {
        draw_field(field, i == form.focus, Rect { y, height: 1, ..inside }, canvas);
        cursor = canvas.cursor.filter(|_| i == form.focus).or(cursor);
    }
    canvas.horizontal(inside.x, inside.y + rows, inside.width);
    for (y, line) in (inside.y + rows + 1..inside.bottom()).zip(&says) {
        canvas.rich(inside.x + 1, y, inside.width.saturating_sub(2), line);
    }
    canvas.cursor = cursor;
}

fn draw_field(field: &Field, focused: bool, row: Rect, canvas: &mut Canvas) {
    let name = match (focused, &field.fault) {
        (_, Some(_)) => Role::Bad,
        (true, None) => Role::Key,
        (false, None) => Role::Dim,
    };
    let mark = if field.fault.is_some() {
        "!"
    } else if focused {
        "›"
    } else {
        " "
    };
    canvas.text(row.x, row.y, 1, mark, name);
    canvas.text(row.x + 1, row.y, NAMES, field.name, name);
    let value = Rect { x: row.x + 1 + NAMES, width: row.width.saturating_sub(NAMES + 2), ..row };
    match &field.input {
        Input::Text(line) if focused => draw_line(line, value, canvas),
        Input::Text(line) => {
            canvas.text(value.x, value.y, value.width, line.text(), Role::Text);
        }
        Input::Choice { .. } => {
            let role = if focused { Role::Strong } else { Role::Text };
            let words = if focused { format!("‹ {} ›", field.value()) } else { field.value().to_string() };
            canvas.text(value.x, value.y, value.width, &words, role);
            if focused {
                canvas.park(value.x, value.y);
            }
        }
    }
}

/// Below the fields: the store's refusal, else the focused field's fault, else its hint.
fn form_says(form: &Form) -> Rich {
    if let Some(verdict) = verdict(&form.waits) {
        return verdict;
    }
    match form.fields.get(form.focus) {
        Some(Field { fault: Some(fault), .. }) => vec![span(Role::Bad, fault.clone())],
        Some(field) => vec![span(Role::Dim, field.hint)],
        None => Rich::new(),
    }
}

fn draw_confirm(model: &Model, confirm: &Confirm, canvas: &mut Canvas) {
    let columns = model.size.columns.saturating_sub(4).min(70);
    let room = columns.saturating_sub(4) as usize;
    let mut lines = wrap_rich(&[span(Role::Text, confirm.consequence.clone())], room);
    let key = |id: &str| model.session.keymap.keys_of(id).into_iter().next().unwrap_or_default();
    lines.push(Rich::new());
    lines.push(vec![
        span(Role::Key, key("confirm.yes")),
        span(Role::Text, " yes   "),
        span(Role::Key, key("confirm.no")),
        span(Role::Text, " no"),
    ]);
    let area = geometry::overlay(model.size, columns, lines.len() as u16 + 2);
    let inside = canvas.boxed(area, &[span(Role::Warn, confirm.question.clone())]);
    for (y, line) in (inside.y..inside.bottom()).zip(&lines) {
        canvas.rich(inside.x + 1, y, inside.width.saturating_sub(2), line);
    }
    canvas.park(inside.x + 1, inside.bottom().saturating_sub(1));
}

fn draw_panel(model: &Model, panel: &Panel, canvas: &mut Canvas) {
    let full = geometry::panel(model.size);
    let room = full.width.saturating_sub(4) as usize;
    let lines: Vec<Rich> =
        panel.lines.iter().skip(panel.top).take(full.height as usize).flat_map(|l| wrap_rich(l, room)).collect();
    // A short panel is no taller than what it says, unless it scrolls: then it stays as it is.
    let height = if panel.top == 0 { full.height.min(lines.len() as u16 + 2) } else { full.height };
    let area = geometry::overlay(model.size, full.width, height);
    let mut title = vec![span(Role::Heading, panel.title.clone())];
    if lines.len() as u16 > area.height.saturating_sub(2) || panel.top > 0 {
        title.push(span(Role::Dim, format!(" · line {} of {}", panel.top + 1, panel.lines.len())));
    }
    let inside = canvas.boxed(area, &title);
    for (y, line) in (inside.y..inside.bottom()).zip(&lines) {
        canvas.rich(inside.x + 1, y, inside.width.saturating_sub(2), line);
    }
    canvas.park(inside.x + 1, inside.y);
}
