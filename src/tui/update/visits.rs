//! Opening an article's address in the browser: never without being asked, and never anything but a page of the web.

use super::layers;
use crate::{
    text,
    tui::{
        command::Refusal,
        layer::{Confirm, Layer, answer::Confirmed},
        model::Model,
        msg::Effect,
    },
};

/// Is this an address that a browser may be given?
pub fn openable(url: Option<&str>) -> Result<(), Refusal> {
    match url {
        None => Err("the article came without an address"),
        Some(url) if is_page(url) => Ok(()),
        Some(_) => Err("its address is no page of the web (http or https), so it is not opened"),
    }
}

fn is_page(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    let page = ["http://", "https://"].iter().any(|scheme| lower.starts_with(scheme) && lower.len() > scheme.len());
    page && url.chars().all(|c| c.is_ascii_graphic() || c.is_alphanumeric())
}

pub fn ask_article(model: &mut Model) -> Vec<Effect> {
    let url = model.reader().and_then(|s| s.view.as_ref()).and_then(|view| view.article.url.clone());
    ask(model, url)
}

/// The address of the article that the selected cell rests on.
pub fn ask_cell(model: &mut Model) -> Vec<Effect> {
    let url = super::compare::evidence(model).and_then(|statement| statement.url.clone());
    ask(model, url)
}

fn ask(model: &mut Model, url: Option<String>) -> Vec<Effect> {
    let Some(url) = url.filter(|url| is_page(url)) else { return Vec::new() };
    layers::open(
        model,
        Layer::Confirm(Confirm {
            question: "Open this address in the browser?".into(),
            consequence: text::display(&url),
            then: Confirmed::Open(url),
        }),
    )
}
