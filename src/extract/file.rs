//! One file of a language: its rows, each with its line, and what is wrong with the others.
//!
//! Every mistake of a file is found at once, so that nobody has to mend one to be told of the next.

use std::{fmt, sync::Arc};

use serde::de::DeserializeOwned;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    construction,
    example::Example,
    lexicon::{ClaimantRow, Row, Settings},
};

/// The text of a lexicon file, with the name that messages show.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// ISO 639-1.
    pub language: &'a str,
    pub name: &'a str,
    pub text: &'a str,
}

/// Where something stands: "en/people.toml, line 12".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub file: Arc<str>,
    /// From 1.
    pub line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}", self.file, self.line)
    }
}

/// One mistake in a lexicon.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {message}")]
pub struct Fault {
    pub at: Place,
    pub message: String,
}

/// A lexicon that cannot be used, with all that is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", lines(.0))]
pub struct LexiconError(pub Vec<Fault>);

fn lines(faults: &[Fault]) -> String {
    faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("\n")
}

/// Something with its place.
#[derive(Debug, Clone)]
pub struct Placed<T> {
    pub at: Place,
    pub is: T,
}

impl<T> Placed<T> {
    pub fn fault(&self, message: impl Into<String>) -> Fault {
        Fault { at: self.at.clone(), message: message.into() }
    }
}

/// A file taken apart. Its order is kept within each kind.
#[derive(Debug)]
pub struct File {
    name: Arc<str>,
    /// The user's, not one shipped with the program.
    pub own: bool,
    pub settings: Option<Settings>,
    pub rows: Vec<Placed<Row>>,
    pub claimants: Vec<Placed<ClaimantRow>>,
    pub constructions: Vec<Placed<construction::Row>>,
    pub examples: Vec<Placed<Example>>,
}

impl File {
    fn empty(name: Arc<str>, own: bool) -> Self {
        Self {
            name,
            own,
            settings: None,
            rows: Vec::new(),
            claimants: Vec::new(),
            constructions: Vec::new(),
            examples: Vec::new(),
        }
    }

    pub fn begin(&self) -> Place {
        Place { file: Arc::clone(&self.name), line: 1 }
    }

    /// The rows that can be used. What cannot goes to `faults`.
    pub fn parse(source: &Source<'_>, own: bool, faults: &mut Vec<Fault>) -> Self {
        let line_ends = memchr::memchr_iter(b'\n', source.text.as_bytes()).collect();
        let mut parser = Parser { file: source.name.into(), line_ends, faults };
        let (table, errors) = DeTable::parse_recoverable(source.text);
        errors.iter().for_each(|error| parser.fault(error, 0));
        let mut file = Self::empty(Arc::clone(&parser.file), own);
        for (key, value) in table.into_inner() {
            match key.get_ref().as_ref() {
                "settings" => file.settings = parser.one(value).map(|placed| placed.is),
                "row" => file.rows = parser.many(value),
                "claimant" => file.claimants = parser.many(value),
                "construction" => file.constructions = parser.many(value),
                "example" => file.examples = parser.many(value),
                other => {
                    let message = format!(
                        "[{other}] has no meaning here; use [[row]], [[claimant]], [[construction]], [[example]]"
                    );
                    parser.faults.push(Fault { at: parser.place(key.span().start), message });
                }
            }
        }
        file
    }
}

struct Parser<'a> {
    file: Arc<str>,
    /// The byte of each line end, since every row asks for its line.
    line_ends: Vec<usize>,
    faults: &'a mut Vec<Fault>,
}

impl Parser<'_> {
    fn many<T: DeserializeOwned>(&mut self, value: Spanned<DeValue<'_>>) -> Vec<Placed<T>> {
        match value.into_inner() {
            DeValue::Array(rows) => rows.into_iter().filter_map(|row| self.one(row)).collect(),
            _ => Vec::new(),
        }
    }

    fn one<T: DeserializeOwned>(&mut self, value: Spanned<DeValue<'_>>) -> Option<Placed<T>> {
        let start = value.span().start;
        match T::deserialize(toml::de::ValueDeserializer::from(value)) {
            Ok(is) => Some(Placed { at: self.place(start), is }),
            Err(error) => {
                self.fault(&error, start);
                None
            }
        }
    }

    /// `start` is where to point to if the error does not know.
    fn fault(&mut self, error: &toml::de::Error, start: usize) {
        let at = self.place(error.span().map_or(start, |span| span.start));
        self.faults.push(Fault { at, message: plainly(error.message()) });
    }

    fn place(&self, byte: usize) -> Place {
        Place { file: Arc::clone(&self.file), line: self.line_ends.partition_point(|end| *end < byte) + 1 }
    }
}

/// How alike two words must be for one to be offered for the other.
const ALIKE: f64 = 0.8;
/// A list of all that is allowed is told up to this length.
const TELLABLE: usize = 12;

/// What serde says of an unknown word, with the nearest known one instead of all of them.
pub fn plainly(message: &str) -> String {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let [unknown, known @ ..] = quoted.as_slice() else { return message.into() };
    if !message.starts_with("unknown") {
        return message.into();
    }
    let likeness = |word: &&&str| strsim::jaro_winkler(unknown, word);
    let nearest = known.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b))).filter(|word| likeness(word) > ALIKE);
    match nearest {
        Some(nearest) => format!("`{unknown}` is not known here; is it `{nearest}`?"),
        None if known.len() <= TELLABLE => format!("`{unknown}` is not known here; use {}", known.join(", ")),
        None => format!("`{unknown}` is not known here"),
    }
}

/// Rows that have a name.
pub trait Keyed {
    fn key(&self) -> &str;
    /// It takes the earlier row of its name away.
    fn is_off(&self) -> bool;
}

/// Lays the rows of later files over those of earlier ones. The same name replaces, in its place; what is new in the
/// user's files comes first, since the first construction that fits reads.
pub fn lay_over<'a, T: Keyed>(
    files: &'a [File],
    rows: impl Fn(&'a File) -> &'a [Placed<T>],
    faults: &mut Vec<Fault>,
) -> Vec<&'a Placed<T>> {
    let mut laid: Vec<&Placed<T>> = Vec::new();
    let mut fresh = 0;
    for file in files {
        for row in rows(file) {
            let name = row.is.key();
            match laid.iter().position(|other| other.is.key() == name) {
                Some(at) if laid[at].at.file == row.at.file => {
                    faults.push(row.fault(format!("`{name}` stands in line {} already", laid[at].at.line)));
                }
                Some(at) if row.is.is_off() => {
                    laid.remove(at);
                    fresh -= usize::from(at < fresh);
                }
                Some(at) => laid[at] = row,
                None if row.is.is_off() => {
                    faults.push(row.fault(format!("there is no `{name}` to switch off")));
                }
                None if file.own => {
                    laid.insert(fresh, row);
                    fresh += 1;
                }
                None => laid.push(row),
            }
        }
    }
    laid
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        let mut faults = Vec::new();
        File::parse(&Source { language: "en", name: "mine.toml", text }, true, &mut faults);
        faults.iter().map(Fault::to_string).collect()
    }

    #[test]
    fn every_mistake_of_a_file_is_told_with_its_line() {
        let text = "[[row]]\nclass = [\"persn\"]\nwords = [\"x\"]\n\n[[row]]\nword = [\"y\"]\n\n[[rows]]\n";
        let told = faults(text);
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told.contains(&"mine.toml, line 2: `persn` is not known here; is it `person`?".into()), "{told:?}");
        assert!(told.contains(&"mine.toml, line 6: `word` is not known here; is it `words`?".into()), "{told:?}");
        assert!(told.iter().any(|t| t.starts_with("mine.toml, line 8: [rows]")), "{told:?}");
    }

    #[test]
    fn a_file_that_is_no_toml_is_told_with_its_line() {
        let told = faults("[[row]]\nwords = [\"x\"\n\n[[row]]\nclass = \n");
        assert!(
            told.iter().any(|t| t.starts_with("mine.toml, line 2") || t.starts_with("mine.toml, line 4")),
            "{told:?}"
        );
    }
}
