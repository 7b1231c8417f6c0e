//! Bytes become articles: text, JSON lines, tables, web pages, feeds, letters, PDFs, web archives, packed or not.
//!
//! Owns encodings, record formats, and what can be told about an article before it is read for claims (title, dateline).
//! A record that cannot be used is a [`Failure`] with its place and reason, and the rest goes on. Memory is bounded by one
//! record, a record by [`MAX_RECORD`]. Never touches a store and never reads claims.
//!
//! ```text
//! Source -> Pieces (kind known by content) -> Piece (bytes, origin) -> parse -> Incoming
//!           reads, in order                                          pure: any thread
//! ```

mod cell;
mod dateline;
mod encoding;
mod feed;
pub mod fetch;
mod html;
mod jsonl;
mod kind;
mod mail;
mod pdf;
mod pieces;
pub mod places;
mod plain;
mod source;
mod table;
mod warc;

use std::{
    fmt,
    fmt::Write as _,
    panic::{AssertUnwindSafe, catch_unwind},
};

use jiff::{Timestamp, civil::Date};
use sha2::{Digest, Sha256};

use crate::domain::{Article, Way};

pub use cell::{DATE_ORDER, DateOrder};
pub use dateline::date_in;
use pieces::Pieces;
pub use pieces::{Format, Piece};
pub use source::{Meter, Source};
pub use table::{Columns, FIELDS, Found, Understood};

/// The longest record read, a line of JSON lines or a file of text, in bytes. A longer one is reported and passed over.
pub const MAX_RECORD: usize = 32 << 20;

/// What is known about the articles of a source beforehand. Fills what the input lacks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Metadata {
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub published: Option<Date>,
    pub url: Option<String>,
    pub language: Option<String>,
    /// Which column of a table holds what, where that is not to be guessed.
    pub columns: Columns,
}

/// What is known of a record from where it came: an archive or a fetch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    pub url: Option<String>,
    pub retrieved: Option<Timestamp>,
    /// As the carrier declared it.
    pub charset: Option<String>,
    pub way: Way,
}

/// Where a record stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The path as it was given, `-` for standard input.
    pub path: String,
    /// Line, item of a feed or record of an archive, counted from 1; none where the file is one record.
    pub line: Option<u64>,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.path),
            None => f.write_str(&self.path),
        }
    }
}

/// One record read.
#[derive(Debug, Clone, PartialEq)]
pub struct Incoming {
    /// The name the record gives itself.
    pub id: Option<String>,
    pub article: Article,
    /// The record exactly as it came in; for JSON lines the line without its end.
    pub raw: Vec<u8>,
    pub origin: Origin,
    pub way: Way,
    /// What was odd but did not stand in the way: a date that could not be read, bytes that were replaced.
    pub remarks: Vec<String>,
}

impl Incoming {
    /// The record's own name, or else where it stands.
    pub fn name(&self) -> String {
        self.id.clone().unwrap_or_else(|| self.origin.to_string())
    }
}

/// One record that could not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{origin}: {reason}")]
pub struct Failure {
    pub origin: Origin,
    /// The name the record gives itself, where that much could be read.
    pub id: Option<String>,
    pub reason: String,
}

impl Failure {
    pub fn name(&self) -> String {
        self.id.clone().unwrap_or_else(|| self.origin.to_string())
    }
}

/// The articles of a source in order, each with the SHA-256 of its raw bytes.
pub fn open(source: &Source, metadata: &Metadata) -> Records {
    open_metered(source, metadata, &Meter::default())
}

/// The same, and the meter tells how many bytes were read of files.
pub fn open_metered(source: &Source, metadata: &Metadata, meter: &Meter) -> Records {
    let metadata = metadata.clone();
    Box::new(source.pieces(&metadata, meter).map(move |piece| take(piece?, &metadata)))
}

/// The articles of what was fetched.
pub fn open_fetched(address: &str, fetched: fetch::Fetched, metadata: &Metadata) -> Records {
    let metadata = metadata.clone();
    Box::new(Pieces::fetched(address, fetched, &metadata).map(move |piece| take(piece?, &metadata)))
}

/// Records one after the other, each read or the reason why not.
pub type Records = Box<dyn Iterator<Item = Result<Incoming, Failure>> + Send>;

/// Reads one piece to be kept: with the SHA-256 of its raw bytes.
pub fn take(piece: Piece, metadata: &Metadata) -> Result<Incoming, Failure> {
    let mut incoming = parse(piece, metadata)?;
    incoming.article.sha256 = sha256(&incoming.raw);
    Ok(incoming)
}

/// Reads one piece. Leaves `sha256` empty: pipe mode keeps no bytes and names none.
pub fn parse(piece: Piece, metadata: &Metadata) -> Result<Incoming, Failure> {
    let Piece { origin, format, bytes, known } = piece;
    let way = known.way;
    let read = || match &format {
        Format::Text => plain::parse(&bytes, metadata).map(|parsed| parsed.known(&known)),
        Format::JsonLines => jsonl::parse(&bytes, metadata),
        Format::Html => html::parse(&bytes, metadata, &known),
        Format::FeedItem => feed::parse(&bytes, metadata, &known),
        Format::Row(layout) => table::parse(&bytes, layout, metadata),
        Format::Mail => mail::parse(&bytes, metadata, &known),
        Format::Pdf => pdf::parse(&bytes, metadata, &known),
    };
    // Readers of foreign formats trip over what nobody thought of; that must not end the others.
    let read = catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err("is broken in a way that cannot be read".to_owned().into()));
    match read {
        Ok(Parsed { id, article, remarks }) => Ok(Incoming { id, article, raw: bytes, origin, way, remarks }),
        Err(Unread { id, reason }) => Err(Failure { origin, id, reason }),
    }
}

/// Lower-case hex.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}"); // writing to a String cannot fail
        hex
    })
}

/// What a format makes of the bytes of one record.
struct Parsed {
    id: Option<String>,
    article: Article,
    remarks: Vec<String>,
}

impl Parsed {
    fn known(mut self, known: &Known) -> Self {
        self.article.url = known.url.clone().or(self.article.url);
        self.article.retrieved = known.retrieved;
        self
    }
}

/// Why a format could make nothing of them.
struct Unread {
    id: Option<String>,
    reason: String,
}

impl From<String> for Unread {
    fn from(reason: String) -> Self {
        Self { id: None, reason }
    }
}
