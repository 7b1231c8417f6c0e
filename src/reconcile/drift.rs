//! What changed since a decision. Nothing decided changes by itself; this only says that it should be looked at again.

use crate::domain::{ClaimId, Decision, Rule};

use super::{
    board::{Board, Line},
    rules::{judge, used},
};

/// One sentence for each change, none where the decision still stands on what it stood on. A manual decision is held
/// against every claim that gives a number, one by a rule against those the rule uses today.
pub fn drift(board: &Board, line: Option<&Line>, decision: &Decision) -> Vec<String> {
    let mut changes: Vec<String> = Vec::new();
    let gone =
        |id: &ClaimId| board.pool.statements.iter().position(|s| s.record.id == *id).map(|at| board.pool.fate[at]);
    for id in &decision.claims {
        match gone(id) {
            Some(Some(why)) => changes.push(format!("{id} no longer counts: {}", board.pool.words(why))),
            Some(None) => {}
            None => changes.push(format!("{id} is no longer about this event")),
        }
    }
    let Some(line) = line else {
        changes.push("no report speaks of it any more".into());
        return changes;
    };
    let rule = if decision.rule == Rule::Manual { Rule::Range } else { decision.rule };
    let verdict = judge(board, line, rule);
    for (seat, at) in used(line, &verdict) {
        let id = board.pool.id(at);
        if !decision.claims.contains(&id) {
            let count = board.pool.claim(at).count.interval();
            changes.push(format!("new: {} {count} ({id})", board.seats[seat].name));
        }
    }
    let today = (verdict.low, verdict.best.or(decision.best), verdict.high);
    if decision.rule != Rule::Manual && today != (decision.low, decision.best, decision.high) {
        let shown = |n: Option<u64>| n.map_or("–".to_owned(), |n| n.to_string());
        let (low, best, high) = today;
        changes.push(format!("{rule} now gives {} / {} / {}", shown(low), shown(best), shown(high)));
    }
    changes
}
