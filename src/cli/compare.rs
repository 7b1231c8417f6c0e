//! `compare`: the reports on one event side by side.

use std::io::Write;

use clap::Args;

use crate::{
    domain::{EventId, Figure, Rule},
    work::{self, Review},
};

use super::{
    Out, Status,
    out::Json,
    print::comparison::{self, Compared},
    session::Session,
};

/// Set the reports on one event side by side: who says what, where they differ and by how much.
#[derive(Debug, Args)]
pub struct Compare {
    /// The event, as `recount events` lists it: e3.
    event: EventId,
    /// Show what this rule makes of every row: range, ucdp, conservative or recent.
    #[arg(long, default_value = "range", value_parser = computing_rule)]
    rule: Rule,
    #[command(flatten)]
    json: Json,
}

impl Compare {
    pub fn of(event: EventId, json: Json) -> Self {
        Self { event, rule: Rule::Range, json }
    }

    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let review = session.review(self.event)?;
        if self.json.json { out.json(&review) } else { print(&review, self.rule, out) }
    }
}

pub fn print(review: &Review, rule: Rule, out: &mut Out) -> anyhow::Result<Status> {
    let computed = work::computed(&review.view, rule);
    let rules = |figure: &Figure| review.comparison.rows().position(|row| row.measure == figure.measure);
    let is_shown = |figure: &Figure| rules(figure).is_none_or(|at| !review.rules[at].is_empty());
    let figures: Vec<Figure> = computed.into_iter().map(|row| row.figure).filter(is_shown).collect();
    let compared = Compared { review, view: &review.view, comparison: &review.comparison, rule, figures: &figures };
    out.write_all(comparison::print(&compared, out.look).as_bytes())?;
    Ok(Status::Done)
}

/// Every rule but `manual`, which computes nothing.
pub fn computing_rule(word: &str) -> Result<Rule, String> {
    word.parse().ok().filter(|rule| *rule != Rule::Manual).ok_or_else(|| {
        let known = Rule::ALL.iter().filter(|rule| **rule != Rule::Manual).map(|rule| rule.word());
        format!("`{word}` is none of {}", known.collect::<Vec<_>>().join(", "))
    })
}
