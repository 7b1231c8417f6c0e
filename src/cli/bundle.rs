//! `bundle`, `merge`: a store or a part of it in one file, and back.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;

use crate::{
    domain::{BroughtIn, Change, EventId, Filter, filter::FilterError},
    text::counted,
    work::bundle::{self, Merged},
};

use super::{
    Out, Status, Usage,
    out::{Json, complain},
    session::Session,
};

/// Write the store, or chosen events, into one file for a colleague.
///
/// It holds the articles as they came in, their claims, each analyst's judgements and decisions, notes and the log.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  recount bundle --output all.recount
  recount bundle --filter 'country:sy after:2025' --output syria.recount
  recount merge syria.recount")]
pub struct Bundle {
    /// Only these events with their articles; the whole store where none is given.
    #[arg(value_name = "EVENT")]
    events: Vec<EventId>,
    /// Only events that the filter lets through, as in `recount events`.
    #[arg(long, value_name = "FILTER", default_value = "", hide_default_value = true)]
    filter: String,
    /// The file, written whole or not at all.
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
}

impl Bundle {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let filter: Filter = self.filter.parse().map_err(|e: FilterError| Usage(e.to_string()))?;
        let held = bundle::bundle(&session.reader()?, &filter, &self.events, &self.output)?;
        let path = self.output.display();
        let (articles, claims) = (counted(held.articles, "article"), counted(held.claims, "claim"));
        out.line(format_args!("{articles}, {claims}, {} in {path}", counted(held.events, "event")))
    }
}

/// Bring a colleague's bundle in; or merge one event into another: they were the same incident.
///
/// A bundle adds what is new and overwrites nothing. Judgements and decisions come in as the word of whoever gave them;
/// where something else stands here, theirs is kept beside it and told, for you to settle. The same bundle twice changes
/// nothing.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  recount merge colleague.recount
  recount merge --list                              what was brought in, and what is to settle
  recount merge --undo colleague.recount            take back what its analysts said
  recount merge e7 e3                               e7 becomes a part of e3")]
pub struct Merge {
    /// A bundle, or the event that goes.
    #[arg(value_name = "FILE|EVENT", required_unless_present = "list")]
    from: Option<PathBuf>,
    /// The event that stays.
    #[arg(value_name = "EVENT")]
    into: Option<EventId>,
    /// List the bundles that were brought in, each with the differences it left.
    #[arg(long, conflicts_with_all = ["from", "undo"])]
    list: bool,
    /// Take back what the analysts of a bundle said. Its articles stay, with the claims read from them.
    #[arg(long, conflicts_with = "into")]
    undo: bool,
    #[command(flatten)]
    json: Json,
}

impl Merge {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let Some(from) = &self.from else { return brought_in(session, self.json, out) };
        if self.undo {
            let sha256 = of_bundle(session, from)?;
            return session.apply(Change::TakeBack { sha256 }, self.json, out);
        }
        if let Some(into) = self.into {
            let given = from.to_string_lossy();
            let from = given.parse().map_err(|e: crate::domain::id::NotAnId| Usage(e.to_string()))?;
            return session.apply(Change::MergeEvents { from, into }, self.json, out);
        }
        let mut store = session.create()?;
        let merged = bundle::merge(&mut store, &session.actor()?, from, Timestamp::now())?;
        for what in merged.conflicts.iter().chain(&merged.refused) {
            complain(what);
        }
        if self.json.json { out.json(&merged) } else { out.line(in_words(&merged)) }?;
        Ok(Status::done_if(merged.refused.is_empty()))
    }
}

fn brought_in(session: &Session, json: Json, out: &mut Out) -> anyhow::Result<Status> {
    let bundles = session.reader()?.brought_in()?;
    if json.json {
        return out.json(&bundles);
    }
    for BroughtIn { name, sha256, entries, conflicts, .. } in &bundles {
        let entries = if entries.len() == 1 { "1 entry".into() } else { format!("{} entries", entries.len()) };
        out.line(format_args!("{name}  {entries}, {}  {sha256}", counted(conflicts.len() as u64, "difference")))?;
        conflicts.iter().try_for_each(|what| out.under(2, what).map(drop))?;
    }
    if bundles.is_empty() { out.line("no bundle was brought in") } else { Ok(Status::Done) }
}

/// The hash that a bundle is remembered by, from its file or its name.
fn of_bundle(session: &Session, path: &Path) -> anyhow::Result<String> {
    let bundles = session.reader()?.brought_in()?;
    let by_hash = bundle::hash_of(path).ok();
    let by_hash = bundles.iter().rev().find(|bundle| Some(&bundle.sha256) == by_hash.as_ref());
    let by_name = || bundles.iter().rev().find(|bundle| path.file_name().is_some_and(|name| *name == *bundle.name));
    let found = by_hash.or_else(by_name).map(|bundle| bundle.sha256.clone());
    found.ok_or_else(|| {
        Usage(format!("{} was not brought in; `recount merge --list` tells what was", path.display())).into()
    })
}

/// "3 articles added, 1 known already; 12 claims, 2 events; 5 words of analysts taken over; 1 difference to settle"
fn in_words(merged: &Merged) -> String {
    let Merged { articles, known, claims, events, words, conflicts, refused } = merged;
    let mut told = format!(
        "{} added, {known} known already; {} and {} added; {} of analysts taken over",
        counted(*articles, "article"),
        counted(*claims, "claim"),
        counted(*events, "event"),
        counted(*words, "word"),
    );
    if !conflicts.is_empty() {
        told.push_str(&format!("; {} to settle", counted(conflicts.len() as u64, "difference")));
    }
    if !refused.is_empty() {
        told.push_str(&format!("; {} not taken over", refused.len()));
    }
    told
}
