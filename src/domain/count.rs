//! How many, with what was said about the edges.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a claimant's words say about the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// "five"
    Exact,
    /// "at least five", "more than four"
    AtLeast,
    /// "up to five", "no more than five"
    AtMost,
    /// "about five"
    About,
    /// "between five and seven"
    Range,
    /// "dozens": the numbers come from an editable table, the words are kept.
    Vague,
    /// A plural without a number: "villagers were killed".
    Some,
    /// An explicit zero: "no casualties". Silence is never this.
    None,
}

/// The number of one claim. `low` and `high` are inclusive; `high: null` is open, `low: null` unknown.
/// Null is not zero.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Count {
    pub bound: Bound,
    pub low: Option<u64>,
    pub high: Option<u64>,
    /// The words the number was read from.
    pub words: String,
}

impl Count {
    pub fn exact(n: u64, words: impl Into<String>) -> Self {
        Self { bound: Bound::Exact, low: Some(n), high: Some(n), words: words.into() }
    }

    /// The explicit zero of "no casualties".
    pub fn zero(words: impl Into<String>) -> Self {
        Self { bound: Bound::None, low: Some(0), high: Some(0), words: words.into() }
    }

    pub fn interval(&self) -> Interval {
        Interval { low: self.low.unwrap_or(0), high: self.high }
    }

    pub fn is_zero(&self) -> bool {
        self.bound == Bound::None || (self.low == Some(0) && self.high == Some(0))
    }

    /// `low <= high` wherever both are given.
    pub fn is_sound(&self) -> bool {
        !matches!((self.low, self.high), (Some(low), Some(high)) if low > high)
    }
}

/// A closed interval of whole persons; `high: None` is open above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Interval {
    pub low: u64,
    pub high: Option<u64>,
}

impl Interval {
    pub const OPEN: Self = Self { low: 0, high: None };
    pub const ZERO: Self = Self { low: 0, high: Some(0) };

    pub const fn exact(n: u64) -> Self {
        Self { low: n, high: Some(n) }
    }

    pub fn is_exact(self) -> bool {
        self.high == Some(self.low)
    }

    /// False where propagation drove the ends past each other.
    pub fn is_sound(self) -> bool {
        self.high.is_none_or(|high| self.low <= high)
    }

    pub fn overlaps(self, other: Self) -> bool {
        self.high.is_none_or(|high| other.low <= high) && other.high.is_none_or(|high| self.low <= high)
    }

    /// The interval of a sum of disjoint groups. Saturates instead of wrapping.
    pub fn plus(self, other: Self) -> Self {
        Self {
            low: self.low.saturating_add(other.low),
            high: self.high.zip(other.high).map(|(a, b)| a.saturating_add(b)),
        }
    }

    /// What both allow; unsound when they are disjoint.
    pub fn intersect(self, other: Self) -> Self {
        let high = match (self.high, other.high) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self { low: self.low.max(other.low), high }
    }

    /// The smallest interval that holds both.
    pub fn hull(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.zip(other.high).map(|(a, b)| a.max(b)) }
    }
}

impl std::fmt::Display for Interval {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.high {
            Some(high) if high == self.low => write!(f, "{high}"),
            Some(high) => write!(f, "{}–{high}", self.low),
            None => write!(f, "{}+", self.low),
        }
    }
}
