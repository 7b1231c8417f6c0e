//! Claims of one article that say the same again, and those that a later word of the same claimant replaces.

use super::draft::{Draft, DraftId};
use crate::domain::{Bound, Role, Scope, Stance, Trait};

/// How many claims back a restatement or a replaced total is looked for; bounds the work on a long text.
pub const REACH: usize = 200;

/// Marks restatements and replaced totals, in the order of the drafts.
pub fn restate(drafts: &mut [Draft]) {
    for later in 1..drafts.len() {
        let earlier = (later.saturating_sub(REACH)..later)
            .find(|e| drafts[*e].repeats.is_none() && restates(&drafts[*e], &drafts[later]));
        if let Some(earlier) = earlier {
            drafts[later].repeats = Some(earlier);
            inherit(drafts, earlier, later);
        }
    }
    for total in 0..drafts.len() {
        add_up(drafts, total);
    }
    for later in 1..drafts.len() {
        if drafts[later].moves && drafts[later].repeats.is_none() {
            supersede(drafts, later);
        }
    }
}

/// The same people, outcome and number, by the same voice or by the article itself.
fn restates(earlier: &Draft, later: &Draft) -> bool {
    earlier.outcome == later.outcome
        && (same_count(earlier, later) || points_back(earlier, later))
        && earlier.scope == later.scope
        && (earlier.stance == Stance::Denied) == (later.stance == Stance::Denied)
        && later.part_of.is_none_or(|whole| earlier.part_of.is_none_or(|other| other == whole))
        && same_voice(earlier, later)
        && same_people(earlier, later)
        && same_incident(earlier, later)
        && !later.group.other
}

fn same_count(earlier: &Draft, later: &Draft) -> bool {
    // A headline drops the "at least".
    earlier.count.low == later.count.low && (later.title || earlier.count.high == later.count.high)
}

/// "They were killed", "the priests' murder": no number of its own, only those counted before.
fn points_back(earlier: &Draft, later: &Draft) -> bool {
    later.count.bound == Bound::Some
        && (later.group.definite || later.group.pronoun)
        && earlier.count.low.is_none_or(|n| n > 1)
}

fn same_voice(earlier: &Draft, later: &Draft) -> bool {
    earlier.claimant == later.claimant || earlier.claimant.is_none() || later.claimant.is_none()
}

fn same_people(earlier: &Draft, later: &Draft) -> bool {
    let (a, b) = (&earlier.victims, &later.victims);
    let roles = a.role == b.role || a.role == Role::All || b.role == Role::All;
    // "A woman was killed. Her brother was killed."
    let sexes = a.traits.contains(&Trait::Man) && b.traits.contains(&Trait::Woman)
        || a.traits.contains(&Trait::Woman) && b.traits.contains(&Trait::Man);
    if !roles || sexes {
        return false;
    }
    if earlier.count.low != Some(1) || earlier.count.high != Some(1) {
        let named_apart = !a.names.is_empty() && !b.names.is_empty() && a.names != b.names;
        return !named_apart && (later.sentence != earlier.sentence || later.group.definite);
    }
    // One person and one person: the same only where the words point back.
    let named = same_name(earlier, later);
    let apart = !a.names.is_empty() && !b.names.is_empty() && !named;
    let points_back = later.group.pronoun || later.group.definite || later.title || earlier.title;
    !apart && (named || points_back && later.sentence != earlier.sentence)
}

/// Do both name the same person?
pub fn same_name(a: &Draft, b: &Draft) -> bool {
    a.victims.names.iter().any(|n| b.victims.names.iter().any(|m| one_name(n, m)))
}

/// "a man", "the man"
pub fn same_noun(a: &Draft, b: &Draft) -> bool {
    let noun = |d: &Draft| d.victims.words.rsplit(' ').next().map(str::to_lowercase);
    noun(a) == noun(b)
}

/// The same person's name, in full or by surname alone.
fn one_name(a: &str, b: &str) -> bool {
    let alone = !a.contains(' ') || !b.contains(' ');
    a == b || surname(a) == surname(b) && (alone || a.split(' ').next() == b.split(' ').next())
}

fn surname(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// Both told of one incident: dates named in both must meet.
pub fn same_incident(earlier: &Draft, later: &Draft) -> bool {
    match (&earlier.date, &later.date) {
        (Some(a), Some(b)) if earlier.dated_here && later.dated_here => a.overlaps(b),
        _ => true,
    }
}

/// How many sentences after a total its parts may be told.
const PARTS_REACH: usize = 3;

/// Claims right after a total, by the same voice, that add up to it exactly are its parts. So are newly found dead
/// told beside the toll they brought about.
fn add_up(drafts: &mut [Draft], total: DraftId) {
    let whole = drafts[total].clone();
    let Some(n) = whole.count.low.filter(|n| *n > 2 && whole.count.high == Some(*n) && whole.part_of.is_none()) else {
        return;
    };
    let belongs = |d: &Draft| {
        d.outcome == whole.outcome
            && d.scope == whole.scope
            && (d.claimant == whole.claimant || d.claimant.is_none() || whole.claimant.is_none())
            && d.stance == whole.stance
            && d.part_of.is_none()
            && d.repeats.is_none()
            && d.sentence <= whole.sentence + PARTS_REACH
    };
    let after: Vec<DraftId> = (total + 1..drafts.len().min(total + REACH)).filter(|i| belongs(&drafts[*i])).collect();
    for end in 2..=after.len().min(8) {
        let sum: Option<u64> =
            after[..end].iter().map(|i| drafts[*i].count.high.filter(|h| drafts[*i].count.low == Some(*h))).sum();
        if sum == Some(n) {
            after[..end].iter().for_each(|i| drafts[*i].part_of = Some(total));
            return;
        }
    }
    for i in after {
        let found = drafts[i].group.other && whole.moves && drafts[i].sentence <= whole.sentence + 1;
        if found && drafts[i].count.high.is_some_and(|part| part < n) {
            drafts[i].part_of = Some(total);
        }
    }
}

/// A restatement may know what the first mention left out.
fn inherit(drafts: &mut [Draft], earlier: DraftId, later: DraftId) {
    let from = drafts[later].clone();
    let to = &mut drafts[earlier];
    if to.claimant.is_none() && to.stance == from.stance {
        to.claimant = from.claimant;
    }
    if to.victims.names.is_empty() && from.count.low == to.count.low {
        to.victims.names = from.victims.names;
    }
}

/// "The toll rose to 12": earlier totals of the same voice give way, whichever is higher.
fn supersede(drafts: &mut [Draft], later: DraftId) {
    let new = drafts[later].clone();
    for old in &mut drafts[later.saturating_sub(REACH)..later] {
        let same = old.outcome == new.outcome && old.claimant == new.claimant && old.scope == Scope::Event;
        let replaced = same && old.is_total() && new.is_total() && old.count.low != new.count.low;
        if replaced && old.repeats.is_none() && same_incident(old, &new) && old.moves {
            old.superseded_by = Some(later);
        }
    }
}
