//! Which store, and who is asking.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args, builder::BoolishValueParser};
use etcetera::BaseStrategy;
use jiff::Timestamp;

use crate::{
    domain::{
        Actor, Change, EventId,
        rows::{Committed, Cursor, Window},
    },
    extract::{LexiconError, Reader},
    store::{Store, StoreError, StoreReader},
    work::{self, Lexicons, Review},
};

use super::{Out, Status, Usage, out::Json};

/// Rows fetched at a time.
const STRETCH: usize = 500;

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Options everywhere")]
pub struct Session {
    /// The store to work on; `recount/recount.db` in the user's data directory where not given.
    #[arg(long, global = true, value_name = "FILE", env = "RECOUNT_STORE", hide_env_values = true)]
    store: Option<PathBuf>,
    /// Your lexicon: files of rows laid over the shipped ones, in DIR or DIR/en; `recount/lexicon` in the configuration
    /// directory where not given. See `recount lexicon`.
    #[arg(long, global = true, value_name = "DIR", env = "RECOUNT_LEXICON", hide_env_values = true)]
    lexicon: Option<PathBuf>,
    /// Who decides: the name that the journal keeps; the login name where not given.
    #[arg(long, global = true, value_name = "NAME", env = "RECOUNT_ANALYST", hide_env_values = true)]
    analyst: Option<String>,
    /// Work apart from others: their judgements and decisions, and what the rules suggest, stay hidden until you have
    /// given your own; yours are kept beside theirs. `recount agreement` compares them.
    #[arg(long, global = true, env = "RECOUNT_BLIND", hide_env_values = true, value_parser = BoolishValueParser::new())]
    blind: bool,
}

impl Session {
    /// A session on another store, as the same analyst.
    pub fn on(&self, store: PathBuf) -> Self {
        Self { store: Some(store), ..self.clone() }
    }

    /// What the analyst has said so far, where he works blind.
    pub fn own(&self, store: &StoreReader) -> anyhow::Result<Option<work::Own>> {
        Ok(if self.blind { Some(work::Own::of(store, &self.analyst()?)?) } else { None })
    }

    pub fn is_blind(&self) -> bool {
        self.blind
    }

    /// The same session as `guest` where nobody says who they are: what is thrown away needs no name.
    pub fn or_guest(self) -> Self {
        let analyst = self.analyst().unwrap_or_else(|_| "guest".into());
        Self { analyst: Some(analyst), ..self }
    }

    pub fn path(&self) -> anyhow::Result<PathBuf> {
        if let Some(path) = &self.store {
            return Ok(path.clone());
        }
        let places = etcetera::choose_base_strategy()
            .map_err(|_| Usage("there is no home directory to keep a store in; name one with --store FILE".into()))?;
        Ok(places.data_dir().join("recount").join("recount.db"))
    }

    /// Opens the store for reading. There must be one.
    pub fn reader(&self) -> anyhow::Result<StoreReader> {
        let path = self.path()?;
        if !path.exists() {
            return Err(missing(&path).into());
        }
        Store::open_reader(&path).map_err(unusable)
    }

    /// Opens the store for reading once it is known where every event stands. Where another program holds the store, what
    /// is known so far must do.
    pub fn settled(&self) -> anyhow::Result<StoreReader> {
        match work::settle_all(&mut self.writer()?) {
            Ok(()) | Err(StoreError::Busy) => self.reader(),
            Err(other) => Err(other.into()),
        }
    }

    /// Opens the store for writing. There must be one.
    pub fn writer(&self) -> anyhow::Result<Store> {
        let path = self.path()?;
        if !path.exists() {
            return Err(missing(&path).into());
        }
        Store::open(&path).map_err(unusable)
    }

    /// Opens the store for writing, a new one where there is none.
    pub fn create(&self) -> anyhow::Result<Store> {
        let path = self.path()?;
        if let Some(parent) = path.parent().filter(|_| self.store.is_none()) {
            std::fs::create_dir_all(parent)
                .with_context(|| format!("cannot make the directory {}", parent.display()))?;
        }
        Store::open(&path).map_err(unusable)
    }

    /// Where the user's lexicon is: the directory named, or the one in the configuration directory, there or not.
    pub fn lexicon(&self) -> Option<PathBuf> {
        let own = || Some(etcetera::choose_base_strategy().ok()?.config_dir().join("recount").join("lexicon"));
        self.lexicon.clone().or_else(own)
    }

    /// The user's lexicon files. A directory that was named must be there.
    pub fn lexicons(&self) -> anyhow::Result<Lexicons> {
        match self.lexicon() {
            Some(dir) if self.lexicon.is_some() || dir.is_dir() => {
                Lexicons::read(&dir).map_err(|error| Usage(error.to_string()).into())
            }
            _ => Ok(Lexicons::default()),
        }
    }

    /// The reader of claims, of the shipped lexicons and the user's.
    pub fn language(&self) -> anyhow::Result<Reader> {
        let unusable = |error: LexiconError| {
            Usage(format!("the lexicon cannot be used; mend these, or `recount lexicon check` again:\n{error}")).into()
        };
        self.lexicons()?.reader().map_err(unusable)
    }

    /// An event with its reports compared.
    pub fn review(&self, event: EventId) -> anyhow::Result<Review> {
        let view = self.reader()?.event(event)?;
        Ok(if self.blind { work::review_blind(view, &self.analyst()?) } else { work::review(view) })
    }

    pub fn analyst(&self) -> anyhow::Result<String> {
        let login = || ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
        let name = self.analyst.clone().or_else(login).filter(|name| !name.trim().is_empty());
        name.ok_or_else(|| Usage("say who you are with --analyst NAME: the journal keeps it".into()).into())
    }

    pub fn actor(&self) -> anyhow::Result<Actor> {
        self.analyst().map(Actor::Analyst)
    }

    /// Makes one change as the analyst and says what was done.
    pub fn apply(&self, change: Change, json: Json, out: &mut Out) -> anyhow::Result<Status> {
        let (mut store, actor, now) = (self.writer()?, self.actor()?, Timestamp::now());
        let committed = match self.blind {
            true => work::commit_apart(&mut store, &actor, change, now)?,
            false => vec![work::commit(&mut store, &actor, &change, now)?],
        };
        committed.iter().try_for_each(|committed| say(committed, json, out).map(drop))?;
        Ok(Status::Done)
    }
}

/// "accept c7 (entry 12)"
pub fn say(committed: &Committed, json: Json, out: &mut Out) -> anyhow::Result<Status> {
    if json.json {
        return out.json(committed);
    }
    out.line(format_args!("{} (entry {})", committed.summary, committed.seq))?;
    Ok(Status::Done)
}

/// All rows of a list, stretch after stretch, up to `limit`.
pub fn rows<T>(
    limit: Option<usize>,
    fetch: impl Fn(Option<&Cursor>, usize) -> Result<Window<T>, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let limit = limit.unwrap_or(usize::MAX);
    let mut window = fetch(None, STRETCH.min(limit))?;
    let mut rows = std::mem::take(&mut window.rows);
    while let Some(next) = window.next.take()
        && rows.len() < limit
    {
        window = fetch(Some(&next), STRETCH.min(limit - rows.len()))?;
        rows.append(&mut window.rows);
    }
    Ok(rows)
}

fn missing(path: &Path) -> Usage {
    Usage(format!("there is no store at {}; `recount add FILE` makes one, --store names another", path.display()))
}

/// A store that cannot be opened is not a failed command but one that could not start.
fn unusable(error: StoreError) -> anyhow::Error {
    Usage(error.to_string()).into()
}
