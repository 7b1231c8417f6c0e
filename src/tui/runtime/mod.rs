//! The running workbench: one channel of messages, one loop, and everything that touches the world.
//!
//! Draws only after something changed, and only once for all that has arrived.

mod ahead;
mod editor;
mod input;
mod signals;
mod state;
mod terminal;

use std::{
    collections::HashMap,
    fs,
    io::{self, IsTerminal},
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver},
};

use jiff::Timestamp;

pub use self::terminal::Terminal;
use self::{ahead::Ahead, input::Gate};
use super::{
    Failure, Options,
    keys::Keymap,
    model::{Model, Session},
    msg::{Effect, Msg, Ticket},
    theme::Theme,
    update::{start, update},
};
use crate::work::{Desk, JobId, News};

/// What arrives at the loop.
enum Arrival {
    Msg(Msg),
    News(News),
    /// The program was continued after a stop: the terminal must be taken again.
    Continued,
}

/// Opens the workbench and returns when it is left. The terminal is given back whatever happens.
///
/// # Errors
/// Those of starting: no terminal, a store, keymap or theme that cannot be used. What fails later is said on the screen.
pub fn run(options: &Options) -> Result<(), Failure> {
    if !io::stdout().is_terminal() {
        return Err(Failure::NoTerminal);
    }
    let keymap = options.keymap.as_deref().map_or_else(Keymap::builtin, Keymap::with_user)?;
    let (themes, theme) = themes(options)?;
    let (sender, arrivals) = mpsc::channel();
    let news = sender.clone();
    let desk = Desk::start(&options.store, &options.analyst, options.lexicons.clone(), move |n| {
        let _ = news.send(Arrival::News(n)); // the loop has ended: nobody asks any more
    })?;
    signals::listen(&sender)?;
    let terminal = Terminal::enter(options.mouse)?;
    let gate = input::listen(sender.clone());
    let names = themes.iter().map(|t| t.name.clone()).collect();
    let name = options.name.clone().unwrap_or_else(|| file_name(&options.store));
    let mut session = Session::new(options.analyst.clone(), name, keymap, names);
    session.theme = theme;
    session.mouse = options.mouse;
    session.blind = options.blind;
    let mut model = Model::new(terminal.size()?, session);
    if let Some(path) = &options.state {
        match state::read(path) {
            Ok(state) => model.restore(state),
            Err(why) => model.warn(why),
        }
    }
    if options.mono || options.theme.is_some() {
        model.session.theme = theme; // what is asked for now comes before what was left
    }
    let (tickets, ahead, state) = (HashMap::new(), Ahead::default(), options.state.clone());
    Workbench { model, themes, desk, terminal, tickets, ahead, state, gate, sender }.run(&arrivals)
}

/// The themes to go through, and which one to begin with.
fn themes(options: &Options) -> Result<(Vec<Theme>, usize), Failure> {
    if options.mono {
        return Ok((vec![Theme::named("mono")?], 0));
    }
    let mut themes = Theme::builtin()?;
    let Some(wanted) = &options.theme else { return Ok((themes, 0)) };
    if let Some(at) = themes.iter().position(|t| t.name == *wanted) {
        return Ok((themes, at));
    }
    let path = Path::new(wanted);
    if path.extension().is_none() {
        Theme::named(wanted)?; // says which there are
    }
    let text = fs::read_to_string(path).map_err(|e| Failure::ThemeFile(path.to_owned(), e))?;
    let called = path.file_stem().map_or_else(|| wanted.clone(), |stem| stem.to_string_lossy().into_owned());
    themes.insert(0, Theme::own(&called, &text)?);
    Ok((themes, 0))
}

fn file_name(store: &Path) -> String {
    store.file_name().map_or_else(|| store.display().to_string(), |n| n.to_string_lossy().into_owned())
}

struct Workbench {
    model: Model,
    themes: Vec<Theme>,
    desk: Desk,
    terminal: Terminal,
    /// Which question each of the desk's jobs answers.
    tickets: HashMap<JobId, Ticket>,
    ahead: Ahead,
    state: Option<PathBuf>,
    gate: Gate,
    sender: mpsc::Sender<Arrival>,
}

impl Workbench {
    fn run(mut self, arrivals: &Receiver<Arrival>) -> Result<(), Failure> {
        let effects = start(&mut self.model);
        self.perform(effects)?;
        while !self.model.quitting {
            self.draw()?;
            let Ok(first) = self.ahead.next(arrivals) else { break };
            for arrival in first.into_iter().chain(arrivals.try_iter()) {
                self.receive(arrival)?;
                if self.model.quitting {
                    break;
                }
            }
            self.catch_up()?;
        }
        let Self { terminal, desk, model, state, .. } = self;
        drop(terminal);
        if let Some(path) = state
            && let Err(why) = state::write(&path, &model.state())
        {
            tracing::warn!("{why}"); // the store is safe; only where one was is lost
        }
        drop(desk); // waits for the last change to be on disk
        Ok(())
    }

    fn draw(&mut self) -> io::Result<()> {
        let theme = &self.themes[self.model.session.theme.min(self.themes.len() - 1)];
        self.terminal.draw(&self.model, theme)
    }

    fn receive(&mut self, arrival: Arrival) -> io::Result<()> {
        let msg = match arrival {
            Arrival::Msg(msg) => msg,
            Arrival::News(news) => match self.translate(news) {
                Some(msg) => msg,
                None => return Ok(()),
            },
            Arrival::Continued => {
                self.terminal.resume(self.model.session.mouse)?;
                Msg::Resize(self.terminal.size()?)
            }
        };
        if self.ahead.holds(&msg, self.is_due()) {
            self.ahead.hold(msg);
            return Ok(());
        }
        self.obey(msg)?;
        self.catch_up()
    }

    fn obey(&mut self, msg: Msg) -> io::Result<()> {
        let effects = update(&mut self.model, msg, Timestamp::now());
        self.perform(effects)
    }

    /// What was typed ahead is obeyed as soon as there is something to obey it on.
    fn catch_up(&mut self) -> io::Result<()> {
        while !self.model.quitting
            && let Some(msg) = self.ahead.release(self.is_due())
        {
            self.obey(msg)?;
        }
        Ok(())
    }

    /// What the screen seen shows is on its way.
    fn is_due(&self) -> bool {
        self.model.layers.is_empty() && !self.model.screen().has_come() && !self.tickets.is_empty()
    }

    /// Gives the terminal to the user's editor until it ends.
    fn edit(&mut self, text: &str) -> io::Result<Result<String, String>> {
        let closed = self.gate.close();
        self.terminal.leave();
        let edited = editor::edit(text);
        drop(closed);
        self.terminal.resume(self.model.session.mouse)?;
        Ok(edited)
    }

    /// The desk's news under the ticket its question was asked with.
    fn translate(&mut self, news: News) -> Option<Msg> {
        Some(match news {
            News::Done(done) => Msg::Reply(self.tickets.remove(&done.job)?, done.result),
            News::Dropped(job) => Msg::Dropped(self.tickets.remove(&job)?),
            News::Partial(job, reply) => Msg::Partial(*self.tickets.get(&job)?, reply),
            News::Settled => Msg::Settled,
            News::Progress(job, progress) => Msg::Progress(*self.tickets.get(&job)?, progress),
        })
    }

    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        for effect in effects {
            match effect {
                Effect::Ask(ticket, request) => {
                    let job = self.desk.send(request);
                    self.tickets.insert(job, ticket);
                }
                Effect::Copy(text) => self.terminal.copy(&text)?,
                Effect::CaptureMouse(on) => self.terminal.capture_mouse(on)?,
                Effect::Redraw => self.terminal.redraw()?,
                Effect::Suspend => {
                    self.terminal.leave();
                    signals::stop();
                }
                Effect::Edit(text) => {
                    let edited = self.edit(&text)?;
                    let _ = self.sender.send(Arrival::Msg(Msg::Edited(edited))); // we hold the other end ourselves
                }
                Effect::Open(url) => {
                    if let Err(error) = open::that_detached(&url) {
                        let why = format!("no browser could be started: {error}; the address is {url}");
                        let _ = self.sender.send(Arrival::Msg(Msg::Trouble(why)));
                    }
                }
                Effect::Cancel(ticket) => {
                    let job = self.tickets.iter().find(|(_, asked)| **asked == ticket).map(|(job, _)| *job);
                    if let Some(job) = job {
                        self.desk.cancel(job);
                    }
                }
                Effect::Quit => self.model.quitting = true,
            }
        }
        Ok(())
    }
}
