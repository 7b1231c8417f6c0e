//! Everything an analyst can change. Each change becomes one journal entry in one transaction.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    ArticleId, BroughtIn, Claim, ClaimId, Credibility, DateSpan, Decision, EventId, Judgement, ListedPlace, Measure,
    NoteId, Place, Reliability, Switch, Take, claim::vocabulary,
};

/// Who changes something.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    Analyst(String),
    /// Ingest, reading, linking: journalled in batches, outside every analyst's undo.
    Machine,
}

impl std::fmt::Display for Actor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Analyst(name) => f.write_str(name),
            Self::Machine => f.write_str("recount"),
        }
    }
}

/// What a note or a journal entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    Article(ArticleId),
    Claim(ClaimId),
    Event(EventId),
}

vocabulary! {
    ArticleStatus { Unread = "unread", InReview = "in_review", Done = "done", Irrelevant = "irrelevant" }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "verb", rename_all = "snake_case")]
pub enum Change {
    Judge {
        claims: Vec<ClaimId>,
        judgement: Judgement,
    },
    /// The analyst's own word only; what stands stays. So a second one works apart from the first.
    JudgeApart {
        claims: Vec<ClaimId>,
        judgement: Judgement,
    },
    EditClaim {
        claim: ClaimId,
        to: Box<Claim>,
    },
    /// A claim that the machine did not read, written by the analyst from words of the article.
    AddClaim {
        article: ArticleId,
        event: Option<EventId>,
        claim: Box<Claim>,
    },
    Credit {
        claim: ClaimId,
        credibility: Option<Credibility>,
    },
    /// A claimant's reliability, with the reason for it.
    Grade {
        claimant: String,
        reliability: Option<Reliability>,
        reason: String,
    },
    /// From now on these are other names of `source`, with all their own other names; None makes each a source by itself.
    NameSource {
        names: Vec<String>,
        source: Option<String>,
    },
    SetStatus {
        articles: Vec<ArticleId>,
        status: ArticleStatus,
    },
    /// One note, written to each of these.
    AddNote {
        subjects: Vec<Subject>,
        text: String,
    },
    EditNote {
        note: NoteId,
        text: String,
    },
    RemoveNote {
        note: NoteId,
    },
    /// Sets the switch, replacing the one about the same question.
    SetSwitch {
        event: EventId,
        switch: Switch,
    },
    Decide {
        event: EventId,
        decision: Box<Decision>,
    },
    /// The analyst's own figure only; what stands stays.
    DecideApart {
        event: EventId,
        decision: Box<Decision>,
    },
    /// Takes a decision back: the figure is open again.
    Reopen {
        event: EventId,
        measure: Measure,
    },
    /// Sign-off by an analyst who is not the one who decided.
    Sign {
        event: EventId,
        measure: Measure,
    },
    NameEvent {
        event: EventId,
        name: String,
    },
    /// To another event, or to a new one.
    MoveClaims {
        claims: Vec<ClaimId>,
        to: Option<EventId>,
    },
    MergeEvents {
        from: EventId,
        into: EventId,
    },
    /// The two are not the same incident: the machine never proposes so again.
    KeepApart {
        a: EventId,
        b: EventId,
    },
    /// When it happened, as an analyst says; None leaves it to the machine again.
    DateEvent {
        event: EventId,
        date: Option<DateSpan>,
    },
    /// Where it happened, as an analyst says; None leaves it to the machine again.
    PlaceEvent {
        event: EventId,
        place: Option<Box<Place>>,
    },
    /// A list of places of the analyst's own, known from now on.
    ImportPlaces {
        /// Of the file it came from.
        name: String,
        /// How its columns were understood: what each is, and how the file calls it.
        columns: Vec<(String, String)>,
        places: Vec<ListedPlace>,
    },
    /// From now on the feed's new items are fetched with the others.
    FollowFeed {
        url: String,
        name: Option<String>,
    },
    LeaveFeed {
        url: String,
    },
    /// Keeps which column holds what under a name, in place of what was kept under it.
    KeepColumns {
        name: String,
        columns: BTreeMap<String, String>,
    },
    ForgetColumns {
        name: String,
    },
    /// Several at once: one entry, taken back as one.
    Several {
        changes: Vec<Change>,
    },
    /// A bundle was brought in: what it led to is remembered, so that it can be taken back.
    BringIn(BroughtIn),
    /// Chooses between what stands and what a bundle says; theirs then stands.
    SettleDifference {
        /// Of the bundle's file.
        bundle: String,
        /// Its place among the bundle's differences, counted from 0.
        at: usize,
        take: Take,
        reason: String,
    },
    /// Takes back what a bundle's analysts said, entry by entry; its articles and claims stay.
    TakeBack {
        /// Of the bundle's file.
        sha256: String,
    },
}

impl Change {
    /// The word it goes by in the journal, the same as its serialized tag.
    pub const fn verb(&self) -> &'static str {
        match self {
            Self::Judge { .. } => "judge",
            Self::JudgeApart { .. } => "judge_apart",
            Self::EditClaim { .. } => "edit_claim",
            Self::AddClaim { .. } => "add_claim",
            Self::Credit { .. } => "credit",
            Self::Grade { .. } => "grade",
            Self::NameSource { .. } => "name_source",
            Self::SetStatus { .. } => "set_status",
            Self::AddNote { .. } => "add_note",
            Self::EditNote { .. } => "edit_note",
            Self::RemoveNote { .. } => "remove_note",
            Self::SetSwitch { .. } => "set_switch",
            Self::Decide { .. } => "decide",
            Self::DecideApart { .. } => "decide_apart",
            Self::Reopen { .. } => "reopen",
            Self::Sign { .. } => "sign",
            Self::NameEvent { .. } => "name_event",
            Self::MoveClaims { .. } => "move_claims",
            Self::MergeEvents { .. } => "merge_events",
            Self::KeepApart { .. } => "keep_apart",
            Self::DateEvent { .. } => "date_event",
            Self::PlaceEvent { .. } => "place_event",
            Self::ImportPlaces { .. } => "import_places",
            Self::FollowFeed { .. } => "follow_feed",
            Self::LeaveFeed { .. } => "leave_feed",
            Self::KeepColumns { .. } => "keep_columns",
            Self::ForgetColumns { .. } => "forget_columns",
            Self::Several { .. } => "several",
            Self::BringIn(_) => "bring_in",
            Self::SettleDifference { .. } => "settle_difference",
            Self::TakeBack { .. } => "take_back",
        }
    }
}
