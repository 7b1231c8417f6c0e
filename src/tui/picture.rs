//! A screen as an SVG: every cell where the terminal would put it. Pure: the same model gives the same bytes.

use std::fmt::Write;

use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
    style::{Color, Modifier},
};

use super::{model::Model, msg::Size, theme::Theme, view};
use crate::text::width;

/// The size of a cell in SVG units, and of the letters in it.
const CELL: (f32, f32) = (8.4, 18.0);
const FONT: f32 = 14.0;
const MARGIN: f32 = 12.0;
/// Where letters stand on, from the top of their cell.
const BASELINE: f32 = 13.5;

const PAPER: &str = "#14171c";
const INK: &str = "#d5d9e0";

/// The screen of `model` in cells of `size`, in the colours of a dark terminal. The model must have been laid out for
/// that size (`Msg::Resize`).
pub fn picture(model: &Model, theme: &Theme, size: Size) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.columns, size.rows));
    view::draw(model, theme, &mut buffer);
    svg(&buffer)
}

fn svg(buffer: &Buffer) -> String {
    let Rect { width: columns, height: rows, .. } = buffer.area;
    let (w, h) = (f32::from(columns) * CELL.0 + 2.0 * MARGIN, f32::from(rows) * CELL.1 + 2.0 * MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w:.1} {h:.1}\" width=\"{w:.0}\" height=\"{h:.0}\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"{FONT}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{PAPER}\"/>\n"
    );
    for y in 0..rows {
        for run in runs(buffer, y) {
            draw_run(&run, y, &mut out);
        }
    }
    draw_lines(buffer, &mut out);
    out.push_str("</svg>\n");
    out
}

/// Which ways the lines of a box-drawing character go from the middle of its cell: left, right, up, down.
fn arms(symbol: &str) -> Option<[bool; 4]> {
    let ways = match symbol {
        "─" => "lr",
        "│" => "ud",
        "┌" | "╭" => "rd",
        "┐" | "╮" => "ld",
        "└" | "╰" => "ru",
        "┘" | "╯" => "lu",
        "├" => "rud",
        "┤" => "lud",
        "┬" => "lrd",
        "┴" => "lru",
        "┼" => "lrud",
        _ => return None,
    };
    Some(['l', 'r', 'u', 'd'].map(|way| ways.contains(way)))
}

/// One straight line in half cells: along `fixed`, from `start` to `end`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Stroke {
    ink: &'static str,
    across: bool,
    fixed: u16,
    start: u16,
    end: u16,
}

/// Frames as lines rather than letters: no font joins them without gaps.
fn draw_lines(buffer: &Buffer, out: &mut String) {
    let mut strokes = Vec::new();
    for at in buffer.area.positions() {
        let cell = &buffer[at];
        let Some([left, right, up, down]) = arms(cell.symbol()) else { continue };
        let (x, y, ink) = (2 * at.x + 1, 2 * at.y + 1, look(cell).ink);
        let along = |across, fixed, start: u16, end| Stroke { ink, across, fixed, start, end };
        strokes.extend(left.then(|| along(true, y, x - 1, x)));
        strokes.extend(right.then(|| along(true, y, x, x + 1)));
        strokes.extend(up.then(|| along(false, x, y - 1, y)));
        strokes.extend(down.then(|| along(false, x, y, y + 1)));
    }
    strokes.sort();
    strokes.dedup_by(|next, stroke| {
        let joins =
            (stroke.ink, stroke.across, stroke.fixed, stroke.end) == (next.ink, next.across, next.fixed, next.start);
        if joins {
            stroke.end = next.end;
        }
        joins
    });
    for ink in strokes.chunk_by(|a, b| a.ink == b.ink) {
        let _ = write!(out, "<path fill=\"none\" stroke=\"{}\" d=\"", ink[0].ink);
        for Stroke { across, fixed, start, end, .. } in ink {
            let at = |half: u16, cell: f32| MARGIN + f32::from(half) * cell / 2.0;
            let _ = if *across {
                write!(out, "M{:.1} {:.1}H{:.1}", at(*start, CELL.0), at(*fixed, CELL.1), at(*end, CELL.0))
            } else {
                write!(out, "M{:.1} {:.1}V{:.1}", at(*fixed, CELL.0), at(*start, CELL.1), at(*end, CELL.1))
            };
        }
        out.push_str("\"/>\n");
    }
}

/// Cells of one look side by side.
struct Run {
    x: u16,
    cells: u16,
    text: String,
    look: Look,
}

#[derive(Clone, PartialEq)]
struct Look {
    ink: &'static str,
    paper: Option<&'static str>,
    modifiers: Modifier,
}

fn look(cell: &Cell) -> Look {
    let modifiers = cell.modifier;
    let (ink, paper) = (colour(cell.fg), colour(cell.bg));
    if modifiers.contains(Modifier::REVERSED) {
        return Look { ink: paper.unwrap_or(PAPER), paper: Some(ink.unwrap_or(INK)), modifiers };
    }
    Look { ink: ink.unwrap_or(INK), paper, modifiers }
}

fn runs(buffer: &Buffer, y: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = 0;
    while x < buffer.area.width {
        let cell = &buffer[(x, y)];
        let symbol = if arms(cell.symbol()).is_some() { " " } else { cell.symbol() };
        let cells = (width::width(symbol) as u16).max(1);
        let look = look(cell);
        match runs.last_mut().filter(|run| run.look == look) {
            Some(run) => {
                run.text.push_str(symbol);
                run.cells += cells;
            }
            None => runs.push(Run { x, cells, text: symbol.into(), look }),
        }
        x += cells;
    }
    runs
}

fn draw_run(run: &Run, y: u16, out: &mut String) {
    let (left, top) = (MARGIN + f32::from(run.x) * CELL.0, MARGIN + f32::from(y) * CELL.1);
    let wide = f32::from(run.cells) * CELL.0;
    if let Some(paper) = run.look.paper {
        let _ = writeln!(
            out,
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{wide:.1}\" height=\"{:.1}\" fill=\"{paper}\"/>",
            CELL.1
        );
    }
    if run.text.trim().is_empty() {
        return;
    }
    // Space at the ends is left out: what is drawn begins and ends with ink, and is stretched to its cells exactly.
    let (before, inked) = (run.text.len() - run.text.trim_start().len(), run.text.trim());
    let x = left + before as f32 * CELL.0;
    let length = width::width(inked) as f32 * CELL.0;
    let mut attributes = String::new();
    for (modifier, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::DIM, " opacity=\"0.6\""),
    ] {
        if run.look.modifiers.contains(modifier) {
            attributes.push_str(attribute);
        }
    }
    let _ = writeln!(
        out,
        "<text x=\"{x:.1}\" y=\"{:.1}\" textLength=\"{length:.1}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"\
         {attributes} xml:space=\"preserve\">{}</text>",
        top + BASELINE,
        run.look.ink,
        escaped(inked)
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The sixteen colours as a calm dark terminal shows them; `None` is the default.
fn colour(colour: Color) -> Option<&'static str> {
    Some(match colour {
        Color::Black => "#14171c",
        Color::Red => "#e06c75",
        Color::Green => "#8cc570",
        Color::Yellow => "#e5c07b",
        Color::Blue => "#6cb0f0",
        Color::Magenta => "#c88be0",
        Color::Cyan => "#5fc0c8",
        Color::Gray => "#abb2bf",
        Color::DarkGray => "#6d7583",
        Color::LightRed => "#f08a92",
        Color::LightGreen => "#a9dd8e",
        Color::LightYellow => "#f2d59b",
        Color::LightBlue => "#8cc6fa",
        Color::LightMagenta => "#dba9f0",
        Color::LightCyan => "#86dbe2",
        Color::White => "#ffffff",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn cells_keep_their_places_and_their_text_is_escaped() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        buffer.set_string(1, 0, "a<b&", Style::default());
        buffer.set_string(6, 0, "日", Style::default().fg(Color::Red).add_modifier(Modifier::REVERSED));
        let svg = svg(&buffer);
        assert!(svg.contains(">a&lt;b&amp;</text>"), "{svg}");
        assert!(svg.contains("<rect x=\"62.4\" y=\"12.0\" width=\"16.8\""), "{svg}");
        assert_eq!(svg.matches("<text").count(), 2);
    }

    #[test]
    fn frames_are_joined_lines() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 2));
        buffer.set_string(0, 0, "┌─┐", Style::default());
        buffer.set_string(0, 1, "└─┘", Style::default());
        let svg = svg(&buffer);
        assert!(svg.contains("d=\"M16.2 21.0V39.0M33.0 21.0V39.0M16.2 21.0H33.0M16.2 39.0H33.0\""), "{svg}");
    }
}
