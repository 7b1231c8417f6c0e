//! Commands of the list of articles.

use super::{Command, Model, Refusal, Scope, always};
use crate::{
    domain::change::ArticleStatus,
    tui::update::{articles as act, layers},
};

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
        doc: "Show all articles again",
        scope: Scope::Articles,
        enabled: filtered,
        run: |m, _| act::clear(m),
    },
    Command {
        id: "articles.mark-done",
        title: "mark done",
        doc: "Mark the article as done",
        scope: Scope::Articles,
        enabled: selected,
        run: |m, _| act::mark(m, ArticleStatus::Done),
    },
    Command {
        id: "articles.mark-review",
        title: "mark in review",
        doc: "Mark the article as being in review",
        scope: Scope::Articles,
        enabled: selected,
        run: |m, _| act::mark(m, ArticleStatus::InReview),
    },
    Command {
        id: "articles.mark-irrelevant",
        title: "mark irrelevant",
        doc: "Mark the article as irrelevant; its claims stay",
        scope: Scope::Articles,
        enabled: selected,
        run: |m, _| act::mark(m, ArticleStatus::Irrelevant),
    },
    Command {
        id: "articles.mark-unread",
        title: "mark unread",
        doc: "Mark the article as unread again",
        scope: Scope::Articles,
        enabled: selected,
        run: |m, _| act::mark(m, ArticleStatus::Unread),
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
    let filtered = m.articles().is_some_and(|s| !s.filter.is_empty());
    filtered.then_some(()).ok_or("all articles are shown already")
}

fn outlets(m: &Model) -> Result<(), Refusal> {
    let any = m.articles().is_some_and(|s| !s.outlets.is_empty());
    any.then_some(()).ok_or("no article here names its outlet")
}
