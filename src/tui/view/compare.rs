//! The comparison: the reports side by side, and below them the words behind two cells.

use ratatui::layout::Rect;

use super::{paint::Canvas, words};
use crate::{
    domain::{Basis, Cell, Decision, FigureState, Row, RowState, rows::Statement},
    text::{self, width},
    tui::{
        model::{
            Compare, Model,
            compare::{TableLine, is_settled},
            geometry::{self, Grid, Slot},
            words::{bare, excerpt},
        },
        rich::{Rich, Role, rich_width, span, wrap_rich},
        update::decide::{open_above, shown},
    },
};

pub fn draw(model: &Model, compare: &Compare, canvas: &mut Canvas) {
    let body = geometry::body(model.size);
    let Some(opened) = &compare.opened else {
        let says = compare.failed.as_deref().map(|why| vec![vec![span(Role::Bad, text::display(why))]]);
        return words::placard(canvas, body, &says.unwrap_or_default());
    };
    if opened.comparison.tables.is_empty() {
        let lines = [
            vec![span(Role::Strong, "No claim bears on this event.")],
            Rich::new(),
            vec![span(Role::Text, "Its claims are rejected, denied, superseded, or count a longer time.")],
        ];
        return words::placard(canvas, body, &lines);
    }
    let grid = geometry::compare(model.size, compare);
    draw_frame(compare, &grid, canvas);
    for (y, line) in (grid.lines.y..grid.lines.bottom()).zip(compare.lines().iter().skip(compare.top)) {
        match line {
            TableLine::Heading(outcome) => rule(&grid, y, &outcome.label(), canvas),
            TableLine::Row(at) => draw_row(compare, &grid, *at, y, canvas),
        }
    }
    draw_words(compare, &grid, canvas);
}

/// Where the vertical lines of the table stand: after the names, after each source, after the figures.
fn separators(grid: &Grid) -> Vec<u16> {
    let after = |slot: &Slot| slot.x + slot.width;
    let mut at = vec![after(&grid.name)];
    at.extend(grid.columns.iter().map(|(_, slot)| after(slot)));
    at.push(after(&grid.figures));
    at
}

fn draw_frame(compare: &Compare, grid: &Grid, canvas: &mut Canvas) {
    let (left, right) = (grid.frame.x, grid.frame.right() - 1);
    let bottom = if grid.words.height > 0 { grid.words.bottom() } else { grid.lines.bottom() };
    canvas.vertical(left, grid.frame.y, bottom - grid.frame.y);
    canvas.vertical(right, grid.frame.y, bottom - grid.frame.y);
    for x in separators(grid) {
        canvas.vertical(x, grid.lines.y, grid.lines.height);
    }
    edge(grid, grid.frame.y, ["┌", "┬", "┐"], canvas);
    draw_header(compare, grid, canvas);
    if grid.words.height == 0 {
        edge(grid, bottom, ["└", "┴", "┘"], canvas);
        return;
    }
    edge(grid, grid.lines.bottom(), ["├", "┴", "┤"], canvas);
    canvas.horizontal(left, bottom, grid.frame.width);
    canvas.line(left, bottom, "└");
    canvas.line(right, bottom, "┘");
}

/// A line of the frame across the whole table.
fn edge(grid: &Grid, y: u16, [left, between, right]: [&str; 3], canvas: &mut Canvas) {
    canvas.horizontal(grid.frame.x, y, grid.frame.width);
    canvas.line(grid.frame.x, y, left);
    separators(grid).into_iter().for_each(|x| canvas.line(x, y, between));
    canvas.line(grid.frame.right() - 1, y, right);
}

/// An outcome's heading between its rows and those above.
fn rule(grid: &Grid, y: u16, name: &str, canvas: &mut Canvas) {
    edge(grid, y, ["├", "┼", "┤"], canvas);
    canvas.text(grid.name.x, y, grid.name.width, &format!(" {name} "), Role::Heading);
}

/// The first line: the outcome of the first row seen, then who says it with their grade.
fn draw_header(compare: &Compare, grid: &Grid, canvas: &mut Canvas) {
    let y = grid.frame.y;
    let lines = compare.lines();
    let outcome = lines.iter().skip(compare.top).find_map(|line| match line {
        TableLine::Row(at) => compare.row_at(*at).map(|row| row.measure.outcome),
        TableLine::Heading(_) => None,
    });
    if let Some(outcome) = outcome {
        canvas.text(grid.name.x, y, grid.name.width, &format!(" {} ", outcome.label()), Role::Heading);
    }
    for (at, slot) in &grid.columns {
        let Some(column) = compare.columns().get(*at) else { continue };
        let role = if *at == compare.column { Role::Heading } else { Role::Strong };
        let grade = column.reliability.map(|r| format!(" {}", r.word())).unwrap_or_default();
        let flaw = if column.inconsistent.is_some() { " !" } else { "" };
        let room = (slot.width as usize).saturating_sub(2 + width::width(&grade) + flaw.len());
        let name = text::display(&column.claimant);
        let head = [
            span(role, format!(" {}", width::fit(&name, room))),
            span(Role::Accent, grade),
            span(Role::Bad, flaw),
            span(role, " "),
        ];
        canvas.rich(slot.x, y, slot.width, &head);
    }
    let n = grid.number;
    if grid.brief {
        canvas.text_right(grid.figures.x, y, grid.figures.width - 1, " best ", Role::Dim);
    } else {
        for (i, name) in [" low", " best", " high"].iter().enumerate() {
            canvas.text_right(grid.figures.x + n * i as u16, y, n, name, Role::Dim);
        }
        canvas.text(grid.figures.x + 3 * n, y, 1, " ", Role::Dim);
    }
    if !grid.signs {
        canvas.text(grid.state.x, y, grid.state.width, " state ", Role::Dim);
    }
    draw_more(compare, grid, y, canvas);
}

/// Arrows where sources stand outside the picture.
fn draw_more(compare: &Compare, grid: &Grid, y: u16, canvas: &mut Canvas) {
    let (Some((first, _)), Some((last, slot))) = (grid.columns.first(), grid.columns.last()) else { return };
    if *first > 0 {
        canvas.text(grid.name.x + grid.name.width, y, 1, "◂", Role::Accent);
    }
    if *last + 1 < compare.columns().len() {
        canvas.text(slot.x + slot.width, y, 1, "▸", Role::Accent);
    }
}

fn number(cell: &Cell) -> String {
    match (cell.basis, cell.interval) {
        (Basis::Silent, _) | (_, None) => "·".into(),
        (Basis::Possible, Some(interval)) => format!("({interval})"),
        (Basis::Stated | Basis::Derived, Some(interval)) => interval.to_string(),
    }
}

fn draw_row(compare: &Compare, grid: &Grid, at: usize, y: u16, canvas: &mut Canvas) {
    let Some(row) = compare.row_at(at) else { return };
    let selected = at == compare.row;
    let other = compare.other();
    let name = format!("{}{}", "  ".repeat(row.depth.into()), text::display(&row.measure.group()));
    canvas.text(grid.name.x + 1, y, grid.name.width - 1, &name, if selected { Role::Near } else { Role::Text });
    for (column, slot) in &grid.columns {
        if let Some(cell) = row.cells.get(*column) {
            draw_cell(cell, *slot, y, canvas);
        }
        // The two cells have the colours of their words below.
        if selected && *column == compare.column {
            canvas.tint(Rect::new(slot.x, y, slot.width, 1), Role::Selected);
            canvas.park(slot.x + 1, y);
        } else if selected && other == Some(*column) && grid.words.height > 0 {
            canvas.tint(Rect::new(slot.x, y, slot.width, 1), Role::Other);
        }
    }
    draw_figures(compare.decision(&row.measure), !compare.drift(&row.measure).is_empty(), grid, y, canvas);
    draw_state(row, compare.decision(&row.measure), grid, y, canvas);
}

fn draw_cell(cell: &Cell, slot: Slot, y: u16, canvas: &mut Canvas) {
    let (role, said) = match cell.basis {
        Basis::Stated if cell.hedged => (Role::Text, "hedged"),
        Basis::Stated => (Role::Text, ""),
        Basis::Derived => (Role::Derived, "derived"),
        Basis::Possible => (Role::Dim, "possible"),
        Basis::Silent => (Role::Dim, ""),
    };
    let number = number(cell);
    let note = text::display(cell.note.as_deref().unwrap_or(said));
    let line =
        [span(role, format!(" {number}")), span(Role::Dim, if note.is_empty() { note } else { format!(" {note}") })];
    canvas.rich(slot.x, y, slot.width, &line);
}

fn draw_figures(decision: Option<&Decision>, stale: bool, grid: &Grid, y: u16, canvas: &mut Canvas) {
    let Some(d) = decision else { return };
    let Slot { x, width } = grid.figures;
    match d.state {
        FigureState::Open => return,
        FigureState::Pending => {
            canvas.text(x + 1, y, width - 1, if grid.brief { "…" } else { "pending" }, Role::Warn);
            return;
        }
        FigureState::Reconciled | FigureState::Signed => {}
    }
    let n = grid.number;
    if grid.brief {
        canvas.text_right(x, y, n, &shown(d.best.or(d.low)), Role::Strong);
    } else {
        canvas.text_right(x, y, n, &shown(d.low), Role::Text);
        canvas.text_right(x + n, y, n, &shown(d.best), Role::Strong);
        canvas.text_right(x + 2 * n, y, n, &open_above(d.low.or(d.best), d.high), Role::Text);
    }
    let (mark, role) = match (stale, d.state) {
        (true, _) => ("!", Role::Bad),
        (false, FigureState::Signed) => ("✔✔", Role::Good),
        (false, _) => ("✓", Role::Good),
    };
    canvas.text(x + width - 2, y, 2, mark, role);
}

fn draw_state(row: &Row, decision: Option<&Decision>, grid: &Grid, y: u16, canvas: &mut Canvas) {
    let (sign, word, role) = words::row_state(row.state);
    let role = if decision.is_some_and(is_settled) { Role::Dim } else { role };
    let Slot { x, width } = grid.state;
    if grid.signs {
        canvas.text(x + 1, y, 1, sign, role);
    } else {
        canvas.text(x + 1, y, width - 1, &format!("{sign} {word}"), role);
    }
}

/// The words of the selected cell, and of the source it is compared with.
fn draw_words(compare: &Compare, grid: &Grid, canvas: &mut Canvas) {
    if grid.words.height == 0 {
        return;
    }
    let Rect { x, y, width, height } = grid.words;
    let other = compare.other();
    let (first, second) = match (other, grid.stacked) {
        (None, _) => (grid.words, None),
        (Some(_), true) => {
            let upper = (height - 1).div_ceil(2);
            canvas.horizontal(x, y + upper, width);
            (
                Rect { height: upper, ..grid.words },
                Some(Rect { y: y + upper + 1, height: height - upper - 1, ..grid.words }),
            )
        }
        (Some(_), false) => {
            let left = (width - 1) / 2;
            let split = x + left;
            canvas.vertical(split, y, height);
            let crossing = separators(grid).contains(&split);
            canvas.line(split, y - 1, if crossing { "┼" } else { "┬" });
            canvas.line(split, y + height, "┴");
            let right = Rect { x: split + 1, width: width - left - 1, ..grid.words };
            (Rect { width: left, ..grid.words }, Some(right))
        }
    };
    draw_pane(compare, compare.column, first, Role::Evidence, canvas);
    if let (Some(column), Some(area)) = (other, second) {
        draw_pane(compare, column, area, Role::Other, canvas);
    }
}

/// One source's words for the selected row; its title stands in the line above.
fn draw_pane(compare: &Compare, column: usize, area: Rect, marked: Role, canvas: &mut Canvas) {
    let (Some(cell), Some(head)) = (compare.cell(compare.row, column), compare.columns().get(column)) else { return };
    let statements: Vec<_> = cell.claims.iter().filter_map(|id| compare.statement(*id)).collect();
    let mut title = vec![span(Role::Heading, format!(" {}", text::display(&head.claimant)))];
    if let Some(first) = statements.first() {
        title.push(span(Role::Dim, format!("{} ", carried(first))));
    } else {
        title.push(span(Role::Dim, " "));
    }
    canvas.rich(area.x + 1, area.y - 1, area.width.saturating_sub(2), &title);
    let room = area.width.saturating_sub(2) as usize;
    let mut lines: Vec<Rich> = Vec::new();
    if cell.basis == Basis::Silent {
        let group = compare.current_row().map(|row| row.measure.group()).unwrap_or_default();
        lines.push(vec![span(Role::Dim, format!("Says nothing of {group}. Silence is not a zero."))]);
    }
    if let Some(derivation) = &cell.derivation {
        lines.push(vec![span(Role::Derived, text::display(derivation))]);
    }
    for statement in statements {
        let claim = &statement.record.claim;
        let found = match compare.text(statement.record.article) {
            Some(view) => excerpt(&view.article, &claim.evidence),
            None => bare(&claim.evidence),
        };
        lines.push(words::excerpt(&found, marked, Role::Text));
        lines.push(vec![span(Role::Dim, read_as(statement))]);
    }
    let lines = lines.into_iter().flat_map(|line| wrap_rich(&line, room));
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        let words: String = line.iter().map(|s| s.text.as_str()).collect();
        if width::is_rtl(&words) {
            let used = rich_width(&line) as u16;
            canvas.rich(area.x + 1 + (room as u16).saturating_sub(used), y, room as u16, &line);
        } else {
            canvas.rich(area.x + 1, y, room as u16, &line);
        }
    }
}

/// In which outlet and when: the copy one reads, not who says it.
fn carried(s: &Statement) -> String {
    let outlet = s.outlet.as_deref().map(|o| format!(" · in {o}")).unwrap_or_default();
    let day = s.published.map(|d| d.strftime(" · %-d %b").to_string()).unwrap_or_default();
    width::safe(&(outlet + &day)).into_owned()
}

/// What the claim was read as, under its words.
fn read_as(s: &Statement) -> String {
    let claim = &s.record.claim;
    let (_, judged, _) = words::judgement(s.record.judgement);
    format!(
        "↳ {} {} · {} · {} {} · {judged}",
        claim.outcome.label(),
        super::reader::count(claim),
        claim.victims.role.label(),
        s.record.article,
        s.record.id,
    )
}

/// The message line: the selected row's state and its smallest explanation, then what was decided.
pub fn explanation(compare: &Compare) -> Rich {
    let Some(row) = compare.current_row() else { return Rich::new() };
    let (sign, word, role) = words::row_state(row.state);
    let mut line = vec![span(role, format!("{sign} {word}"))];
    if let Some(first) = compare.drift(&row.measure).first() {
        line.push(span(Role::Bad, format!("  ! stale: {}; decide again  ", text::display(first))));
        return line;
    }
    if !row.explanation.is_empty() {
        line.push(span(Role::Text, format!(": {}", text::display(&row.explanation))));
    } else if row.state == RowState::Single {
        line.push(span(Role::Dim, ": one source says this"));
    }
    if let Some(d) = compare.decision(&row.measure) {
        line.push(span(Role::Dim, "  "));
        line.extend(decided(d));
    }
    line
}

fn decided(d: &Decision) -> Rich {
    let reason = text::display(&d.reason);
    match d.state {
        FigureState::Open => Rich::new(),
        FigureState::Pending => {
            let waits = text::display(d.waiting_for.as_deref().unwrap_or("the source"));
            vec![span(Role::Warn, format!("pending: waiting for {waits}"))]
        }
        FigureState::Reconciled | FigureState::Signed => {
            let by = match (&d.state, &d.signed_by) {
                (FigureState::Signed, Some(second)) => format!("{}, signed by {second}", d.analyst),
                _ => d.analyst.clone(),
            };
            vec![span(Role::Good, format!("✓ {} ({}) ", text::display(&by), d.rule.label())), span(Role::Text, reason)]
        }
    }
}
