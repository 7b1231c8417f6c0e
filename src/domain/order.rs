//! How a list is sorted, and which stretch of it is asked for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{claim::vocabulary, rows::Cursor};

vocabulary! {
    /// What articles can be sorted by. Within one outlet or status by their day.
    ArticleKey {
        Date = "date",
        Arrival = "arrival",
        Outlet = "outlet",
        Status = "status",
        Title = "title",
        Claims = "claims",
    }
}

vocabulary! {
    /// What events can be sorted by. Where an event stands (killed, conflicts) and how much is said of it (articles,
    /// claims) may still be worked out: until then it is not in these orders.
    EventKey {
        Date = "date",
        Name = "name",
        Place = "place",
        Killed = "killed",
        Conflicts = "conflicts",
        Articles = "articles",
        Claims = "claims",
    }
}

vocabulary! {
    /// What sources can be sorted by. Rows that are alike in it stand by their name.
    SourceKey {
        Claims = "claims",
        Events = "events",
        Articles = "articles",
        Name = "name",
        Kind = "kind",
        Grade = "grade",
    }
}

/// A column and a direction. Rows that are alike in it stand by id, in the same direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort<K> {
    pub by: K,
    pub ascending: bool,
}

impl<K> Sort<K> {
    pub const fn up(by: K) -> Self {
        Self { by, ascending: true }
    }

    pub const fn down(by: K) -> Self {
        Self { by, ascending: false }
    }
}

impl<K: Copy + PartialEq> Sort<K> {
    /// By this column, as it is first wanted; the other way round where it is sorted so already.
    #[must_use]
    pub fn turned(self, wanted: Self) -> Self {
        if self.by == wanted.by { Self { by: self.by, ascending: !self.ascending } } else { wanted }
    }
}

impl ArticleKey {
    /// Names begin at A, days and arrivals at the latest.
    pub const fn first(self) -> Sort<Self> {
        Sort { by: self, ascending: matches!(self, Self::Outlet | Self::Title) }
    }
}

impl EventKey {
    /// Names begin at A, days and numbers at the latest and highest.
    pub const fn first(self) -> Sort<Self> {
        Sort { by: self, ascending: matches!(self, Self::Name | Self::Place) }
    }
}

impl SourceKey {
    /// Names and kinds begin at A, grades at the best, numbers at the highest.
    pub const fn first(self) -> Sort<Self> {
        Sort { by: self, ascending: matches!(self, Self::Name | Self::Kind | Self::Grade) }
    }
}

impl Default for Sort<SourceKey> {
    fn default() -> Self {
        SourceKey::Claims.first()
    }
}

impl Default for Sort<ArticleKey> {
    fn default() -> Self {
        ArticleKey::Date.first()
    }
}

impl Default for Sort<EventKey> {
    fn default() -> Self {
        EventKey::Date.first()
    }
}

/// Where a stretch of a list begins. Rows come in the list's order always.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Stretch {
    #[default]
    First,
    /// From this row on.
    At(Cursor),
    After(Cursor),
    Before(Cursor),
    /// The end of the list.
    Last,
}

impl Stretch {
    /// Is it read from its end towards the beginning?
    pub const fn is_backward(&self) -> bool {
        matches!(self, Self::Before(_) | Self::Last)
    }
}

impl From<Option<&Cursor>> for Stretch {
    fn from(after: Option<&Cursor>) -> Self {
        after.cloned().map_or(Self::First, Self::After)
    }
}
