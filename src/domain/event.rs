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
