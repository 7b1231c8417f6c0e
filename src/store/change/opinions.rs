//! Each analyst's own latest word, written with every judgement and decision, and alone where two work apart.

use serde_json::Value;

use super::{Edit, claims, columns, decisions, field, several};
use crate::{
    domain::{ClaimId, Decision, EventId, FigureState, Judgement, Measure},
    store::{
        Refusal, StoreError,
        row::{Table, json},
    },
};

pub(super) fn judge_apart(edit: &mut Edit, judged: &[ClaimId], judgement: Judgement) -> Result<String, StoreError> {
    if judged.is_empty() {
        return Err(Refusal::Nothing.into());
    }
    for claim in judged {
        claims::about(edit, *claim)?;
        of_claim(edit, *claim, judgement)?;
    }
    Ok(format!("{} {}, apart", claims::verb(judgement), several(judged, "claims")))
}

pub(super) fn decide_apart(edit: &mut Edit, event: EventId, decision: &Decision) -> Result<String, StoreError> {
    let decision = decisions::by_analyst(edit, event, decision)?;
    of_figure(edit, event, &decision)?;
    let verb = if decision.state == FigureState::Pending { "leave pending" } else { "decide" };
    Ok(format!("{verb} {} of {event}, apart: {}", decision.measure, decisions::numbers(&decision)))
}

/// The analyst's word on a claim; taken back with the judgement.
pub(super) fn of_claim(edit: &mut Edit, claim: ClaimId, judgement: Judgement) -> Result<(), StoreError> {
    let before = own(edit, "claim", claim.0)?.first().copied();
    match (before, judgement) {
        (Some(id), Judgement::Proposed) => edit.delete(Table::Opinion, id),
        (None, Judgement::Proposed) => Ok(()),
        (Some(id), _) => {
            let stands: Judgement = field(&edit.row(Table::Opinion, id)?, "body", &Table::Opinion.describe(id))?;
            if stands == judgement {
                return Ok(());
            }
            edit.update(Table::Opinion, id, [("body", json(&judgement)), ("at", json(&edit.at))])
        }
        (None, _) => insert(edit, ("claim", claim.0), ("event", Value::Null), json(&judgement)),
    }
}

/// The analyst's word on a figure. The same figure for the same reason is no change.
pub(super) fn of_figure(edit: &mut Edit, event: EventId, decision: &Decision) -> Result<(), StoreError> {
    match figure(edit, event, &decision.measure)? {
        Some((_, before)) if (Decision { at: decision.at, ..before.clone() }) == *decision => Ok(()),
        Some((id, _)) => edit.update(Table::Opinion, id, [("body", json(decision)), ("at", json(&edit.at))]),
        None => insert(edit, ("event", event.0), ("claim", Value::Null), json(decision)),
    }
}

/// Who opens a figure again takes back his own word on it.
pub(super) fn take_back(edit: &mut Edit, event: EventId, measure: &Measure) -> Result<(), StoreError> {
    match figure(edit, event, measure)? {
        Some((id, _)) => edit.delete(Table::Opinion, id),
        None => Ok(()),
    }
}

/// Words on the figures of one event go over to another; who spoke of both keeps what he said there.
pub(super) fn move_all(edit: &mut Edit, from: EventId, into: EventId) -> Result<(), StoreError> {
    let spoken = |edit: &Edit, event: EventId| -> Result<Vec<(i64, Decision)>, StoreError> {
        let ids = edit.ids(Table::Opinion, "event", event.0)?;
        ids.into_iter().map(|id| Ok((id, word(edit, id)?))).collect()
    };
    let there = spoken(edit, into)?;
    for (id, decision) in spoken(edit, from)? {
        let is_same = |other: &Decision| other.analyst == decision.analyst && other.measure == decision.measure;
        match there.iter().any(|(_, other)| is_same(other)) {
            true => edit.delete(Table::Opinion, id)?,
            false => edit.update(Table::Opinion, id, [("event", into.0.into())])?,
        }
    }
    Ok(())
}

fn figure(edit: &Edit, event: EventId, measure: &Measure) -> Result<Option<(i64, Decision)>, StoreError> {
    for id in own(edit, "event", event.0)? {
        let decision = word(edit, id)?;
        if decisions::orderly(&decision.measure) == decisions::orderly(measure) {
            return Ok(Some((id, decision)));
        }
    }
    Ok(None)
}

fn word(edit: &Edit, id: i64) -> Result<Decision, StoreError> {
    field(&edit.row(Table::Opinion, id)?, "body", &Table::Opinion.describe(id))
}

/// The analyst's own words where `column` holds `value`.
fn own(edit: &Edit, column: &str, value: i64) -> Result<Vec<i64>, StoreError> {
    let sql = format!("SELECT id FROM opinion WHERE {column} = ?1 AND analyst = ?2 ORDER BY id");
    let mut statement = edit.conn.prepare_cached(&sql)?;
    let ids = statement.query_map((value, edit.analyst), |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

fn insert(
    edit: &mut Edit,
    on: (&'static str, i64),
    other: (&'static str, Value),
    body: Value,
) -> Result<(), StoreError> {
    let row =
        columns([("analyst", edit.analyst.into()), ("at", json(&edit.at)), (on.0, on.1.into()), other, ("body", body)]);
    edit.insert(Table::Opinion, row).map(drop)
}
