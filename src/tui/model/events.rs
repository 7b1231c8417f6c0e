//! The list of events.

use super::{Session, list::List};
use crate::{domain::rows::EventRow, tui::msg::Effect, work::Request};

#[derive(Debug, Clone, Default)]
pub struct Events {
    /// Words an event's name or place must hold.
    pub filter: Option<String>,
    pub list: List<EventRow>,
    /// The store changed since the list was made.
    pub stale: bool,
}

impl Events {
    pub fn load(&mut self, session: &mut Session) -> Vec<Effect> {
        self.stale = false;
        let ticket = session.ticket();
        let wanted = self.list.begin(ticket);
        vec![Effect::Ask(
            ticket,
            Request::Events { text: self.filter.clone(), after: wanted.after, limit: wanted.limit },
        )]
    }

    /// Asks anew with another filter; the selection begins at the top.
    pub fn ask(&mut self, filter: Option<String>, session: &mut Session) -> Vec<Effect> {
        self.filter = filter;
        self.list = List::default();
        self.load(session)
    }
}
