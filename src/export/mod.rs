//! Reconciled records go out: every figure with its numbers, who decided it and why, and the claims behind it.
//!
//! Owns what a record holds and how each format writes it. The same records give the same bytes. Never computes a number
//! and never leaves out a claim that lost: it is there, marked as not used.

mod csv;
mod record;

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    str::FromStr,
};

pub use record::{Computed, Record, RecordClaim, records};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One row for each figure; its claims stand side by side within their cells.
    Csv,
    /// One object for each figure, with nothing shortened.
    Jsonl,
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name.to_ascii_lowercase().as_str() {
            "csv" => Ok(Self::Csv),
            "jsonl" | "ndjson" => Ok(Self::Jsonl),
            _ => Err(format!("`{name}` is none of csv, jsonl")),
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("cannot write {path}: {source}")]
    File { path: PathBuf, source: io::Error },
    #[error("cannot write the records: {0}")]
    Write(#[from] io::Error),
}

/// Writes the records in the order given.
pub fn write(format: Format, records: &[Record], to: impl Write) -> Result<(), ExportError> {
    match format {
        Format::Csv => csv::write(records, to)?,
        Format::Jsonl => jsonl(records, to)?,
    }
    Ok(())
}

/// Writes the records to a file, whole or not at all: an export that is cut short leaves what was there before.
pub fn save(format: Format, records: &[Record], path: &Path) -> Result<(), ExportError> {
    let failed = |source| ExportError::File { path: path.to_owned(), source };
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let file = File::create(&beside).map_err(failed)?;
    let written = write(format, records, BufWriter::new(&file))
        .and_then(|()| file.sync_all().and_then(|()| fs::rename(&beside, path)).map_err(failed));
    if written.is_err() {
        let _ = fs::remove_file(&beside); // the error that matters is the one above
    }
    written
}

fn jsonl(records: &[Record], mut to: impl Write) -> io::Result<()> {
    for record in records {
        serde_json::to_writer(&mut to, record)?;
        to.write_all(b"\n")?;
    }
    to.flush()
}
