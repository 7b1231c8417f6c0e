//! Making what a bundle says: each change through the store, what it refuses told, what was made remembered.

use jiff::Timestamp;

use super::{
    BundleError,
    merge::{Merged, Merging},
};
use crate::{
    domain::{Actor, BroughtIn, Change, Difference, Saying, rows::Committed},
    store::{Refusal, StoreError},
};

impl Merging<'_> {
    /// Makes a change; where what stands here forbids it, keeps it as the analyst's own word beside that.
    pub(super) fn apply_or_apart(
        &mut self,
        by: &Actor,
        change: &Change,
        apart: Change,
        at: Timestamp,
    ) -> Result<bool, BundleError> {
        match self.store.apply(by, change, at) {
            Err(StoreError::Refused(why)) if why != Refusal::AlreadySo => {
                self.differs(format!("{} by {by} cannot stand here: {why}", change.verb().replace('_', " ")));
                self.apply(by, &apart, at)
            }
            done => self.done(by, change, done),
        }
    }

    /// Makes a change; one that the store refuses is told and the rest goes on. True where something changed.
    pub(super) fn apply(&mut self, actor: &Actor, change: &Change, at: Timestamp) -> Result<bool, BundleError> {
        let done = self.store.apply(actor, change, at);
        self.done(actor, change, done)
    }

    fn done(
        &mut self,
        actor: &Actor,
        change: &Change,
        done: Result<Committed, StoreError>,
    ) -> Result<bool, BundleError> {
        match done {
            Ok(committed) => {
                self.entries.push(committed.seq);
                self.merged.words += 1;
                Ok(true)
            }
            Err(StoreError::Refused(Refusal::AlreadySo)) => Ok(false),
            Err(StoreError::Refused(why)) => {
                self.merged.refused.push(format!("{} by {actor}: {why}", change.verb()));
                Ok(false)
            }
            Err(error) => Err(error.into()),
        }
    }

    pub(super) fn differs(&mut self, what: String) {
        if !self.merged.conflicts.contains(&what) {
            self.merged.conflicts.push(what);
        }
    }

    /// The same, where somebody can choose between the two.
    pub(super) fn chooses(&mut self, what: String, theirs: Saying) {
        self.differs(what);
        self.differences.push(Difference { theirs, settled: None });
    }

    /// The journal of bundles: what this one led to, so that it can be taken back. A bundle that changed nothing leaves no trace.
    pub(super) fn remember(self, name: String, sha256: String) -> Result<Merged, BundleError> {
        let Self { store, actor, at, entries, merged, differences, .. } = self;
        let told = store.brought_in()?.iter().any(|bundle| bundle.sha256 == sha256);
        if !entries.is_empty() || !(differences.is_empty() || told) {
            let conflicts = merged.conflicts.clone();
            store.apply(&actor, &Change::BringIn(BroughtIn { name, sha256, entries, conflicts, differences }), at)?;
        }
        Ok(merged)
    }
}
