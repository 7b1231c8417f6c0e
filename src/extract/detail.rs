//! Details told of some of those counted before: one by one, by name and age, by how they are, by where they were taken.
//! They are parts of the number they are told of, whoever gave it.

use super::{
    draft::{Draft, DraftId},
    restate::{REACH, same_incident},
};
use crate::domain::{Bound, Outcome, Role, Scope, Stance, Trait};

const DEMOGRAPHIC: [Trait; 5] = [Trait::Child, Trait::Woman, Trait::Man, Trait::Elderly, Trait::Family];

/// Runs after restatements are marked.
pub fn detail(drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        if is_detail(&drafts[at])
            && let Some(whole) = number_told(drafts, at)
        {
            drafts[at].part_of = Some(whole);
        }
    }
}

fn stands(d: &Draft) -> bool {
    d.part_of.is_none() && d.repeats.is_none() && d.superseded_by.is_none() && d.scope == Scope::Event
}

fn is_detail(d: &Draft) -> bool {
    let exact = d.count.low.is_some_and(|n| n > 0) && d.count.high == d.count.low;
    let hurt = d.outcome == Outcome::Injured && d.detail;
    let told = exact && (hurt || d.somebody) || d.count.bound == Bound::Some && hurt;
    told && stands(d) && d.stance != Stance::Denied
}

/// The number a detail belongs to: the nearest earlier one that can hold it, else the headline's.
fn number_told(drafts: &[Draft], detail: DraftId) -> Option<DraftId> {
    let d = &drafts[detail];
    let holds = |i: &DraftId| {
        let t = &drafts[*i];
        let (a, b) = (&t.victims, &d.victims);
        // "Two firemen were treated" says who else was hurt; "two children" may be of those counted.
        let told_apart =
            a.role == Role::All && b.role != Role::All && !b.traits.iter().any(|t| DEMOGRAPHIC.contains(t));
        let roles = a.role == Role::All && (!told_apart || d.somebody)
            || a.role == b.role
            || b.role == Role::All && a.role != Role::Attacker;
        // Two who each give a number of their own may differ.
        let voices = t.claimant == d.claimant || t.claimant.is_none() || d.claimant.is_none();
        let own_number = !voices && d.count.low > Some(1) && d.count.low.map(|n| n * 2) > t.count.low;
        let traits = a.traits.iter().all(|t| b.traits.contains(t));
        t.outcome == d.outcome
            && t.count.low > d.count.low
            && t.repeats.is_none()
            && t.scope == Scope::Event
            && t.stance != Stance::Denied
            && (t.turns == d.turns || t.title)
            && !own_number
            && roles
            && traits
            && same_incident(t, d)
    };
    let before = || (detail.saturating_sub(REACH)..detail).rev().filter(holds);
    before().find(|i| drafts[*i].is_total()).or_else(|| before().next()).or_else(|| {
        let after = detail + 1..drafts.len();
        after.filter(holds).find(|i| drafts[*i].title && !d.title)
    })
}
