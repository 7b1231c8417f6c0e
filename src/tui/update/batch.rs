//! What is done to all ticked events at once: one change, taken back as one.

use super::{layers, panels};
use crate::{
    domain::{
        Change, ClaimId, Decision, EventId, FigureState, Judgement, Measure, Role, Rule,
        rows::{EventRow, Toll},
    },
    tui::{
        command::Refusal,
        layer::{Asked, Confirm, Confirmed, Layer},
        model::{Deed, Model, Reading},
        msg::Effect,
    },
    work::{Request, outgoing::Choice},
};

/// The events ticked, else the selected one.
fn meant(model: &Model) -> Vec<&EventRow> {
    model.events().map(|s| s.meant()).unwrap_or_default()
}

/// `e1`, `3 events`.
fn named(events: &[EventId]) -> String {
    match events {
        [one] => one.to_string(),
        more => format!("{} events", more.len()),
    }
}

/// Asks which claims of these events nobody judged, to accept them together.
pub fn ask_accept(model: &mut Model) -> Vec<Effect> {
    let events: Vec<EventId> = meant(model).iter().map(|row| row.event.id).collect();
    panels::read(model, Reading::Unjudged, Request::Unjudged(events))
}

/// Many claims are accepted at once only after being asked.
pub fn confirm_accept(model: &mut Model, claims: Vec<ClaimId>) -> Vec<Effect> {
    if claims.is_empty() {
        model.notify("every claim there is judged already");
        return Vec::new();
    }
    let many = claims.len();
    let question = format!("Accept {many} claim{} as well read?", if many == 1 { "" } else { "s" });
    let consequence = "Those that nobody judged yet; u takes all of it back.".into();
    model.session.deed = Some(Deed::Judge(Judgement::Accepted));
    let change = Change::Judge { claims, judgement: Judgement::Accepted };
    layers::open(model, Layer::Confirm(Confirm { question, consequence, then: Confirmed::Commit(change) }))
}

/// The totals of an event that nobody decided or left pending.
fn open_totals(row: &EventRow) -> impl Iterator<Item = &Toll> {
    let tolls = row.standing.iter().flat_map(|standing| &standing.tolls);
    tolls.filter(|toll| toll.figure == FigureState::Open)
}

pub fn waitable(model: &Model) -> Result<(), Refusal> {
    if model.session.blind {
        return Err("you work apart from others: leave figures pending one by one, where you compare");
    }
    let any = meant(model).iter().any(|row| open_totals(row).next().is_some());
    any.then_some(()).ok_or("no total is open here: each is decided or pending")
}

/// What the open totals of these events wait for.
pub fn ask_wait(model: &mut Model) -> Vec<Effect> {
    let (analyst, at) = (model.session.analyst.clone(), model.session.now);
    let pending = |toll: &Toll| Decision {
        measure: Measure::of(toll.outcome, Role::All),
        low: None,
        best: None,
        high: None,
        rule: Rule::Manual,
        claims: Vec::new(),
        reason: String::new(),
        state: FigureState::Pending,
        waiting_for: None,
        standard: None,
        analyst: analyst.clone(),
        at,
        signed_by: None,
    };
    let rows = meant(model);
    let figures: Vec<_> =
        rows.iter().flat_map(|row| open_totals(row).map(|toll| (row.event.id, pending(toll)))).collect();
    let events: Vec<EventId> = rows.iter().map(|row| row.event.id).collect();
    let title = format!("{} totals of {} wait for what?", figures.len(), named(&events));
    layers::ask(model, title, "whom to ask again, and what", "", Asked::AllWaiting(figures))
}

pub fn wait(model: &mut Model, figures: Vec<(EventId, Decision)>, waiting: &str) -> Vec<Effect> {
    let change = |(event, decision): (EventId, Decision)| Change::Decide {
        event,
        decision: Box::new(Decision { waiting_for: Some(waiting.to_owned()), ..decision }),
    };
    model.untick();
    model.commit(Change::Several { changes: figures.into_iter().map(change).collect() })
}

/// What is exported from here: the ticked events, those that the list is narrowed to, or all.
pub fn export_choice(model: &Model) -> (String, Choice) {
    let Some(events) = model.events() else { return ("Export".into(), Choice::default()) };
    let ids: Vec<EventId> = events.ticked.keys().copied().collect();
    match (ids.as_slice(), events.query.filter.is_empty()) {
        ([], true) => ("Export".into(), Choice::default()),
        ([], false) => {
            let filter = events.query.filter.clone();
            (format!("Export what answers to {filter}"), Choice { filter, ..Choice::default() })
        }
        (ids, _) => (format!("Export {}", named(ids)), Choice { events: ids.to_vec(), ..Choice::default() }),
    }
}
