//! Commands of the list of what is left.

use super::{Command, Scope, always};
use crate::tui::update::review as act;

pub const TABLE: &[Command] = &[Command {
    id: "review.open",
    title: "open",
    doc: "List what is left of this kind",
    scope: Scope::Review,
    enabled: always,
    run: |m, _| act::open(m),
}];
