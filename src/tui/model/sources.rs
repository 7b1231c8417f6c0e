//! Everybody who made claims, the most quoted first, and what analysts think of them.

use super::{Session, list::List};
use crate::{
    domain::rows::{ClaimantRow, Window},
    tui::msg::{Effect, Ticket},
    work::Request,
};

#[derive(Debug, Clone, Default)]
pub struct Sources {
    pub list: List<ClaimantRow>,
    /// The store changed since the list was made.
    pub stale: bool,
}

impl Sources {
    pub fn load(&mut self, session: &mut Session) -> Vec<Effect> {
        self.stale = false;
        let ticket = session.ticket();
        self.list.begin(ticket);
        vec![Effect::Ask(ticket, Request::Claimants)]
    }

    /// Takes them all; false where it answers something else.
    pub fn take(&mut self, ticket: Ticket, rows: Vec<ClaimantRow>) -> bool {
        self.list.take(ticket, Window { rows, next: None }, |row| row.name.clone())
    }
}
