//! The record of a source: how often it agreed with what was decided and with others, and revised itself.

use super::panels;
use crate::{
    text::{self, width},
    tui::{
        layer::Panel,
        model::{Model, Reading},
        msg::Effect,
        rich::{Rich, Role, span},
    },
    work::{Request, Tally, TrackRecord, Tracked, Verdict},
};

/// Cells of the names at the left.
const NAMES: usize = 26;
/// The most figures listed one by one.
const LISTED: usize = 1_000;

pub fn ask(model: &mut Model) -> Vec<Effect> {
    let Some(name) = model.sources().and_then(|s| s.list.current()).map(|row| row.name.clone()) else {
        return Vec::new();
    };
    model.notify("looking at their events …");
    panels::read(model, Reading::Record, Request::TrackRecord(name))
}

/// What was looked at is shown now.
pub fn take(model: &mut Model, record: &TrackRecord) -> Panel {
    model.notice = None;
    panel(record)
}

fn panel(record: &TrackRecord) -> Panel {
    let title = format!("Record · {}", text::display(&record.source));
    if record.figures.is_empty() {
        let none = vec![span(Role::Text, "They gave no total of any event yet: only parts, background, or nothing.")];
        return Panel::new(title, vec![none]);
    }
    let TrackRecord { events, raised, lowered, .. } = record;
    let fact = |name: &str, says: Rich| [vec![span(Role::Dim, width::pad(name, NAMES))], says].concat();
    let says = |words: String| vec![span(Role::Text, words)];
    let figures = record.figures.len();
    let revised = record.figures.iter().filter(|figure| !figure.revisions.is_empty()).count();
    let mut lines = vec![
        fact("totals", says(format!("{figures} in {}", text::counted(*events as u64, "event")))),
        fact("against decided figures", counts(record.decided)),
        fact("against other sources", counts(record.others)),
    ];
    lines.extend(
        record
            .each
            .iter()
            .map(|(other, tally)| fact(&format!("  {}", width::fit(&text::display(other), NAMES - 4)), counts(*tally))),
    );
    lines.push(fact(
        "revised",
        says(match revised {
            0 => "none of them".into(),
            n => format!("{n} of them, {raised} times up and {lowered} times down"),
        }),
    ));
    lines.push(Rich::new());
    lines.extend(record.figures.iter().take(LISTED).map(line));
    if figures > LISTED {
        let more = format!("… and {} in earlier events: `recount source NAME` lists all", figures - LISTED);
        lines.push(vec![span(Role::Dim, more)]);
    }
    Panel::new(title, lines)
}

fn counts(tally: Tally) -> Rich {
    if tally.all() == 0 {
        return vec![span(Role::Dim, "nothing to hold them against yet")];
    }
    let Tally { same, compatible, lower, higher } = tally;
    let counts = [
        (same, "the same", Role::Good),
        (compatible, "compatible", Role::Warn),
        (lower, "lower", Role::Bad),
        (higher, "higher", Role::Bad),
    ];
    let mut says = Rich::new();
    for (n, words, role) in counts.into_iter().filter(|(n, ..)| *n > 0) {
        let apart = if says.is_empty() { "" } else { " · " };
        says.extend([span(Role::Dim, apart), span(role, format!("{n} {words}"))]);
    }
    says
}

/// One figure: what they said, what was decided, how they came to it.
fn line(figure: &Tracked) -> Rich {
    let Tracked { event, name, measure, said, decided, revisions } = figure;
    let (mark, role) = match decided {
        None => ("·", Role::Dim),
        Some((_, Verdict::Same)) => ("=", Role::Good),
        Some((_, Verdict::Compatible)) => ("≈", Role::Warn),
        Some((_, Verdict::Lower | Verdict::Higher)) => ("≠", Role::Bad),
    };
    let mut line = vec![
        span(role, format!("{mark} ")),
        span(Role::Dim, format!("{:<8}", event.to_string())),
        span(Role::Text, format!("{:<12}", measure.outcome.label())),
        span(Role::Strong, format!("{:>6}", said.to_string())),
    ];
    if let Some((decided, _)) = decided {
        line.push(span(role, format!("  decided {decided}")));
    }
    if !revisions.is_empty() {
        let steps: Vec<_> = revisions.iter().map(ToString::to_string).collect();
        line.push(span(Role::Warn, format!("  revised {}", steps.join(" → "))));
    }
    line.push(span(Role::Dim, format!("  {}", text::display(name))));
    line
}
