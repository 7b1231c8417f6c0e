//! The list of articles: what is asked for, and what came.

use std::collections::BTreeSet;

use super::{Session, list::List};
use crate::{
    domain::rows::{ArticleQuery, ArticleRow},
    tui::msg::{Effect, Ticket},
    work::Request,
};

#[derive(Debug, Clone, Default)]
pub struct Articles {
    pub query: ArticleQuery,
    pub list: List<ArticleRow>,
    /// Articles that answer the query, once counted.
    pub total: Option<u64>,
    pub counting: Option<Ticket>,
    /// Outlets seen so far, to choose a filter from.
    pub outlets: BTreeSet<String>,
    /// The store changed since the list was made.
    pub stale: bool,
}

impl Articles {
    pub fn with(query: ArticleQuery) -> Self {
        Self { query, ..Self::default() }
    }

    pub fn load(&mut self, session: &mut Session) -> Vec<Effect> {
        self.stale = false;
        let (list, count) = (session.ticket(), session.ticket());
        let wanted = self.list.begin(list);
        self.counting = Some(count);
        vec![
            Effect::Ask(
                list,
                Request::Articles { query: self.query.clone(), after: wanted.after, limit: wanted.limit },
            ),
            Effect::Ask(count, Request::CountArticles(self.query.clone())),
        ]
    }

    /// Asks anew with another query; the selection begins at the top.
    pub fn ask(&mut self, query: ArticleQuery, session: &mut Session) -> Vec<Effect> {
        self.query = query;
        self.list = List::default();
        self.total = None;
        self.load(session)
    }

    pub fn awaits(&self, ticket: Ticket) -> bool {
        self.counting == Some(ticket) || self.list.awaits(ticket)
    }

    pub fn is_filtered(&self) -> bool {
        self.query != ArticleQuery::default()
    }

    /// The conditions in words, for the header: `"market" · SANA · done`.
    pub fn conditions(&self) -> String {
        let q = &self.query;
        let parts = [
            q.text.as_ref().map(|t| format!("“{t}”")),
            q.outlet.clone(),
            q.status.map(|s| s.label()),
            q.since.map(|d| format!("from {d}")),
            q.until.map(|d| format!("to {d}")),
            q.event.map(|e| format!("event {e}")),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}
