//! Whose people they were, where only the neighbouring words or the speaker tell: "no losses among our soldiers", "their
//! own men".

use super::{draft::Draft, lexicon::Class, people::Group, sentence::Clause};
use crate::domain::{ClaimantKind, Role, Trait};

/// Gives a side to victims of none. `speaker`: who tells of them.
pub fn side(draft: &mut Draft, clause: &Clause<'_>, speaker: Option<ClaimantKind>) {
    if draft.victims.role != Role::All || !draft.victims.traits.iter().all(|t| *t == Trait::Man) {
        return;
    }
    let (first, last) = (draft.group.first, draft.group.last);
    if let Some(theirs) = among(draft, clause) {
        draft.victims.role = theirs.role();
        draft.victims.traits.clone_from(&theirs.traits);
        draft.victims.actor = theirs.actor.as_deref().map(str::to_string);
    }
    // "The troops lost | a commander": one of theirs.
    let people = clause.people_from(first);
    if let Some(loser) = people.and_then(|people| loser(clause, draft.trigger, people)) {
        draft.victims.role = loser.role();
        draft.victims.actor = loser.actor.as_deref().map(str::to_string).or(draft.victims.actor.take());
    }
    let own = |i: usize| clause.has(i, Class::Possessive) && clause.has(i + 1, Class::Possessive);
    let ours = (first..last).any(own) && draft.victims.traits == [Trait::Man];
    let side = match speaker.filter(|_| ours) {
        Some(ClaimantKind::Military | ClaimantKind::Police) => Role::StateForces,
        Some(ClaimantKind::ArmedGroup) => Role::ArmedGroup,
        _ => return,
    };
    // A commander's men are those who fight for him, and no count of one sex.
    draft.victims.traits.clear();
    draft.victims.role = side;
}

/// "no losses of life among | our personnel", "nobody among | the guests": those some of whom are counted or denied.
fn among<'a>(draft: &Draft, clause: &Clause<'a>) -> Option<&'a Group> {
    let group = &draft.group;
    let of_whom = group.negative || group.head.is_some_and(|h| clause.has(h, Class::Noun));
    let among = of_whom && clause.has(group.last, Class::Among);
    clause.people_from(group.last + 1).filter(|_| among).map(|g| &clause.people[g])
}

/// The side that lost `people`, right before its verb.
pub fn loser<'a>(clause: &Clause<'a>, trigger: usize, people: usize) -> Option<&'a Group> {
    let lost = clause.has(trigger, Class::NeedsForce) && clause.people[people].first > trigger;
    let side = |g: &usize| matches!(clause.people[*g].role, Some(Role::StateForces | Role::ArmedGroup));
    clause.people_ending(trigger).filter(|g| lost && side(g)).map(|g| &clause.people[g])
}
