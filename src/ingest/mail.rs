//! A letter, such as a newsletter or an alert, is one article.

use mail_parser::MessageParser;

use crate::{domain::Article, text};

use super::{Known, Metadata, Parsed, Unread, dateline, html};

/// A plain part shorter than this beside an HTML one only says that there is an HTML one. In characters.
const SHORTEST: usize = 200;

pub fn parse(bytes: &[u8], metadata: &Metadata, known: &Known) -> Result<Parsed, Unread> {
    let letter = MessageParser::default().parse(bytes).ok_or_else(|| "is not a letter that can be read".to_owned())?;
    let id = letter.message_id().map(String::from);
    let plain =
        if letter.text_body_count() > 0 { letter.body_text(0).map(|text| text::normalize(&*text)) } else { None };
    let page = if letter.html_body_count() > 0 { letter.body_html(0).map(|page| html::words(&page)) } else { None };
    let plain = plain.filter(|text| !text.trim().is_empty());
    let body = match (plain, page) {
        (Some(plain), Some(page)) if plain.chars().count() < SHORTEST && page.len() > plain.len() => page,
        (Some(plain), _) => plain,
        (None, page) => page.unwrap_or_default(),
    };
    if body.trim().is_empty() {
        return Err(Unread { id, reason: "is a letter without text".into() });
    }
    let sender = letter.from().and_then(|from| from.first());
    let name = sender.and_then(|sender| sender.name().or_else(|| sender.address())).map(text::display);
    let sent = letter.date().and_then(|date| {
        let (year, month, day) =
            (i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
        jiff::civil::Date::new(year, month, day).ok()
    });
    let article = Article {
        title: metadata.title.clone().or_else(|| letter.subject().map(text::display)),
        outlet: metadata.outlet.clone().or(name),
        url: metadata.url.clone(),
        published: sent.or(metadata.published).or_else(|| dateline::find(&body)),
        retrieved: known.retrieved,
        language: metadata.language.clone(),
        sha256: String::new(),
        text: body,
    };
    Ok(Parsed { id, article, remarks: Vec::new() })
}
