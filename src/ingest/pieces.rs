//! From a stream of bytes to pieces of bounded size, one for each record, each with what it is.

use std::{
    collections::VecDeque,
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::Path,
    sync::Arc,
};

use encoding_rs::Encoding;
use flate2::read::MultiGzDecoder;

use super::{
    Failure, Known, MAX_RECORD, Metadata, Origin, feed,
    fetch::Fetched,
    kind::{HEAD, Kind, kind},
    source::Meter,
    table::{self, Columns, Layout},
    warc,
};
use crate::domain::Way;

/// Bytes asked of the system at a time.
const BUFFER: usize = 256 << 10;

/// What the bytes of a record are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Format {
    Text,
    JsonLines,
    Html,
    FeedItem,
    Row(Arc<Layout>),
    Mail,
    Pdf,
}

/// The bytes of one record, unread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub origin: Origin,
    pub format: Format,
    pub bytes: Vec<u8>,
    pub known: Known,
}

/// The records of one stream.
pub struct Pieces {
    path: String,
    columns: Columns,
    /// Of every record, as far as it does not say so itself.
    known: Known,
    state: State,
}

type Reader = Box<dyn BufRead + Send>;

enum State {
    Lines {
        reader: Reader,
        line: u64,
    },
    Rows {
        reader: Reader,
        line: u64,
        layout: Arc<Layout>,
    },
    Records {
        reader: Reader,
        number: u64,
    },
    Whole {
        reader: Reader,
        format: Format,
    },
    /// Read already.
    Ready(VecDeque<Piece>),
    /// Says so once.
    Refused(Failure),
    Done,
}

impl Pieces {
    pub fn stdin(metadata: &Metadata) -> Self {
        let reader = Box::new(BufReader::with_capacity(BUFFER, io::stdin()));
        Self::new("-", metadata, Known { way: Way::Input, ..Known::default() }).opened(reader, None)
    }

    pub fn file(path: &Path, metadata: &Metadata, meter: &Meter) -> Self {
        let this = Self::new(&path.display().to_string(), metadata, Known::default());
        match File::open(path) {
            Ok(file) => this.opened(Box::new(BufReader::with_capacity(BUFFER, meter.reading(file))), Some(path)),
            Err(_) if path.to_str().is_some_and(|name| name.contains("://")) => {
                this.refused(None, "is no address that can be fetched: only http and https are".to_owned())
            }
            Err(error) => this.refused(None, format!("cannot be opened: {error}")),
        }
    }

    pub fn failed(failure: Failure) -> Self {
        let path = failure.origin.path.clone();
        Self { path, columns: Columns::default(), known: Known::default(), state: State::Refused(failure) }
    }

    /// What was fetched from an address. Its name settles what its bytes and the server leave open.
    pub fn fetched(address: &str, fetched: Fetched, metadata: &Metadata) -> Self {
        let Fetched { url, at, bytes, content_type, .. } = fetched;
        let (kind, charset) = content_type.as_deref().map(warc::declared).unwrap_or_default();
        let name = url.split(['?', '#']).next().and_then(|url| url.rsplit('/').next()).unwrap_or_default();
        let name = match kind.as_str() {
            "text/csv" => "fetched.csv",
            "text/tab-separated-values" => "fetched.tsv",
            "application/x-ndjson" | "application/jsonl" => "fetched.jsonl",
            _ => name,
        }
        .to_owned();
        let known = Known { url: Some(url), retrieved: Some(at), charset, way: Way::Fetch };
        let mut this =
            Self::new(address, metadata, known).opened(Box::new(io::Cursor::new(bytes)), Some(Path::new(&name)));
        // A server that calls a page a page is believed: not all of them begin like one.
        if let State::Whole { format: format @ Format::Text, .. } = &mut this.state
            && matches!(kind.as_str(), "text/html" | "application/xhtml+xml")
        {
            *format = Format::Html;
        }
        this
    }

    fn new(path: &str, metadata: &Metadata, known: Known) -> Self {
        Self { path: path.to_owned(), columns: metadata.columns.clone(), known, state: State::Done }
    }

    fn opened(self, mut reader: Reader, path: Option<&Path>) -> Self {
        let head = match reader.fill_buf() {
            Ok(start) => &start[..start.len().min(HEAD)],
            Err(error) => return self.refused(None, format!("cannot be read: {error}")),
        };
        match kind(head, path) {
            Kind::Gzip => {
                let unpacked = Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(reader)));
                // `news.csv.gz` holds `news.csv`.
                let inner = path.filter(|p| p.extension().is_some_and(|e| e == "gz")).and_then(Path::file_stem);
                self.unpacked(unpacked, inner.map(Path::new))
            }
            kind => self.begun(kind, reader),
        }
    }

    fn unpacked(self, mut reader: Reader, path: Option<&Path>) -> Self {
        let kind = match reader.fill_buf() {
            Ok(start) => kind(&start[..start.len().min(HEAD)], path),
            Err(error) => return self.refused(None, format!("cannot be unpacked: {error}")),
        };
        self.begun(kind, reader)
    }

    fn begun(mut self, kind: Kind, mut reader: Reader) -> Self {
        self.state = match kind {
            Kind::JsonLines => State::Lines { reader, line: 0 },
            Kind::Text => State::Whole { reader, format: Format::Text },
            Kind::Html => State::Whole { reader, format: Format::Html },
            Kind::Mail => State::Whole { reader, format: Format::Mail },
            Kind::Pdf => State::Whole { reader, format: Format::Pdf },
            Kind::Warc => State::Records { reader, number: 0 },
            Kind::Gzip => return self.refused(None, "is packed more than once; unpack it".into()),
            // Nothing came in from the program before: not a fault of ours.
            Kind::Empty if self.path == "-" => State::Done,
            Kind::Empty => return self.refused(None, "is empty".into()),
            Kind::Other(what) => return self.refused(None, what.into()),
            Kind::Feed => return self.feed(reader),
            Kind::Table(separator) => {
                let encoding = reader.fill_buf().map_or(encoding_rs::UTF_8, super::encoding::guess);
                return self.table(reader, separator, encoding);
            }
        };
        self
    }

    fn table(mut self, mut reader: Reader, separator: u8, encoding: &'static Encoding) -> Self {
        let (header, line) = match table::next(&mut *reader) {
            Ok(table::Row::Read(header, lines)) => (header, lines),
            Ok(_) => return self.refused(Some(1), "has no line of column names".into()),
            Err(error) => return self.refused(Some(1), format!("cannot be read: {error}")),
        };
        match Layout::of(&header, separator, encoding, &self.columns) {
            Ok(layout) => {
                self.state = State::Rows { reader, line, layout: Arc::new(layout) };
                self
            }
            Err(reason) => self.refused(Some(1), reason),
        }
    }

    fn feed(mut self, reader: Reader) -> Self {
        let items = whole(reader).and_then(|bytes| feed::items(&bytes));
        match items {
            Ok(items) => {
                let piece = |(number, bytes)| Piece {
                    origin: self.origin(Some(number)),
                    format: Format::FeedItem,
                    bytes,
                    known: Known { url: None, charset: None, way: Way::Feed, ..self.known.clone() },
                };
                self.state = State::Ready((1..).zip(items).map(piece).collect());
                self
            }
            Err(reason) => self.refused(None, reason),
        }
    }

    fn refused(mut self, line: Option<u64>, reason: String) -> Self {
        self.state = State::Refused(self.failure(line, reason));
        self
    }

    fn origin(&self, line: Option<u64>) -> Origin {
        Origin { path: self.path.clone(), line }
    }

    fn failure(&self, line: Option<u64>, reason: String) -> Failure {
        Failure { origin: self.origin(line), id: None, reason }
    }

    fn piece(&self, line: Option<u64>, format: Format, bytes: Vec<u8>) -> Piece {
        Piece { origin: self.origin(line), format, bytes, known: self.known.clone() }
    }

    fn next_line(&mut self) -> Option<Result<Piece, Failure>> {
        loop {
            let State::Lines { reader, line } = &mut self.state else { return None };
            *line += 1;
            let number = Some(*line);
            match read_line(reader, MAX_RECORD) {
                Ok(Line::End) => return self.end(),
                Ok(Line::Long) => return Some(Err(self.failure(number, too_long("the line")))),
                Ok(Line::Read(bytes)) if bytes.iter().all(u8::is_ascii_whitespace) => {}
                Ok(Line::Read(bytes)) => return Some(Ok(self.piece(number, Format::JsonLines, bytes))),
                Err(error) => return self.broken(number, &error),
            }
        }
    }

    fn next_row(&mut self) -> Option<Result<Piece, Failure>> {
        loop {
            let State::Rows { reader, line, layout } = &mut self.state else { return None };
            let number = Some(*line + 1);
            match table::next(&mut **reader) {
                Ok(table::Row::End) => return self.end(),
                Ok(table::Row::Long(lines)) => {
                    *line += lines;
                    let why = format!("{}, or a quote is never closed", too_long("the row"));
                    return Some(Err(self.failure(number, why)));
                }
                Ok(table::Row::Read(bytes, lines)) => {
                    *line += lines;
                    if bytes.iter().all(u8::is_ascii_whitespace) {
                        continue;
                    }
                    let this = Arc::clone(layout);
                    *layout = Arc::new(this.silent());
                    return Some(Ok(self.piece(number, Format::Row(this), bytes)));
                }
                Err(error) => return self.broken(number, &error),
            }
        }
    }

    fn next_record(&mut self) -> Option<Result<Piece, Failure>> {
        loop {
            let State::Records { reader, number } = &mut self.state else { return None };
            *number += 1;
            let at = Some(*number);
            match warc::next(&mut **reader) {
                Ok(warc::Record::End) => return self.end(),
                Ok(warc::Record::PassedOver) => {}
                Ok(warc::Record::Unusable(why)) => return Some(Err(self.failure(at, why))),
                Ok(warc::Record::Page(warc::Page { format, known, bytes })) => {
                    return Some(Ok(Piece { known, ..self.piece(at, format, bytes) }));
                }
                Err(error) => return self.broken(at, &error),
            }
        }
    }

    fn end(&mut self) -> Option<Result<Piece, Failure>> {
        self.state = State::Done;
        None
    }

    fn broken(&mut self, line: Option<u64>, error: &io::Error) -> Option<Result<Piece, Failure>> {
        self.state = State::Done;
        Some(Err(self.failure(line, format!("cannot be read further: {error}"))))
    }
}

impl Iterator for Pieces {
    type Item = Result<Piece, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.state {
            State::Lines { .. } => return self.next_line(),
            State::Rows { .. } => return self.next_row(),
            State::Records { .. } => return self.next_record(),
            State::Ready(pieces) => return pieces.pop_front().map(Ok),
            State::Whole { .. } | State::Refused(_) | State::Done => {}
        }
        match std::mem::replace(&mut self.state, State::Done) {
            State::Refused(failure) => Some(Err(failure)),
            State::Whole { reader, format } => Some(match whole(reader) {
                Ok(bytes) => Ok(self.piece(None, format, bytes)),
                Err(reason) => Err(self.failure(None, reason)),
            }),
            _ => None,
        }
    }
}

/// All bytes, where they are no more than a record may have.
fn whole(reader: Reader) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    match reader.take(MAX_RECORD as u64 + 1).read_to_end(&mut bytes) {
        Ok(read) if read > MAX_RECORD => Err(too_long("the text")),
        Ok(_) => Ok(bytes),
        Err(error) => Err(format!("cannot be read: {error}")),
    }
}

fn too_long(what: &str) -> String {
    format!("{what} is longer than {} MiB; split it into articles", MAX_RECORD >> 20)
}

enum Line {
    End,
    Read(Vec<u8>),
    Long,
}

/// The next line without its end. Passes over the rest of one that is longer than `limit`.
fn read_line(reader: &mut dyn BufRead, limit: usize) -> io::Result<Line> {
    let mut bytes = Vec::new();
    reader.take(limit as u64 + 1).read_until(b'\n', &mut bytes)?;
    if bytes.is_empty() {
        return Ok(Line::End);
    }
    if bytes.pop_if(|last| *last == b'\n').is_some() {
        bytes.pop_if(|last| *last == b'\r');
    } else if bytes.len() > limit {
        skip_line(reader)?;
        return Ok(Line::Long);
    }
    Ok(Line::Read(bytes))
}

fn skip_line(reader: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let end = buffer.iter().position(|&b| b == b'\n');
        let used = end.map_or(buffer.len(), |at| at + 1);
        reader.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(mut bytes: &[u8], limit: usize) -> Vec<Option<String>> {
        let mut found = Vec::new();
        loop {
            match read_line(&mut bytes, limit).unwrap() {
                Line::End => return found,
                Line::Read(line) => found.push(Some(String::from_utf8(line).unwrap())),
                Line::Long => found.push(None),
            }
        }
    }

    #[test]
    fn long_lines_are_passed_over_whole() {
        let got = lines(b"abc\r\nabcdefgh\nab\n\nabcd", 4);
        assert_eq!(got, [Some("abc".into()), None, Some("ab".into()), Some(String::new()), Some("abcd".into())]);
    }

    #[test]
    fn a_line_of_exactly_the_limit_is_read() {
        assert_eq!(lines(b"abcd\nabcde", 4), [Some("abcd".into()), None]);
    }
}
