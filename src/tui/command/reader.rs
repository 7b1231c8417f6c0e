//! Commands of the reader.

use super::{Command, Model, Refusal, Scope, always};
use crate::{
    domain::Judgement,
    tui::update::{annotate, claim_form, linking, panels, reader as act, select, visits},
};

pub const TABLE: &[Command] = &[
    Command {
        id: "reader.accept",
        title: "accept",
        doc: "Accept the claim as well read, and go to the next",
        scope: Scope::Reader,
        enabled: claim,
        run: |m, _| act::judge(m, Judgement::Accepted),
    },
    Command {
        id: "reader.reject",
        title: "reject",
        doc: "Reject the claim: it leaves every comparison, and stays readable here",
        scope: Scope::Reader,
        enabled: claim,
        run: |m, _| act::judge(m, Judgement::Rejected),
    },
    Command {
        id: "reader.unjudge",
        title: "unjudge",
        doc: "Take your judgement of the claim back",
        scope: Scope::Reader,
        enabled: judged,
        run: |m, _| act::judge(m, Judgement::Proposed),
    },
    Command {
        id: "reader.edit",
        title: "edit",
        doc: "Correct what was read: outcome, count, victims, claimant and the rest",
        scope: Scope::Reader,
        enabled: claim,
        run: |m, _| claim_form::open(m),
    },
    Command {
        id: "reader.event",
        title: "event",
        doc: "Open the claim's event, its reports side by side",
        scope: Scope::Reader,
        enabled: linked,
        run: |m, _| act::open_event(m),
    },
    Command {
        id: "reader.next",
        title: "next",
        doc: "Go to the next place that was looked for, else to the next claim",
        scope: Scope::Reader,
        enabled: next,
        run: |m, n| act::next(m, n as isize),
    },
    Command {
        id: "reader.previous",
        title: "previous",
        doc: "Go to the place looked for before this one, else to the claim before",
        scope: Scope::Reader,
        enabled: next,
        run: |m, n| act::next(m, -(n as isize)),
    },
    Command {
        id: "reader.next-claim",
        title: "next claim",
        doc: "Go to the next claim, in the list and in the text",
        scope: Scope::Reader,
        enabled: claim,
        run: |m, n| act::step(m, n as isize),
    },
    Command {
        id: "reader.previous-claim",
        title: "previous claim",
        doc: "Go to the previous claim, in the list and in the text",
        scope: Scope::Reader,
        enabled: claim,
        run: |m, n| act::step(m, -(n as isize)),
    },
    Command {
        id: "reader.select",
        title: "choose words",
        doc: "Choose words of the text: to make a claim of them, or to copy them",
        scope: Scope::Reader,
        enabled: loaded,
        run: |m, _| select::begin(m),
    },
    Command {
        id: "reader.find",
        title: "find",
        doc: "Look for words in this article; n and N go from place to place",
        scope: Scope::Reader,
        enabled: loaded,
        run: |m, _| act::ask_find(m),
    },
    Command {
        id: "reader.clear",
        title: "back",
        doc: "Take the ticks away, end the search in this article, or go back",
        scope: Scope::Reader,
        enabled: always,
        run: |m, _| act::leave(m),
    },
    Command {
        id: "reader.note",
        title: "note",
        doc: "Write a note on the claim, or on all that are ticked",
        scope: Scope::Reader,
        enabled: loaded,
        run: |m, _| annotate::ask_note(m, annotate::subjects(m)),
    },
    Command {
        id: "reader.article-note",
        title: "note on article",
        doc: "Write a note on the article, whatever claim is selected",
        scope: Scope::Reader,
        enabled: loaded,
        run: |m, _| annotate::ask_article_note(m),
    },
    Command {
        id: "reader.tag",
        title: "tag",
        doc: "Tag the claim, or all that are ticked",
        scope: Scope::Reader,
        enabled: loaded,
        run: |m, _| annotate::ask_tag(m),
    },
    Command {
        id: "reader.tick",
        title: "tick",
        doc: "Tick the claim, to do the next thing to all that are ticked",
        scope: Scope::Reader,
        enabled: claim,
        run: |m, n| act::tick(m, n),
    },
    Command {
        id: "reader.tick-all",
        title: "tick all",
        doc: "Tick every claim of the article, or take all ticks away",
        scope: Scope::Reader,
        enabled: claim,
        run: |m, _| act::tick_all(m),
    },
    Command {
        id: "reader.credibility",
        title: "credibility",
        doc: "Grade the claim's credibility from 1 to 6, apart from who makes it",
        scope: Scope::Reader,
        enabled: claim,
        run: |m, _| act::choose_credibility(m),
    },
    Command {
        id: "reader.move",
        title: "move to event",
        doc: "Move the claim, or all that are ticked, to another event or to a new one",
        scope: Scope::Reader,
        enabled: linking::movable,
        run: |m, _| linking::ask_move(m),
    },
    Command {
        id: "reader.diff",
        title: "what a copy changed",
        doc: "Show word by word what the article and its copy say otherwise",
        scope: Scope::Reader,
        enabled: copied,
        run: |m, _| panels::compare_copies(m),
    },
    Command {
        id: "reader.raw",
        title: "as it came in",
        doc: "Show the bytes that the article was read from",
        scope: Scope::Reader,
        enabled: loaded,
        run: |m, _| panels::raw(m),
    },
    Command {
        id: "reader.history",
        title: "history",
        doc: "Show everything that was done to the article and its claims",
        scope: Scope::Reader,
        enabled: loaded,
        run: |m, _| panels::article_history(m),
    },
    Command {
        id: "reader.open-url",
        title: "open address",
        doc: "Open the article's address in the browser, after asking",
        scope: Scope::Reader,
        enabled: addressed,
        run: |m, _| visits::ask_article(m),
    },
    Command {
        id: "reader.copy",
        title: "copy",
        doc: "Copy the claim's words with their citation",
        scope: Scope::Reader,
        enabled: claim,
        run: |m, _| act::copy(m),
    },
];

fn loaded(m: &Model) -> Result<(), Refusal> {
    m.reader().and_then(|r| r.view.as_ref()).map(|_| ()).ok_or("the article is still being read")
}

fn claim(m: &Model) -> Result<(), Refusal> {
    loaded(m)?;
    m.reader().and_then(|r| r.current()).map(|_| ()).ok_or("no claim was read from this article")
}

fn copied(m: &Model) -> Result<(), Refusal> {
    let copied = m.reader().and_then(|r| r.view.as_ref()).is_some_and(|v| v.copy_of.is_some() || !v.copies.is_empty());
    copied.then_some(()).ok_or("this article is no copy, and no article here is a copy of it")
}

fn addressed(m: &Model) -> Result<(), Refusal> {
    loaded(m)?;
    let url = m.reader().and_then(|r| r.view.as_ref()).and_then(|v| v.article.url.as_deref());
    visits::openable(url)
}

fn next(m: &Model) -> Result<(), Refusal> {
    if finding(m).is_ok() { Ok(()) } else { claim(m) }
}

fn finding(m: &Model) -> Result<(), Refusal> {
    let finding = m.reader().is_some_and(|r| r.find.is_some());
    finding.then_some(()).ok_or("nothing is looked for")
}

fn judged(m: &Model) -> Result<(), Refusal> {
    claim(m)?;
    let judged = m.reader().and_then(|r| r.current()).is_some_and(|c| c.judgement != Judgement::Proposed);
    judged.then_some(()).ok_or("nobody judged this claim yet; accept or reject it")
}

fn linked(m: &Model) -> Result<(), Refusal> {
    claim(m)?;
    let event = m.reader().and_then(|r| r.current()).and_then(|c| c.event);
    event.map(|_| ()).ok_or("this claim belongs to no event: its figure is background, not an incident's")
}
