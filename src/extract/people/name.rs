//! Parses names of people.

use super::{
    Group,
    classes::{AFTER_NAMES, ARTICLES, BEFORE_NAMES, NOT_IN_NAMES},
    parser::Parser,
};
use crate::extract::{
    lexicon::{Class, Classes, TRIGGERS, UNKNOWN},
    scan::{Shape, Token},
};

impl Parser<'_> {
    /// "taxi driver Juan Perez", "political leaders Oqueli | and Flores"
    pub(super) fn name_after(&self, group: &mut Group) {
        let told = group.head.is_some_and(|head| self.lexicon.settings.capitals || self.has(head, Class::Title));
        // "Free Syrian | Army", "five terrorists | Captured": no names of people.
        // "people Agency", "children Living Nearby": several are named by more than one name.
        let several = |end: usize| {
            self.has(end, Class::And) || self.items.get(end).is_some_and(|t| matches!(t.shape, Shape::Sign(',' | '(')))
        };
        let one = group.head.is_some_and(|head| !self.has(head, Class::Plural) || self.has(head, Class::Singular));
        let name = |end: &usize| told && (one || several(*end)) && !(group.last..*end).any(|i| self.any(i, NO_PERSON));
        // "a journalist named | Juan Perez"
        let start = group.last + usize::from(one && self.has(group.last, Class::Identify));
        if let Some(end) = self.name_end(start).filter(name) {
            group.names.push((start, end));
            group.last = end;
        }
    }

    /// "The driver, Marco Menz, | was": the name between commas is his.
    pub(super) fn name_aside(&self, group: &mut Group) {
        let comma = |i: usize| self.items.get(i).is_some_and(|t| t.shape == Shape::Sign(','));
        if !comma(group.last) || !group.names.is_empty() {
            return;
        }
        let start = group.last + 1;
        let Some(end) = self.name_end(start).filter(|end| end - start > 1 && comma(*end)) else { return };
        let foreign = (start..end).any(|i| self.any(i, NOT_IN_NAMES));
        // "killed his wife, Ann Orsk, and": one by whose she is and by her name
        let kin = group.kin && self.lexicon.settings.capitals && !self.names.caseless;
        if !foreign && (kin || self.any(end + 1, AFTER_NAMES)) {
            group.names.push((start, end));
            group.last = if self.any(end + 1, AFTER_NAMES) { end + 1 } else { end };
        }
    }

    /// The rest of "three journalists: Navas, Lagrow and Pineda".
    pub(super) fn more_names(&self, group: &mut Group) {
        loop {
            let comma = usize::from(self.items.get(group.last).is_some_and(|t| t.shape == Shape::Sign(',')));
            let and = usize::from(self.has(group.last + comma, Class::And));
            let start = group.last + comma + and;
            let Some(end) = self.name_end(start).filter(|end| comma + and > 0 && end - start > 1) else { return };
            group.names.push((start, end));
            group.last = end;
        }
    }

    /// "Mayor Oren Tally", "Kevin Barbee", "Barbee" of one named before
    pub(super) fn named(&self, at: usize) -> Option<Group> {
        let mut start = at;
        while self.has(start, Class::Title) && start < at + 3 {
            start += 1;
            start += usize::from(self.items.get(start).is_some_and(|t| t.shape == Shape::Sign('.')));
        }
        let titled = start > at;
        // Without capitals any two unknown words would be a name.
        if !titled && !self.lexicon.settings.capitals {
            return None;
        }
        // "Outside Damascus"
        if self.any(start, NEVER_FIRST) {
            return None;
        }
        let end = self.name_end(start)?;
        let words = (start..end).filter(|i| !matches!(self.items[*i].shape, Shape::Sign(_))).count();
        // "their Jersey Shore | house"
        let owned = at > 0 && self.has(at - 1, Class::Possessive) && !titled && self.any(end, GOODS);
        // "Castello | Road"
        let street = self.has(end, Class::Street) && !titled;
        let foreign = (start..end).any(|i| self.any(i, NOT_IN_NAMES) && !self.is_month_in_name(i, start, end))
            || owned
            || street
            || self.has(end, Class::Person) && !self.has(end, Class::Kin);
        let known = words == 1 && (self.names.knows(&self.items[start]) || self.stands_alone(start, end));
        // "the local administration": in text of one case an article makes unknown words a noun.
        let noun = self.names.caseless && !titled && self.behind_article(at);
        if foreign || noun || words < 2 && !titled && !known {
            return None;
        }
        let mut group = Group::new(at, end);
        group.count_one(at);
        group.counted = (at, end);
        group.names.push((start, end));
        group.definite = true;
        if titled {
            self.describe(&mut group, at);
        }
        Some(group)
    }

    /// "Ravi | Ramadan Menz", "June Orsk": with a surname behind it, and no word that leads to a date.
    fn is_month_in_name(&self, month: usize, start: usize, end: usize) -> bool {
        let led = start > 0 && (self.any(start - 1, NEVER_FIRST) || self.any(start - 1, LEADS_DATE));
        let surname = month + 1 < end && self.items[month + 1].lex == UNKNOWN;
        self.has(month, Class::Month) && surname && !led && !self.names.caseless
    }

    /// Does an article begin the run of unknown words that `at` is in?
    fn behind_article(&self, at: usize) -> bool {
        let first =
            (0..at).rev().take(LONGEST_RUN).take_while(|i| self.is_name_word(&self.items[*i])).last().unwrap_or(at);
        // "one Ravi Menz": no article of a noun
        first > 0 && self.any(first - 1, ARTICLES) && !self.has(first - 1, Class::One)
    }

    /// "bilal was arrested", "OQUELI, 45, was": in text of one case a word nobody knows, with nothing around it that a noun
    /// would have, is a name.
    fn stands_alone(&self, at: usize, end: usize) -> bool {
        let long = self.items[at].end - self.items[at].start > 3;
        let opens = at == 0
            || self.any(at - 1, BEFORE_NAMES)
            || matches!(self.items[at - 1].shape, Shape::Sign(',' | '"' | ':'));
        let comma = usize::from(self.items.get(end).is_some_and(|t| t.shape == Shape::Sign(',')));
        let goes_on = self.any(end + comma, AFTER_NAMES) || comma == 1 && self.has(end + 1, Class::Number);
        self.names.caseless && end == at + 1 && long && opens && goes_on
    }

    /// Where a run of words that make a name ends.
    pub(super) fn name_end(&self, at: usize) -> Option<usize> {
        let mut i = at;
        let mut end = at;
        while let Some(token) = self.items.get(i) {
            let joined = i > at && matches!(token.shape, Shape::Sign('-' | '\'' | '.')) && !token.spaced;
            let full_stop =
                joined && token.shape == Shape::Sign('.') && self.items[i - 1].end - self.items[i - 1].start > 2;
            // "Omar Sheikh", "Ravi Deputy": a title that is a surname.
            let surname = i > at && self.names.caseless && token.classes.has(Class::Title);
            // "Yaacoub al-Ammar"
            let hyphen = usize::from(self.items.get(i + 1).is_some_and(|t| t.shape == Shape::Sign('-') && !t.spaced));
            let next = || self.items.get(i + 1 + hyphen).is_some_and(|t| self.is_name_word(t));
            let particle = i > at && self.is_particle(token) && next();
            if self.is_name_word(token) || surname {
                end = i + 1;
            } else if !(particle || joined && !full_stop && i + 1 < self.items.len()) {
                break;
            }
            i += 1;
        }
        (end > at && end <= at + 7).then_some(end)
    }

    pub(super) fn is_name_word(&self, token: &Token) -> bool {
        match token.shape {
            Shape::Sign(_) | Shape::Digits(_) | Shape::OtherDigits => false,
            _ if self.names.caseless => token.lex == UNKNOWN && token.end - token.start > 1,
            Shape::Capital | Shape::Upper => !token.classes.any(NEVER),
            Shape::Lower => false,
        }
    }

    pub(super) fn is_particle(&self, token: &Token) -> bool {
        let word = &self.names.text[token.start as usize..token.end as usize];
        self.lexicon.settings.name_particles.iter().any(|particle| particle.eq_ignore_ascii_case(word))
    }
}

/// Words of a name that are looked back over.
const LONGEST_RUN: usize = 6;
const NEVER: Classes = Classes::all(&[Class::NeverName, Class::Number]);
const NEVER_FIRST: Classes = Classes::all(&[Class::Locative, Class::Preposition]);
const LEADS_DATE: Classes =
    Classes::all(&[Class::Of, Class::Since, Class::Last, Class::From, Class::Weekday, Class::Number, Class::By]);
const GOODS: Classes = Classes::all(&[Class::Thing, Class::PlaceKind, Class::Hospital]);
const NO_PERSON: Classes = TRIGGERS.with(Classes::all(&[Class::Voice, Class::Force]));
