//! Standard output and standard error as commands see them: one buffer, the terminal's width, colour or not.

use std::{
    fmt,
    io::{self, BufWriter, IsTerminal, StdoutLock, Write},
};

use clap::Args;

use crate::text;

use super::{
    Status,
    args::When,
    print::{Look, table::Table},
};

/// For programs instead of people.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct Json {
    /// Print JSON for programs.
    #[arg(long)]
    pub json: bool,
}

/// Bytes gathered before a write.
const BUFFER: usize = 128 << 10;

/// Standard output.
pub struct Out {
    to: BufWriter<StdoutLock<'static>>,
    /// The width is the terminal's; none where the output goes elsewhere and lines may be as long as they are.
    pub look: Look,
}

impl Out {
    pub fn stdout(color: When) -> Self {
        let stdout = io::stdout();
        let is_terminal = stdout.is_terminal();
        let ink = match color {
            When::Always => Ink::Colored,
            When::Auto if is_terminal && !is_colorless() => Ink::Colored,
            When::Auto | When::Never => Ink::Plain,
        };
        let width = is_terminal.then(crossterm::terminal::size).and_then(Result::ok).map(|(columns, _)| columns.into());
        Self { to: BufWriter::with_capacity(BUFFER, stdout.lock()), look: Look { ink, width } }
    }

    /// Writes out what is still held back, so that an error doing so is not lost.
    pub fn finish(mut self) -> io::Result<()> {
        self.to.flush()
    }

    /// One JSON value on one line, for programs.
    pub fn json(&mut self, value: &impl serde::Serialize) -> anyhow::Result<Status> {
        serde_json::to_writer(&mut self.to, value)?;
        self.to.write_all(b"\n")?;
        Ok(Status::Done)
    }

    /// A table, or what to say where it has no rows.
    pub fn table(&mut self, table: &Table, empty: &str) -> anyhow::Result<Status> {
        if table.is_empty() {
            return self.line(empty);
        }
        self.to.write_all(table.print(self.look).as_bytes())?;
        Ok(Status::Done)
    }

    /// One line, made safe: it may quote an article.
    pub fn line(&mut self, words: impl fmt::Display) -> anyhow::Result<Status> {
        self.under(0, words)
    }

    /// The same, so many cells to the right: it belongs to the line above.
    pub fn under(&mut self, indent: usize, words: impl fmt::Display) -> anyhow::Result<Status> {
        writeln!(self.to, "{:indent$}{}", "", text::display(&words.to_string()))?;
        Ok(Status::Done)
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.to.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Did the user ask for no colour at all (no-color.org)?
pub fn is_colorless() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// Whether words are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    Plain,
    Colored,
}

/// What a stretch of output is, from which follows how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Heading,
    Faint,
    /// Words of an article that a claim was read from.
    Evidence,
    Good,
    Doubtful,
    Bad,
}

impl Role {
    const fn code(self) -> &'static str {
        match self {
            Self::Heading => "1",
            Self::Faint => "2",
            Self::Evidence => "4;36",
            Self::Good => "32",
            Self::Doubtful => "33",
            Self::Bad => "1;31",
        }
    }
}

impl Ink {
    /// The words, coloured for their role. They must be safe already.
    pub fn paint<W: fmt::Display>(self, role: Role, words: W) -> Painted<W> {
        Painted { code: (self == Self::Colored).then(|| role.code()), words }
    }
}

pub struct Painted<W> {
    code: Option<&'static str>,
    words: W,
}

impl<W: fmt::Display> fmt::Display for Painted<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            Some(code) => write!(f, "\x1b[{code}m{}\x1b[0m", self.words),
            None => self.words.fmt(f),
        }
    }
}

/// A message on standard error, made safe: it may quote an article or a file name.
pub fn complain(message: impl fmt::Display) {
    // Nothing can be said about a standard error that is closed.
    let _ = writeln!(io::stderr(), "recount: {}", text::display(&message.to_string()));
}
