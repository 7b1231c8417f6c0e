//! From sources to stored, read and linked articles, a batch at a time: what is held in memory is one batch and what the
//! linker keeps of the months it came from.

use std::{
    collections::HashSet,
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc,
    time::{Duration, Instant},
};

use jiff::Timestamp;
use rayon::prelude::*;

use super::{gazetteer::gazetteer_of, linking::Memory, reading, slices::Slices};
use crate::{
    domain::{Article, Capture, Claim},
    extract::Reader,
    ingest::{Failure, Incoming},
    link::{self, Reported, Study},
    store::{self, Added, Arrivals, Landed, Refusal, Store, StoreError, StoreReader},
    text::gazetteer::Gazetteer,
};

/// How far a long job is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Progress {
    pub done: u64,
    /// None where nobody knows yet.
    pub total: Option<u64>,
    pub note: String,
}

/// What became of the sources.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    pub added: u64,
    /// Of those, later versions of an address, and near copies of other articles.
    pub versions: u64,
    pub copies: u64,
    /// Articles whose bytes were already there, or whose words at the same address.
    pub known: u64,
    /// Addresses that had nothing new.
    pub unchanged: u64,
    /// New claims and events.
    pub claims: u64,
    pub events: u64,
    /// Records that could not be used, and articles whose claims could not.
    pub failed: Vec<Failure>,
    /// More of them than are kept.
    pub unlisted: u64,
    /// What was odd but did not stand in the way, with its place.
    pub remarks: Vec<String>,
    /// Stopped before the sources were at an end; what was taken in stays.
    pub cancelled: bool,
}

impl Summary {
    /// A file of a million broken lines is told by its first ones.
    fn fail(&mut self, failure: Failure) {
        const KEPT: usize = 1000;
        match self.failed.len() < KEPT {
            true => self.failed.push(failure),
            false => self.unlisted += 1,
        }
    }

    fn absorb(&mut self, met: Met) {
        self.known += met.known;
        met.failed.into_iter().for_each(|failure| self.fail(failure));
        met.remarks.into_iter().for_each(|remark| self.remark(remark));
    }

    fn remark(&mut self, remark: String) {
        const KEPT: usize = 1000;
        if self.remarks.len() < KEPT {
            self.remarks.push(remark);
        }
    }
}

/// Takes articles in, reads their claims and links them to events. `progress` is called after each slice of a batch and can stop
/// the work.
///
/// # Errors
/// Those of the store. What is wrong with single records is in the summary, and the others are taken in.
pub fn add(
    store: &mut Store,
    incoming: impl Iterator<Item = Result<Incoming, Failure>> + Send,
    reader: &Reader,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Summary, StoreError> {
    let stored = [store.another_reader()?, store.another_reader()?];
    let mut commit = |arrivals: Arrivals| {
        let landed = store.add(&arrivals, Timestamp::now());
        (arrivals, landed)
    };
    run(stored, incoming, reader, Pace::Whole, &mut commit, progress)
}

/// Puts a batch on disk and hands it back with the outcome.
pub(super) type Commit<'a> = &'a mut dyn FnMut(Arrivals) -> (Arrivals, Result<Landed, StoreError>);

/// The next batch is gathered and read while one is linked and written.
pub(super) fn run(
    [stored, known]: [StoreReader; 2],
    incoming: impl Iterator<Item = Result<Incoming, Failure>> + Send,
    reader: &Reader,
    pace: Pace,
    commit: Commit,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Summary, StoreError> {
    let gazetteer = gazetteer_of(&stored)?;
    let mut summary = Summary::default();
    let mut intake = Intake { stored: &stored, memory: Memory::default(), pace, commit, progress };
    std::thread::scope(|scope| {
        // None waits: what is read ahead is in memory.
        let (sender, batches) = mpsc::sync_channel(0);
        scope.spawn(move || {
            let mut gather = Gather { incoming, stored: known, reader, seen: Default::default() };
            while let Some(batch) = gather.next().transpose() {
                let batch = batch.map(|(batch, met)| (read_all(reader, gazetteer, batch), met));
                if sender.send(batch).is_err() {
                    return; // whoever asked is gone
                }
            }
        });
        for batch in batches {
            let ((read, failures), met) = batch?;
            summary.absorb(met);
            failures.into_iter().for_each(|failure| summary.fail(failure));
            if intake.take(read, &mut summary)?.is_break() {
                summary.cancelled = true;
                break;
            }
        }
        Ok(summary)
    })
}

/// Puts batches on disk in slices small enough for an analyst's changes to pass between them.
struct Intake<'a> {
    stored: &'a StoreReader,
    memory: Memory,
    pace: Pace,
    commit: Commit<'a>,
    progress: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
}

impl Intake<'_> {
    fn take(&mut self, batch: Vec<Read>, summary: &mut Summary) -> Result<ControlFlow<()>, StoreError> {
        let began = Instant::now();
        let mut slices = Slices::new(self.memory.link(self.stored, batch)?);
        tracing::debug!(linked = ?began.elapsed(), "a batch was linked");
        while let Some(arrivals) = slices.next(self.pace.articles()) {
            let began = Instant::now();
            let (arrivals, landed) = (self.commit)(arrivals);
            let landed = match landed {
                // An analyst merged or split an event that these were linked to. Link the rest anew to what is there.
                Err(StoreError::Refused(Refusal::Unknown(_))) if !slices.is_anew => {
                    self.memory = Memory::default();
                    let batch = slices.rest(arrivals);
                    slices = Slices::new(self.memory.link(self.stored, batch)?).anew();
                    continue;
                }
                landed => landed?,
            };
            self.pace.took(began.elapsed(), arrivals.articles.len());
            tracing::debug!(written = ?began.elapsed(), "a slice was written");
            count(summary, &arrivals, &landed);
            self.memory.landed(&landed);
            slices.landed(&landed);
            if (self.progress)(so_far(summary)).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        self.memory.stored(&slices.ids, &slices.events);
        Ok(ControlFlow::Continue(()))
    }
}

fn so_far(summary: &Summary) -> Progress {
    let Summary { added, known, claims, events, failed, unlisted, .. } = summary;
    let done = added + known + failed.len() as u64 + unlisted;
    Progress { done, total: None, note: format!("{added} articles, {claims} claims, {events} events") }
}

/// How many articles make a slice, and so one transaction and one entry of the journal.
pub(super) enum Pace {
    /// A whole batch: nobody waits for the writer.
    Whole,
    /// As many as are written in about [`GOAL`], so that an analyst's change never waits longer.
    Brief { articles: usize },
}

const GOAL: Duration = Duration::from_millis(50);

impl Pace {
    pub const BRIEF: Self = Self::Brief { articles: 50 };

    fn articles(&self) -> usize {
        match self {
            Self::Whole => BATCH,
            Self::Brief { articles } => *articles,
        }
    }

    fn took(&mut self, time: Duration, written: usize) {
        /// Below this the transaction itself costs more than what is in it.
        const FEWEST: usize = 10;
        if let Self::Brief { articles } = self
            && written > 0
        {
            let each = time.as_secs_f64() / written as f64;
            let fitting = (GOAL.as_secs_f64() / each.max(1e-6)) as usize;
            // By steps, so that one slow commit does not end in a crawl.
            *articles = fitting.clamp(*articles / 2, *articles * 2).clamp(FEWEST, BATCH);
        }
    }
}

/// As captures name it.
const TOOL: &str = concat!("recount ", env!("CARGO_PKG_VERSION"));

/// Articles linked together; more would see more, and take more memory.
const BATCH: usize = 500;

/// Finds what is new in the sources, a batch at a time.
struct Gather<'a, I> {
    incoming: I,
    stored: StoreReader,
    reader: &'a Reader,
    /// Hashes of what may not be stored yet: of the batch at hand and of the one before.
    seen: [HashSet<String>; 2],
}

/// What was met on the way to a batch.
#[derive(Default)]
struct Met {
    known: u64,
    failed: Vec<Failure>,
    remarks: Vec<String>,
}

impl<I: Iterator<Item = Result<Incoming, Failure>>> Gather<'_, I> {
    /// None when the sources are at their end.
    fn next(&mut self) -> Result<Option<(Vec<Incoming>, Met)>, StoreError> {
        /// Raw bytes in one batch; one article more may be over it.
        const BYTES: usize = 8 << 20;
        self.seen.rotate_right(1);
        self.seen[0].clear();
        let (mut batch, mut met) = (Vec::new(), Met::default());
        let (mut bytes, mut looked_at) = (0, 0);
        while bytes < BYTES && looked_at < BATCH {
            let Some(next) = self.incoming.next() else {
                return Ok((looked_at > 0).then_some((batch, met)));
            };
            looked_at += 1;
            match next {
                Err(failure) => met.failed.push(failure),
                Ok(mut new) => {
                    met.remarks.extend(new.remarks.iter().map(|remark| format!("{}: {remark}", new.origin)));
                    if self.is_known(&new)? {
                        met.known += 1;
                        continue;
                    }
                    if let Err(why) = self.reader.settle(&mut new.article) {
                        met.remarks.push(format!("{}: {why}", new.origin));
                    }
                    bytes += new.raw.len();
                    batch.push(new);
                }
            }
        }
        Ok(Some((batch, met)))
    }

    fn is_known(&mut self, new: &Incoming) -> Result<bool, StoreError> {
        let hash = store::fingerprint(&new.raw);
        if self.seen.iter().any(|seen| seen.contains(&hash)) || self.stored.known(&new.article, &hash)?.is_some() {
            return Ok(true);
        }
        self.seen[0].insert(hash);
        Ok(false)
    }
}

/// Reads a batch in the linker's order: an article comes after the one it copies.
fn read_all(reader: &Reader, gazetteer: &'static Gazetteer, batch: Vec<Incoming>) -> (Vec<Read>, Vec<Failure>) {
    let began = Instant::now();
    let order = link::order::order(&batch.iter().map(|new| &new.article).collect::<Vec<_>>());
    let mut batch: Vec<_> = batch.into_iter().map(Some).collect();
    let batch: Vec<_> = order.into_iter().filter_map(|place| batch[place].take()).collect();
    let read: Vec<_> = batch.into_par_iter().map(|incoming| read(reader, gazetteer, incoming)).collect();
    tracing::debug!(read = ?began.elapsed(), "a batch was read");
    let (read, failures): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    (read, failures.into_iter().flatten().collect())
}

/// An article and what was read in it.
pub(super) struct Read {
    pub name: String,
    pub article: Article,
    pub raw: Vec<u8>,
    pub capture: Option<Capture>,
    pub claims: Vec<Claim>,
    pub study: Study,
}

impl Read {
    pub fn new(name: String, article: Article, raw: Vec<u8>, capture: Option<Capture>, claims: Vec<Claim>) -> Self {
        let study = Study::new(&Reported { document: &name, article: &article, claims: &claims });
        Self { name, article, raw, capture, claims, study }
    }
}

/// An article with its claims; without them, and with the reason, where reading failed or a claim can't be traced.
fn read(reader: &Reader, gazetteer: &'static Gazetteer, incoming: Incoming) -> (Read, Option<Failure>) {
    let name = incoming.name();
    let capture = Capture {
        way: incoming.way,
        source: incoming.origin.path.clone(),
        line: incoming.origin.line,
        at: Timestamp::now(),
        tool: TOOL.to_owned(),
    };
    let (claims, failure) = match claims(reader, gazetteer, &incoming.article) {
        Ok(claims) => (claims, None),
        Err(why) => {
            let reason = format!("taken in without its claims: {why}");
            (Vec::new(), Some(Failure { origin: incoming.origin, id: incoming.id, reason }))
        }
    };
    (Read::new(name, incoming.article, incoming.raw, Some(capture), claims), failure)
}

fn claims(reader: &Reader, gazetteer: &'static Gazetteer, article: &Article) -> Result<Vec<Claim>, String> {
    // One article that a reading rule trips over must not end the others.
    let claims = catch_unwind(AssertUnwindSafe(|| reading::claims_by(reader, gazetteer, article)))
        .map_err(|_| "a reading rule failed on it; please report it".to_owned())?;
    let all: Vec<_> = claims.iter().collect();
    for ordinal in 0..all.len() {
        store::trace(article, &all, ordinal).map_err(|why| format!("claim {ordinal}: {why}"))?;
    }
    Ok(claims)
}

fn count(summary: &mut Summary, arrivals: &Arrivals, landed: &Landed) {
    for (new, added) in arrivals.articles.iter().zip(&landed.articles) {
        match added {
            Added::New(_) | Added::Version(_) => {
                summary.added += 1;
                match added {
                    Added::Version(_) => summary.versions += 1,
                    _ if new.copy_of.is_some() => summary.copies += 1,
                    _ => {}
                }
                summary.claims += new.claims.len() as u64;
            }
            Added::Known(_) => summary.known += 1,
        }
    }
    summary.events += landed.events.iter().flatten().count() as u64;
}
