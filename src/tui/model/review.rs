//! What is left to do, each kind with the list it opens.

use super::Session;
use crate::{
    domain::{
        Filter,
        change::ArticleStatus,
        filter::{Has, Test},
        rows::Left,
    },
    tui::msg::{Effect, Ticket},
    work::Request,
};

#[derive(Debug, Clone, Default)]
pub struct Review {
    pub left: Option<Left>,
    pub awaiting: Option<Ticket>,
    pub selected: usize,
    /// The store changed since it was counted.
    pub stale: bool,
}

/// One kind of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    Read,
    Judge,
    Link,
    Differ,
    Settle,
    Decide,
    Pending,
    Recheck,
    Sign,
}

impl Task {
    pub const ALL: [Self; 9] = [
        Self::Read,
        Self::Judge,
        Self::Link,
        Self::Differ,
        Self::Settle,
        Self::Decide,
        Self::Pending,
        Self::Recheck,
        Self::Sign,
    ];

    pub const fn title(self) -> &'static str {
        match self {
            Self::Read => "Articles to read",
            Self::Judge => "Articles with claims to judge",
            Self::Link => "Pairs of events that may be one",
            Self::Differ => "What bundles say otherwise",
            Self::Settle => "Events with open conflicts",
            Self::Decide => "Events without a figure",
            Self::Pending => "Events with a pending figure",
            Self::Recheck => "Events with a stale figure",
            Self::Sign => "Events to sign off",
        }
    }

    /// How much of it is left, and of how many.
    pub fn count(self, left: &Left) -> (u64, u64) {
        match self {
            Self::Read => (left.unread, left.articles),
            Self::Judge => (left.unjudged, left.articles),
            Self::Link => (left.proposals, left.proposals.max(left.events)),
            Self::Differ => (left.differences, left.differences),
            Self::Settle => (left.conflicts, left.events),
            Self::Decide => (left.undecided, left.events),
            Self::Pending => (left.pending, left.events),
            Self::Recheck => (left.stale, left.events),
            Self::Sign => (left.unsigned, left.events),
        }
    }

    /// The list that shows what is left, of articles or of events.
    pub fn list(self) -> Opens {
        let has = |has| Filter::from(Test::Has(vec![has]));
        match self {
            Self::Read => Opens::Articles(Test::Status(vec![ArticleStatus::Unread]).into()),
            Self::Judge => Opens::Articles(has(Has::Unjudged)),
            Self::Link => Opens::Links,
            Self::Differ => Opens::Differences,
            Self::Settle => Opens::Events(has(Has::Conflict)),
            Self::Decide => Opens::Events(has(Has::Undecided)),
            Self::Pending => Opens::Events(has(Has::Pending)),
            Self::Recheck => Opens::Events(has(Has::Stale)),
            Self::Sign => Opens::Events(has(Has::Unsigned)),
        }
    }
}

/// A list under a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opens {
    Articles(Filter),
    Events(Filter),
    Links,
    Differences,
}

impl Review {
    pub fn load(&mut self, session: &mut Session) -> Vec<Effect> {
        self.stale = false;
        let ticket = session.ticket();
        self.awaiting = Some(ticket);
        vec![Effect::Ask(ticket, Request::Left)]
    }

    pub fn task(&self) -> Task {
        Task::ALL[self.selected.min(Task::ALL.len() - 1)]
    }
}
