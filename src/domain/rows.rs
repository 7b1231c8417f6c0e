//! What screens and tables ask of a store, and the rows they get back. A row holds what one line shows, no more.

use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Actor, Article, ArticleId, Claim, ClaimId, ClaimantKind, Credibility, Decision, Event, EventId, Judgement, NoteId,
    Reliability, Subject, Switch, change::ArticleStatus,
};

/// Which articles. All conditions given must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ArticleQuery {
    /// Full-text search over title and text, in words.
    pub text: Option<String>,
    pub outlet: Option<String>,
    pub status: Option<ArticleStatus>,
    /// Published on or after.
    pub since: Option<Date>,
    /// Published on or before.
    pub until: Option<Date>,
    pub event: Option<EventId>,
}

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
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventRow {
    pub event: Event,
    pub articles: u32,
    pub claims: u32,
    pub claimants: u32,
    pub decided: u32,
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

/// Somebody who made claims, with what analysts think of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimantRow {
    pub name: String,
    pub kind: ClaimantKind,
    pub claims: u32,
    pub events: u32,
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed {
    pub seq: i64,
    pub summary: String,
    pub subjects: Vec<Subject>,
}

/// One stretch of a list. `next` fetches the stretch after it (keyset, never an offset).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window<T> {
    pub rows: Vec<T>,
    pub next: Option<Cursor>,
}

/// The sort key of the last row of a window. Opaque to callers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor(pub String, pub i64);
