//! Commands while words of an article are being chosen.

use super::{Command, Effect, Model, Scope, always};
use crate::tui::{
    model::stretch::Step,
    update::{annotate, select as act},
};

const fn row(
    id: &'static str,
    title: &'static str,
    doc: &'static str,
    run: fn(&mut Model, usize) -> Vec<Effect>,
) -> Command {
    Command { id, title, doc, scope: Scope::Select, enabled: always, run }
}

pub const TABLE: &[Command] = &[
    row("select.claim", "make a claim", "Write a claim that these words make", |m, _| act::claim(m)),
    row("select.note", "note", "Write a note on the article that begins with these words", |m, _| {
        annotate::ask_words_note(m)
    }),
    row("select.copy", "copy", "Copy the words", |m, _| act::copy(m)),
    row("select.turn", "other end", "Go on from the other end of the words", |m, _| act::turn(m)),
    row("select.word", "word on", "Go on to the end of a word", |m, n| act::step(m, Step::WordEnd, n)),
    row("select.back", "word back", "Go back to the beginning of a word", |m, n| act::step(m, Step::WordStart, n)),
    row("select.right", "right", "Go one character on", |m, n| act::step(m, Step::Right, n)),
    row("select.left", "left", "Go one character back", |m, n| act::step(m, Step::Left, n)),
    row("select.down", "down", "Go one line down", |m, n| act::line(m, n as isize)),
    row("select.up", "up", "Go one line up", |m, n| act::line(m, -(n as isize))),
    row("select.line-start", "line start", "Go to the beginning of the line", |m, _| act::line_end(m, false)),
    row("select.line-end", "line end", "Go to the end of the line", |m, _| act::line_end(m, true)),
    row("select.close", "cancel", "Choose no words", |m, _| act::close(m)),
];
