//! Going from screen to screen, and what every screen can do.

use super::{jumps, layers, quit as leave};
use crate::{
    domain::Filter,
    tui::{
        layer::{Confirm, Confirmed, Layer},
        model::{ArticleQuery, Articles, Differences, Events, JobKind, Links, Log, Model, Review, Screen, Sources},
        msg::{Effect, Ticket},
    },
    work::Request,
};

/// Asks for what the screen seen shows.
pub fn load(model: &mut Model) -> Vec<Effect> {
    let session = &mut model.session;
    match model.screens.last_mut() {
        Some(Screen::Articles(s)) => s.load(session),
        Some(Screen::Reader(s)) => s.load(session),
        Some(Screen::Events(s)) => s.load(session),
        Some(Screen::Compare(s)) => s.load(session),
        Some(Screen::Map(s)) => s.load(session),
        Some(Screen::Links(s)) => s.load(session),
        Some(Screen::Differences(s)) => s.load(session),
        Some(Screen::Sources(s)) => s.load(session),
        Some(Screen::Review(s)) => s.load(session),
        Some(Screen::Log(s)) => s.load(session),
        None => Vec::new(),
    }
}

pub fn open(model: &mut Model, screen: Screen) -> Vec<Effect> {
    jumps::leave(model);
    model.screens.push(screen);
    load(model)
}

/// Articles is home: whatever was open over it is closed.
pub fn go_articles(model: &mut Model) -> Vec<Effect> {
    jumps::leave(model);
    model.screens.truncate(1);
    load(model)
}

pub fn go_events(model: &mut Model) -> Vec<Effect> {
    bring(model, |s| matches!(s, Screen::Events(_)), || Screen::Events(Events::default()))
}

pub fn go_links(model: &mut Model) -> Vec<Effect> {
    bring(model, |s| matches!(s, Screen::Links(_)), || Screen::Links(Links::default()))
}

pub fn go_differences(model: &mut Model) -> Vec<Effect> {
    bring(model, |s| matches!(s, Screen::Differences(_)), || Screen::Differences(Differences::default()))
}

pub fn go_sources(model: &mut Model) -> Vec<Effect> {
    bring(model, |s| matches!(s, Screen::Sources(_)), || Screen::Sources(Sources::default()))
}

pub fn go_review(model: &mut Model) -> Vec<Effect> {
    bring(model, |s| matches!(s, Screen::Review(_)), || Screen::Review(Review::default()))
}

pub fn go_log(model: &mut Model) -> Vec<Effect> {
    bring(model, |s| matches!(s, Screen::Log(_)), || Screen::Log(Log::default()))
}

/// Brings an open screen to the top, as it was left, or opens one. The screens under it stay to go back to.
fn bring(model: &mut Model, is: fn(&Screen) -> bool, new: fn() -> Screen) -> Vec<Effect> {
    jumps::leave(model);
    let screen = match model.screens.iter().position(is) {
        Some(at) => model.screens.remove(at),
        None => new(),
    };
    model.screens.push(screen);
    load(model)
}

/// Reads again what was read before the change, now that it is seen again.
pub fn back(model: &mut Model) -> Vec<Effect> {
    if model.screens.len() == 1 {
        return quit(model);
    }
    jumps::leave(model);
    model.screens.pop();
    if model.screen().is_stale() || !model.screen().has_come() { load(model) } else { Vec::new() }
}

/// The store changed: the screen seen is read again now, the others when they are seen.
pub fn changed(model: &mut Model) -> Vec<Effect> {
    for screen in &mut model.screens {
        match screen {
            Screen::Articles(s) => s.stale = true,
            Screen::Reader(s) => s.stale = true,
            Screen::Events(s) => s.stale = true,
            Screen::Compare(s) => s.stale = true,
            Screen::Map(s) => s.stale = true,
            Screen::Links(s) => s.stale = true,
            Screen::Differences(s) => s.stale = true,
            Screen::Sources(s) => s.stale = true,
            Screen::Review(s) => s.stale = true,
            Screen::Log(s) => s.stale = true,
        }
    }
    load(model)
}

/// Where events stand is known anew: a list that shows it is read again.
pub fn settled(model: &mut Model) -> Vec<Effect> {
    for screen in &mut model.screens {
        match screen {
            Screen::Events(s) => s.stale = true,
            Screen::Review(s) => s.stale = true,
            Screen::Map(s) => s.stale = true,
            _ => {}
        }
    }
    let concerned = matches!(model.screen(), Screen::Events(_) | Screen::Review(_) | Screen::Map(_));
    if concerned && model.screen().has_come() { load(model) } else { Vec::new() }
}

pub fn refresh(model: &mut Model) -> Vec<Effect> {
    model.notify("read again from the store");
    load(model)
}

pub fn undo(model: &mut Model) -> Vec<Effect> {
    model.job(JobKind::Undo, Request::Undo)
}

pub fn redo(model: &mut Model) -> Vec<Effect> {
    model.job(JobKind::Write, Request::Redo)
}

pub fn next_theme(model: &mut Model) -> Vec<Effect> {
    model.session.theme = (model.session.theme + 1) % model.session.themes.len().max(1);
    let name = model.session.themes.get(model.session.theme).cloned().unwrap_or_default();
    model.notify(format!("theme: {name}"));
    vec![Effect::Redraw]
}

pub fn toggle_mouse(model: &mut Model) -> Vec<Effect> {
    model.session.mouse = !model.session.mouse;
    let says =
        if model.session.mouse { "the mouse works here" } else { "the mouse is the terminal's: it selects text" };
    model.notify(says);
    vec![Effect::CaptureMouse(model.session.mouse)]
}

/// Leaves at once, unless articles are being taken in: stopping that is asked for on another key.
pub fn quit(model: &mut Model) -> Vec<Effect> {
    let importing = model.jobs.values().any(|j| j.kind == JobKind::Import);
    let asked = model.layers.iter().any(|l| matches!(l, Layer::Confirm(_)));
    if importing && !asked {
        return layers::open(
            model,
            Layer::Confirm(Confirm {
                question: "Articles are still being imported. Leave?".into(),
                consequence: "Those already in the store stay; import the same files again for the rest.".into(),
                then: Confirmed::Leave,
            }),
        );
    }
    leave(model)
}

/// Asks whether to stop what takes long; what it did so far stays.
pub fn ask_stop(model: &mut Model) -> Vec<Effect> {
    let Some(ticket) = long(model) else { return Vec::new() };
    layers::open(
        model,
        Layer::Confirm(Confirm {
            question: "Stop the work under way?".into(),
            consequence: "What it has done so far stays; it can be begun again for the rest.".into(),
            then: Confirmed::Stop(ticket),
        }),
    )
}

/// The first import or export under way.
pub fn long(model: &Model) -> Option<Ticket> {
    let mut jobs = model.jobs.iter();
    jobs.find(|(_, job)| matches!(job.kind, JobKind::Import | JobKind::Export)).map(|(ticket, _)| *ticket)
}

/// Begins the tour, or ends it.
pub fn tour(model: &mut Model) -> Vec<Effect> {
    if model.session.tour.take().is_some() {
        model.notify("the tour ends here; :tour begins it again");
        return Vec::new();
    }
    model.session.tour = Some(0);
    go_articles(model)
}

/// The list of articles under certain conditions, opened over what is seen.
pub fn open_articles(model: &mut Model, filter: Filter) -> Vec<Effect> {
    open(model, Screen::Articles(Articles::new(ArticleQuery { filter, ..ArticleQuery::default() })))
}
