//! `custody`: how an article came in, its bytes as they were, and the versions of its address.

use std::io::Write;

use clap::Args;

use crate::domain::ArticleId;

use super::{Out, Status, out::Json, print::words, session::Session};

/// Show how an article came in: source, time, way, program, hash, and the other versions of its address.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  recount custody a3
  recount custody --raw a3 | sha256sum              the bytes as they came in
  recount diff a3                                   what a new version or a copy says otherwise")]
pub struct OfArticle {
    #[arg(value_name = "ARTICLE")]
    article: ArticleId,
    /// Write the bytes as they came in, and nothing else.
    #[arg(long, conflicts_with = "json")]
    raw: bool,
    #[command(flatten)]
    json: Json,
}

impl OfArticle {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let store = session.reader()?;
        if self.raw {
            out.write_all(&store.raw(self.article)?)?;
            return Ok(Status::Done);
        }
        let custody = store.custody(self.article)?;
        if self.json.json {
            return out.json(&custody);
        }
        let (bytes, kept) = (custody.bytes, custody.kept);
        out.line(format_args!("{}  sha256 {}, {bytes} bytes, kept in {kept}", custody.article, custody.sha256))?;
        match &custody.capture {
            Some(capture) => {
                let line = capture.line.map(|line| format!(":{line}")).unwrap_or_default();
                let (way, at, tool) = (capture.way.label(), words::time(capture.at), &capture.tool);
                out.under(2, format_args!("taken in from {}{line} ({way}) {at} by {tool}", capture.source))?;
            }
            None => drop(out.under(2, "taken in before captures were kept")?),
        }
        if let Some(url) = &custody.url {
            let at = custody.retrieved.map(|at| format!(", retrieved {}", words::time(at))).unwrap_or_default();
            out.under(2, format_args!("{url}{at}"))?;
        }
        if let Some(before) = custody.replaces {
            out.under(
                2,
                format_args!("a new version of {before}; `recount diff {}` shows what changed", custody.article),
            )?;
        }
        if let Some(after) = custody.replaced_by {
            out.under(2, format_args!("{after} is a later version of it"))?;
        }
        Ok(Status::Done)
    }
}
