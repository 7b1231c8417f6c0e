//! What a decision must hold against the reports and against the figures decided beside it.

use std::borrow::Cow;

use crate::domain::{Basis, Comparison, Decision, EventId, FigureState, Measure, Role, Row, RowState, Trait};

/// What a decision lacks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Needs {
    #[error("the reports on {measure} conflict ({explanation}): give the reason for your figure")]
    ReasonForConflict { measure: Measure, explanation: String },
    #[error("no report on {measure} gives {number}: give the reason for your figure")]
    ReasonForNumber { measure: Measure, number: u64 },
    #[error("{event} has no row {measure}: see `recount compare {event}` for those it has")]
    Row { event: EventId, measure: Measure },
    #[error("the best {best} of {measure} is less than its parts decided: {parts} = {sum}")]
    LessThanParts { measure: Measure, best: u64, parts: String, sum: u64 },
    #[error(
        "the best {best} of {measure} is not the sum of its parts, which are all decided: {parts} = {sum}; decide \
         `{}/unknown` for the rest, or change a part", .measure.outcome
    )]
    NotTheSum { measure: Measure, best: u64, parts: String, sum: u64 },
    #[error("the best {part_best} of {part} is more than the {best} of {whole}, of which it is a part")]
    PartExceeds { part: String, part_best: u64, whole: String, best: u64 },
}

/// The row of a measure. People of no known side are always a row where there is a total: what no side accounts for can
/// be decided though no report speaks of it.
pub fn row_of<'c>(comparison: &'c Comparison, measure: &Measure) -> Option<Cow<'c, Row>> {
    let find = |wanted: &Measure| comparison.rows().find(|row| row.measure == *wanted);
    find(measure).map(Cow::Borrowed).or_else(|| {
        let rest = Measure::of(measure.outcome, Role::Unknown);
        let total = find(&Measure::of(measure.outcome, Role::All)).filter(|_| *measure == rest)?;
        Some(Cow::Owned(Row {
            measure: rest,
            depth: 1,
            state: RowState::Single,
            explanation: String::new(),
            ..total.clone()
        }))
    })
}

/// A reason is required where the sources conflict, and for a number that lies outside every report; the best of a total
/// is the sum of its sides where these are decided (UCDP's identity), and no part exceeds its whole.
pub(super) fn check(
    event: EventId,
    comparison: &Comparison,
    standing: &[Decision],
    decision: &Decision,
) -> Result<(), Needs> {
    let measure = decision.measure.clone();
    let Some(row) = row_of(comparison, &measure) else { return Err(Needs::Row { event, measure }) };
    if decision.state == FigureState::Pending || decision.check().is_err() {
        return Ok(()); // the store says what is wrong with the numbers
    }
    add_up(comparison, standing, decision)?;
    if !decision.reason.trim().is_empty() {
        return Ok(());
    }
    if row.state == RowState::Conflict {
        return Err(Needs::ReasonForConflict { measure, explanation: row.explanation.clone() });
    }
    let numbers = [decision.low, decision.best, decision.high];
    match numbers.into_iter().flatten().find(|number| !is_reported(&row, *number)) {
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

/// A best number of this outcome that stands, or would.
type Best<'d> = (&'d Measure, u64);

fn add_up(comparison: &Comparison, standing: &[Decision], new: &Decision) -> Result<(), Needs> {
    let stands = |d: &&Decision| matches!(d.state, FigureState::Reconciled | FigureState::Signed);
    let others = standing.iter().filter(stands).filter(|d| d.measure != new.measure);
    let bests: Vec<Best> = others
        .chain([new])
        .filter(|d| d.measure.outcome == new.measure.outcome)
        .filter_map(|d| Some((&d.measure, d.best?)))
        .collect();
    let Some((own, own_best)) = new.best.map(|best| (&new.measure, best)) else { return Ok(()) };
    for &(other, best) in bests.iter().filter(|(other, _)| *other != own) {
        if is_part(own, other) && own_best > best {
            return Err(Needs::PartExceeds {
                part: own.to_string(),
                part_best: own_best,
                whole: other.to_string(),
                best,
            });
        }
        if is_part(other, own) && best > own_best {
            return Err(Needs::PartExceeds {
                part: other.to_string(),
                part_best: best,
                whole: own.to_string(),
                best: own_best,
            });
        }
    }
    sum_of_sides(comparison, &bests, own)
}

fn sum_of_sides(comparison: &Comparison, bests: &[Best], own: &Measure) -> Result<(), Needs> {
    let total = Measure::of(own.outcome, Role::All);
    let is_side = |m: &Measure| m.role != Role::All && m.traits.is_empty() && m.part.is_none();
    let sides: Vec<&Best> = bests.iter().filter(|(m, _)| is_side(m)).collect();
    let Some(&(_, best)) = bests.iter().find(|(m, _)| **m == total) else { return Ok(()) };
    if sides.is_empty() || !(is_side(own) || *own == total) {
        return Ok(());
    }
    let sum = sides.iter().fold(0u64, |sum, (_, n)| sum.saturating_add(*n));
    let parts = sides.iter().map(|(m, n)| format!("{n} {}", m.group())).collect::<Vec<_>>().join(" + ");
    let speaks = |row: &&Row| row.cells.iter().any(|c| matches!(c.basis, Basis::Stated | Basis::Derived));
    let mut rows = comparison.rows().filter(speaks).map(|row| &row.measure);
    let all_decided = rows.all(|m| m.outcome != own.outcome || !is_side(m) || sides.iter().any(|(side, _)| *side == m));
    if sum > best {
        Err(Needs::LessThanParts { measure: total, best, parts, sum })
    } else if all_decided && sum < best {
        Err(Needs::NotTheSum { measure: total, best, parts, sum })
    } else {
        Ok(())
    }
}

/// Is everybody of `part` also of `whole`, by what the measures say?
fn is_part(part: &Measure, whole: &Measure) -> bool {
    let same_side = whole.role == Role::All || whole.role == part.role;
    let has = |t: &Trait| part.traits.contains(t);
    whole.part.is_none() && same_side && whole.traits.iter().all(has) && part != whole
}
