//! The list of events.

use super::{paint::Canvas, words};
use crate::{
    domain::{
        DatePrecision, EventKey, FigureState, Outcome, Sort,
        rows::{EventRow, Standing},
    },
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
    killed: u16,
    state: u16,
}

impl Columns {
    fn of(columns: u16) -> Self {
        let date = match columns {
            ..60 => 7,
            60..100 => 13,
            _ => 16,
        };
        // A name mostly says the place; the line below the list always does.
        let place = if columns < 100 { 0 } else { (columns / 6).min(26) };
        let wide = columns >= 110;
        let (articles, sources) = (if columns < 90 { 0 } else { 9 }, if columns < 60 { 0 } else { 8 });
        let claims = if wide { 8 } else { 0 };
        let (killed, state) = (if columns < 60 { 7 } else { 9 }, if columns < 72 { 3 } else { 15 });
        let name = columns.saturating_sub(2 + date + place + articles + claims + sources + killed + state);
        Self { name, date, place, articles, claims, sources, killed, state }
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
    heading(&at, events.query.sort, rows.y - 1, canvas);
    for (line, (i, row)) in events.list.shown(rows.height as usize).enumerate() {
        let y = rows.y + line as u16;
        draw_row(&at, row, y, canvas);
        if i == events.list.selected {
            canvas.tint(ratatui::layout::Rect { y, height: 1, ..rows }, Role::Selected);
            canvas.park(1, y);
        }
        words::tick(events.is_ticked(row), 0, y, canvas);
    }
}

fn heading(at: &Columns, sort: Sort<EventKey>, y: u16, canvas: &mut Canvas) {
    let mut x = 1;
    for (name, key, cells) in
        [("event", EventKey::Name, at.name), ("date", EventKey::Date, at.date), ("place", EventKey::Place, at.place)]
    {
        let (name, role) = words::sorted(name, Some(key), sort);
        canvas.text(x, y, cells.saturating_sub(1), &name, role);
        x += cells;
    }
    for (name, key, cells) in [
        ("articles", Some(EventKey::Articles), at.articles),
        ("claims", Some(EventKey::Claims), at.claims),
        ("sources", None, at.sources),
        ("killed", Some(EventKey::Killed), at.killed),
    ] {
        let (name, role) = words::sorted(name, key, sort);
        canvas.text_right(x, y, cells, &name, role);
        x += cells;
    }
    if at.state > 3 {
        let (name, role) = words::sorted("state", Some(EventKey::Conflicts), sort);
        canvas.text(x + 2, y, at.state - 2, &name, role);
    }
}

fn draw_row(at: &Columns, row: &EventRow, y: u16, canvas: &mut Canvas) {
    let event = &row.event;
    let date = event.date.as_ref().map(|d| match at.date {
        ..13 => d.start.strftime("%-d %b").to_string(),
        13..16 if d.start != d.end && d.precision != DatePrecision::Year => format!("{}…", words::day(d.start)),
        _ => words::date_span(d),
    });
    let place = event.place.as_ref().map(words::place).unwrap_or_default();
    let mut x = 1;
    canvas.text(x, y, at.name.saturating_sub(2), &text::display(shown_name(at, row)), Role::Text);
    x += at.name;
    canvas.text(x, y, at.date.saturating_sub(1), date.as_deref().unwrap_or("–"), Role::Dim);
    x += at.date;
    canvas.text(x, y, at.place.saturating_sub(1), &text::display(&place), Role::Accent);
    x += at.place;
    for (n, cells, role) in [
        (row.articles, at.articles, Role::Text),
        (row.claims, at.claims, Role::Text),
        (row.claimants, at.sources, if row.claimants > 1 { Role::Strong } else { Role::Text }),
    ] {
        let (words, role) = if n == 0 { ("–".to_string(), Role::Dim) } else { (n.to_string(), role) };
        canvas.text_right(x, y, cells, &words, role);
        x += cells;
    }
    let Some(standing) = &row.standing else {
        canvas.text_right(x, y, at.killed, "…", Role::Dim);
        return;
    };
    let toll = standing.toll(Outcome::Killed);
    let numbers = toll.map(|t| t.numbers()).filter(|n| !n.is_empty()).unwrap_or_else(|| "–".into());
    let settled = toll.is_some_and(|t| matches!(t.figure, FigureState::Reconciled | FigureState::Signed));
    canvas.text_right(x, y, at.killed, &numbers, if settled { Role::Good } else { Role::Text });
    x += at.killed;
    let (mark, word, role) = state(row, standing);
    let says = if at.state > 3 { format!("{mark} {word}") } else { mark.to_string() };
    canvas.text(x + 2, y, at.state.saturating_sub(2), &says, role);
}

/// The name without the day that the program put at its end, where the next column says it.
fn shown_name<'a>(at: &Columns, row: &'a EventRow) -> &'a str {
    let name = &row.event.name;
    let day = row.event.date.as_ref().filter(|_| at.date >= 13).map(text::words::date);
    day.and_then(|day| name.strip_suffix(&day)?.strip_suffix(" · ")).unwrap_or(name)
}

/// The most pressing thing to be known of an event.
fn state(row: &EventRow, standing: &Standing) -> (&'static str, String, Role) {
    match standing {
        Standing { stale: 1.., .. } => ("!", "stale".into(), Role::Bad),
        Standing { conflicts: n @ 1.., .. } => {
            ("≠", format!("{n} conflict{}", if *n == 1 { "" } else { "s" }), Role::Bad)
        }
        Standing { pending: 1.., .. } => ("?", "pending".into(), Role::Warn),
        Standing { unsigned: 1.., .. } => ("✓", "to sign".into(), Role::Good),
        _ if row.decided > 0 => ("✓", "signed".into(), Role::Good),
        _ if row.claimants > 1 => ("=", "no conflict".into(), Role::Text),
        _ => ("·", "one source".into(), Role::Dim),
    }
}

/// When and where the selected event was, and what is known of it.
pub fn said(events: &Events) -> Rich {
    let Some(row) = events.list.current() else { return Rich::new() };
    let date = row.event.date.as_ref().map(words::date_span);
    let place = row.event.place.as_ref().map(words::place);
    let many = |n: u32, one: &str| text::counted(n.into(), one);
    let known = [many(row.articles, "article"), many(row.claims, "claim"), many(row.claimants, "source")].join(", ");
    let parts: Vec<_> = [place, date, Some(known)].into_iter().flatten().collect();
    vec![span(Role::Dim, text::display(&parts.join(" · ")))]
}

fn empty(model: &Model, events: &Events) -> Vec<Rich> {
    let key = |id: &str| model.session.keymap.keys_of(id).into_iter().next().unwrap_or_default();
    match events.query.filter.is_empty() {
        false => vec![
            vec![span(Role::Strong, "No event answers to this.")],
            Rich::new(),
            vec![span(Role::Key, key("events.clear")), span(Role::Text, "  show all events again")],
            words::in_part(&events.query.filter),
        ],
        true => vec![
            vec![span(Role::Strong, "No events yet.")],
            Rich::new(),
            vec![span(Role::Text, "An event is made when an article's claims are read.")],
            vec![span(Role::Key, key("app.import")), span(Role::Text, "  import articles")],
            vec![span(Role::Key, key("go.articles")), span(Role::Text, "  see the articles there are")],
        ],
    }
}
