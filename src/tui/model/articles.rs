//! The list of articles: what is asked for, and what came.

use std::collections::BTreeSet;

use super::{Session, list::List};
use crate::{
    domain::{Filter, rows::ArticleRow},
    tui::msg::{Effect, Ticket},
    work::Request,
};

#[derive(Debug, Clone, Default)]
pub struct Articles {
    pub filter: Filter,
    pub list: List<ArticleRow>,
    /// Articles that pass the filter, once counted.
    pub total: Option<u64>,
    pub counting: Option<Ticket>,
    /// Outlets seen so far, to choose from and to complete a filter with.
    pub outlets: BTreeSet<String>,
    /// The store changed since the list was made.
    pub stale: bool,
}

impl Articles {
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
                Request::Articles { filter: self.filter.clone(), after: wanted.after, limit: wanted.limit },
            ),
            Effect::Ask(count, Request::CountArticles(self.filter.clone())),
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
