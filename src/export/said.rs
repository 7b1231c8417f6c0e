//! What an export left out, and why. Collected event by event, told once.

use std::collections::BTreeMap;

/// An event that would have broken a format's law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// As the store shows it: `e3`.
    pub event: String,
    pub reason: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    pub refused: Vec<Refused>,
    /// What the format has no place for or was written otherwise, and how often.
    pub remarks: BTreeMap<String, u64>,
}

impl Said {
    pub fn refuse(&mut self, event: impl ToString, reason: impl Into<String>) {
        self.refused.push(Refused { event: event.to_string(), reason: reason.into() });
    }

    pub fn remark(&mut self, what: impl Into<String>) {
        *self.remarks.entry(what.into()).or_default() += 1;
    }

    pub fn absorb(&mut self, other: Self) {
        self.refused.extend(other.refused);
        for (what, times) in other.remarks {
            *self.remarks.entry(what).or_default() += times;
        }
    }
}
