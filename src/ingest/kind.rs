//! What a file is, known by its first bytes; its name only settles what bytes cannot (a table, a plain text).

use std::path::Path;

use encoding_rs::Encoding;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    JsonLines,
    /// RSS, Atom or JSON Feed.
    Feed,
    Html,
    /// Rows of cells with this byte between them.
    Table(u8),
    Mail,
    Pdf,
    Warc,
    Gzip,
    /// Something else, and what can be done about it.
    Other(&'static str),
    Empty,
}

/// Bytes at the start that are enough to tell.
pub const HEAD: usize = 8 << 10;

/// `path`: the name of the file, or nothing for standard input.
pub fn kind(head: &[u8], path: Option<&Path>) -> Kind {
    if let Some(kind) = by_magic(head) {
        return kind;
    }
    let ending = path.and_then(Path::extension).and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    let text = decoded(head);
    let text = text.trim_start();
    if text.starts_with(r#"{"line":"head""#) {
        return Kind::Other("is a bundle, not articles: `recount merge FILE` brings it in, B in the workbench");
    }
    match ending.as_str() {
        "jsonl" | "ndjson" => return Kind::JsonLines,
        "csv" => return Kind::Table(separator(text).unwrap_or(b',')),
        "tsv" | "tab" => return Kind::Table(b'\t'),
        "eml" => return Kind::Mail,
        _ => {}
    }
    if text.is_empty() {
        return Kind::Empty;
    }
    let start: String = text.chars().take(4096).collect::<String>().to_ascii_lowercase();
    if start.starts_with('<') {
        return by_markup(&start);
    }
    if start.starts_with('{') {
        return if start.contains("jsonfeed.org/version") { Kind::Feed } else { Kind::JsonLines };
    }
    if start.starts_with("[{") || start.starts_with("[\n") {
        return Kind::Other("is one JSON array; write one object to a line (`jq -c '.[]'` does)");
    }
    if ending != "txt" && is_mail(text) {
        return Kind::Mail;
    }
    Kind::Text
}

const PICTURE: &str = "is a picture; write its words down in a text file, or let a program read them";

fn by_magic(head: &[u8]) -> Option<Kind> {
    const MAGIC: &[(&[u8], Kind)] = &[
        (b"\x1f\x8b", Kind::Gzip),
        (b"WARC/", Kind::Warc),
        (b"%PDF-", Kind::Pdf),
        (
            b"PK\x03\x04",
            Kind::Other("is a zip archive or an office document; unpack it, or save its text or table as CSV"),
        ),
        (b"\xff\xd8\xff", Kind::Other(PICTURE)),
        (b"\x89PNG", Kind::Other(PICTURE)),
        (b"GIF8", Kind::Other(PICTURE)),
        (b"II*\0", Kind::Other(PICTURE)),
        (b"MM\0*", Kind::Other(PICTURE)),
        (b"RIFF", Kind::Other("is a picture, a sound or a film; write its words down in a text file")),
        (b"ID3", Kind::Other("is a sound; write its words down in a text file")),
        (b"\xd0\xcf\x11\xe0", Kind::Other("is an old office document; save it as text or CSV")),
        (b"SQLite format 3\0", Kind::Other("is a database; export its articles as CSV or JSON lines")),
    ];
    MAGIC.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, kind)| *kind)
}

/// Enough of the start to recognise words in it, whatever the encoding.
fn decoded(head: &[u8]) -> String {
    match Encoding::for_bom(head) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&head[mark..]).0.into_owned(),
        None => String::from_utf8_lossy(head).into_owned(),
    }
}

fn by_markup(start: &str) -> Kind {
    let has = |tags: &[&str]| tags.iter().any(|tag| start.contains(tag));
    if has(&["<rss", "<feed", "<rdf:rdf"]) && !has(&["<html"]) {
        return Kind::Feed;
    }
    if has(&["<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>", "<p ", "<meta", "<!--"]) {
        return Kind::Html;
    }
    if start.starts_with("<?xml") {
        return Kind::Other("is XML, but neither a feed nor a web page");
    }
    Kind::Text
}

/// The separator that the first line has most of.
fn separator(text: &str) -> Option<u8> {
    let line = text.lines().next()?;
    let count = |separator: &u8| line.bytes().filter(|byte| byte == separator).count();
    [b',', b';', b'\t', b'|'].into_iter().max_by_key(|s| (count(s), *s == b',')).filter(|s| count(s) > 0)
}

/// Begins with header fields, two of which only letters have.
fn is_mail(text: &str) -> bool {
    const FIELDS: &[&str] =
        &["from:", "subject:", "message-id:", "mime-version:", "received:", "return-path:", "delivered-to:"];
    let head: Vec<String> =
        text.lines().take(60).take_while(|line| !line.is_empty()).map(str::to_ascii_lowercase).collect();
    let is_field = |line: &String| {
        line.starts_with([' ', '\t'])
            || line
                .split_once(':')
                .is_some_and(|(name, _)| !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic()))
    };
    head.iter().all(is_field)
        && FIELDS.iter().filter(|field| head.iter().any(|line| line.starts_with(*field))).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_and_names_settle_the_rest() {
        let of = |head: &str, name: &str| kind(head.as_bytes(), Some(Path::new(name)));
        assert_eq!(of("<!DOCTYPE html><html>", "page.txt"), Kind::Html);
        assert_eq!(of("\u{feff}<?xml version=\"1.0\"?><rss version=\"2.0\">", "x"), Kind::Feed);
        assert_eq!(of("<?xml version=\"1.0\"?><svg>", "x"), Kind::Other("is XML, but neither a feed nor a web page"));
        assert_eq!(of("{\"version\": \"https://jsonfeed.org/version/1.1\"}", "x"), Kind::Feed);
        assert_eq!(of("{\"text\":\"x\"}", "x"), Kind::JsonLines);
        assert_eq!(of("Return-Path: <a@b>\nSubject: Daily\nFrom: a\n\nFive", "x"), Kind::Mail);
        assert_eq!(of("From: our correspondent\n\nFive dead.", "x"), Kind::Text);
        assert_eq!(of("title;text;date\n", "a.csv"), Kind::Table(b';'));
        assert_eq!(of("WARC/1.1\r\n", "x"), Kind::Warc);
        assert_eq!(of("  \n", "x"), Kind::Empty);
        assert_eq!(of("5 < 7, they said", "x"), Kind::Text);
        assert!(matches!(of("PK\u{3}\u{4}", "x.docx"), Kind::Other(_)));
    }
}
