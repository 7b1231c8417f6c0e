//! Parses one group: pronouns, nobody, collectives, counted groups, parts of a whole, plain nouns.

use super::{
    Group, Names, Whole,
    classes::{
        AFTER_BARE, ARTICLES, BEGINS_COUNT, COUNTED_NOUNS, COUNTS, DEFINITE, DOERS, LEADERS, PLURAL_PRONOUNS, SPEAKS,
        STOPS, SUFFERED, WHOLES,
    },
};
use crate::{
    domain::{Bound, Role},
    extract::{
        lexicon::{Adjectives, BoundWord, Class, Classes, Lexicon, TRIGGERS, UNKNOWN},
        number::{Quantity, not_a_count, quantity},
        scan::{Shape, Token},
    },
};

/// How far the noun of a plain group may stand from its first word, ages and articles included.
const FARTHEST_HEAD: usize = 12;

pub struct Parser<'a> {
    pub items: &'a [Token],
    pub lexicon: &'a Lexicon,
    pub names: &'a Names<'a>,
}

impl Parser<'_> {
    pub(super) fn has(&self, at: usize, class: Class) -> bool {
        self.items.get(at).is_some_and(|t| t.classes.has(class))
    }

    pub(super) fn any(&self, at: usize, classes: Classes) -> bool {
        self.items.get(at).is_some_and(|t| t.classes.any(classes))
    }

    /// The group that begins at `at`; `head` is where a noun is next that a plain group needs.
    pub(super) fn group(&self, at: usize, head: usize) -> Option<Group> {
        // Most words begin none, and their classes tell.
        let (here, shape) = (self.items[at].classes, self.items[at].shape);
        let counts = here.any(BEGINS_COUNT) || matches!(shape, Shape::Digits(_));
        let group = || {
            self.pronoun(at)
                .or_else(|| self.himself(at))
                .or_else(|| self.sized_noun(at))
                .or_else(|| self.nobody(at))
                .or_else(|| self.collective(at))
                .or_else(|| self.counted(at))
        };
        let counted = if counts { group() } else { None };
        let is_name = match shape {
            Shape::Capital | Shape::Upper => true,
            Shape::Lower => self.names.caseless || here.has(Class::Title),
            Shape::Digits(_) | Shape::OtherDigits | Shape::Sign(_) => here.has(Class::Title),
        };
        counted
            .or_else(|| if is_name { self.named(at) } else { None })
            .or_else(|| if head - at <= FARTHEST_HEAD { self.plain(at) } else { None })
    }

    /// "a double homicide": an outcome noun that says how many.
    pub(super) fn sized_noun(&self, at: usize) -> Option<Group> {
        let noun = at + usize::from(self.any(at, ARTICLES));
        let size =
            self.items.get(noun).filter(|t| t.classes.has(Class::Noun)).and_then(|t| self.lexicon.entry(t.lex).size)?;
        let mut group = Group::new(at, noun + 1);
        group.head = Some(noun);
        group.count(Quantity::exact(size, noun, noun + 1));
        Some(group)
    }

    pub(super) fn pronoun(&self, at: usize) -> Option<Group> {
        let one = self.has(at, Class::He);
        // "killed her", but "killed her brother"
        let owns = self.has(at, Class::Possessive) && !self.ends_object(at + 1);
        if !one && !self.any(at, PLURAL_PRONOUNS) || owns {
            return None;
        }
        let mut group = Group::new(at, at + 1);
        (group.pronoun, group.definite) = (true, true);
        if one {
            group.count_one(at);
        }
        Some(group)
    }

    /// Does no noun follow that a possessive could belong to?
    fn ends_object(&self, at: usize) -> bool {
        self.items.get(at).is_none_or(|t| matches!(t.shape, Shape::Sign(_))) || self.any(at, AFTER_OBJECT)
    }

    /// "his wife and | himself", "two boys, then | himself": the one who did it, listed with those he killed.
    fn himself(&self, at: usize) -> Option<Group> {
        let joins = |i: usize| self.has(i, Class::And) || self.items[i].shape == Shape::Sign(',');
        let before = at.checked_sub(1)?;
        let then = before > 0 && self.has(before, Class::Adverb) && joins(before - 1);
        let one = self.has(at, Class::Himself) && self.has(at, Class::Singular) && !self.any(at, TRIGGERS);
        let ends = self.items.get(at + 1).is_none_or(|t| t.shape != Shape::Sign('-'));
        if !one || !ends || !(then || joins(before)) {
            return None;
        }
        let mut group = Group::new(at, at + 1);
        (group.head, group.role) = (Some(at), Some(Role::Attacker));
        group.count_one(at);
        Some(group)
    }

    /// "nobody", "none of our soldiers", "no civilians", "no casualties", "any soldier".
    pub(super) fn nobody(&self, at: usize) -> Option<Group> {
        let (nobody, no, any) = (self.has(at, Class::Nobody), self.has(at, Class::No), self.has(at, Class::Any));
        if !nobody && !no && !any {
            return None;
        }
        let mut group = Group::new(at, at + 1);
        (group.negative, group.any) = (!any, any);
        (group.bound, group.low, group.high) = (Bound::None, Some(0), Some(0));
        if nobody && self.has(at + 1, Class::Of) {
            let inner = self.plain(at + 2).or_else(|| self.counted(at + 2));
            if inner.is_none() && (at + 2..at + 6).any(|i| self.has(i, Class::Thing)) {
                return None;
            }
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

    pub(super) fn take_description(&self, group: &mut Group, from: &Group) {
        group.head = from.head;
        group.role = from.role;
        group.traits.clone_from(&from.traits);
        group.actor.clone_from(&from.actor);
    }

    /// "a family of five", "the crew of 12", "a couple", "all five", "both"
    pub(super) fn collective(&self, at: usize) -> Option<Group> {
        let noun = (at..at + 3).find(|i| self.has(*i, Class::Collective))?;
        if (at..noun).any(|i| !self.any(i, LEADERS.with(Classes::all(&[Class::Describes, Class::One])))) {
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
    pub(super) fn counted(&self, at: usize) -> Option<Group> {
        let mut start = at;
        let mut lead = Lead::default();
        let leads = |at: usize| self.any(at, LEADERS) && !self.has(at, Class::Since) && !self.bounds_behind(at);
        while leads(start) && start < at + 3 {
            lead.definite |= self.any(start, DEFINITE);
            lead.other |= self.has(start, Class::Other);
            lead.all |= self.has(start, Class::All);
            start += 1;
        }
        let q = match quantity(self.items, start, self.lexicon) {
            Some(q) => q,
            None if (start == at + 1 || lead.definite) && self.has(at, Class::All) && self.is_both(at) => {
                Quantity::exact(2, at, start)
            }
            None => return self.half(at).or_else(|| self.another(at)),
        };
        if not_a_count(self.items, &q).is_some() || self.counts_things(&q) {
            return None;
        }
        let mut group = Group::new(at, q.last);
        group.count(q);
        (group.definite, group.other) = (lead.definite || lead.all, lead.other);
        self.after_quantity(&mut group, q.last);
        self.bound_after(&mut group);
        // "Three Rivers | double homicide": what says how many by itself is not counted from afar
        let sized = group.head.filter(|head| self.has(*head, Class::Noun) && *head > q.last);
        if sized.is_some_and(|head| self.lexicon.entry(self.items[head].lex).size.is_some()) {
            return None;
        }
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

    /// "20 personnes | au moins", where what tells more of a noun stands behind it.
    fn bound_after(&self, group: &mut Group) {
        if !self.bounds_behind(group.last) || quantity(self.items, group.last + 1, self.lexicon).is_some() {
            return;
        }
        let bound = self.items.get(group.last).and_then(|t| self.lexicon.entry(t.lex).bound);
        if let (Some(bound), Bound::Exact, Some(n)) = (bound, group.bound, group.low) {
            (group.bound, group.low, group.high) = bound.apply(n);
            group.last += 1;
        }
    }

    /// Is this a bound that may stand behind a noun as well as before its number: "au moins", "at least"?
    fn bounds_behind(&self, at: usize) -> bool {
        let after = self.lexicon.settings.order.adjectives == Adjectives::After && self.has(at, Class::Adverb);
        let bound = self.items.get(at).and_then(|t| self.lexicon.entry(t.lex).bound);
        bound.is_some_and(|bound| after || matches!(bound, BoundWord::AtLeast | BoundWord::AtMost))
    }

    pub(super) fn is_both(&self, at: usize) -> bool {
        self.lexicon.entry(self.items[at].lex).size == Some(2)
    }

    /// "another was wounded", "others were hurt", "another soldier"
    pub(super) fn another(&self, at: usize) -> Option<Group> {
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
    pub(super) fn half(&self, at: usize) -> Option<Group> {
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
    pub(super) fn one_counts(&self, next: usize) -> bool {
        // "killing one and injuring two": an object.
        let object = next >= 2 && self.any(next - 2, ACTS) && !self.has(next, Class::Number);
        let ends = self.items.get(next).is_none_or(|t| matches!(t.shape, Shape::Sign(_)) || t.classes.any(GOES_ON));
        // "three prisoners, one | an officer,"
        let comma = next >= 2 && self.items[next - 2].shape == Shape::Sign(',');
        object && ends || self.any(next, AFTER_BARE) || comma && self.has(next, Class::Indefinite)
    }

    /// Does the noun behind the number name things or animals?
    pub(super) fn counts_things(&self, q: &Quantity) -> bool {
        for at in q.last..q.last + 4 {
            // "many civilian vehicles"
            let of_people = self.has(at, Class::Person) && self.has(at, Class::Singular);
            if of_people && self.has(at + 1, Class::Thing) && self.has(at + 1, Class::Plural) {
                return true;
            }
            // "several | air strikes"
            let means = self.has(at, Class::Means)
                && !self.has(at, Class::Person)
                && at == q.last
                && !self.any(at + 1, COUNTED_NOUNS);
            if self.has(at, Class::Thing) || means {
                return !self.any(at + 1, OWNED);
            }
            // "one of the | vehicles"
            let article = self.any(at, DEFINITE) && self.has(at - 1, Class::Of);
            if !self.is_modifier(at) && !self.has(at, Class::Of) && !article || self.has(at, Class::Person) {
                return false;
            }
        }
        false
    }

    pub(super) fn after_quantity(&self, group: &mut Group, at: usize) {
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
        // "dozens | the-civilians"
        if self.lexicon.settings.order.construct && self.has(at, Class::Definite) && self.noun_phrase(at + 1).is_some()
        {
            at += 1;
        }
        // "a handful of | them": the vague word has its "of" inside.
        let of_within = at > 0 && self.any(at, WHOLES) && self.any(at - 1, Classes::of(Class::Vague));
        if self.has(at, Class::Of) || of_within {
            return self.partitive(group, at - usize::from(of_within));
        }
        if let Some(inner) = self.noun_phrase(at) {
            group.last = inner.last;
            group.hedged |= inner.hedged;
            group.suffering = inner.suffering;
            group.names.clone_from(&inner.names);
            self.take_description(group, &inner);
            if !group.names.is_empty() {
                self.more_names(group);
            }
        }
    }

    /// "of whom", "of them", "of the dead", "of the eight", "of the raiders", "of people"
    pub(super) fn partitive(&self, group: &mut Group, of: usize) {
        let mut at = of + 1;
        // One word for "of them", as some languages have it.
        if self.has(of, Class::Them) && self.has(of, Class::Of) {
            (group.of, group.last) = (Some(Whole::Them), at);
            return;
        }
        if self.has(at, Class::Whom) {
            (group.of, group.last) = (Some(Whole::Whom), at + 1);
            return;
        }
        if self.has(at, Class::Them) {
            (group.of, group.last) = (Some(Whole::Them), at + 1);
            return;
        }
        let definite = self.any(at, DEFINITE) || self.any(of, DEFINITE);
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
                group.inner = Some(q);
            }
            return;
        }
        // "two of the minister's | bodyguards"
        let owner = (at..at + 5).take_while(|i| !self.has(*i, Class::Of)).find(|i| self.has(*i, Class::Genitive));
        let owned = owner.and_then(|owner| self.noun_phrase(owner + 1));
        if let Some(inner) = owned.or_else(|| self.noun_phrase(at)) {
            group.last = inner.last;
            self.take_description(group, &inner);
            let told = group.head.is_some_and(|h| self.has(h, Class::Detail));
            group.of = definite.then_some(if told { Whole::Them } else { Whole::Kind });
        } else if definite && self.any(at - 1, Classes::of(Class::Demonstrative)) {
            (group.of, group.last) = (Some(Whole::Them), at);
        }
    }

    /// "arrests | have been made": an outcome that befell people nobody counts.
    fn are_made(&self, noun: usize) -> bool {
        let made = (noun + 1..noun + 5).find(|i| !self.any(*i, AFTER_BARE));
        self.has(noun, Class::Noun) && self.has(noun, Class::Plural) && made.is_some_and(|i| self.has(i, Class::Make))
    }

    /// A form that means two; of kin only where they are one person's: "his parents", "the girl's parents".
    fn is_pair(&self, at: usize, head: usize) -> bool {
        let one = |i: usize| self.has(i, Class::Singular);
        let owner = at.checked_sub(2).filter(|_| self.has(at - 1, Class::Genitive));
        let of_one = self.has(at, Class::Possessive) && one(at) || at == head && owner.is_some_and(one);
        self.has(head, Class::Dual) && (of_one || !self.has(head, Class::Kin))
    }

    /// A noun phrase without a number: "a child", "the driver", "villagers", "his wife".
    pub(super) fn plain(&self, at: usize) -> Option<Group> {
        let mut start = at;
        while self.any(start, ARTICLES) && start < at + 2 {
            start += 1;
        }
        let inner = self.noun_phrase(start)?;
        let head = inner.head?;
        // "they murdered peasants Ravi Menz and": a verb, and nobody murdered before.
        // "Neighbor | killed man": it is what the one before did.
        let speaks = self.any(inner.last, SPEAKS);
        let doer =
            || at.checked_sub(1).is_some_and(|i| self.any(i, DOERS) && !self.has(i, Class::Possessive) && !speaks);
        let acts = start == at && inner.suffering == Some(at) && self.has(at, Class::Past);
        // "three people and | injured several children"
        let counts = || self.any(at + 1, COUNTS) || matches!(self.items[at + 1].shape, Shape::Digits(_));
        if acts && (!inner.names.is_empty() || doer() || counts()) {
            return None;
        }
        if !self.has(head, Class::Person) && !self.are_made(head) {
            return None;
        }
        // "Tags murder | Syrian Democratic Forces": of a name, not who
        let next = self.items.get(inner.last).is_some_and(|t| t.shape == Shape::Capital && !t.classes.any(STOPS));
        let adjective = self.has(head, Class::Describes) && self.has(head, Class::Singular) && inner.names.is_empty();
        if start == at && adjective && next && head == at && !self.names.caseless {
            return None;
        }
        let inner_last = inner.last;
        let mut group = Group { first: at, counted: (at, inner_last), ..inner };
        group.definite = self.any(at, DEFINITE);
        group.kin = self.has(at, Class::Possessive) && self.has(head, Class::Kin);
        let named = !group.names.is_empty();
        let plural = !named && (self.has(head, Class::Plural) || !self.has(head, Class::Singular));
        match (plural, start > at || named || self.names.caseless) {
            _ if !named && self.is_pair(at, head) => group.count(Quantity::exact(2, at, inner_last)),
            (true, _) => {}
            // A singular noun with no article before it names a kind, unless a headline dropped the article.
            (false, true) => group.count_one(at),
            (false, false) => group.count_one(at),
        }
        if group.is_counted() {
            group.counted = (at, group.last);
        }
        if group.low == Some(1) && start > at {
            self.name_aside(&mut group);
        }
        if self.items[start..group.last].iter().all(|t| t.lex == UNKNOWN) {
            return None;
        }
        Some(group)
    }
}

/// Behind a word for things these are people after all: "one of the gang's members", "two of the bus drivers".
const OWNED: Classes = Classes::all(&[Class::Person, Class::Genitive]);
const AFTER_OBJECT: Classes = Classes::all(&[
    Class::Preposition,
    Class::Locative,
    Class::And,
    Class::But,
    Class::To,
    Class::By,
    Class::At,
    Class::Adverb,
    Class::Weekday,
    Class::When,
    Class::That,
    Class::Who,
]);
const ACTS: Classes = Classes::all(&[Class::Past, Class::Ger]);
const GOES_ON: Classes = Classes::all(&[Class::And, Class::Locative, Class::Preposition]);

#[derive(Default)]
struct Lead {
    definite: bool,
    other: bool,
    all: bool,
}
