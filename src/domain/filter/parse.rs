//! From a line to a filter and back: what is written reads as the same filter.

use std::{fmt, str::FromStr};

use jiff::civil::Date;

use super::{Compare, Condition, Filter, Has, Test};
use crate::domain::{Outcome, change::ArticleStatus, id::NotAnId};

/// Why a line is no filter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct FilterError {
    /// The characters of the line it is about, end exclusive.
    pub at: std::ops::Range<usize>,
    pub why: String,
}

/// The keys that take values after a colon, with what the value is.
pub(super) const KEYS: [(&str, &str); 13] = [
    ("text", "words of title and text"),
    ("outlet", "who published it; *daily* for a part of the name"),
    ("claimant", "who says it; *police* for a part of the name"),
    ("place", "a town or region; *homs* for a part of the name"),
    ("country", "two letters: SY"),
    ("lang", "two letters: ar"),
    ("status", "unread, in_review, done, irrelevant"),
    ("has", "conflict, unjudged, note ..."),
    ("tag", "a #word of a note"),
    ("event", "e5"),
    ("after", "this day or later: 2017-04-01, 2017-04, 2017"),
    ("before", "this day or earlier"),
    ("on", "this day, month or year"),
];

impl FromStr for Filter {
    type Err = FilterError;

    fn from_str(line: &str) -> Result<Self, FilterError> {
        let mut conditions: Vec<Condition> = Vec::new();
        let mut words: Vec<&str> = Vec::new();
        for token in tokens(line) {
            match read(&token)? {
                Read::Word => words.push(token.text),
                Read::Conditions(read) => conditions.extend(read),
            }
        }
        if !words.is_empty() {
            // A space at the end says that the last word is whole.
            let end = if line.ends_with(' ') { " " } else { "" };
            let text = format!("{}{end}", words.join(" "));
            conditions.push(Condition { not: false, test: Test::Text(text) });
        }
        Ok(Self { conditions })
    }
}

/// A stretch of the line between spaces; spaces between quotes belong to it.
struct Token<'l> {
    text: &'l str,
    /// Of its first character, in characters.
    start: usize,
}

fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut begun, mut quoted) = (None, false);
    for (place, (byte, c)) in line.char_indices().enumerate() {
        if c == '"' {
            quoted = !quoted;
        }
        match begun {
            Some((start, from)) if c.is_whitespace() && !quoted => {
                tokens.push(Token { text: &line[from..byte], start });
                begun = None;
            }
            None if !c.is_whitespace() => begun = Some((place, byte)),
            _ => {}
        }
    }
    if let Some((start, from)) = begun {
        tokens.push(Token { text: &line[from..], start });
    }
    tokens
}

enum Read {
    Word,
    Conditions(Vec<Condition>),
}

fn read(token: &Token) -> Result<Read, FilterError> {
    let (not, body) = match token.text.strip_prefix('-') {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, token.text),
    };
    let wrong = |why: String| {
        let end = token.start + token.text.chars().count();
        FilterError { at: token.start..end, why }
    };
    let Some(sign) = body.find(|c: char| !(c.is_ascii_lowercase() || c == '_')) else { return Ok(Read::Word) };
    let (key, rest) = body.split_at(sign);
    if key.is_empty() {
        return Ok(Read::Word);
    }
    let tests = if let Some((compare, number)) = comparison(rest) {
        let outcome = Outcome::from_str(key).map_err(&wrong)?;
        vec![count(outcome, compare, number).map_err(&wrong)?]
    } else if let Some(value) = rest.strip_prefix(':') {
        tests(key, value).map_err(&wrong)?
    } else {
        return Ok(Read::Word);
    };
    Ok(Read::Conditions(tests.into_iter().map(|test| Condition { not, test }).collect()))
}

/// `>=5`, `<=5`, `>5`, `<5`, `=5`.
fn comparison(rest: &str) -> Option<(&str, &str)> {
    [">=", "<=", ">", "<", "="].into_iter().find_map(|sign| rest.strip_prefix(sign).map(|number| (sign, number)))
}

fn count(outcome: Outcome, sign: &str, number: &str) -> Result<Test, String> {
    let number: u64 = number.parse().map_err(|_| format!("`{number}` is no number: write {outcome}>=5"))?;
    let (compare, number) = match sign {
        ">=" => (Compare::AtLeast, number),
        ">" => (Compare::AtLeast, number.saturating_add(1)),
        "<=" => (Compare::AtMost, number),
        "<" => (Compare::AtMost, number.checked_sub(1).ok_or("nothing is below 0")?),
        _ => (Compare::Exactly, number),
    };
    Ok(Test::Count { outcome, compare, number })
}

fn tests(key: &str, value: &str) -> Result<Vec<Test>, String> {
    let names = || values(key, value);
    let one = match key {
        "text" => Test::Text(names()?.join(" ")),
        "outlet" => Test::Outlet(names()?),
        "claimant" => Test::Claimant(names()?),
        "place" => Test::Place(names()?),
        "country" => Test::Country(names()?),
        "lang" => Test::Language(names()?),
        "tag" => Test::Tag(names()?.into_iter().map(|n| n.trim_start_matches('#').to_owned()).collect()),
        "status" => Test::Status(each::<ArticleStatus>(&names()?)?),
        "has" => Test::Has(each::<Has>(&names()?)?),
        "event" => Test::Event(value.parse().map_err(|e: NotAnId| e.to_string())?),
        "after" => Test::Since(span(value)?.0),
        "before" => Test::Until(span(value)?.1),
        "on" => {
            let (first, last) = span(value)?;
            return Ok(vec![Test::Since(first), Test::Until(last)]);
        }
        _ => {
            let known: Vec<_> = KEYS.iter().map(|(key, _)| *key).collect();
            return Err(format!("`{key}:` is none of {}; put quotes around words to search for", known.join(", ")));
        }
    };
    Ok(vec![one])
}

/// Apart by commas outside quotes.
fn values(key: &str, value: &str) -> Result<Vec<String>, String> {
    let (mut names, mut name, mut quoted) = (Vec::new(), String::new(), false);
    for c in value.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => names.push(std::mem::take(&mut name)),
            c => name.push(c),
        }
    }
    names.push(name);
    names.retain(|name| !name.trim().is_empty());
    if names.is_empty() { Err(format!("`{key}:` needs a value")) } else { Ok(names) }
}

fn each<T: FromStr<Err = String>>(words: &[String]) -> Result<Vec<T>, String> {
    words.iter().map(|word| word.parse()).collect()
}

/// The first and last day of a day, month or year.
fn span(value: &str) -> Result<(Date, Date), String> {
    let wrong = || format!("`{value}` is no day: write 2017-04-01, 2017-04 or 2017");
    let first = match value.len() {
        4 => format!("{value}-01-01"),
        7 => format!("{value}-01"),
        _ => value.to_owned(),
    };
    let first: Date = first.parse().map_err(|_| wrong())?;
    Ok(match value.len() {
        4 => (first, first.last_of_year()),
        7 => (first, first.last_of_month()),
        _ => (first, first),
    })
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Words come last, as reading puts them.
        let (words, keyed): (Vec<_>, Vec<_>) =
            self.conditions.iter().partition(|c| !c.not && matches!(c.test, Test::Text(_)));
        for (i, condition) in keyed.into_iter().chain(words).enumerate() {
            let space = if i > 0 { " " } else { "" };
            write!(f, "{space}{condition}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.not {
            f.write_str("-")?;
        }
        match &self.test {
            Test::Text(words) if self.not => write!(f, "text:\"{}\"", words.replace('"', "")),
            Test::Text(words) => f.write_str(words),
            Test::Outlet(names) => named(f, "outlet", names),
            Test::Claimant(names) => named(f, "claimant", names),
            Test::Place(names) => named(f, "place", names),
            Test::Country(names) => named(f, "country", names),
            Test::Language(names) => named(f, "lang", names),
            Test::Tag(names) => named(f, "tag", names),
            Test::Status(all) => named(f, "status", &all.iter().map(|s| s.word().to_owned()).collect::<Vec<_>>()),
            Test::Has(all) => named(f, "has", &all.iter().map(|s| s.word().to_owned()).collect::<Vec<_>>()),
            Test::Event(event) => write!(f, "event:{event}"),
            Test::Since(day) => write!(f, "after:{day}"),
            Test::Until(day) => write!(f, "before:{day}"),
            Test::Count { outcome, compare, number } => {
                let sign = match compare {
                    Compare::AtLeast => ">=",
                    Compare::AtMost => "<=",
                    Compare::Exactly => "=",
                };
                write!(f, "{}{sign}{number}", outcome.word())
            }
        }
    }
}

fn named(f: &mut fmt::Formatter<'_>, key: &str, names: &[String]) -> fmt::Result {
    let quoted = |name: &String| match name.contains([' ', ',', ':']) {
        true => format!("\"{name}\""),
        false => name.clone(),
    };
    write!(f, "{key}:{}", names.iter().map(quoted).collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Filter {
        line.parse().unwrap_or_else(|e| panic!("{line}: {e}"))
    }

    #[test]
    fn every_kind_of_condition_reads_and_is_written_as_it_was() {
        for line in [
            "",
            "outlet:sana,afp after:2017-04-01 killed>=5 -has:decision \"main market\"",
            "place:\"Deir ez-Zor\" country:SY lang:ar status:unread,in_review tag:check event:e5",
            "claimant:\"Syrian Observatory*\" injured<=3 casualties=46 before:2020-12-31",
            "-text:\"football match\" market",
            "-outlet:\"Daily Post, Sunday\" barrel bomb",
        ] {
            assert_eq!(parsed(line).to_string(), line);
            assert_eq!(parsed(&parsed(line).to_string()), parsed(line));
        }
    }

    #[test]
    fn months_and_years_are_their_first_and_last_days() {
        assert_eq!(parsed("on:2024-02").to_string(), "after:2024-02-01 before:2024-02-29");
        assert_eq!(parsed("after:2024").to_string(), "after:2024-01-01");
        assert_eq!(parsed("before:2024").to_string(), "before:2024-12-31");
        assert_eq!(parsed("killed>4 killed<3").to_string(), "killed>=5 killed<=2");
    }

    #[test]
    fn words_that_only_look_like_conditions_are_searched_for() {
        for line in ["12:30", "Aleppo: a raid", "a-b", "- x", "http", "\"outlet:sana\""] {
            assert_eq!(parsed(line).conditions, [Condition { not: false, test: Test::Text(line.into()) }], "{line}");
        }
    }

    #[test]
    fn a_mistake_says_where_it_stands_and_what_would_do() {
        let wrong = |line: &str| line.parse::<Filter>().unwrap_err();
        let e = wrong("market colour:red");
        assert_eq!(e.at, 7..17);
        assert!(e.why.contains("`colour:`") && e.why.contains("outlet"), "{e}");
        assert!(wrong("after:yesterday").why.contains("2017-04-01"));
        assert!(wrong("status:finished").why.contains("irrelevant"));
        assert!(wrong("killed>=many").why.contains("killed>=5"));
        assert!(wrong("outlet:").why.contains("needs a value"));
        assert!(wrong("deaths>=5").why.contains("killed"));
    }
}
