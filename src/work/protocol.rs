//! What can be asked of a [`Desk`](super::Desk), and what comes back.

use std::path::PathBuf;

use super::{
    Agreement, JobId, Meaning, Progress, Review, Summary, TrackRecord, Unsigned,
    bundle::{Bundled, Merged},
    outgoing::{Exported, Order},
};
use crate::{
    domain::{
        ArticleId, ArticleKey, Change, ClaimId, EventId, EventKey, Filter, Proposal, Sort, SourceKey, Stretch, Subject,
        rows::{
            ArticleRow, ArticleView, ClaimantRow, Committed, DifferenceRow, EventRow, JournalRow, Left, Point, Window,
        },
    },
    ingest::{Metadata, Source},
};

#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    Articles {
        filter: Filter,
        sort: Sort<ArticleKey>,
        from: Stretch,
        limit: usize,
        /// The analyst who works blind.
        blind: Option<String>,
    },
    CountArticles(Filter),
    Article(ArticleId),
    Events {
        filter: Filter,
        sort: Sort<EventKey>,
        from: Stretch,
        limit: usize,
        /// The analyst who works blind.
        blind: Option<String>,
    },
    CountEvents(Filter),
    /// Events for a map.
    Points {
        filter: Filter,
        limit: usize,
    },
    Event(EventId),
    /// An event as this analyst may see it who works blind.
    BlindEvent {
        event: EventId,
        analyst: String,
    },
    /// An article as this analyst may see it who works blind.
    BlindArticle {
        article: ArticleId,
        analyst: String,
    },
    /// An article's bytes as they came in.
    Raw(ArticleId),
    /// Events that may be one, the surest first.
    Proposals,
    /// How far analysts agree, on one event or on all.
    Agreement(Option<EventId>),
    /// How a claimant was graded over time.
    Grades(String),
    /// Claimants and outlets of whose names, or whose kind, these words are parts; all where there are none.
    Sources {
        words: String,
        sort: Sort<SourceKey>,
    },
    /// Decisions on these events that this analyst can sign off.
    Unsigned {
        events: Vec<EventId>,
        analyst: String,
    },
    /// What bundles said otherwise and nobody settled.
    Differences,
    /// How often a source agreed with what was decided and with others, and revised itself.
    TrackRecord(String),
    /// What a name of a place may stand for.
    Places(String),
    /// The claims of these events that nobody judged.
    Unjudged(Vec<EventId>),
    /// How much is left to do.
    Left,
    Log {
        from: Stretch,
        limit: usize,
    },
    /// Everything done to one article, claim or event.
    History {
        subject: Subject,
        limit: usize,
    },
    Commit(Change),
    /// As who works blind: what others said stands, one's own word is kept beside it.
    CommitApart(Change),
    Undo,
    /// Takes back one earlier change, by its entry.
    UndoEntry(i64),
    Redo,
    /// Takes the samples in, in the background.
    Samples,
    /// Takes articles in, in the background.
    Import {
        sources: Vec<Source>,
        metadata: Metadata,
    },
    /// Brings a colleague's bundle in, in the background.
    Merge(PathBuf),
    /// Writes these events, or all that the filter lets through, into a bundle, in the background.
    Bundle {
        path: PathBuf,
        filter: Filter,
        events: Vec<EventId>,
    },
    /// Writes what was chosen, in the background.
    Export {
        path: PathBuf,
        order: Order,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    Articles(Window<ArticleRow>),
    CountArticles(u64),
    CountEvents(u64),
    Points(Vec<Point>),
    Article(Box<ArticleView>),
    Events(Window<EventRow>),
    Event(Box<Review>),
    Sources(Window<ClaimantRow>),
    Differences(Window<DifferenceRow>),
    TrackRecord(Box<TrackRecord>),
    Places(Vec<Meaning>),
    Unjudged(Vec<ClaimId>),
    Unsigned(Box<Unsigned>),
    Left(Left),
    Log(Window<JournalRow>),
    History(Vec<JournalRow>),
    Agreement(Box<Agreement>),
    Grades(Vec<JournalRow>),
    Raw(Vec<u8>),
    Proposals(Window<Proposal>),
    /// A change, an undo or a redo is safely on disk.
    Committed(Committed),
    Imported(Box<Summary>),
    Merged(Box<Merged>),
    Bundled {
        path: PathBuf,
        held: Bundled,
    },
    Exported {
        path: PathBuf,
        exported: Box<Exported>,
    },
}

/// What a request is about. Of two reads of one kind only the newer is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RequestKind {
    Articles,
    CountArticles,
    Article(ArticleId),
    Events,
    CountEvents,
    Points,
    Event(EventId),
    Sources,
    Differences,
    TrackRecord,
    Places,
    Unjudged,
    Unsigned,
    Left,
    Log,
    History(Subject),
    Agreement,
    Grades,
    Raw,
    Proposals,
    Write,
    Import,
    Export,
}

impl Request {
    pub fn kind(&self) -> RequestKind {
        match self {
            Self::Articles { .. } => RequestKind::Articles,
            Self::CountArticles(_) => RequestKind::CountArticles,
            Self::Article(id) | Self::BlindArticle { article: id, .. } => RequestKind::Article(*id),
            Self::Raw(_) => RequestKind::Raw,
            Self::Proposals => RequestKind::Proposals,
            Self::Events { .. } => RequestKind::Events,
            Self::CountEvents(_) => RequestKind::CountEvents,
            Self::Points { .. } => RequestKind::Points,
            Self::Event(event) | Self::BlindEvent { event, .. } => RequestKind::Event(*event),
            Self::Agreement(_) => RequestKind::Agreement,
            Self::Grades(_) => RequestKind::Grades,
            Self::Sources { .. } => RequestKind::Sources,
            Self::Unsigned { .. } => RequestKind::Unsigned,
            Self::Differences => RequestKind::Differences,
            Self::TrackRecord(_) => RequestKind::TrackRecord,
            Self::Places(_) => RequestKind::Places,
            Self::Unjudged(_) => RequestKind::Unjudged,
            Self::Left => RequestKind::Left,
            Self::Log { .. } => RequestKind::Log,
            Self::History { subject, .. } => RequestKind::History(*subject),
            Self::Commit(_) | Self::CommitApart(_) | Self::Undo | Self::UndoEntry(_) | Self::Redo => RequestKind::Write,
            Self::Import { .. } | Self::Samples | Self::Merge(_) => RequestKind::Import,
            Self::Export { .. } | Self::Bundle { .. } => RequestKind::Export,
        }
    }
}

/// What a desk tells. Every job ends in exactly one `Done` or `Dropped`.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    Done(Done),
    Progress(JobId, Progress),
    /// A list that takes long: the rows found so far, perhaps none. The whole of it comes with `Done`.
    Partial(JobId, Reply),
    /// A newer request of its kind took its place, or it was cancelled before it began.
    Dropped(JobId),
    /// Where events stand has been worked out after changes: lists of them can be read again.
    Settled,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    pub job: JobId,
    pub kind: RequestKind,
    /// The error says what failed and what can be done about it.
    pub result: Result<Reply, String>,
}
