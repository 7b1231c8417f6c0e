//! What a bundle says otherwise than what stands here: both sides, until somebody chooses one with a reason.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    ClaimId, Credibility, Decision, EventId, Judgement, Reliability, Rule, Subject, Switch, claim::vocabulary,
};

vocabulary! {
    /// Which of two sides is to stand.
    Take { Ours = "ours", Theirs = "theirs" }
}

/// What is said of one question, here or there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "on", rename_all = "snake_case")]
pub enum Saying {
    Judged { claim: ClaimId, judgement: Judgement, analyst: Option<String> },
    Decided { event: EventId, decision: Box<Decision> },
    Credited { claim: ClaimId, credibility: Option<Credibility> },
    Switched { event: EventId, switch: Switch },
    Graded { claimant: String, reliability: Option<Reliability>, reason: String, analyst: Option<String> },
}

/// A difference that a bundle left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Difference {
    pub theirs: Saying,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Settled>,
}

/// How a difference was settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Settled {
    pub take: Take,
    pub reason: String,
    pub analyst: String,
    pub at: Timestamp,
}

impl Saying {
    /// What it is about: `c7`, `killed / all of e1`.
    pub fn on(&self) -> String {
        match self {
            Self::Judged { claim, .. } => claim.to_string(),
            Self::Decided { event, decision } => format!("{} of {event}", decision.measure),
            Self::Credited { claim, .. } => format!("credibility of {claim}"),
            Self::Switched { event, .. } => format!("a reading in {event}"),
            Self::Graded { claimant, .. } => format!("grade of {claimant}"),
        }
    }

    /// What it says, in few words: `accepted`, `4–5, best 5`.
    pub fn says(&self) -> String {
        let grade = |grade: Option<String>| grade.unwrap_or_else(|| "no grade".into());
        match self {
            Self::Judged { judgement, .. } => judgement.label(),
            Self::Decided { decision, .. } => numbers(decision),
            Self::Credited { credibility, .. } => grade(credibility.map(|c| c.to_string())),
            Self::Switched { switch, .. } => switch.to_string(),
            Self::Graded { reliability, .. } => grade(reliability.map(|r| r.to_string())),
        }
    }

    /// Who said it, where that is known.
    pub fn by(&self) -> Option<&str> {
        match self {
            Self::Judged { analyst, .. } | Self::Graded { analyst, .. } => analyst.as_deref(),
            Self::Decided { decision, .. } => Some(&decision.analyst),
            Self::Credited { .. } | Self::Switched { .. } => None,
        }
    }

    /// Why, as far as they said.
    pub fn why(&self) -> &str {
        match self {
            Self::Decided { decision, .. } => &decision.reason,
            Self::Graded { reason, .. } => reason,
            Self::Judged { .. } | Self::Credited { .. } | Self::Switched { .. } => "",
        }
    }

    /// The claim or event that it is about.
    pub fn subject(&self) -> Option<Subject> {
        match self {
            Self::Judged { claim, .. } | Self::Credited { claim, .. } => Some(Subject::Claim(*claim)),
            Self::Decided { event, .. } | Self::Switched { event, .. } => Some(Subject::Event(*event)),
            Self::Graded { .. } => None,
        }
    }

    /// Do both come to the same, whoever says it and why?
    pub fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Judged { judgement: a, .. }, Self::Judged { judgement: b, .. }) => a == b,
            (Self::Credited { credibility: a, .. }, Self::Credited { credibility: b, .. }) => a == b,
            (Self::Switched { switch: a, .. }, Self::Switched { switch: b, .. }) => a == b,
            (Self::Graded { reliability: a, .. }, Self::Graded { reliability: b, .. }) => a == b,
            (Self::Decided { decision: a, .. }, Self::Decided { decision: b, .. }) => {
                (a.low, a.best, a.high) == (b.low, b.best, b.high)
            }
            _ => false,
        }
    }
}

fn numbers(decision: &Decision) -> String {
    let number = |n: Option<u64>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
    let Decision { low, best, high, rule, .. } = decision;
    if low.or(*best).or(*high).is_none() {
        return decision.state.label();
    }
    let by = if *rule == Rule::Manual { String::new() } else { format!(" by {}", rule.label()) };
    format!("{} / {} / {}{by}", number(*low), number(*best), number(*high))
}
