//! The list of events: what is asked for, and what came.

use super::{Session, list::List};
use crate::{
    domain::{Filter, rows::EventRow},
    tui::msg::{Effect, Ticket},
    work::Request,
};

#[derive(Debug, Clone, Default)]
pub struct Events {
    pub filter: Filter,
    pub list: List<EventRow>,
    /// Events that pass the filter, once counted.
    pub total: Option<u64>,
    pub counting: Option<Ticket>,
    /// The store changed since the list was made.
    pub stale: bool,
}

impl Events {
    pub fn with(filter: Filter) -> Self {
        Self { filter, ..Self::default() }
    }

    pub fn load(&mut self, session: &mut Session) -> Vec<Effect> {
        self.stale = false;
        let (list, count) = (session.ticket(), session.ticket());
        let wanted = self.list.begin(list);
        self.counting = Some(count);
        vec![
            Effect::Ask(
                list,
                Request::Events { filter: self.filter.clone(), after: wanted.after, limit: wanted.limit },
            ),
            Effect::Ask(count, Request::CountEvents(self.filter.clone())),
        ]
    }

    /// Asks anew with another filter; the selection begins at the top.
    pub fn ask(&mut self, filter: Filter, session: &mut Session) -> Vec<Effect> {
        self.filter = filter;
        self.list = List::default();
        self.total = None;
        self.load(session)
    }

    pub fn awaits(&self, ticket: Ticket) -> bool {
        self.counting == Some(ticket) || self.list.awaits(ticket)
    }
}
