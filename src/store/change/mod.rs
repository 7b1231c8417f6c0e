//! What each change writes, and when it is refused.

mod bundles;
mod claims;
mod decisions;
mod events;
mod intake;
mod names;
mod notes;
mod opinions;
mod pairs;
mod places;
pub(super) mod sound;
pub(super) mod trace;

use jiff::Timestamp;
use rusqlite::Connection;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    Refusal, StoreError,
    row::{self, Row, RowChange, Table},
};
use crate::domain::{Actor, Change, Subject};

/// A change being made inside a transaction: writes rows at once and remembers what it wrote.
pub(super) struct Edit<'c> {
    pub conn: &'c Connection,
    pub analyst: &'c str,
    pub at: Timestamp,
    subjects: Vec<Subject>,
    written: Vec<RowChange>,
}

/// Makes the change; returns its summary in words.
pub(super) fn perform(edit: &mut Edit, change: &Change) -> Result<String, StoreError> {
    match change {
        Change::Judge { claims, judgement } => claims::judge(edit, claims, *judgement),
        Change::JudgeApart { claims, judgement } => opinions::judge_apart(edit, claims, *judgement),
        Change::EditClaim { claim, to } => claims::edit(edit, *claim, to),
        Change::AddClaim { article, event, claim } => claims::add(edit, *article, *event, claim),
        Change::Credit { claim, credibility } => claims::credit(edit, *claim, *credibility),
        Change::Grade { claimant, reliability, reason } => notes::grade(edit, claimant, *reliability, reason),
        Change::NameSource { names, source } => names::set(edit, names, source.as_deref()),
        Change::SetStatus { articles, status } => notes::set_status(edit, articles, *status),
        Change::AddNote { subjects, text } => notes::add(edit, subjects, text),
        Change::EditNote { note, text } => notes::edit(edit, *note, text),
        Change::RemoveNote { note } => notes::remove(edit, *note),
        Change::SetSwitch { event, switch } => decisions::set_switch(edit, *event, switch),
        Change::Decide { event, decision } => decisions::decide(edit, *event, decision),
        Change::DecideApart { event, decision } => opinions::decide_apart(edit, *event, decision),
        Change::Reopen { event, measure } => decisions::reopen(edit, *event, measure),
        Change::Sign { event, measure } => decisions::sign(edit, *event, measure),
        Change::NameEvent { event, name } => events::name(edit, *event, name),
        Change::MoveClaims { claims, to } => events::move_claims(edit, claims, *to),
        Change::MergeEvents { from, into } => events::merge(edit, *from, *into),
        Change::KeepApart { a, b } => pairs::keep_apart(edit, *a, *b),
        Change::DateEvent { event, date } => places::date(edit, *event, date.as_ref()),
        Change::PlaceEvent { event, place } => places::place(edit, *event, place.as_deref()),
        Change::ImportPlaces { name, columns, places } => places::import(edit, name, columns, places),
        Change::FollowFeed { url, name } => intake::follow(edit, url, name.as_deref()),
        Change::LeaveFeed { url } => intake::leave(edit, url),
        Change::KeepColumns { name, columns } => intake::keep_columns(edit, name, columns),
        Change::ForgetColumns { name } => intake::forget_columns(edit, name),
        Change::Several { changes } => all(edit, changes),
        Change::BringIn(bundle) => bundles::bring_in(edit, bundle),
        Change::SettleDifference { bundle, at, take, reason } => bundles::settle(edit, bundle, *at, *take, reason),
        Change::TakeBack { sha256 } => bundles::take_back(edit, sha256),
    }
}

/// One after the other; told by the first.
fn all(edit: &mut Edit, changes: &[Change]) -> Result<String, StoreError> {
    let told = changes.iter().map(|change| perform(edit, change)).collect::<Result<Vec<_>, _>>()?;
    match told.as_slice() {
        [] => Err(Refusal::Nothing.into()),
        [one] => Ok(one.clone()),
        [first, rest @ ..] => Ok(format!("{first}, and {} more", rest.len())),
    }
}

impl<'c> Edit<'c> {
    pub fn new(conn: &'c Connection, actor: &'c Actor, at: Timestamp) -> Result<Self, StoreError> {
        match actor {
            Actor::Analyst(name) if !name.trim().is_empty() => {
                Ok(Self { conn, analyst: name, at, subjects: Vec::new(), written: Vec::new() })
            }
            _ => Err(Refusal::Anonymous.into()),
        }
    }

    /// What was touched and written; refused where that is nothing, or does not stand with the rest.
    pub fn finish(self) -> Result<(Vec<Subject>, Vec<RowChange>), StoreError> {
        if self.written.is_empty() {
            return Err(Refusal::AlreadySo.into());
        }
        sound::check(self.conn, &self.written)?;
        Ok((self.subjects, self.written))
    }

    pub fn about(&mut self, subject: Subject) {
        if !self.subjects.contains(&subject) {
            self.subjects.push(subject);
        }
    }

    /// A row that must be there.
    pub fn row(&self, table: Table, key: i64) -> Result<Row, StoreError> {
        row::read(self.conn, table, key)?.ok_or_else(|| Refusal::Unknown(table.describe(key)).into())
    }

    /// Adds a row; returns its new id.
    pub fn insert(&mut self, table: Table, row: Row) -> Result<i64, StoreError> {
        let key = row::next_id(self.conn, table)?;
        self.put(RowChange { table, key, before: None, after: Some(row::whole(table, row)) })?;
        Ok(key)
    }

    /// Sets columns of a row that must be there; those that already stand like that are left alone.
    pub fn update(
        &mut self,
        table: Table,
        key: i64,
        columns: impl IntoIterator<Item = (&'static str, Value)>,
    ) -> Result<(), StoreError> {
        let current = self.row(table, key)?;
        let (mut before, mut after) = (Row::new(), Row::new());
        for (column, value) in columns {
            let old = current.get(column).cloned().unwrap_or(Value::Null);
            if old != value {
                before.insert(column.into(), old);
                after.insert(column.into(), value);
            }
        }
        if after.is_empty() {
            return Ok(());
        }
        self.put(RowChange { table, key, before: Some(before), after: Some(after) })
    }

    pub fn delete(&mut self, table: Table, key: i64) -> Result<(), StoreError> {
        let before = Some(self.row(table, key)?);
        self.put(RowChange { table, key, before, after: None })
    }

    fn put(&mut self, change: RowChange) -> Result<(), StoreError> {
        change.apply(self.conn)?;
        self.written.push(change);
        Ok(())
    }

    /// The ids of the rows of a table where `column` holds `value`, in their order.
    pub fn ids(&self, table: Table, column: &str, value: i64) -> Result<Vec<i64>, StoreError> {
        let sql = format!("SELECT id FROM {} WHERE {column} = ?1 ORDER BY id", table.name());
        let mut statement = self.conn.prepare_cached(&sql)?;
        let ids = statement.query_map([value], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}

/// Columns and values as a row.
pub(super) fn columns(pairs: impl IntoIterator<Item = (&'static str, Value)>) -> Row {
    pairs.into_iter().map(|(column, value)| (column.to_owned(), value)).collect()
}

/// A column of a row as a domain value.
pub(super) fn field<T: DeserializeOwned>(row: &Row, column: &str, place: &str) -> Result<T, StoreError> {
    serde_json::from_value(row.get(column).cloned().unwrap_or(Value::Null))
        .map_err(|e| StoreError::Corrupt { place: format!("{place}, column {column}"), why: e.to_string() })
}

/// `c7`, `c7 and c8`, `12 claims`.
fn several(ids: &[impl std::fmt::Display], noun: &str) -> String {
    match ids {
        [one] => one.to_string(),
        [one, two] => format!("{one} and {two}"),
        more => format!("{} {noun}", more.len()),
    }
}

/// The first words of a text, for a summary.
fn brief(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", line[..cut].trim_end()),
        None => line,
    }
}
