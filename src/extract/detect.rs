//! Tells which language a text is in: first by its letters, then by the commonest words of each language.
//!
//! Knows no language: letters and words are data (`assets/lexicon/languages.toml`). Looks at the beginning of a text only.

use std::collections::HashMap;

use serde::Deserialize;

use super::{
    file::{Fault, LexiconError, Place, Source},
    lexicon::fold,
};
use crate::text::Index;

/// The languages that can be told apart, whether they are read or not.
pub struct Detector {
    languages: Vec<Known>,
    /// The common words, and for each the languages it is common in, as bits by their place in `languages`.
    words: Index,
    common: Vec<u32>,
}

struct Known {
    code: String,
    also: Vec<String>,
    script: Script,
}

/// Alphabets that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Script {
    Latin,
    Arabic,
    Cyrillic,
    Hebrew,
    /// Any other: of a language that is told by its alphabet alone, or by none here.
    Other,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    language: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    code: String,
    /// Other codes for it, as metadata write them: "eng".
    #[serde(default)]
    also: Vec<String>,
    script: Script,
    words: Vec<String>,
}

/// Words looked at: the decision hardly changes after these.
const ENOUGH: u32 = 160;
/// As soon as a language has this many common words, and four times those of any other, it is the one.
const CLEAR: u32 = 10;
/// A text of fewer words is in the first language of its alphabet unless its words say otherwise.
const SHORT: u32 = 25;
/// The least share of common words in a text of a language.
const LEAST: u32 = 20;

impl Detector {
    pub fn compile(source: Source<'_>) -> Result<Self, LexiconError> {
        let at = || Place { file: source.name.into(), line: 1 };
        let syntax = |message: String| LexiconError(vec![Fault { at: at(), message }]);
        let file: File = toml::from_str(source.text).map_err(|e| syntax(e.to_string()))?;
        if file.language.len() > u32::BITS as usize {
            return Err(syntax(format!("more than {} languages", u32::BITS)));
        }
        let (mut languages, mut words) = (Vec::new(), HashMap::<Box<str>, u32>::new());
        let mut folded = String::new();
        for (i, row) in file.language.into_iter().enumerate() {
            for word in &row.words {
                fold(word, &mut folded);
                *words.entry(folded.as_str().into()).or_default() |= 1 << i;
            }
            languages.push(Known { code: row.code, also: row.also, script: row.script });
        }
        let names = std::iter::once("".into()).chain(words.keys().cloned());
        let index = Index::new(names.collect());
        let common = std::iter::once(0).chain(words.into_values()).collect();
        Ok(Self { languages, words: index, common })
    }

    /// The code as this program writes it: `en` for "EN-gb" and "eng".
    pub fn code<'a>(&'a self, given: &'a str) -> &'a str {
        let short = given.split(['-', '_']).next().unwrap_or(given).trim();
        let named =
            |k: &&Known| k.code.eq_ignore_ascii_case(short) || k.also.iter().any(|a| a.eq_ignore_ascii_case(short));
        self.languages.iter().find(named).map_or(short, |known| &known.code)
    }

    /// The language of a text; none where it is in none of those known here.
    pub fn detect(&self, text: &str) -> Option<&str> {
        let mut tally = Tally { hits: vec![0; self.languages.len()], ..Tally::default() };
        let mut folded = String::new();
        for (start, end) in words(text) {
            let word = &text[start..end];
            let Some(script) = word.chars().find(|c| !is_mark(*c)).map(script_of) else { continue };
            tally.scripts[script as usize] += 1;
            let found = if word.is_ascii() {
                self.words.find_ascii(text, start, end)
            } else {
                fold(word, &mut folded);
                self.words.find(&folded)
            };
            tally.add(self.common[found as usize]);
            if tally.is_clear() {
                break;
            }
        }
        self.verdict(&tally)
    }

    fn verdict(&self, tally: &Tally) -> Option<&str> {
        let script = (0..SCRIPTS).rev().max_by_key(|s| tally.scripts[*s])?;
        let fits = |k: &Known| k.script as usize == script;
        let first = self.languages.iter().position(fits)?;
        let best =
            (first..self.languages.len()).rev().filter(|i| fits(&self.languages[*i])).max_by_key(|i| tally.hits[*i])?;
        let found = if tally.hits[best] == 0 { first } else { best };
        let enough = tally.words < SHORT || tally.hits[found] * LEAST >= tally.words;
        enough.then(|| self.languages[found].code.as_str())
    }
}

#[derive(Default)]
struct Tally {
    words: u32,
    scripts: [u32; SCRIPTS],
    hits: Vec<u32>,
    /// The most hits of any language.
    most: u32,
}

impl Tally {
    fn add(&mut self, mut languages: u32) {
        self.words += 1;
        while languages != 0 {
            let hits = &mut self.hits[languages.trailing_zeros() as usize];
            *hits += 1;
            self.most = self.most.max(*hits);
            languages &= languages - 1;
        }
    }

    fn is_clear(&self) -> bool {
        if self.words < ENOUGH && self.most < CLEAR {
            return false;
        }
        let (mut best, mut second) = (0, 0);
        for hits in &self.hits {
            (best, second) = if *hits > best { (*hits, best) } else { (best, second.max(*hits)) };
        }
        self.words >= ENOUGH || best >= CLEAR && best >= 4 * second
    }
}

/// Runs of letters. Bytes, end exclusive.
fn words(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let is_letter = |c: char| c.is_alphabetic() || is_mark(c);
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_letter)?;
        at = text[start..].find(|c| !is_letter(c)).map_or(text.len(), |end| start + end);
        Some((start, at))
    })
}

const SCRIPTS: usize = 5;

fn script_of(c: char) -> Script {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => {
            Script::Arabic
        }
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{590}'..='\u{5ff}' => Script::Hebrew,
        _ => Script::Other,
    }
}

/// Vowel signs and accents that stand apart from their letter.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}' | '\u{064b}'..='\u{065f}' | '\u{0670}' | '\u{0640}')
}
