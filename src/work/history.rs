//! The journal in words: each entry with what it changed, before and after.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::domain::rows::{EntryKind, JournalRow};

#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Entry {
    pub seq: i64,
    pub at: Timestamp,
    pub by: String,
    pub verb: String,
    /// Is it an undo or a redo of another entry?
    pub again: bool,
    pub summary: String,
    pub changes: Vec<Difference>,
}

/// One thing that became another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Difference {
    /// As people call the row: `c7`, `decision 3`.
    pub what: String,
    pub field: String,
    /// Empty where there was nothing.
    pub before: String,
    /// Empty where nothing is left.
    pub after: String,
}

pub fn entry(row: JournalRow) -> Entry {
    let changes = row.changes.as_array().into_iter().flatten().flat_map(differences).collect();
    Entry {
        seq: row.seq,
        at: row.at,
        by: row.actor.to_string(),
        verb: row.verb,
        again: row.kind != EntryKind::Do,
        summary: row.summary,
        changes,
    }
}

/// Arrivals name no columns: what came in is in the articles.
fn differences(change: &Value) -> Vec<Difference> {
    let (Some(table), Some(key)) = (change["table"].as_str(), change["key"].as_i64()) else { return Vec::new() };
    let what = match table {
        "article" => format!("a{key}"),
        "claim" => format!("c{key}"),
        "event" => format!("e{key}"),
        "note" => format!("n{key}"),
        other => format!("{other} {key}"),
    };
    let side = |side: &str| flat(change[side].as_object());
    let (before, after) = (side("before"), side("after"));
    let mut fields: Vec<&String> = before.keys().chain(after.keys()).collect();
    fields.sort_unstable();
    fields.dedup();
    let words = |of: &Map<String, Value>, field: &str| of.get(field).map_or(String::new(), words);
    let difference = |field: &String| Difference {
        what: what.clone(),
        field: field.clone(),
        before: words(&before, field),
        after: words(&after, field),
    };
    fields.into_iter().map(difference).filter(|d| d.before != d.after).collect()
}

/// The columns, with the fields of a body beside them.
fn flat(columns: Option<&Map<String, Value>>) -> Map<String, Value> {
    let mut flat = Map::new();
    for (column, value) in columns.into_iter().flatten() {
        match value {
            Value::Object(fields) if column == "body" => flat.extend(fields.clone()),
            value => drop(flat.insert(column.clone(), value.clone())),
        }
    }
    flat
}

fn words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
