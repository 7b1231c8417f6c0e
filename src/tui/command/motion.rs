//! Moving about, on screens and in layers.

use super::{Command, Scope, always};
use crate::tui::update::motion::{Motion, go};

const fn motion(
    id: &'static str,
    title: &'static str,
    doc: &'static str,
    run: fn(&mut super::Model, usize) -> Vec<super::Effect>,
) -> Command {
    Command { id, title, doc, scope: Scope::Motion, enabled: always, run }
}

pub const TABLE: &[Command] = &[
    motion("move.down", "down", "Go one row or line down", |m, n| go(m, Motion::Down, n)),
    motion("move.up", "up", "Go one row or line up", |m, n| go(m, Motion::Up, n)),
    motion("move.left", "left", "Go one column to the left", |m, n| go(m, Motion::Left, n)),
    motion("move.right", "right", "Go one column to the right", |m, n| go(m, Motion::Right, n)),
    motion("move.page-down", "page down", "Go one screenful down", |m, n| go(m, Motion::PageDown, n)),
    motion("move.page-up", "page up", "Go one screenful up", |m, n| go(m, Motion::PageUp, n)),
    motion("move.first", "first", "Go to the first row", |m, n| go(m, Motion::First, n)),
    motion("move.last", "last", "Go to the last row", |m, n| go(m, Motion::Last, n)),
];
