//! Dates, places and states as people read them.

use jiff::civil::Date;

use super::paint::Canvas;
use crate::{
    domain::{DatePrecision, DateSpan, Filter, Judgement, Place, RowState, Sort, change::ArticleStatus},
    tui::{
        model::words::Excerpt,
        rich::{Rich, Role, span},
    },
};

pub fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// As fine as it is known and no finer.
pub fn date_span(span: &DateSpan) -> String {
    match span.precision {
        DatePrecision::Year => span.start.strftime("%Y").to_string(),
        DatePrecision::Month => span.start.strftime("%b %Y").to_string(),
        DatePrecision::Era => format!("{}–{}", span.start.year(), span.end.year()),
        DatePrecision::Day | DatePrecision::Days | DatePrecision::Week if span.start == span.end => day(span.start),
        DatePrecision::Day | DatePrecision::Days | DatePrecision::Week => {
            format!("{} – {}", span.start.strftime("%-d %b"), day(span.end))
        }
    }
}

pub fn place(place: &Place) -> String {
    match &place.country {
        Some(country) => format!("{}, {country}", place.name),
        None => place.name.clone(),
    }
}

/// A sign that tells states apart without colour, the word, and its colour.
pub fn row_state(state: RowState) -> (&'static str, &'static str, Role) {
    match state {
        RowState::Agree => ("=", "agree", Role::Good),
        RowState::Compatible => ("≈", "compatible", Role::Warn),
        RowState::Conflict => ("≠", "conflict", Role::Bad),
        RowState::Single => ("·", "single", Role::Dim),
    }
}

pub fn judgement(judgement: Judgement) -> (&'static str, &'static str, Role) {
    match judgement {
        Judgement::Proposed => ("?", "unjudged", Role::Warn),
        Judgement::Accepted => ("✓", "accepted", Role::Good),
        Judgement::Rejected => ("✗", "rejected", Role::Dim),
    }
}

pub fn status(status: ArticleStatus) -> (&'static str, Role) {
    match status {
        ArticleStatus::Unread => ("●", Role::Accent),
        ArticleStatus::InReview => ("◐", Role::Warn),
        ArticleStatus::Done => ("✓", Role::Good),
        ArticleStatus::Irrelevant => ("–", Role::Dim),
    }
}

/// An excerpt as spans: its marked words in one role, the rest in another.
pub fn excerpt(excerpt: &Excerpt, marked: Role, rest: Role) -> Rich {
    let mut out = Rich::new();
    let mut at = 0;
    for mark in &excerpt.marks {
        // Pieces may overlap: what is marked already is not marked again.
        let start = mark.start.max(at);
        if start >= mark.end {
            continue;
        }
        out.push(span(rest, &excerpt.text[at..start]));
        out.push(span(marked, &excerpt.text[start..mark.end]));
        at = mark.end;
    }
    out.push(span(rest, &excerpt.text[at..]));
    out.retain(|s| !s.text.is_empty());
    out
}

/// A few lines in the middle of an empty screen: what is missing and what to do about it.
pub fn placard(canvas: &mut Canvas, area: ratatui::layout::Rect, lines: &[Rich]) {
    let top = area.y + area.height.saturating_sub(lines.len() as u16) / 3;
    let widest = lines.iter().map(|l| crate::tui::rich::rich_width(l)).max().unwrap_or(0) as u16;
    let x = area.x + area.width.saturating_sub(widest) / 2;
    for (y, line) in (top..area.bottom()).zip(lines) {
        canvas.rich(x.max(area.x + 1), y, area.width.saturating_sub(2), line);
    }
}

/// The name of a column, with an arrow where the list is sorted by it.
pub fn sorted<K: PartialEq>(name: &str, key: Option<K>, sort: Sort<K>) -> (String, Role) {
    match key.is_some_and(|key| key == sort.by) {
        true => (format!("{name}{}", if sort.ascending { '▴' } else { '▾' }), Role::Text),
        false => (name.to_owned(), Role::Dim),
    }
}

/// What else to look for where a name asked for whole is nobody's and nothing's.
pub fn in_part(filter: &Filter) -> Rich {
    let told = |part: String| vec![span(Role::Key, part), span(Role::Text, "  look for a part of the name")];
    filter.in_part().map(told).unwrap_or_default()
}

/// The mark of a row that is ticked.
pub fn tick(ticked: bool, x: u16, y: u16, canvas: &mut Canvas) {
    if ticked {
        canvas.text(x, y, 1, "▌", Role::Accent);
    }
}
