//! Reading that takes long, told of while it goes on.

use std::{
    sync::{Condvar, Mutex, PoisonError},
    time::Duration,
};

use super::jobs::lock;

/// What takes less is told of once, at its end.
pub(super) const PACE: Duration = Duration::from_millis(40);

struct Found<T> {
    rows: Vec<T>,
    over: bool,
}

/// Ends the telling, however the reading ended.
struct Over<'a, T>(&'a Mutex<Found<T>>, &'a Condvar);

impl<T> Drop for Over<'_, T> {
    fn drop(&mut self) {
        lock(self.0).over = true;
        self.1.notify_all();
    }
}

/// Reads rows, which `read` hands over one by one. Where that takes longer than [`PACE`], `tell` is called with those
/// found so far, perhaps none, and again whenever there are more; never after this has returned.
pub(super) fn paced<T: Clone + Send, R>(tell: impl Fn(Vec<T>) + Send, read: impl FnOnce(&mut dyn FnMut(&T)) -> R) -> R {
    let (found, woken) = (Mutex::new(Found { rows: Vec::new(), over: false }), Condvar::new());
    std::thread::scope(|scope| {
        let over = Over(&found, &woken);
        let (found, woken) = (&found, &woken);
        scope.spawn(move || {
            let mut told = None;
            let mut state = lock(found);
            while !state.over {
                let waited = woken.wait_timeout(state, PACE).unwrap_or_else(PoisonError::into_inner);
                state = waited.0;
                if waited.1.timed_out() && !state.over && told != Some(state.rows.len()) {
                    let rows = state.rows.clone();
                    told = Some(rows.len());
                    drop(state);
                    tell(rows);
                    state = lock(found);
                }
            }
        });
        let read = read(&mut |row| lock(found).rows.push(row.clone()));
        drop(over);
        read
    })
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn what_is_found_is_told_while_the_reading_goes_on() {
        let (tell, told) = mpsc::channel();
        let read = paced(
            move |rows: Vec<i32>| tell.send(rows).unwrap(),
            |each| {
                assert!(told.recv().unwrap().is_empty(), "that it takes long");
                each(&7);
                assert_eq!(told.recv().unwrap(), [7]);
                each(&8);
                each(&9);
                while told.recv().unwrap() != [7, 8, 9] {}
                "read"
            },
        );
        assert_eq!(read, "read");
        assert!(told.try_recv().is_err(), "nothing after the end");
    }

    #[test]
    fn a_reading_that_fails_ends_the_telling() {
        let caught = std::panic::catch_unwind(|| paced(|_: Vec<i32>| {}, |_| panic!("unreadable")));
        assert!(caught.is_err());
    }
}
