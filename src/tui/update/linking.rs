//! Which reports are about one incident: merging events, keeping them apart, moving claims, and the machine's proposals.

use super::{layers, screens};
use crate::{
    domain::{Change, ClaimId, EventId, Proposal},
    text,
    tui::{
        command::Refusal,
        layer::Asked,
        model::{Compare, Model, Screen},
        msg::Effect,
    },
};

/// The ticked events other than the selected one, which comes first.
fn ticked(model: &Model) -> Option<(EventId, Vec<EventId>)> {
    let events = model.events()?;
    let here = events.list.current()?.event.id;
    let others: Vec<EventId> = events.ticked.keys().copied().filter(|id| *id != here).collect();
    (!others.is_empty()).then_some((here, others))
}

pub fn has_others(model: &Model) -> Result<(), Refusal> {
    ticked(model).map(|_| ()).ok_or("tick events with t, then select the one they are")
}

/// The two events meant on the list of events: the one selected and the one ticked, or the two that are ticked. The one
/// selected comes first.
fn two(model: &Model) -> Option<(EventId, EventId)> {
    let (here, others) = ticked(model)?;
    match others.as_slice() {
        [other] => Some((here, *other)),
        _ => None,
    }
}

pub fn has_two(model: &Model) -> Result<(), Refusal> {
    two(model).map(|_| ()).ok_or("tick one event with t, then select the other")
}

/// Everything of the ticked events goes to the selected one.
pub fn merge(model: &mut Model) -> Vec<Effect> {
    let Some((into, others)) = ticked(model) else { return Vec::new() };
    model.untick();
    let mut changes: Vec<_> = others.into_iter().map(|from| Change::MergeEvents { from, into }).collect();
    match (changes.len(), changes.pop()) {
        (1, Some(only)) => model.commit(only),
        (_, last) => {
            changes.extend(last);
            model.commit(Change::Several { changes })
        }
    }
}

pub fn keep_apart(model: &mut Model) -> Vec<Effect> {
    let Some((a, b)) = two(model) else { return Vec::new() };
    model.untick();
    model.commit(Change::KeepApart { a, b })
}

/// The claims that would be moved from here: those ticked, the one selected, or all that the selected cell rests on.
fn claims(model: &Model) -> Vec<ClaimId> {
    match model.screen() {
        Screen::Reader(s) => s.meant(),
        Screen::Compare(s) => s.current_cell().map(|cell| cell.claims.clone()).unwrap_or_default(),
        _ => Vec::new(),
    }
}

pub fn movable(model: &Model) -> Result<(), Refusal> {
    if claims(model).is_empty() { Err("no claim stands here; select one that does") } else { Ok(()) }
}

pub fn ask_move(model: &mut Model) -> Vec<Effect> {
    let claims = claims(model);
    let what = match claims.as_slice() {
        [one] => one.to_string(),
        more => format!("{} claims", more.len()),
    };
    let known = known(model);
    let hint = "the event's id, e12; or new, where they tell of another incident";
    layers::ask(model, format!("Move {what} to which event?"), hint, "", Asked::MoveClaims(claims, known))
}

/// Events seen on the screens open, with their names.
fn known(model: &Model) -> Vec<(String, String)> {
    let mut known = vec![("new".to_owned(), "an event of its own".to_owned())];
    for screen in model.screens.iter().rev() {
        match screen {
            Screen::Events(s) => {
                known.extend(s.list.rows.iter().map(|row| (row.event.id.to_string(), row.event.name.clone())));
            }
            Screen::Reader(s) => {
                let events = s.claims().iter().filter_map(|record| record.event);
                known.extend(events.map(|event| (event.to_string(), format!("other claims of {}", s.id))));
            }
            _ => {}
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    known.retain(|(id, _)| seen.insert(id.clone()));
    known
}

/// Where claims are to go, as typed.
///
/// # Errors
/// Where it names no event.
pub fn event_named(typed: &str) -> Result<Option<EventId>, String> {
    if typed == "new" {
        return Ok(None);
    }
    let number = typed.strip_prefix('e').unwrap_or(typed).parse::<i64>().ok().filter(|n| *n > 0);
    number.map(|n| Some(EventId(n))).ok_or_else(|| format!("“{}” is no event; write e12, or new", text::display(typed)))
}

fn proposal(model: &Model) -> Option<&Proposal> {
    model.links()?.list.current()
}

pub fn proposed(model: &Model) -> Result<(), Refusal> {
    proposal(model).map(|_| ()).ok_or("nothing is proposed")
}

/// They are one: the later event goes into the earlier.
pub fn accept(model: &mut Model) -> Vec<Effect> {
    let Some((a, b)) = proposal(model).map(|p| (p.a, p.b)) else { return Vec::new() };
    model.commit(Change::MergeEvents { from: a.max(b), into: a.min(b) })
}

pub fn decline(model: &mut Model) -> Vec<Effect> {
    let Some((a, b)) = proposal(model).map(|p| (p.a, p.b)) else { return Vec::new() };
    model.commit(Change::KeepApart { a, b })
}

/// One of the two, or the other.
pub fn open(model: &mut Model, other: bool) -> Vec<Effect> {
    let Some(event) = proposal(model).map(|p| if other { p.b } else { p.a }) else { return Vec::new() };
    screens::open(model, Screen::Compare(Box::new(Compare::new(event))))
}
