//! What is typed ahead of the screen it is meant for: held until what the screen shows has come, and never for long.
//!
//! It keeps the order of what was typed and never drops any of it.

use std::{
    collections::VecDeque,
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::{Duration, Instant},
};

use crate::tui::msg::Msg;

/// Longer than an ordinary screen takes to come, shorter than a user takes for a hang.
const PATIENCE: Duration = Duration::from_millis(200);

#[derive(Default)]
pub struct Ahead {
    held: VecDeque<Msg>,
    /// When the screen that does not come is no longer waited for.
    until: Option<Instant>,
}

impl Ahead {
    /// Is this something typed that has to wait? `due`: what the screen shows is on its way.
    pub fn holds(&mut self, msg: &Msg, due: bool) -> bool {
        let typed = matches!(msg, Msg::Key(_) | Msg::Paste(_) | Msg::Mouse(_));
        typed && (!self.held.is_empty() || self.waits(due))
    }

    pub fn hold(&mut self, msg: Msg) {
        self.held.push_back(msg);
    }

    /// The next that was held, once it need not wait any more.
    pub fn release(&mut self, due: bool) -> Option<Msg> {
        if self.waits(due) { None } else { self.held.pop_front() }
    }

    fn waits(&mut self, due: bool) -> bool {
        if !due {
            self.until = None;
            return false;
        }
        let now = Instant::now();
        *self.until.get_or_insert(now + PATIENCE) > now
    }

    /// The next to arrive; None where what is held has waited long enough.
    ///
    /// # Errors
    /// Nothing can arrive any more.
    pub fn next<T>(&self, arrivals: &Receiver<T>) -> Result<Option<T>, RecvTimeoutError> {
        let Some(until) = self.until.filter(|_| !self.held.is_empty()) else {
            return arrivals.recv().map(Some).map_err(|_| RecvTimeoutError::Disconnected);
        };
        match arrivals.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Err(RecvTimeoutError::Timeout) => Ok(None),
            arrived => arrived.map(Some),
        }
    }
}
