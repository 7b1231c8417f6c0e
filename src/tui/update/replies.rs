//! What comes back from the desk: windows of lists, what was opened, and what the store made of a change.

use std::path::Path;

use super::{panels, screens};
use crate::{
    text::counted,
    tui::{
        layer::Layer,
        model::{Compare, Job, JobKind, Map, Model, Reader, Review, Screen},
        msg::{Effect, Size, Ticket},
    },
    work::{Reply, Summary, bundle::Merged, outgoing::Exported},
};

type Answer = Result<Reply, String>;

/// An answer goes to what awaits it. One that nothing awaits was asked anew since, and is let go.
pub fn take(model: &mut Model, ticket: Ticket, answer: Answer) -> Vec<Effect> {
    if let Some(job) = model.jobs.remove(&ticket) {
        return finished(model, ticket, &job, answer);
    }
    if let Some((_, reading)) = model.reading.take_if(|(awaited, _)| *awaited == ticket) {
        return panels::take(model, &reading, answer);
    }
    if let Ok(Reply::Articles(window)) = &answer {
        model.session.outlets.extend(window.rows.iter().filter_map(|row| row.outlet.clone()));
    }
    let size = model.size;
    let Some(screen) = model.screens.iter_mut().rev().find(|screen| awaits(screen, ticket)) else { return Vec::new() };
    let took = match screen {
        Screen::Articles(s) => Took::rows(s.take(ticket, answer)),
        Screen::Events(s) => Took::rows(s.take(ticket, answer)),
        Screen::Log(s) => Took::rows(s.take(ticket, answer)),
        Screen::Links(s) => Took::rows(s.take(ticket, answer)),
        Screen::Differences(s) => Took::rows(s.take(ticket, answer)),
        Screen::Sources(s) => Took::rows(s.take(ticket, answer)),
        Screen::Map(s) => Took::map(s, answer),
        Screen::Review(s) => Took::review(s, answer),
        Screen::Reader(s) => Took::reader(s, size, answer),
        Screen::Compare(s) => Took::compare(s, ticket, answer),
    };
    match took {
        Took::Failed(why) => {
            model.warn(why);
            Vec::new()
        }
        Took::Quietly => Vec::new(),
    }
}

fn awaits(screen: &Screen, ticket: Ticket) -> bool {
    match screen {
        Screen::Articles(s) => s.awaits(ticket),
        Screen::Events(s) => s.awaits(ticket),
        Screen::Log(s) => s.awaits(ticket),
        Screen::Links(s) => s.awaits(ticket),
        Screen::Differences(s) => s.awaits(ticket),
        Screen::Sources(s) => s.awaits(ticket),
        Screen::Map(s) => s.awaiting == Some(ticket),
        Screen::Review(s) => s.awaiting == Some(ticket),
        Screen::Reader(s) => s.awaiting == Some(ticket),
        Screen::Compare(s) => s.awaits(ticket),
    }
}

/// The rows found so far of a list that takes long.
pub fn partial(model: &mut Model, ticket: Ticket, reply: Reply) -> Vec<Effect> {
    for screen in &mut model.screens {
        match screen {
            Screen::Articles(s) if s.awaits(ticket) => return s.partial(ticket, reply),
            Screen::Events(s) if s.awaits(ticket) => return s.partial(ticket, reply),
            _ => {}
        }
    }
    Vec::new()
}

/// A newer question took this one's place: whoever still awaits it asks again when it needs to.
pub fn dropped(model: &mut Model, ticket: Ticket) -> Vec<Effect> {
    model.jobs.remove(&ticket);
    model.reading.take_if(|(awaited, _)| *awaited == ticket);
    for screen in &mut model.screens {
        match screen {
            Screen::Articles(s) => s.dropped(ticket),
            Screen::Events(s) => s.dropped(ticket),
            Screen::Log(s) => s.dropped(ticket),
            Screen::Links(s) => s.dropped(ticket),
            Screen::Differences(s) => s.dropped(ticket),
            Screen::Sources(s) => s.dropped(ticket),
            Screen::Map(s) => s.stale |= s.awaiting.take_if(|t| *t == ticket).is_some(),
            Screen::Review(s) => s.stale |= s.awaiting.take_if(|t| *t == ticket).is_some(),
            Screen::Reader(s) => s.stale |= s.awaiting.take_if(|t| *t == ticket).is_some(),
            Screen::Compare(s) => s.forget(ticket),
        }
    }
    Vec::new()
}

/// What follows for the rest of the workbench from an answer that a screen took.
enum Took {
    Quietly,
    Failed(String),
}

impl Took {
    fn rows(taken: Result<(), String>) -> Self {
        taken.map_or_else(Self::Failed, |()| Self::Quietly)
    }

    fn map(s: &mut Map, answer: Answer) -> Self {
        s.awaiting = None;
        match answer {
            Ok(Reply::Points(points)) => s.take(points),
            Ok(_) => {}
            Err(why) => return Self::Failed(why),
        }
        Self::Quietly
    }

    fn review(s: &mut Review, answer: Answer) -> Self {
        s.awaiting = None;
        match answer {
            Ok(Reply::Left(left)) => s.left = Some(left),
            Ok(_) => {}
            Err(why) => return Self::Failed(why),
        }
        Self::Quietly
    }

    fn reader(s: &mut Reader, size: Size, answer: Answer) -> Self {
        match answer {
            Ok(Reply::Article(view)) => s.take(view, size),
            Ok(_) => {}
            Err(why) => {
                s.awaiting = None;
                s.failed = Some(why);
            }
        }
        Self::Quietly
    }

    fn compare(s: &mut Compare, ticket: Ticket, answer: Answer) -> Self {
        match answer {
            Ok(Reply::Event(review)) => s.take(review),
            Ok(Reply::Article(view)) => s.take_text(ticket, Some(view)),
            Ok(_) => {}
            Err(why) if s.awaiting == Some(ticket) => {
                s.awaiting = None;
                s.failed = Some(why);
            }
            Err(_) => s.take_text(ticket, None),
        }
        Self::Quietly
    }
}

/// A change was taken or refused, a long job ended.
fn finished(model: &mut Model, ticket: Ticket, job: &Job, answer: Answer) -> Vec<Effect> {
    let layer = model.layers.iter().rposition(|l| waits_for(l, ticket));
    match answer {
        Ok(reply) => {
            if let Some(at) = layer {
                model.layers.remove(at);
            }
            model.notify(outcome(job.kind, &reply));
        }
        Err(why) => match layer.and_then(|at| model.layers[at].waits_mut()) {
            Some(waits) => {
                waits.ticket = None;
                waits.refusal = Some(why);
            }
            None => model.warn(why),
        },
    }
    // After a refusal too: it often means that the store is ahead of the screen.
    screens::changed(model)
}

fn waits_for(layer: &Layer, ticket: Ticket) -> bool {
    match layer {
        Layer::Prompt(p) => p.waits.ticket == Some(ticket),
        Layer::Form(f) => f.waits.ticket == Some(ticket),
        Layer::Palette(_) | Layer::Menu(_) | Layer::Confirm(_) | Layer::Panel(_) => false,
    }
}

/// What was done, in the store's own words, and how to take it back.
fn outcome(kind: JobKind, reply: &Reply) -> String {
    match (kind, reply) {
        (JobKind::Undo, Reply::Committed(done)) => format!("{} · ctrl-r makes it again", done.summary),
        (_, Reply::Committed(done)) => format!("{} · u takes it back", done.summary),
        (_, Reply::Imported(summary)) => imported(summary),
        (_, Reply::Merged(merged)) => brought_in(merged),
        (_, Reply::Bundled { path, held }) => {
            let (articles, events) = (counted(held.articles, "article"), counted(held.events, "event"));
            format!("{articles} and {events} written to {}; a colleague brings it in with B", path.display())
        }
        (_, Reply::Exported { path, exported }) => written(path, exported),
        _ => "done".into(),
    }
}

fn written(path: &Path, exported: &Exported) -> String {
    let told = format!("{} written to {}", counted(exported.figures, "figure"), path.display());
    let left_out: u64 = exported.said.remarks.values().sum::<u64>() + exported.said.refused.len() as u64;
    if left_out == 0 {
        told
    } else {
        format!("{told} · {} left out; `recount export` says which", counted(left_out, "thing"))
    }
}

/// What to do about the differences comes first: it must not be cut.
fn brought_in(merged: &Merged) -> String {
    let mut told = String::new();
    if !merged.conflicts.is_empty() {
        told = format!("{} to settle: g d; ", counted(merged.conflicts.len() as u64, "difference"));
    }
    told.push_str(&format!("{} added, {} here already", counted(merged.articles, "article"), merged.known));
    told.push_str(&format!("; {} of analysts taken over", counted(merged.words, "word")));
    if let Some(first) = merged.refused.first() {
        told.push_str(&format!("; {} not taken over: {first}", merged.refused.len()));
    }
    told
}

fn imported(s: &Summary) -> String {
    let (added, claims, events) =
        (counted(s.added, "article"), counted(s.claims, "claim"), counted(s.events, "new event"));
    let mut parts = vec![format!("{added} added, {claims}, {events}")];
    if s.known > 0 {
        parts.push(format!("{} here already", s.known));
    }
    if let Some(failure) = s.failed.first() {
        let others = if s.failed.len() > 1 { format!(" and {} more", s.failed.len() - 1) } else { String::new() };
        parts.push(format!("not read: {failure}{others}"));
    }
    if s.cancelled {
        parts.push("stopped before the end".into());
    }
    parts.join("; ")
}
