//! The one file everything is kept in: SQLite, every change through its journal, in one transaction.
//!
//! Owns the tables, the search index, the journal and what may be changed in which state. Decides nothing about
//! numbers: it refuses figures that are unsound or rest on nothing, and keeps the rest as given. The only room that
//! names rusqlite.
//!
//! | file | |
//! |---|---|
//! | `open` | file mode, pragmas, migrations |
//! | `change/` | what each [`Change`] writes, and when it is refused |
//! | `add`, `prepare` | what the machine brings in: articles, claims, events, links; what of it is made before the transaction |
//! | `canonical` | domain values as the one text that digests are taken of |
//! | `row`, `journal` | compare-and-swap of rows; the hash-chained log, undo and redo as a fold over it |
//! | `read/` | lists by keyset, views, counts |
//! | `search` | from what a person types to a full-text query; snippets |
//! | `standing` | where each event stands, kept beside it for lists and filters |
//! | `verify` | walks the chain and holds the tables against it |

mod add;
mod canonical;
mod change;
mod error;
mod journal;
mod open;
mod prepare;
mod raw;
mod read;
mod row;
mod search;
mod standing;
mod verify;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::{Connection, TransactionBehavior};

pub use add::{Added, Arrivals, Draft, Landed, Links, NewArticle, NewClaim, Target, fingerprint};
pub use change::trace::check as trace;
pub use error::{Broken, Refusal, StoreError, Untraceable};
pub use read::intake::Visit;
pub use verify::Verified;

use crate::domain::{
    Actor, Change,
    rows::{Committed, EntryKind},
};
use journal::{Entry, Written};

/// A connection that reads. Cheap enough to have one for each thread that needs it.
pub struct StoreReader {
    conn: Connection,
}

/// Stops the query a reader is busy with, from another thread. Does nothing when it isn't busy.
pub struct Interrupt(rusqlite::InterruptHandle);

impl Interrupt {
    pub fn interrupt(&self) {
        self.0.interrupt();
    }
}

/// The connection that writes; it can read as well. Several programs may have one: each change is one transaction, and
/// a second writer waits for the first.
pub struct Store {
    reader: StoreReader,
    path: PathBuf,
}

impl std::ops::Deref for Store {
    type Target = StoreReader;

    fn deref(&self) -> &StoreReader {
        &self.reader
    }
}

impl StoreReader {
    /// Keeps more of the file in memory (32 MiB), for whoever reads most of it and each page several times.
    pub fn read_widely(&self) -> Result<(), StoreError> {
        Ok(self.conn.execute_batch("PRAGMA cache_size = -32768;")?)
    }

    pub fn interrupt_handle(&self) -> Interrupt {
        Interrupt(self.conn.get_interrupt_handle())
    }
}

impl Store {
    /// Opens the store, making an empty one (readable by its owner only) where there is none, and brings an older
    /// format up to date.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Ok(Self { reader: StoreReader { conn: open::writer(path)? }, path: path.to_owned() })
    }

    /// Opens an existing store for reading.
    pub fn open_reader(path: &Path) -> Result<StoreReader, StoreError> {
        open::reader(path)
    }

    /// A reader of the same file.
    pub fn another_reader(&self) -> Result<StoreReader, StoreError> {
        open::reader(&self.path)
    }

    /// Makes one change and its journal entry. When this returns, both are on disk.
    ///
    /// # Errors
    /// [`StoreError::Refused`] with the reason; nothing is written then.
    pub fn apply(&mut self, actor: &Actor, change: &Change, at: Timestamp) -> Result<Committed, StoreError> {
        self.write(|conn| {
            let mut edit = change::Edit::new(conn, actor, at)?;
            let summary = change::perform(&mut edit, change)?;
            let (subjects, written) = edit.finish()?;
            let written: Vec<_> = written.into_iter().map(Written::Row).collect();
            let verb = change.verb();
            let entry =
                Entry { at, actor, kind: EntryKind::Do, target: None, verb, summary, subjects, written: &written };
            journal::append(conn, entry)
        })
    }

    /// Takes back the analyst's latest change that still stands. Survives a restart: it is read from the journal.
    ///
    /// # Errors
    /// Refused where there is none, or where somebody changed the same thing since.
    pub fn undo(&mut self, actor: &Actor, at: Timestamp) -> Result<Committed, StoreError> {
        self.write(|conn| {
            let target = journal::undoable(conn, actor)?.ok_or(Refusal::NothingToUndo)?;
            repeat(conn, actor, EntryKind::Undo, target, at)
        })
    }

    /// Takes back one earlier change of the analyst's, whatever came after it.
    ///
    /// # Errors
    /// Refused where it is not theirs or does not stand any more, or where something that came later rests on it.
    pub fn undo_entry(&mut self, actor: &Actor, seq: i64, at: Timestamp) -> Result<Committed, StoreError> {
        self.write(|conn| {
            journal::check_standing(conn, actor, seq)?;
            repeat(conn, actor, EntryKind::Undo, seq, at)
        })
    }

    /// Makes again the change that the analyst undid last, unless they changed something else in between.
    pub fn redo(&mut self, actor: &Actor, at: Timestamp) -> Result<Committed, StoreError> {
        self.write(|conn| {
            let target = journal::redoable(conn, actor)?.ok_or(Refusal::NothingToRedo)?;
            repeat(conn, actor, EntryKind::Redo, target, at)
        })
    }

    fn write<T>(&mut self, work: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let tx = self.reader.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&tx)?;
        tx.commit()?;
        Ok(done)
    }
}

/// Appends the inverse of `target` (undo) or the same again (redo).
fn repeat(
    conn: &Connection,
    actor: &Actor,
    kind: EntryKind,
    target: i64,
    at: Timestamp,
) -> Result<Committed, StoreError> {
    if matches!(actor, Actor::Machine) {
        return Err(Refusal::Anonymous.into());
    }
    let stored = journal::get(conn, target)?;
    let mut changes: Vec<_> = stored
        .written()?
        .into_iter()
        .filter_map(|written| match written {
            Written::Row(change) => Some(change),
            // Only the machine's entries hold arrivals, and those are never undone.
            Written::Arrival(_) => None,
        })
        .collect();
    if kind == EntryKind::Undo {
        changes = changes.into_iter().rev().map(row::RowChange::inverse).collect();
    }
    for change in &changes {
        change.apply(conn)?;
    }
    change::sound::check(conn, &changes)?;
    let written: Vec<_> = changes.into_iter().map(Written::Row).collect();
    let original = stored.into_row()?;
    let prefix = if kind == EntryKind::Undo { "undo" } else { "redo" };
    let summary = format!("{prefix}: {}", original.summary);
    let (verb, subjects) = (original.verb.as_str(), original.subjects);
    journal::append(conn, Entry { at, actor, kind, target: Some(target), verb, summary, subjects, written: &written })
}
