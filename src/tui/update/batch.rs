//! What is done to all ticked events at once: one change, taken back as one.

use super::{layers, panels};
use crate::{
    domain::{
        Change, ClaimId, Decision, EventId, FigureState, Judgement, Measure, Role, Rule,
        rows::{EventRow, Toll},
    },
    text,
    tui::{
        command::Refusal,
        layer::{Asked, Confirm, Confirmed, Layer},
        model::{Deed, Model, Reading},
        msg::Effect,
    },
    work::{Request, Unsigned, outgoing::Choice},
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
    let question = format!("Accept {} as well read?", text::counted(claims.len() as u64, "claim"));
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
    let title = format!("{} of {}: what is waited for?", text::counted(figures.len() as u64, "total"), named(&events));
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

pub fn signable(model: &Model) -> Result<(), Refusal> {
    if model.session.blind {
        return Err("you work apart from others: what they decided stays hidden");
    }
    let any = meant(model).iter().any(|row| row.standing.as_ref().is_some_and(|standing| standing.unsigned > 0));
    any.then_some(()).ok_or("no reconciled figure here waits to be signed off")
}

/// Asks which figures of these events somebody else reconciled, to sign them off together.
pub fn ask_sign(model: &mut Model) -> Vec<Effect> {
    let events: Vec<EventId> = meant(model).iter().map(|row| row.event.id).collect();
    let analyst = model.session.analyst.clone();
    panels::read(model, Reading::Unsigned, Request::Unsigned { events, analyst })
}

/// Many figures are signed off at once only after being asked; those whose claims changed are not among them.
pub fn confirm_sign(model: &mut Model, Unsigned { ready, own, stale }: Unsigned) -> Vec<Effect> {
    let left: Vec<String> = [(stale, "stale: look at each where you compare"), (own, "your own: a colleague signs")]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, why)| format!("{n} {why}"))
        .collect();
    if ready.is_empty() {
        model.warn(format!("nothing to sign off here: {}", left.join("; ")));
        return Vec::new();
    }
    let mut events: Vec<EventId> = ready.iter().map(|(event, _)| *event).collect();
    events.dedup();
    let question = format!("Sign off {} of {}?", text::counted(ready.len() as u64, "figure"), named(&events));
    let mut consequence = "You say as the second person that they are right; u takes all of it back.".to_owned();
    if !left.is_empty() {
        consequence.push_str(&format!(" Left as they are: {}.", left.join("; ")));
    }
    let changes = ready.into_iter().map(|(event, measure)| Change::Sign { event, measure }).collect();
    let then = Confirmed::Commit(Change::Several { changes });
    layers::open(model, Layer::Confirm(Confirm { question, consequence, then }))
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
