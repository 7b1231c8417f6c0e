//! Two events that may be one: what the machine proposes, and what an analyst said of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::EventId;

/// Why the machine takes two events for one.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Likeness {
    /// Log-odds that they are one incident: above 0 more likely than not.
    pub score: f32,
    /// The weightiest first. Together with the model's bias they make the score of the two most alike reports.
    pub reasons: Vec<Reason>,
}

/// One feature's part in a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    pub feature: String,
    /// About 0 to 1.
    pub value: f32,
    /// In log-odds; below 0 it speaks against.
    pub share: f32,
}

/// A proposal to merge two events, waiting for a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Proposal {
    pub a: EventId,
    pub b: EventId,
    pub a_name: String,
    pub b_name: String,
    #[serde(flatten)]
    pub likeness: Likeness,
}
