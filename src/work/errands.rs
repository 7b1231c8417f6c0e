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

use super::{
    Done, JobId, Lexicons, News, Progress, Reply, Request, RequestKind, Summary,
    jobs::{Job, guarded, lock},
    outgoing::{self, Order},
    pipeline,
    writer::Writer,
};
use crate::{
    ingest::{self, Metadata, Source},
    store::{Store, StoreReader},
};

pub(super) struct Errands {
    lexicons: Arc<Lexicons>,
    under_way: Arc<Mutex<HashMap<JobId, Arc<AtomicBool>>>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl Errands {
    pub fn new(lexicons: Lexicons) -> Self {
        Self { lexicons: Arc::new(lexicons), under_way: Arc::default(), threads: Mutex::default() }
    }

    pub fn send(&self, job: Job, request: Request, path: &Path, writer: &Writer, tell: impl Fn(News) + Send + 'static) {
        let cancelled = Arc::new(AtomicBool::new(false));
        lock(&self.under_way).insert(job.id, Arc::clone(&cancelled));
        let (path, writer, under_way) = (path.to_owned(), writer.clone(), Arc::clone(&self.under_way));
        let lexicons = Arc::clone(&self.lexicons);
        let errand = move || {
            // The whole of it moves here, not only its id: the job ends with this thread.
            let job = job;
            let kind = request.kind();
            let progress = |progress| {
                tell(News::Progress(job.id, progress));
                if cancelled.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            };
            let result = guarded(|| run(request, &path, &lexicons, &writer, &progress));
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

fn run(request: Request, path: &Path, lexicons: &Lexicons, writer: &Writer, go: Go) -> Result<Reply, String> {
    let reader = Store::open_reader(path).map_err(|e| e.to_string())?;
    match request {
        Request::Import { sources, metadata } => {
            import(&reader, &sources, &metadata, lexicons, writer, go).map(Box::new).map(Reply::Imported)
        }
        Request::Export { path, order } => save(reader, path, &order, go),
        other => Err(format!("{:?} is no errand", other.kind())),
    }
}

fn import(
    reader: &StoreReader,
    sources: &[Source],
    metadata: &Metadata,
    lexicons: &Lexicons,
    writer: &Writer,
    go: Go,
) -> Result<Summary, String> {
    let language = lexicons.reader().map_err(|e| e.to_string())?;
    let incoming = sources.iter().flat_map(|source| ingest::open(source, metadata));
    let mut commit = |arrivals| writer.add(arrivals);
    let pace = pipeline::Pace::BRIEF;
    pipeline::run(reader, incoming, &language, pace, &mut commit, &mut |progress| go(progress))
        .map_err(|e| e.to_string())
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
