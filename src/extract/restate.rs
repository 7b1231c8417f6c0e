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
        if let Some(earlier) = earlier.or_else(|| named_before(drafts, later)) {
            drafts[later].repeats = Some(earlier);
            inherit(drafts, earlier, later);
        }
    }
    for total in 0..drafts.len() {
        add_up(drafts, total);
    }
    for draft in 0..drafts.len() {
        settle(drafts, draft);
    }
    for later in 1..drafts.len() {
        if drafts[later].moves && drafts[later].repeats.is_none() {
            supersede(drafts, later);
        }
    }
}

/// "Both bodies were found", "the leaders' murder": those named one by one before.
fn named_before(drafts: &[Draft], later: DraftId) -> Option<DraftId> {
    let all = &drafts[later];
    if !(all.group.definite || all.group.pronoun) || all.group.other || all.part_of.is_some() {
        return None;
    }
    let named = |d: &Draft| {
        !d.victims.names.is_empty()
            && d.count.low == Some(1)
            && d.outcome == all.outcome
            && d.scope == all.scope
            && d.repeats.is_none()
            && d.stance != Stance::Denied
            && d.sentence + NAMES_REACH >= all.sentence
            && same_voice(d, all)
            && (d.victims.role == all.victims.role || d.victims.role == Role::All || all.victims.role == Role::All)
    };
    let before: Vec<DraftId> = (later.saturating_sub(REACH)..later).filter(|i| named(&drafts[*i])).collect();
    let fits = match (all.count.bound, all.count.low) {
        (Bound::Some, _) => before.len() > 1,
        (Bound::Exact, Some(n)) => n > 1 && before.len() as u64 == n,
        _ => false,
    };
    before.last().copied().filter(|_| fits)
}

/// Marks people nobody counted yet whom a later word counts.
fn settle(drafts: &mut [Draft], draft: DraftId) {
    let this = &drafts[draft];
    if this.repeats.is_some() || this.scope != Scope::Event {
        return;
    }
    let fuller = (draft + 1..drafts.len().min(draft + NEAR)).find(|i| {
        let other = &drafts[*i];
        let whole = other.repeats.is_none() && other.scope == Scope::Event && other.stance != Stance::Denied;
        whole && counted_later(this, other)
    });
    if fuller.is_some() {
        drafts[draft].superseded_by = fuller;
    }
}

/// "The murder of the priests", whose number is told further down.
fn counted_later(some: &Draft, counted: &Draft) -> bool {
    some.count.bound == Bound::Some
        && some.group.definite
        && some.outcome == counted.outcome
        && counted.count.low.is_some_and(|n| n > 1)
        && same_voice(some, counted)
        && some.victims.role == counted.victims.role
        && some.victims.role != Role::All
}

/// The same people, outcome and number, by the same voice or by the article itself.
fn restates(earlier: &Draft, later: &Draft) -> bool {
    earlier.outcome == later.outcome
        && (same_count(earlier, later) || points_back(earlier, later))
        && earlier.scope == later.scope
        && (earlier.stance == Stance::Denied) == (later.stance == Stance::Denied)
        && later.part_of.is_none_or(|whole| earlier.part_of.is_none_or(|other| other == whole))
        && (same_voice(earlier, later) || taken_for_known(later) || points_back(earlier, later))
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
        && (earlier.count.low.is_none_or(|n| n > 1) || later.group.pronoun && later.sentence <= earlier.sentence + 2)
}

/// Whoever speaks of "the murder of the mayor" makes no claim that he was murdered; it was told before.
fn taken_for_known(later: &Draft) -> bool {
    let one = later.count.low == Some(1) && later.count.high == Some(1);
    later.presupposed && (later.group.definite || one && !later.victims.names.is_empty())
}

fn same_voice(earlier: &Draft, later: &Draft) -> bool {
    earlier.claimant == later.claimant || earlier.claimant.is_none() || later.claimant.is_none()
}

fn same_people(earlier: &Draft, later: &Draft) -> bool {
    let (a, b) = (&earlier.victims, &later.victims);
    let roles = a.role == b.role || a.role == Role::All || b.role == Role::All;
    // "A couple and their two children were killed": listed side by side.
    if are_listed(earlier, later) {
        return false;
    }
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
    // "A man killed a woman. He killed himself."
    if earlier.by_own_hand != later.by_own_hand && earlier.victims.role != later.victims.role {
        return false;
    }
    // One person and one person: the same only where the words point back.
    let named = same_name(earlier, later);
    let apart = !a.names.is_empty() && !b.names.is_empty() && !named;
    let points_back = later.group.pronoun || later.group.definite || later.title || earlier.title;
    // "his wife" is nobody told of before, unless as a wife.
    let kin = later.group.kin && a.names.is_empty() && !same_noun(earlier, later);
    !apart && (named || points_back && !kin && later.sentence != earlier.sentence)
}

/// Told of by the same word of the same sentence.
fn are_listed(a: &Draft, b: &Draft) -> bool {
    (a.sentence, a.part, a.trigger) == (b.sentence, b.part, b.trigger)
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

/// The same person's name: in full or in part ("Luis Galan Sarmiento", "Galan"), or with one more surname ("Hector
/// Oqueli", "Oqueli Colindres").
fn one_name(a: &str, b: &str) -> bool {
    let words = |name: &str| name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    let (a, b) = (words(a), words(b));
    let within = |part: &[String], whole: &[String]| part.iter().all(|word| whole.contains(word));
    let chained = |a: &[String], b: &[String]| a.len() > 1 && b.len() > 1 && a.last() == b.first();
    let ends = (a.first(), a.last()) == (b.first(), b.last());
    within(&a, &b) || within(&b, &a) || chained(&a, &b) || chained(&b, &a) || ends
}

/// Both told of one incident: dates named in both must meet.
pub fn same_incident(earlier: &Draft, later: &Draft) -> bool {
    match (&earlier.date, &later.date) {
        (Some(a), Some(b)) if earlier.dated_here && later.dated_here => a.overlaps(b),
        _ => true,
    }
}

/// How many sentences apart "both" still means two named before.
const NAMES_REACH: usize = 8;

/// Claims behind one in which a fuller word of the same is looked for.
const NEAR: usize = 40;

/// How many sentences after a total its parts may be told.
const PARTS_REACH: usize = 3;

/// Claims right after a total, by the same voice, that add up to it exactly are its parts. So are newly found dead
/// told beside the toll they brought about.
fn add_up(drafts: &mut [Draft], total: DraftId) {
    let whole = &drafts[total];
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
    };
    let (moves, sentence) = (whole.moves, whole.sentence);
    let all: Vec<DraftId> = (total + 1..drafts.len().min(total + REACH)).filter(|i| belongs(&drafts[*i])).collect();
    let (after, far): (Vec<DraftId>, Vec<DraftId>) =
        all.into_iter().partition(|i| drafts[*i].sentence <= sentence + PARTS_REACH);
    for end in 2..=after.len().min(8) {
        let sum: Option<u64> =
            after[..end].iter().map(|i| drafts[*i].count.high.filter(|h| drafts[*i].count.low == Some(*h))).sum();
        if sum == Some(n) {
            after[..end].iter().for_each(|i| drafts[*i].part_of = Some(total));
            return;
        }
    }
    // "A man, two women and a child were killed", told further down of four: only what one sentence lists.
    for list in far.chunk_by(|a, b| are_listed(&drafts[*a], &drafts[*b])).filter(|list| list.len() > 1) {
        let exact = |i: &DraftId| drafts[*i].count.high.filter(|h| drafts[*i].count.low == Some(*h));
        if list.iter().map(exact).sum::<Option<u64>>() == Some(n) && drafts[list[0]].claimant == drafts[total].claimant
        {
            for i in list {
                drafts[*i].part_of = Some(total);
            }
            return;
        }
    }
    for i in after {
        let found = drafts[i].group.other && moves && drafts[i].sentence <= sentence + 1;
        if found && drafts[i].count.high.is_some_and(|part| part < n) {
            drafts[i].part_of = Some(total);
        }
    }
}

/// A restatement may know what the first mention left out.
fn inherit(drafts: &mut [Draft], earlier: DraftId, later: DraftId) {
    // "A father and a toddler were found dead": whoever repeats one of them did not say it of both.
    let beside = |i: usize| drafts.get(i).is_some_and(|d| i != earlier && are_listed(d, &drafts[earlier]));
    let listed = beside(earlier + 1) || earlier > 0 && beside(earlier - 1);
    let (before, after) = drafts.split_at_mut(later);
    let (to, from) = (&mut before[earlier], &after[0]);
    // "the army killed them, a neighbour said": of the number told before that says nothing.
    let counts = from.count.bound != Bound::Some;
    if to.claimant.is_none() && to.stance == from.stance && counts && !listed {
        to.claimant = from.claimant;
    }
    if to.victims.names.is_empty() && from.count.low == to.count.low {
        to.victims.names.clone_from(&from.victims.names);
    }
}

/// "The toll rose to 12": earlier totals of the same voice give way, whichever is higher.
fn supersede(drafts: &mut [Draft], later: DraftId) {
    let (before, after) = drafts.split_at_mut(later);
    let new = &after[0];
    for old in &mut before[later.saturating_sub(REACH)..] {
        let same = old.outcome == new.outcome && old.claimant == new.claimant && old.scope == Scope::Event;
        let replaced = same && old.is_total() && new.is_total() && old.count.low != new.count.low;
        if replaced && old.repeats.is_none() && same_incident(old, new) && old.moves {
            old.superseded_by = Some(later);
        }
    }
}
