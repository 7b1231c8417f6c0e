//! Commands of what bundles say otherwise.

use super::{Command, Scope};
use crate::{domain::Take, tui::update::differences as act};

pub const TABLE: &[Command] = &[
    Command {
        id: "differences.theirs",
        title: "take theirs",
        doc: "Let what the bundle says stand instead of what stands here, with your reason",
        scope: Scope::Differences,
        enabled: act::selected,
        run: |m, _| act::ask(m, Take::Theirs),
    },
    Command {
        id: "differences.ours",
        title: "keep ours",
        doc: "Let what stands here stand, with your reason; theirs stays readable as their word",
        scope: Scope::Differences,
        enabled: act::selected,
        run: |m, _| act::ask(m, Take::Ours),
    },
    Command {
        id: "differences.open",
        title: "open",
        doc: "Open the event that it is about, or the article of its claim",
        scope: Scope::Differences,
        enabled: act::openable,
        run: |m, _| act::open(m),
    },
];
