//! The state of the workbench: a stack of screens, the layers over them, and the session.
//!
//! Everything shown is made from this. It holds what the store has confirmed and what is being typed, never a change
//! on its way; the only writer is `update`.

pub mod compare;
pub mod find;
pub mod geometry;
pub mod list;
pub mod listing;
pub mod map;
pub mod place;
pub mod reader;
pub mod review;
pub mod stretch;
pub mod tour;
pub mod words;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

pub use self::{
    compare::Compare,
    listing::{ArticleQuery, EventQuery, Listing, Query, SourceQuery},
    map::Map,
    place::{Jumps, Place, State},
    reader::Reader,
    review::Review,
};
use super::{
    command::Scope,
    keys::{Chord, Keymap},
    layer::Layer,
    msg::{Effect, Size, Ticket},
};
use crate::{
    domain::{
        ArticleId, Credibility, EventId, Judgement,
        change::{ArticleStatus, Change},
    },
    work::{Progress, Request},
};

pub type Articles = Listing<ArticleQuery>;
pub type Events = Listing<EventQuery>;
pub type Log = Listing<listing::LogQuery>;
pub type Differences = Listing<listing::DifferenceQuery>;
pub type Links = Listing<listing::LinkQuery>;
pub type Sources = Listing<listing::SourceQuery>;

#[derive(Debug, Clone)]
pub struct Model {
    pub size: Size,
    /// Never empty; the last is the one seen.
    pub screens: Vec<Screen>,
    /// The last is on top and has the keys.
    pub layers: Vec<Layer>,
    pub typed: Typed,
    pub session: Session,
    /// One line about what just happened; the next key takes it away.
    pub notice: Option<Notice>,
    pub jobs: BTreeMap<Ticket, Job>,
    /// What was asked for to be read in a panel.
    pub reading: Option<(Ticket, Reading)>,
    /// Where the mouse was pressed last: column and row.
    pub pressed: Option<(u16, u16)>,
    pub quitting: bool,
}

#[derive(Debug, Clone)]
pub enum Screen {
    Articles(Articles),
    Reader(Reader),
    Events(Events),
    Compare(Box<Compare>),
    Map(Map),
    Links(Links),
    Differences(Differences),
    Sources(Sources),
    Review(Review),
    Log(Log),
}

/// Keys pressed that are not a command yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    pub keys: Vec<Chord>,
    pub count: Option<usize>,
}

#[derive(Debug, Clone)]
pub struct Session {
    pub analyst: String,
    /// The store's name, as the header shows it.
    pub store: String,
    /// The time of the message being handled.
    pub now: Timestamp,
    pub keymap: Keymap,
    /// Names of the themes, and the one in use.
    pub themes: Vec<String>,
    pub theme: usize,
    pub mouse: bool,
    pub jumps: Jumps,
    /// Places with a name, to come back to.
    pub marks: BTreeMap<String, Place>,
    /// What was done last to an article, a claim or an event, to be done again.
    pub deed: Option<Deed>,
    /// What others said stays hidden until one has said one's own.
    pub blind: bool,
    /// The step of the tour that is next.
    pub tour: Option<usize>,
    /// Outlets of articles seen, to choose from and to complete a filter with.
    pub outlets: BTreeSet<String>,
    last_ticket: u64,
}

/// Something to read that is on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// All that was done to something of this name.
    History(String),
    Agreement,
    /// How this claimant was graded over time.
    Grades(String),
    /// How often a source agreed with others and revised itself.
    Record,
    /// What the place typed for this event may be.
    Places(EventId, String),
    /// Claims to accept at once.
    Unjudged,
    /// Figures to sign off at once.
    Unsigned,
    /// An article's bytes as they came in.
    Raw(ArticleId),
    /// The other article of a pair of copies.
    Copy(ArticleId),
}

/// Something said of whatever is selected, that can be said of something else as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    Status(ArticleStatus),
    Judge(Judgement),
    Credit(Option<Credibility>),
    Note(String),
}

impl Deed {
    /// As the message line names it.
    pub fn describe(&self) -> String {
        match self {
            Self::Status(status) => format!("mark {}", status.label()),
            Self::Judge(Judgement::Accepted) => "accept".into(),
            Self::Judge(Judgement::Rejected) => "reject".into(),
            Self::Judge(Judgement::Proposed) => "take a judgement back".into(),
            Self::Credit(Some(grade)) => format!("credibility {grade}"),
            Self::Credit(None) => "no credibility".into(),
            Self::Note(text) => format!("note {}", crate::text::display(text)),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub text: String,
    pub bad: bool,
}

/// Something the desk is doing that changes the store or takes long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    pub kind: JobKind,
    pub progress: Progress,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobKind {
    Write,
    Undo,
    Import,
    Export,
}

impl Session {
    pub fn new(analyst: impl Into<String>, store: impl Into<String>, keymap: Keymap, themes: Vec<String>) -> Self {
        Self {
            analyst: analyst.into(),
            store: store.into(),
            now: Timestamp::UNIX_EPOCH,
            keymap,
            themes,
            theme: 0,
            mouse: true,
            jumps: Jumps::default(),
            marks: BTreeMap::new(),
            deed: None,
            blind: false,
            tour: None,
            outlets: BTreeSet::new(),
            last_ticket: 0,
        }
    }

    /// The analyst, where others' words are to be hidden from them.
    pub fn sightless(&self) -> Option<String> {
        self.blind.then(|| self.analyst.clone())
    }

    pub fn ticket(&mut self) -> Ticket {
        self.last_ticket += 1;
        Ticket(self.last_ticket)
    }
}

impl Model {
    /// The list of articles, not loaded yet: `update::start` asks for it.
    pub fn new(size: Size, session: Session) -> Self {
        Self {
            size,
            screens: vec![Screen::Articles(Articles::default())],
            layers: Vec::new(),
            typed: Typed::default(),
            session,
            notice: None,
            jobs: BTreeMap::new(),
            reading: None,
            pressed: None,
            quitting: false,
        }
    }

    /// The screen seen. `screens` is never empty: the only place that pops keeps one.
    pub fn screen(&self) -> &Screen {
        &self.screens[self.screens.len() - 1]
    }

    pub fn screen_mut(&mut self) -> &mut Screen {
        let last = self.screens.len() - 1;
        &mut self.screens[last]
    }

    /// Where keys are looked up now, innermost first.
    pub fn scopes(&self) -> Vec<Scope> {
        match self.layers.last() {
            Some(layer) => layer.scopes().to_vec(),
            None if self.reader().is_some_and(|r| r.stretch.is_some()) => vec![Scope::Select, Scope::Always],
            None => vec![self.screen().scope(), Scope::Anywhere, Scope::Motion, Scope::Always],
        }
    }

    /// Takes all ticks away from the screen seen.
    pub fn untick(&mut self) {
        match self.screen_mut() {
            Screen::Articles(s) => s.ticked.clear(),
            Screen::Events(s) => s.ticked.clear(),
            Screen::Reader(s) => s.ticked.clear(),
            Screen::Sources(s) => s.ticked.clear(),
            Screen::Compare(_)
            | Screen::Map(_)
            | Screen::Links(_)
            | Screen::Differences(_)
            | Screen::Review(_)
            | Screen::Log(_) => {}
        }
    }

    pub fn notify(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), bad: false });
    }

    pub fn warn(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), bad: true });
    }

    /// Sends a change to the desk; nothing shown changes before the store has it. The layer on top waits for the answer.
    pub fn commit(&mut self, change: Change) -> Vec<Effect> {
        let apart = self.session.blind && matches!(change, Change::Judge { .. } | Change::Decide { .. });
        self.job(JobKind::Write, if apart { Request::CommitApart(change) } else { Request::Commit(change) })
    }

    /// Sends something the workbench waits for and shows the progress of.
    pub fn job(&mut self, kind: JobKind, request: Request) -> Vec<Effect> {
        let ticket = self.session.ticket();
        self.jobs.insert(ticket, Job { kind, progress: Progress::default() });
        if let Some(waits) = self.layers.last_mut().and_then(Layer::waits_mut) {
            waits.ticket = Some(ticket);
            waits.refusal = None;
        }
        vec![Effect::Ask(ticket, request)]
    }

    pub fn articles(&self) -> Option<&Articles> {
        match self.screen() {
            Screen::Articles(s) => Some(s),
            _ => None,
        }
    }

    pub fn articles_mut(&mut self) -> Option<&mut Articles> {
        match self.screen_mut() {
            Screen::Articles(s) => Some(s),
            _ => None,
        }
    }

    pub fn reader(&self) -> Option<&Reader> {
        match self.screen() {
            Screen::Reader(s) => Some(s),
            _ => None,
        }
    }

    pub fn reader_mut(&mut self) -> Option<&mut Reader> {
        match self.screen_mut() {
            Screen::Reader(s) => Some(s),
            _ => None,
        }
    }

    pub fn events(&self) -> Option<&Events> {
        match self.screen() {
            Screen::Events(s) => Some(s),
            _ => None,
        }
    }

    pub fn events_mut(&mut self) -> Option<&mut Events> {
        match self.screen_mut() {
            Screen::Events(s) => Some(s),
            _ => None,
        }
    }

    pub fn compare(&self) -> Option<&Compare> {
        match self.screen() {
            Screen::Compare(s) => Some(s),
            _ => None,
        }
    }

    pub fn compare_mut(&mut self) -> Option<&mut Compare> {
        match self.screen_mut() {
            Screen::Compare(s) => Some(s),
            _ => None,
        }
    }

    pub fn map(&self) -> Option<&Map> {
        match self.screen() {
            Screen::Map(s) => Some(s),
            _ => None,
        }
    }

    pub fn map_mut(&mut self) -> Option<&mut Map> {
        match self.screen_mut() {
            Screen::Map(s) => Some(s),
            _ => None,
        }
    }

    pub fn sources(&self) -> Option<&Sources> {
        match self.screen() {
            Screen::Sources(s) => Some(s),
            _ => None,
        }
    }

    pub fn sources_mut(&mut self) -> Option<&mut Sources> {
        match self.screen_mut() {
            Screen::Sources(s) => Some(s),
            _ => None,
        }
    }

    pub fn links(&self) -> Option<&Links> {
        match self.screen() {
            Screen::Links(s) => Some(s),
            _ => None,
        }
    }

    pub fn differences(&self) -> Option<&Differences> {
        match self.screen() {
            Screen::Differences(s) => Some(s),
            _ => None,
        }
    }

    pub fn review(&self) -> Option<&Review> {
        match self.screen() {
            Screen::Review(s) => Some(s),
            _ => None,
        }
    }

    pub fn log(&self) -> Option<&Log> {
        match self.screen() {
            Screen::Log(s) => Some(s),
            _ => None,
        }
    }
}

impl Screen {
    pub fn scope(&self) -> Scope {
        match self {
            Self::Articles(_) => Scope::Articles,
            Self::Reader(_) => Scope::Reader,
            Self::Events(_) => Scope::Events,
            Self::Compare(_) => Scope::Compare,
            Self::Map(_) => Scope::Map,
            Self::Links(_) => Scope::Links,
            Self::Differences(_) => Scope::Differences,
            Self::Sources(_) => Scope::Sources,
            Self::Review(_) => Scope::Review,
            Self::Log(_) => Scope::Log,
        }
    }

    /// What it shows came at least once, or it is known why nothing did.
    pub fn has_come(&self) -> bool {
        match self {
            Self::Articles(s) => s.list.loaded,
            Self::Reader(s) => s.view.is_some(),
            Self::Events(s) => s.list.loaded,
            Self::Compare(s) => s.opened.is_some(),
            Self::Map(s) => s.points.is_some(),
            Self::Links(s) => s.list.loaded,
            Self::Differences(s) => s.list.loaded,
            Self::Sources(s) => s.list.loaded,
            Self::Review(s) => s.left.is_some(),
            Self::Log(s) => s.list.loaded,
        }
    }

    /// The store changed since it came.
    pub fn is_stale(&self) -> bool {
        match self {
            Self::Articles(s) => s.stale,
            Self::Reader(s) => s.stale,
            Self::Events(s) => s.stale,
            Self::Compare(s) => s.stale,
            Self::Map(s) => s.stale,
            Self::Links(s) => s.stale,
            Self::Differences(s) => s.stale,
            Self::Sources(s) => s.stale,
            Self::Review(s) => s.stale,
            Self::Log(s) => s.stale,
        }
    }

    /// What the header calls it.
    pub fn crumb(&self) -> String {
        match self {
            Self::Articles(_) => "Articles".into(),
            Self::Events(_) => "Events".into(),
            Self::Map(_) => "Map".into(),
            Self::Links(_) => "Proposed links".into(),
            Self::Differences(_) => "Differences".into(),
            Self::Sources(_) => "Sources".into(),
            Self::Review(_) => "What is left".into(),
            Self::Log(_) => "Log".into(),
            Self::Reader(reader) => reader.crumb(),
            Self::Compare(compare) => compare.crumb(),
        }
    }
}
