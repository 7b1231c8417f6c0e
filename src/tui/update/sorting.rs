//! Choosing what a list is sorted by.

use super::layers;
use crate::{
    domain::{ArticleKey, EventKey, Sort, SourceKey},
    tui::{
        layer::{Item, Layer, Menu, Picked},
        model::{ArticleQuery, EventQuery, Model, Screen, SourceQuery},
        msg::Effect,
        rich::{Role, span},
    },
};

/// A menu of the columns; the one that holds now turns round when chosen again.
pub fn choose(model: &mut Model) -> Vec<Effect> {
    let items = match model.screen() {
        Screen::Articles(s) => {
            let now = s.query.sort;
            ArticleKey::ALL.iter().map(|key| article_item(now, *key)).collect()
        }
        Screen::Events(s) => {
            let now = s.query.sort;
            EventKey::ALL.iter().map(|key| event_item(now, *key)).collect()
        }
        Screen::Sources(s) => {
            let now = s.query.sort;
            SourceKey::ALL.iter().map(|key| source_item(now, *key)).collect()
        }
        _ => return Vec::new(),
    };
    layers::open(model, Layer::Menu(Menu::new("Sort by", items)))
}

fn article_item(now: Sort<ArticleKey>, key: ArticleKey) -> Item {
    let sort = now.turned(key.first());
    let (up, down) = match key {
        ArticleKey::Date => ("published, the earliest first", "published, the latest first"),
        ArticleKey::Arrival => ("taken in, the first first", "taken in, the last first"),
        ArticleKey::Outlet => ("from A to Z, then by day", "from Z to A, then by day"),
        ArticleKey::Status => ("done before unread, then by day", "unread before done, then by day"),
        ArticleKey::Title => ("from A to Z", "from Z to A"),
        ArticleKey::Claims => ("the fewest first", "the most first"),
    };
    item(key.label(), if sort.ascending { up } else { down }, now.by == key, Picked::SortArticles(sort))
}

fn event_item(now: Sort<EventKey>, key: EventKey) -> Item {
    let sort = now.turned(key.first());
    let (up, down) = match key {
        EventKey::Date => ("the earliest first", "the latest first"),
        EventKey::Name | EventKey::Place => ("from A to Z", "from Z to A"),
        EventKey::Killed | EventKey::Articles | EventKey::Claims => ("the fewest first", "the most first"),
        EventKey::Conflicts => ("the fewest open conflicts first", "the most open conflicts first"),
    };
    item(key.label(), if sort.ascending { up } else { down }, now.by == key, Picked::SortEvents(sort))
}

fn source_item(now: Sort<SourceKey>, key: SourceKey) -> Item {
    let sort = now.turned(key.first());
    let (up, down) = match key {
        SourceKey::Claims | SourceKey::Events => ("the fewest first", "the most first"),
        SourceKey::Articles => ("published by them, the fewest first", "published by them, the most first"),
        SourceKey::Name | SourceKey::Kind => ("from A to Z", "from Z to A"),
        SourceKey::Grade => ("the best first, ungraded last", "the worst first, ungraded last"),
    };
    item(key.label(), if sort.ascending { up } else { down }, now.by == key, Picked::SortSources(sort))
}

fn item(name: String, says: &str, current: bool, picked: Picked) -> Item {
    let label = vec![span(Role::Text, format!("{name:<11}")), span(Role::Dim, says)];
    Item { label, detail: Vec::new(), more: Vec::new(), current, picked }
}

pub fn articles(model: &mut Model, sort: Sort<ArticleKey>) -> Vec<Effect> {
    let Some(Screen::Articles(s)) = model.screens.last_mut() else { return Vec::new() };
    let query = ArticleQuery { sort, ..s.query.clone() };
    s.ask(query, &mut model.session)
}

pub fn sources(model: &mut Model, sort: Sort<SourceKey>) -> Vec<Effect> {
    let Some(Screen::Sources(s)) = model.screens.last_mut() else { return Vec::new() };
    let query = SourceQuery { sort, ..s.query.clone() };
    s.ask(query, &mut model.session)
}

pub fn events(model: &mut Model, sort: Sort<EventKey>) -> Vec<Effect> {
    let Some(Screen::Events(s)) = model.screens.last_mut() else { return Vec::new() };
    let query = EventQuery { sort, ..s.query.clone() };
    s.ask(query, &mut model.session)
}
