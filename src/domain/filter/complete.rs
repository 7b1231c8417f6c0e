//! What could stand where somebody is typing a filter.

use std::borrow::Cow;

use super::{Has, parse::KEYS};
use crate::domain::{Outcome, change::ArticleStatus};

/// One way to go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The whole line so far with the word being typed completed.
    pub line: String,
    /// What it is called in a list.
    pub label: String,
    /// What it means; empty for a name.
    pub doc: Cow<'static, str>,
}

/// Ways to go on from `line`, which ends where the cursor stands. `names` gives the known values of a key ("outlet",
/// "claimant", "place"), best first.
pub fn complete(line: &str, names: impl Fn(&str) -> Vec<String>) -> Vec<Completion> {
    let start = word_start(line);
    let (before, word) = line.split_at(start);
    let (minus, word) = match word.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", word),
    };
    let make = |text: String, label: String, doc: &'static str| Completion {
        line: format!("{before}{minus}{text}"),
        label,
        doc: doc.into(),
    };
    let Some((key, value)) = word.split_once(':') else {
        let keys = KEYS.iter().map(|(key, doc)| (format!("{key}:"), *doc));
        let counts = Outcome::ALL.iter().map(|o| (format!("{}>=", o.word()), "some report gives so many"));
        let fitting = keys.chain(counts).filter(|(key, _)| key.starts_with(word));
        return fitting.map(|(key, doc)| make(key.clone(), key, doc)).collect();
    };
    let done = value.rfind(',').map_or(0, |comma| comma + 1);
    let (earlier, typed) = value.split_at(done);
    let typed = typed.trim_start_matches('"').to_lowercase();
    let fixed: Vec<String> = match key {
        "status" => ArticleStatus::ALL.iter().map(|s| s.word().to_owned()).collect(),
        "has" => Has::ALL.iter().map(|h| h.word().to_owned()).collect(),
        _ => names(key),
    };
    // By any of its words: "kam" for "Albu Kamal".
    let fits = |name: &str| name.starts_with(&typed) || name.split([' ', '-']).any(|word| word.starts_with(&typed));
    let fitting = fixed.into_iter().filter(|name| fits(&name.to_lowercase()));
    fitting
        .map(|name| {
            let written = if name.contains([' ', ',', ':']) { format!("\"{name}\"") } else { name.clone() };
            make(format!("{key}:{earlier}{written}"), name, "")
        })
        .collect()
}

/// Where the word being typed begins, in bytes.
fn word_start(line: &str) -> usize {
    let (mut start, mut quoted) = (0, false);
    for (at, c) in line.char_indices() {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => start = at + c.len_utf8(),
            _ => {}
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(line: &str) -> Vec<String> {
        let names = |key: &str| match key {
            "outlet" => vec!["AFP".to_owned(), "Daily Post".into(), "SANA".into()],
            _ => Vec::new(),
        };
        complete(line, names).into_iter().map(|c| c.line).collect()
    }

    #[test]
    fn keys_then_their_values() {
        assert_eq!(lines("market out"), ["market outlet:"]);
        assert_eq!(lines("outlet:"), ["outlet:AFP", "outlet:\"Daily Post\"", "outlet:SANA"]);
        assert_eq!(lines("-outlet:afp,s"), ["-outlet:afp,SANA"]);
        assert_eq!(lines("outlet:\"daily p"), ["outlet:\"Daily Post\""]);
        assert_eq!(lines("outlet:po"), ["outlet:\"Daily Post\""]);
        assert_eq!(lines("has:un"), ["has:unjudged", "has:undecided", "has:unsigned"]);
        assert_eq!(lines("kil"), ["killed>="]);
        assert!(lines("").len() > 20);
    }
}
