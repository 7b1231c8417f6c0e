//! People told of as hurt who died: one person hurt and dead, and numbers of people hit that hold the dead.

use std::collections::HashSet;

use super::{
    draft::{Draft, DraftId},
    restate::{REACH, same_name, same_noun},
};
use crate::domain::{Outcome, Role, Scope, Stance};

/// How many sentences apart "he died" still speaks of the one hurt before.
const NEAR: usize = 3;

/// Runs before restatements are marked.
pub fn fatal(drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        let died = match drafts[at].outcome {
            _ if !is_one(&drafts[at]) => None,
            Outcome::Injured => killed_before(drafts, at),
            _ => None,
        };
        if let Some(died) = died {
            drafts[at].superseded_by = Some(died);
        }
        if drafts[at].outcome == Outcome::Killed && is_one(&drafts[at]) {
            for hurt in hurt_before(drafts, at) {
                drafts[hurt].superseded_by = Some(at);
            }
        }
    }
    let all: Vec<(DraftId, DraftId)> = (0..drafts.len()).filter_map(|at| Some((at, dead_among(drafts, at)?))).collect();
    for (at, dead) in &all {
        drafts[*at].outcome = Outcome::Casualties;
        if drafts[*dead].part_of.is_none() && dead > at {
            drafts[*dead].part_of = Some(*at);
        }
    }
    // The same number told again counts the same people.
    let counts: HashSet<_> = all.iter().map(|(at, _)| drafts[*at].count.low).collect();
    for draft in drafts.iter_mut().filter(|d| is_number_hit(d)) {
        if counts.contains(&draft.count.low) {
            draft.outcome = Outcome::Casualties;
        }
    }
}

fn tells(d: &Draft) -> bool {
    d.scope == Scope::Event && d.stance != Stance::Denied && !d.count.is_zero()
}

fn is_one(d: &Draft) -> bool {
    tells(d) && d.count.low == Some(1) && d.count.high == Some(1)
}

/// "He was shot in the head" of somebody told of as dead says how they died.
fn killed_before(drafts: &[Draft], hurt: DraftId) -> Option<DraftId> {
    let later = &drafts[hurt];
    let before = || (hurt.saturating_sub(REACH)..hurt).rev();
    if !later.victims.names.is_empty() {
        return before()
            .find(|i| is_one(&drafts[*i]) && drafts[*i].outcome == Outcome::Killed && same_name(&drafts[*i], later));
    }
    let last = before().find(|i| is_one(&drafts[*i]) && drafts[*i].sentence + NEAR >= later.sentence)?;
    let earlier = &drafts[last];
    let back = later.group.pronoun || later.mortal && later.group.definite && same_noun(earlier, later);
    (back && earlier.outcome == Outcome::Killed && earlier.sentence < later.sentence).then_some(last)
}

/// Those hurt who are the one dead: "She was shot on Monday and died on Tuesday."
fn hurt_before(drafts: &[Draft], dead: DraftId) -> Vec<DraftId> {
    let later = &drafts[dead];
    let before = || (dead.saturating_sub(REACH)..dead).rev().filter(|i| is_one(&drafts[*i]));
    if !later.victims.names.is_empty() {
        return before().filter(|i| drafts[*i].outcome == Outcome::Injured && same_name(&drafts[*i], later)).collect();
    }
    let mut found: Vec<DraftId> = Vec::new();
    let mut later = later;
    for at in before().take_while(|i| drafts[*i].sentence + NEAR >= drafts[dead].sentence) {
        let earlier = &drafts[at];
        let noun = later.group.definite && same_noun(earlier, later) && earlier.sentence < later.sentence;
        if earlier.outcome != Outcome::Injured || !(later.group.pronoun || noun) {
            break;
        }
        found.push(at);
        later = earlier;
    }
    found
}

fn is_number_hit(d: &Draft) -> bool {
    tells(d)
        && d.mortal
        && d.outcome == Outcome::Injured
        && d.count.low.is_some_and(|n| n > 1)
        && d.part_of.is_none()
        && !d.group.other
}

/// The dead among a number of people hit: told as a part of it, in the same breath, or by a sum that fits.
fn dead_among(drafts: &[Draft], hit: DraftId) -> Option<DraftId> {
    let whole = Some(&drafts[hit]).filter(|d| is_number_hit(d))?;
    let all = whole.count.low?;
    let dead = |i: &DraftId| {
        let d = &drafts[*i];
        d.outcome == Outcome::Killed
            && tells(d)
            && d.count.high.is_some_and(|n| n < all)
            && d.victims.role != Role::Attacker
    };
    let near = hit.saturating_sub(REACH)..drafts.len().min(hit + REACH);
    let part = |i: &DraftId| drafts[*i].part_of == Some(hit);
    let breath = |i: &DraftId| drafts[*i].sentence == whole.sentence && *i > hit && !drafts[*i].group.other;
    let sums = |i: &DraftId| {
        let rest = drafts[*i].count.high.map(|n| all - n);
        let hurt = |d: &Draft| {
            let beside = d.group.other || d.sentence == drafts[*i].sentence;
            d.outcome == Outcome::Injured && tells(d) && d.count.low == rest && d.count.high == rest && beside
        };
        drafts[near.clone()].iter().any(hurt)
    };
    near.clone().filter(dead).find(|i| part(i) || breath(i) || sums(i))
}
