//! `add`: articles into the store.

use std::path::PathBuf;

use clap::Args;

use crate::ingest::{Metadata, Source};

use super::{
    Out, Status, Usage,
    out::Json,
    pipe,
    session::Session,
    taking::{self, Web},
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
  recount add --profile agency agency-2025.csv
  recount add --outlet AFP --date 2025-05-17 aleppo.txt
  recount add https://example.org/2025/05/17/report.html
  curl -s https://example.org/feed.jsonl | recount add")]
pub struct Add {
    /// Files, folders or patterns, told apart by what is in them: JSON lines with one article to a line (id, title, text,
    /// date, source, url, lang; only text is required), tables with a header (CSV, TSV), web pages, feeds (RSS, Atom, JSON
    /// Feed), web archives (WARC), letters (.eml), PDFs with text, plain texts; gzipped or not. Addresses (http, https) are
    /// fetched as their sites allow. Standard input where none is given, or for `-`.
    #[arg(value_name = "FILE|URL")]
    files: Vec<PathBuf>,
    /// The title, where the text does not begin with it.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Columns as kept under this name; see `recount columns`. `--column` goes before it.
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    #[command(flatten)]
    metadata: pipe::Flags,
    #[command(flatten)]
    web: Web,
    #[command(flatten)]
    json: Json,
}

impl Add {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let Self { files, title, profile, metadata, web, json } = self;
        let mut metadata = Metadata { title, ..metadata.into() };
        if let Some(name) = profile {
            let kept = session.reader()?.profiles()?.into_iter().find(|profile| profile.name == name);
            let kept =
                kept.ok_or_else(|| Usage(format!("no columns are kept as {name}; `recount columns` lists them")))?;
            for (field, column) in kept.columns {
                metadata.columns.entry(field).or_insert(column);
            }
        }
        let sources =
            if files.is_empty() { vec![Source::Stdin] } else { files.into_iter().map(Source::named).collect() };
        let summary = taking::take_in(session, &sources, &metadata, &web)?;
        taking::tell(&summary, json, out)
    }
}
