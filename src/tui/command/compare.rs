//! Commands of the comparison: moving between conflicts, deciding, settling, asking why.

use super::{Command, Model, Refusal, Scope};
use crate::{
    domain::{Basis, FigureState, RowState},
    tui::{
        model::{Compare, compare::is_settled},
        update::{annotate, compare as act, decide, events, explain, linking, panels, picture, places, visits},
    },
};

pub const TABLE: &[Command] = &[
    Command {
        id: "compare.adopt",
        title: "adopt",
        doc: "Decide for the selected cell's figure",
        scope: Scope::Compare,
        enabled: reported,
        run: |m, _| decide::adopt(m),
    },
    Command {
        id: "compare.rule",
        title: "rule",
        doc: "Decide by a rule: see what each makes of the row, and choose",
        scope: Scope::Compare,
        enabled: ruled,
        run: |m, _| decide::choose_rule(m),
    },
    Command {
        id: "compare.own",
        title: "own figures",
        doc: "Decide with your own low, best and high, and a reason",
        scope: Scope::Compare,
        enabled: row,
        run: |m, _| decide::own(m),
    },
    Command {
        id: "compare.pending",
        title: "pending",
        doc: "Leave the figure pending, saying what is waited for",
        scope: Scope::Compare,
        enabled: row,
        run: |m, _| decide::pending(m),
    },
    Command {
        id: "compare.settle",
        title: "settle",
        doc: "Settle what a word means here, or what a silence does",
        scope: Scope::Compare,
        enabled: row,
        run: |m, _| act::choose_switch(m),
    },
    Command {
        id: "compare.next-conflict",
        title: "next conflict",
        doc: "Go to the next row in conflict, around the end",
        scope: Scope::Compare,
        enabled: conflict,
        run: |m, _| act::step_conflict(m, true),
    },
    Command {
        id: "compare.previous-conflict",
        title: "previous conflict",
        doc: "Go to the previous row in conflict, around the beginning",
        scope: Scope::Compare,
        enabled: conflict,
        run: |m, _| act::step_conflict(m, false),
    },
    Command {
        id: "compare.derivation",
        title: "derivation",
        doc: "Show how the cell's number follows, and from which claims",
        scope: Scope::Compare,
        enabled: reported,
        run: |m, _| explain::derivation(m),
    },
    Command {
        id: "compare.other",
        title: "other source",
        doc: "Set the next source's words beside the selected ones",
        scope: Scope::Compare,
        enabled: several,
        run: |m, _| act::turn_other(m),
    },
    Command {
        id: "compare.article",
        title: "article",
        doc: "Open the article the cell's words come from, at the claim",
        scope: Scope::Compare,
        enabled: reported,
        run: |m, _| act::open_article(m),
    },
    Command {
        id: "compare.history",
        title: "history",
        doc: "Show every change made to this event, newest first",
        scope: Scope::Compare,
        enabled: row,
        run: |m, _| panels::event_history(m),
    },
    Command {
        id: "compare.reopen",
        title: "reopen",
        doc: "Take the row's decision back: the figure is open again",
        scope: Scope::Compare,
        enabled: decided,
        run: |m, _| decide::reopen(m),
    },
    Command {
        id: "compare.sign",
        title: "sign off",
        doc: "Sign a colleague's decision off, as the second person",
        scope: Scope::Compare,
        enabled: signable,
        run: |m, _| decide::sign(m),
    },
    Command {
        id: "compare.grade",
        title: "grade source",
        doc: "Grade the claimant's reliability from A to F, with a reason",
        scope: Scope::Compare,
        enabled: column,
        run: |m, _| act::choose_grade(m),
    },
    Command {
        id: "compare.picture",
        title: "picture of the row",
        doc: "Draw who says how much, as bars on one scale, and how each toll went over time",
        scope: Scope::Compare,
        enabled: row,
        run: |m, _| picture::open(m),
    },
    Command {
        id: "compare.place",
        title: "place",
        doc: "Say where the event happened, from the gazetteer; later reports then no longer change it",
        scope: Scope::Compare,
        enabled: opened,
        run: |m, _| places::ask(m),
    },
    Command {
        id: "compare.date",
        title: "date",
        doc: "Say when the event happened; later reports then no longer change it",
        scope: Scope::Compare,
        enabled: opened,
        run: |m, _| events::ask_date(m),
    },
    Command {
        id: "compare.move",
        title: "move claims",
        doc: "Move the cell's claims to another event, or to a new one: a split",
        scope: Scope::Compare,
        enabled: linking::movable,
        run: |m, _| linking::ask_move(m),
    },
    Command {
        id: "compare.open-url",
        title: "open address",
        doc: "Open the address of the article behind the cell, after asking",
        scope: Scope::Compare,
        enabled: addressed,
        run: |m, _| visits::ask_cell(m),
    },
    Command {
        id: "compare.note",
        title: "note",
        doc: "Write a note on the event",
        scope: Scope::Compare,
        enabled: row,
        run: |m, _| annotate::ask_note(m, annotate::subjects(m)),
    },
    Command {
        id: "compare.copy",
        title: "copy",
        doc: "Copy the words behind the cell with their citation",
        scope: Scope::Compare,
        enabled: reported,
        run: |m, _| act::copy(m),
    },
];

fn screen(m: &Model) -> Result<&Compare, Refusal> {
    m.compare().filter(|c| c.opened.is_some()).ok_or("the event is still being read")
}

fn row(m: &Model) -> Result<(), Refusal> {
    screen(m)?.current_row().map(|_| ()).ok_or("no claim bears on this event; accept or move some first")
}

fn column(m: &Model) -> Result<(), Refusal> {
    row(m)?;
    screen(m)?.columns().get(screen(m)?.column).map(|_| ()).ok_or("no source is selected")
}

fn several(m: &Model) -> Result<(), Refusal> {
    match screen(m)?.columns().len() {
        0 | 1 => Err("there is only one source"),
        2 => Err("there are two sources, and the words of both stand below"),
        _ => Ok(()),
    }
}

fn reported(m: &Model) -> Result<(), Refusal> {
    row(m)?;
    let silent = screen(m)?.current_cell().is_none_or(|c| c.basis == Basis::Silent);
    if silent { Err("this source says nothing here, and silence is not a figure; choose another cell") } else { Ok(()) }
}

fn addressed(m: &Model) -> Result<(), Refusal> {
    reported(m)?;
    visits::openable(act::evidence(m).and_then(|statement| statement.url.as_deref()))
}

fn ruled(m: &Model) -> Result<(), Refusal> {
    row(m)?;
    let none = screen(m)?.current_rules().is_empty();
    if none { Err("no rule applies to this row; give your own figures") } else { Ok(()) }
}

fn conflict(m: &Model) -> Result<(), Refusal> {
    let any = screen(m)?.rows().any(|r| r.state == RowState::Conflict);
    any.then_some(()).ok_or("no row is in conflict")
}

fn decided(m: &Model) -> Result<(), Refusal> {
    row(m)?;
    let c = screen(m)?;
    let decision = c.current_row().and_then(|r| c.decision(&r.measure));
    let standing = decision.is_some_and(|d| d.state != FigureState::Open);
    standing.then_some(()).ok_or("this figure is open: nothing was decided")
}

fn signable(m: &Model) -> Result<(), Refusal> {
    row(m)?;
    let c = screen(m)?;
    match c.current_row().and_then(|r| c.decision(&r.measure)) {
        None => Err("nothing was decided here that could be signed off"),
        Some(d) if !is_settled(d) => Err("this figure is not reconciled yet"),
        Some(d) if d.state == FigureState::Signed => Err("this figure is signed off already"),
        Some(d) if d.analyst == m.session.analyst => Err("you decided this; a second person signs it off"),
        Some(_) => Ok(()),
    }
}

fn opened(m: &Model) -> Result<(), Refusal> {
    let open = m.compare().is_some_and(|s| s.opened.is_some());
    open.then_some(()).ok_or("the event is still being read")
}
