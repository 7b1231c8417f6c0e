//! Where and when events are, as an analyst says, and the analyst's own lists of places.

use serde_json::Value;

use super::{Edit, columns};
use crate::{
    domain::{DateSpan, EventId, ListedPlace, Place, Subject},
    store::{
        Refusal, StoreError,
        add::fingerprint,
        row::{Table, json},
    },
};

pub(super) fn date(edit: &mut Edit, event: EventId, date: Option<&DateSpan>) -> Result<String, StoreError> {
    edit.about(Subject::Event(event));
    let Some(date) = date else {
        edit.update(Table::Event, event.0, [("dated_by", Value::Null)])?;
        return Ok(format!("leave the date of {event} to recount"));
    };
    edit.update(Table::Event, event.0, [("date", json(date)), ("dated_by", edit.analyst.into())])?;
    Ok(format!("date {event} {} to {}", date.start, date.end))
}

pub(super) fn place(edit: &mut Edit, event: EventId, place: Option<&Place>) -> Result<String, StoreError> {
    edit.about(Subject::Event(event));
    let Some(place) = place else {
        edit.update(Table::Event, event.0, [("placed_by", Value::Null)])?;
        return Ok(format!("leave the place of {event} to recount"));
    };
    edit.update(Table::Event, event.0, [("place", json(place)), ("placed_by", edit.analyst.into())])?;
    Ok(format!("place {event} at {}", place.name))
}

/// The list is kept as it was understood; its journal entry holds its hash, and undoing it only takes it out of use.
pub(super) fn import(
    edit: &mut Edit,
    name: &str,
    found: &[(String, String)],
    places: &[ListedPlace],
) -> Result<String, StoreError> {
    if places.is_empty() {
        return Err(Refusal::Empty("the list of places").into());
    }
    let body = json(&places).to_string();
    let sha256 = fingerprint(body.as_bytes());
    let known = "SELECT count(*) FROM gazetteer WHERE sha256 = ?1";
    if edit.conn.query_row(known, [&sha256], |row| row.get::<_, i64>(0))? > 0 {
        return Err(Refusal::AlreadySo.into());
    }
    let keep = "INSERT OR IGNORE INTO gazetteer_body (sha256, places) VALUES (?1, ?2)";
    edit.conn.execute(keep, [&sha256, &body])?;
    let row = [
        ("name", name.into()),
        ("sha256", sha256.into()),
        ("places", places.len().into()),
        ("columns", json(&found)),
        ("analyst", edit.analyst.into()),
        ("at", json(&edit.at)),
    ];
    edit.insert(Table::Gazetteer, columns(row))?;
    Ok(format!("take in {} places from {name}", places.len()))
}
