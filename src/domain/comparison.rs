//! The reports on one event side by side: the table an analyst decides from.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ClaimId, ClaimantKind, Interval, Measure, Outcome, Reliability, claim::vocabulary};

vocabulary! {
    /// Where a cell's numbers come from.
    Basis {
        Stated = "stated",
        /// Follows from what the claimant stated.
        Derived = "derived",
        /// Only another outcome bears on it ("neutralized" on killed): shown, but nothing rests on it.
        Possible = "possible",
        /// The claimant said nothing. Not a zero.
        Silent = "silent",
    }
}

vocabulary! {
    /// What the columns of a row say to each other.
    RowState {
        Agree = "agree",
        /// The intervals overlap but differ.
        Compatible = "compatible",
        /// The intervals are disjoint.
        Conflict = "conflict",
        Single = "single",
    }
}

/// One claimant's report on the event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Column {
    pub claimant: String,
    pub kind: ClaimantKind,
    /// The outlets that carried it, first one first.
    pub outlets: Vec<String>,
    pub as_of: Option<Date>,
    pub reliability: Option<Reliability>,
    /// Says how the parts contradict the whole, where they do.
    pub inconsistent: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Cell {
    pub basis: Basis,
    /// None only where silent.
    pub interval: Option<Interval>,
    /// All claims it rests on were hedged.
    pub hedged: bool,
    /// At least one claim it rests on has not been judged yet.
    pub proposed: bool,
    /// The claims it rests on, evidence first.
    pub claims: Vec<ClaimId>,
    /// Short words for the cell: `3 "neutralized"`, "suspected", "remainder 7".
    pub note: Option<String>,
    /// How a derived number follows: "4 = 1 state forces + 3 armed group; nothing else reported".
    pub derivation: Option<String>,
}

impl Cell {
    pub fn silent() -> Self {
        Self {
            basis: Basis::Silent,
            interval: None,
            hedged: false,
            proposed: false,
            claims: Vec::new(),
            note: None,
            derivation: None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Row {
    pub measure: Measure,
    /// 0 for the total, then roles, then traits and parts.
    pub depth: u8,
    /// One for each column, in the order of the columns.
    pub cells: Vec<Cell>,
    pub state: RowState,
    /// "differ by 1, all of it state forces"; empty where there is nothing to explain.
    pub explanation: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OutcomeTable {
    pub outcome: Outcome,
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    pub columns: Vec<Column>,
    pub tables: Vec<OutcomeTable>,
}

impl Comparison {
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.tables.iter().flat_map(|t| &t.rows)
    }
}
