//! One sentence made ready: phrases joined to single items, groups of people found and placed.

use super::{
    lexicon::{Class, Classes, Lex, Lexicon, UNKNOWN},
    people::Group,
    scan::{Scan, Shape, Token},
};

const NOBODY: u16 = u16::MAX;

/// Joins the phrases of the lexicon ("security forces", "blew himself up") to one item each.
pub fn join_phrases(tokens: &[Token], lexicon: &Lexicon, items: &mut Vec<Token>) {
    items.clear();
    let mut at = 0;
    while let Some(first) = tokens.get(at) {
        let next = |i: usize| tokens.get(at + 1 + i).map_or(UNKNOWN, lookup_key);
        let names_month = |lex: Lex| lexicon.entry(lex).classes.has(Class::Month);
        let found = lexicon.phrase(first.lex, next);
        let found = found.filter(|(lex, _)| names_month(*lex) || !is_month(items.last(), first));
        match found {
            Some((lex, more)) => {
                let last = tokens[at + more];
                items.push(Token { end: last.end, lex, classes: lexicon.entry(lex).classes, ..*first });
                at += more + 1;
            }
            None => {
                items.push(*first);
                at += 1;
            }
        }
    }
}

/// "since 21 | May have", "in early | May": a month, though its name is a verb.
pub fn is_month(before: Option<&Token>, token: &Token) -> bool {
    let leads = before.is_some_and(|t| matches!(t.shape, Shape::Digits(1..=31) | Shape::Lower));
    leads && token.shape == Shape::Capital && token.classes.has(Class::Month)
}

fn lookup_key(token: &Token) -> Lex {
    token.lex
}

/// Does a quotation mark of the same paragraph stay open up to the sentence at `n`?
pub fn is_inside_quotes(scan: &Scan, n: usize) -> bool {
    let sentence = &scan.sentences[n];
    let before = scan.sentences[..n].iter().rev().take(LONGEST_QUOTE);
    let first = before.take_while(|s| s.paragraph == sentence.paragraph).last().map_or(sentence.first, |s| s.first);
    let marks = scan.tokens[first as usize..sentence.first as usize].iter().filter(|t| t.shape == Shape::Sign('"'));
    marks.count() % 2 == 1
}

/// Sentences of one quotation.
const LONGEST_QUOTE: usize = 12;

/// A sentence with its people, for constructions to read.
pub struct Clause<'a> {
    pub items: &'a [Token],
    pub people: &'a [Group],
    /// For each item the group it lies in.
    within: Vec<u16>,
}

impl<'a> Clause<'a> {
    pub fn new(items: &'a [Token], people: &'a [Group]) -> Self {
        let mut within = vec![NOBODY; items.len()];
        for (g, group) in people.iter().enumerate() {
            within[group.first..group.last].fill(g as u16);
        }
        Self { items, people, within }
    }

    pub fn people_at(&self, item: usize) -> Option<usize> {
        self.within.get(item).filter(|g| **g != NOBODY).map(|g| usize::from(*g))
    }

    pub fn in_people(&self, item: usize) -> bool {
        self.people_at(item).is_some()
    }

    /// The group whose last item is right before `at`.
    pub fn people_ending(&self, at: usize) -> Option<usize> {
        self.people_at(at.checked_sub(1)?).filter(|g| self.people[*g].last == at)
    }

    /// The group that begins at `at`.
    pub fn people_from(&self, at: usize) -> Option<usize> {
        self.people_at(at).filter(|g| self.people[*g].first == at)
    }

    pub fn has(&self, item: usize, class: Class) -> bool {
        self.items.get(item).is_some_and(|t| t.classes.has(class))
    }

    pub fn has_any(&self, item: usize, classes: Classes) -> bool {
        self.items.get(item).is_some_and(|t| t.classes.any(classes))
    }

    pub fn sign(&self, item: usize) -> Option<char> {
        match self.items.get(item)?.shape {
            Shape::Sign(sign) => Some(sign),
            _ => None,
        }
    }
}
