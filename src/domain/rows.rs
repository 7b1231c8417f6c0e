//! What screens and tables ask of a store, and the rows they get back. A row holds what one line shows, no more.

use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Actor, Article, ArticleId, Claim, ClaimId, ClaimantKind, Credibility, Decision, Event, EventId, FigureState,
    Judgement, NoteId, Opinion, Outcome, Reliability, RowState, Saying, Subject, Switch, change::ArticleStatus,
};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleRow {
    pub id: ArticleId,
    pub title: String,
    pub outlet: Option<String>,
    pub published: Option<Date>,
    pub status: ArticleStatus,
    pub claims: u32,
    /// Claims nobody judged yet.
    pub unjudged: u32,
    /// Matching words in their context, where there was a full-text search.
    pub snippet: Option<String>,
}

/// A claim with its place in the store.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimRecord {
    pub id: ClaimId,
    pub article: ArticleId,
    /// Its place in the article's list, which `part_of` and its like point to. Counted from 0.
    pub ordinal: usize,
    pub event: Option<EventId>,
    pub judgement: Judgement,
    pub credibility: Option<Credibility>,
    pub claim: Claim,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    pub id: NoteId,
    pub subject: Subject,
    pub text: String,
    pub analyst: String,
    pub at: Timestamp,
}

/// An article opened: everything the reader shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ArticleView {
    pub id: ArticleId,
    pub article: Article,
    pub status: ArticleStatus,
    /// In the order of their ordinals.
    pub claims: Vec<ClaimRecord>,
    pub notes: Vec<Note>,
    /// The article of which this one is a copy.
    pub copy_of: Option<ArticleId>,
    /// Its own copies.
    pub copies: Vec<ArticleId>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventRow {
    pub event: Event,
    pub articles: u32,
    pub claims: u32,
    pub claimants: u32,
    pub decided: u32,
    /// None while it is being worked out.
    pub standing: Option<Standing>,
}

/// An event on a map and along time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Point {
    pub event: EventId,
    pub name: String,
    /// WGS 84 degrees; both or neither.
    pub lon: Option<f64>,
    pub lat: Option<f64>,
    pub day: Option<Date>,
    pub tolls: Vec<Toll>,
    pub conflicts: u32,
    pub decided: u32,
}

impl Point {
    /// Longitude and latitude, where the place was found.
    pub fn at(&self) -> Option<(f64, f64)> {
        self.lon.zip(self.lat)
    }

    pub fn toll(&self, outcome: Outcome) -> Option<&Toll> {
        self.tolls.iter().find(|t| t.outcome == outcome)
    }
}

/// How much there is and how much of it is left to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Left {
    pub articles: u64,
    pub unread: u64,
    /// Articles with claims that nobody judged.
    pub unjudged: u64,
    pub claims: u64,
    pub events: u64,
    /// Events, from here on.
    pub conflicts: u64,
    pub undecided: u64,
    pub pending: u64,
    pub stale: u64,
    pub unsigned: u64,
    /// Pairs of events that may be one.
    pub proposals: u64,
    /// What bundles said otherwise and nobody settled.
    #[serde(default)]
    pub differences: u64,
}

/// What an event's comparison and decisions come to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Standing {
    /// Rows whose reports conflict and that nobody decided.
    pub conflicts: u32,
    /// Rows of all victims with reports and no decision.
    pub undecided: u32,
    pub pending: u32,
    /// Decisions under which the claims changed.
    pub stale: u32,
    /// Decisions without a second analyst.
    pub unsigned: u32,
    /// The rows of all victims, in the order of the outcomes.
    pub tolls: Vec<Toll>,
}

impl Standing {
    pub fn toll(&self, outcome: Outcome) -> Option<&Toll> {
        self.tolls.iter().find(|t| t.outcome == outcome)
    }
}

/// All victims of one outcome: the decided figure, else the range of the reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Toll {
    pub outcome: Outcome,
    pub low: Option<u64>,
    pub best: Option<u64>,
    /// `null` is open where `low` is given.
    pub high: Option<u64>,
    pub state: RowState,
    pub figure: FigureState,
}

impl Toll {
    /// `4`, `4–5`, `9+`; nothing where no report gives a number.
    pub fn numbers(&self) -> String {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low == high => low.to_string(),
            (Some(low), Some(high)) => format!("{low}–{high}"),
            (Some(low), None) => format!("{low}+"),
            (None, Some(high)) => format!("up to {high}"),
            (None, None) => String::new(),
        }
    }
}

/// A claim with what reconciling must know of the article it stands in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    pub record: ClaimRecord,
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub url: Option<String>,
    pub published: Option<Date>,
    pub sha256: String,
    /// The first article of which this one is a copy.
    pub copy_of: Option<ArticleId>,
    /// Of the claimant, where somebody graded it.
    pub reliability: Option<Reliability>,
}

/// Somebody who made claims or published articles, under all names that are theirs, with what analysts think of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimantRow {
    pub name: String,
    pub kind: ClaimantKind,
    pub claims: u32,
    pub events: u32,
    /// Articles that they published, as an outlet.
    #[serde(default)]
    pub articles: u32,
    /// Their other names, as analysts said.
    #[serde(default)]
    pub aliases: Vec<String>,
    pub reliability: Option<Reliability>,
    /// Why they were graded so, and by whom; empty where nobody graded them.
    pub reason: String,
    pub graded_by: Option<String>,
}

/// An event opened: everything Compare shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventView {
    pub event: Event,
    /// All claims, rejected ones too, by article then ordinal.
    pub statements: Vec<Statement>,
    pub switches: Vec<Switch>,
    /// The standing decision of each measure.
    pub decisions: Vec<Decision>,
    /// What each analyst said for himself of its claims and figures.
    #[serde(default)]
    pub opinions: Vec<Opinion>,
    pub notes: Vec<Note>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    Do,
    Undo,
    Redo,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalRow {
    pub seq: i64,
    pub at: Timestamp,
    pub actor: Actor,
    pub kind: EntryKind,
    pub verb: String,
    /// What was done, in words: "accept c7", "undo: accept c7".
    pub summary: String,
    pub subjects: Vec<Subject>,
    /// Rows before and after, as JSON: `[{"table","key","before","after"}]`.
    pub changes: serde_json::Value,
    /// Hex SHA-256 over the entry and the hash before it.
    pub hash: String,
}

/// What a write did, once it is safely on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Committed {
    pub seq: i64,
    pub summary: String,
    pub subjects: Vec<Subject>,
}

/// One stretch of a list. `next` fetches the stretch after it (keyset, never an offset), or before it where it was read
/// from its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window<T> {
    pub rows: Vec<T>,
    pub next: Option<Cursor>,
    /// The cursors of the first row and of the last one.
    pub ends: Option<(Cursor, Cursor)>,
}

/// The sort key of the last row of a window. Opaque to callers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor(pub String, pub i64);

/// Two events that an analyst said are not the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApartRow {
    pub a: EventId,
    pub b: EventId,
    pub analyst: String,
}

/// A difference that a bundle left, with both sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DifferenceRow {
    /// The hash of the bundle's file, and its name.
    pub bundle: String,
    pub name: String,
    pub brought_by: String,
    /// Its place among the bundle's differences, counted from 0.
    pub at: usize,
    /// Of the claim that it is about.
    pub article: Option<ArticleId>,
    /// What that claim says, or the name of the event.
    pub about: String,
    pub theirs: Saying,
    /// None where nothing stands any more.
    pub ours: Option<Saying>,
}

/// Another name of a source, as an analyst said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AliasRow {
    pub name: String,
    pub source: String,
    pub analyst: String,
}

/// A list of places of an analyst's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GazetteerRow {
    /// Of the file it came from.
    pub name: String,
    pub sha256: String,
    pub places: u32,
    /// How its columns were understood: what each is, and how the file calls it.
    pub columns: Vec<(String, String)>,
    pub analyst: String,
    pub at: Timestamp,
}
