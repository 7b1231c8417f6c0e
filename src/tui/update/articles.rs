//! What the list of articles does.

use super::{layers, screens};
use crate::{
    domain::{
        ArticleId, Filter,
        change::{ArticleStatus, Change},
        filter::Test,
        rows::ArticleRow,
    },
    text,
    tui::{
        layer::{Item, Layer, Menu, Picked},
        model::{ArticleQuery, Deed, Model, Reader, Screen},
        msg::Effect,
        rich::{Role, span},
    },
};

fn current(model: &Model) -> Option<&ArticleRow> {
    model.articles()?.list.current()
}

pub fn open(model: &mut Model) -> Vec<Effect> {
    let Some(id) = current(model).map(|row| row.id) else { return Vec::new() };
    screens::open(model, Screen::Reader(Reader::new(id)))
}

/// Asks anew with the filter changed.
pub fn refilter(model: &mut Model, change: impl FnOnce(Filter) -> Filter) -> Vec<Effect> {
    let Some(Screen::Articles(articles)) = model.screens.last_mut() else { return Vec::new() };
    let ArticleQuery { filter, sort } = articles.query.clone();
    articles.ask(ArticleQuery { filter: change(filter), sort }, &mut model.session)
}

/// Stops looking, else takes the ticks away; without any, shows all articles again.
pub fn clear(model: &mut Model) -> Vec<Effect> {
    if let Some(list) = model.articles_mut()
        && list.is_looking()
    {
        let effects = list.stop();
        model.notify("stopped; what is shown stays");
        return effects;
    }
    if model.articles().is_some_and(|s| !s.ticked.is_empty()) {
        model.untick();
        return Vec::new();
    }
    refilter(model, |_| Filter::default())
}

/// Only this outlet, or every one.
pub fn only_outlet(model: &mut Model, outlet: Option<String>) -> Vec<Effect> {
    refilter(model, |mut filter| match outlet {
        Some(name) => filter.with(Test::Outlet(vec![name])),
        None => {
            filter.drop(&Test::Outlet(Vec::new()));
            filter
        }
    })
}

/// Only this status, or every one.
pub fn only_status(model: &mut Model, status: Option<ArticleStatus>) -> Vec<Effect> {
    refilter(model, |mut filter| match status {
        Some(status) => filter.with(Test::Status(vec![status])),
        None => {
            filter.drop(&Test::Status(Vec::new()));
            filter
        }
    })
}

pub fn choose_outlet(model: &mut Model) -> Vec<Effect> {
    let Some(articles) = model.articles() else { return Vec::new() };
    let here = current(model).and_then(|row| row.outlet.clone());
    let set = articles.query.filter.outlet().map(str::to_owned);
    let choice = |label: &str, outlet: Option<String>| Item {
        label: vec![span(Role::Text, label)],
        detail: Vec::new(),
        more: Vec::new(),
        current: outlet == set.clone().or_else(|| here.clone()),
        picked: Picked::Outlet(outlet),
    };
    let mut items = vec![choice("all outlets", None)];
    items.extend(model.session.outlets.iter().map(|o| choice(&text::display(o), Some(o.clone()))));
    layers::open(model, Layer::Menu(Menu::new("Articles of one outlet", items)))
}

pub fn choose_status(model: &mut Model) -> Vec<Effect> {
    let set = model.articles().and_then(|s| s.query.filter.status());
    let choice = |label: String, status: Option<ArticleStatus>| Item {
        label: vec![span(Role::Text, label)],
        detail: Vec::new(),
        more: Vec::new(),
        current: status == set,
        picked: Picked::Status(status),
    };
    let mut items = vec![choice("every status".into(), None)];
    items.extend(ArticleStatus::ALL.iter().map(|s| choice(s.label(), Some(*s))));
    layers::open(model, Layer::Menu(Menu::new("Articles of one status", items)))
}

/// Marks the articles ticked, or the one selected or open.
pub fn mark(model: &mut Model, status: ArticleStatus) -> Vec<Effect> {
    let meant: Vec<(ArticleId, ArticleStatus)> = match model.screen() {
        Screen::Articles(s) => s.meant().iter().map(|row| (row.id, row.status)).collect(),
        Screen::Reader(s) => s.view.iter().map(|view| (view.id, view.status)).collect(),
        _ => Vec::new(),
    };
    if meant.iter().all(|(_, now)| *now == status) {
        model.notify(format!("it is marked {} already", status.label()));
        return Vec::new();
    }
    model.session.deed = Some(Deed::Status(status));
    model.untick();
    let articles = meant.into_iter().map(|(id, _)| id).collect();
    model.commit(Change::SetStatus { articles, status })
}

pub fn tick(model: &mut Model, count: usize) -> Vec<Effect> {
    if let Some(list) = model.articles_mut() {
        list.tick(count);
    }
    Vec::new()
}

pub fn tick_all(model: &mut Model) -> Vec<Effect> {
    if let Some(list) = model.articles_mut() {
        list.tick_all();
    }
    Vec::new()
}

pub fn copy(model: &mut Model) -> Vec<Effect> {
    let Some(row) = current(model) else { return Vec::new() };
    let parts = [Some(row.title.clone()), row.outlet.clone(), row.published.map(|d| d.to_string())];
    let cited: Vec<_> = parts.into_iter().flatten().collect();
    let citation = format!("{} [{}]", text::display(&cited.join(", ")), row.id);
    model.notify("citation copied");
    vec![Effect::Copy(citation)]
}
