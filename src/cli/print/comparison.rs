//! The reports on one event side by side, as text: the picture that the workbench shows, for paper and pipes.

use std::{fmt::Write, ops::Range};

use crate::{
    domain::{
        Basis, Cell, Column, Comparison, Decision, Figure, FigureState, Judgement, Row, RowState, Rule,
        rows::{EventView, Statement},
    },
    reconcile::Toll,
    text::{self, width::width},
    work::Review,
};

use super::{
    super::out::Role,
    Look,
    grid::{self, Entry, Grid},
    words,
};

/// Columns to print in where the output is no terminal.
const PAPER: usize = 120;

/// The fewest and most cells of a claimant's column.
const CELLS: Range<usize> = 10..30;

/// An event with everything printed about it.
pub struct Compared<'a> {
    pub review: &'a Review,
    pub view: &'a EventView,
    pub comparison: &'a Comparison,
    /// The rule whose numbers stand beside the reports, and those numbers, one figure for each row.
    pub rule: Rule,
    pub figures: &'a [Figure],
}

pub fn print(compared: &Compared, look: Look) -> String {
    let mut page = title(compared, look);
    page.push('\n');
    if compared.comparison.tables.is_empty() {
        page.push_str("nothing to compare: no claim is about this event alone\n");
        evidence(&mut page, compared, look);
        return page;
    }
    let room = look.width.unwrap_or(PAPER);
    for part in parts(compared, room) {
        page.push_str(&table(compared, &part, look));
    }
    explanations(&mut page, compared, look);
    evidence(&mut page, compared, look);
    page
}

/// "e1  Aleppo raid · 17 May 2025 · Aleppo, SY   1 conflict · 2 agree · 0 decided"
fn title(compared: &Compared, look: Look) -> String {
    let event = &compared.view.event;
    let mut facts = vec![event.name.clone()];
    for fact in [event.date.as_ref().map(words::date), event.place.as_ref().map(words::place)].into_iter().flatten() {
        if !event.name.contains(&fact) {
            facts.push(fact);
        }
    }
    let name = format!("{}  {}", event.id, text::display(&facts.join(" · ")));
    format!("{}   {}\n", look.ink.paint(Role::Heading, name), tally(compared))
}

fn tally(compared: &Compared) -> String {
    let worst_first = [RowState::Conflict, RowState::Compatible, RowState::Agree, RowState::Single];
    let states = worst_first.into_iter().filter_map(|state| {
        let count = compared.comparison.rows().filter(|row| row.state == state).count();
        (count > 0).then(|| format!("{count} {state}"))
    });
    let decided = compared.view.decisions.iter().filter(|d| d.state != FigureState::Open).count();
    states.chain([format!("{decided} decided")]).collect::<Vec<_>>().join(" · ")
}

/// What a column of a printed table shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Claimant(usize),
    /// What the rule makes of the row.
    Computed,
    Decided,
    State,
}

const DECIDED: &str = "low  best  high";

/// The tables: one where there is room for it; else the claimants over several, and what follows from all in the last.
fn parts(compared: &Compared, room: usize) -> Vec<Vec<Shown>> {
    let mut columns: Vec<_> = (0..compared.comparison.columns.len()).map(Shown::Claimant).collect();
    let has_decisions = !compared.view.decisions.is_empty();
    columns.extend([Shown::Computed].into_iter().chain(has_decisions.then_some(Shown::Decided)).chain([Shown::State]));
    let room = room.saturating_sub(group_cells(compared) + 4);
    let mut parts: Vec<Vec<Shown>> = vec![Vec::new()];
    let mut used = 0;
    for column in columns {
        let cells = cells(compared, column) + 3;
        if used + cells > room && used > 0 {
            parts.push(Vec::new());
            used = 0;
        }
        used += cells;
        if let Some(part) = parts.last_mut() {
            part.push(column);
        }
    }
    parts
}

fn group_cells(compared: &Compared) -> usize {
    let groups = compared.comparison.rows().map(|row| width(&group(row)));
    let outcomes = compared.comparison.tables.iter().map(|table| width(&table.outcome.label()));
    groups.chain(outcomes).max().unwrap_or_default().min(CELLS.end)
}

fn cells(compared: &Compared, column: Shown) -> usize {
    let entries = compared.comparison.rows().map(|row| width(&entry(compared, row, column).words));
    let widest = entries.chain([width(&heading(compared, column))]).max().unwrap_or_default();
    match column {
        Shown::Claimant(_) => widest.clamp(CELLS.start, CELLS.end),
        Shown::Computed | Shown::Decided | Shown::State => widest,
    }
}

fn heading(compared: &Compared, column: Shown) -> String {
    match column {
        Shown::Claimant(at) => column_words(&compared.comparison.columns[at]),
        Shown::Computed => compared.rule.word().to_owned(),
        Shown::Decided => DECIDED.to_owned(),
        Shown::State => String::new(),
    }
}

fn entry(compared: &Compared, row: &Row, column: Shown) -> Entry {
    match column {
        Shown::Claimant(at) => {
            row.cells.get(at).map_or(Entry::new("", None), |c| Entry::new(cell_words(c), cell_role(c)))
        }
        Shown::Computed => Entry::new(computed(compared, row), Role::Faint),
        Shown::Decided => Entry::new(decided(compared, row), Role::Heading),
        Shown::State => Entry::new(row.state.word(), state_role(row.state)),
    }
}

/// Rows on which none of the claimants shown says anything are left out where only claimants are shown.
fn table(compared: &Compared, columns: &[Shown], look: Look) -> String {
    let is_silent = |row: &Row, column: &Shown| matches!(column, Shown::Claimant(at) if row.cells.get(*at).is_none_or(|cell| cell.basis == Basis::Silent));
    let widths = [group_cells(compared)].into_iter().chain(columns.iter().map(|column| cells(compared, *column)));
    let mut grid = Grid::new(widths.collect(), look);
    let mut rule = grid::Rule::Top;
    for table in &compared.comparison.tables {
        let rows = table.rows.iter().filter(|row| !columns.iter().all(|column| is_silent(row, column)));
        let rows: Vec<_> = rows.collect();
        if rows.is_empty() {
            continue;
        }
        let mut headings = vec![table.outcome.label()];
        if rule == grid::Rule::Top {
            headings.extend(columns.iter().map(|column| heading(compared, *column)));
        }
        grid.rule(rule, &headings);
        rule = grid::Rule::Middle;
        for row in rows {
            let entries = columns.iter().map(|column| entry(compared, row, *column));
            grid.row(&[Entry::new(group(row), None)].into_iter().chain(entries).collect::<Vec<_>>());
        }
    }
    grid.rule(grid::Rule::Bottom, &[]);
    grid.drawn()
}

fn group(row: &Row) -> String {
    format!("{}{}", "  ".repeat(row.depth.into()), row.measure.group())
}

/// "SOHR  B"
fn column_words(column: &Column) -> String {
    match column.reliability {
        Some(grade) => format!("{}  {grade}", column.claimant),
        None => column.claimant.clone(),
    }
}

/// `5`, `1–4 derived`, `(0–3) 3 "neutralized"`, `·`.
fn cell_words(cell: &Cell) -> String {
    let Some(interval) = cell.interval else { return "·".into() };
    let numbers = match cell.basis {
        Basis::Possible => format!("({interval})"),
        Basis::Stated | Basis::Derived | Basis::Silent => interval.to_string(),
    };
    let derived = (cell.basis == Basis::Derived).then(|| cell.basis.label());
    [Some(numbers), derived, cell.note.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn cell_role(cell: &Cell) -> Option<Role> {
    match cell.basis {
        Basis::Stated | Basis::Derived => None,
        Basis::Possible => Some(Role::Doubtful),
        Basis::Silent => Some(Role::Faint),
    }
}

fn state_role(state: RowState) -> Role {
    match state {
        RowState::Agree => Role::Good,
        RowState::Compatible => Role::Doubtful,
        RowState::Conflict => Role::Bad,
        RowState::Single => Role::Faint,
    }
}

/// What the rule makes of the row: "4–5", or "4–5 best 5".
fn computed(compared: &Compared, row: &Row) -> String {
    let Some(figure) = compared.figures.iter().find(|figure| figure.measure == row.measure) else {
        return String::new();
    };
    let range = words::range(figure.low, figure.high);
    match figure.best {
        Some(best) if range != best.to_string() => format!("{range} best {best}"),
        _ => range,
    }
}

/// "4  5  5", "4  5  5 signed", "pending"
fn decided(compared: &Compared, row: &Row) -> String {
    let standing = compared.view.decisions.iter().find(|decision| decision.measure == row.measure);
    standing.map_or(String::new(), decision_words)
}

pub fn decision_words(decision: &Decision) -> String {
    let number = |n: Option<u64>| n.map_or("·".to_owned(), |n| n.to_string());
    let numbers = [decision.low, decision.best, decision.high].map(number).join("  ");
    match decision.state {
        FigureState::Open => String::new(),
        FigureState::Pending => "pending".into(),
        FigureState::Reconciled => numbers,
        FigureState::Signed => format!("{numbers} signed"),
    }
}

fn explanations(page: &mut String, compared: &Compared, look: Look) {
    for row in compared.comparison.rows().filter(|row| !row.explanation.is_empty()) {
        let state = look.ink.paint(state_role(row.state), row.state.word());
        let why = format!("{}: {}", row.measure, row.explanation);
        let _ = writeln!(page, "{state}  {}", text::display(&why));
    }
    for column in &compared.comparison.columns {
        if let Some(why) = &column.inconsistent {
            let inconsistent = look.ink.paint(Role::Bad, "inconsistent");
            let _ = writeln!(page, "{inconsistent}  {}", text::display(&format!("{}: {why}", column.claimant)));
        }
    }
    for (decision, changes) in compared.view.decisions.iter().zip(&compared.review.stale) {
        let who = decision.signed_by.as_ref().map_or(String::new(), |who| format!(", signed by {who}"));
        let reason = if decision.reason.is_empty() { String::new() } else { format!(": {}", decision.reason) };
        let standard = decision.standard.as_ref().map_or(String::new(), |words| format!(" ({words})"));
        let waits = decision.waiting_for.as_ref().map_or(String::new(), |what| format!(", waiting for {what}"));
        let numbers =
            if decision.state == FigureState::Pending { String::new() } else { decision_words(decision) + " " };
        let words = format!("{} {numbers}by {}{who}{standard}{waits}{reason}", decision.measure, decision.analyst);
        let _ = writeln!(page, "{}  {}", look.ink.paint(Role::Good, decision.state), text::display(&words));
        for change in changes {
            let words = format!("{} since it was decided: {change}", decision.measure);
            let _ = writeln!(page, "{}  {}", look.ink.paint(Role::Bad, "stale"), text::display(&words));
        }
    }
    for switch in &compared.view.switches {
        let _ = writeln!(page, "{}  {}", look.ink.paint(Role::Faint, "settled"), text::display(&switch.to_string()));
    }
    if let Some(grading) = &compared.review.grading {
        let words = format!("{}: {}", grading.grade, grading.grounds);
        let _ = writeln!(page, "{}  {}", look.ink.paint(Role::Faint, "harm"), text::display(&words));
    }
    tolls(page, compared, look);
}

/// Where a claimant gave more than one figure of a row: the figures with their days, those replaced in parentheses.
fn tolls(page: &mut String, compared: &Compared, look: Look) {
    for (row, tolls) in compared.comparison.rows().zip(&compared.review.tolls) {
        for toll in tolls.chunk_by(|a, b| a.claimant == b.claimant).filter(|own| own.iter().any(|t| !t.stands)) {
            let figure = |t: &Toll| {
                let number = if t.stands { t.interval.to_string() } else { format!("({})", t.interval) };
                format!("{number} {}", t.day.map_or("undated".to_owned(), |day| day.to_string()))
            };
            let figures: Vec<_> = toll.iter().map(figure).collect();
            let words = format!("{} by {}: {}", row.measure, toll[0].claimant, figures.join(" → "));
            let _ = writeln!(page, "{}  {}", look.ink.paint(Role::Faint, "over time"), text::display(&words));
        }
    }
}

/// The words behind every column, and what was left out of the comparison, so that no number stands without its source.
fn evidence(page: &mut String, compared: &Compared, look: Look) {
    let mut shown = Vec::new();
    for (at, column) in compared.comparison.columns.iter().enumerate() {
        let cells = compared.comparison.rows().filter_map(|row| row.cells.get(at));
        let claims: Vec<_> = cells.flat_map(|cell| &cell.claims).collect();
        let statements = compared.view.statements.iter().filter(|s| claims.contains(&&s.record.id));
        let outlets =
            if column.outlets.is_empty() { String::new() } else { format!(" · in {}", column.outlets.join(", ")) };
        let day = column.as_of.map_or(String::new(), |day| format!(" · as of {day}"));
        let heading = text::display(&format!("{}{outlets}{day}", column.claimant));
        let _ = writeln!(page, "\n{}", look.ink.paint(Role::Heading, heading));
        for statement in statements {
            shown.push(statement.record.id);
            quote(page, statement, compared, look);
        }
    }
    let rest: Vec<_> = compared.view.statements.iter().filter(|s| !shown.contains(&s.record.id)).collect();
    if !rest.is_empty() {
        let _ = writeln!(page, "\n{}", look.ink.paint(Role::Heading, "Not compared"));
        rest.into_iter().for_each(|statement| quote(page, statement, compared, look));
    }
}

/// "  c7  killed 5   “the death toll included five individuals”"
fn quote(page: &mut String, statement: &Statement, compared: &Compared, look: Look) {
    let claim = &statement.record.claim;
    let beside = |place: usize| {
        let is_it = |s: &&Statement| (s.record.article, s.record.ordinal) == (statement.record.article, place);
        compared
            .view
            .statements
            .iter()
            .find(is_it)
            .map_or_else(|| "a claim elsewhere".into(), |s| s.record.id.to_string())
    };
    let manner = words::manner(claim, beside);
    let rejected = (statement.record.judgement == Judgement::Rejected).then(|| statement.record.judgement.label());
    let copied = statement.copy_of.map(|original| format!("copy of {original}"));
    let standing: Vec<_> = [Some(manner).filter(|m| !m.is_empty()), copied, rejected].into_iter().flatten().collect();
    let standing = if standing.is_empty() { String::new() } else { format!(" ({})", standing.join(", ")) };
    let figure = format!("{} {}{standing}", claim.outcome.label(), words::count(&claim.count));
    let words = claim.evidence.first().map_or("", |evidence| evidence.exact.as_str());
    let line = format!("{:<5} {}  ", statement.record.id.to_string(), text::display(&figure));
    let quoted = look.ink.paint(Role::Evidence, format!("“{}”", text::display(words)));
    let _ = writeln!(page, "  {line}{quoted}");
}
