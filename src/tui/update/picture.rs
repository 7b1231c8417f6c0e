//! The selected row of a comparison as a picture: who says how much, on one scale, and how each toll went over time.

use super::layers;
use crate::{
    domain::{Basis, Interval},
    reconcile::Toll,
    text::{self, width},
    tui::{
        layer::{Layer, Panel},
        model::{Compare, Model, compare::is_settled},
        msg::Effect,
        rich::{Rich, Role, span},
    },
};

/// Cells of the scale, and of the names before it.
const SCALE: usize = 44;
const NAME: usize = 26;

pub fn open(model: &mut Model) -> Vec<Effect> {
    let Some(compare) = model.compare() else { return Vec::new() };
    let Some(row) = compare.current_row() else { return Vec::new() };
    let title = format!("{} · {}", row.measure, text::display(&compare.crumb()));
    let lines = [bars(compare), over_time(compare)].concat();
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

/// As many cells as a number takes up; something is never nothing.
fn cells(n: u64, most: u64) -> usize {
    let cells = (u128::from(n) * SCALE as u128 / u128::from(most)) as usize;
    cells.max(usize::from(n > 0))
}

/// What is certain is full, what is possible beyond it is light, what is open has an arrow.
fn bar(interval: Interval, most: u64, role: Role) -> Rich {
    let low = cells(interval.low, most);
    let high = interval.high.map_or(SCALE, |high| cells(high, most)).max(low);
    let end = if interval.high.is_none() { "▸" } else { "" };
    vec![span(role, "█".repeat(low)), span(Role::Dim, format!("{}{end}", "░".repeat(high - low)))]
}

fn line(name: &str, number: &str, role: Role, bar: Rich) -> Rich {
    let name = width::pad(&width::fit(&text::display(name), NAME - 1), NAME);
    let mut line = vec![span(role, name), span(Role::Strong, format!("{number:>7}  "))];
    line.extend(bar);
    line
}

fn bars(compare: &Compare) -> Vec<Rich> {
    let Some(row) = compare.current_row() else { return Vec::new() };
    let most = most(compare);
    let mut lines = vec![vec![span(Role::Heading, "Who says how much")]];
    let said = compare.columns().iter().zip(&row.cells).filter(|(_, cell)| cell.basis != Basis::Silent);
    for (column, cell) in said {
        let Some(interval) = cell.interval else { continue };
        let role = match cell.basis {
            Basis::Stated => Role::Text,
            Basis::Derived => Role::Derived,
            Basis::Possible | Basis::Silent => Role::Dim,
        };
        lines.push(line(&column.claimant, &interval.to_string(), role, bar(interval, most, role)));
    }
    if let Some(d) = compare.decision(&row.measure).filter(|d| is_settled(d)) {
        let shown = |n: Option<u64>| n.map_or("–".into(), |n| n.to_string());
        let numbers = format!("decided: {} {} {}", shown(d.low), shown(d.best), shown(d.high));
        let low = d.low.or(d.best).unwrap_or(0);
        let mut drawn = bar(Interval { low, high: d.high.or(d.best) }, most, Role::Good);
        if let Some(best) = d.best {
            drawn.push(span(Role::Good, format!("  best {best}")));
        }
        lines.push(line(&numbers, "", Role::Good, drawn));
    } else {
        lines.push(vec![span(Role::Dim, "Nothing is decided yet: a adopts the selected cell, r decides by a rule.")]);
    }
    lines
}

/// What each claimant said from its first word to its last.
fn over_time(compare: &Compare) -> Vec<Rich> {
    let most = most(compare);
    let mut lines = vec![Rich::new(), vec![span(Role::Heading, "Over time")]];
    let mut claimant = None;
    for toll in tolls(compare) {
        if claimant != Some(&toll.claimant) {
            lines.push(vec![span(Role::Strong, text::display(&toll.claimant))]);
            claimant = Some(&toll.claimant);
        }
        let day = toll.day.map_or("undated".into(), |day| day.to_string());
        let role = if toll.stands { Role::Text } else { Role::Dim };
        let mut drawn = bar(toll.interval, most, role);
        if !toll.stands {
            drawn.push(span(Role::Dim, "  replaced"));
        }
        lines.push(line(&format!("  {day}"), &toll.interval.to_string(), role, drawn));
    }
    if claimant.is_none() {
        lines.push(vec![span(Role::Dim, "Nobody stated a figure for exactly this group; it follows from others.")]);
    }
    lines
}
