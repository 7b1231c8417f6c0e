//! Finds groups of people: "at least 18 civilians", "a member of the security forces", "two of whom", "Mayor Oren Tally".

use super::{
    lexicon::{Class, Classes, Lexicon, TRIGGERS, UNKNOWN},
    number::{Quantity, not_a_count, quantity},
    scan::{Shape, Token},
};
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
    /// "another", "others": disjoint from what was counted before.
    pub other: bool,
    pub hedged: bool,
    /// "no civilians", "nobody"
    pub negative: bool,
    /// "anyone", "any soldier": a zero only under a negation.
    pub any: bool,
    pub of: Option<Whole>,
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
    fn new(first: usize, last: usize) -> Self {
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
            other: false,
            hedged: false,
            negative: false,
            any: false,
            of: None,
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

    fn count(&mut self, q: Quantity) {
        (self.bound, self.low, self.high) = (q.bound, q.low, q.high);
        self.counted = (q.first, q.last);
    }

    fn count_one(&mut self, at: usize) {
        self.count(Quantity::exact(1, at, at + 1));
    }
}

/// All groups of a sentence, left to right, not overlapping.
pub fn groups(items: &[Token], lexicon: &Lexicon, names: &Names<'_>) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    let mut at = 0;
    while at < items.len() {
        match (Parser { items, lexicon, names }).group(at) {
            Some(group) if group.last > at => {
                at = group.last;
                found.push(group);
            }
            _ => at += 1,
        }
    }
    found
}

/// Adjectives and names that may stand between a number and its noun.
const MAX_MODIFIERS: usize = 6;

struct Parser<'a> {
    items: &'a [Token],
    lexicon: &'a Lexicon,
    names: &'a Names<'a>,
}

/// What is known of names in this text.
pub struct Names<'a> {
    pub text: &'a str,
    /// Capitals name nobody here: a name is a run of words the lexicon does not have.
    pub caseless: bool,
    /// Surnames of people named earlier in the article, lower case.
    pub known: &'a std::collections::HashSet<String>,
}

impl Names<'_> {
    fn knows(&self, token: &Token) -> bool {
        !self.known.is_empty() && self.known.contains(&self.text[token.start as usize..token.end as usize].to_lowercase())
    }
}

impl Parser<'_> {
    fn has(&self, at: usize, class: Class) -> bool {
        self.items.get(at).is_some_and(|t| t.classes.has(class))
    }

    fn any(&self, at: usize, classes: Classes) -> bool {
        self.items.get(at).is_some_and(|t| t.classes.any(classes))
    }

    fn group(&self, at: usize) -> Option<Group> {
        self.pronoun(at)
            .or_else(|| self.nobody(at))
            .or_else(|| self.collective(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.named(at))
            .or_else(|| self.plain(at))
    }

    fn pronoun(&self, at: usize) -> Option<Group> {
        let one = self.has(at, Class::He);
        if !one && !self.any(at, PLURAL_PRONOUNS) {
            return None;
        }
        let mut group = Group::new(at, at + 1);
        (group.pronoun, group.definite) = (true, true);
        if one {
            group.count_one(at);
        }
        Some(group)
    }

    /// "nobody", "none of our soldiers", "no civilians", "no casualties", "any soldier".
    fn nobody(&self, at: usize) -> Option<Group> {
        let (nobody, no, any) = (self.has(at, Class::Nobody), self.has(at, Class::No), self.has(at, Class::Any));
        if !nobody && !no && !any {
            return None;
        }
        let mut group = Group::new(at, at + 1);
        (group.negative, group.any) = (!any, any);
        (group.bound, group.low, group.high) = (Bound::None, Some(0), Some(0));
        if nobody && self.has(at + 1, Class::Of) {
            let inner = self.plain(at + 2).or_else(|| self.counted(at + 2));
            if let Some(inner) = inner {
                group.last = inner.last;
                self.take_description(&mut group, &inner);
            }
            return Some(group);
        }
        if nobody || any && self.has(at, Class::Nobody) {
            return Some(group);
        }
        match self.noun_phrase(at + 1) {
            Some(inner) => {
                group.last = inner.last;
                self.take_description(&mut group, &inner);
                group.counted = (at, at + 1);
                Some(group)
            }
            None if any => Some(group),
            None => None,
        }
    }

    fn take_description(&self, group: &mut Group, from: &Group) {
        group.head = from.head;
        group.role = from.role;
        group.traits.clone_from(&from.traits);
        group.actor.clone_from(&from.actor);
    }

    /// "a family of five", "the crew of 12", "a couple", "all five", "both"
    fn collective(&self, at: usize) -> Option<Group> {
        let noun = (at..at + 3).find(|i| self.has(*i, Class::Collective))?;
        if (at..noun).any(|i| !self.any(i, LEADERS.with(Classes::of(Class::Describes)))) {
            return None;
        }
        let entry = self.lexicon.entry(self.items[noun].lex);
        let mut group = Group::new(at, noun + 1);
        group.head = Some(noun);
        (group.role, group.traits) = (entry.role, entry.traits.clone());
        group.definite = self.any(at, DEFINITE);
        if let Some(size) = entry.size {
            group.count(Quantity::exact(size, at, noun + 1));
        }
        if self.has(noun + 1, Class::Of) {
            let q = quantity(self.items, noun + 2, self.lexicon).filter(|q| not_a_count(self.items, q).is_none());
            if let Some(q) = q {
                group.count(q);
                group.last = q.last;
                if let Some(inner) = self.noun_phrase(q.last) {
                    group.last = inner.last;
                    let role = group.role;
                    self.take_description(&mut group, &inner);
                    group.role = group.role.or(role);
                }
                return Some(group);
            }
            if entry.size.is_some()
                && let Some(inner) = self.noun_phrase(noun + 2)
            {
                group.last = inner.last;
                self.take_description(&mut group, &inner);
            }
        }
        (group.is_counted()).then_some(group)
    }

    /// A quantity with what it counts.
    fn counted(&self, at: usize) -> Option<Group> {
        let mut start = at;
        let mut lead = Lead::default();
        while self.any(start, LEADERS) && start < at + 3 {
            lead.definite |= self.any(start, DEFINITE);
            lead.other |= self.has(start, Class::Other);
            lead.all |= self.has(start, Class::All);
            start += 1;
        }
        let q = match quantity(self.items, start, self.lexicon) {
            Some(q) => q,
            None if start == at + 1 && self.has(at, Class::All) && self.is_both(at) => Quantity::exact(2, at, at + 1),
            None => return self.half(at).or_else(|| self.another(at)),
        };
        if not_a_count(self.items, &q).is_some() || self.counts_things(&q) {
            return None;
        }
        let mut group = Group::new(at, q.last);
        group.count(q);
        (group.definite, group.other) = (lead.definite || lead.all, lead.other);
        self.after_quantity(&mut group, q.last);
        if group.head.is_none()
            && self.has(at, Class::One)
            && q.last == at + 1
            && group.of.is_none()
            && !self.one_counts(q.last)
        {
            return None;
        }
        Some(group)
    }

    fn is_both(&self, at: usize) -> bool {
        self.lexicon.entry(self.items[at].lex).size == Some(2)
    }

    /// "another was wounded", "others were hurt", "another soldier"
    fn another(&self, at: usize) -> Option<Group> {
        if !self.has(at, Class::Other) {
            return None;
        }
        let mut group = Group::new(at, at + 1);
        group.other = true;
        if let Some(inner) = self.noun_phrase(at + 1) {
            let singular = self.items[inner.last - 1].classes.has(Class::Singular);
            group.last = inner.last;
            self.take_description(&mut group, &inner);
            if self.has(at, Class::Another) && singular {
                group.count_one(at);
            }
            return Some(group);
        }
        if self.has(at, Class::Another) {
            group.count_one(at);
        }
        self.any(at + 1, AFTER_BARE).then_some(group)
    }

    /// "half of them": a fraction keeps no number of its own.
    fn half(&self, at: usize) -> Option<Group> {
        if !self.has(at, Class::Half) || !self.has(at + 1, Class::Of) {
            return None;
        }
        let mut group = Group::new(at, at + 1);
        group.bound = Bound::Vague;
        self.partitive(&mut group, at + 1);
        if let Some(Whole::Number(n)) = group.of {
            group.count(Quantity::exact(n / 2, at, group.last));
        }
        (group.last > at + 1 && group.of.is_some()).then_some(group)
    }

    /// A bare "one" only counts when something happens to it: "one was killed", "one dead".
    fn one_counts(&self, next: usize) -> bool {
        self.any(next, AFTER_BARE)
    }

    /// Does the noun behind the number name things or animals?
    fn counts_things(&self, q: &Quantity) -> bool {
        let mut at = q.last;
        for _ in 0..4 {
            if self.has(at, Class::Thing) {
                return !self.has(at + 1, Class::Person);
            }
            if !self.is_modifier(at) && !self.has(at, Class::Of) || self.has(at, Class::Person) {
                return false;
            }
            at += 1;
        }
        false
    }

    fn after_quantity(&self, group: &mut Group, at: usize) {
        let mut at = at;
        if self.has(at, Class::Other) {
            group.other = true;
            at += 1;
            group.last = at;
            // "three others"
            if !self.is_modifier(at) && !self.has(at, Class::Person) {
                group.head = None;
            }
        }
        if self.has(at, Class::Of) {
            return self.partitive(group, at);
        }
        if let Some(inner) = self.noun_phrase(at) {
            group.last = inner.last;
            group.hedged |= inner.hedged;
            group.suffering = inner.suffering;
            group.names.clone_from(&inner.names);
            self.take_description(group, &inner);
        }
    }

    /// "of whom", "of them", "of the dead", "of the eight", "of the raiders", "of people"
    fn partitive(&self, group: &mut Group, of: usize) {
        let mut at = of + 1;
        if self.has(at, Class::Whom) {
            (group.of, group.last) = (Some(Whole::Whom), at + 1);
            return;
        }
        if self.has(at, Class::Them) {
            (group.of, group.last) = (Some(Whole::Them), at + 1);
            return;
        }
        let definite = self.any(at, DEFINITE);
        while self.any(at, DEFINITE) {
            at += 1;
        }
        // "of those killed", "of the dead"
        let suffered = self.items.get(at).filter(|t| definite && t.classes.any(SUFFERED));
        let outcome = suffered.and_then(|t| self.lexicon.entry(t.lex).outcome);
        if let Some(outcome) = outcome.filter(|_| self.noun_phrase(at).is_none_or(|g| g.head.is_none())) {
            (group.of, group.last) = (Some(Whole::Suffered(outcome)), at + 1);
            return;
        }
        if definite && let Some(q) = quantity(self.items, at, self.lexicon) {
            group.of = Some(Whole::Number(q.low.unwrap_or(0)));
            group.last = q.last;
            if let Some(inner) = self.noun_phrase(q.last) {
                group.last = inner.last;
                self.take_description(group, &inner);
                group.of = Some(Whole::Kind);
            }
            return;
        }
        if let Some(inner) = self.noun_phrase(at) {
            group.last = inner.last;
            self.take_description(group, &inner);
            group.of = definite.then_some(Whole::Kind);
        } else if definite && self.any(at - 1, Classes::of(Class::Demonstrative)) {
            (group.of, group.last) = (Some(Whole::Them), at);
        }
    }

    /// Modifiers and a noun, from `at`. Tells what they are, not how many.
    fn noun_phrase(&self, at: usize) -> Option<Group> {
        let mut group = Group::new(at, at);
        let mut i = at;
        while i < at + MAX_MODIFIERS && !self.has(i, Class::Person) {
            if self.is_age(i) {
                i += self.age_length(i);
                continue;
            }
            if !self.is_modifier(i) {
                break;
            }
            self.describe(&mut group, i);
            i += 1;
        }
        if !self.has(i, Class::Person) {
            return self.counted_noun(at, i, group);
        }
        while self.has(i, Class::Person) && !(self.any(i, TRIGGERS) && group.head.is_some()) {
            self.describe(&mut group, i);
            group.head = Some(i);
            i += 1;
        }
        group.last = i;
        self.member_of(&mut group);
        self.name_after(&mut group);
        Some(group)
    }

    /// "3,274 civilian deaths", "no casualties": an outcome noun is what is counted.
    fn counted_noun(&self, at: usize, stop: usize, mut group: Group) -> Option<Group> {
        let noun = (at..=stop).find(|i| self.any(*i, COUNTED_NOUNS))?;
        if (at..noun).any(|i| !self.is_modifier(i)) {
            return None;
        }
        group.head = Some(noun);
        group.last = noun + 1;
        Some(group)
    }

    fn is_modifier(&self, at: usize) -> bool {
        let Some(token) = self.items.get(at) else { return false };
        match token.shape {
            Shape::Sign('-') => !token.spaced,
            Shape::Sign('"') => at + 1 < self.items.len(),
            Shape::Sign(_) | Shape::Digits(_) | Shape::OtherDigits => token.classes.has(Class::Ordinal),
            _ if token.classes.any(SUFFERED) => self.modifies(at),
            _ => !token.classes.any(NOT_MODIFIERS) || token.classes.has(Class::Describes),
        }
    }

    /// An outcome word is an adjective only where its noun follows: "six wounded civilians", not "six wounded in".
    fn modifies(&self, at: usize) -> bool {
        (at + 1..at + 4).find(|i| !self.has(*i, Class::Describes)).is_some_and(|i| self.has(i, Class::Person))
    }

    /// "17-year-old"
    fn is_age(&self, at: usize) -> bool {
        self.age_length(at) > 0
    }

    fn age_length(&self, at: usize) -> usize {
        if !self.has(at, Class::Number) {
            return 0;
        }
        let hyphen = usize::from(self.items.get(at + 1).is_some_and(|t| t.shape == Shape::Sign('-')));
        if self.has(at + 1 + hyphen, Class::YearOld) { 2 + hyphen } else { 0 }
    }

    fn describe(&self, group: &mut Group, at: usize) {
        let token = &self.items[at];
        let entry = self.lexicon.entry(token.lex);
        if token.classes.has(Class::Hedge) {
            group.hedged = true;
        }
        if token.classes.any(SUFFERED) && !token.classes.has(Class::Person) {
            group.suffering = Some(at);
        }
        match (entry.role, group.role) {
            // The noun decides, but "civilian" and the like survive a noun without a side.
            (Some(Role::All), Some(_)) | (None, _) => {}
            (role, _) => group.role = role,
        }
        for t in &entry.traits {
            if !group.traits.contains(t) {
                group.traits.push(*t);
            }
        }
        if entry.actor.is_some() {
            group.actor.clone_from(&entry.actor);
        }
    }

    /// "a member of Syria's security forces": the side stands behind "of".
    fn member_of(&self, group: &mut Group) {
        let head = group.head.unwrap_or(group.last);
        let neutral = group.role.is_none_or(|r| r == Role::All);
        if !neutral || !self.any(group.last, OF_OR_FROM) || !self.has(head, Class::Mouth) {
            return;
        }
        let mut inner = Group::new(group.last, group.last);
        for i in group.last + 1..(group.last + 9).min(self.items.len()) {
            let token = &self.items[i];
            let passes = token.classes.any(DEFINITE.with(Classes::all(&[
                Class::Indefinite,
                Class::Genitive,
                Class::And,
                Class::Voice,
            ]))) || self.is_modifier(i)
                || token.classes.has(Class::Person);
            if !passes || token.classes.any(TRIGGERS) && !token.classes.has(Class::Person) {
                break;
            }
            let before = inner.role;
            self.describe(&mut inner, i);
            if inner.role.is_some() && inner.role != before || token.classes.has(Class::Person) || inner.actor.is_some()
            {
                inner.last = i + 1;
            }
        }
        if inner.last > group.last {
            group.last = inner.last;
            group.role = inner.role.or(group.role);
            group.traits.extend(inner.traits.iter().filter(|t| !group.traits.contains(t)).copied().collect::<Vec<_>>());
            group.actor = inner.actor.or(group.actor.take());
            group.hedged |= inner.hedged;
        }
    }

    /// "taxi driver Juan Perez"
    fn name_after(&self, group: &mut Group) {
        let singular = group.head.is_some_and(|h| self.has(h, Class::Singular));
        if let Some(end) = self.name_end(group.last).filter(|_| singular) {
            group.names.push((group.last, end));
            group.last = end;
        }
    }

    /// "Mayor Oren Tally", "Kevin Barbee", "Barbee" of one named before
    fn named(&self, at: usize) -> Option<Group> {
        let mut start = at;
        while self.has(start, Class::Title) && start < at + 3 {
            start += 1;
            start += usize::from(self.items.get(start).is_some_and(|t| t.shape == Shape::Sign('.')));
        }
        let titled = start > at;
        let end = self.name_end(start)?;
        let words = (start..end).filter(|i| !matches!(self.items[*i].shape, Shape::Sign(_))).count();
        let foreign = (start..end).any(|i| self.any(i, NOT_IN_NAMES)) || self.has(end, Class::Person) && !self.has(end, Class::Kin);
        let known = words == 1 && self.names.knows(&self.items[start]);
        if foreign || words < 2 && !titled && !known {
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

    /// Where a run of words that make a name ends.
    fn name_end(&self, at: usize) -> Option<usize> {
        let mut i = at;
        let mut end = at;
        while let Some(token) = self.items.get(i) {
            let joined = i > at && matches!(token.shape, Shape::Sign('-' | '\'' | '.')) && !token.spaced;
            let full_stop = joined && token.shape == Shape::Sign('.') && self.items[i - 1].end - self.items[i - 1].start > 2;
            let particle = i > at && self.is_particle(token) && self.items.get(i + 1).is_some_and(|t| self.is_name_word(t));
            if self.is_name_word(token) {
                end = i + 1;
            } else if !(particle || joined && !full_stop && i + 1 < self.items.len()) {
                break;
            }
            i += 1;
        }
        (end > at && end <= at + 7).then_some(end)
    }

    fn is_name_word(&self, token: &Token) -> bool {
        match token.shape {
            Shape::Sign(_) | Shape::Digits(_) | Shape::OtherDigits => false,
            _ if self.names.caseless => token.lex == UNKNOWN && token.end - token.start > 1,
            Shape::Capital | Shape::Upper => !token.classes.has(Class::NeverName),
            Shape::Lower => false,
        }
    }

    fn is_particle(&self, token: &Token) -> bool {
        let word = &self.names.text[token.start as usize..token.end as usize];
        matches!(word.to_ascii_lowercase().as_str(), "de" | "del" | "la" | "y" | "al" | "el" | "bin" | "ibn" | "van" | "von" | "da" | "dos" | "abu")
    }

    /// A noun phrase without a number: "a child", "the driver", "villagers", "his wife".
    fn plain(&self, at: usize) -> Option<Group> {
        let mut start = at;
        while self.any(start, ARTICLES) && start < at + 2 {
            start += 1;
        }
        let inner = self.noun_phrase(start)?;
        let head = inner.head?;
        if !self.has(head, Class::Person) {
            return None;
        }
        let mut group = Group { first: at, counted: (at, inner.last), ..inner };
        group.definite = self.any(at, DEFINITE);
        let plural = self.has(head, Class::Plural) || !self.has(head, Class::Singular);
        let named = !group.names.is_empty();
        match (plural, start > at || named || self.names.caseless) {
            (true, _) => {}
            // A singular noun with no article before it names a kind, unless a headline dropped the article.
            (false, true) => group.count_one(at),
            (false, false) => group.count_one(at),
        }
        if group.is_counted() {
            group.counted = (at, group.last);
        }
        if self.items[start..group.last].iter().all(|t| t.lex == UNKNOWN) {
            return None;
        }
        Some(group)
    }
}

#[derive(Default)]
struct Lead {
    definite: bool,
    other: bool,
    all: bool,
}

const DEFINITE: Classes = Classes::all(&[Class::Definite, Class::Demonstrative, Class::Possessive]);
const ARTICLES: Classes = DEFINITE.with(Classes::of(Class::Indefinite)).with(Classes::of(Class::One));
const LEADERS: Classes = DEFINITE.with(Classes::all(&[Class::Indefinite, Class::All, Class::Other, Class::Adverb]));
const PLURAL_PRONOUNS: Classes = Classes::all(&[Class::They, Class::Them]);
const SUFFERED: Classes = Classes::all(&[Class::Part, Class::Adj, Class::Undergo]);
const COUNTED_NOUNS: Classes = Classes::all(&[Class::Noun, Class::Remains, Class::Life]);
const OF_OR_FROM: Classes = Classes::all(&[Class::Of, Class::From]);
const AFTER_BARE: Classes = Classes::all(&[
    Class::Be,
    Class::Have,
    Class::Get,
    Class::Part,
    Class::Adj,
    Class::Undergo,
    Class::Adverb,
    Class::Hedge,
    Class::Of,
]);
/// Words that end a noun phrase.
const NOT_MODIFIERS: Classes = Classes::all(&[
    Class::Be,
    Class::Have,
    Class::Get,
    Class::Of,
    Class::By,
    Class::To,
    Class::At,
    Class::And,
    Class::Or,
    Class::But,
    Class::Preposition,
    Class::Definite,
    Class::Indefinite,
    Class::Demonstrative,
    Class::Possessive,
    Class::He,
    Class::They,
    Class::It,
    Class::Them,
    Class::Himself,
    Class::Whom,
    Class::Who,
    Class::That,
    Class::Not,
    Class::No,
    Class::Nobody,
    Class::Including,
    Class::Among,
    Class::Include,
    Class::Leave,
    Class::Reach,
    Class::Put,
    Class::From,
    Class::Say,
    Class::Tell,
    Class::According,
    Class::Past,
    Class::Base,
    Class::Ger,
    Class::Noun,
    Class::Toll,
    Class::Remains,
    Class::Unit,
    Class::Weekday,
    Class::Month,
    Class::When,
    Class::Since,
    Class::If,
    Class::Thing,
    Class::Genitive,
    Class::Unreal,
    Class::Intend,
    Class::Suffer,
    Class::Locative,
    Class::Number,
    Class::Bound,
]);
const NOT_IN_NAMES: Classes = Classes::all(&[
    Class::Voice,
    Class::PlaceKind,
    Class::Weekday,
    Class::Month,
    Class::Thing,
    Class::Unit,
    Class::Say,
    Class::Means,
    Class::Era,
]);
