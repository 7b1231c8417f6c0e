//! `add`: articles into the store.

use std::{
    io::{self, IsTerminal, Write},
    ops::ControlFlow,
    path::PathBuf,
};

use clap::Args;
use serde::Serialize;

use crate::{
    extract::Reader,
    ingest::{self, Failure, Incoming, Metadata, Source},
    store::Store,
    work::{self, Progress, Summary},
};

use super::{
    Out, Status,
    out::{Json, complain},
    pipe,
    session::Session,
};

/// Take articles into the store, read their claims and link them to events.
///
/// The same bytes twice are one article. What cannot be used is reported with its file and line, and the rest is taken in.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  recount add archive.jsonl
  recount add pages/ feed.xml crawl.warc.gz report.pdf newsletter.eml
  recount add --column text=Body --column date=Day articles.csv
  recount add --outlet AFP --date 2025-05-17 aleppo.txt
  curl -s https://example.org/feed.jsonl | recount add")]
pub struct Add {
    /// Files, folders or patterns, told apart by what is in them: JSON lines with one article to a line (id, title, text,
    /// date, source, url, lang; only text is required), tables with a header (CSV, TSV), web pages, feeds (RSS, Atom, JSON
    /// Feed), web archives (WARC), letters (.eml), PDFs with text, plain texts; gzipped or not. Standard input where none is
    /// given, or for `-`.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The title, where the text does not begin with it.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[command(flatten)]
    metadata: pipe::Flags,
    #[command(flatten)]
    json: Json,
}

impl Add {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let Self { files, title, metadata, json } = self;
        let metadata = Metadata { title, ..metadata.into() };
        let sources =
            if files.is_empty() { vec![Source::Stdin] } else { files.into_iter().map(Source::named).collect() };
        let incoming = sources.iter().flat_map(|source| ingest::open(source, &metadata));
        let summary = take_in(&mut session.create()?, incoming, &session.language()?)?;
        for remark in summary.remarks.iter().cloned().chain(summary.failed.iter().map(Failure::to_string)) {
            complain(remark);
        }
        if json.json {
            out.json(&Told::from(&summary))?;
        } else {
            out.line(in_words(&summary))?;
        }
        Ok(Status::done_if(summary.failed.is_empty()))
    }
}

/// Takes articles in, showing on a terminal's standard error how far it is.
pub fn take_in(
    store: &mut Store,
    incoming: impl Iterator<Item = Result<Incoming, Failure>>,
    reader: &Reader,
) -> anyhow::Result<Summary> {
    let mut line = ProgressLine { is_shown: io::stderr().is_terminal(), is_begun: false };
    Ok(work::pipeline::add(store, incoming, reader, &mut |progress| {
        line.show(&progress);
        ControlFlow::Continue(())
    })?)
}

/// One line on the terminal, written over and over and wiped at the end.
struct ProgressLine {
    is_shown: bool,
    is_begun: bool,
}

impl ProgressLine {
    fn show(&mut self, progress: &Progress) {
        if self.is_shown {
            self.is_begun = true;
            let _ = write!(io::stderr(), "\r\x1b[K{}", progress.note); // only for the eye
        }
    }
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        if self.is_begun {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

/// "3 added, 1 known already; 12 claims, 1 new event; 1 with problems"
fn in_words(summary: &Summary) -> String {
    let Summary { added, known, claims, events, failed, .. } = summary;
    let plural = |n: u64| if n == 1 { "" } else { "s" };
    let (c, e) = (plural(*claims), plural(*events));
    let mut words = format!("{added} added, {known} known already; {claims} claim{c}, {events} new event{e}");
    if !failed.is_empty() {
        words.push_str(&format!("; {} with problems", failed.len()));
    }
    words
}

/// The summary for programs.
#[derive(Serialize)]
struct Told {
    added: u64,
    known: u64,
    claims: u64,
    events: u64,
    failed: Vec<Failed>,
    remarks: Vec<String>,
}

#[derive(Serialize)]
struct Failed {
    path: String,
    line: Option<u64>,
    reason: String,
}

impl From<&Summary> for Told {
    fn from(summary: &Summary) -> Self {
        let failed = summary.failed.iter().map(|failure| Failed {
            path: failure.origin.path.clone(),
            line: failure.origin.line,
            reason: failure.reason.clone(),
        });
        Self {
            added: summary.added,
            known: summary.known,
            claims: summary.claims,
            events: summary.events,
            failed: failed.collect(),
            remarks: summary.remarks.clone(),
        }
    }
}
