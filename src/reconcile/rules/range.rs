//! `range`: smallest lower bound to largest upper bound over all claimants; the best is left to the analyst.
//!
//! Own reading: a bound is what the claimant's words allow ("at least 9" has no upper end, "up to 70" begins at 0), where
//! Iraq Body Count and Airwars record the numbers named. A claim by somebody new never narrows the range, but for one case:
//! who told only of the attacker, or of a victim it knew, is set aside once somebody gives a larger toll.

use super::{Verdict, hull, seats};
use crate::reconcile::{board::Board, state::Voice};

pub fn judge(board: &Board, voices: &[Voice]) -> Verdict {
    let Some(hull) = hull(voices) else { return Verdict::nothing("nobody gives a number") };
    let lowest = voices.iter().min_by_key(|v| v.count().low);
    let highest = voices.iter().max_by_key(|v| v.count().high.unwrap_or(u64::MAX));
    let name = |v: Option<&Voice>| v.map_or("", |v| board.seats[v.seat].name.as_str()).to_owned();
    let why = match voices {
        [only] => format!("only {} gives a number", board.seats[only.seat].name),
        _ => format!("lowest by {}, highest by {}", name(lowest), name(highest)),
    };
    Verdict { low: Some(hull.low), best: None, high: hull.high, used: seats(voices), passed: Vec::new(), why }
}
