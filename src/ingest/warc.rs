//! Web archives (ISO 28500, plain or gzipped): every page that was fetched and found is one article.
//!
//! Reads records one after the other and holds one at a time. What is no page (pictures, styles, requests, redirects,
//! errors) is passed over without a word: an archive holds mostly that.

use std::io::{self, BufRead, Read};

use jiff::Timestamp;

use super::{Format, Known, MAX_RECORD};
use crate::domain::Way;

/// The longest head of a record or of a response, in bytes.
const LONGEST_HEAD: u64 = 64 << 10;

/// A page out of an archive.
pub struct Page {
    pub format: Format,
    pub known: Known,
    pub bytes: Vec<u8>,
}

pub enum Record {
    Page(Page),
    PassedOver,
    /// Cannot be used; the next one can.
    Unusable(String),
    End,
}

pub fn next(reader: &mut dyn BufRead) -> io::Result<Record> {
    let Some(head) = head(reader)? else { return Ok(Record::End) };
    if !head.first.starts_with("WARC/") {
        return Err(broken("a record does not begin with WARC/"));
    }
    let length: u64 =
        head.get("content-length").and_then(|n| n.parse().ok()).ok_or_else(|| broken("a record has no length"))?;
    let kind = head.get("warc-type").unwrap_or_default().to_ascii_lowercase();
    let is_page = matches!(kind.as_str(), "response" | "resource" | "conversion");
    if !is_page || length > MAX_RECORD as u64 {
        let skipped = io::copy(&mut Read::take(&mut *reader, length), &mut io::sink())?;
        return match (skipped < length, is_page) {
            (true, _) => Err(broken("the archive ends within a record")),
            (false, true) => Ok(Record::Unusable(format!("the page is longer than {} MiB", MAX_RECORD >> 20))),
            (false, false) => Ok(Record::PassedOver),
        };
    }
    let mut block = Vec::new();
    Read::take(&mut *reader, length).read_to_end(&mut block)?;
    if (block.len() as u64) < length {
        return Err(broken("the archive ends within a record"));
    }
    let known = Known {
        url: head
            .get("warc-target-uri")
            .map(|url| url.trim_matches(['<', '>']).to_owned())
            .filter(|url| url.contains("://")),
        retrieved: head.get("warc-date").and_then(|at| at.parse::<Timestamp>().ok()),
        charset: None,
        way: Way::Archive,
    };
    let content = head.get("content-type").unwrap_or_default().to_owned();
    Ok(if kind == "response" { response(&block, known) } else { page(block, &content, known) })
}

fn broken(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

struct Head {
    /// The line before the fields.
    first: String,
    fields: Vec<(String, String)>,
}

impl Head {
    fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

/// Lines up to an empty one; none at the end. Empty lines before it are the end of the record before.
fn head(reader: &mut dyn BufRead) -> io::Result<Option<Head>> {
    let mut limited = Read::take(&mut *reader, LONGEST_HEAD);
    let mut first = String::new();
    let mut fields: Vec<(String, String)> = Vec::new();
    loop {
        let mut line = Vec::new();
        if limited.read_until(b'\n', &mut line)? == 0 {
            let is_end = first.is_empty() && limited.limit() > 0;
            return if is_end { Ok(None) } else { Err(broken("a head does not end")) };
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end_matches(['\r', '\n']);
        match (first.is_empty(), line.is_empty()) {
            (true, true) => {}
            (true, false) => line.clone_into(&mut first),
            (false, true) => return Ok(Some(Head { first, fields })),
            (false, false) => match (line.strip_prefix([' ', '\t']), fields.last_mut()) {
                (Some(more), Some((_, value))) => value.push_str(more.trim()),
                _ => {
                    let (name, value) = line.split_once(':').unwrap_or((line, ""));
                    fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
            },
        }
    }
}

/// A response of a web server: its body, where it is a page and was found.
fn response(block: &[u8], known: Known) -> Record {
    let mut rest = block;
    let Ok(Some(head)) = head(&mut rest) else { return Record::PassedOver };
    let status = head.first.split_whitespace().nth(1).unwrap_or_default();
    if status != "200" {
        return Record::PassedOver;
    }
    let content = head.get("content-type").unwrap_or("text/html").to_owned();
    if format(&content).is_none() {
        return Record::PassedOver;
    }
    let is_chunked =
        head.get("transfer-encoding").is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"));
    // Some archives keep the field and store the body whole.
    let body = if is_chunked { dechunked(rest).unwrap_or_else(|| rest.to_vec()) } else { rest.to_vec() };
    match unpacked(body, head.get("content-encoding").unwrap_or_default()) {
        Ok(body) => page(body, &content, known),
        Err(why) => Record::Unusable(why),
    }
}

fn page(bytes: Vec<u8>, content: &str, known: Known) -> Record {
    let Some(format) = format(content) else { return Record::PassedOver };
    let (_, charset) = declared(content);
    Record::Page(Page { format, known: Known { charset, ..known }, bytes })
}

/// The kind and the charset that a server declares: `text/html; charset=utf-8`.
pub fn declared(content: &str) -> (String, Option<String>) {
    let content = content.to_ascii_lowercase();
    let charset = content.split_once("charset=").map(|(_, name)| {
        name.trim_matches(['"', '\'', ' ']).split([';', ' ', '"']).next().unwrap_or_default().to_owned()
    });
    (content.split(';').next().unwrap_or_default().trim().to_owned(), charset)
}

fn format(content: &str) -> Option<Format> {
    match declared(content).0.as_str() {
        "text/html" | "application/xhtml+xml" => Some(Format::Html),
        "text/plain" => Some(Format::Text),
        "application/pdf" => Some(Format::Pdf),
        _ => None,
    }
}

fn dechunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|pair| pair == b"\r\n")?;
        let size = std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 2..];
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size + 2..)?;
    }
}

/// Bounded: what unpacks to more than a record may hold is refused.
fn unpacked(body: Vec<u8>, coding: &str) -> Result<Vec<u8>, String> {
    let mut unpacked = Vec::new();
    let read = match coding.trim().to_ascii_lowercase().as_str() {
        "" | "identity" => return Ok(body),
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => {
            flate2::read::MultiGzDecoder::new(body.as_slice()).take(MAX_RECORD as u64 + 1).read_to_end(&mut unpacked)
        }
        "deflate" => {
            flate2::read::ZlibDecoder::new(body.as_slice()).take(MAX_RECORD as u64 + 1).read_to_end(&mut unpacked)
        }
        // Stored unpacked, whatever the field says.
        "gzip" | "x-gzip" => return Ok(body),
        other => return Err(format!("the page is packed as `{other}`, which recount cannot unpack")),
    };
    match read {
        Ok(_) if unpacked.len() > MAX_RECORD => Err(format!("the page is longer than {} MiB", MAX_RECORD >> 20)),
        Ok(_) => Ok(unpacked),
        Err(error) => Err(format!("the page cannot be unpacked: {error}")),
    }
}
