//! Reconciling: the reports on one event, set side by side, and what each published rule makes of them.
//!
//! Owns which claims count, what follows from what a claimant said, where claimants agree and where they do not, and
//! the rules. Pure: no file, clock, thread or global. Never averages, never drops a losing claim, never invents a number
//! for silence.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::{ClaimId, Comparison, Figure, Measure, Rule, Switch, rows::Statement};

/// What one rule makes of one measure: the numbers, the claims behind them, and what it passed over and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RuleResult {
    pub rule: Rule,
    pub low: Option<u64>,
    pub best: Option<u64>,
    pub high: Option<u64>,
    pub used: Vec<ClaimId>,
    pub left_out: Vec<(ClaimId, String)>,
    /// One sentence: how the rule came to its numbers.
    pub why: String,
}

/// The reports side by side. Order of `statements` does not matter.
pub fn compare(_statements: &[Statement], _switches: &[Switch]) -> Comparison {
    Comparison::default()
}

/// The figures of every measure by one rule, in the order of the comparison's rows.
pub fn figures(_statements: &[Statement], _switches: &[Switch], _rule: Rule) -> Vec<Figure> {
    Vec::new()
}

/// Every rule's answer for one measure, in the order of [`Rule::ALL`], without `manual`, which is the analyst's.
pub fn rules(_statements: &[Statement], _switches: &[Switch], _measure: &Measure) -> Vec<RuleResult> {
    Vec::new()
}
