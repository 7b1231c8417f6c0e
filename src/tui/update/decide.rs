//! Deciding a figure: adopting a cell, taking a rule's numbers, giving one's own, leaving it pending.
//!
//! Where the sources conflict nothing is sent without a reason; the store is the judge of the rest.

use super::layers;
use crate::{
    domain::{ClaimId, Decision, FigureState, Measure, Row, RowState, Rule, change::Change, rows::Statement},
    reconcile::RuleResult,
    tui::{
        layer::{Asked, Field, Filled, Form, Item, Layer, Menu, Picked, answer::Proposal},
        model::{Compare, Model},
        msg::Effect,
        rich::{Rich, Role, span},
    },
};

/// A proposal for the selected row without numbers yet.
fn proposal(model: &Model) -> Option<Proposal> {
    let compare = model.compare()?;
    let row = compare.current_row()?;
    Some(Proposal {
        event: compare.id,
        conflict: row.state == RowState::Conflict,
        decision: Decision {
            measure: row.measure.clone(),
            low: None,
            best: None,
            high: None,
            rule: Rule::Manual,
            claims: claims_of(row),
            reason: String::new(),
            state: FigureState::Reconciled,
            waiting_for: None,
            standard: None,
            analyst: model.session.analyst.clone(),
            at: model.session.now,
            signed_by: None,
        },
    })
}

/// Every claim some cell of the row rests on, once.
fn claims_of(row: &Row) -> Vec<ClaimId> {
    let mut claims: Vec<_> = row.cells.iter().flat_map(|c| &c.claims).copied().collect();
    claims.sort();
    claims.dedup();
    claims
}

/// Sends the decision, or asks for the reason first where there must be one.
pub fn decide(model: &mut Model, proposal: Proposal) -> Vec<Effect> {
    if proposal.conflict && proposal.decision.reason.is_empty() {
        let title = format!("Why {} for {}?", numbers(&proposal.decision), proposal.decision.measure);
        let hint = "the sources conflict: say why this figure";
        return layers::ask(model, title, hint, "", Asked::Reason(Box::new(proposal)));
    }
    model.commit(Change::Decide { event: proposal.event, decision: Box::new(proposal.decision) })
}

pub fn adopt(model: &mut Model) -> Vec<Effect> {
    let Some(mut proposal) = proposal(model) else { return Vec::new() };
    let Some(compare) = model.compare() else { return Vec::new() };
    let (Some(cell), Some(column)) = (compare.current_cell(), compare.columns().get(compare.column)) else {
        return Vec::new();
    };
    let Some(interval) = cell.interval else { return Vec::new() };
    let decision = &mut proposal.decision;
    decision.low = Some(interval.low);
    decision.best = interval.high.filter(|high| *high == interval.low);
    decision.high = interval.high;
    // It rests on all the row's claims, the ones passed over too: a claim that comes later makes it stale.
    if !proposal.conflict {
        decision.reason = format!("as {} reports", column.claimant);
    }
    decide(model, proposal)
}

/// All rules on the selected row, with their numbers and why.
pub fn choose_rule(model: &mut Model) -> Vec<Effect> {
    let Some(proposal) = proposal(model) else { return Vec::new() };
    let Some(compare) = model.compare() else { return Vec::new() };
    let standing = compare.decision(&proposal.decision.measure).map(|d| d.rule);
    let items: Vec<_> =
        compare.current_rules().iter().map(|result| rule_item(compare, result, &proposal, standing)).collect();
    let title = format!("Rules for {}", proposal.decision.measure);
    layers::open(model, Layer::Menu(Menu::new(title, items)))
}

fn rule_item(compare: &Compare, result: &RuleResult, proposal: &Proposal, standing: Option<Rule>) -> Item {
    let mut proposal = proposal.clone();
    let decision = &mut proposal.decision;
    (decision.low, decision.best, decision.high) = (result.low, result.best, result.high);
    decision.rule = result.rule;
    decision.claims = result.used.clone();
    if !proposal.conflict {
        decision.reason = result.why.clone();
    }
    let label = vec![
        span(Role::Strong, format!("{:<13}", result.rule.label())),
        span(Role::Dim, "low "),
        span(Role::Text, format!("{:>5}", shown(result.low))),
        span(Role::Dim, "  best "),
        span(Role::Strong, format!("{:>5}", shown(result.best))),
        span(Role::Dim, "  high "),
        span(Role::Text, format!("{:>5}", open_above(result.low, result.high))),
    ];
    let detail = vec![vec![span(Role::Dim, format!("  {}", result.why))]];
    let without = |(claim, why): &(ClaimId, String)| {
        let who = compare.statement(*claim).map_or("", |s: &Statement| s.record.claim.claimant.name.as_str());
        vec![
            span(Role::Dim, format!("without {claim} ")),
            span(Role::Text, crate::text::display(who)),
            span(Role::Dim, format!(": {why}")),
        ]
    };
    let more: Vec<Rich> = result.left_out.iter().map(without).collect();
    Item { label, detail, more, current: standing == Some(result.rule), picked: Picked::Rule(Box::new(proposal)) }
}

/// A form for the analyst's own numbers, filled with what stands.
pub fn own(model: &mut Model) -> Vec<Effect> {
    let Some(proposal) = proposal(model) else { return Vec::new() };
    let Some(compare) = model.compare() else { return Vec::new() };
    let standing = compare.decision(&proposal.decision.measure);
    let number = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
    let reason = standing.map(|d| d.reason.clone()).unwrap_or_default();
    let why = if proposal.conflict { "required: the sources conflict" } else { "why these numbers" };
    let fields = vec![
        Field::text("low", "the fewest; empty if you cannot say", number(standing.and_then(|d| d.low))),
        Field::text("best", "your figure; empty if you cannot say", number(standing.and_then(|d| d.best))),
        Field::text("high", "the most; empty is open", number(standing.and_then(|d| d.high))),
        Field::text("reason", why, reason),
    ];
    let title = format!("Your own figures · {}", proposal.decision.measure);
    layers::open(model, Layer::Form(Form::new(title, fields, Filled::Figures(Box::new(proposal)))))
}

pub fn pending(model: &mut Model) -> Vec<Effect> {
    let Some(mut proposal) = proposal(model) else { return Vec::new() };
    proposal.decision.state = FigureState::Pending;
    let title = format!("Pending · {}", proposal.decision.measure);
    layers::ask(model, title, "what is waited for, and from whom", "", Asked::WaitingFor(Box::new(proposal)))
}

pub fn reopen(model: &mut Model) -> Vec<Effect> {
    with_measure(model, |event, measure| Change::Reopen { event, measure })
}

pub fn sign(model: &mut Model) -> Vec<Effect> {
    with_measure(model, |event, measure| Change::Sign { event, measure })
}

fn with_measure(model: &mut Model, change: impl FnOnce(crate::domain::EventId, Measure) -> Change) -> Vec<Effect> {
    let Some(compare) = model.compare() else { return Vec::new() };
    let Some(row) = compare.current_row() else { return Vec::new() };
    let change = change(compare.id, row.measure.clone());
    model.commit(change)
}

/// A number, or a dash: an unknown is not a zero.
pub fn shown(n: Option<u64>) -> String {
    n.map_or_else(|| "–".into(), |n| n.to_string())
}

/// The high: a dash where nothing is known, an open end where only the low is.
pub fn open_above(low: Option<u64>, high: Option<u64>) -> String {
    match (low, high) {
        (Some(_), None) => "open".into(),
        (_, high) => shown(high),
    }
}

/// `4`, `4 to 6`, `4 or more`: the numbers of a decision in words.
pub fn numbers(d: &Decision) -> String {
    match (d.low, d.best, d.high) {
        (_, Some(best), _) if d.low == d.high => best.to_string(),
        (Some(low), Some(best), Some(high)) => format!("{best} ({low} to {high})"),
        (Some(low), _, Some(high)) if low == high => low.to_string(),
        (Some(low), _, Some(high)) => format!("{low} to {high}"),
        (Some(low), _, None) => format!("{low} or more"),
        (None, Some(best), _) => best.to_string(),
        (None, None, Some(high)) => format!("at most {high}"),
        (None, None, None) => "no number".into(),
    }
}
