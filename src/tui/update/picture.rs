//! The selected row of a comparison as a picture: who says how much, on one scale, and how each toll went over time.

use super::layers;
use crate::{
    domain::{Basis, Interval},
    reconcile::Toll,
    text::{self, width},
    tui::{
        layer::{Layer, Panel},
        model::{Compare, Model, compare::is_settled, geometry},
        msg::{Effect, Size},
        rich::{Rich, Role, span},
    },
};

/// Cells of a number with the space around it, and of what may stand behind a bar.
const NUMBER: usize = 9;
const REST: usize = 11;

/// What a cell of a bar stands for.
#[derive(Clone, Copy)]
struct Scale {
    /// The highest number that has a place on it.
    most: u64,
    /// Cells of the longest bar, and of the names before the bars.
    cells: usize,
    name: usize,
}

impl Scale {
    fn of(compare: &Compare, size: Size) -> Self {
        let room = (geometry::panel(size).width as usize).saturating_sub(4);
        let name = (room / 3).clamp(8, 26);
        Self { most: most(compare), cells: room.saturating_sub(name + NUMBER + REST).clamp(4, 44), name }
    }

    /// As many cells as a number takes up; something is never nothing.
    fn cells(self, n: u64) -> usize {
        let cells = (u128::from(n) * self.cells as u128 / u128::from(self.most)) as usize;
        cells.max(usize::from(n > 0))
    }

    /// What is certain is full, what is possible beyond it is light, what is open has an arrow.
    fn bar(self, interval: Interval, role: Role) -> Rich {
        let low = self.cells(interval.low);
        let high = interval.high.map_or(self.cells, |high| self.cells(high)).max(low);
        let end = if interval.high.is_none() { "▸" } else { "" };
        vec![span(role, "█".repeat(low)), span(Role::Dim, format!("{}{end}", "░".repeat(high - low)))]
    }

    fn line(self, name: &str, number: &str, role: Role, bar: Rich) -> Rich {
        let name = width::pad(&width::fit(&text::display(name), self.name - 1), self.name);
        let mut line = vec![span(role, name), span(Role::Strong, format!("{number:>7}  "))];
        line.extend(bar);
        line
    }
}

pub fn open(model: &mut Model) -> Vec<Effect> {
    let Some(compare) = model.compare() else { return Vec::new() };
    let Some(row) = compare.current_row() else { return Vec::new() };
    let title = format!("{} · {}", row.measure, text::display(&compare.crumb()));
    let scale = Scale::of(compare, model.size);
    let lines = [bars(compare, scale), over_time(compare, scale)].concat();
    layers::open(model, Layer::Panel(Panel::new(title, lines)))
}

/// The highest number that has a place on the scale.
fn most(compare: &Compare) -> u64 {
    let cells = compare.current_row().into_iter().flat_map(|row| &row.cells).filter_map(|cell| cell.interval);
    let tolls = tolls(compare).iter().map(|toll| toll.interval);
    let reported = cells.chain(tolls).map(|i| i.high.unwrap_or(i.low));
    let decision = compare.current_row().and_then(|row| compare.decision(&row.measure));
    let decided = decision.into_iter().flat_map(|d| [d.low, d.best, d.high]).flatten();
    reported.chain(decided).max().unwrap_or(0).max(1)
}

fn tolls(compare: &Compare) -> &[Toll] {
    compare.opened.as_ref().and_then(|o| o.tolls.get(compare.row)).map_or(&[], Vec::as_slice)
}

fn bars(compare: &Compare, scale: Scale) -> Vec<Rich> {
    let Some(row) = compare.current_row() else { return Vec::new() };
    let mut lines = vec![vec![span(Role::Heading, "Who says how much")]];
    let said = compare.columns().iter().zip(&row.cells).filter(|(_, cell)| cell.basis != Basis::Silent);
    for (column, cell) in said {
        let Some(interval) = cell.interval else { continue };
        let role = match cell.basis {
            Basis::Stated => Role::Text,
            Basis::Derived => Role::Derived,
            Basis::Possible | Basis::Silent => Role::Dim,
        };
        lines.push(scale.line(&column.claimant, &interval.to_string(), role, scale.bar(interval, role)));
    }
    if let Some(d) = compare.decision(&row.measure).filter(|d| is_settled(d)) {
        let shown = |n: Option<u64>| n.map_or("–".into(), |n| n.to_string());
        let numbers = format!("decided: {} {} {}", shown(d.low), shown(d.best), shown(d.high));
        let low = d.low.or(d.best).unwrap_or(0);
        let mut drawn = scale.bar(Interval { low, high: d.high.or(d.best) }, Role::Good);
        if let Some(best) = d.best {
            drawn.push(span(Role::Good, format!("  best {best}")));
        }
        lines.push(scale.line(&numbers, "", Role::Good, drawn));
    } else {
        lines.push(vec![span(Role::Dim, "Nothing is decided yet: a adopts the selected cell, r decides by a rule.")]);
    }
    lines
}

/// What each claimant said from its first word to its last.
fn over_time(compare: &Compare, scale: Scale) -> Vec<Rich> {
    let mut lines = vec![Rich::new(), vec![span(Role::Heading, "Over time")]];
    let mut claimant = None;
    for toll in tolls(compare) {
        if claimant != Some(&toll.claimant) {
            lines.push(vec![span(Role::Strong, text::display(&toll.claimant))]);
            claimant = Some(&toll.claimant);
        }
        let day = toll.day.map_or("undated".into(), |day| day.to_string());
        let role = if toll.stands { Role::Text } else { Role::Dim };
        let mut drawn = scale.bar(toll.interval, role);
        if !toll.stands {
            drawn.push(span(Role::Dim, "  replaced"));
        }
        lines.push(scale.line(&format!("  {day}"), &toll.interval.to_string(), role, drawn));
    }
    if claimant.is_none() {
        lines.push(vec![span(Role::Dim, "Nobody stated a figure for exactly this group; it follows from others.")]);
    }
    lines
}
