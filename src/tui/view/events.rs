//! The list of events.

use super::{paint::Canvas, words};
use crate::{
    domain::rows::EventRow,
    text,
    tui::{
        model::{Events, Model, geometry},
        rich::{Rich, Role, span},
    },
};

/// Widths of the columns; a narrow screen has fewer.
struct Columns {
    name: u16,
    date: u16,
    place: u16,
    articles: u16,
    claims: u16,
    sources: u16,
    decided: u16,
}

impl Columns {
    fn of(columns: u16) -> Self {
        let date = if columns < 60 { 7 } else { 16 };
        let place = if columns < 72 { 0 } else { (columns / 6).min(26) };
        let wide = columns >= 110;
        let (articles, sources) = (if columns < 60 { 0 } else { 9 }, 9);
        let (claims, decided) = (if wide { 8 } else { 0 }, if columns < 60 { 0 } else { 9 });
        let name = columns.saturating_sub(2 + date + place + articles + claims + sources + decided);
        Self { name, date, place, articles, claims, sources, decided }
    }
}

pub fn draw(model: &Model, events: &Events, canvas: &mut Canvas) {
    let rows = geometry::list_rows(model.size);
    if events.list.rows.is_empty() {
        if events.list.loaded {
            words::placard(canvas, rows, &empty(model, events));
        }
        return;
    }
    let at = Columns::of(model.size.columns);
    heading(&at, rows.y - 1, canvas);
    for (line, (i, row)) in events.list.shown(rows.height as usize).enumerate() {
        let y = rows.y + line as u16;
        draw_row(&at, row, y, canvas);
        if i == events.list.selected {
            canvas.tint(ratatui::layout::Rect { y, height: 1, ..rows }, Role::Selected);
            canvas.park(1, y);
        }
    }
}

fn heading(at: &Columns, y: u16, canvas: &mut Canvas) {
    let mut x = 1;
    for (name, cells) in [("event", at.name), ("date", at.date), ("place", at.place)] {
        canvas.text(x, y, cells.saturating_sub(1), name, Role::Dim);
        x += cells;
    }
    for (name, cells) in
        [("articles", at.articles), ("claims", at.claims), ("sources", at.sources), ("decided", at.decided)]
    {
        canvas.text_right(x, y, cells, name, Role::Dim);
        x += cells;
    }
}

fn draw_row(at: &Columns, row: &EventRow, y: u16, canvas: &mut Canvas) {
    let event = &row.event;
    let date = event
        .date
        .as_ref()
        .map(|d| if at.date < 16 { d.start.strftime("%-d %b").to_string() } else { words::date_span(d) });
    let place = event.place.as_ref().map(words::place).unwrap_or_default();
    let mut x = 1;
    canvas.text(x, y, at.name.saturating_sub(2), &text::display(&event.name), Role::Text);
    x += at.name;
    canvas.text(x, y, at.date.saturating_sub(1), date.as_deref().unwrap_or("–"), Role::Dim);
    x += at.date;
    canvas.text(x, y, at.place.saturating_sub(1), &text::display(&place), Role::Accent);
    x += at.place;
    for (n, cells, role) in [
        (row.articles, at.articles, Role::Text),
        (row.claims, at.claims, Role::Text),
        (row.claimants, at.sources, if row.claimants > 1 { Role::Strong } else { Role::Text }),
        (row.decided, at.decided, Role::Good),
    ] {
        let (words, role) = if n == 0 { ("–".to_string(), Role::Dim) } else { (n.to_string(), role) };
        canvas.text_right(x, y, cells, &words, role);
        x += cells;
    }
}

fn empty(model: &Model, events: &Events) -> Vec<Rich> {
    let key = |id: &str| model.session.keymap.keys_of(id).into_iter().next().unwrap_or_default();
    match &events.filter {
        Some(filter) => vec![
            vec![span(Role::Strong, format!("No event's name or place holds “{}”.", text::display(filter)))],
            Rich::new(),
            vec![span(Role::Key, key("events.clear")), span(Role::Text, "  show all events again")],
        ],
        None => vec![
            vec![span(Role::Strong, "No events yet.")],
            Rich::new(),
            vec![span(Role::Text, "An event is made when an article's claims are read.")],
            vec![span(Role::Key, key("app.import")), span(Role::Text, "  import articles")],
            vec![span(Role::Key, key("go.articles")), span(Role::Text, "  see the articles there are")],
        ],
    }
}
