//! The list of sources.

use super::{paint::Canvas, words};
use crate::{
    domain::{Sort, SourceKey, rows::ClaimantRow},
    text,
    tui::{
        model::{Model, Sources, geometry},
        rich::{Rich, Role, span},
    },
};

/// Widths of the columns; a narrow screen has fewer.
struct Columns {
    name: u16,
    kind: u16,
    claims: u16,
    events: u16,
    articles: u16,
    grade: u16,
    reason: u16,
}

impl Columns {
    fn of(columns: u16) -> Self {
        let (claims, events) = (8, if columns < 50 { 0 } else { 8 });
        let (articles, grade) = (if columns < 72 { 0 } else { 10 }, 8);
        let kind = if columns < 64 { 0 } else { 15 };
        let room = columns.saturating_sub(2 + claims + events + articles + grade + kind);
        let reason = if columns < 110 { 0 } else { room / 2 };
        Self { name: room - reason, kind, claims, events, articles, grade, reason }
    }
}

pub fn draw(model: &Model, sources: &Sources, canvas: &mut Canvas) {
    let rows = geometry::list_rows(model.size);
    if sources.list.rows.is_empty() {
        if sources.list.loaded {
            let key = |id: &str| model.session.keymap.keys_of(id).into_iter().next().unwrap_or_default();
            if !sources.query.words.is_empty() {
                let lines = [
                    vec![span(Role::Strong, "No source is called so.")],
                    Rich::new(),
                    vec![span(Role::Key, key("sources.clear")), span(Role::Text, "  show all sources again")],
                ];
                words::placard(canvas, rows, &lines);
                return;
            }
            let lines = [
                vec![span(Role::Strong, "Nobody made a claim yet.")],
                Rich::new(),
                vec![span(Role::Text, "Whoever is quoted in an article stands here, with a grade of yours.")],
            ];
            words::placard(canvas, rows, &lines);
        }
        return;
    }
    let at = Columns::of(model.size.columns);
    heading(&at, sources.query.sort, rows.y - 1, canvas);
    for (line, (i, row)) in sources.list.shown(rows.height as usize).enumerate() {
        let y = rows.y + line as u16;
        draw_row(&at, row, y, canvas);
        if i == sources.list.selected {
            canvas.tint(ratatui::layout::Rect { y, height: 1, ..rows }, Role::Selected);
            canvas.park(1, y);
        }
        words::tick(sources.is_ticked(row), 0, y, canvas);
    }
}

fn heading(at: &Columns, sort: Sort<SourceKey>, y: u16, canvas: &mut Canvas) {
    let mut x = 1;
    for (name, key, cells) in [("who says it", SourceKey::Name, at.name), ("kind", SourceKey::Kind, at.kind)] {
        let (name, role) = words::sorted(name, Some(key), sort);
        canvas.text(x, y, cells.saturating_sub(1), &name, role);
        x += cells;
    }
    for (key, cells) in [
        (SourceKey::Claims, at.claims),
        (SourceKey::Events, at.events),
        (SourceKey::Articles, at.articles),
        (SourceKey::Grade, at.grade),
    ] {
        let (name, role) = words::sorted(key.word(), Some(key), sort);
        canvas.text_right(x, y, cells, &name, role);
        x += cells;
    }
    canvas.text(x + 3, y, at.reason.saturating_sub(3), "why", Role::Dim);
}

fn draw_row(at: &Columns, row: &ClaimantRow, y: u16, canvas: &mut Canvas) {
    let others = if row.aliases.is_empty() { String::new() } else { format!(" +{}", row.aliases.len()) };
    let room = at.name.saturating_sub(2 + others.len() as u16) as usize;
    let name = vec![span(Role::Text, text::width::fit(&text::display(&row.name), room)), span(Role::Dim, others)];
    canvas.rich(1, y, at.name.saturating_sub(2), &name);
    canvas.text(1 + at.name, y, at.kind.saturating_sub(1), &row.kind.label(), Role::Dim);
    let mut x = 1 + at.name + at.kind;
    for (n, cells) in [(row.claims, at.claims), (row.events, at.events), (row.articles, at.articles)] {
        let (words, role) = if n == 0 { ("–".to_owned(), Role::Dim) } else { (n.to_string(), Role::Text) };
        canvas.text_right(x, y, cells, &words, role);
        x += cells;
    }
    let (grade, role) = row.reliability.map_or(("–", Role::Dim), |r| (r.word(), Role::Accent));
    canvas.text_right(x, y, at.grade, grade, role);
    x += at.grade;
    let by = row.graded_by.as_ref().map(|by| format!(" ({by})")).unwrap_or_default();
    let why = format!("{}{by}", row.reason);
    canvas.text(x + 3, y, at.reason.saturating_sub(4), &text::display(&why), Role::Dim);
}

/// Their other names, and why they are graded so.
pub fn said(row: &ClaimantRow) -> Rich {
    let names = (!row.aliases.is_empty()).then(|| format!("also {}", row.aliases.join(", ")));
    let why = (!row.reason.is_empty()).then(|| row.reason.clone());
    let parts: Vec<_> = names.into_iter().chain(why).collect();
    vec![span(Role::Dim, text::display(&parts.join(" · ")))]
}
