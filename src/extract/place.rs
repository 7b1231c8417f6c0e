//! Finds the words that name a place. What the name stands for is resolved elsewhere.

use super::{
    draft::words,
    lexicon::{Class, Classes, Settings, UNKNOWN},
    scan::{Shape, Token},
};
use crate::domain::Place;

/// A place named over items `first..last`.
#[derive(Debug, Clone)]
pub struct Where {
    pub first: usize,
    pub last: usize,
    pub place: Place,
    /// It only says where the place named right before it lies: "in the town of Marea in Aleppo".
    pub holds: bool,
}

/// Places named after a locative: "in the northern city of Aleppo", "near Homs", or after their kind: "the town of Marea".
pub fn places(items: &[Token], settings: &Settings, text: &str, caseless: bool) -> Vec<Where> {
    let manner = Manner { items, settings, text, known_words_are_no_names: caseless || is_titled(items), caseless };
    let mut found = Vec::new();
    let mut at = 0;
    while at < items.len() {
        let struck = items[at].classes.has(Class::Attack);
        // "fired on": a preposition is a part of it.
        let fired = struck && text[items[at].start as usize..items[at].end as usize].contains(' ');
        let led = items[at].classes.has(Class::Locative) || fired;
        let kind =
            items[at].classes.has(Class::PlaceKind) && items.get(at + 1).is_some_and(|t| t.classes.has(Class::Of));
        let named = match (led, kind) {
            (true, _) => manner.place(at, at + 1),
            (false, true) => manner.place(at, at),
            // "targeted the Numa district"; what is attacked without a word on its kind may be anybody.
            _ if struck => manner.place(at, at + 1).filter(|named| manner.is_designated(named)),
            (false, false) => None,
        };
        match named {
            Some(named) => {
                let follows = led && found.last().is_some_and(|before: &Where| before.last == named.first);
                at = named.last;
                found.push(Where { holds: follows && manner.is_inside(named.first), ..named });
            }
            None => at += 1,
        }
    }
    found
}

/// A headline in which every word has its capital: there only unknown words are names.
fn is_titled(items: &[Token]) -> bool {
    let words = items.iter().filter(|t| t.end - t.start > 3);
    let (mut all, mut capital) = (0, 0);
    for word in words.filter(|t| matches!(t.shape, Shape::Lower | Shape::Capital | Shape::Upper)) {
        all += 1;
        capital += usize::from(word.shape != Shape::Lower);
    }
    all >= 4 && capital * 10 >= all * 9
}

/// How names are told from other words in a line.
struct Manner<'a> {
    items: &'a [Token],
    settings: &'a Settings,
    text: &'a str,
    caseless: bool,
    known_words_are_no_names: bool,
}

impl Manner<'_> {
    /// Does the locative say that what is named before it lies in what follows, rather than near it?
    fn is_inside(&self, at: usize) -> bool {
        let lead = &self.items[at];
        let word = &self.text[lead.start as usize..lead.end as usize];
        self.settings.place_inside.iter().any(|inside| inside == word)
    }

    /// Does its kind stand before or behind the name?
    fn is_designated(&self, named: &Where) -> bool {
        let kind = |at: usize| self.items[at].classes.has(Class::PlaceKind);
        kind(named.last - 1)
            || (named.first..named.last).any(|at| kind(at) && self.items[at + 1].classes.has(Class::Of))
    }

    /// Behind an article any word with a capital is a name's: "Tal al-Sheikh Hussein".
    fn is_owned(&self, at: usize) -> bool {
        let capital = self.items.get(at).is_some_and(|t| t.shape == Shape::Capital && !t.classes.any(DATES));
        let behind = |back: usize| {
            at.checked_sub(back).is_some_and(|i| is_article_in_name(&self.items[i], self.settings, self.text))
        };
        capital && !self.caseless && (behind(1) || behind(2) && self.is_hyphen(at - 1))
    }

    /// A small word with a capital behind a name begins the next sentence or headline: "Kirkuk In a separate".
    fn begins_anew(&self, at: usize) -> bool {
        let token = &self.items[at];
        let word = || self.text[token.start as usize..token.end as usize].to_lowercase();
        // Words that the lexicon has together: "In a separate".
        let phrase = || word().contains(' ');
        let small = || token.classes.any(SMALL) && !self.settings.place_particles.contains(&word());
        // "Deir ez-Zor MOSCOW (Orlin)": the next dispatch.
        let shouted =
            || token.shape == Shape::Upper && token.end - token.start > 3 && self.items[at - 1].shape == Shape::Capital;
        !self.known_words_are_no_names && (token.shape == Shape::Capital && (phrase() || small()) || shouted())
    }

    fn is_name(&self, token: &Token) -> bool {
        let strange = !self.known_words_are_no_names || token.lex == UNKNOWN;
        match self.caseless {
            true => strange && !matches!(token.shape, Shape::Sign(_) | Shape::Digits(_) | Shape::OtherDigits),
            false => strange && matches!(token.shape, Shape::Capital | Shape::Upper) && !token.classes.any(NOT_PLACES),
        }
    }

    fn name_at(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|t| self.is_name(t)) || self.is_owned(at)
    }

    /// "al" in "al-Bab" and "Deir al Zor".
    fn is_article(&self, at: usize) -> bool {
        let article = self.items.get(at).is_some_and(|t| is_article_in_name(t, self.settings, self.text));
        let named = |at: usize| self.items.get(at).is_some_and(|t| self.is_name(t) || self.is_owned(at));
        article && (named(at + 1) || self.is_hyphen(at + 1) && named(at + 2))
    }

    fn is_hyphen(&self, at: usize) -> bool {
        let glued = |at: usize| self.items.get(at).is_some_and(|t| !t.spaced);
        glued(at) && glued(at + 1) && matches!(self.items[at].shape, Shape::Sign('-' | '\''))
    }

    /// The name led by item `lead`, with the words from `from` on; its kind may stand before or after it.
    fn place(&self, lead: usize, from: usize) -> Option<Where> {
        let items = self.items;
        let mut at = from;
        let limit = at + 7;
        while at < limit
            && items.get(at).is_some_and(|t| leads(t, self.settings, self.caseless))
            && !self.is_article(at)
        {
            at += 1;
        }
        // "the capital, Numa"
        let apposed = at > from && items[at - 1].classes.has(Class::PlaceKind);
        if apposed && items.get(at).is_some_and(|t| t.shape == Shape::Sign(',')) && self.name_at(at + 1) {
            at += 1;
        }
        let start = at;
        let longest = if self.settings.capitals { LONGEST } else { 2 };
        while at < items.len() && at - start < longest {
            // "Dasht-i-Barchi"
            let particle = at > start && self.is_hyphen(at - 1) && self.is_hyphen(at + 1);
            let of = at > start && items[at].classes.has(Class::Of) && self.name_at(at + 1);
            let hyphen = at > start && self.is_hyphen(at) && (self.name_at(at + 1) || self.is_hyphen(at + 2));
            let named = self.name_at(at) || self.is_article(at) || particle || hyphen || of;
            if !named || at > start && self.begins_anew(at) {
                break;
            }
            at += 1;
        }
        // A street says where in a town, not which town.
        let street = items.get(at).is_some_and(|t| t.classes.has(Class::Street));
        // "the Civil Hospital" is named after no place that we know.
        let institution = !self.known_words_are_no_names
            && items
                .get(at)
                .is_some_and(|t| t.shape == Shape::Capital && t.classes.has(Class::NeverName) && !t.classes.any(AFTER));
        // "the Kurdish-majority city": said of a place, not its name.
        let compound = self.is_hyphen(at);
        if at == start
            || street
            || institution
            || compound
            || self.is_body(start, at)
            || (start..at).any(|i| items[i].classes.any(NOT_PLACES) && !self.is_owned(i))
        {
            return None;
        }
        // "Damascus suburb", "Aleppo province": the kind follows the name.
        let kind = usize::from(items.get(at).is_some_and(|t| t.classes.has(Class::PlaceKind)));
        // "the Damascus suburb of Jaramana": the place is the one that lies there.
        let inner = kind == 1 && items.get(at + 1).is_some_and(|t| t.classes.has(Class::Of)) && self.name_at(at + 2);
        if let Some(inner) = inner.then(|| self.place(lead, at + 2)).flatten() {
            return Some(inner);
        }
        // "a predominantly Kurdish town", "held by the Kurdish YPG": said of its people, not its name.
        let described = kind == 1 || items[start].shape == Shape::Capital;
        if described && at - start == 1 && items[start].classes.has(Class::Describes) {
            return None;
        }
        let name = words(items, self.text, (start, at));
        let place = Place::unresolved(name, words(items, self.text, (from, at + kind)));
        Some(Where { first: lead, last: at + kind, place, holds: false })
    }

    /// "Aid to the Church in Need (ACN)": initials of which the last is the name's own are those of a body called so.
    fn is_body(&self, start: usize, end: usize) -> bool {
        let [open, initials, close, ..] = &self.items[end.min(self.items.len())..] else { return false };
        let bracketed = open.shape == Shape::Sign('(') && close.shape == Shape::Sign(')');
        let initials = &self.text[initials.start as usize..initials.end as usize];
        let capitals = initials.len() > 1 && initials.bytes().all(|b| b.is_ascii_uppercase());
        let first = self.text[self.items[start].start as usize..].chars().next();
        bracketed
            && capitals
            && end - start < initials.len()
            && initials.chars().nth(initials.len() - (end - start)) == first
    }
}

/// Items of the longest name: "Deir ez-Zor" has four.
const LONGEST: usize = 7;

fn leads(token: &Token, settings: &Settings, caseless: bool) -> bool {
    let lower = settings.capitals && is_lower(token, caseless) && !token.classes.any(ENDS);
    // Without capitals a known word may be anything; a second locative only says more: "in the north of".
    token.classes.any(LEADS) || lower || !settings.capitals && token.classes.has(Class::Locative)
}

fn is_lower(token: &Token, caseless: bool) -> bool {
    token.shape == Shape::Lower || caseless && token.lex != UNKNOWN
}

fn is_article_in_name(token: &Token, settings: &Settings, text: &str) -> bool {
    let word = &text[token.start as usize..token.end as usize];
    token.shape == Shape::Lower && settings.place_particles.iter().any(|particle| particle == word)
}

const LEADS: Classes = Classes::all(&[Class::Definite, Class::PlaceKind, Class::Of]);
const ENDS: Classes = Classes::all(&[
    Class::Be,
    Class::Have,
    Class::And,
    Class::But,
    Class::Say,
    Class::Past,
    Class::Part,
    Class::Person,
    Class::Number,
    Class::By,
    Class::That,
    Class::Who,
    Class::Locative,
    Class::Preposition,
    // "on its channels"
    Class::Possessive,
]);
const DATES: Classes = Classes::all(&[Class::Weekday, Class::Month, Class::When]);
const SMALL: Classes = Classes::all(&[
    Class::Locative,
    Class::Preposition,
    Class::Indefinite,
    Class::Demonstrative,
    Class::But,
    Class::And,
    Class::Possessive,
    Class::They,
    Class::It,
    Class::He,
    Class::Be,
    Class::Have,
]);
const NOT_PLACES: Classes = Classes::all(&[
    Class::NeverName,
    Class::Weekday,
    Class::Month,
    Class::When,
    Class::Voice,
    Class::Person,
    Class::Title,
    Class::Definite,
    Class::Era,
]);
/// Words with a capital that may follow a place: "in Homs Monday", "Borno State", "in Homs Police said".
const AFTER: Classes = Classes::all(&[
    Class::Weekday,
    Class::Month,
    Class::When,
    Class::PlaceKind,
    Class::Voice,
    Class::Person,
    Class::And,
    Class::But,
    Class::Be,
    Class::Have,
    Class::Definite,
    Class::Indefinite,
    Class::Preposition,
    Class::Locative,
]);
