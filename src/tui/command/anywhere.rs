//! Commands of every screen, and the few that work at any time.

use super::{Command, Model, Refusal, Scope, always};
use crate::{
    domain::change::ArticleStatus,
    tui::{
        model::JobKind,
        msg::Effect,
        update::{annotate, articles, importing, jumps, layers, map, panels, screens},
    },
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
        id: "go.links",
        title: "proposed links",
        doc: "Go to the pairs of events that may be one, with what speaks for it and against",
        scope: Scope::Anywhere,
        enabled: always,
        run: |m, _| screens::go_links(m),
    },
    Command {
        id: "go.differences",
        title: "differences",
        doc: "Go to what bundles brought in say otherwise than what stands here, to choose",
        scope: Scope::Anywhere,
        enabled: sighted,
        run: |m, _| screens::go_differences(m),
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
        id: "go.back",
        title: "jump back",
        doc: "Go to the place before this one, whatever screen it is on",
        scope: Scope::Anywhere,
        enabled: came,
        run: |m, n| jumps::back(m, n),
    },
    Command {
        id: "go.forward",
        title: "jump forward",
        doc: "Go forward again after jumping back",
        scope: Scope::Anywhere,
        enabled: went_back,
        run: |m, n| jumps::forward(m, n),
    },
    Command {
        id: "go.mark",
        title: "go to a place",
        doc: "Go to a place that has a name: a saved view, a mark",
        scope: Scope::Anywhere,
        enabled: marked,
        run: |m, _| jumps::ask_visit(m),
    },
    Command {
        id: "app.mark",
        title: "name this place",
        doc: "Give what is seen a name, with its filter and order, to come back to it",
        scope: Scope::Anywhere,
        enabled: always,
        run: |m, _| jumps::ask_mark(m),
    },
    Command {
        id: "app.repeat",
        title: "repeat",
        doc: "Say of this what was said last: a status, a judgement, a grade, a tag, a note",
        scope: Scope::Anywhere,
        enabled: annotate::repeatable,
        run: |m, _| annotate::repeat(m),
    },
    Command {
        id: "app.mark-done",
        title: "mark done",
        doc: "Mark the article, or all that are ticked, as done",
        scope: Scope::Anywhere,
        enabled: markable,
        run: |m, _| articles::mark(m, ArticleStatus::Done),
    },
    Command {
        id: "app.mark-review",
        title: "mark in review",
        doc: "Mark the article, or all that are ticked, as being in review",
        scope: Scope::Anywhere,
        enabled: markable,
        run: |m, _| articles::mark(m, ArticleStatus::InReview),
    },
    Command {
        id: "app.mark-irrelevant",
        title: "mark irrelevant",
        doc: "Mark the article, or all that are ticked, as irrelevant; its claims stay",
        scope: Scope::Anywhere,
        enabled: markable,
        run: |m, _| articles::mark(m, ArticleStatus::Irrelevant),
    },
    Command {
        id: "app.mark-unread",
        title: "mark unread",
        doc: "Mark the article, or all that are ticked, as unread again",
        scope: Scope::Anywhere,
        enabled: markable,
        run: |m, _| articles::mark(m, ArticleStatus::Unread),
    },
    Command {
        id: "app.agreement",
        title: "agreement",
        doc: "Show how far analysts agree, on this event or on all",
        scope: Scope::Anywhere,
        enabled: always,
        run: |m, _| panels::agreement(m),
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
        doc: "Take articles in from a file or a folder; asks for outlet and day",
        scope: Scope::Anywhere,
        enabled: always,
        run: |m, _| importing::ask(m),
    },
    Command {
        id: "app.merge",
        title: "bring a bundle in",
        doc: "Add a colleague's bundle to this store; where you differ, both stand, to be settled",
        scope: Scope::Anywhere,
        enabled: always,
        run: |m, _| importing::ask_merge(m),
    },
    Command {
        id: "app.samples",
        title: "take the samples in",
        doc: "Take in articles written to try the workbench on, where the store is empty",
        scope: Scope::Anywhere,
        enabled: importing::empty,
        run: |m, _| importing::samples(m),
    },
    Command {
        id: "app.tour",
        title: "tour",
        doc: "Be led through the workbench in eight steps; once more ends it",
        scope: Scope::Anywhere,
        enabled: toured,
        run: |m, _| screens::tour(m),
    },
    Command {
        id: "app.stop",
        title: "stop",
        doc: "Stop the import or export under way; what it did so far stays",
        scope: Scope::Anywhere,
        enabled: working,
        run: |m, _| screens::ask_stop(m),
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

fn sighted(m: &Model) -> Result<(), Refusal> {
    if m.session.blind { Err("you work apart from others: what they said stays hidden") } else { Ok(()) }
}

fn came(m: &Model) -> Result<(), Refusal> {
    if m.session.jumps.can_go_back() { Ok(()) } else { Err("there is no place before this one") }
}

fn went_back(m: &Model) -> Result<(), Refusal> {
    if m.session.jumps.can_go_forward() { Ok(()) } else { Err("you did not jump back from anywhere") }
}

fn marked(m: &Model) -> Result<(), Refusal> {
    if m.session.marks.is_empty() { Err("no place has a name yet; b gives this one a name") } else { Ok(()) }
}

fn toured(m: &Model) -> Result<(), Refusal> {
    let empty = importing::empty(m).is_ok();
    if empty { Err("there is nothing to walk through yet; take the samples in first") } else { Ok(()) }
}

fn working(m: &Model) -> Result<(), Refusal> {
    screens::long(m).map(|_| ()).ok_or("nothing that takes long is under way")
}

fn markable(m: &Model) -> Result<(), Refusal> {
    let any = m.articles().is_some_and(|s| s.list.current().is_some()) || m.reader().is_some_and(|s| s.view.is_some());
    any.then_some(()).ok_or("no article is selected or open")
}

fn themed(m: &Model) -> Result<(), Refusal> {
    if m.session.themes.len() > 1 { Ok(()) } else { Err("NO_COLOR is set: there is one theme, without colours") }
}
