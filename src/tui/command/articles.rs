//! Commands of the list of articles.

use super::{Command, Model, Refusal, Scope, always};
use crate::tui::update::{annotate, articles as act, layers, sorting};

pub const TABLE: &[Command] = &[
    Command {
        id: "articles.open",
        title: "open",
        doc: "Read the article, its claims marked in the text",
        scope: Scope::Articles,
        enabled: selected,
        run: |m, _| act::open(m),
    },
    Command {
        id: "articles.filter",
        title: "filter",
        doc: "Search the texts, or show only some: outlet:sana after:2017-04 killed>=5 has:conflict",
        scope: Scope::Articles,
        enabled: always,
        run: |m, _| layers::ask_filter(m),
    },
    Command {
        id: "articles.outlet",
        title: "outlet",
        doc: "Show only the articles of one outlet",
        scope: Scope::Articles,
        enabled: outlets,
        run: |m, _| act::choose_outlet(m),
    },
    Command {
        id: "articles.status",
        title: "status",
        doc: "Show only the articles of one status",
        scope: Scope::Articles,
        enabled: always,
        run: |m, _| act::choose_status(m),
    },
    Command {
        id: "articles.clear",
        title: "all",
        doc: "Stop looking; else take the ticks away; without any, show all articles again",
        scope: Scope::Articles,
        enabled: filtered,
        run: |m, _| act::clear(m),
    },
    Command {
        id: "articles.tick",
        title: "tick",
        doc: "Tick the article, to do the next thing to all that are ticked",
        scope: Scope::Articles,
        enabled: selected,
        run: |m, n| act::tick(m, n),
    },
    Command {
        id: "articles.tick-all",
        title: "tick all",
        doc: "Tick every article read so far, or take all ticks away",
        scope: Scope::Articles,
        enabled: selected,
        run: |m, _| act::tick_all(m),
    },
    Command {
        id: "articles.note",
        title: "note",
        doc: "Write a note on the article, or on all that are ticked",
        scope: Scope::Articles,
        enabled: selected,
        run: |m, _| annotate::ask_note(m, annotate::subjects(m)),
    },
    Command {
        id: "articles.tag",
        title: "tag",
        doc: "Tag the article, or all that are ticked; tag:word in a filter finds them again",
        scope: Scope::Articles,
        enabled: selected,
        run: |m, _| annotate::ask_tag(m),
    },
    Command {
        id: "articles.sort",
        title: "sort",
        doc: "Choose what the list is sorted by, and which way",
        scope: Scope::Articles,
        enabled: always,
        run: |m, _| sorting::choose(m),
    },
    Command {
        id: "articles.copy",
        title: "copy citation",
        doc: "Copy the article's title, outlet, date and id",
        scope: Scope::Articles,
        enabled: selected,
        run: |m, _| act::copy(m),
    },
];

fn selected(m: &Model) -> Result<(), Refusal> {
    let any = m.articles().is_some_and(|s| s.list.current().is_some());
    any.then_some(()).ok_or("no article is selected; import some, or show all again")
}

fn filtered(m: &Model) -> Result<(), Refusal> {
    let filtered = m.articles().is_some_and(|s| !s.query.filter.is_empty() || !s.ticked.is_empty() || s.is_looking());
    filtered.then_some(()).ok_or("all articles are shown already")
}

fn outlets(m: &Model) -> Result<(), Refusal> {
    let any = !m.session.outlets.is_empty();
    any.then_some(()).ok_or("no article here names its outlet")
}
