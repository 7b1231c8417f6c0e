//! `ucdp`: best is the most reliable claimant's figure, the lower one where none is more reliable; low and high are the
//! lowest and highest reliable ones; a party's word on its enemy's dead widens high only; the best of the total is the sum
//! of side a, side b, civilians and unknown.
//!
//! Own reading. The codebook leaves it to the coder which estimate is the most likely; that the lower of equally reliable
//! ones is taken and a party's claim on its enemy goes to `high` is what published rows show. Reliability is the
//! analyst's grade; not graded stands between C and D, and D and E are not reliable while anyone else speaks. Of equal
//! grades, a number goes before a vague word, a number that a headline gives before one from the text alone, who numbers
//! the whole before whose number is a sum of the parts it mentioned, and a number that more claimants give before one
//! that fewer give. Parties are known by their kind: see `parties`.

use std::{cmp::Reverse, collections::HashSet};

use super::{Verdict, hull, seats};
use crate::{
    domain::{Bound, Interval, Outcome, Reliability, Role, TextPart},
    reconcile::{
        admit::Why,
        board::{Board, Line},
        parties::{Relation, relation},
        read::Question,
        state::{Voice, voices},
        who::Who,
    },
};

/// The best estimates by side, as UCDP's columns have them. `best` is their sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sides {
    /// deaths_a: the state's forces.
    pub state_forces: u64,
    /// deaths_b: armed groups and attackers.
    pub armed_groups: u64,
    pub civilians: u64,
    /// deaths_unknown: what no side accounts for.
    pub unknown: u64,
    pub best: u64,
}

pub fn judge(board: &Board, line: &Line, voices: &[Voice]) -> Verdict {
    let mut verdict = row(board, line, voices);
    if line.question.who != Who::ALL || line.question.label.is_some() || verdict.used.is_empty() {
        return verdict;
    }
    if let Some(sides) = sides(board, line.question.outcome) {
        if verdict.best != Some(sides.best) {
            verdict.why.push_str(&format!("; raised to {}, the sum of the sides", sides.best));
        }
        verdict.best = Some(sides.best);
        verdict.low = verdict.low.map(|low| low.min(sides.best));
        verdict.high = verdict.high.map(|high| high.max(sides.best));
    }
    verdict
}

/// The sides of one outcome; `None` where nobody gives a number that may be a best one.
pub fn sides(board: &Board, outcome: Outcome) -> Option<Sides> {
    let line = |role: Role| {
        let asked = |l: &&Line| {
            l.question.outcome == outcome && l.question.who == Who::role(role) && l.question.label.is_none()
        };
        board.lines.iter().find(asked)
    };
    let best = |role: Role| {
        let line = line(role)?;
        row(board, line, &voices(line)).best
    };
    let found: Vec<(Role, u64)> = Role::ALL.iter().filter_map(|&role| Some((role, best(role)?))).collect();
    let of = |role: Role| found.iter().find(|(r, _)| *r == role).map_or(0, |(_, n)| *n);
    let (state_forces, civilians) = (of(Role::StateForces), of(Role::Civilian));
    // "three fighters, two of whom blew themselves up": the attackers are two of the three.
    let attackers = line(Role::Attacker).into_iter().flat_map(|line| line.readings.iter().flatten());
    let inside = attackers.flat_map(|r| &r.claims).any(|&at| board.pool.is_inside(at, Role::ArmedGroup));
    let armed_groups = match inside {
        true => of(Role::ArmedGroup).max(of(Role::Attacker)),
        false => of(Role::ArmedGroup).saturating_add(of(Role::Attacker)),
    };
    let known = state_forces.saturating_add(armed_groups).saturating_add(civilians);
    let total = known.saturating_add(of(Role::Unknown)).max(of(Role::All));
    let unknown = total.saturating_sub(known);
    (!found.is_empty()).then_some(Sides { state_forces, armed_groups, civilians, unknown, best: total })
}

fn row(board: &Board, line: &Line, voices: &[Voice]) -> Verdict {
    let (of_enemy, neutral): (Vec<Voice>, Vec<Voice>) =
        voices.iter().partition(|v| is_of_its_enemy(board, v, &line.question));
    let grade = |v: &Voice| board.seats[v.seat].reliability.unwrap_or(Reliability::F);
    let trusted = |v: &Voice| grade(v).rank() <= Reliability::F.rank();
    let mut passed: Vec<(usize, String)> = Vec::new();
    let (mut reliable, doubted): (Vec<Voice>, Vec<Voice>) = neutral.iter().partition(|v| trusted(v));
    if reliable.is_empty() {
        reliable = doubted;
    } else {
        passed.extend(doubted.iter().map(|v| (v.seat, format!("graded {}", grade(v)))));
    }
    passed.extend(of_enemy.iter().map(|v| (v.seat, "a party's word on its enemy: widens high only".to_owned())));
    let enemy_high = hull(&of_enemy);
    let Some(span) = hull(&reliable) else {
        let high = enemy_high.and_then(|h| h.high);
        let why =
            if voices.is_empty() { "nobody gives a number" } else { "only a party speaks, of its enemy: high only" };
        return Verdict { high, passed, used: seats(&of_enemy), ..Verdict::nothing(why) };
    };
    let givers = |v: &Voice| reliable.iter().filter(|w| w.count() == v.count()).count();
    let headlines = headlines(board, &line.question);
    let headed = |v: &Voice| headlines.contains(&(v.count().low, v.count().high));
    let vague =
        |v: &Voice| v.reading.claims.first().is_some_and(|&at| board.pool.claim(at).count.bound == Bound::Vague);
    let standing = |v: &Voice| (grade(v).rank(), vague(v), !headed(v), !v.reading.whole, Reverse(givers(v)));
    let top = reliable.iter().map(standing).min();
    let best: Vec<&Voice> = reliable.iter().filter(|v| Some(standing(v)) == top).collect();
    let Some(chosen) = best.iter().min_by_key(|v| (v.count().low, v.count().high, v.seat)) else {
        return Verdict::nothing("nobody gives a number");
    };
    let widened = enemy_high.map_or(span, |h| Interval { high: span.hull(h).high, ..span });
    let name = &board.seats[chosen.seat].name;
    let why = match best.len() {
        1 if reliable.len() == 1 => format!("only {name} speaks"),
        1 => format!("{name} is the most reliable here"),
        n => format!("the lower of {n} equally reliable figures, by {name}"),
    };
    let used = seats(&reliable);
    Verdict { low: Some(span.low), best: Some(chosen.count().low), high: widened.high, used, passed, why }
}

/// The numbers of these people that headlines give, restatements too.
fn headlines(board: &Board, question: &Question) -> HashSet<(u64, Option<u64>)> {
    let counts = |at: &usize| matches!(board.pool.fate[*at], None | Some(Why::Restates(_)));
    let claims = (0..board.pool.statements.len()).filter(counts).map(|at| board.pool.claim(at));
    let asked = claims.filter(|c| c.outcome == question.outcome && question.who.covers(Who::of(&c.victims)));
    let headed = asked.filter(|c| c.evidence.iter().any(|e| e.part == TextPart::Title));
    headed.map(|c| (c.count.interval().low, c.count.high)).collect()
}

/// Of the dead and hurt only: whom a party holds or freed, it knows at first hand.
fn is_of_its_enemy(board: &Board, voice: &Voice, question: &Question) -> bool {
    use Outcome::{Casualties, Injured, Killed, Neutralized};
    let seat = &board.seats[voice.seat];
    let actors = voice.reading.claims.iter().map(|&at| board.pool.claim(at).victims.actor.as_deref());
    let is_enemy = |actor| relation(&seat.name, seat.kind, question.who.role, actor) == Relation::Enemy;
    matches!(question.outcome, Killed | Injured | Casualties | Neutralized) && actors.into_iter().any(is_enemy)
}
