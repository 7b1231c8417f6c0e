//! `export`, `verify-package`: reconciled records out of the store.

use std::{
    collections::BTreeMap,
    io::{self, IsTerminal, Write},
    ops::ControlFlow,
    path::PathBuf,
};

use clap::Args;
use jiff::civil::Date;

use crate::{
    domain::{
        EventId, FigureState, Filter, Rule,
        filter::{Condition, FilterError, Test},
    },
    export::{Format, Manner, Said, package},
    text::{self, counted},
    work::outgoing::{self, Choice, Exported, Order},
};

use super::{Out, Status, Usage, compare::computing_rule, out::complain, session::Session};

/// Export the decided figures with their reasons and the claims behind them.
///
/// What a format has no place for is said on standard error; an event that would break its law is refused with the reason,
/// the rest is written and the exit status is 1. Words that a spreadsheet would take for a formula get an apostrophe before
/// them. The same store gives the same bytes.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Formats:
  csv, tsv      one row for each figure; its claims side by side within their cells
  jsonl, json   the same in full, a line each or as one array
  xlsx          figures, claims, sources, events and log as sheets
  ucdp          one row for each event in the 49 columns of UCDP GED 23.1; deaths only
  acled         one row for each event in the 31 columns of ACLED; deaths only
  geojson       one point for each event
  annotations   the words of every claim as W3C Web Annotations
  html          a dossier: comparison, words, decisions, toll over time, map, history
  markdown      the same without drawings
  package       all tables with schemas and hashes, in a folder or a .zip

Examples:
  recount export --output figures.xlsx
  recount export --format ucdp --only signed --output ged.csv
  recount export --open --rule ucdp --format jsonl e1 e2 | jq .best
  recount export --redact names --output dossier.html e3
  mkdir dossiers; recount export --format html --output dossiers")]
pub struct Export {
    /// Only these events; all of them where none is given.
    #[arg(value_name = "EVENT")]
    events: Vec<EventId>,
    /// The format; taken from the name of --output, or csv.
    #[arg(long)]
    format: Option<Format>,
    /// Write to this file, whole or not at all, instead of to standard output. A folder gets a dossier for each event.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Also what nobody decided yet, as computed by --rule and marked `open`.
    #[arg(long)]
    open: bool,
    /// The rule for what nobody decided yet: range, ucdp, conservative or recent.
    #[arg(long, default_value = "range", value_parser = computing_rule, requires = "open")]
    rule: Rule,
    /// Only figures in this state: open, pending, reconciled or signed.
    #[arg(long, value_name = "STATE")]
    only: Option<FigureState>,
    /// Only events that the filter lets through, as in `recount events`: "place:homs killed>=5 has:decision".
    #[arg(long, value_name = "FILTER", default_value = "", hide_default_value = true)]
    filter: String,
    /// Only events on this day or after it.
    #[arg(long, value_name = "YYYY-MM-DD")]
    since: Option<Date>,
    /// Only events on this day or before it.
    #[arg(long, value_name = "YYYY-MM-DD")]
    until: Option<Date>,
    /// Add the row of HXL tags under the header of tables.
    #[arg(long)]
    hxl: bool,
    /// Leave out the notes of analysts.
    #[arg(long)]
    without_notes: bool,
    /// `names`: replace people's names by pseudonyms that stay the same, for publication. A name that stands in no claim
    /// and behind no word for a person is not found: read what goes out.
    #[arg(long, value_name = "WHAT", value_parser = ["names"])]
    redact: Option<String>,
    /// The licence that a package names: CC-BY-4.0.
    #[arg(long, value_name = "NAME")]
    license: Option<String>,
}

impl Export {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let order = self.order()?;
        let store = session.reader()?;
        let mut line = Line { is_shown: self.output.is_some() && io::stderr().is_terminal(), is_begun: false };
        let mut go = |progress: crate::work::Progress| line.show(&progress);
        let exported = match &self.output {
            Some(path) => outgoing::save(store, &order, path, &mut go)?,
            None if matches!(order.format, Format::Package) => {
                return Err(
                    Usage("a package is more than one file: name a folder or a .zip with --output".into()).into()
                );
            }
            None if order.format == Format::Xlsx && io::stdout().is_terminal() => {
                return Err(Usage("a workbook is no text: name a file with --output".into()).into());
            }
            None => outgoing::write(store, &order, &mut *out, &mut go)?,
        };
        drop(line);
        told(&exported.said);
        if let Some(path) = &self.output {
            out.line(format_args!("{} written to {}", amount(&exported), path.display()))?;
        }
        Ok(Status::done_if(exported.said.refused.is_empty()))
    }

    fn order(&self) -> anyhow::Result<Order> {
        let mut filter: Filter = self.filter.parse().map_err(|e: FilterError| Usage(e.to_string()))?;
        let days = [self.since.map(Test::Since), self.until.map(Test::Until)];
        filter.conditions.extend(days.into_iter().flatten().map(|test| Condition { not: false, test }));
        let named = self.output.as_deref().and_then(Format::of_path);
        Ok(Order {
            choice: Choice {
                events: self.events.clone(),
                filter,
                only: self.only,
                open: self.open.then_some(self.rule),
            },
            format: self.format.or(named).unwrap_or(Format::Csv),
            manner: Manner { hxl: self.hxl, notes: !self.without_notes, redacted: self.redact.is_some() },
            license: self.license.clone(),
        })
    }
}

/// "3 figures of 2 events"; "1 of 2 events" where others were refused, and their figures with them.
fn amount(exported: &Exported) -> String {
    let Exported { events, figures, said } = exported;
    match said.refused.len() as u64 {
        0 => format!("{} of {}", counted(*figures, "figure"), counted(*events, "event")),
        refused => format!("{} of {}", events.saturating_sub(refused), counted(*events, "event")),
    }
}

/// What was left out, on standard error.
fn told(said: &Said) {
    for (what, times) in &said.remarks {
        complain(if *times == 1 { what.clone() } else { format!("{what} ({times} times)") });
    }
    let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for refused in &said.refused {
        reasons.entry(&refused.reason).or_default().push(&refused.event);
    }
    for (reason, events) in reasons {
        match events.as_slice() {
            [event] => complain(format_args!("{event} was not written: {reason}")),
            many => complain(format_args!("{} events were not written: {reason}: {}", many.len(), many.join(", "))),
        }
    }
}

/// One line on the terminal, written over and over and wiped at the end.
struct Line {
    is_shown: bool,
    is_begun: bool,
}

impl Line {
    fn show(&mut self, progress: &crate::work::Progress) -> ControlFlow<()> {
        if self.is_shown {
            self.is_begun = true;
            let total = progress.total.unwrap_or_default();
            let _ = write!(io::stderr(), "\r\x1b[K{} of {total} {}", progress.done, text::display(&progress.note));
        }
        ControlFlow::Continue(())
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if self.is_begun {
            let _ = write!(io::stderr(), "\r\x1b[K"); // only for the eye
        }
    }
}

/// Check that a package is what it says of itself: the hash of every file, and no file that is not described.
#[derive(Debug, Args)]
pub struct VerifyPackage {
    /// A folder or a .zip.
    #[arg(value_name = "PACKAGE")]
    package: PathBuf,
}

impl VerifyPackage {
    pub fn run(self, out: &mut Out) -> anyhow::Result<Status> {
        let checked = package::verify(&self.package)?;
        for problem in &checked.problems {
            complain(problem);
        }
        let (sound, wrong) = (checked.sound, checked.problems.len());
        let verdict = if wrong == 0 { "sound".into() } else { counted(wrong as u64, "problem") };
        out.line(format_args!(
            "{verdict}: {} as described; SHA-256 of the description {}",
            counted(sound as u64, "file"),
            checked.descriptor
        ))?;
        Ok(Status::done_if(wrong == 0))
    }
}
