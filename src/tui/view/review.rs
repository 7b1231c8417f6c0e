//! What is left to do, with how far each kind of work is.

use super::paint::Canvas;
use crate::tui::{
    model::{Model, Review, geometry, review::Task},
    rich::{Role, span},
};

/// Cells of the widest bar.
const BAR: u16 = 40;

pub fn draw(model: &Model, review: &Review, canvas: &mut Canvas) {
    let rows = geometry::list_rows(model.size);
    let Some(left) = &review.left else { return };
    let name = 34.min(rows.width / 2);
    let bar = rows.width.saturating_sub(name + 26).min(BAR);
    canvas.text(1, rows.y - 1, name, "what is left", Role::Dim);
    canvas.text_right(1 + name, rows.y - 1, 9, "left", Role::Dim);
    for (line, task) in Task::ALL.into_iter().enumerate().take(rows.height as usize) {
        let y = rows.y + line as u16;
        let (count, all) = task.count(left);
        let (mark, role) = if count == 0 { ("✓", Role::Good) } else { ("·", Role::Warn) };
        canvas.rich(1, y, name, &[span(role, format!("{mark} ")), span(Role::Text, task.title())]);
        canvas.text_right(1 + name, y, 9, &count.to_string(), if count == 0 { Role::Dim } else { Role::Strong });
        let done = all.saturating_sub(count);
        let full = (u64::from(bar) * done).checked_div(all).unwrap_or(u64::from(bar)) as u16;
        let x = 12 + name;
        canvas.text(x, y, full, &"█".repeat(full as usize), Role::Good);
        canvas.text(x + full, y, bar - full, &"░".repeat((bar - full) as usize), Role::Dim);
        canvas.text_right(x + bar, y, 12, &format!("{done}/{all}"), Role::Dim);
        if line == review.selected {
            canvas.tint(ratatui::layout::Rect { y, height: 1, ..rows }, Role::Selected);
            canvas.park(1, y);
        }
    }
    let y = rows.y + Task::ALL.len() as u16 + 1;
    if y < rows.bottom() {
        let says = format!("{} claims in {} articles and {} events", left.claims, left.articles, left.events);
        canvas.text(1, y, rows.width - 2, &says, Role::Dim);
    }
}
