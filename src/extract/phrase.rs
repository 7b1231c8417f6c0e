//! Where a noun phrase begins in a run of words that no comma divides: "shells fell on the market | the police".
//! Asks words only; knows nothing of what the phrase is for.

use super::{
    lexicon::{Class, Classes, TRIGGERS},
    scan::{Shape, Token},
};

/// The first item of the phrase that ends at `last`, within items `first..last`; none where none of `heads` is in it.
pub fn own_run(items: &[Token], first: usize, last: usize, heads: Classes) -> Option<usize> {
    let has = |at: usize, classes: Classes| items[at].classes.any(classes);
    let noun = |at: usize| has(at, heads.with(NOUNS)) || is_capital(&items[at]);
    let mut i = last;
    while i > first {
        let at = i - 1;
        let written_on = at > first && matches!(items[at - 1].shape, Shape::Sign('-')) && !items[at].spaced;
        let opens = !written_on && (has(at, OPENS) || matches!(items[at].shape, Shape::Digits(_)));
        let joins = if opens { at.checked_sub(1).filter(|j| *j >= first) } else { Some(at) };
        // "the head of | the council", "a source at | Aleppo police command"
        let joined = joins.is_some_and(|j| has(j, JOINS) && j > first && noun(j - 1));
        if opens {
            i = at;
            if !joined {
                break;
            }
            i = at - 1;
            continue;
        }
        // "the town of Khan Touman | military sources", "the district of Aleppo | Syrian state television"
        let named_place =
            joined && has(at, JOINS) && at > first && has(at - 1, PLACE) && items[at - 1].shape == Shape::Lower;
        if named_place
            && let Some(own) = (i..last)
                .find(|j| !is_capital(&items[*j]) || *j > i && has(*j, heads.with(Classes::of(Class::Describes))))
                .filter(|own| (*own..last).any(|j| has(j, heads)))
        {
            return Some(own);
        }
        // "an official on Sunday | said"
        let told_when = has(at, WHEN) && !(i..last).any(|j| has(j, heads));
        let own = has(at, heads.with(DESCRIBES)) || is_capital(&items[at]);
        // "Aleppo city | state media"
        let place = has(at, PLACE)
            && items[at].shape == Shape::Lower
            && at > first
            && is_capital(&items[at - 1])
            && (i..last).any(|j| has(j, heads));
        let breaks = place || if has(at, JOINS) { !joined } else { has(at, BREAKS) && !own || has(at, WHEN) };
        // "in Orla | Meanwhile civil sources": a sentence begins there, whose full stop was lost.
        let begins = is_capital(&items[at]) && has(at, BEGINS_SENTENCE) && !items[at].classes.any(heads);
        if breaks && !told_when || begins || ends_list(items, at, last) {
            break;
        }
        i = at;
    }
    (i..last).any(|at| has(at, heads)).then_some(i)
}

/// "killed 10 children | local media", "children | Lebanese television": people counted, or in the plural before a name,
/// belong to what was told before.
fn ends_list(items: &[Token], at: usize, last: usize) -> bool {
    let token = &items[at];
    let counted = at > 0 && at + 1 < last && items[at - 1].classes.any(COUNTS) && !items[at + 1].classes.any(JOINS);
    token.shape == Shape::Lower
        && token.classes.has(Class::Person)
        && token.classes.has(Class::Plural)
        && (at + 2 < last && is_capital(&items[at + 1]) || counted)
}

fn is_capital(token: &Token) -> bool {
    matches!(token.shape, Shape::Capital | Shape::Upper)
}

const OPENS: Classes = Classes::all(&[
    Class::Definite,
    Class::Indefinite,
    Class::Demonstrative,
    Class::Possessive,
    Class::One,
    Class::Number,
    Class::Vague,
]);
const BEGINS_SENTENCE: Classes = Classes::all(&[Class::Adverb, Class::But, Class::And]);
const PLACE: Classes = Classes::of(Class::PlaceKind);
const COUNTS: Classes = Classes::all(&[Class::Number, Class::Vague]);
const JOINS: Classes = Classes::all(&[Class::Of, Class::For, Class::At, Class::From, Class::Locative]);
const NOUNS: Classes = Classes::all(&[Class::PlaceKind, Class::Mouth, Class::One, Class::Number, Class::Vague]);
const DESCRIBES: Classes = Classes::all(&[Class::Describes, Class::PlaceKind]);
const WHEN: Classes =
    Classes::all(&[Class::Weekday, Class::When, Class::Month, Class::PartOfDay, Class::Last, Class::TimeUnit]);
const BREAKS: Classes = TRIGGERS.with(Classes::all(&[
    Class::Preposition,
    Class::To,
    Class::By,
    Class::But,
    Class::That,
    Class::If,
    Class::Including,
    Class::Among,
    Class::Since,
    Class::Turn,
    Class::Leave,
    Class::Be,
    Class::Have,
    Class::Say,
    Class::Means,
    Class::Thing,
    Class::Who,
]));
