//! Commands of the machine's proposals.

use super::{Command, Scope};
use crate::tui::update::linking as act;

pub const TABLE: &[Command] = &[
    Command {
        id: "links.accept",
        title: "they are one",
        doc: "Merge the later of the two events into the earlier",
        scope: Scope::Links,
        enabled: act::proposed,
        run: |m, _| act::accept(m),
    },
    Command {
        id: "links.decline",
        title: "they are two",
        doc: "Keep the two apart: the machine never proposes them again",
        scope: Scope::Links,
        enabled: act::proposed,
        run: |m, _| act::decline(m),
    },
    Command {
        id: "links.open",
        title: "open first",
        doc: "Open the first of the two events",
        scope: Scope::Links,
        enabled: act::proposed,
        run: |m, _| act::open(m, false),
    },
    Command {
        id: "links.open-other",
        title: "open second",
        doc: "Open the second of the two events",
        scope: Scope::Links,
        enabled: act::proposed,
        run: |m, _| act::open(m, true),
    },
];
