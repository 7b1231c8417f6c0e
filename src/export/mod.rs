//! Reconciled records go out: every figure with its numbers, who decided it and why, and the claims behind it.
//!
//! Owns what a record holds and how each format writes it. The same parcels give the same bytes. Never computes a number
//! and never leaves out a claim that lost: it is there, marked as not used. What a format has no place for is counted and
//! said; what would break a format's own law is refused with the reason, and the rest is written.
//!
//! ```text
//! Parcel (an event with all that is known of it) -> Form::event -> Leaf (bytes, what was left out) -> Stream -> file
//!                                                    pure: any thread
//! ```

mod acled;
mod annotations;
mod deaths;
mod dossier;
mod file;
mod geojson;
mod layout;
mod lines;
mod names;
pub mod package;
mod record;
mod redact;
mod safe;
mod said;
mod table;
mod tables;
mod ucdp;
mod workbook;

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::{
    Article, ArticleId, Capture, Comparison, Interval,
    claim::vocabulary,
    rows::{EventView, JournalRow},
};

pub use file::Beside;
pub use names::{is_person, named_in};
pub use record::{Computed, Record, RecordClaim, records};
pub use redact::Pseudonyms;
pub use said::{Refused, Said};
pub use workbook::Workbook;

vocabulary! {
    Format {
        /// One row for each figure; its claims stand side by side within their cells.
        Csv = "csv",
        Tsv = "tsv",
        /// One object for each figure, with nothing shortened.
        Jsonl = "jsonl",
        /// The same as one array.
        Json = "json",
        /// Figures, claims, sources and log as sheets.
        Xlsx = "xlsx",
        /// One row for each event, in the columns of UCDP GED 23.1. Deaths only.
        Ucdp = "ucdp",
        /// One row for each event, in the columns of ACLED. Deaths only.
        Acled = "acled",
        /// One point for each event.
        Geojson = "geojson",
        /// The words of every claim as W3C Web Annotations.
        Annotations = "annotations",
        /// A document for people: comparison, words, decisions, history.
        Html = "html",
        Markdown = "markdown",
        /// All tables with their schemas and hashes, in a folder or a zip.
        Package = "package",
    }
}

impl Format {
    /// By the ending of a file's name. UCDP's and ACLED's tables end like any other and must be asked for.
    pub fn of_path(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "tsv" | "tab" => Some(Self::Tsv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "json" => Some(Self::Json),
            "xlsx" => Some(Self::Xlsx),
            "geojson" => Some(Self::Geojson),
            "jsonld" => Some(Self::Annotations),
            "html" | "htm" => Some(Self::Html),
            "md" | "markdown" => Some(Self::Markdown),
            "zip" => Some(Self::Package),
            _ => None,
        }
    }

    /// What a parcel must hold beyond the event and its records.
    pub const fn wants(self) -> Wants {
        match self {
            Self::Csv | Self::Tsv | Self::Jsonl | Self::Json => Wants::Records,
            Self::Ucdp | Self::Acled | Self::Geojson => Wants::Comparison,
            Self::Annotations => Wants::Texts,
            Self::Xlsx | Self::Html | Self::Markdown | Self::Package => Wants::Everything,
        }
    }

    /// The form of its text; none for a workbook and a package, which are more than one text.
    pub fn form(self, manner: Manner) -> Option<Box<dyn Form>> {
        Some(match self {
            Self::Csv => Box::new(tables::figures(table::Style::Csv, manner.hxl)),
            Self::Tsv => Box::new(tables::figures(table::Style::Tsv, manner.hxl)),
            Self::Jsonl => Box::new(lines::Lines),
            Self::Json => Box::new(lines::Array),
            Self::Ucdp => Box::new(ucdp::Ucdp),
            Self::Acled => Box::new(acled::Acled),
            Self::Geojson => Box::new(geojson::Features),
            Self::Annotations => Box::new(annotations::Annotations { redacted: manner.redacted }),
            Self::Html => Box::new(dossier::Html { manner }),
            Self::Markdown => Box::new(dossier::Markdown { manner }),
            Self::Xlsx | Self::Package => return None,
        })
    }
}

/// How much of an event a format needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wants {
    Records,
    /// The reports side by side as well.
    Comparison,
    /// And the cited articles.
    Texts,
    /// And the tolls over time, and what was done to the event.
    Everything,
}

/// How things are written, whatever the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    /// Add the row of HXL tags under the header.
    pub hxl: bool,
    /// Write the notes of analysts.
    pub notes: bool,
    /// People's names were replaced: positions in the words of an article no longer fit them.
    pub redacted: bool,
}

impl Default for Manner {
    fn default() -> Self {
        Self { hxl: false, notes: true, redacted: false }
    }
}

/// One event as it goes out. What its format does not want is empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Parcel {
    pub view: EventView,
    pub comparison: Comparison,
    pub records: Vec<Record>,
    /// The articles its claims stand in, in the order of their ids.
    pub articles: Vec<Cited>,
    /// What was done to the event and its claims, oldest first.
    pub history: Vec<JournalRow>,
    /// What each claimant said of all killed, from its first word to its last.
    pub tolls: Vec<Toll>,
}

/// One figure of one claimant at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toll {
    pub claimant: String,
    pub day: Option<Date>,
    pub interval: Interval,
    /// False where a later word of the same claimant replaced it.
    pub stands: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Cited {
    pub id: ArticleId,
    pub article: Article,
    pub copy_of: Option<ArticleId>,
    /// How it came in, where that was kept.
    pub capture: Option<Capture>,
}

/// How a format writes events as one text.
pub trait Form: Send + Sync {
    fn head(&self) -> Vec<u8> {
        Vec::new()
    }
    /// What stands for one event; nothing where the format has no place for it.
    fn event(&self, parcel: &Parcel) -> Leaf;
    /// What stands between two events.
    fn between(&self) -> &'static [u8] {
        b""
    }
    fn tail(&self) -> Vec<u8> {
        Vec::new()
    }
}

/// One event, written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Leaf {
    pub bytes: Vec<u8>,
    pub said: Said,
}

impl From<Vec<u8>> for Leaf {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, said: Said::default() }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("cannot write {path}: {source}", path = path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("cannot write the records: {0}")]
    Write(#[from] io::Error),
    #[error("cannot write the workbook: {0}")]
    Workbook(String),
    #[error("{} is there already; name a new one", .0.display())]
    There(PathBuf),
}

/// Events written one after the other, in the order they come.
pub struct Stream<W> {
    form: Box<dyn Form>,
    to: W,
    begun: bool,
    said: Said,
}

impl<W: Write> Stream<W> {
    pub fn begin(form: Box<dyn Form>, mut to: W) -> io::Result<Self> {
        to.write_all(&form.head())?;
        Ok(Self { form, to, begun: false, said: Said::default() })
    }

    pub fn push(&mut self, leaf: Leaf) -> io::Result<()> {
        self.said.absorb(leaf.said);
        if leaf.bytes.is_empty() {
            return Ok(());
        }
        if std::mem::replace(&mut self.begun, true) {
            self.to.write_all(self.form.between())?;
        }
        self.to.write_all(&leaf.bytes)
    }

    /// Writes the end; gives back what was written to, and says what was left out.
    pub fn finish(mut self) -> io::Result<(W, Said)> {
        self.to.write_all(&self.form.tail())?;
        self.to.flush()?;
        Ok((self.to, self.said))
    }
}
