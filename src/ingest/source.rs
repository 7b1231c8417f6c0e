//! From files and standard input to pieces of bounded size, one for each record, without looking into them.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use super::{Failure, MAX_RECORD, Origin};

/// Bytes asked of the system at a time.
const BUFFER: usize = 256 << 10;

/// Where articles come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// JSON lines where the first character is `{`, else one plain text.
    Stdin,
    /// JSON lines where the name ends in `.jsonl` or `.ndjson`, else one plain text.
    File(PathBuf),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Text,
    JsonLines,
}

/// The bytes of one record, unread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub origin: Origin,
    pub format: Format,
    pub bytes: Vec<u8>,
}

impl Source {
    /// `-` is standard input, as everywhere.
    pub fn named(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        if path.as_os_str() == "-" { Self::Stdin } else { Self::File(path) }
    }

    /// The records of the source in order. What cannot be opened or read further is a failure and ends it.
    pub fn pieces(&self) -> Pieces {
        match self {
            Self::Stdin => Pieces::sniffed("-".into(), Box::new(BufReader::with_capacity(BUFFER, io::stdin()))),
            Self::File(path) => Pieces::file(path),
        }
    }
}

/// The records of one source. See [`Source::pieces`].
pub struct Pieces {
    path: String,
    state: State,
}

enum State {
    Lines {
        reader: Box<dyn BufRead + Send>,
        line: u64,
    },
    Whole(Box<dyn BufRead + Send>),
    /// Could not be opened: says so once.
    Refused(String),
    Done,
}

impl Pieces {
    fn file(path: &Path) -> Self {
        let name = path.display().to_string();
        let opened = match File::open(path) {
            Ok(file) if file.metadata().is_ok_and(|m| m.is_dir()) => Err("is a directory; name the files in it".into()),
            Ok(file) => Ok(Box::new(BufReader::with_capacity(BUFFER, file))),
            Err(error) => Err(format!("cannot be opened: {error}")),
        };
        let is_lines =
            path.extension().is_some_and(|e| e.eq_ignore_ascii_case("jsonl") || e.eq_ignore_ascii_case("ndjson"));
        let state = match opened {
            Err(reason) => State::Refused(reason),
            Ok(reader) if is_lines => State::Lines { reader, line: 0 },
            Ok(reader) => State::Whole(reader),
        };
        Self { path: name, state }
    }

    fn sniffed(path: String, mut reader: Box<dyn BufRead + Send>) -> Self {
        let state = match reader.fill_buf() {
            Err(error) => State::Refused(format!("cannot be read: {error}")),
            Ok(start) => {
                let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
                match start.iter().find(|b| !b.is_ascii_whitespace()) {
                    Some(b'{') => State::Lines { reader, line: 0 },
                    Some(_) => State::Whole(reader),
                    None => State::Done,
                }
            }
        };
        Self { path, state }
    }

    fn origin(&self, line: Option<u64>) -> Origin {
        Origin { path: self.path.clone(), line }
    }

    fn failure(&self, line: Option<u64>, reason: String) -> Failure {
        Failure { origin: self.origin(line), id: None, reason }
    }

    fn next_line(&mut self) -> Option<Result<Piece, Failure>> {
        loop {
            let State::Lines { reader, line } = &mut self.state else { return None };
            *line += 1;
            let number = Some(*line);
            match read_line(reader, MAX_RECORD) {
                Ok(Line::End) => {
                    self.state = State::Done;
                    return None;
                }
                Ok(Line::Long) => return Some(Err(self.failure(number, too_long("the line")))),
                Ok(Line::Read(bytes)) if bytes.iter().all(u8::is_ascii_whitespace) => {}
                Ok(Line::Read(bytes)) => {
                    return Some(Ok(Piece { origin: self.origin(number), format: Format::JsonLines, bytes }));
                }
                Err(error) => {
                    self.state = State::Done;
                    return Some(Err(self.failure(number, format!("cannot be read further: {error}"))));
                }
            }
        }
    }
}

impl Iterator for Pieces {
    type Item = Result<Piece, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        if matches!(self.state, State::Lines { .. }) {
            return self.next_line();
        }
        match std::mem::replace(&mut self.state, State::Done) {
            State::Refused(reason) => Some(Err(self.failure(None, reason))),
            State::Whole(reader) => {
                let mut bytes = Vec::new();
                Some(match reader.take(MAX_RECORD as u64 + 1).read_to_end(&mut bytes) {
                    Ok(read) if read > MAX_RECORD => Err(self.failure(None, too_long("the text"))),
                    Ok(_) => Ok(Piece { origin: self.origin(None), format: Format::Text, bytes }),
                    Err(error) => Err(self.failure(None, format!("cannot be read: {error}"))),
                })
            }
            State::Lines { .. } | State::Done => None,
        }
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
