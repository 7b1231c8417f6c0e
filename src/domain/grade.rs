//! Judgements of people: is the claim well read, how credible is it, how reliable is who makes it.
//!
//! The two Admiralty scales (NATO AJP-2.1) are judged apart. `F` and `6` mean "cannot be judged", not "worst".

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::claim::vocabulary;

vocabulary! {
    /// An analyst's word on one claim as the machine read it.
    Judgement { Proposed = "proposed", Accepted = "accepted", Rejected = "rejected" }
}

vocabulary! {
    /// Admiralty reliability of a claimant.
    Reliability {
        /// Completely reliable
        A = "A",
        /// Usually reliable
        B = "B",
        /// Fairly reliable
        C = "C",
        /// Not usually reliable
        D = "D",
        /// Unreliable
        E = "E",
        /// Cannot be judged
        F = "F",
    }
}

impl Reliability {
    /// Rank for choosing among claimants, 0 best. `F` stands in the middle: not judged is not unreliable.
    pub const fn rank(self) -> u8 {
        match self {
            Self::A => 0,
            Self::B => 1,
            Self::C => 2,
            Self::F => 3,
            Self::D => 4,
            Self::E => 5,
        }
    }
}

vocabulary! {
    /// Admiralty credibility of one claim.
    Credibility {
        /// Confirmed by other sources
        Confirmed = "1",
        /// Probably true
        Probable = "2",
        /// Possibly true
        Possible = "3",
        /// Doubtful
        Doubtful = "4",
        /// Improbable
        Improbable = "5",
        /// Cannot be judged
        Unjudged = "6",
    }
}
