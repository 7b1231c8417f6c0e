//! Reading: lists in stretches by keyset (never an offset), opened articles and events, counts.

mod articles;
mod claimants;
mod differences;
mod events;
mod filter;
pub(super) mod intake;
mod left;
mod links;
#[cfg(test)]
mod plans;
mod points;

use rusqlite::{Connection, Row, params, types::Value};
use serde::de::DeserializeOwned;

pub(super) use {claimants::source_of, events::event};

use super::{StoreError, StoreReader, journal};
use crate::domain::{
    ArticleId, ClaimId, EventId, NoteId, Stretch, Subject,
    rows::{ClaimRecord, Cursor, JournalRow, Note, Window},
};

impl StoreReader {
    /// One stretch of the journal, newest first.
    pub fn journal_stretch(&self, from: &Stretch, limit: usize) -> Result<Window<JournalRow>, StoreError> {
        let rows = match from {
            Stretch::First => journal::list(&self.conn, None, limit + 1)?,
            Stretch::At(cursor) => journal::list(&self.conn, Some(cursor.1 + 1), limit + 1)?,
            Stretch::After(cursor) => journal::list(&self.conn, Some(cursor.1), limit + 1)?,
            Stretch::Before(cursor) => journal::since(&self.conn, cursor.1, limit + 1)?,
            Stretch::Last => journal::since(&self.conn, 0, limit + 1)?,
        };
        let rows = rows.into_iter().map(|row| (Cursor(String::new(), row.seq), row));
        Ok(window(rows.collect(), limit, from))
    }

    /// The journal, newest first: the `limit` entries before `before`.
    pub fn journal(&self, before: Option<i64>, limit: usize) -> Result<Vec<JournalRow>, StoreError> {
        journal::list(&self.conn, before, limit)
    }

    /// The number of the journal's last entry; 0 in a new store.
    pub fn latest_entry(&self) -> Result<i64, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT ifnull(max(seq), 0) FROM journal")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Everything that was ever done to one article, claim or event, newest first.
    pub fn history(&self, subject: Subject, limit: usize) -> Result<Vec<JournalRow>, StoreError> {
        journal::history(&self.conn, subject, limit)
    }

    /// Everything that was done to an event and to its claims, oldest first, without the rows it changed.
    pub fn chronicle(&self, event: EventId) -> Result<Vec<JournalRow>, StoreError> {
        journal::chronicle(&self.conn, event)
    }

    /// How these claimants were graded over time, newest first.
    pub fn grades(&self, claimants: &[String]) -> Result<Vec<JournalRow>, StoreError> {
        journal::grades(&self.conn, claimants)
    }
}

/// A text column in its domain type: a date, a closed word, JSON.
fn parse<T: DeserializeOwned>(row: &Row, column: impl Place) -> rusqlite::Result<T> {
    let text: Option<String> = row.get(column)?;
    word(column, text.map_or(serde_json::Value::Null, Into::into))
}

/// A JSON column in its domain type.
fn parse_json<T: DeserializeOwned>(row: &Row, column: impl Place) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str_or_null()?;
    serde_json::from_str(text.unwrap_or("null")).map_err(|e| unreadable(column, e))
}

fn word<T: DeserializeOwned>(column: impl Place, value: serde_json::Value) -> rusqlite::Result<T> {
    serde_json::from_value(value).map_err(|e| unreadable(column, e))
}

fn unreadable(column: impl Place, why: serde_json::Error) -> rusqlite::Error {
    let why = format!("column {column}: {why}");
    rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, why.into())
}

/// A column by its name or, where many rows are read at once, by its place.
trait Place: rusqlite::RowIndex + std::fmt::Display + Copy {}
impl<T: rusqlite::RowIndex + std::fmt::Display + Copy> Place for T {}

/// The columns that [`claim_record`] needs, before all others.
const CLAIM: &str =
    "claim.id, claim.article, claim.ordinal, claim.event, claim.judgement, claim.credibility, claim.body";

fn claim_record(row: &Row) -> rusqlite::Result<ClaimRecord> {
    Ok(ClaimRecord {
        id: ClaimId(row.get(0)?),
        article: ArticleId(row.get(1)?),
        ordinal: usize::try_from(row.get::<_, i64>(2)?).unwrap_or_default(),
        event: row.get::<_, Option<i64>>(3)?.map(EventId),
        judgement: parse(row, 4)?,
        credibility: parse(row, 5)?,
        claim: parse_json(row, 6)?,
    })
}

/// The notes on a thing and on the claims that belong to it: those whose `column` is `id`.
fn notes(conn: &Connection, kind: &str, id: i64) -> Result<Vec<Note>, StoreError> {
    let sql = format!(
        "SELECT id, subject_kind, subject, text, analyst, at FROM note WHERE subject_kind = ?1 AND subject = ?2
         UNION ALL
         SELECT id, subject_kind, subject, text, analyst, at FROM note
         WHERE subject_kind = 'claim' AND subject IN (SELECT id FROM claim WHERE {kind} = ?2)
         ORDER BY id"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let notes = statement.query_map(params![kind, id], |row| {
        let subject = row.get("subject")?;
        let subject = match row.get_ref("subject_kind")?.as_str()? {
            "article" => Subject::Article(ArticleId(subject)),
            "event" => Subject::Event(EventId(subject)),
            _ => Subject::Claim(ClaimId(subject)),
        };
        Ok(Note {
            id: NoteId(row.get("id")?),
            subject,
            text: row.get("text")?,
            analyst: row.get("analyst")?,
            at: parse(row, "at")?,
        })
    })?;
    Ok(notes.collect::<Result<_, _>>()?)
}

/// What a list is sorted by: an expression of its rows, as the index on it is written.
#[derive(Clone, Copy)]
struct Order {
    /// None: by the id alone.
    key: Option<&'static str>,
    id: &'static str,
    ascending: bool,
}

impl Order {
    /// The parts of a stretch in the order in which they are read: the rest of the rows like its first one, then those
    /// beyond. SQLite seeks each in an index on key and id; it can't for the two compared as a pair.
    fn parts(&self, stretch: &Stretch) -> Vec<Part> {
        let up = self.ascending != stretch.is_backward();
        let (Self { key, id, .. }, side) = (self, if up { '>' } else { '<' });
        let way = if up { "" } else { " DESC" };
        let order = key.map_or_else(|| format!("{id}{way}"), |key| format!("{key}{way}, {id}{way}"));
        let part = |condition: String, values: Vec<Value>| Part { condition, values, order: order.clone() };
        let (Cursor(at, row), equal) = match stretch {
            Stretch::First | Stretch::Last => return vec![part(String::new(), Vec::new())],
            Stretch::At(cursor) => (cursor, "="),
            Stretch::After(cursor) | Stretch::Before(cursor) => (cursor, ""),
        };
        let (at, row) = (Value::from(at.clone()), Value::from(*row));
        match key {
            None => vec![part(format!("{id} {side}{equal} ?"), vec![row])],
            Some(key) => vec![
                part(format!("{key} = ? AND {id} {side}{equal} ?"), vec![at.clone(), row]),
                part(format!("{key} {side} ?"), vec![at]),
            ],
        }
    }

    /// The column that a cursor is made of.
    fn selected(&self) -> &'static str {
        self.key.unwrap_or("''")
    }
}

#[derive(Clone)]
struct Part {
    condition: String,
    values: Vec<Value>,
    order: String,
}

/// One stretch out of `limit + 1` rows: the extra one only says that there are more.
fn window<T>(mut rows: Vec<(Cursor, T)>, limit: usize, stretch: &Stretch) -> Window<T> {
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|(cursor, _)| cursor.clone());
    if stretch.is_backward() {
        rows.reverse();
    }
    let ends = rows.first().zip(rows.last()).map(|(first, last)| (first.0.clone(), last.0.clone()));
    Window { rows: rows.into_iter().map(|(_, row)| row).collect(), next, ends }
}
