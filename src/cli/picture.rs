//! `picture`: a screen of the workbench as an SVG, for the README. Not for users, and so not in the help.
//!
//! Drives the workbench on the demo's samples without a terminal: keys in, and when all is quiet the last screen out.

use std::{collections::HashMap, io::Write, sync::mpsc};

use anyhow::Context;
use clap::Args;
use jiff::Timestamp;

use crate::{
    tui::{
        keys::{Chord, Keymap},
        model::{self, Model},
        msg::{Effect, Msg, Size, Ticket},
        picture,
        theme::Theme,
        update::{start, update},
    },
    work::{Desk, JobId, News},
};

use super::{Out, Status, demo, session::Session};

/// Draw a screen of the demo as an SVG, after typing these keys: recount picture --size 120x30 g e enter > compare.svg
#[derive(Debug, Args)]
pub struct Picture {
    /// Keys in the keymap's spelling.
    #[arg(value_name = "KEY")]
    keys: Vec<Chord>,
    /// Columns and rows.
    #[arg(long, value_name = "COLUMNSxROWS", default_value = "120x32", value_parser = size)]
    size: Size,
    /// One of the built-in themes.
    #[arg(long, value_name = "NAME", default_value = "dark")]
    theme: String,
}

fn size(words: &str) -> Result<Size, String> {
    let parse = |(columns, rows): (&str, &str)| Some(Size { columns: columns.parse().ok()?, rows: rows.parse().ok()? });
    words.split_once('x').and_then(parse).ok_or_else(|| "write it as columns and rows: 120x32".into())
}

impl Picture {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let (_place, session) = demo::samples(session)?;
        let theme = Theme::named(&self.theme)?;
        let analyst = session.analyst()?;
        let (sender, news) = mpsc::channel();
        let desk = Desk::start(&session.path()?, &analyst, session.lexicons()?, move |told| {
            let _ = sender.send(told); // nobody listens any more once the picture is drawn
        })?;
        let named = model::Session::new(analyst, demo::NAME, Keymap::builtin()?, vec![theme.name.clone()]);
        let mut screen = Screen { model: Model::new(self.size, named), desk, news, tickets: HashMap::new() };
        let effects = start(&mut screen.model);
        screen.perform(effects);
        for key in self.keys {
            screen.settle();
            screen.receive(Msg::Key(key));
        }
        screen.settle();
        out.write_all(picture(&screen.model, &theme, self.size).as_bytes()).context("cannot write the picture")?;
        Ok(Status::Done)
    }
}

/// A workbench that nobody sees.
struct Screen {
    model: Model,
    desk: Desk,
    news: mpsc::Receiver<News>,
    tickets: HashMap<JobId, Ticket>,
}

impl Screen {
    /// Waits until nothing is on its way any more.
    fn settle(&mut self) {
        loop {
            self.desk.idle();
            let Ok(news) = self.news.try_recv() else { return };
            let msg = match news {
                News::Done(done) => self.tickets.remove(&done.job).map(|ticket| Msg::Reply(ticket, done.result)),
                News::Dropped(job) => self.tickets.remove(&job).map(Msg::Dropped),
                News::Partial(job, reply) => self.tickets.get(&job).map(|ticket| Msg::Partial(*ticket, reply)),
                News::Settled => Some(Msg::Settled),
                News::Progress(job, progress) => self.tickets.get(&job).map(|ticket| Msg::Progress(*ticket, progress)),
            };
            if let Some(msg) = msg {
                self.receive(msg);
            }
        }
    }

    fn receive(&mut self, msg: Msg) {
        let effects = update(&mut self.model, msg, Timestamp::UNIX_EPOCH);
        self.perform(effects);
    }

    /// Questions go to the desk; what is meant for a terminal goes nowhere.
    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Ask(ticket, request) = effect {
                self.tickets.insert(self.desk.send(request), ticket);
            }
        }
    }
}
