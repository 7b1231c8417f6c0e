//! The reports on one event side by side, as text: the picture that the workbench shows, for paper and pipes.

use std::{fmt::Write, ops::Range};

use crate::{
    domain::{
        Basis, Cell, Column, Comparison, Decision, Figure, FigureState, Row, RowState, Rule,
        rows::{EventView, Statement},
    },
    text::{self, width::width},
};

use super::{
    super::out::Role,
    Look,
    grid::{self, Entry, Grid},
    words,
};

/// Columns to print in where the output is no terminal.
const PAPER: usize = 120;

/// A claimant's column is cut to this many cells, and more claimants than fit make another table.
const CLAIMANT: Range<usize> = 12..30;

/// An event with everything printed about it.
pub struct Compared<'a> {
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
    for columns in blocks(compared, look) {
        page.push_str(&table(compared, columns, look));
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
    let states = RowState::ALL.iter().rev().filter_map(|state| {
        let count = compared.comparison.rows().filter(|row| row.state == *state).count();
        (count > 0).then(|| format!("{count} {state}"))
    });
    let decided = compared.view.decisions.iter().filter(|d| d.state != FigureState::Open).count();
    states.chain([format!("{decided} decided")]).collect::<Vec<_>>().join(" · ")
}

/// Which claimants stand in which table: as many as fit, at least one.
fn blocks(compared: &Compared, look: Look) -> Vec<Range<usize>> {
    let room =
        look.width.unwrap_or(PAPER).saturating_sub(fixed(compared).iter().map(|cells| cells + 3).sum::<usize>() + 1);
    let (mut blocks, mut start, mut used) = (Vec::new(), 0, 0);
    for at in 0..compared.comparison.columns.len() {
        let cells = claimant_width(compared, at) + 3;
        if used + cells > room && at > start {
            blocks.push(start..at);
            (start, used) = (at, 0);
        }
        used += cells;
    }
    blocks.push(start..compared.comparison.columns.len());
    blocks
}

/// The widths of the columns that every table has: the group, the rule's numbers, the decision, the state.
fn fixed(compared: &Compared) -> [usize; 4] {
    let rows = || compared.comparison.rows();
    let widest = |words: &mut dyn Iterator<Item = usize>| words.max().unwrap_or(0);
    let tables = compared.comparison.tables.iter().map(|table| width(&table.outcome.label()));
    [
        widest(&mut rows().map(|row| width(&group(row)).min(32)).chain(tables)),
        widest(&mut rows().map(|row| width(&computed(compared, row))).chain([width(compared.rule.word())])),
        widest(&mut rows().map(|row| width(&decided(compared, row))).chain([width(DECIDED)])),
        widest(&mut rows().map(|row| width(row.state.word()))),
    ]
}

const DECIDED: &str = "low  best  high";

fn claimant_width(compared: &Compared, at: usize) -> usize {
    let cells = compared.comparison.rows().filter_map(|row| row.cells.get(at)).map(|cell| width(&cell_words(cell)));
    let widest = cells.chain([width(&column_words(&compared.comparison.columns[at]))]).max().unwrap_or(0);
    widest.clamp(CLAIMANT.start, CLAIMANT.end)
}

fn table(compared: &Compared, columns: Range<usize>, look: Look) -> String {
    let [group_cells, rule_cells, decided_cells, state_cells] = fixed(compared);
    let mut widths = vec![group_cells];
    widths.extend(columns.clone().map(|at| claimant_width(compared, at)));
    widths.extend([rule_cells, decided_cells, state_cells]);
    let mut grid = Grid::new(widths, look);
    for (number, table) in compared.comparison.tables.iter().enumerate() {
        let mut headings = vec![table.outcome.label()];
        if number == 0 {
            headings.extend(compared.comparison.columns[columns.clone()].iter().map(column_words));
            headings.extend([compared.rule.word().to_owned(), DECIDED.to_owned()]);
        }
        grid.rule(if number == 0 { grid::Rule::Top } else { grid::Rule::Middle }, &headings);
        for row in &table.rows {
            let mut entries = vec![Entry::new(group(row), None)];
            entries.extend(row.cells[columns.clone()].iter().map(|cell| Entry::new(cell_words(cell), cell_role(cell))));
            entries.push(Entry::new(computed(compared, row), Role::Faint));
            entries.push(Entry::new(decided(compared, row), Role::Heading));
            entries.push(Entry::new(row.state.word(), state_role(row.state)));
            grid.row(&entries);
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
    for decision in &compared.view.decisions {
        let who = decision.signed_by.as_ref().map_or(String::new(), |who| format!(", signed by {who}"));
        let reason = if decision.reason.is_empty() { String::new() } else { format!(": {}", decision.reason) };
        let words = format!("{} {} by {}{who}{reason}", decision.measure, decision_words(decision), decision.analyst);
        let _ = writeln!(page, "{}  {}", look.ink.paint(Role::Good, decision.state), text::display(&words));
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
    let manner = if manner.is_empty() { manner } else { format!(" ({manner})") };
    let figure = format!("{} {}{manner}", claim.outcome.label(), words::count(&claim.count));
    let words = claim.evidence.first().map_or("", |evidence| evidence.exact.as_str());
    let line = format!("{:<5} {}  ", statement.record.id.to_string(), text::display(&figure));
    let quoted = look.ink.paint(Role::Evidence, format!("“{}”", text::display(words)));
    let _ = writeln!(page, "  {line}{quoted}");
}
