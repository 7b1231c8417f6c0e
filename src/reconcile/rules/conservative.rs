//! `conservative`: the lowest credible figure, vague words by ACLED's table.
//!
//! Own reading: "at least nine" is nine. "Up to seventy" names no least number and is passed over. Unlike ACLED, which
//! gives one number for all dead, the rule is applied to every row.

use super::{Verdict, credible, vague};
use crate::{
    domain::Basis,
    reconcile::{
        board::{Board, Line},
        state::Voice,
    },
};

pub fn judge(board: &Board, line: &Line) -> Verdict {
    let heard: Vec<Voice> = line
        .readings
        .iter()
        .enumerate()
        .filter_map(|(seat, r)| Some(Voice { seat, reading: r.as_ref().filter(|r| r.basis != Basis::Possible)? }))
        .collect();
    let (mut voices, mut passed) = credible(board, &heard);
    let bounded_only = |v: &Voice| v.count().low == 0 && !v.count().is_exact();
    passed.extend(voices.iter().filter(|v| bounded_only(v)).map(|v| (v.seat, "an upper bound only".to_owned())));
    voices.retain(|v| !bounded_only(v));
    let figure = |v: &Voice| match (&v.reading.claims[..], v.reading.basis) {
        ([at, ..], Basis::Stated) => vague::worth(board.pool.claim(*at)).unwrap_or(v.count().low),
        _ => v.count().low,
    };
    let Some(lowest) = voices.iter().min_by_key(|v| (figure(v), v.seat)) else {
        return Verdict { passed, ..Verdict::nothing("nobody gives a least number") };
    };
    let best = figure(lowest);
    for v in voices.iter().filter(|v| figure(v) > best) {
        passed.push((v.seat, format!("{} is higher", figure(v))));
    }
    let used = voices.iter().filter(|v| figure(v) == best).map(|v| v.seat).collect();
    let why = format!("the lowest credible figure, by {}", board.seats[lowest.seat].name);
    Verdict { low: Some(best), best: Some(best), high: Some(best), used, passed, why }
}
