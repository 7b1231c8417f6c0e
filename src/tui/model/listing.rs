//! A screen that is a list of rows from the store: what is asked for, what came, and which rows are ticked.

use std::{collections::BTreeMap, fmt::Debug};

use serde::{Deserialize, Serialize};

use super::{
    Session,
    list::{List, Wanted},
};
use crate::{
    domain::{
        ArticleId, ArticleKey, EventId, EventKey, Filter, Proposal, Sort, SourceKey,
        rows::{ArticleRow, ClaimantRow, Cursor, DifferenceRow, EventRow, JournalRow, Window},
    },
    tui::msg::{Effect, Ticket},
    work::{Reply, Request},
};

/// What a list shows, and how it is asked for.
pub trait Query: Clone + Debug + Default {
    type Row: Clone + Debug;
    type Key: Clone + Ord + Debug;

    /// `blind`: the analyst who must not see what others said.
    fn ask(&self, wanted: Wanted, blind: Option<String>) -> Request;

    /// How many rows there are, where that is worth asking.
    fn count(&self) -> Option<Request>;

    /// The rows of an answer; None where it is another kind of answer.
    fn rows(reply: Reply) -> Option<Window<Self::Row>>;

    fn key(row: &Self::Row) -> Self::Key;
}

#[derive(Debug, Clone)]
pub struct Listing<Q: Query> {
    pub query: Q,
    pub list: List<Q::Row>,
    /// Rows that answer to the query, once counted.
    pub total: Option<u64>,
    /// What the next deed is done to, instead of the selected row; in the order of their keys.
    pub ticked: BTreeMap<Q::Key, Q::Row>,
    /// The store changed since the list was made.
    pub stale: bool,
    /// Something else that was asked for: what is shown stays until its first rows come.
    pub looking: Option<Looking<Q>>,
    /// More rows are being looked for, and that takes long.
    pub slow: bool,
    counting: Option<Ticket>,
    /// The row to select when the list comes for the first time.
    wanted: Option<Q::Key>,
}

/// A question whose first rows have not come yet.
#[derive(Debug, Clone)]
pub struct Looking<Q> {
    pub query: Q,
    ticket: Ticket,
    counting: Option<Ticket>,
    total: Option<u64>,
}

impl<Q: Query> Default for Listing<Q> {
    fn default() -> Self {
        Self::new(Q::default())
    }
}

/// Where a list was left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot<K> {
    pub from: Cursor,
    pub row: K,
}

impl<Q: Query> Listing<Q> {
    pub fn new(query: Q) -> Self {
        Self {
            query,
            list: List::default(),
            total: None,
            ticked: BTreeMap::new(),
            stale: false,
            looking: None,
            slow: false,
            counting: None,
            wanted: None,
        }
    }

    /// As it was left.
    pub fn at(query: Q, spot: Option<Spot<Q::Key>>) -> Self {
        let wanted = spot.as_ref().map(|spot| spot.row.clone());
        Self { list: List::at(spot.map(|spot| spot.from)), wanted, ..Self::new(query) }
    }

    pub fn spot(&self) -> Option<Spot<Q::Key>> {
        Some(Spot { from: self.list.place()?, row: Q::key(self.list.current()?) })
    }

    pub fn load(&mut self, session: &mut Session) -> Vec<Effect> {
        if let Some(looking) = self.looking.take() {
            return self.ask(looking.query, session);
        }
        (self.stale, self.slow) = (false, false);
        let ticket = session.ticket();
        let wanted = self.list.begin(ticket);
        let (effects, counting) = ask(&self.query, ticket, wanted, session);
        self.counting = counting.or(self.counting);
        effects
    }

    /// Asks anew for something else; the selection begins at the top. What is shown stays until the first rows come.
    pub fn ask(&mut self, query: Q, session: &mut Session) -> Vec<Effect> {
        if !self.list.loaded {
            *self = Self::new(query);
            return self.load(session);
        }
        let ticket = session.ticket();
        let wanted = List::<Q::Row>::default().begin(ticket);
        let (effects, counting) = ask(&query, ticket, wanted, session);
        self.looking = Some(Looking { query, ticket, counting, total: None });
        self.slow = false;
        effects
    }

    /// Stops looking; what is shown stays.
    pub fn stop(&mut self) -> Vec<Effect> {
        let tickets = match self.looking.take() {
            Some(looking) => [Some(looking.ticket), looking.counting],
            None if self.slow => [self.list.awaited(), None],
            None => [None, None],
        };
        self.slow = false;
        tickets.into_iter().flatten().map(Effect::Cancel).collect()
    }

    pub fn is_looking(&self) -> bool {
        self.looking.is_some() || self.slow
    }

    /// The first rows have come, or all there are: they take the place of what was shown.
    fn turn(&mut self) {
        let Some(Looking { query, ticket, counting, total }) = self.looking.take() else { return };
        *self = Self { total, counting, ..Self::new(query) };
        self.list.begin(ticket);
    }

    /// Takes the rows found so far of a list that takes long; nothing found only says that it does.
    pub fn partial(&mut self, ticket: Ticket, reply: Reply) -> Vec<Effect> {
        let Some(window) = Q::rows(reply) else { return Vec::new() };
        if !window.rows.is_empty() && self.looking.as_ref().is_some_and(|looking| looking.ticket == ticket) {
            self.turn();
        }
        self.slow = true;
        if self.list.awaits(ticket) {
            self.list.show(window.rows);
        }
        Vec::new()
    }

    /// The rows that the selection nears.
    pub fn more(&mut self, page: usize, session: &mut Session) -> Vec<Effect> {
        self.list.settle(page);
        if self.looking.is_some() {
            return Vec::new(); // a window of what is shown would take its place
        }
        let wanted = self.list.wants_more(page, || session.ticket());
        wanted
            .map(|(ticket, wanted)| Effect::Ask(ticket, self.query.ask(wanted, session.sightless())))
            .into_iter()
            .collect()
    }

    pub fn awaits(&self, ticket: Ticket) -> bool {
        let looked = |l: &Looking<Q>| l.ticket == ticket || l.counting == Some(ticket);
        self.counting == Some(ticket) || self.list.awaits(ticket) || self.looking.as_ref().is_some_and(looked)
    }

    /// Takes an answer that it awaits.
    ///
    /// # Errors
    /// Why there was none; the rows shown stay.
    pub fn take(&mut self, ticket: Ticket, answer: Result<Reply, String>) -> Result<(), String> {
        match answer {
            Ok(Reply::CountArticles(n) | Reply::CountEvents(n)) => match &mut self.looking {
                Some(looking) if looking.counting == Some(ticket) => {
                    (looking.counting, looking.total) = (None, Some(n));
                }
                _ => (self.counting, self.total) = (None, Some(n)),
            },
            Ok(reply) => {
                let Some(window) = Q::rows(reply) else { return Ok(()) };
                if self.looking.as_ref().is_some_and(|looking| looking.ticket == ticket) {
                    self.turn();
                }
                self.slow = false;
                let kept = self.wanted.clone().or_else(|| self.list.current().map(Q::key));
                self.list.take_on(ticket, window, |row| Some(Q::key(row)) == kept);
                self.wanted.take_if(|_| !self.list.rows.is_empty());
                for row in &self.list.rows {
                    if let Some(ticked) = self.ticked.get_mut(&Q::key(row)) {
                        ticked.clone_from(row);
                    }
                }
            }
            Err(why) => {
                self.dropped(ticket);
                return Err(why);
            }
        }
        Ok(())
    }

    /// The answer to `ticket` will never come: it is asked for again when it is next needed.
    pub fn dropped(&mut self, ticket: Ticket) {
        self.counting.take_if(|t| *t == ticket);
        self.looking.take_if(|looking| looking.ticket == ticket);
        let ours = self.list.failed(ticket);
        self.stale |= ours;
        self.slow &= !ours && self.looking.is_some();
    }

    /// The rows that a deed is done to: those ticked, else the selected one.
    pub fn meant(&self) -> Vec<&Q::Row> {
        match self.ticked.is_empty() {
            true => self.list.current().into_iter().collect(),
            false => self.ticked.values().collect(),
        }
    }

    pub fn is_ticked(&self, row: &Q::Row) -> bool {
        self.ticked.contains_key(&Q::key(row))
    }

    /// Ticks the selected row and the `more` below it, or takes their ticks away where the first has one; goes on to the next.
    pub fn tick(&mut self, count: usize) {
        let Some(first) = self.list.current() else { return };
        let off = self.is_ticked(first);
        for row in self.list.rows.iter().skip(self.list.selected).take(count) {
            if off {
                self.ticked.remove(&Q::key(row));
            } else {
                self.ticked.insert(Q::key(row), row.clone());
            }
        }
        self.list.move_by(count as isize);
    }

    /// Ticks every row held, or takes all ticks away.
    pub fn tick_all(&mut self) {
        match self.ticked.is_empty() {
            true => self.ticked = self.list.rows.iter().map(|row| (Q::key(row), row.clone())).collect(),
            false => self.ticked.clear(),
        }
    }
}

/// Asks for the rows of a query, and how many there are where that is worth asking.
fn ask<Q: Query>(query: &Q, ticket: Ticket, wanted: Wanted, session: &mut Session) -> (Vec<Effect>, Option<Ticket>) {
    let list = Effect::Ask(ticket, query.ask(wanted, session.sightless()));
    let count = query.count().map(|request| (session.ticket(), request));
    let counting = count.as_ref().map(|(ticket, _)| *ticket);
    let count = count.map(|(ticket, request)| Effect::Ask(ticket, request));
    ([list].into_iter().chain(count).collect(), counting)
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ArticleQuery {
    pub filter: Filter,
    pub sort: Sort<ArticleKey>,
}

impl Query for ArticleQuery {
    type Row = ArticleRow;
    type Key = ArticleId;

    fn ask(&self, Wanted { from, limit }: Wanted, blind: Option<String>) -> Request {
        Request::Articles { filter: self.filter.clone(), sort: self.sort, from, limit, blind }
    }

    fn count(&self) -> Option<Request> {
        Some(Request::CountArticles(self.filter.clone()))
    }

    fn rows(reply: Reply) -> Option<Window<ArticleRow>> {
        match reply {
            Reply::Articles(window) => Some(window),
            _ => None,
        }
    }

    fn key(row: &ArticleRow) -> ArticleId {
        row.id
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EventQuery {
    pub filter: Filter,
    pub sort: Sort<EventKey>,
}

impl Query for EventQuery {
    type Row = EventRow;
    type Key = EventId;

    fn ask(&self, Wanted { from, limit }: Wanted, blind: Option<String>) -> Request {
        Request::Events { filter: self.filter.clone(), sort: self.sort, from, limit, blind }
    }

    fn count(&self) -> Option<Request> {
        Some(Request::CountEvents(self.filter.clone()))
    }

    fn rows(reply: Reply) -> Option<Window<EventRow>> {
        match reply {
            Reply::Events(window) => Some(window),
            _ => None,
        }
    }

    fn key(row: &EventRow) -> EventId {
        row.event.id
    }
}

/// The journal, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LogQuery;

impl Query for LogQuery {
    type Row = JournalRow;
    type Key = i64;

    fn ask(&self, Wanted { from, limit }: Wanted, _: Option<String>) -> Request {
        Request::Log { from, limit }
    }

    fn count(&self) -> Option<Request> {
        None
    }

    fn rows(reply: Reply) -> Option<Window<JournalRow>> {
        match reply {
            Reply::Log(window) => Some(window),
            _ => None,
        }
    }

    fn key(row: &JournalRow) -> i64 {
        row.seq
    }
}

/// Pairs of events that may be one, the surest first: few enough to come at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LinkQuery;

impl Query for LinkQuery {
    type Row = Proposal;
    type Key = (EventId, EventId);

    fn ask(&self, _: Wanted, _: Option<String>) -> Request {
        Request::Proposals
    }

    fn count(&self) -> Option<Request> {
        None
    }

    fn rows(reply: Reply) -> Option<Window<Proposal>> {
        match reply {
            Reply::Proposals(window) => Some(window),
            _ => None,
        }
    }

    fn key(row: &Proposal) -> (EventId, EventId) {
        (row.a, row.b)
    }
}

/// What bundles said otherwise: few enough to come at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DifferenceQuery;

impl Query for DifferenceQuery {
    type Row = DifferenceRow;
    type Key = (String, usize);

    fn ask(&self, _: Wanted, _: Option<String>) -> Request {
        Request::Differences
    }

    fn count(&self) -> Option<Request> {
        None
    }

    fn rows(reply: Reply) -> Option<Window<DifferenceRow>> {
        match reply {
            Reply::Differences(window) => Some(window),
            _ => None,
        }
    }

    fn key(row: &DifferenceRow) -> (String, usize) {
        (row.bundle.clone(), row.at)
    }
}

/// Everybody who made claims or published articles: few enough to come at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceQuery {
    /// Parts of the names looked for.
    pub words: String,
    pub sort: Sort<SourceKey>,
}

impl Query for SourceQuery {
    type Row = ClaimantRow;
    type Key = String;

    fn ask(&self, _: Wanted, _: Option<String>) -> Request {
        Request::Sources { words: self.words.clone(), sort: self.sort }
    }

    fn count(&self) -> Option<Request> {
        None
    }

    fn rows(reply: Reply) -> Option<Window<ClaimantRow>> {
        match reply {
            Reply::Sources(window) => Some(window),
            _ => None,
        }
    }

    fn key(row: &ClaimantRow) -> String {
        row.name.clone()
    }
}
