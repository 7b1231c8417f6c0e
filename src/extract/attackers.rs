//! Whether a number of victims holds the attackers too, where the text says so.

use super::{draft::Draft, lexicon::Class, sentence::Clause};
use crate::domain::{Inclusion, Outcome, Role};

/// "14 dead, not counting the bomber": what the words before leave out. `here` are the claims of the sentence.
pub fn left_out(clause: &Clause<'_>, here: &mut [Draft]) {
    for at in (0..clause.items.len()).filter(|at| clause.has(*at, Class::Excluding)) {
        let attackers = clause.people_from(at + 1).is_some_and(|g| clause.people[g].role == Some(Role::Attacker));
        let before = |d: &&mut Draft| d.outcome == Outcome::Killed && d.group.first < at && d.part_of.is_none();
        let told = here.iter_mut().filter(before).max_by_key(|d| d.group.first);
        if let Some(toll) = told.filter(|_| attackers) {
            toll.includes_attackers = Inclusion::No;
        }
    }
}

/// "five dead, two of whom blew themselves up": a part that attacked is inside its whole.
pub fn inside(drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        let part = &drafts[at];
        let mut whole = part.part_of.filter(|_| part.victims.role == Role::Attacker && !part.count.is_zero());
        for _ in 0..drafts.len() {
            let Some(w) = whole.filter(|w| drafts[*w].includes_attackers == Inclusion::Unknown) else { break };
            if drafts[w].victims.role != Role::Attacker {
                drafts[w].includes_attackers = Inclusion::Yes;
            }
            whole = drafts[w].part_of;
        }
    }
}
