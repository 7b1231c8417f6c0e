//! `rules`, `parties`: what each rule makes of an event, and who speaks about whom in it.

use std::io::Write;

use clap::Args;
use serde::Serialize;

use crate::{
    domain::{ClaimId, EventId, Measure, Row},
    reconcile::{About, Party, RuleResult},
    text,
    work::Review,
};

use super::{
    Out, Status,
    decide::measure_among,
    out::{Json, Role},
    print::{
        table::{Align, Cell, Table},
        words,
    },
    session::Session,
};

/// Show what every rule makes of an event, side by side, with what each used and left out and why.
#[derive(Debug, Args)]
pub struct Rules {
    event: EventId,
    /// Only this row: killed, "killed/state forces".
    measure: Option<String>,
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
struct Judged<'r> {
    measure: &'r Measure,
    rules: &'r [RuleResult],
}

impl Rules {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let review = session.review(self.event)?;
        let only = self.measure.map(|words| measure_among(&review, &words)).transpose()?;
        let rows = review.comparison.rows().zip(&review.rules);
        let rows: Vec<_> = rows.filter(|(row, _)| only.as_ref().is_none_or(|only| row.measure == *only)).collect();
        if self.json.json {
            let judged: Vec<_> = rows.iter().map(|(row, rules)| Judged { measure: &row.measure, rules }).collect();
            return out.json(&judged);
        }
        for (row, rules) in &rows {
            print(&review, row, rules, out)?;
        }
        if rows.is_empty() { out.line("no claim is about this event alone") } else { Ok(Status::Done) }
    }
}

fn print(review: &Review, row: &Row, rules: &[RuleResult], out: &mut Out) -> anyhow::Result<()> {
    let why = if row.explanation.is_empty() { String::new() } else { format!(": {}", row.explanation) };
    let heading = text::display(&format!("{} · {}{why}", row.measure, row.state));
    let look = out.look;
    writeln!(out, "{}", look.ink.paint(Role::Heading, heading))?;
    if rules.is_empty() {
        out.under(2, "hidden until you have decided")?;
    }
    for result in rules {
        let number = |n: Option<u64>| n.map_or("–".to_owned(), |n| n.to_string());
        let high = if result.low.is_some() && result.high.is_none() { "open".into() } else { number(result.high) };
        let (low, best) = (number(result.low), number(result.best));
        out.under(2, format_args!("{}: low {low}, best {best}, high {high}; {}", result.rule, result.why))?;
        if !result.used.is_empty() {
            let used: Vec<_> = result.used.iter().map(|id| said(review, *id)).collect();
            out.under(6, format_args!("used {}", used.join(" · ")))?;
        }
        for (id, why) in &result.left_out {
            out.under(6, format_args!("left out {}: {why}", said(review, *id)))?;
        }
    }
    Ok(())
}

/// "c7 SOHR 5"
fn said(review: &Review, id: ClaimId) -> String {
    let statement = review.view.statements.iter().find(|s| s.record.id == id);
    statement.map_or(id.to_string(), |s| {
        format!("{id} {} {}", s.record.claim.claimant.name, words::count(&s.record.claim.count))
    })
}

/// Show who speaks about whom in an event: of its own people, of its enemy's, or of others.
#[derive(Debug, Args)]
pub struct Parties {
    event: EventId,
    #[command(flatten)]
    json: Json,
}

impl Parties {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let review = session.review(self.event)?;
        if self.json.json {
            return out.json(&review.parties);
        }
        let mut table = Table::new(&[
            ("claimant", Align::Left),
            ("side", Align::Left),
            ("speaks of", Align::Left),
            ("who are", Align::Left),
            ("claims", Align::Left),
        ]);
        for Party { claimant, side, about, .. } in &review.parties {
            for About { role, actor, relation, outcomes, claims } in about {
                let outcomes: Vec<_> = outcomes.iter().map(|o| o.label()).collect();
                let actor = actor.as_ref().map_or(String::new(), |actor| format!(" of {actor}"));
                let claims: Vec<_> = claims.iter().map(ToString::to_string).collect();
                table.row([
                    Cell::new(claimant.as_str(), Role::Heading),
                    side.label().into(),
                    format!("{}{actor} ({})", role.label(), outcomes.join(", ")).into(),
                    relation.label().into(),
                    claims.join(" ").into(),
                ]);
            }
        }
        out.table(&table, "no claim is about this event alone")
    }
}
