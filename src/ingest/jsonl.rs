//! One line of JSON is one article.

use std::borrow::Cow;

use serde::Deserialize;

use crate::{domain::Article, text};

use super::{Metadata, Parsed, Unread, dateline, encoding};

/// The keys of a record; only `text` is required, unknown ones are passed over.
#[derive(Deserialize)]
struct Record<'a> {
    #[serde(default)]
    id: Option<Name>,
    #[serde(default)]
    doc_id: Option<Name>,
    #[serde(borrow, default)]
    title: Option<Words<'a>>,
    #[serde(borrow, default)]
    text: Option<Words<'a>>,
    #[serde(borrow, default)]
    date: Option<Words<'a>>,
    #[serde(borrow, default)]
    source: Option<Words<'a>>,
    #[serde(borrow, default)]
    url: Option<Words<'a>>,
    #[serde(borrow, default)]
    lang: Option<Words<'a>>,
}

/// A string that borrows from the line where it has no escapes; serde does not do that for `Option<Cow<str>>`.
#[derive(Deserialize)]
#[serde(transparent)]
struct Words<'a>(#[serde(borrow)] Cow<'a, str>);

/// A name may be written as a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Name {
    Word(String),
    Number(i64),
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        match name {
            Name::Word(word) => word,
            Name::Number(number) => number.to_string(),
        }
    }
}

pub fn parse(line: &[u8], metadata: &Metadata) -> Result<Parsed, Unread> {
    let (line, remark) = encoding::decode(line)?;
    let mut remarks: Vec<_> = remark.into_iter().collect();
    if !line.trim_start().starts_with('{') {
        return Err("is not a JSON object".to_owned().into()); // serde would take an array for the fields in order
    }
    let record: Record = serde_json::from_str(&line).map_err(|e| reason(&e))?;

    let id = record.id.or(record.doc_id).map(String::from);
    let Some(text) = record.text.filter(|t| !t.0.trim().is_empty()) else {
        return Err(Unread { id, reason: "has no `text`".into() });
    };
    let published = record.date.and_then(|date| {
        let found = dateline::date_in(&date.0);
        if found.is_none() && !date.0.trim().is_empty() {
            remarks.push(format!(
                "the date `{}` is not one of the form YYYY-MM-DD and was left out",
                text::display(&date.0)
            ));
        }
        found
    });
    let text = text::normalize(text.0);
    let article = Article {
        title: line_of(record.title).or_else(|| metadata.title.clone()),
        outlet: line_of(record.source).or_else(|| metadata.outlet.clone()),
        url: line_of(record.url).or_else(|| metadata.url.clone()),
        published: published.or(metadata.published).or_else(|| dateline::find(&text)),
        retrieved: None,
        language: line_of(record.lang).or_else(|| metadata.language.clone()),
        sha256: String::new(),
        text,
    };
    Ok(Parsed { id, article, remarks })
}

fn line_of(words: Option<Words>) -> Option<String> {
    words.map(|w| text::display(&w.0)).filter(|line| !line.is_empty())
}

/// serde_json counts lines inside the record, which is always one.
fn reason(error: &serde_json::Error) -> Unread {
    let said = error.to_string();
    let what = said.split(" at line ").next().unwrap_or(&said);
    let reason = match error.classify() {
        serde_json::error::Category::Data => format!("{what} (column {})", error.column()),
        _ => format!("is not valid JSON: {what} (column {})", error.column()),
    };
    Unread { id: None, reason }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn read(line: &str) -> Result<Parsed, Unread> {
        parse(line.as_bytes(), &Metadata { outlet: Some("AFP".into()), ..Metadata::default() })
    }

    #[test]
    fn all_keys_are_taken_and_unknown_ones_passed_over() {
        let line = r#"{"doc_id":7,"title":" Five\tdead ","text":"Five\r\ndead.","date":"2025-05-17T10:00:00Z","source":null,
            "url":"https://a.example/b","lang":"en","sentences":[{"a":1}]}"#;
        let Ok(Parsed { id, article, remarks }) = read(&line.replace('\n', " ")) else { panic!("unread") };
        assert_eq!((id.as_deref(), remarks.len()), (Some("7"), 0));
        assert_eq!((article.title.as_deref(), article.text.as_str()), (Some("Five dead"), "Five\ndead."));
        assert_eq!((article.published, article.outlet.as_deref()), (Some(date(2025, 5, 17)), Some("AFP")));
        assert_eq!((article.url.as_deref(), article.language.as_deref()), (Some("https://a.example/b"), Some("en")));
    }

    #[test]
    fn an_unreadable_date_is_remarked_on_and_the_article_kept() {
        let Ok(parsed) = read(r#"{"text":"Five dead.","date":"last Tuesday"}"#) else { panic!("unread") };
        assert_eq!(parsed.article.published, None);
        assert!(parsed.remarks[0].contains("`last Tuesday`"));
    }

    #[test]
    fn what_is_wrong_is_said_with_the_name_where_known() {
        let reason = |line| read(line).err().map(|u| (u.id, u.reason)).unwrap();
        assert_eq!(reason(r#"{"id":"x","title":"t"}"#), (Some("x".into()), "has no `text`".into()));
        assert_eq!(reason(r#"{"id":"x","text":" \n"}"#).1, "has no `text`");
        assert!(reason(r#"{"id":"x","text":5}"#).1.starts_with("invalid type: integer `5`"));
        assert!(reason("{\"text\":").1.starts_with("is not valid JSON: EOF"));
        assert_eq!(reason(r#"["id", null, null, "text"]"#).1, "is not a JSON object");
    }
}
