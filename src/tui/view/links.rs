//! The machine's proposals: pairs of events that may be one, and why.

use super::{paint::Canvas, words};
use crate::{
    domain::{Proposal, Reason},
    text,
    tui::{
        model::{Links, Model, geometry},
        rich::{Rich, Role, span},
    },
};

/// Cells of the longest bar of a reason.
const BAR: f32 = 20.0;

pub fn draw(model: &Model, links: &Links, canvas: &mut Canvas) {
    let rows = geometry::list_rows(model.size);
    if links.list.rows.is_empty() {
        if links.list.loaded {
            let key = model.session.keymap.keys_of("go.events").into_iter().next().unwrap_or_default();
            let lines = [
                vec![span(Role::Strong, "No two events wait to be told one or two.")],
                Rich::new(),
                vec![span(Role::Text, "Pairs that the machine is not sure of come here when articles are read.")],
                vec![span(Role::Key, key), span(Role::Text, "  the list of events, to merge two of them by hand")],
            ];
            words::placard(canvas, rows, &lines);
        }
        return;
    }
    let half = (rows.width - 10) / 2;
    canvas.text(1, rows.y - 1, 7, "score", Role::Dim);
    canvas.text(9, rows.y - 1, half, "may this event …", Role::Dim);
    canvas.text(9 + half, rows.y - 1, half, "… be this one?", Role::Dim);
    let list = geometry::links(model.size).0;
    for (line, (i, row)) in links.list.shown(list.height as usize).enumerate() {
        let y = list.y + line as u16;
        canvas.text_right(1, y, 6, &format!("{:+.1}", row.likeness.score), Role::Accent);
        let name = |id, name: &str| format!("{id} {}", text::display(name));
        canvas.text(9, y, half - 2, &name(row.a, &row.a_name), Role::Text);
        canvas.text(9 + half, y, half - 1, &name(row.b, &row.b_name), Role::Text);
        if i == links.list.selected {
            canvas.tint(ratatui::layout::Rect { y, height: 1, ..list }, Role::Selected);
            canvas.park(1, y);
        }
    }
    if let Some(row) = links.list.current() {
        reasons(model, row, canvas);
    }
}

/// Why the selected pair is proposed: what speaks for it and what against, the weightiest first.
fn reasons(model: &Model, row: &Proposal, canvas: &mut Canvas) {
    let area = geometry::links(model.size).1;
    if area.height < 2 {
        return;
    }
    canvas.horizontal(area.x, area.y, area.width);
    canvas.text(2, area.y, area.width - 4, " why: what speaks for one incident, and what against ", Role::Heading);
    let most = row.likeness.reasons.iter().map(|r| r.share.abs()).fold(0.1, f32::max);
    for (y, Reason { feature, value, share }) in (area.y + 1..area.bottom()).zip(&row.likeness.reasons) {
        let role = if *share < 0.0 { Role::Bad } else { Role::Good };
        let bar = "█".repeat((share.abs() / most * BAR).round() as usize);
        let line = [
            span(role, format!(" {share:+6.2} ")),
            span(Role::Text, format!("{:<28}", feature.replace('_', " "))),
            span(Role::Dim, format!("{value:>5.2}  ")),
            span(role, bar),
        ];
        canvas.rich(area.x, y, area.width, &line);
    }
}
