//! Is the store what its journal says? Walks the chain of hashes, then undoes everything in memory: what is left must
//! be nothing.
//!
//! A chain proves that nothing in it was altered or dropped; it can't prove that its end was not cut off together with
//! SQLite's own count of entries. Keep the last hash elsewhere (an export, a colleague) where that matters.

use std::collections::HashMap;

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::{
    Broken, StoreError, StoreReader,
    add::fingerprint,
    journal::{Arrival, COLUMNS, Stored, Written, hex},
    raw,
    row::{self, Row, RowChange, Table, digest_row},
};
use crate::domain::ArticleId;

/// What was found in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub entries: u64,
    pub articles: u64,
    /// The hash of the last entry: whoever keeps it can tell later that nothing before it changed.
    pub head: Option<String>,
}

impl StoreReader {
    /// Holds the whole store against its journal. Reads everything once: seconds on a large store.
    pub fn verify(&self) -> Result<Verified, Broken> {
        // One view of the store throughout, whatever is written meanwhile.
        let tx = self.conn.unchecked_transaction()?;
        let (entries, head) = chain(&tx)?;
        Unwinding { conn: &tx, rows: HashMap::new() }.run()?;
        let articles = bodies(&tx)?;
        gazetteers(&tx)?;
        Ok(Verified { entries, articles, head })
    }
}

fn chain(conn: &Connection) -> Result<(u64, Option<String>), Broken> {
    let mut statement = conn.prepare(&format!("SELECT {COLUMNS} FROM journal ORDER BY seq"))?;
    let mut entries = 0;
    let mut head = None;
    for stored in statement.query_map([], Stored::of)? {
        let stored = stored?;
        entries += 1;
        if stored.seq != entries {
            return Err(Broken::Missing { seq: entries });
        }
        if stored.hash != stored.hash_after(head.as_deref().unwrap_or_default()) {
            return Err(Broken::Altered { seq: stored.seq });
        }
        head = Some(stored.hash);
    }
    let written: i64 =
        conn.query_row("SELECT ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'journal'), 0)", [], |r| r.get(0))?;
    if written != entries {
        return Err(Broken::Missing { seq: entries + 1 });
    }
    Ok((entries.unsigned_abs(), head))
}

/// Undoes all entries, the newest first, on a copy of the rows they name.
struct Unwinding<'c> {
    conn: &'c Connection,
    /// Rows as they were before the entries undone so far; None is a row that did not exist.
    rows: HashMap<(Table, i64), Option<Row>>,
}

impl Unwinding<'_> {
    fn run(mut self) -> Result<(), Broken> {
        let mut statement = self.conn.prepare(&format!("SELECT {COLUMNS} FROM journal ORDER BY seq DESC"))?;
        for stored in statement.query_map([], Stored::of)? {
            let stored = stored?;
            for written in stored.written()?.into_iter().rev() {
                match written {
                    Written::Row(change) => self.take_back(change, stored.seq)?,
                    Written::Arrival(arrival) => self.send_back(&arrival, stored.seq)?,
                }
            }
        }
        Table::ALL.into_iter().try_for_each(|table| self.nothing_left(table))
    }

    fn row(&mut self, table: Table, key: i64) -> Result<Option<Row>, StoreError> {
        match self.rows.remove(&(table, key)) {
            Some(row) => Ok(row),
            None => row::read(self.conn, table, key),
        }
    }

    fn take_back(&mut self, change: RowChange, seq: i64) -> Result<(), Broken> {
        let (table, key) = (change.table, change.key);
        let current = self.row(table, key)?;
        if !row::fits(current.as_ref(), change.after.as_ref()) {
            return Err(Broken::Differs { what: table.describe(key), seq });
        }
        let before = match (current, change.before) {
            (Some(mut row), Some(before)) => {
                row.extend(before);
                Some(row)
            }
            (_, before) => before,
        };
        self.rows.insert((table, key), before);
        Ok(())
    }

    fn send_back(&mut self, arrival: &Arrival, seq: i64) -> Result<(), Broken> {
        let claims = (0..arrival.claims).map(|n| (Table::Claim, arrival.first_claim + n));
        let mut digest = Sha256::new();
        let capture = arrival.captured.then_some((Table::Capture, arrival.arrived));
        let rows = std::iter::once((Table::Article, arrival.arrived)).chain(capture).chain(claims);
        for (table, key) in rows {
            let row = self.row(table, key)?.ok_or_else(|| Broken::Differs { what: table.describe(key), seq })?;
            digest_row(&mut digest, &row);
            self.rows.insert((table, key), None);
        }
        if hex(&digest.finalize()) == arrival.digest {
            Ok(())
        } else {
            Err(Broken::Differs { what: format!("{} or a claim of it", ArticleId(arrival.arrived)), seq })
        }
    }

    fn nothing_left(&self, table: Table) -> Result<(), Broken> {
        let mut statement = self.conn.prepare(&format!("SELECT id FROM {}", table.name()))?;
        for key in statement.query_map([], |row| row.get::<_, i64>(0))? {
            let key = key?;
            if !matches!(self.rows.get(&(table, key)), Some(None)) {
                return Err(Broken::Unrecorded(table.describe(key)));
            }
        }
        Ok(())
    }
}

fn bodies(conn: &Connection) -> Result<u64, Broken> {
    let mut statement = conn.prepare(
        "SELECT id, sha256, text_sha256, text, raw, packed FROM article LEFT JOIN body ON body.article = article.id",
    )?;
    let mut rows = statement.query([])?;
    let mut articles = 0;
    while let Some(row) = rows.next()? {
        let article = ArticleId(row.get(0)?);
        let text = row.get_ref(3)?.as_str_or_null().ok().flatten().unwrap_or_default();
        let (kept, packed) = raw::columns(row, 4)?;
        // What does not unpack is not what its hash says.
        let raw = raw::unpack(kept, packed, article).unwrap_or_default();
        for (what, column, found) in [("raw file", 1, raw.as_slice()), ("text", 2, text.as_bytes())] {
            if row.get::<_, String>(column)? != fingerprint(found) {
                return Err(Broken::Body { article, what });
            }
        }
        articles += 1;
    }
    Ok(articles)
}

fn gazetteers(conn: &Connection) -> Result<(), Broken> {
    let mut statement = conn.prepare(
        "SELECT name, gazetteer.sha256, gazetteer_body.places FROM gazetteer
         LEFT JOIN gazetteer_body ON gazetteer_body.sha256 = gazetteer.sha256",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let places = row.get_ref(2)?.as_str_or_null().ok().flatten().unwrap_or_default();
        if row.get::<_, String>(1)? != fingerprint(places.as_bytes()) {
            return Err(Broken::Places(row.get(0)?));
        }
    }
    Ok(())
}
