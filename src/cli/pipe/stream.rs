//! Documents through a pool of threads and out again in order, holding no more than a batch of them.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
};

use clap::Args;
use rayon::prelude::*;

use crate::ingest::{self, DATE_ORDER, DateOrder, FIELDS, Failure, Incoming, Metadata, Meter, Piece, Source};

use super::super::{Usage, out::complain};

/// Where documents come from in pipe mode, and how many hands they pass through.
#[derive(Debug, Args)]
pub struct Input {
    /// Articles: `.jsonl` with one to a line (id, title, text, date, source, url, lang; only text is required), anything
    /// else is one plain text. Standard input where none is given, or for `-`.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Work on this many documents at a time; the processor's cores where not given. The output is the same.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    #[command(flatten)]
    metadata: Flags,
}

/// Facts about the articles that the files may lack.
#[derive(Debug, Args)]
#[command(next_help_heading = "What the articles do not say themselves")]
pub struct Flags {
    /// Who published them: AFP, SANA.
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// The day of publication; "on Saturday" is counted from it.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<jiff::civil::Date>,
    /// Where they were published.
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// The language, as in `en`.
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    /// Which column of a table holds what, where its name does not tell: text=Body. Fields: id, title, text, date, source,
    /// url, lang. date_order=dmy or mdy says what 05/12/2024 is.
    #[arg(long = "column", value_name = "FIELD=NAME", value_parser = column)]
    columns: Vec<(String, String)>,
}

fn column(given: &str) -> Result<(String, String), String> {
    match given.split_once('=') {
        Some((field, name)) if FIELDS.contains(&field) && !name.is_empty() => Ok((field.into(), name.into())),
        Some((DATE_ORDER, order)) if DateOrder::named(order).is_some() => Ok((DATE_ORDER.into(), order.into())),
        Some((DATE_ORDER, _)) => Err(format!("write {DATE_ORDER}=dmy or {DATE_ORDER}=mdy")),
        _ => Err(format!("write a field, `=` and the name of the column; the fields are {}", FIELDS.join(", "))),
    }
}

impl From<Flags> for Metadata {
    fn from(flags: Flags) -> Self {
        let Flags { outlet, date, url, lang, columns } = flags;
        Self { title: None, outlet, published: date, url, language: lang, columns: columns.into_iter().collect() }
    }
}

/// A batch ends at whichever comes first.
const BATCH_BYTES: usize = 4 << 20;
const BATCH_RECORDS: usize = 4096;

/// Documents being read. Counts what failed.
pub struct Stream {
    pieces: Box<dyn Iterator<Item = Result<Piece, Failure>>>,
    metadata: Metadata,
    pool: rayon::ThreadPool,
    failed: usize,
}

impl Stream {
    pub fn open(input: Input) -> anyhow::Result<Self> {
        let Input { files, threads, metadata } = input;
        let metadata: Metadata = metadata.into();
        let beforehand = metadata.clone();
        let sources =
            if files.is_empty() { vec![Source::Stdin] } else { files.into_iter().map(Source::named).collect() };
        let threads = threads.map_or(0, usize::from); // 0: as many as the processor has
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        Ok(Self {
            pieces: Box::new(sources.into_iter().flat_map(move |source| source.pieces(&beforehand, &Meter::default()))),
            metadata,
            pool: pool.map_err(|error| Usage(format!("cannot start threads: {error}")))?,
            failed: 0,
        })
    }

    /// Did every document so far come through?
    pub fn is_whole(&self) -> bool {
        self.failed == 0
    }

    /// The threads, for work on all documents together.
    pub fn pool(&self) -> &rayon::ThreadPool {
        &self.pool
    }

    /// Reads one batch and works on it; the results in order of input. None at the end of the input.
    ///
    /// A document that makes `work` panic is a failure like another: one in a million must not lose the rest.
    pub fn batch<T: Send>(&mut self, work: impl Fn(Incoming) -> T + Sync) -> Option<Vec<Result<T, Failure>>> {
        let pieces = self.gather();
        if pieces.is_empty() {
            return None;
        }
        let metadata = &self.metadata;
        let one = |piece: Result<Piece, Failure>| {
            let incoming = ingest::parse(piece?, metadata)?;
            let remarks: Vec<_> = incoming.remarks.iter().map(|r| format!("{}: {r}", incoming.origin)).collect();
            let (id, origin) = (incoming.id.clone(), incoming.origin.clone());
            match catch_unwind(AssertUnwindSafe(|| work(incoming))) {
                Ok(done) => Ok((done, remarks)),
                Err(panic) => {
                    Err(Failure { origin, id, reason: format!("could not be worked on: {}", message(&*panic)) })
                }
            }
        };
        let results: Vec<_> = self.pool.install(|| pieces.into_par_iter().map(one).collect());
        Some(results.into_iter().map(|result| self.tell(result)).collect())
    }

    fn gather(&mut self) -> Vec<Result<Piece, Failure>> {
        let (mut pieces, mut bytes) = (Vec::new(), 0);
        while bytes < BATCH_BYTES
            && pieces.len() < BATCH_RECORDS
            && let Some(piece) = self.pieces.next()
        {
            bytes += piece.as_ref().map_or(0, |p| p.bytes.len());
            pieces.push(piece);
        }
        pieces
    }

    fn tell<T>(&mut self, result: Result<(T, Vec<String>), Failure>) -> Result<T, Failure> {
        match result {
            Ok((done, remarks)) => {
                remarks.iter().for_each(complain);
                Ok(done)
            }
            Err(failure) => {
                self.failed += 1;
                complain(&failure);
                Err(failure)
            }
        }
    }
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no reason given")
}
