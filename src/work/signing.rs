//! What a second person can sign off at once.

use crate::{
    domain::{EventId, FigureState, Measure},
    store::{StoreError, StoreReader},
    work::review,
};

/// Reconciled figures of some events, as one analyst sees them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unsigned {
    /// Decided by others, on claims that still stand as they were.
    pub ready: Vec<(EventId, Measure)>,
    /// Decided by the analyst: somebody else signs them off.
    pub own: usize,
    /// Their claims changed since: each is to be looked at first.
    pub stale: usize,
}

/// The reconciled figures of these events.
pub fn unsigned(reader: &StoreReader, events: &[EventId], analyst: &str) -> Result<Unsigned, StoreError> {
    let mut found = Unsigned::default();
    for event in events {
        let review = review(reader.event(*event)?);
        let decided = review.view.decisions.iter().zip(&review.stale);
        for (decision, stale) in decided.filter(|(decision, _)| decision.state == FigureState::Reconciled) {
            match () {
                () if decision.analyst == analyst => found.own += 1,
                () if !stale.is_empty() => found.stale += 1,
                () => found.ready.push((*event, decision.measure.clone())),
            }
        }
    }
    Ok(found)
}
