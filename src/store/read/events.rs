//! The list of events, latest first, and one event opened.

use rusqlite::{OptionalExtension, Row, params_from_iter};

use super::{CLAIM, Part, claim_record, notes, parse, parse_json, parts, window};
use crate::{
    domain::{
        ArticleId, Event, EventId,
        rows::{Cursor, EventRow, EventView, Statement, Window},
    },
    store::{Refusal, StoreError, StoreReader},
    text::shadow::shadow,
};

const EVENT: &str = "event.id, event.name, event.date, event.place, event.kind, event.parties";

pub(super) const COUNTS: &str = "SELECT count(DISTINCT article), count(*), count(DISTINCT claimant),
        (SELECT count(*) FROM decision WHERE event = ?1 AND state IN ('reconciled', 'signed'))
    FROM claim WHERE event = ?1";

impl StoreReader {
    /// One stretch of the events: latest first (undated last), the newest within a day. `text` keeps those whose name,
    /// place, kind and parties hold all its words or their beginnings, in any order.
    pub fn events(
        &self,
        text: Option<&str>,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Window<EventRow>, StoreError> {
        let words = shadow(text.unwrap_or_default());
        let mut rows = Vec::new();
        for part in parts(after) {
            let mut statement = self.conn.prepare_cached(&listing(&part))?;
            let mut found = statement.query(params_from_iter(&part.values))?;
            while rows.len() <= limit
                && let Some(row) = found.next()?
            {
                let event = event_of(row)?;
                if holds(&event, &words) {
                    rows.push((Cursor(row.get("day")?, event.id.0), self.event_row(event)?));
                }
            }
        }
        Ok(window(rows, limit))
    }

    fn event_row(&self, event: Event) -> Result<EventRow, StoreError> {
        let mut statement = self.conn.prepare_cached(COUNTS)?;
        Ok(statement.query_row([event.id.0], |row| {
            let (articles, claims, claimants, decided) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            Ok(EventRow { event, articles, claims, claimants, decided })
        })?)
    }

    /// An event with every claim about it, rejected ones too, and all that analysts settled.
    ///
    /// # Errors
    /// Refused as unknown where there is none with this id.
    pub fn event(&self, id: EventId) -> Result<EventView, StoreError> {
        // One view of the store for all parts, whatever is written meanwhile.
        let tx = self.conn.unchecked_transaction()?;
        let event = tx
            .prepare_cached(&format!("SELECT {EVENT} FROM event WHERE id = ?1"))?
            .query_row([id.0], event_of)
            .optional()?
            .ok_or_else(|| Refusal::Unknown(id.to_string()))?;
        let sql = format!(
            "SELECT {CLAIM}, title, outlet, url, published, sha256, copy_of, claimant.reliability
             FROM claim JOIN article ON article.id = claim.article LEFT JOIN claimant ON claimant.name = claim.claimant
             WHERE claim.event = ?1 ORDER BY claim.article, claim.ordinal"
        );
        let statements =
            tx.prepare_cached(&sql)?.query_map([id.0], statement_of)?.collect::<Result<Vec<_>, rusqlite::Error>>()?;
        let switches = tx
            .prepare_cached("SELECT body FROM switch WHERE event = ?1 ORDER BY id")?
            .query_map([id.0], |row| parse_json(row, "body"))?
            .collect::<Result<_, _>>()?;
        let decisions = tx
            .prepare_cached("SELECT body FROM decision WHERE event = ?1 ORDER BY id")?
            .query_map([id.0], |row| parse_json(row, "body"))?
            .collect::<Result<_, _>>()?;
        let notes = notes(&tx, "event", id.0)?;
        Ok(EventView { event, statements, switches, decisions, notes })
    }

    pub fn count_events(&self) -> Result<u64, StoreError> {
        let count: i64 = self.conn.query_row("SELECT count(*) FROM event", [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }
}

/// Read only as far as rows are needed.
pub(super) fn listing(part: &Part) -> String {
    let condition = if part.condition.is_empty() { String::new() } else { format!("WHERE {}", part.condition) };
    format!("SELECT {EVENT}, event.day FROM event {condition} ORDER BY event.day DESC, event.id DESC")
}

/// Does the event hold words that begin with each of these?
fn holds(event: &Event, words: &str) -> bool {
    if words.is_empty() {
        return true;
    }
    let place = event.place.as_ref().map_or("", |place| &place.name);
    let kind = event.kind.as_deref().unwrap_or_default();
    let own = shadow(&[&event.name, place, kind, &event.parties.join(" ")].join(" "));
    words.split(' ').all(|word| own.split(' ').any(|own| own.starts_with(word)))
}

pub(super) fn event_of(row: &Row) -> rusqlite::Result<Event> {
    Ok(Event {
        id: EventId(row.get("id")?),
        name: row.get("name")?,
        date: parse_json(row, "date")?,
        place: parse_json(row, "place")?,
        kind: row.get("kind")?,
        parties: parse_json(row, "parties")?,
    })
}

fn statement_of(row: &Row) -> rusqlite::Result<Statement> {
    Ok(Statement {
        record: claim_record(row)?,
        title: row.get("title")?,
        outlet: row.get("outlet")?,
        url: row.get("url")?,
        published: parse(row, "published")?,
        sha256: row.get("sha256")?,
        copy_of: row.get::<_, Option<i64>>("copy_of")?.map(ArticleId),
        reliability: parse(row, "reliability")?,
    })
}
