//! What each analyst said for himself, kept beside what stands: two who worked apart can be compared.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ClaimId, Decision, EventId, Judgement};

/// One analyst's latest word on one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Opinion {
    pub analyst: String,
    pub at: Timestamp,
    #[serde(flatten)]
    pub word: Word,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "on", rename_all = "snake_case")]
pub enum Word {
    Claim { claim: ClaimId, judgement: Judgement },
    Figure { event: EventId, decision: Box<Decision> },
}
