//! Which events are not the same, said once for all.

use rusqlite::{OptionalExtension, params};
use serde_json::Value;

use super::{Edit, columns, field};
use crate::{
    domain::{EventId, Likeness, Subject},
    store::{
        Refusal, StoreError,
        row::{Table, json},
    },
};

/// The machine never again proposes that the two are one.
pub(super) fn keep_apart(edit: &mut Edit, a: EventId, b: EventId) -> Result<String, StoreError> {
    if a == b {
        return Err(Refusal::SameEvent(a).into());
    }
    for event in [a, b] {
        edit.row(Table::Event, event.0)?;
        edit.about(Subject::Event(event));
    }
    apart(edit, a, b)?;
    Ok(format!("{a} and {b} are not the same"))
}

pub(super) fn apart(edit: &mut Edit, a: EventId, b: EventId) -> Result<(), StoreError> {
    let (a, b) = (a.min(b), a.max(b));
    let analyst = Value::from(edit.analyst);
    match pair(edit, a, b)? {
        Some(id) if is_apart(edit, id)? => Ok(()),
        Some(id) => edit.update(Table::Pair, id, [("state", "apart".into()), ("analyst", analyst)]),
        None => {
            let row = [
                ("a", a.0.into()),
                ("b", b.0.into()),
                ("state", "apart".into()),
                ("body", json(&Likeness::default())),
                ("analyst", analyst),
            ];
            edit.insert(Table::Pair, columns(row)).map(drop)
        }
    }
}

/// What was said of an event that is merged into another holds of that one, and is settled between the two.
pub(super) fn inherit(edit: &mut Edit, from: EventId, into: EventId) -> Result<(), StoreError> {
    for id in of(edit, from)? {
        let row = edit.row(Table::Pair, id)?;
        let (a, b): (EventId, EventId) = (field(&row, "a", "pair")?, field(&row, "b", "pair")?);
        let other = if a == from { b } else { a };
        let (low, high) = (into.min(other), into.max(other));
        let standing = if other == into { None } else { pair(edit, low, high)? };
        if standing.is_some() && is_apart(edit, id)? {
            apart(edit, low, high)?;
        }
        if other == into || standing.is_some() {
            edit.delete(Table::Pair, id)?;
        } else {
            edit.update(Table::Pair, id, [("a", low.0.into()), ("b", high.0.into())])?;
        }
    }
    Ok(())
}

/// An event goes; what was said of it goes too.
pub(super) fn forget(edit: &mut Edit, event: EventId) -> Result<(), StoreError> {
    of(edit, event)?.into_iter().try_for_each(|id| edit.delete(Table::Pair, id))
}

fn of(edit: &Edit, event: EventId) -> Result<Vec<i64>, StoreError> {
    Ok([edit.ids(Table::Pair, "a", event.0)?, edit.ids(Table::Pair, "b", event.0)?].concat())
}

fn pair(edit: &Edit, a: EventId, b: EventId) -> Result<Option<i64>, StoreError> {
    let mut statement = edit.conn.prepare_cached("SELECT id FROM pair WHERE a = ?1 AND b = ?2")?;
    Ok(statement.query_row(params![a.0, b.0], |row| row.get(0)).optional()?)
}

fn is_apart(edit: &Edit, id: i64) -> Result<bool, StoreError> {
    Ok(edit.row(Table::Pair, id)?.get("state").and_then(Value::as_str) == Some("apart"))
}
