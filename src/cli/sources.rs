//! `claimants`, `source`, `alias`: who makes claims, under which names, and what their record is.

use clap::Args;

use crate::{
    domain::Change,
    text,
    work::{self, Tally, TrackRecord, Verdict},
};

use super::{
    Out, Status, Usage,
    out::{Json, Role},
    print::table::{Align, Cell, Table},
    session::Session,
};

/// List who makes claims, the most quoted first, with the reliability somebody gave them.
#[derive(Debug, Args)]
pub struct Claimants {
    /// Outlets as well, with the articles they published.
    #[arg(long)]
    outlets: bool,
    #[command(flatten)]
    json: Json,
}

impl Claimants {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let store = session.reader()?;
        let found = if self.outlets { store.sources()? } else { store.claimants()? };
        if self.json.json {
            return out.json(&found);
        }
        let mut table = Table::new(&[
            ("claimant", Align::Left),
            ("kind", Align::Left),
            ("claims", Align::Right),
            ("events", Align::Right),
            (if self.outlets { "articles" } else { "" }, Align::Right),
            ("grade", Align::Left),
            ("reason", Align::Left),
            ("other names", Align::Left),
        ]);
        for row in found {
            table.row([
                Cell::new(row.name, Role::Heading),
                row.kind.label().into(),
                row.claims.to_string().into(),
                row.events.to_string().into(),
                (if self.outlets { row.articles.to_string() } else { String::new() }).into(),
                row.reliability.map_or(String::new(), |grade| grade.to_string()).into(),
                row.reason.into(),
                row.aliases.join(", ").into(),
            ]);
        }
        out.table(&table, "no claimants")
    }
}

/// Say that names are one source: claims under each count as the source's own. Undo takes it back.
#[derive(Debug, Args)]
pub struct Alias {
    /// The other names: claimants, outlets.
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,
    /// Whose names they are, as `recount claimants` lists it.
    #[arg(long = "of", value_name = "SOURCE", required_unless_present = "none")]
    source: Option<String>,
    /// Each is a source by itself again.
    #[arg(long, conflicts_with = "source")]
    none: bool,
    #[command(flatten)]
    json: Json,
}

impl Alias {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        session.apply(Change::NameSource { names: self.names, source: self.source }, self.json, out)
    }
}

/// Show the record of a source: how often its figures agreed with the decided ones and with others', and were revised.
///
/// Counted over the totals (all victims of one outcome of one event) that it stated or that follow from what it stated,
/// under all its names.
#[derive(Debug, Args)]
pub struct Source {
    /// As `recount claimants` lists it.
    name: String,
    #[command(flatten)]
    json: Json,
}

impl Source {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        if session.is_blind() {
            return Err(Usage("you work apart from others: what they decided stays hidden".into()).into());
        }
        let store = session.reader()?;
        let name = store.other_names()?.remove(&self.name).unwrap_or(self.name);
        let record = work::track_record(&store, &name)?;
        if self.json.json {
            return out.json(&record);
        }
        summary(&record, out)?;
        let mut table = Table::new(&[
            ("event", Align::Left),
            ("figure", Align::Left),
            ("said", Align::Right),
            ("decided", Align::Right),
            ("", Align::Left),
            ("revised", Align::Left),
            ("name", Align::Left),
        ]);
        for figure in &record.figures {
            let (decided, verdict) = figure.decided.unzip();
            let revised: Vec<_> = figure.revisions.iter().map(ToString::to_string).collect();
            table.row([
                figure.event.to_string().into(),
                figure.measure.outcome.label().into(),
                figure.said.to_string().into(),
                decided.map_or(String::new(), |n| n.to_string()).into(),
                verdict.map_or("", word).into(),
                revised.join(" → ").into(),
                figure.name.clone().into(),
            ]);
        }
        out.table(&table, "no figure of theirs")
    }
}

const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Same => "the same",
        Verdict::Compatible => "compatible",
        Verdict::Lower => "lower",
        Verdict::Higher => "higher",
    }
}

fn summary(record: &TrackRecord, out: &mut Out) -> anyhow::Result<()> {
    let TrackRecord { source, events, decided, others, raised, lowered, .. } = record;
    let (figures, events) = (record.figures.len() as u64, *events as u64);
    let in_events = format!("{} in {}", text::counted(figures, "figure"), text::counted(events, "event"));
    out.line(format_args!("{}: {in_events}", text::display(source)))?;
    out.line(format_args!("against decided figures: {}", counts(*decided)))?;
    out.line(format_args!("against others:          {}", counts(*others)))?;
    for (other, tally) in &record.each {
        out.line(format_args!("  {}: {}", text::display(other), counts(*tally)))?;
    }
    out.line(format_args!("revised:                 {raised} times up, {lowered} times down"))?;
    out.line("")?;
    Ok(())
}

fn counts(tally: Tally) -> String {
    let Tally { same, compatible, lower, higher } = tally;
    format!("{same} the same, {compatible} compatible, {lower} lower, {higher} higher")
}
