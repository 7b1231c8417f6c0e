//! What the record of a source is: how often its figures agreed with what was decided and with what others said, and how
//! often it revised them. Counts only; whether that makes it reliable is for an analyst to say.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    domain::{
        Basis, Cell, ClaimId, Decision, EventId, FigureState, Interval, Measure, Role,
        rows::{EventView, Statement},
    },
    reconcile::{Reconciled, Toll},
    store::{StoreError, StoreReader},
};

/// How one interval stands to another number or interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Tally {
    pub same: u32,
    /// Overlaps, but is not the same.
    pub compatible: u32,
    pub lower: u32,
    pub higher: u32,
}

impl Tally {
    fn add(&mut self, said: Interval, other: Interval) -> Verdict {
        let verdict = Verdict::of(said, other);
        let counter = match verdict {
            Verdict::Same => &mut self.same,
            Verdict::Compatible => &mut self.compatible,
            Verdict::Lower => &mut self.lower,
            Verdict::Higher => &mut self.higher,
        };
        *counter += 1;
        verdict
    }

    pub const fn all(self) -> u32 {
        self.same + self.compatible + self.lower + self.higher
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Same,
    Compatible,
    Lower,
    Higher,
}

impl Verdict {
    fn of(said: Interval, other: Interval) -> Self {
        match said {
            _ if said == other => Self::Same,
            _ if said.overlaps(other) => Self::Compatible,
            _ if said.low < other.low => Self::Lower,
            _ => Self::Higher,
        }
    }
}

/// One of its figures: all victims of one outcome of one event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tracked {
    pub event: EventId,
    pub name: String,
    pub measure: Measure,
    /// What stands of theirs.
    pub said: Interval,
    /// What was decided, and how theirs stands to it.
    pub decided: Option<(Interval, Verdict)>,
    /// Their figures from the first to the last, where they changed.
    pub revisions: Vec<Interval>,
}

/// Over the totals, one for each outcome of each event, stated or derived.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct TrackRecord {
    pub source: String,
    /// Events it speaks of.
    pub events: usize,
    /// Against the decided figures.
    pub decided: Tally,
    /// Against every other claimant, and against each.
    pub others: Tally,
    pub each: Vec<(String, Tally)>,
    pub raised: u32,
    pub lowered: u32,
    /// Those of the event made latest come first.
    pub figures: Vec<Tracked>,
}

/// The record of a source, under all its names.
pub fn track_record(reader: &StoreReader, source: &str) -> Result<TrackRecord, StoreError> {
    let events = reader.events_of(source)?;
    let mut record = TrackRecord { source: source.to_owned(), events: events.len(), ..TrackRecord::default() };
    let mut each = BTreeMap::new();
    for event in events {
        record.take(&reader.event(event)?, &mut each);
    }
    record.each = each.into_iter().collect();
    record.each.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.all()));
    Ok(record)
}

impl TrackRecord {
    fn take(&mut self, view: &EventView, each: &mut BTreeMap<String, Tally>) {
        let reconciled = Reconciled::new(&view.statements, &view.switches);
        let comparison = reconciled.comparison();
        let theirs = |claim: &ClaimId| {
            let said = |s: &Statement| s.record.id == *claim && s.record.claim.claimant.name == self.source;
            view.statements.iter().any(said)
        };
        let columns =
            comparison.rows().find_map(|row| row.cells.iter().position(|cell| cell.claims.iter().any(theirs)));
        let Some(column) = columns else { return };
        for row in comparison.rows().filter(|row| is_whole(&row.measure)) {
            let Some(said) = figure(&row.cells[column]) else { continue };
            for (other, cell) in comparison
                .columns
                .iter()
                .zip(&row.cells)
                .enumerate()
                .filter(|(at, _)| *at != column)
                .map(|(_, both)| both)
            {
                if let Some(interval) = figure(cell) {
                    self.others.add(said, interval);
                    each.entry(other.claimant.clone()).or_default().add(said, interval);
                }
            }
            let decision = view.decisions.iter().find(|d| d.measure == row.measure).and_then(interval_of);
            let decided = decision.map(|interval| (interval, self.decided.add(said, interval)));
            let tolls: Vec<Toll> =
                reconciled.tolls(&row.measure).into_iter().filter(|toll| theirs(&toll.claim)).collect();
            let revisions = revisions(&tolls);
            for pair in revisions.windows(2) {
                if (pair[1].low, pair[1].high) > (pair[0].low, pair[0].high) {
                    self.raised += 1
                } else {
                    self.lowered += 1
                }
            }
            let (event, name, measure) = (view.event.id, view.event.name.clone(), row.measure.clone());
            self.figures.push(Tracked { event, name, measure, said, decided, revisions });
        }
    }
}

fn is_whole(measure: &Measure) -> bool {
    measure.role == Role::All && measure.traits.is_empty() && measure.part.is_none()
}

/// What a claimant reported; nothing where only another outcome bears on it.
fn figure(cell: &Cell) -> Option<Interval> {
    cell.interval.filter(|_| matches!(cell.basis, Basis::Stated | Basis::Derived))
}

/// The best of a decision where it has one, else all that it allows.
fn interval_of(decision: &Decision) -> Option<Interval> {
    let stands = matches!(decision.state, FigureState::Reconciled | FigureState::Signed);
    let low = decision.best.or(decision.low).filter(|_| stands)?;
    Some(decision.best.map_or(Interval { low, high: decision.high }, Interval::exact))
}

/// Figure after figure, where the next is another.
fn revisions(tolls: &[Toll]) -> Vec<Interval> {
    let mut said: Vec<Interval> = tolls.iter().map(|toll| toll.interval).collect();
    said.dedup();
    if said.len() > 1 { said } else { Vec::new() }
}
