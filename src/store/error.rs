//! What the store refuses and what can go wrong with its file, in words an analyst can act on.

use std::path::PathBuf;

use crate::domain::{ArticleId, ClaimId, EventId, Measure, figure::Unsound};

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The change itself can't be made; nothing was written.
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("cannot open the store {}: {source}", path.display())]
    File { path: PathBuf, source: std::io::Error },
    #[error("{} is not a recount store", .0.display())]
    NotAStore(PathBuf),
    #[error("{} was written by a newer recount (format {found}, this one reads up to {known}): update recount", path.display())]
    TooNew { path: PathBuf, found: i64, known: i64 },
    #[error("the store is in use by another program: try again when it has finished")]
    Busy,
    /// A newer request took the place of this one, or it was cancelled.
    #[error("the search was interrupted")]
    Interrupted,
    /// A stored row that this program can't read.
    #[error("the store holds something unreadable in {place}: {why}")]
    Corrupt { place: String, why: String },
    /// A mistake of ours; the transaction was rolled back.
    #[error("{0}")]
    Failed(String),
    #[error("the database failed: {0}")]
    Database(rusqlite::Error),
}

/// Why a change was not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("there is no {0} in this store")]
    Unknown(String),
    #[error("say who you are: a change needs the name of an analyst")]
    Anonymous,
    #[error("nothing is chosen")]
    Nothing,
    #[error("it already stands like that; nothing to change")]
    AlreadySo,
    #[error("nothing of yours is left to undo")]
    NothingToUndo,
    #[error("nothing of yours is left to redo")]
    NothingToRedo,
    #[error("entry {seq} is by {by}: only they can take it back")]
    NotYours { seq: i64, by: String },
    #[error("entry {0} does not stand: it was taken back already, or is no change of its own")]
    NotStanding(i64),
    #[error("{what} was changed since by {by} (entry {seq}: {summary}); look at it again")]
    ChangedSince { what: String, by: String, seq: i64, summary: String },
    #[error("{0} is still in use: what rests on it must go first")]
    InUse(String),
    #[error("{0} can't come back: something else stands in its place since, or what it belonged to is gone")]
    Overtaken(String),
    #[error("{0} is empty")]
    Empty(&'static str),
    #[error("“{name}” cannot be another name of “{whose}”: one of them already is, or has, another name")]
    NameLeadsOn { name: String, whose: String },

    #[error("an unsound figure: {0}")]
    Unsound(#[from] Unsound),
    #[error("a reconciled figure needs at least one number")]
    NoNumber,
    #[error("a figure must rest on at least one claim")]
    NoClaims,
    #[error("a figure can't rest on {0}: the claim was rejected")]
    RestsOnRejected(ClaimId),
    #[error("{claim} is not about {event}")]
    OtherEvent { claim: ClaimId, event: EventId },
    #[error("a decision is pending or reconciled; reopening and signing off are changes of their own")]
    NotAState,
    #[error("{measure} of {event} has no decision")]
    Undecided { event: EventId, measure: Measure },
    #[error("{measure} of {event} is pending: it must be reconciled before anybody signs it off")]
    StillPending { event: EventId, measure: Measure },
    #[error("{measure} of {event} was signed off by {by}: reopen it before deciding again")]
    SignedOff { event: EventId, measure: Measure, by: String },
    #[error("{0} decided this figure; somebody else must sign it off")]
    SamePerson(String),
    #[error("the figure of {measure} of {event} rests on {claim}: reopen it first")]
    Cited { claim: ClaimId, event: EventId, measure: Measure },
    #[error("{from} and {into} both have a decision on {measure}: reopen one of them first")]
    BothDecided { from: EventId, into: EventId, measure: Measure },
    #[error("{from} and {into} settled the same question differently: make them agree first")]
    BothSettled { from: EventId, into: EventId },
    #[error("{0} can't be merged into itself")]
    SameEvent(EventId),

    #[error(transparent)]
    Untraceable(#[from] Untraceable),
    #[error("in article {article}: {why}")]
    BadReading { article: ArticleId, why: Untraceable },
}

/// A claim that can't be traced to the words of its article.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Untraceable {
    #[error("the claim has no evidence: mark the words it was read from")]
    NoEvidence,
    #[error("the evidence {start}..{end} lies outside the {part} of {length} characters")]
    Outside { start: usize, end: usize, part: &'static str, length: usize },
    #[error("the words at {start}..{end} are {found:?}, not {given:?}")]
    OtherWords { start: usize, end: usize, given: String, found: String },
    #[error("the count's low end is above its high end")]
    Count,
    #[error("the count is beyond any number of people")]
    Enormous,
    #[error("{0} points to a claim that this article does not have")]
    Dangling(&'static str),
    #[error("{0} leads from the claim back to itself")]
    Circular(&'static str),
}

/// Where the journal and the store stop agreeing. Every number before that point is as it was written.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    #[error("entry {seq} is missing")]
    Missing { seq: i64 },
    #[error("entry {seq} was altered: its hash does not follow from its content and the entry before")]
    Altered { seq: i64 },
    #[error("{what} differs from what entry {seq} wrote")]
    Differs { what: String, seq: i64 },
    #[error("{0} is in the store, but no entry wrote it")]
    Unrecorded(String),
    #[error("the {what} of {article} no longer has the hash it came in with")]
    Body { article: ArticleId, what: &'static str },
    #[error("the places taken in from {0} are no longer what they were")]
    Places(String),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for Broken {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked, OperationInterrupted};
        match error.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked) => Self::Busy,
            Some(OperationInterrupted) => Self::Interrupted,
            _ => Self::Database(error),
        }
    }
}
