//! `undo`, `redo`, `log`, `history`: the journal.

use std::io::Write;

use clap::Args;
use jiff::Timestamp;

use crate::{
    domain::{Actor, EventId, Subject, rows::JournalRow},
    work::{self, Entry},
};

use super::{
    Out, Status, Usage,
    browse::subject,
    out::{Json, Role},
    print::{
        table::{Align, Table},
        words,
    },
    session::{Session, say},
};

/// Take back your latest change. What was taken back stays in the journal.
#[derive(Debug, Args)]
pub struct Undo {
    #[command(flatten)]
    json: Json,
}

impl Undo {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        say(&session.writer()?.undo(&session.actor()?, Timestamp::now())?, self.json, out)
    }
}

/// Make again the change that you took back last.
#[derive(Debug, Args)]
pub struct Redo {
    #[command(flatten)]
    json: Json,
}

impl Redo {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        say(&session.writer()?.redo(&session.actor()?, Timestamp::now())?, self.json, out)
    }
}

/// Show the journal, newest first: every change, by whom and when.
#[derive(Debug, Args)]
pub struct Log {
    /// Only what was done to this article, claim or event: a12, c7 or e3.
    #[arg(value_name = "ID", value_parser = subject)]
    about: Option<Subject>,
    /// At most so many.
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: usize,
    /// Check instead that nothing was altered: every entry against the one before, every number against its entry.
    #[arg(long, conflicts_with = "about")]
    verify: bool,
    #[command(flatten)]
    json: Json,
}

impl Log {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let store = session.reader()?;
        if self.verify {
            let found = store.verify()?;
            let head = found.head.unwrap_or_else(|| "none".into());
            return out.line(format_args!(
                "sound: {} entries, {} articles as they came in; last hash {head}",
                found.entries, found.articles
            ));
        }
        let mut entries = match self.about {
            Some(about) => store.history(about, self.limit)?,
            None => store.journal(None, self.limit)?,
        };
        open_to(session, &mut entries)?;
        if self.json.json {
            return out.json(&entries);
        }
        let mut table =
            Table::new(&[("entry", Align::Right), ("time", Align::Left), ("who", Align::Left), ("what", Align::Left)]);
        for JournalRow { seq, at, actor, summary, .. } in entries {
            table.row([seq.to_string().into(), words::time(at).into(), actor.to_string().into(), summary.into()]);
        }
        out.table(&table, "no entries")
    }
}

/// Show all changes of an event, oldest first, each with who, when, before and after.
///
/// Claims judged and credited, switches, decisions, signatures, notes, and how its claimants were graded.
#[derive(Debug, Args)]
pub struct History {
    /// The event.
    #[arg(required_unless_present = "claimant")]
    event: Option<EventId>,
    /// How this claimant was graded over time, instead.
    #[arg(long, value_name = "NAME", conflicts_with = "event")]
    claimant: Option<String>,
    #[command(flatten)]
    json: Json,
}

impl History {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let store = session.reader()?;
        let mut rows = match (self.event, self.claimant) {
            (Some(event), _) => {
                let mut claimants: Vec<String> =
                    store.event(event)?.statements.into_iter().map(|s| s.record.claim.claimant.name).collect();
                claimants.sort_unstable();
                claimants.dedup();
                let mut rows = store.history(Subject::Event(event), usize::MAX >> 1)?;
                rows.extend(store.grades(&claimants)?);
                rows
            }
            (None, Some(claimant)) => store.grades(&[claimant])?,
            (None, None) => return Err(Usage("the history of what? give an event".into()).into()),
        };
        open_to(session, &mut rows)?;
        rows.sort_by_key(|row| row.seq);
        rows.dedup_by_key(|row| row.seq);
        let entries: Vec<Entry> = rows.into_iter().map(work::entry).collect();
        if self.json.json {
            return out.json(&entries);
        }
        for entry in &entries {
            let heading = format!("{}  {}  {}", entry.seq, words::time(entry.at), entry.by);
            let heading = out.look.ink.paint(Role::Heading, crate::text::display(&heading));
            let summary = crate::text::display(&entry.summary);
            writeln!(out, "{heading}  {summary}")?;
            for change in &entry.changes {
                let (before, after) = (or_nothing(&change.before), or_nothing(&change.after));
                out.under(4, format_args!("{} {}: {before} → {after}", change.what, change.field))?;
            }
        }
        if entries.is_empty() { out.line("nothing was changed") } else { Ok(Status::Done) }
    }
}

fn or_nothing(words: &str) -> &str {
    if words.is_empty() { "nothing" } else { words }
}

/// Who works blind is not shown what others said of claims and figures.
fn open_to(session: &Session, rows: &mut Vec<JournalRow>) -> anyhow::Result<()> {
    const WORDS: [&str; 8] =
        ["judge", "judge_apart", "decide", "decide_apart", "reopen", "sign", "credit", "edit_claim"];
    if session.is_blind() {
        let me = session.analyst()?;
        let is_own = |actor: &Actor| matches!(actor, Actor::Analyst(name) if *name == me);
        rows.retain(|row| is_own(&row.actor) || !WORDS.contains(&row.verb.as_str()));
    }
    Ok(())
}
