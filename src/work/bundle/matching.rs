//! Which claims and events of a bundle are there already: claims by their words, events by the claims they share.

use std::collections::{BTreeMap, HashMap};

use super::{ArticleLine, ClaimLine, Name};
use crate::domain::{ClaimId, EventId, rows::ClaimRecord};

/// What a bundle's things are called in this store.
#[derive(Default)]
pub struct Known {
    pub claims: HashMap<Name, ClaimId>,
    pub events: HashMap<i64, EventId>,
    votes: BTreeMap<i64, BTreeMap<EventId, usize>>,
}

impl Known {
    /// Finds the claims of an article that is in the store.
    pub fn meet(&mut self, theirs: &ArticleLine, ours: &[ClaimRecord]) {
        let mut taken = vec![false; ours.len()];
        for (ordinal, line) in theirs.claims.iter().enumerate() {
            let same = |record: &ClaimRecord| is_same(line, record);
            let free = |at: &usize| !taken[*at];
            let at_its_place = ours.iter().position(|r| r.ordinal == ordinal).filter(|at| free(at) && same(&ours[*at]));
            let found = at_its_place.or_else(|| (0..ours.len()).find(|at| free(at) && same(&ours[*at])));
            let Some(at) = found else { continue };
            taken[at] = true;
            let name = Name { sha256: theirs.article.sha256.clone(), ordinal };
            self.claims.insert(name, ours[at].id);
            if let (Some(theirs), Some(ours)) = (line.event, ours[at].event) {
                *self.votes.entry(theirs).or_default().entry(ours).or_default() += 1;
            }
        }
    }

    /// Each event is the one with which it shares most claims; of two that share as many with one, the first.
    pub fn settle_events(&mut self) {
        for (theirs, votes) in std::mem::take(&mut self.votes) {
            let most = votes.into_iter().max_by_key(|(event, shared)| (*shared, std::cmp::Reverse(*event)));
            if let Some((ours, _)) = most {
                self.events.entry(theirs).or_insert(ours);
            }
        }
    }
}

/// The same words read for the same thing. What an analyst corrected in one of the stores is still the same claim where
/// its words are and its outcome is.
fn is_same(line: &ClaimLine, record: &ClaimRecord) -> bool {
    let (theirs, ours) = (&line.claim, &record.claim);
    theirs.evidence == ours.evidence && theirs.outcome == ours.outcome && theirs.victims.role == ours.victims.role
}
