//! The words of a text that may stand in names, and which runs of them the gazetteer knows.
//!
//! An article's names are asked for twice, for the countries it is about and for the places it names. Nearly all the work
//! is to find and fold its words and to look every run of them up: it is done here, once.

use super::senses::{Known, NOTHING, Senses};
use crate::text::gazetteer::fold::Line;

/// Words of the longest name looked up.
pub const LONGEST_NAME: usize = 4;

/// See the module.
pub struct Roll<'a> {
    pub text: &'a str,
    pub words: Vec<Word>,
    /// What is known of runs, by their first word and then by their length.
    known: Vec<Known>,
}

/// A word with a capital, itself or after "al-", or a number. In scripts without capitals any word.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Bytes of the text, end exclusive.
    pub start: usize,
    pub end: usize,
    /// The first letter is no small one.
    capital: bool,
    /// It may begin a name.
    name: bool,
    /// It stands right behind the one before.
    joined: bool,
    /// Which runs that it begins are known: bit 0 for the word alone.
    runs: u8,
    /// Which of them may be a place's name with the ending of a possessive.
    owners: u8,
    /// Where in `known` its runs begin.
    first: u32,
}

impl<'a> Roll<'a> {
    pub fn new(text: &'a str, senses: &mut Senses) -> Self {
        // Some one word in four of the news, and hardly more than there are in a headline or a list.
        let (words, known) = (Vec::with_capacity(text.len() / 24), Vec::with_capacity(text.len() / 48));
        let (mut line, mut roll) = (Line::for_bytes(text.len() / 4), Self { text, words, known });
        for (start, end) in conspicuous(text) {
            let (capital, name) = (is_capital(&text[start..end]), is_name(&text[start..end]));
            if capital || name {
                let joined = roll.words.last().is_some_and(|before| is_joined(text, before.end, start));
                line.push(&text[start..end]);
                roll.words.push(Word { start, end, capital, name, joined, runs: 0, owners: 0, first: 0 });
            }
        }
        for at in 0..roll.words.len() {
            roll.look_up(at, &line, senses);
        }
        roll
    }

    /// Looks up the runs that a word begins.
    fn look_up(&mut self, at: usize, line: &Line, senses: &mut Senses) {
        self.words[at].first = self.known.len() as u32;
        for words in 1..=self.run(at, |_| true) {
            let key = line.key(at, at + words);
            let (known, bit) = (senses.of(key), 1 << (words - 1));
            if known.is_something() {
                self.known.push(known);
                self.words[at].runs |= bit;
            } else if self.text.as_bytes()[self.words[at + words - 1].end - 1] == b's' && senses.may_own(key) {
                self.words[at].owners |= bit;
            }
        }
    }

    /// How many words from one on are of the same kind, each right behind the one before, up to the longest name.
    fn run(&self, at: usize, is: impl Fn(&Word) -> bool) -> usize {
        let longest = (self.words.len() - at).min(LONGEST_NAME);
        (0..longest).find(|n| !is(&self.words[at + n]) || *n > 0 && !self.words[at + n].joined).unwrap_or(longest)
    }

    /// The run of capitalized words and numbers that a word begins; 0 where it is neither.
    pub fn capitals(&self, at: usize) -> usize {
        self.run(at, |word| word.capital)
    }

    /// The run of names that a word begins; 0 where it is none.
    pub fn names(&self, at: usize) -> usize {
        self.run(at, |word| word.name)
    }

    /// What is known of so many words from one on.
    pub fn known(&self, at: usize, words: usize) -> Known {
        let Word { runs, first, .. } = self.words[at];
        let (bit, shorter) = (1 << (words - 1), runs & ((1 << (words - 1)) - 1));
        if runs & bit == 0 { NOTHING } else { self.known[first as usize + shorter.count_ones() as usize] }
    }

    /// Are they the initials of something, in a text that is not all in capitals? Four letters or more; a dispatch
    /// begins with where it was sent from.
    pub fn is_acronym(&self, at: usize) -> bool {
        let Word { start, end, .. } = self.words[at];
        let word = &self.text[start..end];
        let initials = word.trim_end_matches('s');
        let begins = start == 0 || self.text[..start].ends_with('\n');
        let mixed = |at: usize| at < self.words.len() && !self.is_upper(at);
        let initials = initials.len() > 3 && initials.bytes().all(|b| b.is_ascii_uppercase());
        initials && !begins && (at.checked_sub(1).is_some_and(mixed) || mixed(at + 1))
    }

    /// Is the word in capitals of ASCII only?
    pub fn is_upper(&self, at: usize) -> bool {
        let Word { start, end, .. } = self.words[at];
        !self.text.as_bytes()[start..end].iter().any(u8::is_ascii_lowercase)
    }

    /// May so many words from one on be a place's name with the ending of a possessive?
    pub fn may_own(&self, at: usize, words: usize) -> bool {
        self.words[at].owners & 1 << (words - 1) != 0
    }

    /// Does a word that may stand in a name end at this byte?
    pub fn ends_name(&self, end: usize) -> bool {
        self.words.binary_search_by_key(&end, |word| word.end).is_ok_and(|at| self.words[at].name)
    }

    /// So many words from one on, as they are written.
    pub fn name(&self, at: usize, words: usize) -> &'a str {
        &self.text[self.words[at].start..self.words[at + words - 1].end]
    }
}

/// The words of a text; apostrophes and hyphens inside belong to them. Bytes, end exclusive.
pub fn words(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = &text.as_bytes()[at..];
            let start = at + rest.iter().position(|b| b.is_ascii_alphanumeric() || !b.is_ascii())?;
            let first = text[start..].chars().next()?;
            at = start + first.len_utf8();
            if first.is_alphanumeric() {
                // A joint that ends the word begins none.
                at = word_end(text, start);
                return Some((start, at));
            }
        }
    })
}

/// The words of a text with something else in them than small letters of ASCII, which most words of most texts are made of.
fn conspicuous(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let found =
                bytes[at..].iter().position(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || !b.is_ascii())?;
            let found = at + found;
            let first = text[found..].chars().next()?;
            if !first.is_alphanumeric() && first != '’' {
                at = found + first.len_utf8();
                continue;
            }
            // Back to where the word begins.
            let joints = text[at..found].trim_end_matches(|c: char| c.is_ascii_alphanumeric() || is_joint(c)).len();
            let start = at + joints;
            let start = start + text[start..].find(char::is_alphanumeric)?;
            at = word_end(text, start);
            if at > found {
                return Some((start, at));
            }
            // A joint that ends a word is no part of it.
            at = found + first.len_utf8();
        }
    })
}

/// What joins letters to one word, where it stands between them.
fn is_joint(c: char) -> bool {
    matches!(c, '\'' | '’' | '-')
}

/// Where the word at `start` ends; what joins it to nothing is no part of it.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut end) = (start, start);
    loop {
        let letters = bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        at += letters;
        end = if letters > 0 { at } else { end };
        at += match &bytes[at..] {
            [b'\'' | b'-', ..] => 1,
            [0xe2, 0x80, 0x99, ..] => 3,
            [wide, ..] if !wide.is_ascii() => {
                let Some(letter) = text[at..].chars().next().filter(|c| c.is_alphanumeric()) else { return end };
                end = at + letter.len_utf8();
                letter.len_utf8()
            }
            _ => return end,
        };
    }
}

/// Does the word begin with a capital, or with a number? Words of scripts without capitals do.
pub fn is_capital(word: &str) -> bool {
    word.starts_with(|c: char| !c.is_lowercase())
}

/// Does the word begin with a capital, itself or after "al-"?
fn is_name(word: &str) -> bool {
    let begins = |part: &str| part.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    begins(word) || word.split_once('-').is_some_and(|(_, rest)| begins(rest))
}

/// Does a word that begins at `start` stand right behind one that ends at `end`?
pub fn is_joined(text: &str, end: usize, start: usize) -> bool {
    matches!(&text.as_bytes()[end..start], b" " | b". ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::gazetteer::Gazetteer;

    fn named(text: &str, words: impl Iterator<Item = (usize, usize)>) -> Vec<&str> {
        let words = words.map(|(start, end)| &text[start..end]);
        words.filter(|word| is_capital(word) || is_name(word)).collect()
    }

    proptest! {
        #[test]
        fn no_word_of_a_name_is_passed_over(text in "[a-cA-C1'’ .\\-éÉ“ح\\u{301}]{0,60}") {
            prop_assert_eq!(named(&text, conspicuous(&text)), named(&text, words(&text)));
        }
    }

    #[test]
    fn runs_and_what_is_known_of_them() {
        let text = "Syria's al-Bab. Aleppo 2016, Homs";
        let roll = Roll::new(text, &mut Senses::new(Gazetteer::builtin()));
        let runs = |at| (roll.name(at, 1), roll.capitals(at), roll.names(at));
        assert_eq!(runs(0), ("Syria's", 1, 3));
        assert_eq!(runs(1), ("al-Bab", 0, 2));
        assert_eq!(runs(2), ("Aleppo", 2, 1));
        assert_eq!(runs(4), ("Homs", 1, 1));
        assert!(roll.may_own(0, 1) && !roll.known(0, 1).place);
        assert!(roll.known(1, 1).place && roll.known(2, 1).place && !roll.known(2, 2).is_something());
        assert!(roll.ends_name(text.len()) && !roll.ends_name(text.len() - 1));
    }
}
