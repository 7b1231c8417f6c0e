//! Commands of every screen, and the few that work at any time.

use super::{Command, Model, Refusal, Scope, always};
use crate::tui::{
    model::JobKind,
    msg::Effect,
    update::{layers, map, screens},
};

pub const TABLE: &[Command] = &[
    Command {
        id: "go.articles",
        title: "articles",
        doc: "Go to the list of articles",
        scope: Scope::Anywhere,
        enabled: always,
        run: |m, _| screens::go_articles(m),
    },
    Command {
        id: "go.events",
        title: "events",
        doc: "Go to the list of events",
        scope: Scope::Anywhere,
        enabled: always,
        run: |m, _| screens::go_events(m),
    },
    Command {
        id: "go.map",
        title: "map",
        doc: "See the events of this list on a map and along time; all of them from elsewhere",
        scope: Scope::Anywhere,
        enabled: always,
        run: |m, _| map::open(m),
    },
    Command {
        id: "go.sources",
        title: "sources",
        doc: "Go to the list of who makes claims, with their grades",
        scope: Scope::Anywhere,
        enabled: always,
        run: |m, _| screens::go_sources(m),
    },
    Command {
        id: "go.review",
        title: "what is left",
        doc: "Go to what is left to read, judge, decide and sign",
        scope: Scope::Anywhere,
        enabled: always,
        run: |m, _| screens::go_review(m),
    },
    Command {
        id: "go.log",
        title: "log",
        doc: "Go to the journal of all changes",
        scope: Scope::Anywhere,
        enabled: always,
        run: |m, _| screens::go_log(m),
    },
    Command {
        id: "app.undo",
        title: "undo",
        doc: "Take back your last change; it stays in the journal",
        scope: Scope::Anywhere,
        enabled: idle,
        run: |m, _| screens::undo(m),
    },
    Command {
        id: "app.redo",
        title: "redo",
        doc: "Make the change again that was taken back last",
        scope: Scope::Anywhere,
        enabled: idle,
        run: |m, _| screens::redo(m),
    },
    Command {
        id: "app.import",
        title: "import",
        doc: "Add articles from a text file or a JSON lines file",
        scope: Scope::Anywhere,
        enabled: always,
        run: |m, _| layers::ask_import(m),
    },
    Command {
        id: "app.export",
        title: "export",
        doc: "Write the decided figures with their evidence; the ending of the file's name tells the format",
        scope: Scope::Anywhere,
        enabled: always,
        run: |m, _| layers::ask_export(m),
    },
    Command {
        id: "app.back",
        title: "back",
        doc: "Go back to the screen before; from the first one, quit",
        scope: Scope::Anywhere,
        enabled: always,
        run: |m, _| screens::back(m),
    },
    Command {
        id: "app.palette",
        title: "commands",
        doc: "Find a command by its name and run it",
        scope: Scope::Anywhere,
        enabled: always,
        run: |m, _| layers::open_palette(m),
    },
    Command {
        id: "app.help",
        title: "help",
        doc: "Show the keys of this screen",
        scope: Scope::Anywhere,
        enabled: always,
        run: |m, _| layers::open_help(m),
    },
    Command {
        id: "app.refresh",
        title: "refresh",
        doc: "Read this screen from the store again",
        scope: Scope::Anywhere,
        enabled: always,
        run: |m, _| screens::refresh(m),
    },
    Command {
        id: "app.theme",
        title: "next theme",
        doc: "Change to the next theme: dark, light, high contrast, mono",
        scope: Scope::Anywhere,
        enabled: themed,
        run: |m, _| screens::next_theme(m),
    },
    Command {
        id: "app.mouse",
        title: "mouse on or off",
        doc: "Let go of the mouse, so that the terminal selects text, or take it again",
        scope: Scope::Anywhere,
        enabled: always,
        run: |m, _| screens::toggle_mouse(m),
    },
    Command {
        id: "app.quit",
        title: "quit",
        doc: "Leave; every change shown is saved already",
        scope: Scope::Always,
        enabled: always,
        run: |m, _| screens::quit(m),
    },
    Command {
        id: "app.suspend",
        title: "suspend",
        doc: "Go to the shell for a while; `fg` comes back",
        scope: Scope::Always,
        enabled: always,
        run: |_, _| vec![Effect::Suspend],
    },
    Command {
        id: "app.redraw",
        title: "redraw",
        doc: "Draw the whole screen again",
        scope: Scope::Always,
        enabled: always,
        run: |_, _| vec![Effect::Redraw],
    },
];

/// One change at a time: what is undone must be what is seen.
fn idle(m: &Model) -> Result<(), Refusal> {
    let writing = m.jobs.values().any(|j| matches!(j.kind, JobKind::Write | JobKind::Undo));
    if writing { Err("the last change is still being saved; try again in a moment") } else { Ok(()) }
}

fn themed(m: &Model) -> Result<(), Refusal> {
    if m.session.themes.len() > 1 { Ok(()) } else { Err("NO_COLOR is set: there is one theme, without colours") }
}
