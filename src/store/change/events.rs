//! Naming, splitting and merging events.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Edit, claims, columns, decisions, field, opinions, pairs, several};
use crate::{
    domain::{Claim, ClaimId, EventId, Subject},
    store::{
        Refusal, StoreError,
        row::{Row, Table, json},
    },
};

pub(super) fn name(edit: &mut Edit, event: EventId, name: &str) -> Result<String, StoreError> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Refusal::Empty("the event's name").into());
    }
    edit.about(Subject::Event(event));
    if edit.row(Table::Event, event.0)?.get("name").and_then(Value::as_str) != Some(name) {
        edit.update(Table::Event, event.0, [("name", name.into()), ("named_by", edit.analyst.into())])?;
    }
    Ok(format!("name {event} “{name}”"))
}

pub(super) fn move_claims(edit: &mut Edit, moved: &[ClaimId], to: Option<EventId>) -> Result<String, StoreError> {
    let Some(first) = moved.first() else { return Err(Refusal::Nothing.into()) };
    let target = match to {
        Some(event) => {
            edit.row(Table::Event, event.0)?;
            event
        }
        None => {
            let claim = field(&edit.row(Table::Claim, first.0)?, "body", &first.to_string())?;
            EventId(edit.insert(Table::Event, draft(&claim))?)
        }
    };
    let mut left = BTreeSet::new();
    for claim in moved {
        let from: Option<EventId> = field(&edit.row(Table::Claim, claim.0)?, "event", &claim.to_string())?;
        if from == Some(target) {
            continue;
        }
        claims::about(edit, *claim)?;
        left.extend(from);
        edit.update(Table::Claim, claim.0, [("event", target.0.into())])?;
    }
    edit.about(Subject::Event(target));
    for event in left {
        // What an analyst takes out of an event to be one of its own is not to be put back.
        if !drop_if_bare(edit, event)? && to.is_none() {
            pairs::apart(edit, event, target)?;
        }
    }
    Ok(match to {
        Some(event) => format!("move {} to {event}", several(moved, "claims")),
        None => format!("move {} to {target}, a new event", several(moved, "claims")),
    })
}

/// Everything of `from` goes to `into`, and `from` goes.
pub(super) fn merge(edit: &mut Edit, from: EventId, into: EventId) -> Result<String, StoreError> {
    if from == into {
        return Err(Refusal::SameEvent(from).into());
    }
    let name: String = field(&edit.row(Table::Event, from.0)?, "name", &from.to_string())?;
    edit.row(Table::Event, into.0)?;
    edit.about(Subject::Event(into));
    edit.about(Subject::Event(from));
    let target = [("event", Value::from(into.0))];
    merge_decisions(edit, from, into)?;
    merge_switches(edit, from, into)?;
    opinions::move_all(edit, from, into)?;
    for claim in edit.ids(Table::Claim, "event", from.0)? {
        edit.about(Subject::Claim(ClaimId(claim)));
        edit.update(Table::Claim, claim, target.clone())?;
    }
    for note in notes(edit, from)? {
        edit.update(Table::Note, note, [("subject", into.0.into())])?;
    }
    pairs::inherit(edit, from, into)?;
    edit.delete(Table::Event, from.0)?;
    Ok(format!("merge {from} “{name}” into {into}"))
}

/// No decision is lost: two on the same measure must be made one by a person first.
fn merge_decisions(edit: &mut Edit, from: EventId, into: EventId) -> Result<(), StoreError> {
    let standing = decisions::decisions(edit, into)?;
    for (id, decision) in decisions::decisions(edit, from)? {
        if standing.iter().any(|(_, other)| other.measure == decision.measure) {
            return Err(Refusal::BothDecided { from, into, measure: decision.measure }.into());
        }
        edit.update(Table::Decision, id, [("event", into.0.into())])?;
    }
    Ok(())
}

fn merge_switches(edit: &mut Edit, from: EventId, into: EventId) -> Result<(), StoreError> {
    let standing = decisions::switches(edit, into)?;
    for (id, switch) in decisions::switches(edit, from)? {
        match standing.iter().find(|(_, other)| other.same_question(&switch)) {
            None => edit.update(Table::Switch, id, [("event", into.0.into())])?,
            Some((_, other)) if *other == switch => edit.delete(Table::Switch, id)?,
            Some(_) => return Err(Refusal::BothSettled { from, into }.into()),
        }
    }
    Ok(())
}

/// An event that lost its last claim goes too, unless somebody wrote something about it. Did it go?
fn drop_if_bare(edit: &mut Edit, event: EventId) -> Result<bool, StoreError> {
    let bare = edit.ids(Table::Claim, "event", event.0)?.is_empty()
        && edit.ids(Table::Decision, "event", event.0)?.is_empty()
        && edit.ids(Table::Switch, "event", event.0)?.is_empty()
        && edit.ids(Table::Opinion, "event", event.0)?.is_empty()
        && notes(edit, event)?.is_empty();
    if bare {
        pairs::forget(edit, event)?;
        edit.delete(Table::Event, event.0)?;
    }
    Ok(bare)
}

fn notes(edit: &Edit, event: EventId) -> Result<Vec<i64>, StoreError> {
    let mut statement =
        edit.conn.prepare_cached("SELECT id FROM note WHERE subject_kind = 'event' AND subject = ?1 ORDER BY id")?;
    let ids = statement.query_map([event.0], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// A new event as far as one claim tells it.
fn draft(claim: &Claim) -> Row {
    let what = claim.means.clone().unwrap_or_else(|| claim.outcome.label());
    let place = claim.place.as_ref().map(|place| format!(" · {}", place.name)).unwrap_or_default();
    let date = claim.date.as_ref().map(|date| format!(" · {}", date.start)).unwrap_or_default();
    let parties: BTreeSet<_> = claim.victims.actor.iter().chain(&claim.perpetrator).collect();
    columns([
        ("name", format!("{what}{place}{date}").into()),
        ("date", json(&claim.date)),
        ("place", json(&claim.place)),
        ("kind", json(&claim.means)),
        ("parties", json(&parties)),
    ])
}
