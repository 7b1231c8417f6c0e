//! What the words of a language mean: a hash table of entries, compiled from the rows of its files.
//!
//! Knows no language. Never reads a file: it is given names and texts.

mod class;
mod clitic;
mod load;
mod row;
mod settings;

use std::collections::HashMap;

pub use class::{Class, Classes, TRIGGERS, WAKES};
pub use row::{BoundWord, ClaimantRow, Row};
pub use settings::{Adjectives, Apostrophe, Settings, SpeakerPlace};

use crate::domain::{ClaimantKind, Outcome, Role, Trait};

/// The place of an entry; 0 is a word the lexicon does not have.
pub type Lex = u32;
pub const UNKNOWN: Lex = 0;

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
    pub days: Option<(i16, i16)>,
    pub means: Option<Box<str>>,
    pub actor: Option<Box<str>>,
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
    words: Vec<Box<str>>,
    /// Open addressing over `words`; a power of two in size, at most half full.
    slots: Vec<Lex>,
    /// Phrases by their first word, longest first.
    phrases: HashMap<Lex, Vec<Phrase>>,
}

struct Phrase {
    rest: Box<[Lex]>,
    entry: Lex,
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
        self.claimants.by_alias.get(&*self.words[lex as usize])
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
        self.find_hashed(hash(folded.bytes()), |word| word == folded)
    }

    /// The entry of an ASCII word in any case, without a copy.
    pub fn find_ascii(&self, word: &str) -> Lex {
        self.find_hashed(hash(word.bytes().map(|b| b.to_ascii_lowercase())), |known| known.eq_ignore_ascii_case(word))
    }

    fn find_hashed(&self, hash: u64, is: impl Fn(&str) -> bool) -> Lex {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            match self.slots[at] {
                UNKNOWN => return UNKNOWN,
                lex if is(&self.words[lex as usize]) => return lex,
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// The longest phrase that begins with `first`: its entry and how many further words it takes.
    pub fn phrase(&self, first: Lex, mut next: impl FnMut(usize) -> Lex) -> Option<(Lex, usize)> {
        let candidates = self.phrases.get(&first)?;
        let fits =
            |p: &&Phrase, next: &mut dyn FnMut(usize) -> Lex| p.rest.iter().enumerate().all(|(i, lex)| next(i) == *lex);
        candidates.iter().find(|p| fits(p, &mut next)).map(|p| (p.entry, p.rest.len()))
    }
}

/// FNV-1a with the high bits mixed down, for a table indexed by the low ones.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    let h = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    h ^ (h >> 29)
}

/// The form in which words are looked up: lower case, straight apostrophes, Arabic letters and marks folded.
pub fn fold(word: &str, into: &mut String) {
    into.clear();
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
