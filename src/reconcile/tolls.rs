//! A toll over time: what each claimant said of one measure, from its first word to its last.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::{ClaimId, Interval};

use super::{
    admit::Why,
    board::{Board, Line},
    mention::time,
    who::Who,
};

/// One figure of one claimant at one time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Toll {
    pub claimant: String,
    /// The day it was true as the claimant knew it, else the day it was published.
    pub day: Option<Date>,
    pub interval: Interval,
    pub claim: ClaimId,
    /// False where a later word of the same claimant replaced it.
    pub stands: bool,
}

/// By claimant in the order of the columns, then by day. Only figures stated for exactly this group; restatements and copies
/// are the figure they repeat.
pub fn tolls(board: &Board, line: &Line) -> Vec<Toll> {
    let mut tolls: Vec<(usize, Toll)> = Vec::new();
    for (at, statement) in board.pool.statements.iter().enumerate() {
        let claim = &statement.record.claim;
        let asked = claim.outcome == line.question.outcome && Who::of(&claim.victims) == line.question.who;
        let stands = match board.pool.fate[at] {
            None => true,
            Some(Why::ReplacedBy(_) | Why::Outdated(_) | Why::Outgrown(_)) => false,
            Some(_) => continue,
        };
        if let (true, Some(seat)) = (asked && claim.part_of.is_none(), board.seat_of(at)) {
            let (claimant, day) = (board.seats[seat].name.clone(), time(statement).0);
            let (interval, claim) = (claim.count.interval(), statement.record.id);
            tolls.push((seat, Toll { claimant, day, interval, claim, stands }));
        }
    }
    tolls.sort_by_key(|(seat, toll)| (*seat, toll.day, toll.stands, toll.claim));
    tolls.into_iter().map(|(_, toll)| toll).collect()
}
