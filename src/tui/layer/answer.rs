//! What an answer is for: the question a prompt, a menu or a form was raised to settle.

use std::path::PathBuf;

use crate::{
    domain::{
        ArticleId, ArticleKey, Change, ClaimId, Credibility, Decision, EventId, EventKey, Place, Reliability, Sort,
        SourceKey, Subject, Switch, Take, change::ArticleStatus, claim::Claim,
    },
    tui::msg::Ticket,
    work::outgoing::Choice,
};

/// A decision complete but for its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    pub event: EventId,
    pub decision: Decision,
    /// The sources conflict on this row: a reason is required.
    pub conflict: bool,
}

/// Names that a filter can be completed with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    pub outlets: Vec<String>,
    pub claimants: Vec<String>,
    pub places: Vec<String>,
}

impl Names {
    /// Those of a key of the filter language.
    pub fn of(&self, key: &str) -> Vec<String> {
        match key {
            "outlet" => self.outlets.clone(),
            "claimant" => self.claimants.clone(),
            "place" => self.places.clone(),
            _ => Vec::new(),
        }
    }
}

/// What a prompt asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// Which articles or events to show, with the names known to complete it.
    Filter(Names),
    Note(Vec<Subject>),
    /// Words that mark these.
    Tag(Vec<Subject>),
    /// A name for the place seen.
    Mark,
    /// The name of the place to go to; those there are, with what they show.
    Visit(Vec<(String, String)>),
    /// Words to look for in the open article.
    Find,
    Reason(Box<Proposal>),
    WaitingFor(Box<Proposal>),
    EventName(EventId),
    /// When the event happened.
    EventDate(EventId),
    GradeReason {
        claimant: String,
        reliability: Option<Reliability>,
    },
    /// Which sources to show.
    Sources,
    /// Another name of this source; those known, with who they are.
    OtherName(String, Vec<(String, String)>),
    /// Why this side of a difference is to stand.
    Settle {
        bundle: String,
        at: usize,
        take: Take,
    },
    /// Where the event happened.
    EventPlace(EventId),
    /// What these figures wait for.
    AllWaiting(Vec<(EventId, Decision)>),
    /// The event that these claims go to; those seen, with their names.
    MoveClaims(Vec<ClaimId>, Vec<(String, String)>),
    /// The bundle to bring in.
    Merge,
    /// The file to write these to.
    Export(Choice),
}

/// What is done where a question is answered with yes.
#[derive(Debug, Clone, PartialEq)]
pub enum Confirmed {
    Leave,
    /// Gives the browser an address.
    Open(String),
    /// Stops work under way.
    Stop(Ticket),
    /// Makes a change of several things.
    Commit(Change),
}

/// What a menu's row does when chosen.
#[derive(Debug, Clone, PartialEq)]
pub enum Picked {
    Outlet(Option<String>),
    Status(Option<ArticleStatus>),
    Rule(Box<Proposal>),
    Switch(EventId, Switch),
    Credibility(Option<Credibility>),
    /// The other one of two copies.
    Copy(ArticleId),
    SortArticles(Sort<ArticleKey>),
    SortEvents(Sort<EventKey>),
    SortSources(Sort<SourceKey>),
    Grade(String, Option<Reliability>),
    /// This name is a source by itself.
    OwnName(String),
    /// The event happened here.
    Place(EventId, Box<Place>),
}

/// A claim an analyst writes from words of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct NewClaim {
    pub article: ArticleId,
    /// That of the claim nearest to the words.
    pub event: Option<EventId>,
    pub claim: Claim,
}

/// What a form's fields make.
#[derive(Debug, Clone, PartialEq)]
pub enum Filled {
    Claim(ClaimId, Box<Claim>),
    NewClaim(Box<NewClaim>),
    Figures(Box<Proposal>),
    Import,
}

/// `~` at the beginning of a typed path is the home directory; the runtime knows which.
pub fn path(typed: &str) -> PathBuf {
    PathBuf::from(typed.trim())
}
