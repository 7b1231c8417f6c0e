//! The one thread that writes. Two queues: what an analyst does goes first, the machine's batches (about 50 ms each)
//! wait, so that a change is on disk before its key is released.

use std::{
    collections::VecDeque,
    sync::{Arc, Condvar, Mutex, PoisonError, mpsc},
    thread::JoinHandle,
};

use jiff::Timestamp;

use super::{
    Done, JobId, News, Reply, RequestKind,
    blind::commit_apart,
    jobs::{Job, Jobs, guarded, lock},
    review::commit,
    standing::settle,
};
use crate::{
    domain::{Actor, Change},
    store::{Arrivals, Landed, Store, StoreError},
};

pub(super) enum Write {
    Commit(Change),
    CommitApart(Change),
    Undo,
    UndoEntry(i64),
    Redo,
}

/// A batch of the machine, and where its sender waits for the outcome. The batch comes back with it.
struct Batch {
    arrivals: Arrivals,
    landed: mpsc::SyncSender<(Arrivals, Result<Landed, StoreError>)>,
}

#[derive(Default)]
struct Queues {
    analyst: VecDeque<(Job, Write)>,
    machine: VecDeque<Batch>,
    closing: bool,
}

#[derive(Clone)]
pub(super) struct Writer {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    queues: Mutex<Queues>,
    filled: Condvar,
}

enum Next {
    Analyst(Job, Write),
    Machine(Batch),
    /// Nobody waits: time to work out where changed events stand.
    Settle,
    Close,
}

impl Writer {
    pub fn start(
        store: Store,
        analyst: String,
        jobs: Arc<Jobs>,
        tell: impl Fn(News) + Send + 'static,
    ) -> (Self, JoinHandle<()>) {
        let shared = Arc::new(Shared::default());
        let writer = Self { shared: Arc::clone(&shared) };
        // Opened here, so that whoever waits for quiet at once waits for it.
        let unsettled = jobs.open();
        let desk = std::thread::spawn(move || run(store, &Actor::Analyst(analyst), &shared, (&jobs, unsettled), &tell));
        (writer, desk)
    }

    pub fn send(&self, job: Job, write: Write) {
        lock(&self.shared.queues).analyst.push_back((job, write));
        self.shared.filled.notify_one();
    }

    /// Hands a batch over and waits until it is on disk.
    pub fn add(&self, arrivals: Arrivals) -> (Arrivals, Result<Landed, StoreError>) {
        let (landed, outcome) = mpsc::sync_channel(1);
        let mut queues = lock(&self.shared.queues);
        if queues.closing {
            return (arrivals, Err(StoreError::Interrupted));
        }
        queues.machine.push_back(Batch { arrivals, landed });
        drop(queues);
        self.shared.filled.notify_one();
        outcome.recv().unwrap_or_else(|_| (Arrivals::default(), Err(StoreError::Interrupted)))
    }

    /// Takes a change back that nobody began yet.
    pub fn cancel(&self, job: JobId) -> bool {
        let mut queues = lock(&self.shared.queues);
        let before = queues.analyst.len();
        queues.analyst.retain(|(waiting, _)| waiting.id != job);
        queues.analyst.len() < before
    }

    /// What analysts sent is still written; batches of the machine are not.
    pub fn close(&self) {
        let mut queues = lock(&self.shared.queues);
        queues.closing = true;
        queues.machine.clear();
        drop(queues);
        self.shared.filled.notify_one();
    }
}

impl Shared {
    fn next(&self, settled: bool) -> Next {
        let mut queues = lock(&self.queues);
        loop {
            if let Some((job, write)) = queues.analyst.pop_front() {
                return Next::Analyst(job, write);
            }
            if let Some(batch) = queues.machine.pop_front() {
                return Next::Machine(batch);
            }
            if queues.closing {
                return Next::Close;
            }
            if !settled {
                return Next::Settle;
            }
            queues = self.filled.wait(queues).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// The job is held while there is something to work out, so that whoever waits for quiet waits for it too.
fn run(mut store: Store, actor: &Actor, shared: &Shared, (jobs, job): (&Arc<Jobs>, Job), tell: &impl Fn(News)) {
    let mut unsettled = Some(job);
    loop {
        match shared.next(unsettled.is_none()) {
            Next::Close => return,
            Next::Settle => {
                // What fails now is tried again after the next write; lists show that the event is being worked out.
                if guarded(|| settle(&mut store).map_err(|e| e.to_string())).unwrap_or(true) {
                    tell(News::Settled);
                    unsettled = None;
                }
            }
            Next::Analyst(job, write) => {
                let result = guarded(|| perform(&mut store, actor, &write)).map(Reply::Committed);
                if !guarded(|| settle(&mut store).map_err(|e| e.to_string())).unwrap_or(true) {
                    unsettled.get_or_insert_with(|| jobs.open());
                }
                tell(News::Done(Done { job: job.id, kind: RequestKind::Write, result }));
            }
            Next::Machine(Batch { arrivals, landed }) => {
                let outcome = guarded(|| Ok(store.add(&arrivals, Timestamp::now())));
                let outcome = outcome.unwrap_or_else(|why| Err(StoreError::Failed(why)));
                unsettled.get_or_insert_with(|| jobs.open());
                // Whoever sent the batch may be gone; the batch is on disk all the same.
                let _ = landed.send((arrivals, outcome));
            }
        }
    }
}

fn perform(store: &mut Store, actor: &Actor, write: &Write) -> Result<crate::domain::rows::Committed, String> {
    let now = Timestamp::now();
    match write {
        Write::Commit(change) => commit(store, actor, change, now).map_err(|e| e.to_string()),
        Write::CommitApart(change) => {
            let committed = commit_apart(store, actor, change.clone(), now).map_err(|e| e.to_string())?;
            committed.into_iter().next_back().ok_or_else(|| "nothing is chosen".to_owned())
        }
        Write::UndoEntry(seq) => store.undo_entry(actor, *seq, now).map_err(|e| e.to_string()),
        Write::Undo => store.undo(actor, now).map_err(|e| e.to_string()),
        Write::Redo => store.redo(actor, now).map_err(|e| e.to_string()),
    }
}
