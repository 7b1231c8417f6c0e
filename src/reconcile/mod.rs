//! Reconciling: the reports on one event, set side by side, and what each published rule makes of them.
//!
//! Owns which claims count, what follows from what a claimant said, where claimants agree and where they do not, and
//! the rules. Pure: no file, clock, thread or global. Never averages, never drops a losing claim, never invents a number
//! for silence. The order of the statements given never matters.
//!
//! ```text
//! statements -> admit -> report per claimant: mention -> group -> forest (bounds) -> read -> board -> state, rules
//! ```

mod admit;
pub mod agreement;
mod board;
mod bounds;
mod claimant;
mod drift;
mod forest;
mod grading;
mod group;
mod mention;
mod parties;
mod read;
mod report;
mod rules;
mod settle;
mod show;
mod state;
mod sum;
mod tolls;
mod who;
mod wording;
mod words;
mod wounded;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::{ClaimId, Comparison, Decision, Figure, Measure, Outcome, Rule, Switch, rows::Statement};

pub use {
    grading::{Grading, HarmGrade},
    parties::{About, Party, Relation, Side},
    rules::Sides,
    tolls::Toll,
};

/// What one rule makes of one measure: the numbers, the claims behind them, and what it passed over and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RuleResult {
    pub rule: Rule,
    pub low: Option<u64>,
    pub best: Option<u64>,
    /// `null` is open where `low` is given.
    pub high: Option<u64>,
    pub used: Vec<ClaimId>,
    pub left_out: Vec<(ClaimId, String)>,
    /// One sentence: how the rule came to its numbers.
    pub why: String,
}

/// The rules a machine can apply; `manual` is the analyst's.
pub const COMPUTED: [Rule; 4] = [Rule::Range, Rule::Ucdp, Rule::Conservative, Rule::Recent];

/// One event, reconciled once and asked often.
pub struct Reconciled<'a> {
    board: board::Board<'a>,
}

impl<'a> Reconciled<'a> {
    pub fn new(statements: &'a [Statement], switches: &'a [Switch]) -> Self {
        Self { board: board::Board::new(statements, switches) }
    }

    pub fn comparison(&self) -> Comparison {
        show::comparison(&self.board)
    }

    /// In the order of the comparison's rows, without the rows nobody states or implies.
    pub fn figures(&self, rule: Rule) -> Vec<Figure> {
        show::figures(&self.board, rule)
    }

    /// The same, each with the claims that the rule rests on.
    pub fn figures_with_claims(&self, rule: Rule) -> Vec<(Figure, Vec<ClaimId>)> {
        let lines = self.board.lines.iter().filter(|line| show::is_said(line));
        lines.map(|line| (show::figure(&self.board, line, rule), rules::result(&self.board, line, rule).used)).collect()
    }

    /// In the order of [`COMPUTED`]; empty where the comparison has no such row.
    pub fn rules(&self, measure: &Measure) -> Vec<RuleResult> {
        self.line(measure).map(|line| self.rules_of(line)).unwrap_or_default()
    }

    /// The same for every row of the comparison, in its order.
    pub fn all_rules(&self) -> Vec<Vec<RuleResult>> {
        self.board.lines.iter().map(|line| self.rules_of(line)).collect()
    }

    fn rules_of(&self, line: &board::Line) -> Vec<RuleResult> {
        COMPUTED.map(|rule| rules::result(&self.board, line, rule)).into()
    }

    /// What each claimant said of the measure from its first word to its last.
    pub fn tolls(&self, measure: &Measure) -> Vec<Toll> {
        self.line(measure).map(|line| tolls::tolls(&self.board, line)).unwrap_or_default()
    }

    /// What changed since the decision, in sentences; empty where it stands on what it stood on.
    pub fn drift(&self, decision: &Decision) -> Vec<String> {
        drift::drift(&self.board, self.line(&decision.measure), decision)
    }

    /// How well the harm of the event is reported, in Airwars' manner.
    pub fn grading(&self) -> Option<Grading> {
        grading::grading(&self.board)
    }

    /// Who speaks about whom, in the order of the columns.
    pub fn parties(&self) -> Vec<Party> {
        parties::parties(&self.board)
    }

    fn line(&self, measure: &Measure) -> Option<&board::Line> {
        self.board.lines.iter().find(|l| l.question.measure() == *measure)
    }

    /// The best estimates by side, whose sum is the best of the total by rule `ucdp`.
    pub fn sides(&self, outcome: Outcome) -> Option<Sides> {
        rules::sides(&self.board, outcome)
    }
}

/// The reports side by side.
pub fn compare(statements: &[Statement], switches: &[Switch]) -> Comparison {
    Reconciled::new(statements, switches).comparison()
}

/// The figures of every measure by one rule, in the order of the comparison's rows.
pub fn figures(statements: &[Statement], switches: &[Switch], rule: Rule) -> Vec<Figure> {
    Reconciled::new(statements, switches).figures(rule)
}

/// Every computed rule's answer for one measure.
pub fn rules(statements: &[Statement], switches: &[Switch], measure: &Measure) -> Vec<RuleResult> {
    Reconciled::new(statements, switches).rules(measure)
}
