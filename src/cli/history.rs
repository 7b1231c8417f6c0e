//! `undo`, `redo`, `log`: the journal.

use clap::Args;
use jiff::Timestamp;

use crate::domain::{Subject, rows::JournalRow};

use super::{
    Out, Status,
    browse::subject,
    out::Json,
    print::{
        table::{Align, Table},
        words,
    },
    session::{Session, say},
};

/// Take back your latest change. What was taken back stays in the journal.
#[derive(Debug, Args)]
pub struct Undo {}

impl Undo {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        say(&session.writer()?.undo(&session.actor()?, Timestamp::now())?, out)
    }
}

/// Make again the change that you took back last.
#[derive(Debug, Args)]
pub struct Redo {}

impl Redo {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        say(&session.writer()?.redo(&session.actor()?, Timestamp::now())?, out)
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
        let entries = match self.about {
            Some(about) => store.history(about, self.limit)?,
            None => store.journal(None, self.limit)?,
        };
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
