//! `export`: reconciled records out of the store.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::{
    domain::{EventId, Filter, Rule, rows::EventRow},
    export::{self, Format, Record},
    store::StoreReader,
    work,
};

use super::{
    Out, Status,
    compare::computing_rule,
    session::{Session, rows},
};

/// Export the decided figures with their reasons and the claims behind them.
///
/// CSV has one row for each figure; JSON lines hold the same in full. Words that a spreadsheet would take for a formula
/// get an apostrophe before them. The same store gives the same bytes.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  recount export --output figures.csv
  recount export --open --rule ucdp --format jsonl e1 e2 | jq .best")]
pub struct Export {
    /// Only these events; all of them where none is given.
    #[arg(value_name = "EVENT")]
    events: Vec<EventId>,
    /// The format; taken from the name of --output, or csv.
    #[arg(long, value_enum)]
    format: Option<FormatName>,
    /// Write to this file, whole or not at all, instead of to standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Also what nobody decided yet, as computed by --rule and marked `open`.
    #[arg(long)]
    open: bool,
    /// The rule for what nobody decided yet: range, ucdp, conservative or recent.
    #[arg(long, default_value = "range", value_parser = computing_rule, requires = "open")]
    rule: Rule,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatName {
    Csv,
    Jsonl,
}

impl Export {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let store = session.reader()?;
        let events = if self.events.is_empty() { all(&store)? } else { self.events.clone() };
        let mut records: Vec<Record> = Vec::new();
        for event in events {
            records.append(&mut work::records(&store.event(event)?, self.open.then_some(self.rule)));
        }
        match &self.output {
            Some(path) => export::save(self.format(), &records, path)?,
            None => export::write(self.format(), &records, out)?,
        }
        Ok(Status::Done)
    }

    fn format(&self) -> Format {
        let named = self.output.as_ref().and_then(|path| path.extension()).and_then(|e| e.to_str());
        match self.format {
            Some(FormatName::Csv) => Format::Csv,
            Some(FormatName::Jsonl) => Format::Jsonl,
            None => named.and_then(|name| name.parse().ok()).unwrap_or(Format::Csv),
        }
    }
}

/// In the order of their ids, which never changes.
fn all(store: &StoreReader) -> anyhow::Result<Vec<EventId>> {
    let rows: Vec<EventRow> = rows(None, |after, limit| store.events(&Filter::default(), after, limit))?;
    let mut ids: Vec<_> = rows.into_iter().map(|row| row.event.id).collect();
    ids.sort_unstable();
    Ok(ids)
}
