//! What the comparison does besides deciding: going about, settling questions, following words to their article.

use super::{layers, screens};
use crate::{
    domain::{ClaimantKind, Inclusion, Outcome, Switch, TextPart, event::Meaning, rows::Statement},
    text,
    tui::{
        layer::{Item, Layer, Menu, Picked},
        model::{Compare, Model, Reader, Screen},
        msg::Effect,
        rich::{Role, span},
    },
};

pub fn step_conflict(model: &mut Model, forward: bool) -> Vec<Effect> {
    if let Some(compare) = model.compare_mut()
        && let Some(row) = compare.conflict(forward)
    {
        compare.go_to_row(row);
    }
    Vec::new()
}

pub fn turn_other(model: &mut Model) -> Vec<Effect> {
    if let Some(compare) = model.compare_mut() {
        compare.turn_other();
    }
    Vec::new()
}

/// The first claim the selected cell rests on.
pub fn evidence(model: &Model) -> Option<&Statement> {
    let compare = model.compare()?;
    compare.current_cell()?.claims.iter().find_map(|id| compare.statement(*id))
}

pub fn open_article(model: &mut Model) -> Vec<Effect> {
    let Some(statement) = evidence(model) else { return Vec::new() };
    let mut reader = Reader::new(statement.record.article);
    reader.selected = statement.record.ordinal;
    reader.seek = true;
    screens::open(model, Screen::Reader(reader))
}

pub fn copy(model: &mut Model) -> Vec<Effect> {
    let Some(statement) = evidence(model) else { return Vec::new() };
    let citation = cite(statement);
    model.notify("words copied with their citation");
    vec![Effect::Copy(citation)]
}

/// The claim's words, who said them, and where they stand.
fn cite(s: &Statement) -> String {
    let claim = &s.record.claim;
    let words: Vec<_> = claim.evidence.iter().map(|e| e.exact.as_str()).collect();
    let parts = [
        Some(claim.claimant.name.clone()),
        s.outlet.clone().map(|o| format!("in {o}")),
        s.title.clone(),
        s.published.map(|d| d.to_string()),
        s.url.clone(),
    ];
    let cited: Vec<_> = parts.into_iter().flatten().collect();
    let place = if claim.evidence.first().is_some_and(|e| e.part == TextPart::Title) { " title" } else { "" };
    text::display(&format!(
        "“{}” ({}) [{}{place} {}]",
        words.join(" … "),
        cited.join(", "),
        s.record.article,
        s.record.id
    ))
}

pub fn choose_grade(model: &mut Model) -> Vec<Effect> {
    let Some(compare) = model.compare() else { return Vec::new() };
    let Some(column) = compare.columns().get(compare.column) else { return Vec::new() };
    let (name, set) = (column.claimant.clone(), column.reliability);
    super::grades::choose(model, &name, set)
}

/// The questions that are open on this event, each with its answers; what holds now is marked.
pub fn choose_switch(model: &mut Model) -> Vec<Effect> {
    let Some(compare) = model.compare() else { return Vec::new() };
    let items: Vec<_> = questions(compare)
        .into_iter()
        .map(|Question { answer, why, switch }| Item {
            label: vec![span(Role::Text, answer)],
            detail: vec![vec![span(Role::Dim, format!("  {why}"))]],
            more: Vec::new(),
            current: holds(compare, &switch),
            picked: Picked::Switch(compare.id, switch),
        })
        .collect();
    let title = format!("Settle for {}", text::display(&compare.crumb()));
    layers::open(model, Layer::Menu(Menu { selected: 0, ..Menu::new(title, items) }))
}

/// One answer to a question the words leave open.
struct Question {
    answer: &'static str,
    why: String,
    switch: Switch,
}

const NEUTRALIZED: [(Meaning, &str); 3] = [
    (Meaning::Killed, "“neutralized” means killed here"),
    (Meaning::NotKilled, "“neutralized” does not mean killed here"),
    (Meaning::Open, "“neutralized” stays open here"),
];
const CASUALTIES: [(Meaning, &str); 3] = [
    (Meaning::Killed, "“casualties” are dead here"),
    (Meaning::NotKilled, "“casualties” are not all dead here"),
    (Meaning::Open, "“casualties” stays open here"),
];

fn questions(compare: &Compare) -> Vec<Question> {
    let claims = || compare.opened.iter().flat_map(|o| &o.view.statements).map(|s| &s.record.claim);
    let mut out = Vec::new();
    if claims().any(|c| c.outcome == Outcome::Neutralized) {
        out.extend(NEUTRALIZED.map(|(means, answer)| Question {
            answer,
            why: "the armies' word for killed, captured or surrendered".into(),
            switch: Switch::Neutralized { claimant: None, means },
        }));
    }
    if claims().any(|c| c.outcome == Outcome::Casualties) {
        out.extend(CASUALTIES.map(|(means, answer)| Question {
            answer,
            why: "dead and hurt together, unless the source uses the word for the dead".into(),
            switch: Switch::Casualties { claimant: None, means },
        }));
    }
    if let Some(column) = compare.columns().get(compare.column) {
        out.extend(of_claimant(compare, &column.claimant, column.kind));
    }
    out
}

/// Questions about the selected source.
fn of_claimant(compare: &Compare, claimant: &str, kind: ClaimantKind) -> Vec<Question> {
    let who = text::display(claimant);
    let name = || Some(claimant.to_string());
    let measure = compare.current_row().map(|row| row.measure.clone());
    let group = measure.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut out: Vec<_> = [(true, "silence means none"), (false, "silence stays open")]
        .map(|(means_none, answer)| Question {
            answer,
            why: format!("{who} on {group}: is what it did not mention none, or unknown?"),
            switch: Switch::Silence { claimant: name(), measure: measure.clone(), means_none },
        })
        .into();
    out.extend(
        [(Inclusion::Yes, "attackers are in the total"), (Inclusion::No, "attackers are not in the total")].map(
            |(inside, answer)| Question {
                answer,
                why: format!("{who}: its total differs from another's by the attackers"),
                switch: Switch::Attackers { claimant: name(), inside },
            },
        ),
    );
    // A witness saw the event itself; a running total is an institution's.
    if kind != ClaimantKind::Witness {
        out.extend([(true, "a running total"), (false, "this event only")].map(|(cumulative, answer)| Question {
            answer,
            why: format!("{who}: a total of a longer time leaves the comparison"),
            switch: Switch::Cumulative { claimant: claimant.into(), cumulative },
        }));
    }
    out
}

fn holds(compare: &Compare, switch: &Switch) -> bool {
    compare.opened.as_ref().is_some_and(|o| o.view.switches.contains(switch))
}
