//! What an exported figure holds.

use std::collections::HashSet;

use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::{
    ArticleId, ClaimId, ClaimantKind, Credibility, DateSpan, Decision, Event, Evidence, Figure, FigureState, Judgement,
    Measure, Outcome, Place, Reliability, Rule, Stance,
    rows::{EventView, Statement},
};

/// One figure of one event. Numbers are whole persons; `high: null` is open, `best: null` was left undecided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// As the store shows it: `e3`.
    pub event: String,
    pub name: String,
    pub date: Option<DateSpan>,
    pub place: Option<Place>,
    #[serde(flatten)]
    pub measure: Measure,
    pub low: Option<u64>,
    pub best: Option<u64>,
    pub high: Option<u64>,
    /// The rule that gave the numbers; `manual` for the analyst's own.
    pub rule: Rule,
    /// `open`: computed by the rule, decided by nobody.
    pub state: FigureState,
    pub reason: Option<String>,
    pub waiting_for: Option<String>,
    pub analyst: Option<String>,
    /// When it was decided.
    pub time: Option<Timestamp>,
    pub signed_by: Option<String>,
    pub claims: Vec<RecordClaim>,
}

/// A claim that bears on the figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RecordClaim {
    /// As the store shows it: `c7`.
    pub claim: String,
    /// Does the figure rest on it? The others were passed over, and are kept for who asks why.
    pub used: bool,
    pub claimant: String,
    pub kind: ClaimantKind,
    pub reliability: Option<Reliability>,
    pub outlet: Option<String>,
    pub outcome: Outcome,
    pub low: Option<u64>,
    pub high: Option<u64>,
    pub stance: Stance,
    pub judgement: Judgement,
    pub credibility: Option<Credibility>,
    /// The words and where they stand, in characters of the normalized text (or title), end exclusive.
    pub evidence: Vec<Evidence>,
    /// As the store shows it: `a12`.
    pub article: String,
    pub title: Option<String>,
    pub published: Option<Date>,
    pub url: Option<String>,
    /// Of the article's raw bytes, lower-case hex.
    pub sha256: String,
}

/// What a rule makes of one measure: its figure and the claims it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Computed {
    pub figure: Figure,
    pub used: Vec<ClaimId>,
}

/// The records of an event: what was decided, in the order of `computed`, the rows of the comparison. Where `with_open`
/// is set, the undecided figures stand among them as `rule` computed them. A decision on a measure that no claim bears on
/// any more comes last.
pub fn records(view: &EventView, rule: Rule, computed: &[Computed], with_open: bool) -> Vec<Record> {
    let decision_on = |measure: &Measure| view.decisions.iter().find(|d| d.measure == *measure);
    let rows = computed.iter().filter_map(|row| match decision_on(&row.figure.measure) {
        Some(decision) => Some(decided(view, decision, Some(&row.figure))),
        None => with_open.then(|| open(view, rule, row)),
    });
    let has_row = |decision: &&Decision| computed.iter().any(|row| row.figure.measure == decision.measure);
    let left = view.decisions.iter().filter(|decision| !has_row(decision));
    rows.chain(left.map(|decision| decided(view, decision, None))).collect()
}

fn decided(view: &EventView, decision: &Decision, figure: Option<&Figure>) -> Record {
    Record {
        low: decision.low,
        best: decision.best,
        high: decision.high,
        rule: decision.rule,
        state: decision.state,
        reason: Some(decision.reason.clone()).filter(|reason| !reason.is_empty()),
        waiting_for: decision.waiting_for.clone(),
        analyst: Some(decision.analyst.clone()),
        time: Some(decision.at),
        signed_by: decision.signed_by.clone(),
        claims: claims(view, figure, &decision.claims),
        ..blank(&view.event, decision.measure.clone())
    }
}

fn open(view: &EventView, rule: Rule, row: &Computed) -> Record {
    let Figure { measure, low, best, high, .. } = &row.figure;
    Record {
        low: *low,
        best: *best,
        high: *high,
        rule,
        claims: claims(view, Some(&row.figure), &row.used),
        ..blank(&view.event, measure.clone())
    }
}

/// The claims a figure rests on and those in its reports, in the order of the event's statements.
fn claims(view: &EventView, figure: Option<&Figure>, used: &[ClaimId]) -> Vec<RecordClaim> {
    let bearing = figure.map(bearing).unwrap_or_default();
    let used: HashSet<&ClaimId> = used.iter().collect();
    let is_used = |statement: &Statement| used.contains(&statement.record.id);
    let bears = |s: &Statement| bearing.contains(&(s.record.article, s.record.ordinal));
    let claims = view.statements.iter().filter(|s| is_used(s) || bears(s));
    claims.map(|statement| claim(statement, is_used(statement))).collect()
}

/// The claims in the figure's reports, as article and place in it.
fn bearing(figure: &Figure) -> HashSet<(ArticleId, usize)> {
    let claims = figure.reports.iter().flat_map(|report| &report.claims);
    claims.filter_map(|claim| Some((claim.document.parse().ok()?, claim.claim))).collect()
}

fn blank(event: &Event, measure: Measure) -> Record {
    Record {
        event: event.id.to_string(),
        name: event.name.clone(),
        date: event.date.clone(),
        place: event.place.clone(),
        measure,
        low: None,
        best: None,
        high: None,
        rule: Rule::Manual,
        state: FigureState::Open,
        reason: None,
        waiting_for: None,
        analyst: None,
        time: None,
        signed_by: None,
        claims: Vec::new(),
    }
}

fn claim(statement: &Statement, used: bool) -> RecordClaim {
    let Statement { record, title, outlet, url, published, sha256, reliability, copy_of: _ } = statement;
    let claim = &record.claim;
    RecordClaim {
        claim: record.id.to_string(),
        used,
        claimant: claim.claimant.name.clone(),
        kind: claim.claimant.kind,
        reliability: *reliability,
        outlet: claim.outlet.clone().or_else(|| outlet.clone()),
        outcome: claim.outcome,
        low: claim.count.low,
        high: claim.count.high,
        stance: claim.stance,
        judgement: record.judgement,
        credibility: record.credibility,
        evidence: claim.evidence.clone(),
        article: record.article.to_string(),
        title: title.clone(),
        published: *published,
        url: url.clone(),
        sha256: sha256.clone(),
    }
}
