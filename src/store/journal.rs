//! The append-only record of every change: a chain in which each entry carries the hash of the one before.
//!
//! Owns appending, listing, and the fold that says what an analyst can undo. Entries are never altered or removed.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, named_params, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    Refusal, StoreError, canonical,
    row::{RowChange, Table, json},
};
use crate::domain::{
    Actor, EventId, Subject,
    rows::{Committed, EntryKind, JournalRow},
};

/// What an entry wrote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Written {
    Row(RowChange),
    Arrival(Arrival),
}

/// An article with the claims read from it, as they came in. The rows themselves would double the store: the digest is
/// enough to tell whether they are still what they were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Arrival {
    /// The id of the article.
    pub arrived: i64,
    /// With how it came in, its row of the same id.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub captured: bool,
    /// Of the raw bytes.
    pub sha256: String,
    /// The id of the first claim; the others follow it.
    pub first_claim: i64,
    pub claims: i64,
    /// Hex SHA-256 over the rows of the article, its capture and its claims.
    pub digest: String,
}

/// An entry about to be written.
pub(super) struct Entry<'a> {
    pub at: Timestamp,
    pub actor: &'a Actor,
    pub kind: EntryKind,
    /// The `do` that an undo or redo is about.
    pub target: Option<i64>,
    pub verb: &'a str,
    pub summary: String,
    pub subjects: Vec<Subject>,
    pub written: &'a [Written],
}

/// An entry as it stands in the table, every column as text.
pub(super) struct Stored {
    pub seq: i64,
    pub at: String,
    pub actor: String,
    pub kind: String,
    pub target: Option<i64>,
    pub verb: String,
    pub summary: String,
    pub subjects: String,
    pub changes: String,
    pub hash: String,
}

pub(super) const COLUMNS: &str = "seq, at, actor, kind, target, verb, summary, subjects, changes, hash";

impl Stored {
    pub fn of(row: &rusqlite::Row) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.get(0)?,
            at: row.get(1)?,
            actor: row.get(2)?,
            kind: row.get(3)?,
            target: row.get(4)?,
            verb: row.get(5)?,
            summary: row.get(6)?,
            subjects: row.get(7)?,
            changes: row.get(8)?,
            hash: row.get(9)?,
        })
    }

    /// The hash this entry must have after `before`. A JSON array keeps the fields apart.
    pub fn hash_after(&self, before: &str) -> String {
        let Self { seq, at, actor, kind, target, verb, summary, subjects, changes, .. } = self;
        let fields = (before, seq, at, actor, kind, target, verb, summary, subjects, changes);
        hex(&Sha256::digest(canonical::text(&fields)))
    }

    pub fn written(&self) -> Result<Vec<Written>, StoreError> {
        serde_json::from_str(&self.changes).map_err(|e| self.corrupt(e))
    }

    pub fn into_row(self) -> Result<JournalRow, StoreError> {
        Ok(JournalRow {
            seq: self.seq,
            at: self.at.parse().map_err(|e| self.corrupt(e))?,
            actor: serde_json::from_str(&self.actor).map_err(|e| self.corrupt(e))?,
            kind: serde_json::from_value(self.kind.as_str().into()).map_err(|e| self.corrupt(e))?,
            subjects: serde_json::from_str(&self.subjects).map_err(|e| self.corrupt(e))?,
            changes: serde_json::from_str(&self.changes).map_err(|e| self.corrupt(e))?,
            verb: self.verb,
            summary: self.summary,
            hash: self.hash,
        })
    }

    fn corrupt(&self, why: impl std::fmt::Display) -> StoreError {
        StoreError::Corrupt { place: format!("journal entry {}", self.seq), why: why.to_string() }
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn word(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Do => "do",
        EntryKind::Undo => "undo",
        EntryKind::Redo => "redo",
    }
}

pub(super) fn append(conn: &Connection, entry: Entry) -> Result<Committed, StoreError> {
    let last = conn
        .prepare_cached("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))
        .optional()?;
    let (before, hash_before) = last.unwrap_or_default();
    let mut stored = Stored {
        seq: before + 1,
        at: entry.at.to_string(),
        actor: canonical::text(entry.actor),
        kind: word(entry.kind).into(),
        target: entry.target,
        verb: entry.verb.into(),
        summary: entry.summary,
        subjects: canonical::text(&entry.subjects),
        changes: canonical::text(&entry.written),
        hash: String::new(),
    };
    stored.hash = stored.hash_after(&hash_before);
    conn.prepare_cached(&format!(
        "INSERT INTO journal ({COLUMNS})
         VALUES (:seq, :at, :actor, :kind, :target, :verb, :summary, :subjects, :changes, :hash)"
    ))?
    .execute(named_params! {
        ":seq": stored.seq, ":at": stored.at, ":actor": stored.actor, ":kind": stored.kind, ":target": stored.target,
        ":verb": stored.verb, ":summary": stored.summary, ":subjects": stored.subjects, ":changes": stored.changes,
        ":hash": stored.hash,
    })?;
    let mut about = conn.prepare_cached("INSERT OR IGNORE INTO journal_subject (kind, id, seq) VALUES (?1, ?2, ?3)")?;
    for subject in &entry.subjects {
        let (kind, id) = subject_key(*subject);
        about.execute(params![kind, id, stored.seq])?;
    }
    Ok(Committed { seq: stored.seq, summary: stored.summary, subjects: entry.subjects })
}

pub(super) fn subject_key(subject: Subject) -> (&'static str, i64) {
    match subject {
        Subject::Article(id) => ("article", id.0),
        Subject::Claim(id) => ("claim", id.0),
        Subject::Event(id) => ("event", id.0),
    }
}

/// Newest first, those before `before`.
pub(super) fn list(conn: &Connection, before: Option<i64>, limit: usize) -> Result<Vec<JournalRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM journal WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2");
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(params![before.unwrap_or(i64::MAX), limit as i64], Stored::of)?;
    rows.map(|row| row?.into_row()).collect()
}

/// The entries after one, oldest first.
pub(super) fn since(conn: &Connection, after: i64, limit: usize) -> Result<Vec<JournalRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM journal WHERE seq > ?1 ORDER BY seq LIMIT ?2");
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(params![after, limit as i64], Stored::of)?;
    rows.map(|row| row?.into_row()).collect()
}

/// Everything about one article, claim or event, newest first.
pub(super) fn history(conn: &Connection, subject: Subject, limit: usize) -> Result<Vec<JournalRow>, StoreError> {
    let (kind, id) = subject_key(subject);
    let sql = format!(
        "SELECT {COLUMNS} FROM journal WHERE seq IN
             (SELECT seq FROM journal_subject WHERE kind = ?1 AND id = ?2 ORDER BY seq DESC LIMIT ?3)
         ORDER BY seq DESC"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(params![kind, id, limit as i64], Stored::of)?;
    rows.map(|row| row?.into_row()).collect()
}

/// Everything about an event and its claims, oldest first. The rows that changed are left out: a batch of arrivals holds
/// many of other events.
pub(super) fn chronicle(conn: &Connection, event: EventId) -> Result<Vec<JournalRow>, StoreError> {
    let sql = "SELECT seq, at, actor, kind, target, verb, summary, '[]', '[]', hash FROM journal WHERE seq IN (
             SELECT seq FROM journal_subject WHERE kind = 'event' AND id = ?1
             UNION SELECT seq FROM journal_subject
                   WHERE kind = 'claim' AND id IN (SELECT id FROM claim WHERE claim.event = ?1))
         ORDER BY seq";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([event.0], Stored::of)?;
    rows.map(|row| row?.into_row()).collect()
}

/// Every entry that graded one of these claimants, newest first.
pub(super) fn grades(conn: &Connection, claimants: &[String]) -> Result<Vec<JournalRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM journal WHERE verb = 'grade' AND EXISTS (
             SELECT 1 FROM json_each(changes) AS c WHERE c.value ->> '$.table' = 'claimant' AND (
                 c.value ->> '$.after.name' IN (SELECT value FROM json_each(?1))
                 OR c.value ->> '$.before.name' IN (SELECT value FROM json_each(?1))
                 OR c.value ->> '$.key' IN
                     (SELECT id FROM claimant WHERE name IN (SELECT value FROM json_each(?1)))))
         ORDER BY seq DESC"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map([json(&claimants).to_string()], Stored::of)?;
    rows.map(|row| row?.into_row()).collect()
}

pub(super) fn get(conn: &Connection, seq: i64) -> Result<Stored, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM journal WHERE seq = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([seq], Stored::of)?)
}

/// The entry that undo takes back: the latest of the actor's that stands. Entries push themselves, and an undo takes its
/// target out, wherever that stands: read from the newest entry backwards.
pub(super) fn undoable(conn: &Connection, actor: &Actor) -> Result<Option<i64>, StoreError> {
    let mut undone = BTreeSet::new();
    walk_back(conn, actor, |entry, kind, target| match kind {
        EntryKind::Undo => {
            undone.insert(target);
            Step::On
        }
        EntryKind::Redo if undone.contains(&target) => Step::On,
        EntryKind::Redo => Step::Found(target),
        EntryKind::Do if undone.contains(&entry) => Step::On,
        EntryKind::Do => Step::Found(entry),
    })
}

/// The entry that redo brings back: the last one undone, unless something was done since.
pub(super) fn redoable(conn: &Connection, actor: &Actor) -> Result<Option<i64>, StoreError> {
    let mut redone = BTreeSet::new();
    walk_back(conn, actor, |_, kind, target| match kind {
        EntryKind::Do => Step::None,
        EntryKind::Redo => {
            redone.insert(target);
            Step::On
        }
        EntryKind::Undo if redone.remove(&target) => Step::On,
        EntryKind::Undo => Step::Found(target),
    })
}

/// Does this entry of the actor's stand, so that it can be undone by itself?
///
/// # Errors
/// Refused where it is another's, was undone, or is an undo itself.
pub(super) fn check_standing(conn: &Connection, actor: &Actor, seq: i64) -> Result<(), StoreError> {
    let entry = get(conn, seq)?.into_row()?;
    if entry.actor != *actor {
        return Err(Refusal::NotYours { seq, by: entry.actor.to_string() }.into());
    }
    let last: Option<String> = conn
        .prepare_cached("SELECT kind FROM journal WHERE target = ?1 ORDER BY seq DESC LIMIT 1")?
        .query_row([seq], |row| row.get(0))
        .optional()?;
    let stands = entry.kind == EntryKind::Do && last.is_none_or(|kind| kind == "redo");
    if stands { Ok(()) } else { Err(Refusal::NotStanding(seq).into()) }
}

enum Step {
    On,
    Found(i64),
    None,
}

fn walk_back(
    conn: &Connection,
    actor: &Actor,
    mut step: impl FnMut(i64, EntryKind, i64) -> Step,
) -> Result<Option<i64>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT seq, kind, ifnull(target, 0) FROM journal WHERE actor = ?1 ORDER BY seq DESC")?;
    let mut rows = statement.query([json(actor).to_string()])?;
    while let Some(row) = rows.next()? {
        let kind = match row.get_ref(1)?.as_str().unwrap_or_default() {
            "undo" => EntryKind::Undo,
            "redo" => EntryKind::Redo,
            _ => EntryKind::Do,
        };
        match step(row.get(0)?, kind, row.get(2)?) {
            Step::On => {}
            Step::Found(seq) => return Ok(Some(seq)),
            Step::None => return Ok(None),
        }
    }
    Ok(None)
}

/// The refusal for a row that is no longer as expected: names the last entry that wrote it.
pub(super) fn changed_since(conn: &Connection, table: Table, key: i64) -> Result<StoreError, StoreError> {
    let found = conn
        .prepare_cached(
            "SELECT seq, actor, summary FROM journal
             WHERE EXISTS (SELECT 1 FROM json_each(changes) AS c
                           WHERE json_extract(c.value, '$.table') = ?1 AND json_extract(c.value, '$.key') = ?2)
             ORDER BY seq DESC LIMIT 1",
        )?
        .query_row(params![table.name(), key], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?)))
        .optional()?;
    let what = table.describe(key);
    let Some((seq, actor, summary)) = found else { return Ok(Refusal::Unknown(what).into()) };
    let by = serde_json::from_str::<Actor>(&actor).map_or(actor, |actor| actor.to_string());
    Ok(Refusal::ChangedSince { what, by, seq, summary }.into())
}
