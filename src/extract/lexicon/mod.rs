//! What the words of a language mean: a hash table of entries, compiled from the rows of its files.
//!
//! Knows no language. Never reads a file: it is given names and texts.

mod class;
mod clitic;
mod load;
mod phrases;
mod row;
mod settings;

use std::collections::HashMap;

pub use class::{Class, Classes, TRIGGERS, WAKES};
use phrases::Phrases;
pub use row::{BoundWord, ClaimantRow, Row};
pub use settings::{Adjectives, Apostrophe, Settings, SpeakerPlace};

use crate::{
    domain::{ClaimantKind, Outcome, Role, Trait},
    text::{Index, index},
};

/// The place of an entry; 0 is a word the lexicon does not have.
pub type Lex = u32;
pub const UNKNOWN: Lex = index::UNKNOWN;

/// Everything known of one word or phrase.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    pub classes: Classes,
    pub outcome: Option<Outcome>,
    pub role: Option<Role>,
    pub traits: Vec<Trait>,
    pub size: Option<u64>,
    pub number: Option<u64>,
    pub scale: Option<u64>,
    pub vague: Option<(u64, Option<u64>)>,
    pub bound: Option<BoundWord>,
    pub kind: Option<ClaimantKind>,
    pub weekday: Option<i8>,
    pub month: Option<i8>,
    pub reach: Option<Reach>,
    pub means: Option<Box<str>>,
    pub actor: Option<Box<str>>,
}

/// The time that a date word covers, counted from publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// First and last day, inclusive: yesterday -1 to -1.
    Days(i16, i16),
    /// A calendar month: last month -1.
    Month(i16),
    /// A calendar year: last year -1.
    Year(i16),
}

/// A compiled language.
pub struct Lexicon {
    pub settings: Settings,
    claimants: Claimants,
    entries: Vec<Entry>,
    /// The classes of every entry again, side by side, since the scanner needs nothing else of most words.
    classes: Vec<Classes>,
    /// The entries of signs.
    signs: [Lex; 128],
    index: Index,
    phrases: Phrases,
}

/// The canonical names of claimants, by folded alias.
#[derive(Debug, Default)]
pub struct Claimants {
    by_alias: HashMap<String, KnownClaimant>,
}

/// A claimant by the name it goes by.
#[derive(Debug, Clone)]
pub struct KnownClaimant {
    pub name: String,
    pub kind: ClaimantKind,
    /// Meant only where nothing more is said of it.
    pub alone: bool,
}

impl Lexicon {
    /// The claimant behind an alias.
    pub fn claimant(&self, lex: Lex) -> Option<&KnownClaimant> {
        self.claimants.by_alias.get(self.index.word(lex))
    }

    pub fn entry(&self, lex: Lex) -> &Entry {
        &self.entries[lex as usize]
    }

    /// With [`WAKES`] where a sentence with this word is worth reading.
    pub fn classes(&self, lex: Lex) -> Classes {
        self.classes[lex as usize]
    }

    pub fn sign(&self, sign: u8) -> Lex {
        self.signs.get(sign as usize).copied().unwrap_or(UNKNOWN)
    }

    /// The entry of one word, already folded (see [`fold`]).
    pub fn find(&self, folded: &str) -> Lex {
        self.index.find(folded)
    }

    /// The entry of the ASCII word at bytes `start..end` of a text, in any case, without a copy.
    pub fn find_ascii(&self, text: &str, start: usize, end: usize) -> Lex {
        self.index.find_ascii(text, start, end)
    }

    /// The longest phrase that begins with `first`: its entry and how many further words it takes.
    pub fn phrase(&self, first: Lex, next: impl Fn(usize) -> Lex) -> Option<(Lex, usize)> {
        self.phrases.longest(first, next)
    }
}

/// The form in which words are looked up: lower case, straight apostrophes, Arabic letters and marks folded.
pub fn fold(word: &str, into: &mut String) {
    into.clear();
    if word.is_ascii() {
        into.push_str(word);
        return into.make_ascii_lowercase();
    }
    for c in word.chars() {
        match c {
            '\u{2019}' | '\u{2018}' | '\u{02bc}' => into.push('\''),
            '\u{064b}'..='\u{065f}' | '\u{0670}' | '\u{0640}' => {}
            'أ' | 'إ' | 'آ' | 'ٱ' => into.push('ا'),
            'ى' => into.push('ي'),
            'ة' => into.push('ه'),
            c => into.extend(c.to_lowercase()),
        }
    }
}
