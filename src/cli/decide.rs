//! `decide`, `pending`, `sign`, `reopen`: the figures.

use std::borrow::Cow;

use clap::Args;
use jiff::Timestamp;

use crate::{
    domain::{self, Basis, Change, ClaimId, Decision, EventId, FigureState, Judgement, Measure, Row, RowState, Rule},
    reconcile::RuleResult,
    work::{self, Review},
};

use super::{Out, Status, Usage, compare::computing_rule, out::Json, session::Session, standards::standard};

/// Which figure: a row of `recount compare EVENT`.
#[derive(Debug, Args)]
pub struct Which {
    event: EventId,
    /// The row: killed, or with its group: "killed/state forces", "killed/civilian, child", "killed/by own explosives".
    measure: String,
}

/// Decide one figure of an event, by a rule, by adopting one claimant's word, or with your own numbers.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  recount decide e1 killed --low 4 --best 5 --high 5 --reason 'SOHR names the fifth'
  recount decide e1 'killed/state forces' --adopt 'Syrian Observatory for Human Rights' --reason 'funerals of two'
  recount decide e1 detained --rule ucdp")]
pub struct Decide {
    #[command(flatten)]
    which: Which,
    /// Take what a rule computes: range, ucdp, conservative or recent.
    #[arg(long, value_name = "RULE", value_parser = computing_rule, conflicts_with_all = ["adopt", "low", "best", "high"])]
    rule: Option<Rule>,
    /// Take one claimant's numbers.
    #[arg(long, value_name = "CLAIMANT", conflicts_with_all = ["low", "best", "high"])]
    adopt: Option<String>,
    /// Your own numbers; what is left out stays undecided, and an absent high is open.
    #[arg(long, value_name = "N")]
    low: Option<u64>,
    #[arg(long, value_name = "N")]
    best: Option<u64>,
    #[arg(long, value_name = "N")]
    high: Option<u64>,
    /// The claims your own numbers rest on, where these are not all of the row: c7,c8.
    #[arg(long, value_name = "CLAIM", value_delimiter = ',')]
    claims: Vec<ClaimId>,
    /// Why. Needed where the sources conflict, and for a number that no report gives.
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    /// How well it is proved, as `recount standards` lists it: reasonable grounds, unverified.
    #[arg(long, value_name = "NAME")]
    standard: Option<String>,
    #[command(flatten)]
    json: Json,
}

impl Decide {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let review = session.review(self.which.event)?;
        let row = row_among(&review, &self.which.measure)?;
        let mut decision = self.fill(blank(&review, &row, session)?, &review, &row)?;
        decision.standard = self.standard.as_deref().map(standard).transpose()?;
        // Where nothing conflicts, the numbers' origin is reason enough; where something does, work asks for a person's.
        if !self.reason.trim().is_empty() || row.state == RowState::Conflict {
            decision.reason = self.reason;
        }
        session.apply(Change::Decide { event: self.which.event, decision: Box::new(decision) }, self.json, out)
    }

    fn fill(&self, blank: Decision, review: &Review, row: &Row) -> anyhow::Result<Decision> {
        match (&self.rule, &self.adopt) {
            (Some(rule), _) => follow(blank, review, row, *rule),
            (None, Some(claimant)) => adopt(blank, review, row, claimant),
            (None, None) if self.low.or(self.best).or(self.high).is_none() => {
                Err(Usage("decide on what? give --rule, --adopt or numbers (--low, --best, --high)".into()).into())
            }
            (None, None) => {
                let claims = if self.claims.is_empty() { blank.claims } else { self.claims.clone() };
                Ok(Decision { low: self.low, best: self.best, high: self.high, claims, ..blank })
            }
        }
    }
}

fn follow(blank: Decision, review: &Review, row: &Row, rule: Rule) -> anyhow::Result<Decision> {
    let at = review.comparison.rows().position(|other| other.measure == row.measure);
    let results = at.and_then(|at| review.rules.get(at));
    let result = results.and_then(|results| results.iter().find(|result| result.rule == rule));
    let Some(RuleResult { low, best, high, used, why, .. }) = result else {
        anyhow::bail!("{rule} gives nothing for {} (nor shows it to who works blind and has not decided)", row.measure);
    };
    Ok(Decision { low: *low, best: *best, high: *high, rule, claims: used.clone(), reason: why.clone(), ..blank })
}

fn adopt(blank: Decision, review: &Review, row: &Row, claimant: &str) -> anyhow::Result<Decision> {
    let at = review.comparison.columns.iter().position(|column| column.claimant == claimant);
    // It rests on all the row's claims, the ones passed over too: a claim that comes later makes it stale.
    let Some((cell, interval)) = at.and_then(|at| row.cells.get(at)).and_then(|cell| Some((cell, cell.interval?)))
    else {
        anyhow::bail!("{claimant} reported nothing on {}", row.measure);
    };
    if cell.basis == Basis::Possible {
        anyhow::bail!(
            "what {claimant} reports on {} is only possible: settle it first with `recount switch`",
            row.measure
        );
    }
    Ok(Decision {
        low: Some(interval.low),
        best: interval.is_exact().then_some(interval.low),
        high: interval.high,
        reason: format!("as {claimant} reports"),
        ..blank
    })
}

/// A decision on the row without numbers yet, resting on all its claims that nobody rejected.
fn blank(review: &Review, row: &Row, session: &Session) -> anyhow::Result<Decision> {
    let is_rejected = |claim: &ClaimId| {
        let mut rejected = review.view.statements.iter().filter(|s| s.record.judgement == Judgement::Rejected);
        rejected.any(|statement| statement.record.id == *claim)
    };
    let mut claims: Vec<_> = row.cells.iter().flat_map(|cell| cell.claims.iter().copied()).collect();
    claims.retain(|claim| !is_rejected(claim));
    claims.sort_unstable();
    claims.dedup();
    Ok(Decision {
        measure: row.measure.clone(),
        low: None,
        best: None,
        high: None,
        rule: Rule::Manual,
        claims,
        reason: String::new(),
        state: FigureState::Reconciled,
        waiting_for: None,
        standard: None,
        analyst: session.analyst()?,
        at: Timestamp::now(),
        signed_by: None,
    })
}

/// Put a figure off until the source has been asked again.
#[derive(Debug, Args)]
pub struct Pending {
    #[command(flatten)]
    which: Which,
    /// What it waits for.
    #[arg(long, value_name = "TEXT")]
    waiting_for: Option<String>,
    /// Why it cannot be decided yet.
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    #[command(flatten)]
    json: Json,
}

impl Pending {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let review = session.review(self.which.event)?;
        let row = row_among(&review, &self.which.measure)?;
        let decision = Decision {
            state: FigureState::Pending,
            waiting_for: self.waiting_for,
            reason: self.reason,
            ..blank(&review, &row, session)?
        };
        session.apply(Change::Decide { event: self.which.event, decision: Box::new(decision) }, self.json, out)
    }
}

/// Sign off a figure that somebody else decided.
#[derive(Debug, Args)]
pub struct Sign {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    json: Json,
}

impl Sign {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let measure = self.which.decided(session)?;
        session.apply(Change::Sign { event: self.which.event, measure }, self.json, out)
    }
}

/// Take a decision back: the figure is open again.
#[derive(Debug, Args)]
pub struct Reopen {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    json: Json,
}

impl Reopen {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let measure = self.which.decided(session)?;
        session.apply(Change::Reopen { event: self.which.event, measure }, self.json, out)
    }
}

impl Which {
    /// The measure among the rows and the standing decisions, which may outlive their row.
    fn decided(&self, session: &Session) -> anyhow::Result<Measure> {
        let review = session.review(self.event)?;
        let standing = review.view.decisions.iter().map(|d| &d.measure).find(|m| is_named(m, &self.measure));
        standing.map_or_else(|| measure_among(&review, &self.measure), |measure| Ok(measure.clone()))
    }
}

pub fn measure_among(review: &Review, words: &str) -> anyhow::Result<Measure> {
    row_among(review, words).map(|row| row.measure.clone())
}

/// A row of the comparison, or that of people of no known side, which stands beside every total.
fn row_among<'a>(review: &'a Review, words: &str) -> anyhow::Result<Cow<'a, Row>> {
    let rows = review.comparison.rows().map(|row| row.measure.clone());
    let unknown = review.comparison.tables.iter().map(|table| Measure::of(table.outcome, domain::Role::Unknown));
    let named = rows.chain(unknown).find(|measure| is_named(measure, words));
    named.and_then(|measure| work::row_of(&review.comparison, &measure)).ok_or_else(|| {
        let event = review.view.event.id;
        let known: Vec<_> = review.comparison.rows().map(|row| format!("`{}`", name(&row.measure))).collect();
        match known.is_empty() {
            true => anyhow::anyhow!("{event} has no claims to decide on"),
            false => Usage(format!("{event} has no row `{words}`; it has {}", known.join(", "))).into(),
        }
    })
}

/// "killed/state forces"; the total is "killed".
fn name(measure: &Measure) -> String {
    match measure.group().as_str() {
        "all" => measure.outcome.word().to_owned(),
        group => format!("{}/{group}", measure.outcome),
    }
}

/// Case, underscores and the space around marks do not matter.
fn is_named(measure: &Measure, words: &str) -> bool {
    let plain = |words: &str| -> String {
        let words = words.to_lowercase().replace('_', " ");
        words
            .split('/')
            .map(|part| part.split(',').map(str::trim).collect::<Vec<_>>().join(","))
            .collect::<Vec<_>>()
            .join("/")
    };
    plain(words) == plain(&name(measure)) || plain(words) == plain(&format!("{}/{}", measure.outcome, measure.group()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Outcome, Role, Trait};

    #[test]
    fn rows_are_named_as_they_are_printed() {
        let total = Measure::of(Outcome::Killed, Role::All);
        assert!(is_named(&total, "killed") && is_named(&total, "Killed / all"));
        let forces = Measure::of(Outcome::Killed, Role::StateForces);
        assert!(is_named(&forces, "killed/state_forces") && is_named(&forces, "killed / State forces"));
        let children = Measure { traits: vec![Trait::Child], ..Measure::of(Outcome::Killed, Role::Civilian) };
        assert!(is_named(&children, "killed/civilian,child") && !is_named(&children, "killed/civilian"));
        let own = Measure { part: Some("by own explosives".into()), ..total };
        assert!(is_named(&own, "killed/by own explosives") && !is_named(&own, "killed"));
    }
}
