//! The threads that read. Of two questions of one kind only the newer matters: one that waits is replaced, one that is
//! being answered is interrupted.

use std::{
    collections::HashMap,
    sync::{Arc, Condvar, Mutex, PoisonError},
    thread::JoinHandle,
};

use super::{
    Done, JobId, News, Reply, Request, RequestKind,
    agreement::agreement,
    blind::{Own, blind_article},
    gazetteer::{gazetteer_of, meanings},
    jobs::{Job, guarded, lock},
    pace::paced,
    review::{review, review_blind},
    signing::unsigned,
    sources,
    track::track_record,
};
use crate::{
    domain::rows::Window,
    store::{Interrupt, StoreError, StoreReader},
};

/// Three, so that a long search and its count do not hold up the article being opened.
pub(super) const THREADS: usize = 3;

#[derive(Default)]
struct Board {
    waiting: HashMap<RequestKind, (Job, Request)>,
    /// What each thread is busy with.
    running: [Option<Running>; THREADS],
    closing: bool,
}

struct Running {
    job: JobId,
    kind: RequestKind,
    stale: bool,
}

struct Shared {
    board: Mutex<Board>,
    filled: Condvar,
    interrupts: [Interrupt; THREADS],
}

#[derive(Clone)]
pub(super) struct Readers {
    shared: Arc<Shared>,
}

impl Readers {
    pub fn start(
        readers: [StoreReader; THREADS],
        tell: impl Fn(News) + Send + Clone + 'static,
    ) -> (Self, Vec<JoinHandle<()>>) {
        let interrupts = readers.each_ref().map(StoreReader::interrupt_handle);
        let shared = Arc::new(Shared { board: Mutex::default(), filled: Condvar::new(), interrupts });
        let threads = readers.into_iter().enumerate().map(|(thread, reader)| {
            let (shared, tell) = (Arc::clone(&shared), tell.clone());
            std::thread::spawn(move || run(thread, &reader, &shared, &tell))
        });
        let threads = threads.collect();
        (Self { shared }, threads)
    }

    /// Puts a question; returns the job that it replaces while that still waits.
    pub fn send(&self, job: Job, request: Request) -> Option<Job> {
        let kind = request.kind();
        let mut board = lock(&self.shared.board);
        let replaced = board.waiting.insert(kind, (job, request));
        self.shared.stop(&mut board, |running| running.kind == kind);
        drop(board);
        self.shared.filled.notify_one();
        replaced.map(|(job, _)| job)
    }

    /// Takes a question back, wherever it is; returns the job if it still waited.
    pub fn cancel(&self, job: JobId) -> Option<Job> {
        let mut board = lock(&self.shared.board);
        self.shared.stop(&mut board, |running| running.job == job);
        let kind = board.waiting.iter().find(|(_, (waiting, _))| waiting.id == job).map(|(kind, _)| *kind);
        kind.and_then(|kind| board.waiting.remove(&kind)).map(|(job, _)| job)
    }

    pub fn close(&self) {
        let mut board = lock(&self.shared.board);
        board.closing = true;
        board.waiting.clear();
        self.shared.stop(&mut board, |_| true);
        drop(board);
        self.shared.filled.notify_all();
    }
}

impl Shared {
    /// Interrupts what is stale. Under the board's lock: the thread can't have gone on to another question meanwhile.
    fn stop(&self, board: &mut Board, is_stale: impl Fn(&Running) -> bool) {
        for (running, interrupt) in board.running.iter_mut().zip(&self.interrupts) {
            if let Some(running) = running.as_mut().filter(|running| is_stale(running)) {
                running.stale = true;
                interrupt.interrupt();
            }
        }
    }

    /// The oldest question that waits; none when the desk closes.
    fn next(&self, thread: usize) -> Option<(Job, Request)> {
        let mut board = lock(&self.board);
        loop {
            if board.closing {
                return None;
            }
            let oldest = board.waiting.iter().min_by_key(|(_, (job, _))| job.id).map(|(kind, _)| *kind);
            if let Some((kind, (job, request))) = oldest.and_then(|kind| board.waiting.remove_entry(&kind)) {
                board.running[thread] = Some(Running { job: job.id, kind, stale: false });
                return Some((job, request));
            }
            board = self.filled.wait(board).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Was the question replaced while it was being answered?
    fn finish(&self, thread: usize) -> bool {
        lock(&self.board).running[thread].take().is_some_and(|running| running.stale)
    }
}

fn run(thread: usize, reader: &StoreReader, shared: &Shared, tell: &(impl Fn(News) + Send + Clone)) {
    while let Some((job, request)) = shared.next(thread) {
        let kind = request.kind();
        let partial = tell.clone();
        let result = guarded(|| answer(reader, request, move |reply| partial(News::Partial(job.id, reply))));
        let news = match shared.finish(thread) {
            true => News::Dropped(job.id),
            false => News::Done(Done { job: job.id, kind, result }),
        };
        tell(news);
    }
}

fn answer(reader: &StoreReader, request: Request, tell: impl Fn(Reply) + Send) -> Result<Reply, String> {
    let reply = match request {
        Request::Articles { filter, sort, from, limit, blind } => {
            let is_blind = blind.is_some();
            let tell = move |rows| {
                if !is_blind {
                    tell(Reply::Articles(so_far(rows)))
                }
            };
            let window = paced(tell, |each| reader.articles_told(&filter, sort, &from, limit, each));
            window.and_then(|w| hidden(reader, blind, w, Own::hide_in_article)).map(Reply::Articles)
        }
        Request::CountArticles(filter) => reader.count_articles(&filter).map(Reply::CountArticles),
        Request::BlindArticle { article, analyst } => {
            let view = reader.article(article).and_then(|view| Ok((view, reader.opinions()?)));
            view.map(|(view, opinions)| Reply::Article(Box::new(blind_article(view, &opinions, &analyst))))
        }
        Request::Raw(id) => reader.raw(id).map(Reply::Raw),
        Request::Proposals => reader.proposals().map(|rows| Reply::Proposals(Window { rows, next: None, ends: None })),
        Request::Article(id) => reader.article(id).map(Box::new).map(Reply::Article),
        Request::Events { filter, sort, from, limit, blind } => {
            let is_blind = blind.is_some();
            let tell = move |rows| {
                if !is_blind {
                    tell(Reply::Events(so_far(rows)))
                }
            };
            let window = paced(tell, |each| reader.events_told(&filter, sort, &from, limit, each));
            window.and_then(|w| hidden(reader, blind, w, Own::hide_in_event)).map(Reply::Events)
        }
        Request::CountEvents(filter) => reader.count_events(&filter).map(Reply::CountEvents),
        Request::Points { filter, limit } => reader.points(&filter, limit).map(Reply::Points),
        Request::Event(id) => reader.event(id).map(review).map(Box::new).map(Reply::Event),
        Request::BlindEvent { event, analyst } => {
            reader.event(event).map(|view| Reply::Event(Box::new(review_blind(view, &analyst))))
        }
        Request::Agreement(None) => reader.opinions().map(|all| Reply::Agreement(Box::new(agreement(&all)))),
        Request::Agreement(Some(event)) => {
            reader.event(event).map(|view| Reply::Agreement(Box::new(agreement(&view.opinions))))
        }
        Request::Grades(claimant) => reader.grades(&[claimant]).map(Reply::Grades),
        Request::Sources { words, sort } => reader.sources().map(|mut rows| {
            rows.retain(|row| sources::is_called(row, &words));
            sources::sort(&mut rows, sort);
            Reply::Sources(Window { rows, next: None, ends: None })
        }),
        Request::Differences => {
            reader.differences().map(|rows| Reply::Differences(Window { rows, next: None, ends: None }))
        }
        Request::Unsigned { events, analyst } => unsigned(reader, &events, &analyst).map(Box::new).map(Reply::Unsigned),
        Request::TrackRecord(source) => track_record(reader, &source).map(Box::new).map(Reply::TrackRecord),
        Request::Places(name) => gazetteer_of(reader).map(|gazetteer| Reply::Places(meanings(gazetteer, &name))),
        Request::Unjudged(events) => reader.unjudged(&events).map(Reply::Unjudged),
        Request::Left => reader.left().map(Reply::Left),
        Request::Log { from, limit } => reader.journal_stretch(&from, limit).map(Reply::Log),
        Request::History { subject, limit } => reader.history(subject, limit).map(Reply::History),
        Request::Commit(_)
        | Request::CommitApart(_)
        | Request::Undo
        | Request::UndoEntry(_)
        | Request::Samples
        | Request::Redo
        | Request::Import { .. }
        | Request::Merge(_)
        | Request::Bundle { .. }
        | Request::Export { .. } => {
            return Err("readers only read".into());
        }
    };
    reply.map_err(|e| e.to_string())
}

/// The rows of a list that is still being read.
fn so_far<T>(rows: Vec<T>) -> Window<T> {
    Window { rows, next: None, ends: None }
}

/// The rows as they may be seen by who works blind.
fn hidden<T>(
    reader: &StoreReader,
    blind: Option<String>,
    mut window: Window<T>,
    hide: impl Fn(&Own, &mut T),
) -> Result<Window<T>, StoreError> {
    if let Some(analyst) = blind {
        let own = Own::of(reader, &analyst)?;
        window.rows.iter_mut().for_each(|row| hide(&own, row));
    }
    Ok(window)
}
