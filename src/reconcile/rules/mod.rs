//! The rules by which recorders choose a figure, each over the same voices.
//!
//! | rule | source |
//! |---|---|
//! | `range` | Iraq Body Count, "Methods" (2003 and later): minimum and maximum of deaths; Airwars, "Methodology": the range of killed and injured of an incident |
//! | `ucdp` | UCDP Georeferenced Event Dataset codebook, versions 19.1 to 23.1: `best` the most likely estimate, `low` and `high` the lowest and highest reliable ones, and deaths by side that add up to `best` |
//! | `conservative` | ACLED, "FAQs: Fatality methodology" (2023, updated 2024) and codebook (2023): the most conservative estimate available where reports differ or are vague |
//! | `recent` | Global Terrorism Database codebook (University of Maryland, 2021), `nkill`: most recent, then majority, then lowest; the lowest reliable number where sources conflict |
//!
//! ACLED's page was read at its source; what the other rows say of their codebooks comes from a survey of them.
//!
//! Ranges, a hierarchy of sources and the majority's view are the answers that Every Casualty's "Standards for Casualty
//! Recording" (2016) finds in use; it asks that a record say which was taken. Each rule's own file says where we read
//! it in our own way.

mod conservative;
mod range;
mod recent;
mod ucdp;
mod vague;

pub use ucdp::{Sides, sides};

use crate::domain::{Basis, ClaimId, Credibility, Interval, Reliability, Rule};

use super::{
    RuleResult,
    board::{Board, Line},
    state::{Voice, voices},
    who::Who,
};

/// What a rule decided: its numbers, the seats it used, and why it passed over the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    pub low: Option<u64>,
    pub best: Option<u64>,
    pub high: Option<u64>,
    pub used: Vec<usize>,
    pub passed: Vec<(usize, String)>,
    pub why: String,
}

impl Verdict {
    fn nothing(why: &str) -> Self {
        Self { why: why.into(), ..Self::default() }
    }
}

pub fn judge(board: &Board, line: &Line, rule: Rule) -> Verdict {
    let voices = voices(line);
    match rule {
        Rule::Range => range::judge(board, &voices),
        Rule::Ucdp => ucdp::judge(board, line, &voices),
        Rule::Conservative => conservative::judge(board, line),
        Rule::Recent => recent::judge(board, &voices),
        Rule::Manual => Verdict::nothing("the analyst's own numbers"),
    }
}

/// The verdict with claims instead of seats, and every claim that bears on the row accounted for.
pub fn result(board: &Board, line: &Line, rule: Rule) -> RuleResult {
    let verdict = judge(board, line, rule);
    let places = |seat: usize| line.readings[seat].iter().flat_map(|r| r.claims.iter().copied());
    let mut seen = vec![false; board.pool.statements.len()];
    let mut first = |at: usize| !std::mem::replace(&mut seen[at], true);
    let used: Vec<ClaimId> =
        used(line, &verdict).filter(|(_, at)| first(*at)).map(|(_, at)| board.pool.id(at)).collect();
    let mut left_out: Vec<(ClaimId, String)> = Vec::new();
    let mut leave = |at: usize, why: &dyn Fn() -> String| {
        if first(at) {
            left_out.push((board.pool.id(at), why()));
        }
    };
    for (seat, why) in &verdict.passed {
        places(*seat).for_each(|at| leave(at, &|| why.clone()));
    }
    for (seat, reading) in line.readings.iter().enumerate() {
        let Some(reading) = reading else { continue };
        let why = match (reading.basis, reading.has_number) {
            (Basis::Possible, _) => "possible only; not settled",
            (_, false) => "gives no number",
            _ => "not used by this rule",
        };
        places(seat).for_each(|at| leave(at, &|| why.to_owned()));
    }
    for (at, fate) in board.pool.fate.iter().enumerate() {
        let claim = board.pool.claim(at);
        let concerned = claim.outcome == line.question.outcome && line.question.who.covers(Who::of(&claim.victims));
        if let (Some(why), true) = (*fate, concerned) {
            leave(at, &|| board.pool.words(why));
        }
    }
    let Verdict { low, best, high, why, .. } = verdict;
    RuleResult { rule, low, best, high, used, left_out, why }
}

/// The claims behind a verdict, each with its seat.
pub fn used<'l>(line: &'l Line, verdict: &'l Verdict) -> impl Iterator<Item = (usize, usize)> + 'l {
    let claims = |seat: usize| line.readings[seat].iter().flat_map(move |r| r.claims.iter().map(move |&at| (seat, at)));
    verdict.used.iter().flat_map(move |&seat| claims(seat))
}

fn seats(voices: &[Voice]) -> Vec<usize> {
    voices.iter().map(|v| v.seat).collect()
}

/// Lowest lower bound to highest upper bound.
fn hull(voices: &[Voice]) -> Option<Interval> {
    voices.iter().map(Voice::count).reduce(Interval::hull)
}

/// Claims judged improbable, and claimants judged unreliable, are not credible. Not judged is not incredible.
fn is_credible(board: &Board, voice: &Voice) -> bool {
    let improbable = |at: &usize| board.pool.statements[*at].record.credibility == Some(Credibility::Improbable);
    board.seats[voice.seat].reliability != Some(Reliability::E) && !voice.reading.claims.iter().all(improbable)
}

/// Splits the voices by credibility; where nobody is credible, everybody stays and the verdict says so.
fn credible<'b>(board: &Board, voices: &[Voice<'b>]) -> (Vec<Voice<'b>>, Vec<(usize, String)>) {
    let (good, bad): (Vec<Voice>, Vec<Voice>) = voices.iter().partition(|v| is_credible(board, v));
    match good.is_empty() {
        true => (bad, Vec::new()),
        false => (good, bad.iter().map(|v| (v.seat, "judged not credible".to_owned())).collect()),
    }
}
