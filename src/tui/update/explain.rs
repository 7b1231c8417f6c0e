//! Panels that say why: how a number follows, what was changed and by whom.

use super::layers;
use crate::{
    domain::{
        Basis, ClaimId, Subject,
        rows::{JournalRow, Statement},
    },
    text,
    tui::{
        layer::{Layer, Panel},
        model::{Compare, Model},
        msg::Effect,
        rich::{Rich, Role, span},
    },
    work::Difference,
};

/// How the selected cell's number follows, then each claim behind it in its own words.
pub fn derivation(model: &mut Model) -> Vec<Effect> {
    let Some(compare) = model.compare() else { return Vec::new() };
    let (Some(row), Some(cell), Some(column)) =
        (compare.current_row(), compare.current_cell(), compare.columns().get(compare.column))
    else {
        return Vec::new();
    };
    let basis = match cell.basis {
        Basis::Stated => "stated in the source's own words",
        Basis::Derived => "derived: it follows from what the source stated",
        Basis::Possible => "possible: another outcome may mean this one; nothing rests on it until it is settled",
        Basis::Silent => "silent: the source says nothing, which is not a zero",
    };
    let number = cell.interval.map(|i| i.to_string()).unwrap_or_default();
    let mut lines: Vec<Rich> = vec![
        vec![span(Role::Strong, format!("{}: {number}", text::display(&column.claimant)))],
        vec![span(Role::Dim, basis)],
    ];
    lines.extend(cell.derivation.as_ref().map(|d| vec![span(Role::Derived, text::display(d))]));
    lines.extend(
        column
            .inconsistent
            .as_ref()
            .map(|why| vec![span(Role::Bad, format!("inconsistent with itself: {}", text::display(why)))]),
    );
    for id in &cell.claims {
        lines.push(Rich::new());
        lines.extend(claim_lines(compare, *id));
    }
    if !row.explanation.is_empty() {
        lines.push(Rich::new());
        lines.push(vec![span(Role::Dim, "the row: "), span(Role::Text, text::display(&row.explanation))]);
    }
    let title = format!("Derivation · {}", row.measure);
    layers::open(model, Layer::Panel(Panel::new(title, lines)))
}

fn claim_lines(compare: &Compare, id: ClaimId) -> Vec<Rich> {
    let Some(s): Option<&Statement> = compare.statement(id) else { return Vec::new() };
    let claim = &s.record.claim;
    let words: Vec<_> = claim.evidence.iter().map(|e| e.exact.as_str()).collect();
    let outlet = s.outlet.as_deref().map(|o| format!(" in {o}")).unwrap_or_default();
    let day = s.published.map(|d| format!(", {d}")).unwrap_or_default();
    vec![
        vec![
            span(Role::Outcome(claim.outcome), format!("{} {}", claim.outcome.label(), claim.count.interval())),
            span(Role::Text, format!("  {}", text::display(&claim.victims.words))),
            span(Role::Dim, format!("  {id} · {} · read by {}", s.record.judgement, claim.rule)),
        ],
        vec![span(Role::Text, format!("  “{}”", text::display(&words.join(" … "))))],
        vec![span(Role::Dim, text::display(&format!("{}{outlet}{day} ({})", claim.claimant.name, s.record.article)))]
            .into_iter()
            .map(|s| span(s.role, format!("  {}", s.text)))
            .collect(),
    ]
}

/// One entry in one line.
pub fn line(row: &JournalRow, numbered: bool) -> Rich {
    let mut out = Rich::new();
    if numbered {
        out.push(span(Role::Dim, format!("{:>5}  ", row.seq)));
    }
    out.push(span(Role::Dim, format!("{}  ", row.at.strftime("%Y-%m-%d %H:%M"))));
    out.push(span(Role::Accent, format!("{}  ", text::display(&row.actor.to_string()))));
    out.push(span(Role::Text, text::display(&row.summary)));
    out
}

/// One entry whole.
pub fn entry(row: &JournalRow) -> Vec<Rich> {
    let subjects: Vec<_> = row
        .subjects
        .iter()
        .map(|s| match s {
            Subject::Article(id) => id.to_string(),
            Subject::Claim(id) => id.to_string(),
            Subject::Event(id) => id.to_string(),
        })
        .collect();
    let fact = |name: &str, value: String| vec![span(Role::Dim, format!("{name:<8}")), span(Role::Text, value)];
    let mut lines = vec![
        vec![span(Role::Strong, text::display(&row.summary))],
        Rich::new(),
        fact("when", row.at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()),
        fact("who", text::display(&row.actor.to_string())),
        fact("about", if subjects.is_empty() { "the whole store".into() } else { subjects.join(" ") }),
        fact("verb", row.verb.clone()),
        fact("hash", row.hash.clone()),
        Rich::new(),
    ];
    let changes = crate::work::entry(row.clone()).changes;
    if changes.is_empty() {
        lines.push(vec![span(Role::Dim, "What came in stands in the articles it names.")]);
    }
    lines.extend(changes.iter().take(2_000).flat_map(difference));
    lines
}

/// One thing that became another: as changed words where both sides are texts, else one under the other.
fn difference(change: &Difference) -> Vec<Rich> {
    let head = vec![span(Role::Strong, format!("{} ", change.what)), span(Role::Dim, change.field.replace('_', " "))];
    let side = |mark: &str, role, words: &str| vec![span(role, format!("  {mark} {}", text::display(words)))];
    let mut lines = vec![head];
    if !change.before.is_empty() {
        lines.push(side("-", Role::Bad, &change.before));
    }
    if !change.after.is_empty() {
        lines.push(side("+", Role::Good, &change.after));
    }
    lines
}
