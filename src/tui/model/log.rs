//! The journal, newest first.

use super::{
    Session,
    list::{List, WINDOW},
};
use crate::{
    domain::rows::{Cursor, JournalRow, Window},
    tui::msg::{Effect, Ticket},
    work::Request,
};

#[derive(Debug, Clone, Default)]
pub struct Log {
    pub list: List<JournalRow>,
    /// The store changed since the list was made.
    pub stale: bool,
}

impl Log {
    pub fn load(&mut self, session: &mut Session) -> Vec<Effect> {
        self.stale = false;
        let ticket = session.ticket();
        let wanted = self.list.begin(ticket);
        vec![Effect::Ask(ticket, Request::Log { before: None, limit: wanted.limit })]
    }

    /// Takes a stretch of the journal; false where it answers something else. A full one has more before it.
    pub fn take(&mut self, ticket: Ticket, rows: Vec<JournalRow>) -> bool {
        let more = rows.len() >= WINDOW;
        let next = rows.last().filter(|_| more).map(|row| Cursor(String::new(), row.seq));
        self.list.take(ticket, Window { rows, next }, |row| row.seq)
    }
}
