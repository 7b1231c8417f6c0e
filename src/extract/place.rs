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
}

/// Places named after a locative: "in the northern city of Aleppo", "near Homs".
pub fn places(items: &[Token], settings: &Settings, text: &str, caseless: bool) -> Vec<Where> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < items.len() {
        let named =
            items[at].classes.has(Class::Locative).then(|| place(items, settings, text, at, caseless)).flatten();
        match named {
            Some(named) => {
                at = named.last;
                found.push(named);
            }
            None => at += 1,
        }
    }
    found
}

fn place(items: &[Token], settings: &Settings, text: &str, locative: usize, caseless: bool) -> Option<Where> {
    let mut at = locative + 1;
    let limit = at + 7;
    while at < limit && items.get(at).is_some_and(|t| leads(t, settings, caseless)) {
        at += 1;
    }
    let start = at;
    let longest = if settings.capitals { 5 } else { 2 };
    let name = |t: &Token| match caseless {
        false => matches!(t.shape, Shape::Capital | Shape::Upper) && !t.classes.any(NOT_PLACES),
        true => t.lex == UNKNOWN && !matches!(t.shape, Shape::Sign(_) | Shape::Digits(_) | Shape::OtherDigits),
    };
    while let Some(token) = items.get(at) {
        let hyphen = at > start && matches!(token.shape, Shape::Sign('-' | '\'')) && !token.spaced;
        let joined = hyphen && items.get(at + 1).is_some_and(|t| !t.spaced);
        let of = at > start
            && (token.classes.has(Class::Of) || is_article_in_name(token, settings, text))
            && items.get(at + 1).is_some_and(name);
        if !name(token) && !joined && !of || at - start >= longest {
            break;
        }
        at += 1;
    }
    // A street says where in a town, not which town.
    let street = items.get(at).is_some_and(|t| t.classes.has(Class::Street));
    if at == start || street || items[start..at].iter().any(|t| t.classes.any(NOT_PLACES)) {
        return None;
    }
    // "Damascus suburb", "Aleppo province": the kind follows the name.
    let kind = usize::from(items.get(at).is_some_and(|t| t.classes.has(Class::PlaceKind)));
    let place = Place::unresolved(words(items, text, (start, at)), words(items, text, (locative + 1, at + kind)));
    Some(Where { first: locative, last: at + kind, place })
}

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
