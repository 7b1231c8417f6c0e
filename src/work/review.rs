//! An event as an analyst reviews it: its claims, their comparison and what each rule makes of every row; and the checks
//! that a decision must pass, which need all of these.

use jiff::Timestamp;
use serde::Serialize;

use super::{
    blind::blind,
    check::{Needs, check},
};
use crate::{
    domain::{
        Actor, Change, Comparison, Decision, FigureState, Rule,
        rows::{Committed, EventView},
    },
    export,
    reconcile::{self, Grading, Party, Reconciled, RuleResult, Toll},
    store::{Store, StoreError},
};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Review {
    pub view: EventView,
    pub comparison: Comparison,
    /// For each row of the comparison, in the order of [`Comparison::rows`], what each rule says.
    pub rules: Vec<Vec<RuleResult>>,
    /// For each row, what each claimant said from its first word to its last.
    pub tolls: Vec<Vec<Toll>>,
    /// For each of the view's decisions, what changed since; empty where it stands on what it stood on.
    pub stale: Vec<Vec<String>>,
    /// How well the harm is reported, in Airwars' manner.
    pub grading: Option<Grading>,
    /// Who speaks about whom.
    pub parties: Vec<Party>,
}

pub fn review(view: EventView) -> Review {
    let reconciled = Reconciled::new(&view.statements, &view.switches);
    let (comparison, rules) = (reconciled.comparison(), reconciled.all_rules());
    let tolls = comparison.rows().map(|row| reconciled.tolls(&row.measure)).collect();
    let pending = |d: &Decision| d.state == FigureState::Pending;
    let stale = view.decisions.iter().map(|d| if pending(d) { Vec::new() } else { reconciled.drift(d) }).collect();
    let (grading, parties) = (reconciled.grading(), reconciled.parties());
    Review { view, comparison, rules, tolls, stale, grading, parties }
}

/// The event as somebody who works blind may see it: no word of another's and no rule's answer before one's own is given.
pub fn review_blind(view: EventView, analyst: &str) -> Review {
    let mut review = review(blind(view, analyst));
    let decided: Vec<_> = review.view.decisions.iter().map(|d| d.measure.clone()).collect();
    for (row, rules) in review.comparison.rows().zip(&mut review.rules) {
        if !decided.contains(&row.measure) {
            rules.clear();
        }
    }
    review.grading = None;
    review
}

/// The figures of an event by one rule, with the claims each rests on.
pub fn computed(view: &EventView, rule: Rule) -> Vec<export::Computed> {
    figures_by(&Reconciled::new(&view.statements, &view.switches), rule)
}

pub(super) fn figures_by(reconciled: &Reconciled, rule: Rule) -> Vec<export::Computed> {
    let figures = reconciled.figures_with_claims(rule).into_iter();
    figures.map(|(figure, used)| export::Computed { figure, used }).collect()
}

/// Why a change was not committed.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Needs(#[from] Needs),
}

/// Makes a change, as [`Store::apply`] does; a decision is first held against the reports.
pub fn commit(store: &mut Store, actor: &Actor, change: &Change, at: Timestamp) -> Result<Committed, CommitError> {
    check_decisions(store, actor, change)?;
    Ok(store.apply(actor, change, at)?)
}

fn check_decisions(store: &Store, actor: &Actor, change: &Change) -> Result<(), CommitError> {
    match (change, actor) {
        (Change::Several { changes }, _) => {
            changes.iter().try_for_each(|change| check_decisions(store, actor, change))?;
        }
        (Change::Decide { event, decision }, _) => {
            let view = store.event(*event)?;
            let comparison = reconcile::compare(&view.statements, &view.switches);
            check(*event, &comparison, &view.decisions, decision)?;
        }
        (Change::DecideApart { event, decision }, Actor::Analyst(analyst)) => {
            let view = blind(store.event(*event)?, analyst);
            let comparison = reconcile::compare(&view.statements, &view.switches);
            check(*event, &comparison, &view.decisions, decision)?;
        }
        _ => {}
    }
    Ok(())
}
