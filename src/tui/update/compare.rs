//! What the comparison does besides deciding: going about, settling questions, following words to their article.

use super::{layers, screens};
use crate::{
    domain::{
        ClaimantKind, Inclusion, Outcome, Reliability, Subject, Switch, TextPart, event::Meaning, rows::Statement,
    },
    text,
    tui::{
        layer::{Asked, Item, Layer, Menu, Picked},
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
fn evidence(model: &Model) -> Option<&Statement> {
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

pub fn note(model: &mut Model) -> Vec<Effect> {
    let Some(compare) = model.compare() else { return Vec::new() };
    let (id, title) = (compare.id, format!("Note on {}", text::display(&compare.crumb())));
    layers::ask(model, title, "one line; it is kept with your name", "", Asked::Note(Subject::Event(id)))
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
    let says = |r: Reliability| match r {
        Reliability::A => "completely reliable",
        Reliability::B => "usually reliable",
        Reliability::C => "fairly reliable",
        Reliability::D => "not usually reliable",
        Reliability::E => "unreliable",
        Reliability::F => "cannot be judged (not the worst grade)",
    };
    let choice = |label: String, r: Option<Reliability>| Item {
        label: vec![span(Role::Text, label)],
        detail: Vec::new(),
        more: Vec::new(),
        current: r.is_some() && r == column.reliability,
        picked: Picked::Grade(column.claimant.clone(), r),
    };
    let mut items: Vec<_> =
        Reliability::ALL.iter().map(|r| choice(format!("{}  {}", r.word(), says(*r)), Some(*r))).collect();
    items.push(choice("–  no grade".into(), None));
    let title = format!("Reliability of {}", text::display(&column.claimant));
    layers::open(model, Layer::Menu(Menu::new(title, items)))
}

/// The questions that are open on this event, each with its answers; what holds now is marked.
pub fn choose_switch(model: &mut Model) -> Vec<Effect> {
    let Some(compare) = model.compare() else { return Vec::new() };
    let items: Vec<_> = questions(compare)
        .into_iter()
        .map(|(label, why, switch)| Item {
            label: vec![span(Role::Text, label)],
            detail: vec![vec![span(Role::Dim, format!("  {why}"))]],
            more: Vec::new(),
            current: holds(compare, &switch),
            picked: Picked::Switch(compare.id, switch),
        })
        .collect();
    let title = format!("Settle for {}", text::display(&compare.crumb()));
    layers::open(model, Layer::Menu(Menu { selected: 0, ..Menu::new(title, items) }))
}

type Question = (String, &'static str, Switch);

fn questions(compare: &Compare) -> Vec<Question> {
    let mut out = Vec::new();
    let says =
        |outcome| compare.opened.iter().flat_map(|o| &o.view.statements).any(|s| s.record.claim.outcome == outcome);
    let meanings = [
        (Meaning::Killed, "means killed here"),
        (Meaning::NotKilled, "does not mean killed here"),
        (Meaning::Open, "stays open here"),
    ];
    if says(Outcome::Neutralized) {
        out.extend(meanings.map(|(means, words)| {
            let why = "the armies' word for killed, captured or surrendered";
            (format!("“neutralized” {words}"), why, Switch::Neutralized { claimant: None, means })
        }));
    }
    if says(Outcome::Casualties) {
        out.extend(meanings.map(|(means, words)| {
            let why = "dead and hurt together, unless the source uses the word for the dead";
            (format!("“casualties” {words}"), why, Switch::Casualties { claimant: None, means })
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
    let mut out = vec![
        (
            format!("{who}: what it did not mention of {group} is none"),
            "a total made of its parts is closed",
            Switch::Silence { claimant: name(), measure: measure.clone(), means_none: true },
        ),
        (
            format!("{who}: what it did not mention of {group} stays open"),
            "a total made of its parts has no upper end",
            Switch::Silence { claimant: name(), measure, means_none: false },
        ),
        (
            format!("{who}: the attackers are inside its total"),
            "its total and another's differ by the attackers",
            Switch::Attackers { claimant: name(), inside: Inclusion::Yes },
        ),
        (
            format!("{who}: the attackers are not in its total"),
            "its total and another's differ by the attackers",
            Switch::Attackers { claimant: name(), inside: Inclusion::No },
        ),
    ];
    // A witness saw the event itself; a running total is an institution's.
    if kind != ClaimantKind::Witness {
        out.extend([true, false].map(|cumulative| {
            let words = if cumulative { "counts a longer time than this event" } else { "counts this event only" };
            let why = "a running total leaves the comparison";
            (format!("{who}: {words}"), why, Switch::Cumulative { claimant: claimant.into(), cumulative })
        }));
    }
    out
}

fn holds(compare: &Compare, switch: &Switch) -> bool {
    compare.opened.as_ref().is_some_and(|o| o.view.switches.contains(switch))
}
