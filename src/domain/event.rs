//! One incident, and what an analyst settled about how its figures are to be read.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{DateSpan, EventId, Inclusion, Measure, Place, claim::vocabulary};

/// One incident: several articles report it, one article may report several.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    pub id: EventId,
    /// What people call it; made from kind, place and date until somebody names it.
    pub name: String,
    pub date: Option<DateSpan>,
    pub place: Option<Place>,
    /// Raid, airstrike, car bomb.
    pub kind: Option<String>,
    /// The sides named in its claims.
    pub parties: Vec<String>,
}

vocabulary! {
    /// What a word of several meanings means here.
    Meaning {
        Killed = "killed",
        NotKilled = "not_killed",
        /// Nothing settled: the claim stays *possible* in the rows of killed.
        Open = "open",
    }
}

/// What stays uncertain until an analyst says so. `claimant: None` settles it for the whole event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "switch", rename_all = "snake_case")]
pub enum Switch {
    /// Does "neutralized" mean killed here?
    Neutralized { claimant: Option<String>, means: Meaning },
    /// Are "casualties" dead?
    Casualties { claimant: Option<String>, means: Meaning },
    /// Are the attackers inside this claimant's total?
    Attackers { claimant: Option<String>, inside: Inclusion },
    /// Does what the claimant did not mention count as none (a derived total is closed), or stay open?
    Silence { claimant: Option<String>, measure: Option<Measure>, means_none: bool },
    /// Is this claimant's total of a longer time than the event? Then it leaves the comparison.
    Cumulative { claimant: String, cumulative: bool },
}

impl Switch {
    /// Whom it is about, where that is one claimant.
    pub fn claimant_mut(&mut self) -> Option<&mut String> {
        match self {
            Self::Neutralized { claimant, .. }
            | Self::Casualties { claimant, .. }
            | Self::Attackers { claimant, .. }
            | Self::Silence { claimant, .. } => claimant.as_mut(),
            Self::Cumulative { claimant, .. } => Some(claimant),
        }
    }

    /// Two switches about the same question; the later one replaces the earlier.
    pub fn same_question(&self, other: &Self) -> bool {
        use Switch::*;
        match (self, other) {
            (Neutralized { claimant: a, .. }, Neutralized { claimant: b, .. })
            | (Casualties { claimant: a, .. }, Casualties { claimant: b, .. })
            | (Attackers { claimant: a, .. }, Attackers { claimant: b, .. }) => a == b,
            (Silence { claimant: a, measure: m, .. }, Silence { claimant: b, measure: n, .. }) => a == b && m == n,
            (Cumulative { claimant: a, .. }, Cumulative { claimant: b, .. }) => a == b,
            _ => false,
        }
    }
}

impl std::fmt::Display for Switch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let of = |claimant: &Option<String>| claimant.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
        match self {
            Self::Neutralized { claimant, means } => write!(f, "neutralized means {}{}", means.label(), of(claimant)),
            Self::Casualties { claimant, means } => write!(f, "casualties means {}{}", means.label(), of(claimant)),
            Self::Attackers { claimant, inside } => {
                write!(f, "attackers inside the total: {inside}{}", of(claimant))
            }
            Self::Silence { claimant, measure, means_none } => {
                let here = measure.as_ref().map(|m| format!(" on {m}")).unwrap_or_default();
                let what = if *means_none { "is none" } else { "stays open" };
                write!(f, "what is not mentioned{here} {what}{}", of(claimant))
            }
            Self::Cumulative { claimant, cumulative } => {
                let what = if *cumulative { "is of a longer time" } else { "is of this event" };
                write!(f, "the total of {claimant} {what}")
            }
        }
    }
}
