//! Where an event stands, from its comparison and its decisions; and bringing a store up to date with it.

use crate::{
    domain::{
        FigureState, Measure, Role, RowState, Rule,
        rows::{EventView, Standing, Toll},
    },
    reconcile::Reconciled,
    store::{Store, StoreError},
};

/// Events worked out in one transaction: some milliseconds, so that a change of an analyst never waits long.
const STRETCH: usize = 200;

/// What lists, filters and maps show of an event.
pub fn standing(view: &EventView) -> Standing {
    let reconciled = Reconciled::new(&view.statements, &view.switches);
    let decision_on = |measure: &Measure| view.decisions.iter().find(|d| d.measure == *measure);
    let mut standing = Standing::default();
    for figure in reconciled.figures(Rule::Range) {
        let decision = decision_on(&figure.measure);
        let is_open = decision.is_none_or(|d| d.state == FigureState::Open);
        standing.conflicts += u32::from(is_open && figure.state == RowState::Conflict);
        let whole =
            figure.measure.role == Role::All && figure.measure.traits.is_empty() && figure.measure.part.is_none();
        if !whole {
            continue;
        }
        standing.undecided += u32::from(is_open);
        let decided = decision.filter(|d| matches!(d.state, FigureState::Reconciled | FigureState::Signed));
        let (low, best, high) = decided.map_or((figure.low, figure.best, figure.high), |d| (d.low, d.best, d.high));
        standing.tolls.push(Toll {
            outcome: figure.measure.outcome,
            low,
            best,
            high,
            state: figure.state,
            figure: decision.map_or(FigureState::Open, |d| d.state),
        });
    }
    for decision in &view.decisions {
        match decision.state {
            FigureState::Open => continue,
            FigureState::Pending => standing.pending += 1,
            FigureState::Reconciled => standing.unsigned += 1,
            FigureState::Signed => {}
        }
        let stands = decision.state == FigureState::Pending || reconciled.drift(decision).is_empty();
        standing.stale += u32::from(!stands);
    }
    standing
}

/// Works out a stretch of the events that changed; true when none is left.
pub fn settle(store: &mut Store) -> Result<bool, StoreError> {
    Ok(store.settle(STRETCH, standing)? < STRETCH)
}

/// Works out all events that changed.
pub fn settle_all(store: &mut Store) -> Result<(), StoreError> {
    while !settle(store)? {}
    Ok(())
}
