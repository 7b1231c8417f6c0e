//! `recent`: the most recent credible figure; of several of that day the one most give, else the lowest. A perpetrator's
//! own figure is not used.
//!
//! Own reading: independence and credibility are the analyst's grades; where proportions of sources decide in the codebook
//! we count claimants. The day is the one the figure was true (as-of), else the one it was published; undated figures count as
//! the oldest.

use super::{Verdict, credible};
use crate::reconcile::{board::Board, claimant::identity, mention::time, state::Voice};

pub fn judge(board: &Board, voices: &[Voice]) -> Verdict {
    let perpetrators: Vec<String> =
        board.pool.statements.iter().filter_map(|s| s.record.claim.perpetrator.as_deref()).map(identity).collect();
    let (credible, mut passed) = credible(board, voices);
    let is_perpetrator = |v: &Voice| perpetrators.contains(&identity(&board.seats[v.seat].name));
    let (own, others): (Vec<Voice>, Vec<Voice>) = credible.iter().partition(|v| is_perpetrator(v));
    passed.extend(own.iter().map(|v| (v.seat, "the perpetrator's own figure".to_owned())));
    let day = |v: &Voice| v.reading.claims.iter().map(|&at| time(board.pool.statements[at]).0).max().flatten();
    let Some(newest) = others.iter().map(day).max() else {
        return Verdict { passed, ..Verdict::nothing("nobody but the perpetrator gives a number") };
    };
    let (latest, older): (Vec<Voice>, Vec<Voice>) = others.iter().partition(|v| day(v) == newest);
    passed.extend(older.iter().map(|v| (v.seat, "an earlier figure".to_owned())));
    let support = |v: &Voice| latest.iter().filter(|w| w.count() == v.count()).count();
    let Some(chosen) =
        latest.iter().min_by_key(|v| (std::cmp::Reverse(support(v)), v.count().low, v.count().high, v.seat))
    else {
        return Verdict::nothing("nobody gives a number");
    };
    let (count, votes) = (chosen.count(), support(chosen));
    let used: Vec<usize> = latest.iter().filter(|v| v.count() == count).map(|v| v.seat).collect();
    let reason = if votes > 1 { "fewer give it" } else { "not the lowest of that day" };
    passed.extend(latest.iter().filter(|v| v.count() != count).map(|v| (v.seat, reason.to_owned())));
    let when = newest.map_or("undated".to_owned(), |day| format!("of {day}"));
    let how = match (latest.len(), votes) {
        (1, _) => "the only one".to_owned(),
        (all, 1) => format!("the lowest of {all}"),
        (all, votes) => format!("given by {votes} of {all}"),
    };
    let why = format!("most recent figures {when}: {how}, by {}", board.seats[chosen.seat].name);
    Verdict { low: Some(count.low), best: Some(count.low), high: count.high, used, passed, why }
}
