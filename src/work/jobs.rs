//! Counting what is under way, so that whoever waits for quiet need not guess how long.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Names one request until its answer comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(pub u64);

/// A lock that a panic elsewhere does not spoil: nothing here is left half done under one.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[derive(Default)]
pub(super) struct Jobs {
    under_way: Mutex<Counts>,
    changed: Condvar,
}

#[derive(Default)]
struct Counts {
    last: u64,
    open: usize,
}

impl Jobs {
    /// Counts a job before anything is started for it.
    pub fn open(self: &Arc<Self>) -> Job {
        let mut counts = lock(&self.under_way);
        counts.last += 1;
        counts.open += 1;
        Job { id: JobId(counts.last), jobs: Arc::clone(self) }
    }

    /// Waits until every job opened so far, and those they opened, have ended.
    pub fn wait(&self) {
        let counts = lock(&self.under_way);
        let quiet = self.changed.wait_while(counts, |counts| counts.open > 0);
        drop(quiet.unwrap_or_else(PoisonError::into_inner));
    }
}

/// A job under way; it ends when this is dropped, however that comes about.
pub(super) struct Job {
    pub id: JobId,
    jobs: Arc<Jobs>,
}

impl Drop for Job {
    fn drop(&mut self) {
        lock(&self.jobs.under_way).open -= 1;
        self.jobs.changed.notify_all();
    }
}

/// Runs something that must not take its thread along when it panics.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
    caught.unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
        let words = words.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
        Err(format!("this failed inside recount, nothing was changed; please report it: {words}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_failed_job_and_the_job_ends() {
        let jobs = Arc::new(Jobs::default());
        let job = jobs.open();
        let result: Result<(), _> = guarded(|| {
            let _job = job;
            panic!("row {}", 7)
        });
        assert!(result.unwrap_err().ends_with("please report it: row 7"));
        jobs.wait();
    }
}
