//! The workbench without a terminal: a real store and desk in a temporary directory, keys in, screen out.
#![allow(dead_code, reason = "each test file uses its part")]

pub mod samples;

use std::{
    collections::HashMap,
    sync::mpsc::{self, Receiver},
};

use jiff::Timestamp;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use recount::{
    store::{Arrivals, Store, StoreReader},
    tui::{
        keys::{Chord, Keymap},
        model::{Model, Session, State},
        msg::{Effect, Msg, Size, Ticket},
        theme::Theme,
        update::{start, update},
        view,
    },
    work::{Desk, JobId, Lexicons, News},
};

pub const WIDE: Size = Size { columns: 120, rows: 40 };

pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_760_000_000 + second).unwrap()
}

pub struct Stage {
    pub model: Model,
    /// What was sent to the clipboard.
    pub copied: Vec<String>,
    /// Effects that only a terminal could have carried out.
    pub others: Vec<Effect>,
    themes: Vec<Theme>,
    desk: Desk,
    news: Receiver<News>,
    tickets: HashMap<JobId, Ticket>,
    dir: tempfile::TempDir,
    seconds: i64,
}

impl Stage {
    /// On the sample articles.
    pub fn new() -> Self {
        Self::on(&samples::arrivals(), "Leila")
    }

    pub fn on(arrivals: &Arrivals, analyst: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open(&dir.path().join("store.db")).unwrap();
        if !arrivals.articles.is_empty() {
            store.add(arrivals, at(0)).unwrap();
        }
        drop(store);
        Self::begin(dir, analyst, State::default())
    }

    /// Leaves and opens the same store again, perhaps as somebody else.
    pub fn again(self, analyst: &str) -> Self {
        self.again_from(analyst, State::default())
    }

    /// The same, as somebody who works apart from others.
    pub fn again_blind(self, analyst: &str) -> Self {
        let Self { dir, desk, .. } = self;
        drop(desk);
        Self::open(dir, analyst, State::default(), true)
    }

    /// The same, going on where a session was left.
    pub fn again_from(self, analyst: &str, state: State) -> Self {
        let Self { dir, desk, .. } = self;
        drop(desk);
        Self::begin(dir, analyst, state)
    }

    fn begin(dir: tempfile::TempDir, analyst: &str, state: State) -> Self {
        Self::open(dir, analyst, state, false)
    }

    fn open(dir: tempfile::TempDir, analyst: &str, state: State, blind: bool) -> Self {
        let (tell, news) = mpsc::channel();
        let desk = Desk::start(&dir.path().join("store.db"), analyst, Lexicons::default(), move |n| {
            let _ = tell.send(n);
        })
        .unwrap();
        let themes = Theme::builtin().unwrap();
        let names = themes.iter().map(|t| t.name.clone()).collect();
        let mut session = Session::new(analyst, "samples", Keymap::builtin().unwrap(), names);
        session.blind = blind;
        let mut model = Model::new(WIDE, session);
        model.restore(state);
        let (copied, others, tickets) = (Vec::new(), Vec::new(), HashMap::new());
        let mut stage = Self { model, copied, others, themes, desk, news, tickets, dir, seconds: 0 };
        let effects = start(&mut stage.model);
        stage.perform(effects);
        stage.settle();
        stage
    }

    pub fn path(&self) -> std::path::PathBuf {
        self.dir.path().join("store.db")
    }

    pub fn store(&self) -> StoreReader {
        Store::open_reader(&self.path()).unwrap()
    }

    /// Presses keys, written as in the keymap with spaces between, waiting after each until nothing is on its way.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for chord in Chord::sequence(keys).unwrap() {
            self.send(Msg::Key(chord));
            self.settle();
        }
        self
    }

    /// Types a text, character by character.
    pub fn type_in(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            let chord = if c == ' ' { "space".parse() } else { c.to_string().parse() };
            self.send(Msg::Key(chord.unwrap()));
        }
        self.settle();
        self
    }

    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.send(Msg::Resize(Size { columns, rows }));
        self.settle();
        self
    }

    pub fn send(&mut self, msg: Msg) {
        self.seconds += 1;
        let effects = update(&mut self.model, msg, at(self.seconds));
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(ticket, request) => {
                    self.tickets.insert(self.desk.send(request), ticket);
                }
                Effect::Cancel(ticket) => {
                    let job = self.tickets.iter().find(|(_, asked)| **asked == ticket).map(|(job, _)| *job);
                    job.into_iter().for_each(|job| self.desk.cancel(job));
                    self.others.push(Effect::Cancel(ticket));
                }
                Effect::Copy(text) => self.copied.push(text),
                other => self.others.push(other),
            }
        }
    }

    /// Waits until the desk has done everything and the workbench has heard of it.
    pub fn settle(&mut self) {
        loop {
            self.desk.idle();
            let mut heard = false;
            while let Ok(news) = self.news.try_recv() {
                heard = true;
                let msg = match news {
                    News::Done(done) => self.tickets.remove(&done.job).map(|t| Msg::Reply(t, done.result)),
                    News::Dropped(job) => self.tickets.remove(&job).map(Msg::Dropped),
                    News::Partial(job, reply) => self.tickets.get(&job).map(|t| Msg::Partial(*t, reply)),
                    News::Settled => Some(Msg::Settled),
                    News::Progress(job, p) => self.tickets.get(&job).map(|t| Msg::Progress(*t, p)),
                };
                if let Some(msg) = msg {
                    self.send(msg);
                }
            }
            if !heard {
                return;
            }
        }
    }

    pub fn buffer(&self) -> Buffer {
        let Size { columns, rows } = self.model.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        view::draw(&self.model, &self.themes[self.model.session.theme], &mut buffer);
        buffer
    }

    /// The screen as text, without the space at the ends of its lines.
    pub fn screen(&self) -> String {
        text(&self.buffer())
    }

    /// The line above the footer.
    pub fn message(&self) -> String {
        let screen = self.screen();
        let lines: Vec<_> = screen.lines().collect();
        lines[lines.len() - 2].trim().to_string()
    }

    #[track_caller]
    pub fn sees(&mut self, words: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(words), "“{words}” is not on the screen:\n{screen}");
        self
    }

    #[track_caller]
    pub fn sees_not(&mut self, words: &str) -> &mut Self {
        let screen = self.screen();
        assert!(!screen.contains(words), "“{words}” is on the screen:\n{screen}");
        self
    }

    /// The screen with a legend of its styles, in the theme of that name.
    pub fn styled(&mut self, theme: &str) -> String {
        self.model.session.theme = self.themes.iter().position(|t| t.name == theme).unwrap();
        let buffer = self.buffer();
        format!("{}\n{}", undated(&text(&buffer)), legend(&buffer))
    }
}

/// The desk's writer reads the clock: what it wrote down differs with every run.
fn undated(screen: &str) -> String {
    let is_stamp = |s: &str| {
        s.char_indices().all(|(i, c)| match i {
            4 | 7 => c == '-',
            10 => c == ' ',
            13 => c == ':',
            _ => c.is_ascii_digit(),
        })
    };
    let mut out = screen.to_string();
    for at in 0..out.len().saturating_sub(16) {
        if out.get(at..at + 16).is_some_and(is_stamp) {
            out.replace_range(at..at + 16, "YYYY-MM-DD HH:MM");
        }
    }
    out
}

fn text(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut skip = 0;
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            if skip == 0 {
                line.push_str(symbol);
                skip = recount::text::width::width(symbol).max(1);
            }
            skip -= 1;
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// Which cells have which style: a letter for each style, its runs as `row:from-to`, and what it is.
fn legend(buffer: &Buffer) -> String {
    let base = Style::reset();
    let mut styles: Vec<(Style, Vec<String>)> = Vec::new();
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let style = buffer[(x, y)].style();
            let from = x;
            while x < buffer.area.width && buffer[(x, y)].style() == style {
                x += 1;
            }
            let blank = (from..x).all(|x| buffer[(x, y)].symbol() == " ");
            let plain = style.fg == base.fg && style.bg == base.bg && style.add_modifier.is_empty();
            if plain
                || (blank && style.bg == base.bg && !style.add_modifier.contains(ratatui::style::Modifier::REVERSED))
            {
                continue;
            }
            let run = format!("{y}:{from}-{}", x - 1);
            match styles.iter_mut().find(|(s, _)| *s == style) {
                Some((_, runs)) => runs.push(run),
                None => styles.push((style, vec![run])),
            }
        }
    }
    let mut out = String::new();
    for (style, runs) in styles {
        let name = |c: Option<ratatui::style::Color>| c.map_or("-".into(), |c| c.to_string());
        let line = format!("{} on {} {:?}", name(style.fg), name(style.bg), style.add_modifier);
        let more = runs.len().saturating_sub(12);
        let shown = runs.iter().take(12).cloned().collect::<Vec<_>>().join(" ");
        let tail = if more > 0 { format!(" and {more} more") } else { String::new() };
        out.push_str(&format!("{line}: {shown}{tail}\n"));
    }
    out
}
