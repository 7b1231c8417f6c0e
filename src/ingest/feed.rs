//! RSS, Atom and JSON Feed: each item is one article.
//!
//! A feed changes with every fetch, its items seldom: what is kept as an item's raw form is a line of JSON with what the
//! feed says of it, so that an item fetched twice is one article. Entities of XML are not expanded and nothing is fetched.

use feed_rs::model::{Entry, Feed};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{domain::Article, text};

use super::{Known, Metadata, Parsed, Unread, dateline, encoding, html};

/// An item as it is kept.
#[derive(Serialize, Deserialize)]
struct Item {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<String>,
    html: String,
}

/// The items of a feed, each as the line that [`parse`] reads.
pub fn items(bytes: &[u8]) -> Result<Vec<Vec<u8>>, String> {
    let (text, _) = encoding::decode_page(bytes, None)?;
    // Decoded already: what the document says of its encoding holds no longer.
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let text = match text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((_, rest)) => rest,
        None => text,
    };
    let feed = feed_rs::parser::parse(text.as_bytes()).map_err(|e| format!("is not a feed that can be read: {e}"))?;
    Ok(feed
        .entries
        .iter()
        .map(|entry| item(&feed, entry))
        .map(|item| serde_json::to_vec(&item).unwrap_or_default())
        .collect())
}

fn item(feed: &Feed, entry: &Entry) -> Item {
    let content = entry.content.as_ref().and_then(|content| content.body.clone());
    let summary = entry.summary.as_ref().map(|text| text.content.clone());
    // Some feeds carry a teaser as content and the story as summary.
    let longest = [content, summary].into_iter().flatten().max_by_key(String::len).unwrap_or_default();
    let is_page = |link: &&feed_rs::model::Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
    let link = entry.links.iter().find(is_page).or(entry.links.first());
    let date = entry.published.or(entry.updated).map(|at| at.to_rfc3339());
    let source = entry.source.clone().or_else(|| feed.title.as_ref().map(|title| title.content.clone()));
    Item {
        id: entry.id.clone(),
        title: entry.title.as_ref().map(|title| title.content.clone()),
        date,
        source,
        url: link.map(|link| link.href.clone()),
        lang: entry.language.clone().or_else(|| feed.language.clone()),
        html: longest,
    }
}

pub fn parse(line: &[u8], metadata: &Metadata, known: &Known) -> Result<Parsed, Unread> {
    let item: Item = serde_json::from_slice(line).map_err(|e| format!("is not an item of a feed: {e}"))?;
    let title = item.title.map(|title| text::display(&html::words(&title))).filter(|title| !title.is_empty());
    let body = html::words(&item.html);
    // A headline without a story still says who died.
    let body = if body.trim().is_empty() { title.clone().unwrap_or_default() } else { body };
    if body.is_empty() {
        return Err(Unread { id: Some(item.id), reason: "has neither a text nor a title".into() });
    }
    let published: Option<Date> = item.date.as_deref().and_then(dateline::date_in);
    let source = item.source.map(|source| text::display(&source)).filter(|source| !source.is_empty());
    let article = Article {
        title: title.or_else(|| metadata.title.clone()),
        outlet: metadata.outlet.clone().or(source),
        url: item.url.or_else(|| metadata.url.clone()),
        published: published.or(metadata.published).or_else(|| dateline::find(&body)),
        retrieved: known.retrieved,
        language: item
            .lang
            .and_then(|lang| lang.get(..2).map(str::to_ascii_lowercase))
            .or_else(|| metadata.language.clone()),
        sha256: String::new(),
        text: body,
    };
    Ok(Parsed { id: Some(item.id), article, remarks: Vec::new() })
}
