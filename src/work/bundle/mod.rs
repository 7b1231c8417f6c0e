//! A store, or a part of it, in one file between analysts: articles as they came in, claims, what each analyst said,
//! decisions with their reasons, notes, and what was done.
//!
//! Lines of JSON, gzipped. The last line holds the SHA-256 of all before it: a file that was cut or altered is refused
//! before anything is taken from it. Things are named by what they are (an article by the hash of its bytes, a claim by its
//! article and place there), for ids mean nothing in another store.

mod lists;
mod making;
mod matching;
mod merge;
mod write;

use std::{collections::BTreeMap, fs::File, io, path::PathBuf};

use flate2::read::MultiGzDecoder;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    domain::{
        Article, Capture, Claim, Credibility, DateSpan, Decision, Judgement, ListedPlace, Place, Reliability, Switch,
        change::ArticleStatus, rows::JournalRow,
    },
    export::ExportError,
    store::StoreError,
};

pub use merge::{Merged, hash_of, merge};
pub use write::{Bundled, bundle};

/// The form of the file that this program writes, and the newest it reads.
const FORM: u32 = 3;

/// The longest line read, in bytes: an article of the longest kind, its bytes written out.
const LONGEST: u64 = 160 << 20;

#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error("cannot read {path}: {source}", path = .path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("{} is no bundle, or was cut or altered: {why}", .path.display())]
    Broken { path: PathBuf, why: String },
}

/// A claim, whatever the store.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct Name {
    /// Of the article's bytes.
    sha256: String,
    ordinal: usize,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
enum Line {
    Head {
        form: u32,
        tool: String,
        /// The hash of the journal's last entry.
        journal: Option<String>,
    },
    Event(Box<EventLine>),
    Article(Box<ArticleLine>),
    Grade {
        claimant: String,
        reliability: Reliability,
        reason: String,
        analyst: String,
    },
    Switch {
        event: i64,
        switch: Switch,
    },
    /// An analyst's own word on a claim.
    Judged {
        claim: Name,
        judgement: Judgement,
        analyst: String,
        at: Timestamp,
    },
    /// A figure: one that stands, or an analyst's own word.
    Decided {
        event: i64,
        stands: bool,
        /// Its own list of claims is empty: ids of another store.
        decision: Box<Decision>,
        claims: Vec<Name>,
    },
    Note {
        about: About,
        text: String,
        analyst: String,
        at: Timestamp,
    },
    Feed {
        url: String,
        name: Option<String>,
        analyst: String,
    },
    Profile {
        name: String,
        columns: BTreeMap<String, String>,
        analyst: String,
    },
    /// A list of places of an analyst's own.
    Places {
        name: String,
        columns: Vec<(String, String)>,
        places: Vec<ListedPlace>,
        analyst: String,
    },
    /// Two events of this file that are not the same.
    Apart {
        a: i64,
        b: i64,
        analyst: String,
    },
    /// Another name of a source.
    Alias {
        name: String,
        source: String,
        analyst: String,
    },
    /// What was done, to read; it is not done again.
    Journal(Box<JournalRow>),
    End {
        sha256: String,
    },
}

#[derive(Serialize, Deserialize)]
struct EventLine {
    /// Names the event within this file.
    key: i64,
    name: String,
    date: Option<DateSpan>,
    place: Option<Place>,
    kind: Option<String>,
    parties: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct ArticleLine {
    article: Article,
    status: ArticleStatus,
    #[serde(flatten)]
    raw: Raw,
    /// The hash of the article that it copies.
    copy_of: Option<String>,
    /// How it came in, there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    capture: Option<Capture>,
    claims: Vec<ClaimLine>,
}

/// The bytes as they came in.
#[derive(Serialize, Deserialize)]
enum Raw {
    #[serde(rename = "raw")]
    Text(String),
    #[serde(rename = "raw_hex")]
    Hex(String),
}

#[derive(Clone, Serialize, Deserialize)]
struct ClaimLine {
    claim: Claim,
    event: Option<i64>,
    judgement: Judgement,
    credibility: Option<Credibility>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum About {
    Article(String),
    Claim(Name),
    Event(i64),
}

impl Raw {
    fn of(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::Text(text),
            Err(error) => Self::Hex(error.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect()),
        }
    }

    fn bytes(&self) -> Option<Vec<u8>> {
        match self {
            Self::Text(text) => Some(text.clone().into_bytes()),
            Self::Hex(hex) => {
                let digits = hex.as_bytes().chunks(2).map(std::str::from_utf8);
                digits.map(|pair| u8::from_str_radix(pair.ok()?, 16).ok()).collect()
            }
        }
    }
}

/// Reads the lines of a bundle one after the other.
struct Reading {
    path: PathBuf,
    lines: io::BufReader<MultiGzDecoder<io::BufReader<File>>>,
    digest: Sha256,
}

impl Reading {
    fn open(path: &std::path::Path) -> Result<Self, BundleError> {
        let file = File::open(path).map_err(|source| BundleError::File { path: path.to_owned(), source })?;
        let lines = io::BufReader::new(MultiGzDecoder::new(io::BufReader::new(file)));
        Ok(Self { path: path.to_owned(), lines, digest: Sha256::new() })
    }

    fn broken(&self, why: impl ToString) -> BundleError {
        BundleError::Broken { path: self.path.clone(), why: why.to_string() }
    }

    /// The next line; none after the end, whose hash must be right.
    fn next(&mut self) -> Result<Option<Line>, BundleError> {
        let mut bytes = Vec::new();
        let read = io::BufRead::read_until(&mut io::Read::take(&mut self.lines, LONGEST), b'\n', &mut bytes);
        read.map_err(|error| self.broken(error))?;
        if bytes.pop() != Some(b'\n') {
            return Err(self.broken(if bytes.is_empty() { "its last line is missing" } else { "a line does not end" }));
        }
        match serde_json::from_slice(&bytes).map_err(|error| self.broken(error))? {
            Line::End { sha256 } if hex(&self.digest) == sha256 => Ok(None),
            Line::End { .. } => Err(self.broken("its hash is not that of its lines")),
            Line::Head { form, .. } if form > FORM => {
                Err(self.broken(format!("its form is {form}, this recount reads up to {FORM}: update recount")))
            }
            line => {
                self.digest.update(&bytes);
                self.digest.update("\n");
                Ok(Some(line))
            }
        }
    }
}

fn hex(digest: &Sha256) -> String {
    digest.clone().finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Every line of a bundle, in order.
fn each(path: &std::path::Path, mut take: impl FnMut(Line) -> Result<(), BundleError>) -> Result<(), BundleError> {
    let mut reading = Reading::open(path)?;
    while let Some(line) = reading.next()? {
        take(line)?;
    }
    Ok(())
}
