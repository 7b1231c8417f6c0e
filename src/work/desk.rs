//! The workbench's way to everything behind it: requests go in, news comes out, from threads of their own.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    thread::JoinHandle,
};

use super::{
    JobId, Lexicons, News, Request,
    errands::Errands,
    jobs::{Jobs, lock},
    readers::Readers,
    writer::{Write, Writer},
};
use crate::store::{Store, StoreError};

/// Dropping it waits until the analyst's changes are on disk; errands are cancelled.
pub struct Desk {
    path: PathBuf,
    jobs: Arc<Jobs>,
    writer: Writer,
    readers: Readers,
    errands: Errands,
    tell: Box<dyn Fn() -> Box<dyn Fn(News) + Send> + Send + Sync>,
    threads: Vec<JoinHandle<()>>,
}

impl Desk {
    /// Opens (or makes) the store; imports read with these lexicons. `tell` is called from several threads, once or more
    /// for each job.
    pub fn start(
        path: &Path,
        analyst: &str,
        lexicons: Lexicons,
        tell: impl Fn(News) + Send + Clone + 'static,
    ) -> Result<Self, StoreError> {
        let store = Store::open(path)?;
        let jobs: Arc<Jobs> = Arc::default();
        let (writer, thread) = Writer::start(store, analyst.to_owned(), Arc::clone(&jobs), tell.clone());
        let stores = [Store::open_reader(path)?, Store::open_reader(path)?, Store::open_reader(path)?];
        let (readers, mut threads) = Readers::start(stores, tell.clone());
        threads.push(thread);
        let tell = Mutex::new(tell);
        Ok(Self {
            path: path.to_owned(),
            jobs,
            writer,
            readers,
            errands: Errands::new(analyst, lexicons),
            tell: Box::new(move || Box::new(lock(&tell).clone())),
            threads,
        })
    }

    /// Asks for something; the answer comes as [`News`] under the id returned.
    pub fn send(&self, request: Request) -> JobId {
        let job = self.jobs.open();
        let id = job.id;
        match request {
            Request::Commit(change) => self.writer.send(job, Write::Commit(change)),
            Request::CommitApart(change) => self.writer.send(job, Write::CommitApart(change)),
            Request::Undo => self.writer.send(job, Write::Undo),
            Request::UndoEntry(seq) => self.writer.send(job, Write::UndoEntry(seq)),
            Request::Redo => self.writer.send(job, Write::Redo),
            errand if errand.kind().is_errand() => {
                self.errands.send(job, errand, &self.path, &self.writer, (self.tell)());
            }
            question => {
                if let Some(replaced) = self.readers.send(job, question) {
                    (self.tell)()(News::Dropped(replaced.id));
                }
            }
        }
        id
    }

    /// Stops a job. A change already being written is written; an import keeps what it has taken in so far.
    pub fn cancel(&self, job: JobId) {
        self.errands.cancel(job);
        if self.writer.cancel(job) || self.readers.cancel(job).is_some() {
            (self.tell)()(News::Dropped(job));
        }
    }

    /// Waits until every job has ended and its news was told.
    pub fn idle(&self) {
        self.jobs.wait();
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.readers.close();
        self.writer.close();
        self.errands.close();
        for thread in self.threads.drain(..) {
            // A panic was already told as its job's result.
            let _ = thread.join();
        }
    }
}
