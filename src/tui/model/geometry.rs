//! Where things stand on a screen of a given size. Used by `update` to keep the selection in view and to find what was
//! clicked, and by `view` to draw: the two can never disagree.

use ratatui::layout::Rect;

use super::{Compare, Reader};
use crate::{text::width, tui::msg::Size};

/// Smaller than this, nothing useful fits.
pub const MINIMUM: Size = Size { columns: 40, rows: 10 };

pub fn is_too_small(size: Size) -> bool {
    size.columns < MINIMUM.columns || size.rows < MINIMUM.rows
}

/// Between the header above and the message and footer lines below.
pub fn body(size: Size) -> Rect {
    Rect::new(0, 1, size.columns, size.rows.saturating_sub(3))
}

/// The rows of a list, below its line of column names.
pub fn list_rows(size: Size) -> Rect {
    let body = body(size);
    Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body }
}

/// The rows of the machine's proposals, and the reasons for the selected one below them.
pub fn links(size: Size) -> (Rect, Rect) {
    let rows = list_rows(size);
    let reasons = if rows.height < 12 { rows.height / 2 } else { (rows.height / 2).min(12) };
    let list = Rect { height: rows.height - reasons, ..rows };
    (list, Rect { y: list.bottom(), height: reasons, ..rows })
}

/// Lines of the longest overlay, and where a layer of `columns` by `rows` stands: in the middle.
pub fn overlay(size: Size, columns: u16, rows: u16) -> Rect {
    let (columns, rows) = (columns.min(size.columns), rows.min(size.rows.saturating_sub(2)));
    Rect::new((size.columns - columns) / 2, (size.rows - rows) / 2, columns, rows)
}

/// The room inside the frame of a panel.
pub fn panel(size: Size) -> Rect {
    overlay(size, size.columns.saturating_sub(4).min(100), size.rows.saturating_sub(4))
}

/// The two panes of the reader, and the line between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReaderPanes {
    pub text: Rect,
    pub claims: Rect,
    /// What is known of the selected claim; empty where there is no room.
    pub details: Rect,
    /// Claims stand below the text rather than beside it.
    pub stacked: bool,
}

/// Text lines longer than this are tiring to read.
const MEASURE: u16 = 84;
/// Lines a claim takes in its list.
pub const CLAIM_LINES: usize = 2;

pub fn reader(size: Size, reader: &Reader) -> ReaderPanes {
    let body = body(size);
    let stacked = size.columns < 84 || reader.is_rtl();
    if stacked {
        let claims = if body.height < 12 { body.height / 3 } else { (body.height * 2 / 5).min(12) };
        let text = Rect { x: 1, width: body.width.saturating_sub(2), height: body.height - claims, ..body };
        let claims = Rect { y: body.y + text.height, height: claims, ..body };
        return ReaderPanes { text, claims, details: Rect::default(), stacked };
    }
    let beside = (body.width * 2 / 5).clamp(32, 52).max(body.width.saturating_sub(MEASURE + 5));
    let text = Rect { x: 1, width: (body.width - beside - 4).min(MEASURE), ..body };
    let x = text.right() + 3;
    let below = if body.height < 24 { 0 } else { DETAILS };
    let claims = Rect { x, width: body.width - x, height: body.height - below, ..body };
    let details = Rect { y: claims.bottom(), height: below, ..claims };
    ReaderPanes { text, claims, details, stacked }
}

/// Lines for what is known of one claim, its frame line included.
const DETAILS: u16 = 11;

/// Claims that fit a pane below its frame line.
pub fn claims_shown(pane: Rect) -> usize {
    (pane.height.saturating_sub(1) as usize / CLAIM_LINES).max(1)
}

/// Compare: where each column of the table stands. `x` and width leave the frame's lines out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// The whole of table and words, with its frame.
    pub frame: Rect,
    pub name: Slot,
    /// The claimants' columns shown, with their place among all.
    pub columns: Vec<(usize, Slot)>,
    pub figures: Slot,
    pub state: Slot,
    /// The lines of the table inside the frame.
    pub lines: Rect,
    /// The two panes of words inside the frame; empty where there is no room.
    pub words: Rect,
    /// The panes stand one above the other: too narrow, or right-to-left text.
    pub stacked: bool,
    /// How wide one number of the figures is.
    pub number: u16,
    /// Of the figures only the best is shown.
    pub brief: bool,
    /// Of the states only their signs are shown.
    pub signs: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Slot {
    pub x: u16,
    pub width: u16,
}

const COLUMN_MIN: u16 = 12;
/// What a column gives way to, so that one more fits beside it.
const COLUMN_TIGHT: u16 = 18;
const COLUMN_MAX: u16 = 26;
/// A column grows no wider than this, however much room is left.
const COLUMN_LOOSE: u16 = 34;

pub fn compare(size: Size, compare: &Compare) -> Grid {
    let frame = body(size);
    let brief = size.columns < 64;
    let signs = size.columns < 100;
    let number = number_width(compare);
    let longest = compare.rows().map(|r| width::width(&r.measure.group()) + 2 * usize::from(r.depth)).max();
    let longest = longest.unwrap_or(0) as u16 + 2;
    let name = longest.clamp(12, if brief { 12 } else { (size.columns / 4).clamp(15, 40) });
    let figures = if brief { number + 2 } else { 3 * number + 3 };
    let state = if signs { 3 } else { 14 };
    // Lines of the frame: both edges, after the names, after the figures.
    let room = frame.width.saturating_sub(name + figures + state + 4);
    let (first, widths) = columns(compare, room);
    let mut x = frame.x + 1;
    let mut slot = |width: u16| {
        let slot = Slot { x, width };
        x += width + 1;
        slot
    };
    let name = slot(name);
    let columns = widths.into_iter().enumerate().map(|(i, width)| (first + i, slot(width))).collect();
    let figures = slot(figures);
    let state = slot((frame.right() - 1).saturating_sub(figures.x + figures.width + 1));
    let (lines, words) = heights(frame, compare.lines().len() as u16);
    let stacked = size.columns < 72 || panes_are_rtl(compare);
    Grid { frame, name, columns, figures, state, lines, words, stacked, number, brief, signs }
}

/// The columns that fit from the first one shown on, and their widths.
fn columns(compare: &Compare, room: u16) -> (usize, Vec<u16>) {
    let wanted: Vec<u16> = (0..compare.columns().len()).map(|at| column_width(compare, at)).collect();
    let mut first = compare.first.min(wanted.len().saturating_sub(1));
    // No room is left empty at the right while there are columns to the left.
    while first > 0 && first - 1 + fitting(&wanted[first - 1..], room) >= wanted.len() {
        first -= 1;
    }
    let count = fitting(&wanted[first..], room);
    (first, shared(&wanted[first..first + count], room))
}

/// How many of these columns fit side by side, tight if need be: two if they can at all, to be compared.
fn fitting(wanted: &[u16], room: u16) -> usize {
    let mut used = 0;
    let fit = wanted.iter().take_while(|width| {
        used += COLUMN_TIGHT.min(**width) + 1;
        used <= room
    });
    let pair = if room >= 2 * (COLUMN_MIN + 1) { 2 } else { 1 };
    fit.count().max(pair).min(wanted.len())
}

/// Widths that take up the room: each column what it asks for, then a share of the rest.
fn shared(wanted: &[u16], room: u16) -> Vec<u16> {
    let mut widths: Vec<u16> = wanted.iter().map(|w| COLUMN_TIGHT.min(*w)).collect();
    let lines = wanted.len() as u16;
    let room = room.saturating_sub(lines).max(lines);
    while widths.iter().sum::<u16>() > room {
        if let Some(widest) = widths.iter_mut().max() {
            *widest -= 1;
        }
    }
    for loose in [false, true] {
        let most = |at: usize| if loose { COLUMN_LOOSE } else { wanted[at] };
        while widths.iter().sum::<u16>() < room {
            let growing = widths.iter_mut().enumerate().filter(|(at, width)| **width < most(*at));
            let Some((_, narrowest)) = growing.min_by_key(|(_, width)| **width) else { break };
            *narrowest += 1;
        }
    }
    widths
}

/// Cells a source's column asks for: its name and grade, and the longest of its cells.
fn column_width(compare: &Compare, at: usize) -> u16 {
    let head = &compare.columns()[at];
    let name = width::width(&head.claimant) + 4;
    let cells = compare.rows().filter_map(|row| row.cells.get(at)).map(|cell| {
        let number = cell.interval.map_or(1, |i| i.to_string().chars().count() + 2);
        number + cell.note.as_deref().map_or(8, width::width) + 2
    });
    let widest = cells.max().unwrap_or(0).max(name.min(22));
    (widest as u16).clamp(COLUMN_MIN, COLUMN_MAX)
}

/// The table takes what it needs but leaves the words at least a third; a low screen shows the table alone.
fn heights(frame: Rect, needed: u16) -> (Rect, Rect) {
    let inner = Rect { x: frame.x + 1, width: frame.width.saturating_sub(2), ..frame };
    let room = frame.height.saturating_sub(3);
    if room < 8 {
        let lines = Rect { y: frame.y + 1, height: frame.height.saturating_sub(2), ..inner };
        return (lines, Rect { y: lines.bottom(), height: 0, ..inner });
    }
    let table = needed.clamp(1, room - (room / 3).max(4));
    let lines = Rect { y: frame.y + 1, height: table, ..inner };
    (lines, Rect { y: lines.bottom() + 1, height: room - table, ..inner })
}

/// The widest number of the decided figures, and the words above them.
fn number_width(compare: &Compare) -> u16 {
    let decisions = compare.opened.iter().flat_map(|o| &o.view.decisions);
    let numbers = decisions.flat_map(|d| [d.low, d.best, d.high]).flatten();
    let digits = numbers.map(|n| n.to_string().len()).max().unwrap_or(0);
    (digits as u16 + 1).max(5)
}

fn panes_are_rtl(compare: &Compare) -> bool {
    let cells = [Some(compare.column), compare.other()].into_iter().flatten();
    let claims = cells.filter_map(|c| compare.cell(compare.row, c)).flat_map(|c| &c.claims);
    let mut evidence = claims.filter_map(|c| compare.statement(*c)).filter_map(|s| s.record.claim.evidence.first());
    evidence.any(|e| width::is_rtl(&e.exact))
}
