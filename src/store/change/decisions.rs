//! Deciding figures, taking decisions back, signing them off, and settling what words mean.
//!
//! Whether sources conflict, and so whether a reason is required, only `reconcile` knows: `work::commit` asks it before
//! a decision comes here.

use super::{Edit, columns, field, opinions};
use crate::{
    domain::{Decision, EventId, FigureState, Measure, Subject, Switch},
    store::{
        Refusal, StoreError,
        row::{Table, json},
    },
};

/// The decision as its analyst takes it now, unsigned; what it is about is noted.
pub(super) fn by_analyst(edit: &mut Edit, event: EventId, decision: &Decision) -> Result<Decision, StoreError> {
    edit.row(Table::Event, event.0)?;
    edit.about(Subject::Event(event));
    if !matches!(decision.state, FigureState::Pending | FigureState::Reconciled) {
        return Err(Refusal::NotAState.into());
    }
    decision.claims.iter().for_each(|claim| edit.about(Subject::Claim(*claim)));
    Ok(Decision { analyst: edit.analyst.to_owned(), at: edit.at, signed_by: None, ..decision.clone() })
}

pub(super) fn decide(edit: &mut Edit, event: EventId, decision: &Decision) -> Result<String, StoreError> {
    let decision = by_analyst(edit, event, decision)?;
    match standing(edit, event, &decision.measure)? {
        Some((_, Decision { signed_by: Some(by), measure, .. })) => {
            return Err(Refusal::SignedOff { event, measure, by }.into());
        }
        // The same figure for the same reason is no change, whoever gives it when.
        Some((_, before))
            if (Decision { analyst: decision.analyst.clone(), at: decision.at, ..before.clone() }) == decision => {}
        Some((id, _)) => edit.update(Table::Decision, id, [("body", json(&decision))])?,
        None => {
            let row = columns([("event", event.0.into()), ("body", json(&decision))]);
            edit.insert(Table::Decision, row)?;
        }
    }
    opinions::of_figure(edit, event, &decision)?;
    let verb = if decision.state == FigureState::Pending { "leave pending" } else { "decide" };
    Ok(format!("{verb} {} of {event}: {}", decision.measure, numbers(&decision)))
}

pub(super) fn reopen(edit: &mut Edit, event: EventId, measure: &Measure) -> Result<String, StoreError> {
    edit.row(Table::Event, event.0)?;
    edit.about(Subject::Event(event));
    let (id, _) = decided(edit, event, measure)?;
    edit.delete(Table::Decision, id)?;
    opinions::take_back(edit, event, measure)?;
    Ok(format!("reopen {measure} of {event}"))
}

pub(super) fn sign(edit: &mut Edit, event: EventId, measure: &Measure) -> Result<String, StoreError> {
    edit.row(Table::Event, event.0)?;
    edit.about(Subject::Event(event));
    let (id, decision) = decided(edit, event, measure)?;
    let measure = decision.measure.clone();
    match (decision.state, &decision.signed_by) {
        (FigureState::Pending | FigureState::Open, _) => return Err(Refusal::StillPending { event, measure }.into()),
        (_, Some(by)) => return Err(Refusal::SignedOff { event, measure, by: by.clone() }.into()),
        _ if same_person(&decision.analyst, edit.analyst) => return Err(Refusal::SamePerson(decision.analyst).into()),
        _ => {}
    }
    let summary = format!("sign off {measure} of {event}: {}", numbers(&decision));
    let signed = Decision { state: FigureState::Signed, signed_by: Some(edit.analyst.to_owned()), ..decision };
    edit.update(Table::Decision, id, [("body", json(&signed))])?;
    Ok(summary)
}

pub(super) fn set_switch(edit: &mut Edit, event: EventId, switch: &Switch) -> Result<String, StoreError> {
    edit.row(Table::Event, event.0)?;
    edit.about(Subject::Event(event));
    let before = switches(edit, event)?.into_iter().find(|(_, other)| other.same_question(switch));
    match before {
        Some((id, _)) => edit.update(Table::Switch, id, [("body", json(switch))])?,
        None => {
            let row = columns([("event", event.0.into()), ("body", json(switch))]);
            edit.insert(Table::Switch, row)?;
        }
    }
    Ok(format!("settle in {event}: {}", switch))
}

pub(super) fn decisions(edit: &Edit, event: EventId) -> Result<Vec<(i64, Decision)>, StoreError> {
    let ids = edit.ids(Table::Decision, "event", event.0)?;
    ids.into_iter()
        .map(|id| Ok((id, field(&edit.row(Table::Decision, id)?, "body", &Table::Decision.describe(id))?)))
        .collect()
}

pub(super) fn switches(edit: &Edit, event: EventId) -> Result<Vec<(i64, Switch)>, StoreError> {
    let ids = edit.ids(Table::Switch, "event", event.0)?;
    ids.into_iter()
        .map(|id| Ok((id, field(&edit.row(Table::Switch, id)?, "body", &Table::Switch.describe(id))?)))
        .collect()
}

fn standing(edit: &Edit, event: EventId, measure: &Measure) -> Result<Option<(i64, Decision)>, StoreError> {
    let measure = orderly(measure);
    Ok(decisions(edit, event)?.into_iter().find(|(_, decision)| orderly(&decision.measure) == measure))
}

fn decided(edit: &Edit, event: EventId, measure: &Measure) -> Result<(i64, Decision), StoreError> {
    standing(edit, event, measure)?.ok_or_else(|| Refusal::Undecided { event, measure: measure.clone() }.into())
}

/// The same traits in another order are the same measure.
pub(super) fn orderly(measure: &Measure) -> Measure {
    let mut measure = measure.clone();
    measure.traits.sort_unstable();
    measure.traits.dedup();
    measure
}

/// `Ana` and ` ana` are one person; a sign-off needs two.
fn same_person(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// `4–5, best 5`
pub(super) fn numbers(decision: &Decision) -> String {
    let number = |n: Option<u64>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
    match (decision.low, decision.best, decision.high) {
        (None, None, None) => "no figure".into(),
        (low, Some(best), high) if low == Some(best) && high == Some(best) => best.to_string(),
        (low, best, high) => format!("{}–{}, best {}", number(low), number(high), number(best)),
    }
}
