//! What an answer does: a prompt sent, a form saved, a menu's row chosen, a question answered.

use super::{
    annotate, articles, batch, claim_form, decide, events, importing, jumps, layers, linking, panels, places, reader,
    run, sorting, sources,
};
use crate::{
    domain::{FigureState, Filter, change::Change},
    export::{Format, Manner},
    tui::{
        layer::{Asked, Confirmed, Filled, Form, Layer, Line, Picked, answer},
        model::{JobKind, Model, Reader},
        msg::Effect,
    },
    work::{
        Request,
        outgoing::{Choice, Order},
    },
};

/// Sends a prompt's line. It stays, with what was typed, until the answer is taken.
pub fn prompt(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Prompt(prompt)) = model.layers.last() else { return Vec::new() };
    if prompt.waits.ticket.is_some() {
        return Vec::new();
    }
    let (asked, typed) = (prompt.asked.clone(), prompt.line.text().trim().to_string());
    let given = (!typed.is_empty()).then_some(typed);
    match (asked, given) {
        (Asked::Filter(_), line) => filter(model, &line.unwrap_or_default()),
        (Asked::Sources, words) => {
            model.layers.pop();
            sources::refilter(model, words.unwrap_or_default())
        }
        (Asked::Find, words) => {
            model.layers.pop();
            reader::find(model, &words.unwrap_or_default())
        }
        (Asked::Note(subjects), Some(text)) => annotate::note(model, subjects, text),
        (Asked::Tag(subjects), Some(words)) => annotate::note(model, subjects, annotate::tags(&words)),
        (Asked::Mark, Some(name)) => {
            model.layers.pop();
            jumps::mark(model, &name)
        }
        (Asked::Visit(_), Some(name)) => match jumps::visit_named(model, &name) {
            Ok(effects) => {
                model.layers.pop();
                effects
            }
            Err(why) => refuse(model, why),
        },
        (Asked::EventName(event), Some(name)) => model.commit(Change::NameEvent { event, name }),
        (Asked::EventDate(event), typed) => match events::date(typed.as_deref()) {
            Ok(date) => model.commit(Change::DateEvent { event, date }),
            Err(why) => refuse(model, why),
        },
        (Asked::Reason(mut proposal), Some(reason)) => {
            proposal.decision.reason = reason;
            decide::decide(model, *proposal)
        }
        (Asked::WaitingFor(mut proposal), Some(waiting)) => {
            proposal.decision.waiting_for = Some(waiting);
            proposal.conflict = false; // nothing is decided yet that could need a reason
            decide::decide(model, *proposal)
        }
        (Asked::GradeReason { claimant, reliability }, Some(reason)) => {
            model.commit(Change::Grade { claimant, reliability, reason })
        }
        (Asked::MoveClaims(claims, _), Some(typed)) => match linking::event_named(&typed) {
            Ok(to) => {
                model.untick();
                model.commit(Change::MoveClaims { claims, to })
            }
            Err(why) => refuse(model, why),
        },
        (Asked::OtherName(source, _), Some(name)) => {
            model.commit(Change::NameSource { names: vec![name], source: Some(source) })
        }
        (Asked::Settle { bundle, at, take }, Some(reason)) => {
            model.commit(Change::SettleDifference { bundle, at, take, reason })
        }
        (Asked::EventPlace(event), typed) => places::place(model, event, typed),
        (Asked::AllWaiting(figures), Some(waiting)) => batch::wait(model, figures, &waiting),
        (Asked::Merge, Some(path)) => importing::merge(model, &path),
        (Asked::Export(choice), Some(path)) => export(model, choice, &path),
        (asked, None) => refuse(model, empty(&asked)),
    }
}

/// Narrows the list seen, or says what is wrong with the line.
fn filter(model: &mut Model, line: &str) -> Vec<Effect> {
    match line.parse::<Filter>() {
        Ok(filter) => {
            model.layers.pop();
            if model.events().is_some() {
                events::refilter(model, filter)
            } else {
                articles::refilter(model, |_| filter)
            }
        }
        Err(why) => refuse(model, why.to_string()),
    }
}

/// Why this prompt cannot be sent empty.
fn empty(asked: &Asked) -> &'static str {
    match asked {
        Asked::Note(_) => "an empty note says nothing; Esc cancels",
        Asked::EventName(_) => "an event needs a name; Esc keeps the one it has",
        Asked::Reason(_) => "the sources conflict: a decision needs its reason",
        Asked::WaitingFor(_) | Asked::AllWaiting(_) => "say what is waited for, so that somebody can ask again",
        Asked::Settle { .. } => "a choice between the two needs its reason",
        Asked::GradeReason { .. } => "a grade needs its reason",
        Asked::Tag(_) => "a tag is a word; Esc cancels",
        Asked::Mark | Asked::Visit(_) => "type a name, or Esc",
        Asked::MoveClaims(..) => "write e12, or new",
        Asked::OtherName(..) => "write the other name, or Esc",
        Asked::Export(_) => "name a file",
        Asked::Merge => "name the file a colleague gave you; Esc cancels",
        Asked::Filter(_) | Asked::Sources | Asked::Find | Asked::EventDate(_) | Asked::EventPlace(_) => "",
    }
}

fn export(model: &mut Model, choice: Choice, typed: &str) -> Vec<Effect> {
    let path = answer::path(typed);
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("recount")) {
        return model.job(JobKind::Export, Request::Bundle { path, filter: choice.filter, events: choice.events });
    }
    let Some(format) = Format::of_path(&path) else {
        let known = ".csv, .tsv, .jsonl, .json, .xlsx, .geojson, .jsonld, .html, .md, .zip or .recount";
        return refuse(model, format!("the ending tells the format: {known}"));
    };
    let order = Order { choice, format, manner: Manner::default(), license: None };
    model.job(JobKind::Export, Request::Export { path, order })
}

/// Says on the layer why its answer was not taken.
pub fn refuse(model: &mut Model, why: impl Into<String>) -> Vec<Effect> {
    if let Some(waits) = model.layers.last_mut().and_then(Layer::waits_mut) {
        waits.refusal = Some(why.into());
    }
    Vec::new()
}

pub fn form(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Form(form)) = model.layers.last() else { return Vec::new() };
    if form.waits.ticket.is_some() {
        return Vec::new();
    }
    if form.filled == Filled::Import {
        return import(model);
    }
    let change = match &form.filled {
        Filled::Import => return Vec::new(),
        Filled::Claim(id, before) => {
            let place = model.reader().and_then(Reader::current).map_or(0, |r| r.ordinal);
            let siblings = model.reader().map_or(0, |r| r.claims().len());
            claim_form::read(form, before, place, siblings).map(|to| Change::EditClaim { claim: *id, to: Box::new(to) })
        }
        Filled::NewClaim(new) => {
            let siblings = model.reader().map_or(0, |r| r.claims().len());
            claim_form::read(form, &new.claim, siblings, siblings).map(|claim| Change::AddClaim {
                article: new.article,
                event: new.event,
                claim: Box::new(claim),
            })
        }
        Filled::Figures(proposal) => figures(form, proposal),
    };
    let Some(Layer::Form(form)) = model.layers.last_mut() else { return Vec::new() };
    match change {
        Ok(change) => {
            form.check(Vec::new());
            model.commit(change)
        }
        Err(faults) => {
            form.check(faults);
            Vec::new()
        }
    }
}

/// Begins an import; the form goes at once, so that one can go on working.
fn import(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Form(form)) = model.layers.last_mut() else { return Vec::new() };
    match importing::read(form) {
        Ok(request) => {
            model.layers.pop();
            model.job(JobKind::Import, request)
        }
        Err(faults) => {
            form.check(faults);
            Vec::new()
        }
    }
}

/// The analyst's own figures, or what is wrong with them.
fn figures(form: &Form, proposal: &answer::Proposal) -> Result<Change, claim_form::Faults> {
    let mut faults = claim_form::Faults::new();
    let mut decision = proposal.decision.clone();
    decision.low = claim_form::number(form, "low", &mut faults);
    decision.best = claim_form::number(form, "best", &mut faults);
    decision.high = claim_form::number(form, "high", &mut faults);
    decision.reason = form.value("reason").into();
    decision.state = FigureState::Reconciled;
    if faults.is_empty() {
        if let Err(unsound) = decision.check() {
            faults.push(("best", unsound.to_string()));
        } else if decision.low.or(decision.best).or(decision.high).is_none() {
            faults.push(("best", "give at least one number; p leaves the figure pending".into()));
        }
        if proposal.conflict && decision.reason.is_empty() {
            faults.push(("reason", "the sources conflict: say why these numbers".into()));
        }
    }
    if faults.is_empty() {
        Ok(Change::Decide { event: proposal.event, decision: Box::new(decision) })
    } else {
        Err(faults)
    }
}

/// Takes the selected row of a menu.
pub fn choose(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Menu(menu)) = model.layers.pop() else { return Vec::new() };
    let Some(item) = menu.items.into_iter().nth(menu.selected) else { return Vec::new() };
    match item.picked {
        Picked::Outlet(outlet) => articles::only_outlet(model, outlet),
        Picked::Status(status) => articles::only_status(model, status),
        Picked::Rule(proposal) => decide::decide(model, *proposal),
        Picked::Switch(event, switch) => model.commit(Change::SetSwitch { event, switch }),
        Picked::Credibility(credibility) => reader::credit(model, credibility),
        Picked::Copy(other) => panels::compare_with(model, other),
        Picked::SortArticles(sort) => sorting::articles(model, sort),
        Picked::SortEvents(sort) => sorting::events(model, sort),
        Picked::SortSources(sort) => sorting::sources(model, sort),
        Picked::OwnName(name) => model.commit(Change::NameSource { names: vec![name], source: None }),
        Picked::Place(event, place) => model.commit(Change::PlaceEvent { event, place: Some(place) }),
        Picked::Grade(claimant, reliability) => {
            let grade = reliability.map_or("no grade", |r| r.word());
            let title = format!("{} · {grade}: why?", crate::text::display(&claimant));
            let asked = Asked::GradeReason { claimant, reliability };
            layers::ask(model, title, "what the grade rests on", "", asked)
        }
    }
}

/// Closes the palette and runs what is selected in it.
pub fn run_chosen(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Palette(palette)) = model.layers.pop() else { return Vec::new() };
    match palette.choice() {
        Some(choice) => run(model, choice.command, 1),
        None => {
            model.notify("no command answers to that");
            Vec::new()
        }
    }
}

/// The question on top is answered with yes.
pub fn confirmed(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Confirm(confirm)) = model.layers.pop() else { return Vec::new() };
    match confirm.then {
        Confirmed::Leave => super::quit(model),
        Confirmed::Open(url) => {
            model.notify("given to the browser");
            vec![Effect::Open(url)]
        }
        Confirmed::Commit(change) => {
            model.untick();
            model.commit(change)
        }
        Confirmed::Stop(ticket) => {
            model.notify("stopping; what was taken in so far stays");
            vec![Effect::Cancel(ticket)]
        }
    }
}

/// An editor gave back what a prompt or a form asks for: a prompt is sent at once, lines and all.
pub fn edited(model: &mut Model, result: Result<String, String>) -> Vec<Effect> {
    let text = match result {
        Ok(text) => text.trim().to_owned(),
        Err(why) => {
            model.warn(why);
            return Vec::new();
        }
    };
    match model.layers.last_mut() {
        Some(Layer::Prompt(prompt)) => {
            prompt.line = Line::new(text);
            self::prompt(model)
        }
        Some(Layer::Form(form)) => {
            if let Some(line) = form.line_mut() {
                line.clear_all();
                line.insert(&text);
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Hands what is being typed to the user's editor.
pub fn edit(model: &mut Model) -> Vec<Effect> {
    let text = model.layers.last_mut().and_then(Layer::line_mut).map(|line| line.text().to_owned());
    text.map(Effect::Edit).into_iter().collect()
}
