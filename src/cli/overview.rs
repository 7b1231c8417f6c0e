//! `status`, `record`: how far the work is, over the store and on one event.

use clap::Args;
use jiff::Timestamp;
use serde::Serialize;

use crate::{
    domain::{
        Decision, EventId, FigureState, Measure, Rule,
        rows::{EventView, Left},
    },
    reconcile::Grading,
    work::{self, Review},
};

use super::{
    Out, Status,
    out::{Json, Role},
    print::{
        comparison::decision_words,
        table::{Align, Cell, Table},
        words,
    },
    session::Session,
};

/// Show how far the work is: what is unread, pending, to be signed, and what new claims made stale.
#[derive(Debug, Args)]
pub struct Overview {
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
struct Standing {
    #[serde(flatten)]
    left: Left,
    figures: Vec<FigureOf>,
}

/// A figure somebody decided or put off.
#[derive(Serialize)]
struct FigureOf {
    event: EventId,
    name: String,
    #[serde(flatten)]
    decision: Decision,
    /// What changed since it was decided.
    stale: Vec<String>,
}

impl Overview {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let mut store = session.writer()?;
        work::settle_all(&mut store)?;
        let mut figures = Vec::new();
        for event in store.decided_events()? {
            figures.extend(figures_of(session.review(event)?));
        }
        let standing = Standing { left: store.left()?, figures };
        if self.json.json { out.json(&standing) } else { print(&standing, out) }
    }
}

fn figures_of(review: Review) -> Vec<FigureOf> {
    let EventView { event, decisions, .. } = review.view;
    let figures = decisions.into_iter().zip(review.stale);
    figures.map(|(decision, stale)| FigureOf { event: event.id, name: event.name.clone(), decision, stale }).collect()
}

fn print(standing: &Standing, out: &mut Out) -> anyhow::Result<Status> {
    let figures = &standing.figures;
    let of = |state: FigureState| figures.iter().filter(move |f| f.decision.state == state);
    let stale = || figures.iter().filter(|f| !f.stale.is_empty());
    let Left { articles, unread, unjudged, events, conflicts, undecided, .. } = standing.left;
    out.line(format_args!("articles: {articles}, {unread} unread, {unjudged} with claims that nobody judged"))?;
    out.line(format_args!("events: {events}, {conflicts} with a conflict to decide, {undecided} with no figure yet"))?;
    out.line(format_args!(
        "figures: {} decided, {} of them signed off and {} stale; {} pending",
        of(FigureState::Reconciled).count() + of(FigureState::Signed).count(),
        of(FigureState::Signed).count(),
        stale().count(),
        of(FigureState::Pending).count(),
    ))?;
    for figure in of(FigureState::Pending) {
        let waits = figure.decision.waiting_for.as_deref().unwrap_or("nobody said what for");
        say(figure, "pending", waits, out)?;
    }
    for figure in stale() {
        say(figure, "stale", &figure.stale.join("; "), out)?;
    }
    for figure in of(FigureState::Reconciled).filter(|f| f.stale.is_empty()) {
        let decided = format!("{} by {}", decision_words(&figure.decision), figure.decision.analyst);
        say(figure, "to be signed", &decided, out)?;
    }
    Ok(Status::Done)
}

fn say(figure: &FigureOf, what: &str, words: &str, out: &mut Out) -> anyhow::Result<Status> {
    out.under(2, format_args!("{what}: {} {}, {}: {words}", figure.event, figure.name, figure.decision.measure))
}

/// Show the record of an event: every figure, decided or computed, and how well the harm is reported.
#[derive(Debug, Args)]
pub struct RecordOf {
    event: EventId,
    /// The rule for what nobody has decided: range, ucdp, conservative or recent.
    #[arg(long, default_value = "range", value_parser = super::compare::computing_rule)]
    rule: Rule,
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
struct Record {
    event: crate::domain::Event,
    grading: Option<Grading>,
    figures: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    measure: Measure,
    low: Option<u64>,
    best: Option<u64>,
    high: Option<u64>,
    rule: Rule,
    state: FigureState,
    standard: Option<String>,
    reason: Option<String>,
    waiting_for: Option<String>,
    analyst: Option<String>,
    at: Option<Timestamp>,
    signed_by: Option<String>,
    stale: Vec<String>,
}

impl RecordOf {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let review = session.review(self.event)?;
        let computed = work::computed(&review.view, self.rule);
        let shown = |measure: &Measure| {
            let at = review.comparison.rows().position(|row| row.measure == *measure);
            at.is_none_or(|at| !review.rules[at].is_empty())
        };
        let mut figures: Vec<Line> = Vec::new();
        for row in computed {
            let figure = row.figure;
            match review.view.decisions.iter().position(|d| d.measure == figure.measure) {
                Some(at) => figures.push(decided(&review, at)),
                None if shown(&figure.measure) => {
                    figures.push(open(figure.measure, figure.low, figure.best, figure.high, self.rule));
                }
                None => figures.push(open(figure.measure, None, None, None, self.rule)),
            }
        }
        let beside = |d: &Decision| !figures.iter().any(|line| line.measure == d.measure);
        let rest: Vec<_> = (0..review.view.decisions.len()).filter(|&at| beside(&review.view.decisions[at])).collect();
        figures.extend(rest.into_iter().map(|at| decided(&review, at)));
        let record = Record { event: review.view.event.clone(), grading: review.grading.clone(), figures };
        if self.json.json { out.json(&record) } else { show(&record, out) }
    }
}

fn decided(review: &Review, at: usize) -> Line {
    let (d, stale) = (&review.view.decisions[at], review.stale[at].clone());
    let some = |words: &String| Some(words.clone()).filter(|words| !words.is_empty());
    Line {
        measure: d.measure.clone(),
        low: d.low,
        best: d.best,
        high: d.high,
        rule: d.rule,
        state: d.state,
        standard: d.standard.clone(),
        reason: some(&d.reason),
        waiting_for: d.waiting_for.clone(),
        analyst: Some(d.analyst.clone()),
        at: Some(d.at),
        signed_by: d.signed_by.clone(),
        stale,
    }
}

fn open(measure: Measure, low: Option<u64>, best: Option<u64>, high: Option<u64>, rule: Rule) -> Line {
    let (standard, reason, waiting_for, analyst, at, signed_by) = (None, None, None, None, None, None);
    let (state, stale) = (FigureState::Open, Vec::new());
    Line { measure, low, best, high, rule, state, standard, reason, waiting_for, analyst, at, signed_by, stale }
}

fn show(record: &Record, out: &mut Out) -> anyhow::Result<Status> {
    let event = &record.event;
    let facts =
        [Some(event.name.clone()), event.date.as_ref().map(words::date), event.place.as_ref().map(words::place)];
    out.line(format_args!("{}  {}", event.id, facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")))?;
    if let Some(grading) = &record.grading {
        out.line(format_args!("harm {}: {}", grading.grade, grading.grounds))?;
    }
    let mut table = Table::new(&[
        ("figure", Align::Left),
        ("low", Align::Right),
        ("best", Align::Right),
        ("high", Align::Right),
        ("rule", Align::Left),
        ("state", Align::Left),
        ("standard", Align::Left),
        ("by", Align::Left),
        ("why", Align::Left),
    ]);
    for line in &record.figures {
        let number = |n: Option<u64>| n.map_or("·".to_owned(), |n| n.to_string());
        let stale = if line.stale.is_empty() { "" } else { ", stale" };
        let signed = line.signed_by.as_ref().map_or(String::new(), |by| format!(", {by}"));
        let waits = line.waiting_for.as_ref().map(|what| format!("waiting for {what}"));
        let why = line.stale.first().cloned().or(waits).or_else(|| line.reason.clone()).unwrap_or_default();
        let role = if line.stale.is_empty() { Role::Good } else { Role::Bad };
        let state = format!("{}{stale}", line.state);
        table.row([
            Cell::new(line.measure.to_string(), Role::Heading),
            number(line.low).into(),
            number(line.best).into(),
            number(line.high).into(),
            line.rule.word().into(),
            if line.state == FigureState::Open { state.into() } else { Cell::new(state, role) },
            line.standard.clone().unwrap_or_default().into(),
            format!("{}{signed}", line.analyst.clone().unwrap_or_default()).into(),
            why.into(),
        ]);
    }
    out.table(&table, "no claim is about this event alone")
}
