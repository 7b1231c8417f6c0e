//! One event open: the reports side by side, the cell the next key acts on, and the words behind two cells.

use std::collections::VecDeque;

use super::{
    Session,
    geometry::{self, Grid},
    list::settled,
};
use crate::{
    domain::{
        ArticleId, Basis, Cell, ClaimId, Column, Decision, EventId, Measure, Outcome, Row, RowState,
        rows::{ArticleView, Statement},
    },
    reconcile::RuleResult,
    tui::msg::{Effect, Size, Ticket},
    work::{Request, Review},
};

/// Articles kept for their words; the words of two cells seldom need more than a few.
const KEPT_TEXTS: usize = 12;

#[derive(Debug, Clone)]
pub struct Compare {
    pub id: EventId,
    pub opened: Option<Box<Review>>,
    pub awaiting: Option<Ticket>,
    /// Why it could not be opened.
    pub failed: Option<String>,
    /// Place among all rows, and among all columns.
    pub row: usize,
    pub column: usize,
    /// The column whose words stand on the right, where one was chosen.
    pub against: Option<usize>,
    /// The first line of the table shown, and the first column.
    pub top: usize,
    pub first: usize,
    pub texts: VecDeque<Box<ArticleView>>,
    awaiting_text: Option<(Ticket, ArticleId)>,
    /// Articles that could not be read; not asked for again while this screen stands.
    unreadable: Vec<ArticleId>,
    pub stale: bool,
    /// The cell was chosen before the event came.
    placed: bool,
}

/// A line of the table. The first outcome's heading is in the frame and is not a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableLine {
    Heading(Outcome),
    /// Place among all rows.
    Row(usize),
}

impl Compare {
    pub fn new(id: EventId) -> Self {
        Self {
            id,
            opened: None,
            awaiting: None,
            failed: None,
            row: 0,
            column: 0,
            against: None,
            top: 0,
            first: 0,
            texts: VecDeque::new(),
            awaiting_text: None,
            unreadable: Vec::new(),
            stale: false,
            placed: false,
        }
    }

    /// At a cell.
    pub fn at(id: EventId, row: usize, column: usize) -> Self {
        Self { row, column, placed: true, ..Self::new(id) }
    }

    pub fn load(&mut self, session: &mut Session) -> Vec<Effect> {
        self.stale = false;
        let ticket = session.ticket();
        self.awaiting = Some(ticket);
        let event = self.id;
        let request = match session.blind {
            true => Request::BlindEvent { event, analyst: session.analyst.clone() },
            false => Request::Event(event),
        };
        vec![Effect::Ask(ticket, request)]
    }

    /// Asks for the next text the two panes of words need, one at a time.
    pub fn load_text(&mut self, session: &mut Session) -> Vec<Effect> {
        if self.awaiting_text.is_some() {
            return Vec::new();
        }
        let Some(article) = self.missing_text() else { return Vec::new() };
        let ticket = session.ticket();
        self.awaiting_text = Some((ticket, article));
        vec![Effect::Ask(ticket, Request::Article(article))]
    }

    pub fn awaits(&self, ticket: Ticket) -> bool {
        let text = self.awaiting_text.is_some_and(|(t, _)| t == ticket);
        text || self.awaiting == Some(ticket)
    }

    /// The answer to `ticket` came or will never come.
    pub fn forget(&mut self, ticket: Ticket) {
        self.awaiting_text.take_if(|(t, _)| *t == ticket);
        self.stale |= self.awaiting.take_if(|t| *t == ticket).is_some();
    }

    /// The event came, for the first time or anew. The first time the selection goes to the first conflict.
    pub fn take(&mut self, review: Box<Review>) {
        self.awaiting = None;
        self.failed = None;
        let first = self.opened.replace(review).is_none();
        if first && !self.placed {
            self.go_to_row(self.conflict_from_top().unwrap_or(0));
        }
    }

    /// Keeps a text that was asked for; `None` where it could not be read.
    pub fn take_text(&mut self, ticket: Ticket, view: Option<Box<ArticleView>>) {
        let Some((_, asked)) = self.awaiting_text.take_if(|(awaited, _)| *awaited == ticket) else { return };
        match view {
            Some(view) => {
                self.texts.push_back(view);
                if self.texts.len() > KEPT_TEXTS {
                    self.texts.pop_front();
                }
            }
            None => self.unreadable.push(asked),
        }
    }

    fn missing_text(&self) -> Option<ArticleId> {
        let columns = [Some(self.column), self.other()];
        let cells = columns.into_iter().flatten().filter_map(|c| self.cell(self.row, c));
        let articles = cells.flat_map(|c| &c.claims).filter_map(|id| Some(self.statement(*id)?.record.article));
        let known = |id: &ArticleId| self.unreadable.contains(id) || self.text(*id).is_some();
        articles.into_iter().find(|id| !known(id))
    }

    pub fn text(&self, article: ArticleId) -> Option<&ArticleView> {
        self.texts.iter().find(|kept| kept.id == article).map(Box::as_ref)
    }

    pub fn crumb(&self) -> String {
        let Some(opened) = &self.opened else { return format!("event {}", self.id) };
        opened.view.event.name.clone()
    }

    pub fn columns(&self) -> &[Column] {
        self.opened.as_ref().map_or(&[], |o| &o.comparison.columns)
    }

    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.opened.iter().flat_map(|o| o.comparison.rows())
    }

    pub fn row_count(&self) -> usize {
        self.rows().count()
    }

    pub fn row_at(&self, row: usize) -> Option<&Row> {
        self.rows().nth(row)
    }

    pub fn current_row(&self) -> Option<&Row> {
        self.row_at(self.row)
    }

    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.row_at(row)?.cells.get(column)
    }

    pub fn current_cell(&self) -> Option<&Cell> {
        self.cell(self.row, self.column)
    }

    pub fn statement(&self, claim: ClaimId) -> Option<&Statement> {
        self.opened.as_ref()?.view.statements.iter().find(|s| s.record.id == claim)
    }

    pub fn decision(&self, measure: &Measure) -> Option<&Decision> {
        self.opened.as_ref()?.view.decisions.iter().find(|d| d.measure == *measure)
    }

    /// What changed since the decision on this measure; empty where it stands on what it stood on.
    pub fn drift(&self, measure: &Measure) -> &[String] {
        let Some(opened) = &self.opened else { return &[] };
        let at = opened.view.decisions.iter().position(|d| d.measure == *measure);
        at.and_then(|at| opened.stale.get(at)).map_or(&[], Vec::as_slice)
    }

    /// What the rules make of the selected row.
    pub fn current_rules(&self) -> &[RuleResult] {
        self.opened.as_ref().and_then(|o| o.rules.get(self.row)).map_or(&[], Vec::as_slice)
    }

    /// The lines of the table, the first outcome's heading left out.
    pub fn lines(&self) -> Vec<TableLine> {
        let mut lines = Vec::new();
        let mut row = 0;
        for (i, table) in self.opened.iter().flat_map(|o| &o.comparison.tables).enumerate() {
            if i > 0 {
                lines.push(TableLine::Heading(table.outcome));
            }
            lines.extend((row..row + table.rows.len()).map(TableLine::Row));
            row += table.rows.len();
        }
        lines
    }

    /// The column whose words are set against the selected cell's: the one chosen, else the first that contradicts it,
    /// else the first that says anything.
    pub fn other(&self) -> Option<usize> {
        let columns = self.columns().len();
        if let Some(chosen) = self.against.filter(|c| *c != self.column && *c < columns) {
            return Some(chosen);
        }
        let row = self.current_row()?;
        let here = row.cells.get(self.column)?;
        let others = || row.cells.iter().enumerate().filter(|(i, c)| *i != self.column && c.basis != Basis::Silent);
        let against = |cell: &Cell| match (here.interval, cell.interval) {
            (Some(a), Some(b)) => !a.overlaps(b),
            _ => false,
        };
        others().find(|(_, c)| against(c)).or_else(|| others().next()).map(|(i, _)| i)
    }

    /// Sets the next other column against the selected one.
    pub fn turn_other(&mut self) {
        let columns = self.columns().len();
        let from = self.other().unwrap_or(self.column);
        self.against = (1..columns).map(|step| (from + step) % columns).find(|c| *c != self.column);
    }

    pub fn move_row(&mut self, by: isize) {
        self.row = self.row.saturating_add_signed(by).min(self.row_count().saturating_sub(1));
    }

    pub fn move_column(&mut self, by: isize) {
        self.column = self.column.saturating_add_signed(by).min(self.columns().len().saturating_sub(1));
    }

    /// The next row in conflict from the selected one, around the end.
    pub fn conflict(&self, forward: bool) -> Option<usize> {
        let n = self.row_count();
        let conflicts: Vec<_> = self.rows().map(|r| r.state == RowState::Conflict).collect();
        let at = |step: usize| if forward { (self.row + step) % n } else { (self.row + n - step) % n };
        (1..=n).map(at).find(|row| conflicts[*row])
    }

    /// The first row in conflict.
    pub fn conflict_from_top(&self) -> Option<usize> {
        self.rows().position(|r| r.state == RowState::Conflict)
    }

    /// Goes to a row, and to its first column that says something if the selected one is silent.
    pub fn go_to_row(&mut self, row: usize) {
        self.row = row;
        let Some(row) = self.current_row() else { return };
        if row.cells.get(self.column).is_none_or(|c| c.basis == Basis::Silent) {
            self.column = row.cells.iter().position(|c| c.basis != Basis::Silent).unwrap_or(self.column);
        }
    }

    /// Keeps the selection on the table, and the table on the selection.
    pub fn settle(&mut self, size: Size) {
        if self.opened.is_none() {
            return;
        }
        self.row = self.row.min(self.row_count().saturating_sub(1));
        self.column = self.column.min(self.columns().len().saturating_sub(1));
        let lines = self.lines();
        let at = lines.iter().position(|l| *l == TableLine::Row(self.row)).unwrap_or(0);
        let height = geometry::compare(size, self).lines.height;
        self.top = settled(self.top, at, lines.len(), height.into());
        self.first = self.first.min(self.column);
        let is_last = |grid: &Grid, column| grid.columns.last().is_none_or(|(last, _)| *last >= column);
        while self.first < self.column && !is_last(&geometry::compare(size, self), self.column) {
            self.first += 1;
        }
    }

    /// Conflicts, agreements and decided figures, for the header.
    pub fn counts(&self) -> (usize, usize, usize) {
        let of = |state| self.rows().filter(|r| r.state == state).count();
        let decided = self.rows().filter(|r| self.decision(&r.measure).is_some_and(is_settled)).count();
        (of(RowState::Conflict), of(RowState::Agree), decided)
    }
}

/// Reconciled or signed: numbers stand.
pub fn is_settled(decision: &Decision) -> bool {
    use crate::domain::FigureState::{Open, Pending, Reconciled, Signed};
    match decision.state {
        Reconciled | Signed => true,
        Open | Pending => false,
    }
}
