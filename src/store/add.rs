//! What the machine brings in: articles, the claims read from them, the events they were linked to.
//!
//! One transaction and one journal entry for each batch, outside every analyst's undo. The same bytes twice are one
//! article.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{
    Refusal, Store, StoreError, StoreReader, Untraceable,
    change::{columns, sound},
    journal::{self, Arrival, Entry, Written, hex},
    prepare::{Prepared, prepare},
    row::{self, Row, RowChange, Table, json},
};
use crate::domain::{
    Actor, Article, ArticleId, Capture, Claim, ClaimId, DateSpan, EventId, Likeness, Place, Subject,
    rows::{Committed, EntryKind},
};

/// A batch: articles, and the new events that their claims belong to.
#[derive(Debug, Clone, Default)]
pub struct Arrivals {
    pub events: Vec<Draft>,
    pub articles: Vec<NewArticle>,
    /// What stored events are now known to be. What an analyst set stays.
    pub revised: Vec<(EventId, Draft)>,
    /// Events that may be one, and why. A pair that was proposed or kept apart before is passed over.
    pub alike: Vec<(Target<EventId>, Target<EventId>, Likeness)>,
}

/// An event that does not exist yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub name: String,
    pub date: Option<DateSpan>,
    pub place: Option<Place>,
    pub kind: Option<String>,
    pub parties: Vec<String>,
}

#[derive(Debug, Clone)]
pub struct NewArticle {
    /// Its `sha256` is taken from `raw`, whatever it says.
    pub article: Article,
    /// The bytes as they came in.
    pub raw: Vec<u8>,
    pub claims: Vec<NewClaim>,
    /// The article, stored or of the same batch, that this one repeats.
    pub copy_of: Option<Target<ArticleId>>,
    /// How it came in, where that is known.
    pub capture: Option<Capture>,
}

#[derive(Debug, Clone)]
pub struct NewClaim {
    pub claim: Claim,
    pub event: Option<Target<EventId>>,
}

/// Something stored, or something of the same batch by its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<Id> {
    Known(Id),
    New(usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    New(ArticleId),
    /// New, and another text stands at the same address.
    Version(ArticleId),
    /// The same bytes were already there, or the same words at the same address.
    Known(ArticleId),
}

impl Added {
    pub fn id(self) -> ArticleId {
        match self {
            Self::New(id) | Self::Version(id) | Self::Known(id) => id,
        }
    }
}

/// What became of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Landed {
    /// In the order of the batch.
    pub articles: Vec<Added>,
    /// In the order of the drafts; none where no new article needed one.
    pub events: Vec<Option<EventId>>,
    /// None where there was nothing new.
    pub committed: Option<Committed>,
}

/// Links made apart from arrivals: by a later, better linker, or for claims that had none.
#[derive(Debug, Clone, Default)]
pub struct Links {
    pub events: Vec<Draft>,
    pub claims: Vec<(ClaimId, Target<EventId>)>,
    pub copies: Vec<(ArticleId, Option<ArticleId>)>,
}

/// Lower-case hex SHA-256, as articles are told apart.
pub fn fingerprint(raw: &[u8]) -> String {
    hex(&Sha256::digest(raw))
}

impl StoreReader {
    /// The article that came in as bytes of this hash, or says the same at the same address.
    pub fn known(&self, article: &Article, sha256: &str) -> Result<Option<ArticleId>, StoreError> {
        Ok(match known(&self.conn, sha256)? {
            Some(known) => Some(known),
            None => same_words(&self.conn, article)?,
        })
    }
}

impl Store {
    /// Takes in a batch, all of it or nothing.
    ///
    /// # Errors
    /// Refused where a claim can't be traced to its article's words, or names an event that is gone.
    pub fn add(&mut self, arrivals: &Arrivals, at: Timestamp) -> Result<Landed, StoreError> {
        let prepared = prepare(&arrivals.articles);
        self.write(|conn| {
            let mut batch = Batch::new(conn, &arrivals.events);
            let mut articles: Vec<Added> = Vec::with_capacity(prepared.len());
            for new in &prepared {
                let added = batch.article(new, &articles)?;
                articles.push(added);
            }
            batch.index(&prepared, &articles)?;
            arrivals.revised.iter().try_for_each(|(event, draft)| batch.revise(*event, draft))?;
            arrivals.alike.iter().try_for_each(|(a, b, likeness)| batch.propose(*a, *b, likeness))?;
            let summary = batch.told();
            let events = batch.events.clone();
            Ok(Landed { articles, events, committed: batch.commit("take_in", summary, at)? })
        })
    }

    /// Links stored claims to events and copies to their originals.
    pub fn link(&mut self, links: &Links, at: Timestamp) -> Result<Option<Committed>, StoreError> {
        self.write(|conn| {
            let mut batch = Batch::new(conn, &links.events);
            for (claim, event) in &links.claims {
                let event = batch.event(*event)?;
                batch.set(Table::Claim, claim.0, "event", event.0.into())?;
                batch.subjects.extend([Subject::Claim(*claim), Subject::Event(event)]);
            }
            for (article, original) in &links.copies {
                batch.set(Table::Article, article.0, "copy_of", json(original))?;
                batch.subjects.push(Subject::Article(*article));
            }
            sound::check(conn, batch.changes())?;
            let (claims, copies) = (links.claims.len(), links.copies.len());
            let summary = format!("link {} and {}", some(claims, "claim", "claims"), some(copies, "copy", "copies"));
            batch.commit("link", summary, at)
        })
    }
}

fn known(conn: &Connection, sha256: &str) -> Result<Option<ArticleId>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT id FROM article WHERE sha256 = ?1")?;
    Ok(statement.query_row([sha256], |row| row.get(0).map(ArticleId)).optional()?)
}

/// The article with the same title and text at the same address, whatever was around them.
fn same_words(conn: &Connection, article: &Article) -> Result<Option<ArticleId>, StoreError> {
    let Some(url) = own_address(article) else { return Ok(None) };
    let sql = "SELECT id FROM article WHERE url = ?1 AND text_sha256 = ?2 AND title IS ?3 LIMIT 1";
    let text_sha256 = fingerprint(article.text.as_bytes());
    let mut statement = conn.prepare_cached(sql)?;
    Ok(statement.query_row(params![url, text_sha256, article.title], |row| row.get(0).map(ArticleId)).optional()?)
}

/// Is there another text at the same address already?
fn is_version(conn: &Connection, article: &Article) -> Result<bool, StoreError> {
    let Some(url) = own_address(article) else { return Ok(false) };
    let mut statement = conn.prepare_cached("SELECT 1 FROM article WHERE url = ?1")?;
    Ok(statement.exists([url])?)
}

/// The address, where it names a page: a site's front page is no article's own.
fn own_address(article: &Article) -> Option<&str> {
    let url = article.url.as_deref()?;
    let (_, rest) = url.split_once("://")?;
    rest.split_once('/').filter(|(_, path)| !path.is_empty()).map(|_| url)
}

struct Batch<'a> {
    conn: &'a Connection,
    drafts: &'a [Draft],
    /// The ids of the drafts written so far.
    events: Vec<Option<EventId>>,
    /// Events that were seen to be there.
    known: BTreeSet<EventId>,
    written: Vec<Written>,
    subjects: Vec<Subject>,
    /// Events that new claims are of.
    told: BTreeSet<EventId>,
    /// The next ids of articles and claims.
    ids: BTreeMap<Table, i64>,
}

impl<'a> Batch<'a> {
    fn new(conn: &'a Connection, drafts: &'a [Draft]) -> Self {
        Self {
            conn,
            drafts,
            events: vec![None; drafts.len()],
            known: BTreeSet::new(),
            written: Vec::new(),
            subjects: Vec::new(),
            told: BTreeSet::new(),
            ids: BTreeMap::new(),
        }
    }

    fn article(&mut self, new: &Prepared, before: &[Added]) -> Result<Added, StoreError> {
        let Prepared { article, .. } = new;
        if let Some(id) = known(self.conn, &new.sha256)? {
            return Ok(Added::Known(id));
        }
        if let Some(id) = same_words(self.conn, article)? {
            return Ok(Added::Known(id));
        }
        let is_version = is_version(self.conn, article)?;
        let id = ArticleId(self.next(Table::Article, 1)?);
        new.sound.as_ref().map_err(|why| bad_reading(id, why.clone()))?;
        let copy_of = match new.copy_of {
            Some(Target::Known(id)) => Some(id),
            Some(Target::New(place)) => before.get(place).map(|added| added.id()),
            None => None,
        };
        let mut digest = Sha256::new();
        row::arrive(self.conn, (Table::Article, id.0), &new.row(copy_of), Some(new.claims.len()), &mut digest)?;
        if let Some(capture) = &new.capture {
            row::arrive(self.conn, (Table::Capture, id.0), &[capture.as_str().into()], None, &mut digest)?;
        }
        let (raw, packed) = &new.raw;
        self.conn
            .prepare_cached("INSERT INTO body (article, raw, packed, text) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![id.0, raw, packed, article.text])?;
        let first_claim = self.next(Table::Claim, new.claims.len())?;
        for (ordinal, claim) in (0..).zip(&new.claims) {
            let event = claim.event.map(|target| self.event(target)).transpose()?;
            let row = claim.row(id, ordinal, event);
            row::arrive(self.conn, (Table::Claim, first_claim + ordinal), &row, None, &mut digest)?;
            self.told.extend(event);
        }
        self.written.push(Written::Arrival(Arrival {
            arrived: id.0,
            captured: new.capture.is_some(),
            sha256: new.sha256.clone(),
            first_claim,
            claims: new.claims.len() as i64,
            digest: hex(&digest.finalize()),
        }));
        self.subjects.push(Subject::Article(id));
        Ok(if is_version { Added::Version(id) } else { Added::New(id) })
    }

    /// The first of so many ids of a table, asked of it once: nobody else writes within a batch.
    fn next(&mut self, table: Table, count: usize) -> Result<i64, StoreError> {
        let first = match self.ids.get(&table) {
            Some(next) => *next,
            None => row::next_id(self.conn, table)?,
        };
        self.ids.insert(table, first + count as i64);
        Ok(first)
    }

    /// Makes what is new findable, and notes the events that it tells of. After all rows: the full-text table writes down
    /// what it holds in memory before every later statement that may have to be taken back.
    fn index(&self, articles: &[Prepared], added: &[Added]) -> Result<(), StoreError> {
        self.told.iter().try_for_each(|event| row::unsettle(self.conn, event.0))?;
        let mut search = self.conn.prepare_cached("INSERT INTO search (rowid, title, text) VALUES (?1, ?2, ?3)")?;
        for (Prepared { title, text, .. }, added) in articles.iter().zip(added) {
            if let Added::New(id) | Added::Version(id) = added {
                search.execute(params![id.0, title, text])?;
            }
        }
        Ok(())
    }

    /// The id of an event, written now if it is the first time that a draft is needed.
    fn event(&mut self, target: Target<EventId>) -> Result<EventId, StoreError> {
        let place = match target {
            Target::New(place) => place,
            Target::Known(event) if self.known.contains(&event) => return Ok(event),
            Target::Known(event) => {
                let found = row::read(self.conn, Table::Event, event.0)?;
                found.ok_or_else(|| Refusal::Unknown(event.to_string()))?;
                self.known.insert(event);
                return Ok(event);
            }
        };
        if let Some(Some(event)) = self.events.get(place) {
            return Ok(*event);
        }
        let draft = self.drafts.get(place).ok_or_else(|| Refusal::Unknown(format!("new event {place}")))?;
        let key = row::next_id(self.conn, Table::Event)?;
        let row = row::whole(Table::Event, event_row(draft));
        self.put(RowChange { table: Table::Event, key, before: None, after: Some(row) })?;
        self.events[place] = Some(EventId(key));
        self.subjects.push(Subject::Event(EventId(key)));
        Ok(EventId(key))
    }

    /// Later reports widen an event's date and find its place; what an analyst set stays.
    fn revise(&mut self, event: EventId, draft: &Draft) -> Result<(), StoreError> {
        let Some(row) = row::read(self.conn, Table::Event, event.0)? else { return Ok(()) };
        let before = self.written.len();
        for (column, value) in event_row(draft) {
            let (column, by) = match column.as_str() {
                "name" => ("name", Some("named_by")),
                "date" => ("date", Some("dated_by")),
                "place" => ("place", Some("placed_by")),
                "kind" => ("kind", None),
                "parties" => ("parties", None),
                _ => continue,
            };
            let settled = by.is_some_and(|by| row.get(by).is_some_and(|analyst| !analyst.is_null()));
            if !settled && !value.is_null() {
                self.set(Table::Event, event.0, column, value)?;
            }
        }
        if self.written.len() > before {
            self.subjects.push(Subject::Event(event));
        }
        Ok(())
    }

    fn propose(&mut self, a: Target<EventId>, b: Target<EventId>, likeness: &Likeness) -> Result<(), StoreError> {
        let stored = |target| match target {
            Target::Known(event) => Some(event),
            // A draft that no claim needed is no event.
            Target::New(place) => self.events.get(place).copied().flatten(),
        };
        let (Some(a), Some(b)) = (stored(a), stored(b)) else { return Ok(()) };
        let (a, b) = (a.min(b), a.max(b));
        let known = "SELECT count(*) FROM pair WHERE a = ?1 AND b = ?2";
        let known: i64 = self.conn.prepare_cached(known)?.query_row(params![a.0, b.0], |row| row.get(0))?;
        let gone = |event: EventId| Ok::<_, StoreError>(row::read(self.conn, Table::Event, event.0)?.is_none());
        if a == b || known > 0 || gone(a)? || gone(b)? {
            return Ok(());
        }
        let pair = columns([
            ("a", a.0.into()),
            ("b", b.0.into()),
            ("state", "proposed".into()),
            ("body", json(likeness)),
            ("analyst", Value::Null),
        ]);
        let key = row::next_id(self.conn, Table::Pair)?;
        self.put(RowChange { table: Table::Pair, key, before: None, after: Some(pair) })?;
        self.subjects.extend([Subject::Event(a), Subject::Event(b)]);
        Ok(())
    }

    fn set(&mut self, table: Table, key: i64, column: &'static str, value: Value) -> Result<(), StoreError> {
        let row = row::read(self.conn, table, key)?.ok_or_else(|| Refusal::Unknown(table.describe(key)))?;
        let before = row.get(column).cloned().unwrap_or(Value::Null);
        if before == value {
            return Ok(());
        }
        let (before, after) = (Some(columns([(column, before)])), Some(columns([(column, value)])));
        self.put(RowChange { table, key, before, after })
    }

    fn put(&mut self, change: RowChange) -> Result<(), StoreError> {
        change.apply(self.conn)?;
        self.written.push(Written::Row(change));
        Ok(())
    }

    /// "take in 3 articles with 1 claim and 2 new events"
    fn told(&self) -> String {
        let arrivals = || self.written.iter().filter_map(|w| if let Written::Arrival(a) = w { Some(a) } else { None });
        let claims: i64 = arrivals().map(|arrival| arrival.claims).sum();
        format!(
            "take in {} with {} and {}",
            some(arrivals().count(), "article", "articles"),
            some(claims, "claim", "claims"),
            some(self.events.iter().flatten().count(), "new event", "new events"),
        )
    }

    fn changes(&self) -> impl Iterator<Item = &RowChange> {
        self.written.iter().filter_map(|written| match written {
            Written::Row(change) => Some(change),
            Written::Arrival(_) => None,
        })
    }

    fn commit(self, verb: &str, summary: String, at: Timestamp) -> Result<Option<Committed>, StoreError> {
        if self.written.is_empty() {
            return Ok(None);
        }
        let entry = Entry {
            at,
            actor: &Actor::Machine,
            kind: EntryKind::Do,
            target: None,
            verb,
            summary,
            subjects: self.subjects,
            written: &self.written,
        };
        journal::append(self.conn, entry).map(Some)
    }
}

fn some(n: impl std::fmt::Display + PartialEq + From<u8>, one: &str, more: &str) -> String {
    let noun = if n == 1.into() { one } else { more };
    format!("{n} {noun}")
}

fn bad_reading(article: ArticleId, why: Untraceable) -> StoreError {
    Refusal::BadReading { article, why }.into()
}

fn event_row(draft: &Draft) -> Row {
    columns([
        ("name", draft.name.as_str().into()),
        ("date", json(&draft.date)),
        ("place", json(&draft.place)),
        ("kind", json(&draft.kind)),
        ("parties", json(&draft.parties)),
    ])
}
