//! An event as an analyst reviews it: its claims, their comparison and what each rule makes of every row; and the checks
//! that a decision must pass, which need all of these.

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    domain::{
        Actor, Basis, Change, Comparison, Decision, EventId, FigureState, Measure, Row, RowState, Rule,
        rows::{Committed, EventView},
    },
    export,
    reconcile::{self, Reconciled, RuleResult},
    store::{Store, StoreError},
};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Review {
    pub view: EventView,
    pub comparison: Comparison,
    /// For each row of the comparison, in the order of [`Comparison::rows`], what each rule says.
    pub rules: Vec<Vec<RuleResult>>,
}

pub fn review(view: EventView) -> Review {
    let reconciled = Reconciled::new(&view.statements, &view.switches);
    let (comparison, rules) = (reconciled.comparison(), reconciled.all_rules());
    Review { view, comparison, rules }
}

/// The figures of an event by one rule, with the claims each rests on.
pub fn computed(view: &EventView, rule: Rule) -> Vec<export::Computed> {
    figures_by(&Reconciled::new(&view.statements, &view.switches), rule)
}

pub(super) fn figures_by(reconciled: &Reconciled, rule: Rule) -> Vec<export::Computed> {
    let used = |measure: &Measure| {
        let results = reconciled.rules(measure);
        results.into_iter().find(|result| result.rule == rule).map(|result| result.used).unwrap_or_default()
    };
    let figures = reconciled.figures(rule);
    figures.into_iter().map(|figure| export::Computed { used: used(&figure.measure), figure }).collect()
}

/// Why a change was not committed.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Needs(#[from] Needs),
}

/// What a decision lacks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Needs {
    #[error("the reports on {measure} conflict ({explanation}): give the reason for your figure")]
    ReasonForConflict { measure: Measure, explanation: String },
    #[error("no report on {measure} gives {number}: give the reason for your figure")]
    ReasonForNumber { measure: Measure, number: u64 },
    #[error("{event} has no row {measure}: see `recount compare {event}` for those it has")]
    Row { event: EventId, measure: Measure },
}

/// Makes a change, as [`Store::apply`] does; a decision is first held against the reports.
pub fn commit(store: &mut Store, actor: &Actor, change: &Change, at: Timestamp) -> Result<Committed, CommitError> {
    if let Change::Decide { event, decision } = change {
        let view = store.event(*event)?;
        let comparison = reconcile::compare(&view.statements, &view.switches);
        check(*event, &comparison, decision)?;
    }
    Ok(store.apply(actor, change, at)?)
}

/// A reason is required where the sources conflict, and for a number that lies outside every report.
fn check(event: EventId, comparison: &Comparison, decision: &Decision) -> Result<(), Needs> {
    let measure = decision.measure.clone();
    let Some(row) = comparison.rows().find(|row| row.measure == measure) else {
        return Err(Needs::Row { event, measure });
    };
    if decision.state == FigureState::Pending || !decision.reason.trim().is_empty() {
        return Ok(());
    }
    if row.state == RowState::Conflict {
        return Err(Needs::ReasonForConflict { measure, explanation: row.explanation.clone() });
    }
    let numbers = [decision.low, decision.best, decision.high];
    match numbers.into_iter().flatten().find(|number| !is_reported(row, *number)) {
        Some(number) => Err(Needs::ReasonForNumber { measure, number }),
        None => Ok(()),
    }
}

/// Does a report, stated or derived, allow the number? What is only possible supports no figure.
fn is_reported(row: &Row, number: u64) -> bool {
    row.cells
        .iter()
        .filter(|cell| matches!(cell.basis, Basis::Stated | Basis::Derived))
        .filter_map(|cell| cell.interval)
        .any(|interval| interval.low <= number && interval.high.is_none_or(|high| number <= high))
}
