//! What comes out: the low, best and high of one measure of one event, with the rule or hand that set it.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Basis, ClaimId, Outcome, Role, RowState, Trait, claim::vocabulary};

/// A row of the comparison.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Measure {
    pub outcome: Outcome,
    pub role: Role,
    pub traits: Vec<Trait>,
    /// Tells an explicit part apart from its whole where role and traits do not: "by own explosives".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

impl Measure {
    pub fn of(outcome: Outcome, role: Role) -> Self {
        Self { outcome, role, traits: Vec::new(), part: None }
    }

    /// The name of the row without its outcome: "state forces, police", "by own explosives".
    pub fn group(&self) -> String {
        let traits: Vec<_> = self.traits.iter().map(|t| t.label()).collect();
        match (&self.part, self.role, traits.is_empty()) {
            (Some(part), ..) => part.clone(),
            (None, role, true) => role.label(),
            (None, Role::All, false) => traits.join(", "),
            (None, role, false) => format!("{}, {}", role.label(), traits.join(", ")),
        }
    }
}

impl std::fmt::Display for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} / {}", self.outcome, self.group())
    }
}

vocabulary! {
    /// How a figure was chosen; design section 3 names the body each rule comes from.
    Rule {
        /// Lowest lower bound to highest upper bound over independent claimants; no best.
        Range = "range",
        Ucdp = "ucdp",
        Conservative = "conservative",
        Recent = "recent",
        /// The analyst's own numbers.
        Manual = "manual",
    }
}

vocabulary! {
    FigureState {
        Open = "open",
        /// "Go back to the source"
        Pending = "pending",
        Reconciled = "reconciled",
        /// Signed off by a second person.
        Signed = "signed",
    }
}

/// One claim, named so that a reader of an export finds it: the document and its place in that document's claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimRef {
    pub document: String,
    pub claim: usize,
}

/// What one claimant says of one measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    pub claimant: String,
    pub low: Option<u64>,
    pub high: Option<u64>,
    pub basis: Basis,
    pub claims: Vec<ClaimRef>,
}

/// The reconciled numbers of one measure of one event as a rule computes them. `high: null` is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    #[serde(flatten)]
    pub measure: Measure,
    pub low: Option<u64>,
    pub best: Option<u64>,
    pub high: Option<u64>,
    pub state: RowState,
    /// The smallest explanation of the state: "differ by 1, all of it state forces".
    pub explanation: String,
    pub reports: Vec<Report>,
}

/// What a person decided, kept with its reason. Nothing decided changes by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    pub measure: Measure,
    pub low: Option<u64>,
    pub best: Option<u64>,
    pub high: Option<u64>,
    pub rule: Rule,
    /// The claims it rests on.
    pub claims: Vec<ClaimId>,
    /// Required where the sources conflict.
    pub reason: String,
    pub state: FigureState,
    /// What a pending figure waits for.
    pub waiting_for: Option<String>,
    /// How well it is proved, by the list of standards of evidence: "reasonable grounds".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
    pub analyst: String,
    pub at: Timestamp,
    /// The second person, once signed.
    pub signed_by: Option<String>,
}

/// Why a decision cannot be taken as given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unsound {
    #[error("the low {low} is above the best {best}")]
    LowAboveBest { low: u64, best: u64 },
    #[error("the best {best} is above the high {high}")]
    BestAboveHigh { best: u64, high: u64 },
    #[error("the low {low} is above the high {high}")]
    LowAboveHigh { low: u64, high: u64 },
}

impl Decision {
    /// low <= best <= high, wherever given.
    pub fn check(&self) -> Result<(), Unsound> {
        match (self.low, self.best, self.high) {
            (Some(low), Some(best), _) if low > best => Err(Unsound::LowAboveBest { low, best }),
            (_, Some(best), Some(high)) if best > high => Err(Unsound::BestAboveHigh { best, high }),
            (Some(low), _, Some(high)) if low > high => Err(Unsound::LowAboveHigh { low, high }),
            _ => Ok(()),
        }
    }
}
