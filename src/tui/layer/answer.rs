//! What an answer is for: the question a prompt, a menu or a form was raised to settle.

use std::path::PathBuf;

use crate::domain::{
    ClaimId, Credibility, Decision, EventId, Reliability, Subject, Switch, change::ArticleStatus, claim::Claim,
};

/// A decision complete but for its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    pub event: EventId,
    pub decision: Decision,
    /// The sources conflict on this row: a reason is required.
    pub conflict: bool,
}

/// What a prompt asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    Search,
    EventFilter,
    Note(Subject),
    Reason(Box<Proposal>),
    WaitingFor(Box<Proposal>),
    EventName(EventId),
    GradeReason { claimant: String, reliability: Option<Reliability> },
    Import,
    Export,
}

/// What a menu's row does when chosen.
#[derive(Debug, Clone, PartialEq)]
pub enum Picked {
    Outlet(Option<String>),
    Status(Option<ArticleStatus>),
    Rule(Box<Proposal>),
    Switch(EventId, Switch),
    Credibility(ClaimId, Option<Credibility>),
    Grade(String, Option<Reliability>),
}

/// What a form's fields make.
#[derive(Debug, Clone, PartialEq)]
pub enum Filled {
    Claim(ClaimId, Box<Claim>),
    Figures(Box<Proposal>),
}

/// `~` at the beginning of a typed path is the home directory; the runtime knows which.
pub fn path(typed: &str) -> PathBuf {
    PathBuf::from(typed.trim())
}
