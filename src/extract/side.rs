//! Whose people they were, where only the neighbouring words or the speaker tell: "no losses among our soldiers", "their
//! own men".

use super::{draft::Draft, lexicon::Class, sentence::Clause};
use crate::domain::{ClaimantKind, Role, Trait};

/// Gives a side to victims of none. `speaker`: who tells of them.
pub fn side(draft: &mut Draft, clause: &Clause<'_>, speaker: Option<ClaimantKind>) {
    if draft.victims.role != Role::All || !draft.victims.traits.iter().all(|t| *t == Trait::Man) {
        return;
    }
    let (first, last) = (draft.group.first, draft.group.last);
    let noun = draft.group.head == Some(draft.trigger) && clause.has(last, Class::Among);
    if let Some(among) = clause.people_from(last + 1).filter(|_| noun) {
        let among = &clause.people[among];
        draft.victims.role = among.role();
        draft.victims.traits.clone_from(&among.traits);
        draft.victims.actor = among.actor.as_deref().map(str::to_string);
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
