//! The list of events, latest first, and one event opened.

use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use super::{
    CLAIM, Order, Part, claim_record, claimants::source_of, filter::Conditions, notes, parse, parse_json, window,
};
use crate::{
    domain::{
        ArticleId, ClaimId, Event, EventId, EventKey, Filter, Opinion, Sort, Stretch, Switch, Word,
        filter::Test,
        rows::{Cursor, EventRow, EventView, Standing, Statement, Window},
    },
    store::{Refusal, StoreError, StoreReader},
    text::shadow::shadow,
};

pub(super) const EVENT: &str = "event.id, event.name, event.date, event.place, event.kind, event.parties";

pub(super) const COUNTS: &str = "SELECT said.articles, said.claims, claimants,
        (SELECT count(*) FROM decision WHERE event = ?1 AND state IN ('reconciled', 'signed')),
        conflicts, undecided, pending, stale, unsigned, tolls
    FROM (SELECT count(DISTINCT article) AS articles, count(*) AS claims, count(DISTINCT ifnull(source, claimant)) AS claimants
          FROM claim LEFT JOIN alias ON alias.name = claimant WHERE event = ?1) AS said
    LEFT JOIN standing ON standing.event = ?1";

impl StoreReader {
    /// The events after one: latest first (undated last), the newest within a day.
    pub fn events(
        &self,
        filter: &Filter,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Window<EventRow>, StoreError> {
        self.events_in(filter, Sort::default(), &after.into(), limit)
    }

    /// One stretch of the events, sorted. Words in the filter keep those whose name, place, kind and parties hold them
    /// all or their beginnings, in any order.
    pub fn events_in(
        &self,
        filter: &Filter,
        sort: Sort<EventKey>,
        from: &Stretch,
        limit: usize,
    ) -> Result<Window<EventRow>, StoreError> {
        self.events_told(filter, sort, from, limit, &mut |_| {})
    }

    /// The same; each row is handed over as it is found, if the stretch is not read from its end.
    pub fn events_told(
        &self,
        filter: &Filter,
        sort: Sort<EventKey>,
        from: &Stretch,
        limit: usize,
        each: &mut dyn FnMut(&EventRow),
    ) -> Result<Window<EventRow>, StoreError> {
        let conditions = self.event_conditions(filter)?;
        let (words, order) = (Words::of(filter), order(sort));
        let mut rows = Vec::new();
        for part in order.parts(from) {
            let mut statement = self.conn.prepare_cached(&listing(&conditions, &order, &part))?;
            let mut found = statement.query(params_from_iter(conditions.values.iter().chain(&part.values)))?;
            while rows.len() <= limit
                && let Some(row) = found.next()?
            {
                let event = event_of(row)?;
                if words.fit(&event) {
                    let (cursor, found) = (Cursor(row.get("sorted")?, event.id.0), self.event_row(event)?);
                    if rows.len() < limit && !from.is_backward() {
                        each(&found);
                    }
                    rows.push((cursor, found));
                }
            }
        }
        Ok(window(rows, limit, from))
    }

    fn event_row(&self, event: Event) -> Result<EventRow, StoreError> {
        let mut statement = self.conn.prepare_cached(COUNTS)?;
        Ok(statement.query_row([event.id.0], |row| {
            let (articles, claims, claimants, decided) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            let standing = standing_of(row)?;
            Ok(EventRow { event, articles, claims, claimants, decided, standing })
        })?)
    }

    /// An event with every claim about it, rejected ones too, and all that analysts settled.
    ///
    /// # Errors
    /// Refused as unknown where there is none with this id.
    pub fn event(&self, id: EventId) -> Result<EventView, StoreError> {
        // One view of the store for all parts, whatever is written meanwhile.
        let view = self.conn.unchecked_transaction()?;
        event(&view, id)
    }

    /// The events with a decision, pending ones too, in the order of their ids.
    pub fn decided_events(&self) -> Result<Vec<EventId>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT DISTINCT event FROM decision ORDER BY event")?;
        let events = statement.query_map([], |row| row.get(0).map(EventId))?;
        Ok(events.collect::<Result<_, _>>()?)
    }

    /// Every analyst's own words on all claims and figures, in the order in which they were first said.
    pub fn opinions(&self) -> Result<Vec<Opinion>, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!("SELECT {OPINION} FROM opinion ORDER BY id"))?;
        Ok(statement.query_map([], opinion_of)?.collect::<Result<_, _>>()?)
    }

    /// How many events there are under a filter.
    pub fn count_events(&self, filter: &Filter) -> Result<u64, StoreError> {
        let (conditions, words) = (self.event_conditions(filter)?, Words::of(filter));
        if words.is_empty() {
            let sql = format!("SELECT count(*) FROM event{}", conditions.sql(""));
            let mut statement = self.conn.prepare_cached(&sql)?;
            let count: i64 = statement.query_row(params_from_iter(&conditions.values), |row| row.get(0))?;
            return Ok(count.unsigned_abs());
        }
        let sql = format!("SELECT {EVENT} FROM event{}", conditions.sql(""));
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut found = statement.query(params_from_iter(&conditions.values))?;
        let mut count = 0;
        while let Some(row) = found.next()? {
            count += u64::from(words.fit(&event_of(row)?));
        }
        Ok(count)
    }

    /// All events under a filter, in the order of their ids, which never changes.
    pub fn event_ids(&self, filter: &Filter) -> Result<Vec<EventId>, StoreError> {
        let (conditions, words) = (self.event_conditions(filter)?, Words::of(filter));
        let sql = format!("SELECT {EVENT} FROM event{} ORDER BY event.id", conditions.sql(""));
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut found = statement.query(params_from_iter(&conditions.values))?;
        let mut ids = Vec::new();
        while let Some(row) = found.next()? {
            let event = event_of(row)?;
            if words.fit(&event) {
                ids.push(event.id);
            }
        }
        Ok(ids)
    }

    /// The claims of these events that nobody judged yet.
    pub fn unjudged(&self, events: &[EventId]) -> Result<Vec<ClaimId>, StoreError> {
        let sql = "SELECT id FROM claim WHERE event = ?1 AND judgement = 'proposed' ORDER BY id";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut claims = Vec::new();
        for event in events {
            let found = statement.query_map([event.0], |row| row.get(0).map(ClaimId))?;
            claims.append(&mut found.collect::<Result<_, _>>()?);
        }
        Ok(claims)
    }

    /// # Errors
    /// Refused as unknown where there is no event with this id.
    pub fn event_exists(&self, id: EventId) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT 1 FROM event WHERE id = ?1")?;
        if statement.exists([id.0])? { Ok(()) } else { Err(Refusal::Unknown(id.to_string()).into()) }
    }

    /// People named as victims in any claim.
    pub fn victims(&self) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT DISTINCT value FROM claim, json_each(claim.body, '$.victims.names') ORDER BY value";
        let mut statement = self.conn.prepare_cached(sql)?;
        let names = statement.query_map([], |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }

    /// Claimants who may be private people: witnesses, families, medics, and those of whom no more is known.
    pub fn private_claimants(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT DISTINCT claimant FROM claim
             WHERE body ->> '$.claimant.kind' IN ('witness', 'family', 'medical', 'unknown') ORDER BY claimant",
        )?;
        let names = statement.query_map([], |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }

    /// All words that claims hold of people: their evidence, who said it, who did it, and the titles of articles.
    pub fn words_of_claims(&self, mut see: impl FnMut(&str)) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare(
            "SELECT value ->> '$.exact' FROM claim, json_each(claim.body, '$.evidence')
             UNION ALL SELECT body ->> '$.claimant.words' FROM claim
             UNION ALL SELECT claimant FROM claim
             UNION ALL SELECT body ->> '$.perpetrator' FROM claim
             UNION ALL SELECT title FROM article",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(words) = row.get::<_, Option<String>>(0)? {
                see(&words);
            }
        }
        Ok(())
    }

    /// What only the owner of the store knows: the hash of its first entry, which no redacted export holds.
    pub fn secret(&self) -> Result<String, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT hash FROM journal WHERE seq = 1")?;
        Ok(statement.query_row([], |row| row.get(0)).optional()?.unwrap_or_default())
    }
}

pub(in crate::store) fn event(conn: &Connection, id: EventId) -> Result<EventView, StoreError> {
    let event = conn
        .prepare_cached(&format!("SELECT {EVENT} FROM event WHERE id = ?1"))?
        .query_row([id.0], event_of)
        .optional()?
        .ok_or_else(|| Refusal::Unknown(id.to_string()))?;
    let sql = format!(
        "SELECT {CLAIM}, title, ifnull(carrier.source, outlet) AS outlet, url, published, sha256, copy_of,
             claimant.reliability, speaker.source AS speaker
         FROM claim JOIN article ON article.id = claim.article
             LEFT JOIN alias AS speaker ON speaker.name = claim.claimant
             LEFT JOIN alias AS carrier ON carrier.name = article.outlet
             LEFT JOIN claimant ON claimant.name = ifnull(speaker.source, claim.claimant)
         WHERE claim.event = ?1 ORDER BY claim.article, claim.ordinal"
    );
    let statements =
        conn.prepare_cached(&sql)?.query_map([id.0], statement_of)?.collect::<Result<Vec<_>, rusqlite::Error>>()?;
    let switches = conn
        .prepare_cached("SELECT body FROM switch WHERE event = ?1 ORDER BY id")?
        .query_map([id.0], |row| parse_json(row, "body"))?
        .collect::<Result<Vec<Switch>, _>>()?;
    let switches = switches.into_iter().map(|switch| of_source(conn, switch)).collect::<Result<_, _>>()?;
    let decisions = conn
        .prepare_cached("SELECT body FROM decision WHERE event = ?1 ORDER BY id")?
        .query_map([id.0], |row| parse_json(row, "body"))?
        .collect::<Result<_, _>>()?;
    let (opinions, notes) = (opinions(conn, id)?, notes(conn, "event", id.0)?);
    Ok(EventView { event, statements, switches, decisions, opinions, notes })
}

/// What was settled of a source under another name of it, settled of the source.
fn of_source(conn: &Connection, mut switch: Switch) -> Result<Switch, StoreError> {
    if let Some(claimant) = switch.claimant_mut()
        && let Some(source) = source_of(conn, claimant)?
    {
        *claimant = source;
    }
    Ok(switch)
}

const OPINION: &str = "opinion.analyst, opinion.at, opinion.claim, opinion.event, opinion.body";

/// On the event's figures and on its claims.
fn opinions(conn: &Connection, event: EventId) -> Result<Vec<Opinion>, StoreError> {
    let sql = format!(
        "SELECT {OPINION}, opinion.id AS id FROM opinion WHERE event = ?1 UNION ALL
         SELECT {OPINION}, opinion.id FROM claim JOIN opinion ON opinion.claim = claim.id WHERE claim.event = ?1
         ORDER BY id"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    Ok(statement.query_map([event.0], opinion_of)?.collect::<Result<_, _>>()?)
}

fn opinion_of(row: &Row) -> rusqlite::Result<Opinion> {
    let word = match (row.get::<_, Option<i64>>("claim")?, row.get::<_, Option<i64>>("event")?) {
        (None, Some(event)) => Word::Figure { event: EventId(event), decision: parse_json(row, "body")? },
        (claim, _) => Word::Claim { claim: ClaimId(claim.unwrap_or_default()), judgement: parse_json(row, "body")? },
    };
    Ok(Opinion { analyst: row.get("analyst")?, at: parse(row, "at")?, word })
}

pub(super) fn order(sort: Sort<EventKey>) -> Order {
    let (key, id) = match sort.by {
        EventKey::Date => ("event.day", "event.id"),
        EventKey::Name => ("event.name_low", "event.id"),
        EventKey::Place => ("event.place_low", "event.id"),
        EventKey::Killed => ("standing.killed", "standing.event"),
        EventKey::Conflicts => ("standing.disputed", "standing.event"),
        EventKey::Articles => ("standing.reported", "standing.event"),
        EventKey::Claims => ("standing.claimed", "standing.event"),
    };
    Order { key: Some(key), id, ascending: sort.ascending }
}

/// Read only as far as rows are needed.
pub(super) fn listing(conditions: &Conditions, order: &Order, part: &Part) -> String {
    let (selected, condition) = (order.selected(), conditions.sql(&part.condition));
    // By where they stand, the standings are walked in their order and each event is looked up.
    let from = if order.id == "event.id" { "event" } else { "standing CROSS JOIN event ON event.id = standing.event" };
    format!("SELECT {EVENT}, {selected} AS sorted FROM {from}{condition} ORDER BY {}", part.order)
}

/// The words that a filter looks for in events, folded.
pub(super) struct Words(Vec<(bool, String)>);

impl Words {
    pub fn of(filter: &Filter) -> Self {
        let words = filter.conditions.iter().filter_map(|c| match &c.test {
            Test::Text(words) => Some((c.not, shadow(words))),
            _ => None,
        });
        Self(words.filter(|(_, words)| !words.is_empty()).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Does the event hold words that begin with each of these?
    pub fn fit(&self, event: &Event) -> bool {
        if self.is_empty() {
            return true;
        }
        let place = event.place.as_ref().map_or("", |place| &place.name);
        let kind = event.kind.as_deref().unwrap_or_default();
        let own = shadow(&[&event.name, place, kind, &event.parties.join(" ")].join(" "));
        let holds = |words: &str| words.split(' ').all(|word| own.split(' ').any(|own| own.starts_with(word)));
        self.0.iter().all(|(not, words)| holds(words) != *not)
    }
}

fn standing_of(row: &Row) -> rusqlite::Result<Option<Standing>> {
    let Some(conflicts) = row.get("conflicts")? else { return Ok(None) };
    Ok(Some(Standing {
        conflicts,
        undecided: row.get("undecided")?,
        pending: row.get("pending")?,
        stale: row.get("stale")?,
        unsigned: row.get("unsigned")?,
        tolls: parse_json(row, "tolls")?,
    }))
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

/// From the columns of a claim and those after them.
fn statement_of(row: &Row) -> rusqlite::Result<Statement> {
    let mut record = claim_record(row)?;
    if let Some(source) = row.get(14)? {
        record.claim.claimant.name = source;
    }
    Ok(Statement {
        record,
        title: row.get(7)?,
        outlet: row.get(8)?,
        url: row.get(9)?,
        published: parse(row, 10)?,
        sha256: row.get(11)?,
        copy_of: row.get::<_, Option<i64>>(12)?.map(ArticleId),
        reliability: parse(row, 13)?,
    })
}
