//! `extract`: documents in, the claims of each out.

use std::io::Write;

use clap::{Args, ValueEnum};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    domain::Claim,
    extract::Reader,
    ingest::{Failure, Incoming},
    link::places,
    text::gazetteer::Gazetteer,
};

use super::{
    super::{
        Out, Status,
        print::{Look, claims, page},
        session::Session,
    },
    stream::{Input, Stream},
};

/// Read the casualty claims out of documents.
///
/// Writes a line of JSON for each document, in the order of the input: {"id":..., "claims":[...]}, or
/// {"id":..., "error":"..."} for one that could not be read; "unread" names the language where it is not one of those
/// that are read (English, French, Arabic). `recount schema claim` describes a claim.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  recount extract articles.jsonl > claims.jsonl
  recount extract --format annotated --date 2025-05-17 article.txt | less -R
  parallel --pipe --block 20M recount extract --threads 1 < archive.jsonl")]
pub struct Extract {
    /// What to write.
    #[arg(long, value_enum, default_value = "jsonl")]
    format: Format,
    #[command(flatten)]
    input: Input,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One object for each document
    Jsonl,
    /// One table for each document
    Table,
    /// The text with its claims marked, and each explained below
    Annotated,
}

/// A line of `extract`.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Extracted {
    Read {
        id: String,
        claims: Vec<Claim>,
        /// The language that no claims were read for: ISO 639-1, or "und" where nobody knows it.
        #[serde(skip_serializing_if = "Option::is_none")]
        unread: Option<String>,
    },
    Unread {
        id: String,
        error: String,
    },
}

impl From<Failure> for Extracted {
    fn from(failure: Failure) -> Self {
        Self::Unread { id: failure.name(), error: failure.reason }
    }
}

impl Extract {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let reader = session.language()?;
        let format = self.format;
        let look = out.look;
        let mut stream = Stream::open(self.input)?;
        while let Some(batch) = stream.batch(|document| print(format, &reader, document, look)) {
            for result in batch {
                match result {
                    Ok(printed) => out.write_all(&printed)?,
                    Err(failure) if format == Format::Jsonl => out.write_all(&line(&Extracted::from(failure)))?,
                    Err(_) => {} // said on standard error; a table has no place for it
                }
            }
        }
        Ok(Status::done_if(stream.is_whole()))
    }
}

/// The claims of one article with their places resolved.
pub fn read(reader: &Reader, document: &Incoming) -> Vec<Claim> {
    let mut claims = reader.read(&document.article);
    places::resolve(&document.article, &mut claims, Gazetteer::builtin());
    claims
}

fn print(format: Format, reader: &Reader, mut document: Incoming, look: Look) -> Vec<u8> {
    let unread = reader.settle(&mut document.article).err();
    let claims = read(reader, &document);
    let body = match format {
        Format::Jsonl => {
            let unread = unread.map(|why| why.language.unwrap_or_else(|| "und".into()));
            return line(&Extracted::Read { id: document.name(), claims, unread });
        }
        _ if unread.is_some() => unread.map(|why| format!("{why}\n")).unwrap_or_default(),
        Format::Table => claims::print(&claims, look),
        Format::Annotated => {
            let marked = claims.iter().enumerate();
            let marked: Vec<_> =
                marked.map(|(number, claim)| page::Marked { number, claim, standing: vec![] }).collect();
            page::print(&document.article, &marked, look)
        }
    };
    format!("{}\n{body}\n", page::heading(&document.name(), &document.article, look)).into_bytes()
}

/// One line of JSON. Claims have string keys and no fallible serializers, so that this cannot fail.
pub fn line(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(1024);
    match serde_json::to_writer(&mut bytes, value) {
        Ok(()) => bytes.push(b'\n'),
        Err(error) => unreachable!("a value of the domain did not serialize: {error}"),
    }
    bytes
}
