//! The journal, one line for each entry.

use super::{paint::Canvas, words};
use crate::{
    domain::{Actor, rows::EntryKind},
    tui::{
        model::{Log, Model, geometry},
        rich::{Rich, Role, span},
        update::explain,
    },
};

pub fn draw(model: &Model, log: &Log, canvas: &mut Canvas) {
    let rows = geometry::list_rows(model.size);
    if log.list.rows.is_empty() {
        if log.list.loaded {
            let lines = [
                vec![span(Role::Strong, "Nothing was changed in this store yet.")],
                Rich::new(),
                vec![span(Role::Text, "Every change will stand here: who made it, when, and what it replaced.")],
            ];
            words::placard(canvas, rows, &lines);
        }
        return;
    }
    canvas.text(1, rows.y - 1, rows.width - 1, "entry  when              who and what", Role::Dim);
    for (line, (i, row)) in log.list.shown(rows.height as usize).enumerate() {
        let y = rows.y + line as u16;
        let mut spans = explain::line(row, true);
        if matches!(row.kind, EntryKind::Undo) || matches!(row.actor, Actor::Machine) {
            spans.iter_mut().for_each(|s| s.role = Role::Dim);
        }
        canvas.rich(1, y, rows.width - 2, &spans);
        if i == log.list.selected {
            canvas.tint(ratatui::layout::Rect { y, height: 1, ..rows }, Role::Selected);
            canvas.park(1, y);
        }
    }
}
