//! Long work on a thread of its own: taking articles in, writing records out. Can be cancelled at any time; what was
//! written until then stays.

use std::{
    collections::HashMap,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
};

use jiff::Timestamp;

use super::{
    Done, JobId, Lexicons, News, Progress, Reply, Request, RequestKind, Summary,
    bundle::{self, Merged},
    intake::{self, Clock, Fetching},
    jobs::{Job, guarded, lock},
    outgoing::{self, Order},
    pipeline, samples,
    standing::settle_all,
    writer::Writer,
};
use crate::{
    domain::Actor,
    ingest::{Metadata, Meter, Source, fetch::Limits},
    store::{Store, StoreReader},
};

pub(super) struct Errands {
    analyst: String,
    lexicons: Arc<Lexicons>,
    under_way: Arc<Mutex<HashMap<JobId, Arc<AtomicBool>>>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl Errands {
    pub fn new(analyst: &str, lexicons: Lexicons) -> Self {
        Self {
            analyst: analyst.to_owned(),
            lexicons: Arc::new(lexicons),
            under_way: Arc::default(),
            threads: Mutex::default(),
        }
    }

    pub fn send(&self, job: Job, request: Request, path: &Path, writer: &Writer, tell: impl Fn(News) + Send + 'static) {
        let cancelled = Arc::new(AtomicBool::new(false));
        lock(&self.under_way).insert(job.id, Arc::clone(&cancelled));
        let (path, writer, under_way) = (path.to_owned(), writer.clone(), Arc::clone(&self.under_way));
        let (lexicons, analyst) = (Arc::clone(&self.lexicons), self.analyst.clone());
        let errand = move || {
            // The whole of it moves here, not only its id: the job ends with this thread.
            let job = job;
            let kind = request.kind();
            let progress = |progress| {
                tell(News::Progress(job.id, progress));
                if cancelled.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            };
            let errand = Errand {
                path: &path,
                analyst: &analyst,
                lexicons: &lexicons,
                writer: &writer,
                stop: &cancelled,
                go: &progress,
            };
            let result = guarded(|| errand.run(request));
            lock(&under_way).remove(&job.id);
            tell(News::Done(Done { job: job.id, kind, result }));
        };
        let mut threads = lock(&self.threads);
        threads.retain(|thread| !thread.is_finished());
        threads.push(std::thread::spawn(errand));
    }

    pub fn cancel(&self, job: JobId) {
        if let Some(cancelled) = lock(&self.under_way).get(&job) {
            cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// Stops all and waits for them.
    pub fn close(&self) {
        lock(&self.under_way).values().for_each(|cancelled| cancelled.store(true, Ordering::Relaxed));
        for thread in std::mem::take(&mut *lock(&self.threads)) {
            // A panic was already told as the errand's result.
            let _ = thread.join();
        }
    }
}

type Go<'a> = &'a dyn Fn(Progress) -> ControlFlow<()>;

/// What an errand works with.
struct Errand<'a> {
    /// Of the store.
    path: &'a Path,
    analyst: &'a str,
    lexicons: &'a Lexicons,
    writer: &'a Writer,
    stop: &'a Arc<AtomicBool>,
    go: Go<'a>,
}

impl Errand<'_> {
    fn run(&self, request: Request) -> Result<Reply, String> {
        match request {
            Request::Import { sources, metadata } => {
                self.import(&sources, &metadata).map(Box::new).map(Reply::Imported)
            }
            Request::Samples => self.samples().map(Box::new).map(Reply::Imported),
            Request::Merge(path) => self.merge(&path).map(Box::new).map(Reply::Merged),
            Request::Bundle { path, filter, events } => {
                let held = bundle::bundle(&self.reader()?, &filter, &events, &path).map_err(|e| e.to_string())?;
                Ok(Reply::Bundled { path, held })
            }
            Request::Export { path, order } => save(self.reader()?, path, &order, self.go),
            other => Err(format!("{:?} is no errand", other.kind())),
        }
    }

    fn readers(&self) -> Result<[StoreReader; 2], String> {
        Ok([self.reader()?, self.reader()?])
    }

    fn reader(&self) -> Result<StoreReader, String> {
        Store::open_reader(self.path).map_err(|e| e.to_string())
    }

    /// With a connection of its own, so that an analyst's change waits for one of its steps and not for all.
    fn merge(&self, bundle: &Path) -> Result<Merged, String> {
        let mut store = Store::open(self.path).map_err(|e| e.to_string())?;
        let actor = Actor::Analyst(self.analyst.to_owned());
        let merged = bundle::merge(&mut store, &actor, bundle, Timestamp::now()).map_err(|e| e.to_string())?;
        settle_all(&mut store).map_err(|e| e.to_string())?;
        Ok(merged)
    }

    fn samples(&self) -> Result<Summary, String> {
        let language = self.lexicons.reader().map_err(|e| e.to_string())?;
        let mut commit = |arrivals| self.writer.add(arrivals);
        let pace = pipeline::Pace::BRIEF;
        pipeline::run(self.readers()?, samples::incoming(), &language, pace, &mut commit, &mut |p| (self.go)(p))
            .map_err(|e| e.to_string())
    }

    fn import(&self, sources: &[Source], metadata: &Metadata) -> Result<Summary, String> {
        let language = self.lexicons.reader().map_err(|e| e.to_string())?;
        let mut fetching = Fetching::new(self.reader()?, Limits::default(), Arc::clone(self.stop));
        let meter = Meter::default();
        let clock = Clock::new(sources, &meter);
        let incoming = intake::records(sources, metadata, &meter, &mut fetching);
        let mut commit = |arrivals| self.writer.add(arrivals);
        let pace = pipeline::Pace::BRIEF;
        let mut tell = |progress| (self.go)(timed(progress, &clock));
        let summary = pipeline::run(self.readers()?, incoming, &language, pace, &mut commit, &mut tell);
        let mut summary = summary.map_err(|e| e.to_string())?;
        summary.unchanged = fetching.unchanged;
        let visits = fetching.visits();
        if !summary.cancelled && !visits.is_empty() {
            // What is forgotten here is fetched once more: no reason to fail.
            let _ = Store::open(self.path).and_then(|mut store| store.visited(&visits, Timestamp::now()));
        }
        Ok(summary)
    }
}

/// With how much of the files is read, how fast, and how long the rest may take.
fn timed(progress: Progress, clock: &Clock) -> Progress {
    let rate = format!("{:.0} a second", clock.per_second(progress.done));
    let left = clock.left().zip(clock.total()).map(|(left, total)| {
        let (percent, seconds) = (clock.bytes() * 100 / total.max(1), left.as_secs());
        format!(", {percent} %, {}:{:02} left", seconds / 60, seconds % 60)
    });
    Progress { note: format!("{}, {rate}{}", progress.note, left.unwrap_or_default()), ..progress }
}

fn save(reader: StoreReader, path: PathBuf, order: &Order, go: Go) -> Result<Reply, String> {
    let exported = outgoing::save(reader, order, &path, &mut |progress| go(progress)).map_err(|e| e.to_string())?;
    Ok(Reply::Exported { path, exported: Box::new(exported) })
}

impl RequestKind {
    pub(super) fn is_errand(self) -> bool {
        matches!(self, Self::Import | Self::Export)
    }
}
