//! Finds groups of people: "at least 18 civilians", "a member of the security forces", "two of whom", "Mayor Oren Tally".

mod classes;
mod name;
mod noun;
mod parser;

use std::collections::HashSet;

use classes::HEADS;
use parser::Parser;

use super::{lexicon::Lexicon, number::Quantity, scan::Token};
use crate::domain::{Bound, Outcome, Role, Trait};

/// People over items `first..last`.
#[derive(Debug, Clone)]
pub struct Group {
    pub first: usize,
    pub last: usize,
    /// The noun; none in "five were killed".
    pub head: Option<usize>,
    pub bound: Bound,
    pub low: Option<u64>,
    pub high: Option<u64>,
    /// The items of the count's own words.
    pub counted: (usize, usize),
    pub role: Option<Role>,
    pub traits: Vec<Trait>,
    pub actor: Option<Box<str>>,
    /// Items of each person named.
    pub names: Vec<(usize, usize)>,
    pub definite: bool,
    /// "his wife": known by whose they are.
    pub kin: bool,
    /// "another", "others": disjoint from what was counted before.
    pub other: bool,
    pub hedged: bool,
    /// "no civilians", "nobody"
    pub negative: bool,
    /// "anyone", "any soldier": a zero only under a negation.
    pub any: bool,
    pub of: Option<Whole>,
    /// The number inside "one of the five people".
    pub inner: Option<Quantity>,
    pub pronoun: bool,
    /// An outcome word inside, before the noun: "six wounded civilians".
    pub suffering: Option<usize>,
}

/// What "two of ..." is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// "of whom"
    Whom,
    /// "of them", "of those"
    Them,
    /// "of the dead"
    Suffered(Outcome),
    /// "of the eight"
    Number(u64),
    /// "of the soldiers": no part of a claim
    Kind,
}

impl Group {
    pub(super) fn new(first: usize, last: usize) -> Self {
        Self {
            first,
            last,
            head: None,
            bound: Bound::Some,
            low: None,
            high: None,
            counted: (first, last),
            role: None,
            traits: Vec::new(),
            actor: None,
            names: Vec::new(),
            definite: false,
            kin: false,
            other: false,
            hedged: false,
            negative: false,
            any: false,
            of: None,
            inner: None,
            pronoun: false,
            suffering: None,
        }
    }

    /// A number with no noun.
    pub fn is_bare(&self) -> bool {
        self.head.is_none() && self.names.is_empty() && !self.pronoun && !self.negative
    }

    pub fn is_counted(&self) -> bool {
        !matches!(self.bound, Bound::Some)
    }

    pub fn role(&self) -> Role {
        self.role.unwrap_or(Role::All)
    }

    /// Do they fight on a side, or attack?
    pub fn takes_sides(&self) -> bool {
        matches!(self.role, Some(Role::StateForces | Role::ArmedGroup | Role::Attacker))
    }

    pub(super) fn count(&mut self, q: Quantity) {
        (self.bound, self.low, self.high) = (q.bound, q.low, q.high);
        self.counted = (q.first, q.last);
    }

    pub(super) fn count_one(&mut self, at: usize) {
        self.count(Quantity::exact(1, at, at + 1));
    }
}

/// All groups of a sentence, left to right, not overlapping.
pub fn groups(items: &[Token], lexicon: &Lexicon, names: &Names<'_>) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    let (mut at, mut head) = (0, 0);
    let parser = Parser { items, lexicon, names };
    while at < items.len() {
        while head < items.len() && (head < at || !items[head].classes.any(HEADS)) {
            head += 1;
        }
        let head = if head < items.len() { head } else { usize::MAX };
        match parser.group(at, head) {
            Some(group) if group.last > at => {
                at = group.last;
                found.push(group);
            }
            _ => at += 1,
        }
    }
    found
}

/// What is known of names in this text.
pub struct Names<'a> {
    pub text: &'a str,
    /// Capitals name nobody here: a name is a run of words the lexicon does not have.
    pub caseless: bool,
    /// Surnames of people named earlier in the article, lower case.
    pub known: &'a HashSet<String>,
}

impl Names<'_> {
    pub(super) fn knows(&self, token: &Token) -> bool {
        let word = &self.text[token.start as usize..token.end as usize];
        !self.known.is_empty() && lower_case(word, |word| self.known.contains(word))
    }
}

/// Bytes of the longest word put into lower case without memory of its own.
const MOST: usize = 64;

/// Asks about a word in lower case.
fn lower_case(word: &str, ask: impl Fn(&str) -> bool) -> bool {
    let mut bytes = [0; MOST];
    match bytes.get_mut(..word.len()).filter(|_| word.is_ascii()) {
        Some(lower) => {
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            std::str::from_utf8(lower).is_ok_and(ask)
        }
        None => ask(&word.to_lowercase()),
    }
}
