//! The deaths of one event in the shape of the event datasets: one best number, split by side so that the parts add up.

use crate::domain::{FigureState, Measure, Outcome, Role};

use super::{
    Leaf, Parcel, Record, Said,
    table::{self, Column, Style},
};

/// Whole persons. `best` = `state_forces` + `armed_groups` + `civilians` + `unknown`, and `low` <= `best` <= `high`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deaths {
    pub low: u64,
    pub best: u64,
    pub high: u64,
    pub state_forces: u64,
    /// Armed groups, and attackers of no stated side.
    pub armed_groups: u64,
    pub civilians: u64,
    /// What no side accounts for.
    pub unknown: u64,
}

/// Why an event has no such deaths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lack {
    /// Nobody decided on the dead: nothing to write, nothing wrong.
    Undecided,
    /// A law of the format would be broken.
    Unlawful(String),
}

/// The figure of all killed.
pub fn total(parcel: &Parcel) -> Option<&Record> {
    let all = Measure::of(Outcome::Killed, Role::All);
    parcel.records.iter().find(|record| record.measure == all && record.state != FigureState::Pending)
}

/// The event's row in a format of one body for deaths alone; refused where it breaks that format's law.
pub fn row<'p, Row>(
    parcel: &'p Parcel,
    body: &str,
    columns: &[Column<Row>],
    lawful: impl FnOnce(&'p Parcel, &mut Said) -> Result<Row, Lack>,
) -> Leaf {
    let mut leaf = Leaf::default();
    remark_other_outcomes(parcel, body, &mut leaf.said);
    match lawful(parcel, &mut leaf.said) {
        Ok(row) => table::row(columns, Style::Csv, &row, &mut leaf.bytes),
        Err(Lack::Undecided) => leaf.said.remark("an event without a figure of all killed: no row"),
        Err(Lack::Unlawful(reason)) => leaf.said.refuse(parcel.view.event.id, reason),
    }
    leaf
}

/// Counts figures that a format for deaths alone has no place for.
fn remark_other_outcomes(parcel: &Parcel, format: &str, said: &mut Said) {
    for record in parcel.records.iter().filter(|record| record.measure.outcome != Outcome::Killed) {
        said.remark(format!("{format} has no column for {}: left out", record.measure.outcome.label()));
    }
}

pub fn deaths(parcel: &Parcel, said: &mut Said) -> Result<Deaths, Lack> {
    let total = total(parcel).ok_or(Lack::Undecided)?;
    let Some(best) = total.best else {
        return Err(Lack::Unlawful(
            "killed / all has no best number: decide one, or choose a rule that gives one".into(),
        ));
    };
    let sides = sides(parcel, best)?;
    let low = total.low.unwrap_or_else(|| {
        said.remark("a low that is unknown: written as the best");
        best
    });
    let high = total.high.unwrap_or_else(|| {
        said.remark("a high that is open: written as the highest number reported");
        highest_reported(total).max(best)
    });
    if high == 0 {
        return Err(Lack::Unlawful("nobody died by any of low, best and high".into()));
    }
    Ok(Deaths { low, best, high, ..sides })
}

fn sides(parcel: &Parcel, best: u64) -> Result<Deaths, Lack> {
    let side = |role| side(parcel, role).unwrap_or(0);
    let state_forces = side(Role::StateForces);
    let armed_groups = side(Role::ArmedGroup).saturating_add(side(Role::Attacker));
    let civilians = side(Role::Civilian);
    let known = state_forces.saturating_add(armed_groups).saturating_add(civilians);
    let Some(unknown) = best.checked_sub(known) else {
        return Err(Lack::Unlawful(format!(
            "the best must be the sum of its sides, but state forces {state_forces}, armed groups {armed_groups} and civilians \
             {civilians} make {known}, more than {best}"
        )));
    };
    match self::side(parcel, Role::Unknown) {
        Some(stated) if stated > unknown => Err(Lack::Unlawful(format!(
            "the best must be the sum of its sides, but {stated} of unknown side are more than the {unknown} that the sides \
             leave of {best}"
        ))),
        _ => Ok(Deaths { low: 0, best, high: best, state_forces, armed_groups, civilians, unknown }),
    }
}

/// The best number of a side, where it stands beside the others and is not a part of one.
fn side(parcel: &Parcel, role: Role) -> Option<u64> {
    let measure = Measure::of(Outcome::Killed, role);
    let is_part = parcel.comparison.rows().any(|row| row.measure == measure && row.depth > 1);
    let record = parcel.records.iter().find(|record| record.measure == measure)?;
    record.best.filter(|_| !is_part && record.state != FigureState::Pending)
}

fn highest_reported(record: &Record) -> u64 {
    record.claims.iter().filter_map(|claim| claim.high.max(claim.low)).max().unwrap_or(0).max(record.low.unwrap_or(0))
}
