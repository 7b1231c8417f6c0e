//! Reads quantities: digits, number words, vague words, bounds and ranges. Decides which numbers cannot count people.

use super::{
    lexicon::{BoundWord, Class, Classes, Entry, Lexicon},
    scan::{Shape, Token},
};
use crate::domain::Bound;

/// A number of something, over items `first..last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantity {
    pub first: usize,
    pub last: usize,
    pub bound: Bound,
    pub low: Option<u64>,
    pub high: Option<u64>,
}

impl Quantity {
    pub fn exact(n: u64, first: usize, last: usize) -> Self {
        Self { first, last, bound: Bound::Exact, low: Some(n), high: Some(n) }
    }
}

/// Why a number is no count of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotACount {
    Unit,
    Label,
    Money,
    Date,
    Year,
    Age,
    PartOfWord,
}

/// The quantity that begins at item `at`, bounds and range included.
pub fn quantity(items: &[Token], at: usize, lexicon: &Lexicon) -> Option<Quantity> {
    let (bound, mut i) = bounds(items, at, lexicon);
    if items.get(i).is_some_and(|t| t.classes.has(Class::Between)) {
        return between(items, at, i + 1, lexicon);
    }
    while i > at && items.get(i).is_some_and(|t| t.classes.has(Class::Definite)) {
        i += 1;
    }
    let core = core(items, i, lexicon)?;
    let core = range(items, core, lexicon).unwrap_or(core);
    let (bound, core) = trailing_bound(items, bound, core, lexicon);
    Some(bounded(core, bound, at))
}

fn bounds(items: &[Token], at: usize, lexicon: &Lexicon) -> (Option<BoundWord>, usize) {
    let mut bound: Option<BoundWord> = None;
    let mut i = at;
    while let Some(word) = items
        .get(i)
        .filter(|t| t.classes.has(Class::Bound) && !t.classes.has(Class::Vague))
        .map(|t| lexicon.entry(t.lex))
    {
        // "at least about 40": the bound outweighs the approximation.
        if bound.is_none_or(|b| b == BoundWord::About) {
            bound = word.bound.or(bound);
        }
        i += 1;
    }
    (bound, i)
}

/// "40 or more", "40-odd"
fn trailing_bound(
    items: &[Token],
    bound: Option<BoundWord>,
    core: Quantity,
    lexicon: &Lexicon,
) -> (Option<BoundWord>, Quantity) {
    let hyphen = items.get(core.last).is_some_and(|t| t.shape == Shape::Sign('-'));
    let at = core.last + usize::from(hyphen);
    match items.get(at).filter(|t| t.classes.has(Class::Bound)).map(|t| lexicon.entry(t.lex)) {
        Some(Entry { bound: Some(after), classes, .. }) if classes.has(Class::Adverb) && bound.is_none() => {
            (Some(*after), Quantity { last: at + 1, ..core })
        }
        _ => (bound, core),
    }
}

fn bounded(core: Quantity, bound: Option<BoundWord>, first: usize) -> Quantity {
    match (bound, core.bound, core.low) {
        (Some(bound), Bound::Exact, Some(n)) => {
            let (bound, low, high) = bound.apply(n);
            Quantity { first, bound, low, high, ..core }
        }
        (Some(BoundWord::AtMost | BoundWord::FewerThan), Bound::Range, _) => Quantity { first, low: Some(0), ..core },
        _ => Quantity { first, ..core },
    }
}

fn between(items: &[Token], first: usize, at: usize, lexicon: &Lexicon) -> Option<Quantity> {
    let low = core(items, at, lexicon)?;
    items.get(low.last).filter(|t| t.classes.any(BOTH))?;
    upper(items, low, lexicon).map(|q| Quantity { first, ..q })
}

/// "10 to 15", "10-15", "10 or 12"
fn range(items: &[Token], low: Quantity, lexicon: &Lexicon) -> Option<Quantity> {
    let joint = items.get(low.last)?;
    // "rose from 12 to 15" is no range.
    let moved = low.first > 0 && items[low.first - 1].classes.has(Class::From);
    let joins = !moved && (matches!(joint.shape, Shape::Sign('-' | '–')) || joint.classes.any(RANGE));
    if joins { upper(items, low, lexicon) } else { None }
}

/// The range from `low` to the number behind the joint; "10 to more than 30" is open above.
fn upper(items: &[Token], low: Quantity, lexicon: &Lexicon) -> Option<Quantity> {
    let (bound, at) = bounds(items, low.last + 1, lexicon);
    let range = join(low, core(items, at, lexicon)?)?;
    match bound {
        Some(BoundWord::MoreThan | BoundWord::AtLeast) => Some(Quantity { bound: Bound::AtLeast, high: None, ..range }),
        _ => Some(range),
    }
}

const RANGE: Classes = Classes::all(&[Class::To, Class::Or]);
/// "between 10 and 15", "from 10 to 15"
const BOTH: Classes = Classes::all(&[Class::And, Class::To]);

fn join(low: Quantity, high: Quantity) -> Option<Quantity> {
    let (a, b) = (low.low?, high.high.or(high.low)?);
    let exact = low.bound == Bound::Exact && high.bound == Bound::Exact;
    (exact && a < b).then_some(Quantity { last: high.last, bound: Bound::Range, low: Some(a), high: Some(b), ..low })
}

/// A quantity without its bounds: "3,274", "twenty-four", "two dozen", "dozens of", "tens of thousands of".
fn core(items: &[Token], at: usize, lexicon: &Lexicon) -> Option<Quantity> {
    let first = items.get(at)?;
    if first.classes.has(Class::Vague) {
        return vague(items, at, at, lexicon);
    }
    let article = first.classes.has(Class::Indefinite);
    if let Some(next) = items.get(at + 1).filter(|_| article) {
        if next.classes.has(Class::Vague) {
            return vague(items, at, at + 1, lexicon);
        }
        next.classes.has(Class::Number).then(|| lexicon.entry(next.lex).scale).flatten()?;
    }
    let half = first.classes.has(Class::Half);
    let start = at + usize::from(half || article);
    let start = start + usize::from(half && items.get(start).is_some_and(|t| t.classes.has(Class::Indefinite)));
    if half && items.get(start).is_none_or(|t| lexicon.entry(t.lex).scale.is_none()) {
        return None;
    }
    let (value, last) = compose(items, start, lexicon)?;
    Some(Quantity::exact(if half { value / 2 } else { value }, at, last))
}

fn vague(items: &[Token], first: usize, at: usize, lexicon: &Lexicon) -> Option<Quantity> {
    let entry = lexicon.entry(items[at].lex);
    let (low, high) = entry.vague?;
    // "une vingtaine": its number is meant, if not exactly.
    if let Some(bound) = entry.bound {
        let (bound, low, high) = bound.apply(low);
        return Some(Quantity { first, last: at + 1, bound, low, high });
    }
    Some(Quantity { first, last: at + 1, bound: Bound::Vague, low: Some(low), high })
}

/// Adds and multiplies number words up: "three hundred and five", "2 million".
fn compose(items: &[Token], at: usize, lexicon: &Lexicon) -> Option<(u64, usize)> {
    let first = items.get(at)?;
    if !first.classes.has(Class::Number) && !matches!(first.shape, Shape::Digits(_)) {
        return None;
    }
    let (mut total, mut current, mut last, mut scaled) = (0_u64, 0_u64, at, false);
    let mut i = at;
    while let Some(token) = items.get(i) {
        let entry = lexicon.entry(token.lex);
        match (token.shape, entry.number, entry.scale) {
            (Shape::Digits(n), ..) if i == at => current = n,
            (Shape::Digits(_), ..) => break,
            (_, Some(n), _) if room_for(current, n) || units_first(items, i, current, n, lexicon) => current += n,
            (_, Some(_), _) => break,
            (_, _, Some(scale)) if scale >= 1000 => {
                total = total.checked_add(current.max(1).checked_mul(scale)?)?;
                (current, scaled) = (0, true);
            }
            (_, _, Some(scale)) => (current, scaled) = (current.max(1).checked_mul(scale)?, true),
            // "twenty-four", "hundred and five": a joint only between two number words.
            _ if i > at && joint(token, scaled, lexicon) && number_word(items.get(i + 1), lexicon) => {
                i += 1;
                continue;
            }
            _ => break,
        }
        i += 1;
        last = i;
    }
    (last > at).then_some((total.checked_add(current)?, last))
}

/// Does a number word of size `n` still fit behind `current` ("twenty" + "four", not "two" + "three")?
fn room_for(current: u64, n: u64) -> bool {
    match n {
        0 => current == 0,
        1..=9 => current.is_multiple_of(10) && current % 100 != 10,
        10..=99 => current.is_multiple_of(100),
        _ => current == 0,
    }
}

fn joint(token: &Token, scaled: bool, lexicon: &Lexicon) -> bool {
    let and = scaled || lexicon.settings.order.units_first;
    token.shape == Shape::Sign('-') && !token.spaced || and && token.classes.has(Class::And)
}

/// "five and twenty", where the language counts so: a ten at `i`, behind a unit and an "and".
fn units_first(items: &[Token], i: usize, current: u64, n: u64, lexicon: &Lexicon) -> bool {
    let ten = n.is_multiple_of(10) && (20..=90).contains(&n) && (1..=9).contains(&(current % 100));
    lexicon.settings.order.units_first && ten && i > 0 && items[i - 1].classes.has(Class::And)
}

fn number_word(token: Option<&Token>, lexicon: &Lexicon) -> bool {
    token.is_some_and(|t| !matches!(t.shape, Shape::Digits(_)) && lexicon.entry(t.lex).number.is_some())
}

/// What the neighbours say against a number counting people.
pub fn not_a_count(items: &[Token], quantity: &Quantity) -> Option<NotACount> {
    let before = quantity.first.checked_sub(1).map(|i| &items[i]);
    let after = items.get(quantity.last);
    let digits = matches!(items[quantity.last - 1].shape, Shape::Digits(_));
    let sign =
        |t: Option<&Token>, signs: &[char]| t.is_some_and(|t| matches!(t.shape, Shape::Sign(s) if signs.contains(&s)));
    let class = |t: Option<&Token>, class| t.is_some_and(|t: &Token| t.classes.has(class));
    let hyphen = sign(after, &['-']) && after.is_some_and(|t| !t.spaced);
    let beyond = items.get(quantity.last + 1);
    if sign(before, &['$', '€', '£', '#']) {
        return Some(NotACount::Money);
    }
    if class(before, Class::Label) {
        return Some(NotACount::Label);
    }
    // "shortly before eight", "at nine": an hour, unless something happens to them.
    let toll = quantity.first >= 2 && items[quantity.first - 2].classes.any(TOLD_AT);
    let hour = !toll && quantity.high.is_some_and(|n| n <= 24) && before.is_some_and(|t| t.classes.any(BEFORE_HOUR));
    if hour && !after.is_some_and(|t| t.classes.any(COUNTED.with(HAPPENS))) && quantity.last == quantity.first + 1 {
        return Some(NotACount::Date);
    }
    if digits && aside(items, quantity) {
        return Some(NotACount::Age);
    }
    if is_age_of_several(items, quantity.first)
        || class(before, Class::Aged)
        || class(after, Class::YearOld)
        || hyphen && class(beyond, Class::YearOld)
    {
        return Some(NotACount::Age);
    }
    if sign(after, &['%']) || class(after, Class::Unit) || hyphen && class(beyond, Class::Unit) {
        return Some(NotACount::Unit);
    }
    // "the 300-homicide mark"
    if digits && hyphen && class(beyond, Class::Noun) {
        return Some(NotACount::PartOfWord);
    }
    if digits && (class(before, Class::Month) || class(after, Class::Month)) {
        return Some(NotACount::Date);
    }
    let glued = |t: Option<&Token>| sign(t, &['-', '/', '.']) && t.is_some_and(|t| !t.spaced);
    if digits && glued(before) && !items[quantity.first].spaced || digits && sign(after, &['/']) {
        return Some(NotACount::PartOfWord);
    }
    let year = matches!(items[quantity.first].shape, Shape::Digits(1900..=2099))
        && items[quantity.first].end - items[quantity.first].start == 4
        && quantity.last == quantity.first + 1;
    if year && (!after.is_some_and(|t| t.classes.any(COUNTED)) || of_day(items, quantity.first)) {
        return Some(NotACount::Year);
    }
    None
}

/// "August 12 | 2016 Soldiers killed", "August 12, | 2016"
fn of_day(items: &[Token], year: usize) -> bool {
    let comma = usize::from(year > 0 && items[year - 1].shape == Shape::Sign(','));
    let Some([month, day]) = items[..year - comma].last_chunk() else { return false };
    month.classes.has(Class::Month) && matches!(day.shape, Shape::Digits(1..=31))
}

/// "ages 3, 5 | and 9"
fn is_age_of_several(items: &[Token], at: usize) -> bool {
    let runs = |t: &&Token| matches!(t.shape, Shape::Sign(',') | Shape::Digits(0..=110)) || t.classes.has(Class::And);
    let before = &items[..at];
    let run = before.iter().rev().take(AGES).take_while(runs).count();
    run > 1 && before.len() > run && before[before.len() - run - 1].classes.has(Class::Aged)
}

/// "Ahmad Ali, 34, was": a number between commas behind a word, with nothing to count.
fn aside(items: &[Token], quantity: &Quantity) -> bool {
    let comma = |i: usize| items.get(i).is_some_and(|t| t.shape == Shape::Sign(','));
    let stop =
        |i: usize| items.get(i).is_none_or(|t| matches!(t.shape, Shape::Sign('.' | ')')) || t.classes.has(Class::And));
    let first = quantity.first;
    // "Darrel Roe, 34 who were", "Pol Tan, 31 all died": an age that lost its comma.
    let named = first >= 2 && matches!(items[first - 2].shape, Shape::Capital | Shape::Upper);
    let told = |i: usize| named && items.get(i).is_some_and(|t| t.classes.any(AFTER_AGE));
    let alone = first >= 2 && comma(first - 1) && (comma(quantity.last) || stop(quantity.last) || told(quantity.last));
    // "Hubert Roe Jr., 72, shot"
    let short = first >= 3 && items[first - 2].shape == Shape::Sign('.') && items[first - 3].shape == Shape::Capital;
    let wordy = short || first >= 2 && matches!(items[first - 2].shape, Shape::Capital | Shape::Upper | Shape::Lower);
    let bracketed = first >= 1 && matches!(items[first - 1].shape, Shape::Sign('(')) && stop(quantity.last);
    (alone && wordy || bracketed) && quantity.high.is_some_and(|n| n <= 110) && quantity.last == first + 1
}

/// Items back to the word that makes numbers ages.
const AGES: usize = 12;
const AFTER_AGE: Classes = Classes::all(&[Class::Who, Class::All]);
/// Behind these "at" leads to a figure: "the toll stood at 3".
const TOLD_AT: Classes =
    Classes::all(&[Class::Toll, Class::Reach, Class::Put, Class::Noun, Class::Adj, Class::Part, Class::Person]);
const BEFORE_HOUR: Classes = Classes::all(&[Class::At, Class::But]);
const HAPPENS: Classes = Classes::all(&[
    Class::Be,
    Class::Have,
    Class::Get,
    Class::Part,
    Class::Adj,
    Class::Undergo,
    Class::Of,
    Class::Person,
    Class::Plural,
    Class::Adverb,
    Class::Hedge,
]);
const COUNTED: Classes = Classes::all(&[Class::Person, Class::Other, Class::Describes, Class::Life]);
