//! Parses noun phrases: what people are, not how many.

use super::{
    Group,
    classes::{COUNTED_NOUNS, DEFINITE, NOT_MODIFIERS, OF_OR_FROM, SUFFERED},
    parser::Parser,
};
use crate::{
    domain::{Role, Trait},
    extract::{
        lexicon::{Adjectives, Class, Classes, TRIGGERS},
        number::Quantity,
        scan::Shape,
    },
};

/// Adjectives and names that may stand between a number and its noun.
const MAX_MODIFIERS: usize = 6;

impl Parser<'_> {
    /// Modifiers and a noun, from `at`. Tells what they are, not how many.
    pub(super) fn noun_phrase(&self, at: usize) -> Option<Group> {
        if self.has(at, Class::YearOld) {
            return None;
        }
        let mut i = at;
        while i < at + MAX_MODIFIERS && (!self.has(i, Class::Person) || self.qualifies(i) || self.is_of_kind(i + 1)) {
            if self.is_age(i) {
                let end = i + self.age_length(i);
                if self.name_end(end).is_some() || !self.is_modifier(end) && !self.has(end, Class::Person) {
                    let mut group = self.aged(i, end);
                    self.name_after(&mut group);
                    return Some(group);
                }
                i = end;
                continue;
            }
            if !self.is_modifier(i) {
                break;
            }
            i += 1;
        }
        let counted = if self.has(i, Class::Person) { None } else { Some(self.counted_noun(at, i)?) };
        // Only now is it known that there is somebody to describe.
        let mut group = Group::new(at, at);
        let mut modifier = at;
        while modifier < i {
            match self.age_length(modifier) {
                0 => self.describe(&mut group, modifier),
                age => modifier += age - 1,
            }
            modifier += 1;
        }
        if let Some(noun) = counted {
            (group.head, group.last) = (Some(noun), noun + 1);
            return Some(group);
        }
        while self.has(i, Class::Person) && !(self.any(i, TRIGGERS) && group.head.is_some()) {
            self.describe(&mut group, i);
            group.head = Some(i);
            i += 1;
        }
        // "the rebel groups": what they are of, not who
        let modifies = self.has(i - 1, Class::Singular) && self.has(i, Class::Thing) && !self.any(i, TRIGGERS);
        if modifies && i == group.head.map_or(0, |h| h + 1) {
            return None;
        }
        // "the Syrian | capital", "the Syrian | civil war"
        let of_place = self.has(i - 1, Class::Describes) && self.has(i - 1, Class::Singular);
        if of_place && self.any(i, QUALIFIED) && self.items[i].shape == Shape::Lower {
            return None;
        }
        // "seizes Syrian air base"
        let kind = self.items.get(i).is_some_and(|t| t.shape == Shape::Lower && self.is_modifier(i));
        if of_place && i == at + 1 && kind && !self.names.caseless && self.has(i + 1, Class::Thing) {
            return None;
        }
        // "the rebel-held town"
        let joined = self.items.get(i).is_some_and(|t| t.shape == Shape::Sign('-') && !t.spaced);
        let held = joined && self.has(i - 1, Class::Singular) && !self.has(i + 1, Class::Person);
        if held && self.items.get(i + 1).is_some_and(|t| t.shape == Shape::Lower && !t.spaced) {
            return None;
        }
        // "a local hospital", "a children's hospital"
        if self.has(i + usize::from(self.has(i, Class::Genitive)), Class::Hospital) {
            return None;
        }
        // "THE LOCAL AGRARIAN FUND": in text of one case such a word before unknown ones tells what kind they are.
        let adjective =
            self.names.caseless && i == at + 1 && self.has(at, Class::Describes) && self.name_end(i).is_some();
        if adjective && !self.has(at, Class::Plural) {
            return None;
        }
        group.last = i;
        self.adjectives_after(&mut group);
        self.member_of(&mut group);
        self.name_after(&mut group);
        Some(group)
    }

    /// "Salvadoran | presidency minister": a word for people that is an adjective to the people behind it.
    fn qualifies(&self, at: usize) -> bool {
        let adjective =
            self.has(at, Class::Describes) && !self.has(at, Class::Plural) && !self.has(at + 1, Class::Person);
        let noun = (at + 1..at + 4).find(|i| !self.is_modifier(*i) || self.has(*i, Class::Person));
        adjective && noun.is_some_and(|i| i > at + 1 && self.has(i, Class::Person))
    }

    /// "cinq soldats | syriens": what tells more of a noun behind it, where the language puts it there.
    pub(super) fn adjectives_after(&self, group: &mut Group) {
        let order = &self.lexicon.settings.order;
        if order.adjectives != Adjectives::After {
            return;
        }
        loop {
            let article = usize::from(order.construct && self.has(group.last, Class::Definite));
            // "three men | believed to be | jihadists"
            let hedge = usize::from(self.has(group.last, Class::Hedge) && self.has(group.last + 1, Class::Describes));
            let believed = hedge == 1 && !self.has(group.last, Class::Describes);
            group.hedged |= believed;
            let at = group.last + article.max(usize::from(believed));
            let describes = self.has(at, Class::Describes) && !self.modifies_next(at);
            if !describes && !self.has(at, Class::Other) {
                return;
            }
            group.other |= self.has(at, Class::Other);
            let suffering = group.suffering;
            // "journalists two": a number behind its noun, where the form of the noun leaves it open.
            if let Some(n) = self.lexicon.entry(self.items[at].lex).number {
                group.count(Quantity::exact(n, at, at + 1));
            }
            self.describe(group, at);
            group.suffering = suffering;
            group.last = at + 1;
        }
    }

    /// Does this word belong to the noun behind it rather than to the one before: "soldats | jeunes femmes"?
    fn modifies_next(&self, at: usize) -> bool {
        self.has(at, Class::Person) && self.has(at, Class::Plural)
            || self.has(at + 1, Class::Person) && !self.has(at + 1, Class::Describes)
    }

    /// "a 12-year-old": the age stands for the person.
    fn aged(&self, number: usize, end: usize) -> Group {
        let mut group = Group::new(number, end);
        group.head = Some(end - 1);
        group.role = Some(Role::All);
        if matches!(self.items[number].shape, Shape::Digits(0..=17)) {
            (group.role, group.traits) = (Some(Role::Civilian), vec![Trait::Child]);
        }
        group
    }

    /// "3,274 civilian deaths", "no casualties": an outcome noun is what is counted.
    pub(super) fn counted_noun(&self, at: usize, stop: usize) -> Option<usize> {
        let noun = (at..=stop).find(|i| self.any(*i, COUNTED_NOUNS))?;
        (at..noun).all(|i| self.is_modifier(i)).then_some(noun)
    }

    pub(super) fn is_modifier(&self, at: usize) -> bool {
        let Some(token) = self.items.get(at) else { return false };
        match token.shape {
            Shape::Sign('-') => !token.spaced,
            Shape::Sign('"') => at + 1 < self.items.len(),
            Shape::Sign(_) | Shape::Digits(_) | Shape::OtherDigits => token.classes.has(Class::Ordinal),
            _ if self.lexicon.settings.order.adjectives == Adjectives::After => {
                token.classes.has(Class::Describes) && !token.classes.any(SUFFERED)
            }
            _ if token.classes.any(SUFFERED) => self.modifies(at),
            _ => !token.classes.any(NOT_MODIFIERS) || token.classes.has(Class::Describes) || self.is_of_kind(at),
        }
    }

    /// "120 terror | group | extremists", "six wedding | party | guests": a thing that tells what sort of people.
    fn is_of_kind(&self, at: usize) -> bool {
        let thing = self.has(at, Class::Thing) && !self.has(at, Class::Plural) && !self.any(at, TRIGGERS);
        let lower = |i: usize| self.items.get(i).is_some_and(|t| t.shape == Shape::Lower);
        let people = self.has(at + 1, Class::Person) && self.has(at + 1, Class::Plural) && !self.any(at + 1, TRIGGERS);
        thing && people && lower(at) && lower(at + 1)
    }

    /// An outcome word is an adjective only where its noun follows: "six wounded civilians", not "six wounded in".
    pub(super) fn modifies(&self, at: usize) -> bool {
        (at + 1..at + 4).find(|i| !self.has(*i, Class::Describes)).is_some_and(|i| self.has(i, Class::Person))
    }

    /// "17-year-old"
    pub(super) fn is_age(&self, at: usize) -> bool {
        self.age_length(at) > 0
    }

    pub(super) fn age_length(&self, at: usize) -> usize {
        if !self.has(at, Class::Number) {
            return 0;
        }
        let hyphen = usize::from(self.items.get(at + 1).is_some_and(|t| t.shape == Shape::Sign('-')));
        if self.has(at + 1 + hyphen, Class::YearOld) { 2 + hyphen } else { 0 }
    }

    pub(super) fn describe(&self, group: &mut Group, at: usize) {
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
    pub(super) fn member_of(&self, group: &mut Group) {
        let head = group.head.unwrap_or(group.last);
        let neutral = group.role.is_none_or(|r| r == Role::All);
        // "three men | believed to be | of the cell"
        let after = self.lexicon.settings.order.adjectives == Adjectives::After;
        if after && neutral && self.has(group.last, Class::Hedge) && self.any(group.last + 1, OF_OR_FROM) {
            let mut believed = Group { last: group.last + 1, ..group.clone() };
            self.member_of(&mut believed);
            if believed.role != group.role {
                *group = Group { hedged: true, ..believed };
            }
            return;
        }
        let of = self.any(group.last, OF_OR_FROM);
        if !neutral || !of && !self.lexicon.settings.order.construct || !self.has(head, Class::Mouth) {
            return;
        }
        let mut inner = Group::new(group.last, group.last);
        for i in group.last + usize::from(of)..(group.last + 9).min(self.items.len()) {
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
}

const QUALIFIED: Classes = Classes::all(&[Class::PlaceKind, Class::Thing, Class::Voice, Class::Era]);
