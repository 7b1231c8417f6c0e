//! Where one is, in few words: a screen, what it shows and what is selected. What jumps, marks and the state kept for
//! the next time are made of.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Articles, Compare, Differences, Events, Links, Log, Map, Model, Reader, Review, Screen, Sources,
    listing::{ArticleQuery, EventQuery, Spot},
};
use crate::domain::{ArticleId, EventId, Filter};

/// Jumps remembered; the oldest is forgotten first.
const JUMPS: usize = 100;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "screen", rename_all = "snake_case")]
pub enum Place {
    Articles {
        query: ArticleQuery,
        at: Option<Spot<ArticleId>>,
    },
    Reader {
        article: ArticleId,
        /// By its place in the list.
        claim: usize,
    },
    Events {
        query: EventQuery,
        at: Option<Spot<EventId>>,
    },
    Compare {
        event: EventId,
        row: usize,
        column: usize,
    },
    Map {
        filter: Filter,
    },
    Links,
    Differences,
    Sources,
    Review,
    Log,
}

impl Place {
    pub fn of(screen: &Screen) -> Self {
        match screen {
            Screen::Articles(s) => Self::Articles { query: s.query.clone(), at: s.spot() },
            Screen::Events(s) => Self::Events { query: s.query.clone(), at: s.spot() },
            Screen::Reader(s) => Self::Reader { article: s.id, claim: s.selected },
            Screen::Compare(s) => Self::Compare { event: s.id, row: s.row, column: s.column },
            Screen::Map(s) => Self::Map { filter: s.filter.clone() },
            Screen::Links(_) => Self::Links,
            Screen::Differences(_) => Self::Differences,
            Screen::Sources(_) => Self::Sources,
            Screen::Review(_) => Self::Review,
            Screen::Log(_) => Self::Log,
        }
    }

    /// A screen that shows it, not loaded yet.
    pub fn screen(self) -> Screen {
        match self {
            Self::Articles { query, at } => Screen::Articles(Articles::at(query, at)),
            Self::Events { query, at } => Screen::Events(Events::at(query, at)),
            Self::Reader { article, claim } => Screen::Reader(Reader::at(article, claim)),
            Self::Compare { event, row, column } => Screen::Compare(Box::new(Compare::at(event, row, column))),
            Self::Map { filter } => Screen::Map(Map::with(filter)),
            Self::Links => Screen::Links(Links::default()),
            Self::Differences => Screen::Differences(Differences::default()),
            Self::Sources => Screen::Sources(Sources::default()),
            Self::Review => Screen::Review(Review::default()),
            Self::Log => Screen::Log(Log::default()),
        }
    }

    /// Do both show the same, whatever is selected in it?
    pub fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Articles { query: a, .. }, Self::Articles { query: b, .. }) => a == b,
            (Self::Events { query: a, .. }, Self::Events { query: b, .. }) => a == b,
            (Self::Reader { article: a, .. }, Self::Reader { article: b, .. }) => a == b,
            (Self::Compare { event: a, .. }, Self::Compare { event: b, .. }) => a == b,
            (a, b) => a == b,
        }
    }

    /// What it is called in a list of places.
    pub fn describe(&self) -> String {
        let filtered = |screen: &str, filter: &Filter| match filter.is_empty() {
            true => screen.to_owned(),
            false => format!("{screen}  {filter}"),
        };
        match self {
            Self::Articles { query, .. } => filtered("Articles", &query.filter),
            Self::Events { query, .. } => filtered("Events", &query.filter),
            Self::Map { filter } => filtered("Map", filter),
            Self::Reader { article, .. } => format!("article {article}"),
            Self::Compare { event, .. } => format!("event {event}"),
            Self::Links => "Proposed links".into(),
            Self::Differences => "Differences".into(),
            Self::Sources => "Sources".into(),
            Self::Review => "What is left".into(),
            Self::Log => "Log".into(),
        }
    }
}

/// The places one came from, and those one went back from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Jumps {
    before: Vec<Place>,
    after: Vec<Place>,
}

impl Jumps {
    /// One goes elsewhere from here, by any way but a jump.
    pub fn left(&mut self, here: Place) {
        self.after.clear();
        self.push(here);
    }

    fn push(&mut self, here: Place) {
        self.before.pop_if(|last| last.is_like(&here));
        self.before.push(here);
        if self.before.len() > JUMPS {
            self.before.remove(0);
        }
    }

    pub fn back(&mut self, here: Place) -> Option<Place> {
        let to = self.before.pop()?;
        self.after.push(here);
        Some(to)
    }

    pub fn forward(&mut self, here: Place) -> Option<Place> {
        let to = self.after.pop()?;
        self.push(here);
        Some(to)
    }

    pub fn can_go_back(&self) -> bool {
        !self.before.is_empty()
    }

    pub fn can_go_forward(&self) -> bool {
        !self.after.is_empty()
    }
}

/// What is kept of a session for the next one on the same store.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// The screens open, the last one seen.
    pub places: Vec<Place>,
    pub marks: BTreeMap<String, Place>,
    pub theme: Option<String>,
}

impl Model {
    pub fn state(&self) -> State {
        State {
            places: self.screens.iter().map(Place::of).collect(),
            marks: self.session.marks.clone(),
            theme: self.session.themes.get(self.session.theme).cloned(),
        }
    }

    /// Goes on where the last session was left. The screens are not loaded yet: `update::start` asks for the one seen.
    pub fn restore(&mut self, state: State) {
        let State { places, marks, theme } = state;
        self.session.marks = marks;
        if let Some(theme) = theme.and_then(|name| self.session.themes.iter().position(|t| *t == name)) {
            self.session.theme = theme;
        }
        // Articles are home, whatever a file says.
        if matches!(places.first(), Some(Place::Articles { .. })) {
            self.screens = places.into_iter().map(Place::screen).collect();
        }
    }
}
