//! `extract`: documents in, the claims of each out.

use std::io::Write;

use clap::{Args, ValueEnum};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    domain::Claim,
    extract::{Explained, Reader},
    ingest::{Failure, Incoming},
    work,
};

use super::{
    super::{
        Out, Status,
        print::{Look, claims, explained, page},
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
  recount extract --explain article.txt
  parallel --pipe --block 20M recount extract --threads 1 < archive.jsonl")]
pub struct Extract {
    /// What to write; jsonl where not given, or annotated with --explain.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Tell of each claim which rules read it and from which words, and of each number in no claim, why not. In jsonl it is
    /// the key "explained".
    #[arg(long)]
    explain: bool,
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
        /// Only with --explain.
        #[serde(skip_serializing_if = "Option::is_none")]
        explained: Option<Explained>,
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
        let format = self.format.unwrap_or(if self.explain { Format::Annotated } else { Format::Jsonl });
        let printer = Printer { reader: &reader, format, explain: self.explain, look: out.look };
        let mut stream = Stream::open(self.input)?;
        while let Some(batch) = stream.batch(|document| printer.print(document)) {
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

/// How each document is printed.
struct Printer<'a> {
    reader: &'a Reader,
    format: Format,
    explain: bool,
    look: Look,
}

impl Printer<'_> {
    fn print(&self, mut document: Incoming) -> Vec<u8> {
        let unread = self.reader.settle(&mut document.article).err();
        let (claims, explained) = self.read(&document);
        let mut body = match self.format {
            Format::Jsonl => {
                let unread = unread.map(|why| why.language.unwrap_or_else(|| "und".into()));
                return line(&Extracted::Read { id: document.name(), claims, unread, explained });
            }
            _ if unread.is_some() => unread.map(|why| format!("{why}\n")).unwrap_or_default(),
            Format::Table => claims::print(&claims, self.look),
            Format::Annotated => {
                let marked = claims.iter().enumerate();
                let marked: Vec<_> =
                    marked.map(|(number, claim)| page::Marked { number, claim, standing: vec![] }).collect();
                page::print(&document.article, &marked, self.look)
            }
        };
        if let Some(explained) = explained {
            body.push('\n');
            body.push_str(&explained::print(&explained, self.look));
        }
        format!("{}\n{body}\n", page::heading(&document.name(), &document.article, self.look)).into_bytes()
    }

    fn read(&self, document: &Incoming) -> (Vec<Claim>, Option<Explained>) {
        if !self.explain {
            return (work::claims(self.reader, &document.article), None);
        }
        let mut explained = self.reader.explain(&document.article);
        work::place(&document.article, &mut explained.claims);
        (explained.claims.clone(), Some(explained))
    }
}

/// One line of JSON. Claims have string keys and no fallible serializers, so that this cannot fail.
pub fn line(value: &impl Serialize) -> Vec<u8> {
    // What an article with ten claims takes.
    let mut bytes = Vec::with_capacity(8 << 10);
    match serde_json::to_writer(&mut bytes, value) {
        Ok(()) => bytes.push(b'\n'),
        Err(error) => unreachable!("a value of the domain did not serialize: {error}"),
    }
    bytes
}
