//! What bundles say otherwise than what stands here: both sides of each.

use ratatui::layout::Rect;

use super::{paint::Canvas, words};
use crate::{
    domain::{Saying, rows::DifferenceRow},
    text,
    tui::{
        model::{Differences, Model, geometry},
        rich::{Rich, Role, span, wrap_rich},
    },
};

pub fn draw(model: &Model, differences: &Differences, canvas: &mut Canvas) {
    let rows = geometry::list_rows(model.size);
    if differences.list.rows.is_empty() {
        if differences.list.loaded {
            let key = model.session.keymap.keys_of("app.merge").into_iter().next().unwrap_or_default();
            let lines = [
                vec![span(Role::Strong, "No bundle says anything otherwise than what stands here.")],
                Rich::new(),
                vec![span(Role::Text, "What a colleague's bundle says otherwise is kept here, both sides,")],
                vec![span(Role::Text, "until you choose one with a reason.")],
                Rich::new(),
                vec![span(Role::Key, key), span(Role::Text, "  bring a bundle in (`recount merge FILE` in the shell)")],
            ];
            words::placard(canvas, rows, &lines);
        }
        return;
    }
    let side = (rows.width - 2) / 3;
    canvas.text(1, rows.y - 1, side, "what", Role::Dim);
    canvas.text(1 + side, rows.y - 1, side, "stands here", Role::Dim);
    canvas.text(1 + 2 * side, rows.y - 1, side, "their bundle says", Role::Dim);
    let list = geometry::links(model.size).0;
    for (line, (i, row)) in differences.list.shown(list.height as usize).enumerate() {
        let y = list.y + line as u16;
        canvas.text(1, y, side - 2, &text::display(&row.theirs.on()), Role::Text);
        canvas.text(1 + side, y, side - 2, &text::display(&says(row.ours.as_ref())), Role::Good);
        canvas.text(1 + 2 * side, y, side - 1, &text::display(&row.theirs.says()), Role::Warn);
        if i == differences.list.selected {
            canvas.tint(Rect { y, height: 1, ..list }, Role::Selected);
            canvas.park(1, y);
        }
    }
    if let Some(row) = differences.list.current() {
        sides(model, row, canvas);
    }
}

fn says(saying: Option<&Saying>) -> String {
    saying.map_or_else(|| "nothing".to_owned(), Saying::says)
}

/// Who says what and why, side by side.
fn sides(model: &Model, row: &DifferenceRow, canvas: &mut Canvas) {
    let area = geometry::links(model.size).1;
    if area.height < 3 {
        return;
    }
    let half = area.width / 2;
    let (left, right) = (Rect { width: half, ..area }, Rect { x: half, width: area.width - half, ..area });
    side(left, "here", row.ours.as_ref(), Role::Good, None, canvas);
    let from = format!("{}, brought in by {}", row.name, row.brought_by);
    side(right, "there", Some(&row.theirs), Role::Warn, Some(from), canvas);
}

fn side(area: Rect, title: &str, saying: Option<&Saying>, role: Role, from: Option<String>, canvas: &mut Canvas) {
    let inside = canvas.boxed(area, &[span(Role::Heading, title)]);
    let room = inside.width.saturating_sub(2) as usize;
    let mut lines = vec![vec![span(role, text::display(&says(saying)))]];
    if let Some(by) = saying.and_then(Saying::by) {
        lines.push(vec![span(Role::Dim, "by "), span(Role::Text, text::display(by))]);
    }
    if let Some(why) = saying.map(Saying::why).filter(|why| !why.is_empty()) {
        lines.push(vec![span(Role::Dim, "because "), span(Role::Text, text::display(why))]);
    }
    lines.extend(from.map(|from| vec![span(Role::Dim, text::display(&from))]));
    let lines: Vec<Rich> = lines.iter().flat_map(|line| wrap_rich(line, room)).collect();
    for (y, line) in (inside.y..inside.bottom()).zip(&lines) {
        canvas.rich(inside.x + 1, y, inside.width.saturating_sub(2), line);
    }
}
