//! How it is said: negated, hedged, merely intended, about a longer time. Windows around the outcome word, as in ConText
//! (Harkema et al. 2009): a cue works on its own clause, in its own direction.

use super::{
    construction::Match,
    lexicon::{Class, Classes, Lexicon},
    number::quantity,
    scan::{Shape, Token},
    sentence::{Clause, is_month},
};
use crate::domain::Scope;

/// What the words around an outcome make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Polarity {
    pub negated: bool,
    pub hedged: bool,
    /// It did not happen: threatened, planned, feared, supposed.
    pub unreal: bool,
}

/// How many items left of the outcome word a cue still reaches it.
const WINDOW: usize = 7;

pub fn polarity(clause: &Clause<'_>, found: &Match, trigger: usize) -> Polarity {
    let mut polarity = Polarity::default();
    let from = trigger.saturating_sub(WINDOW);
    let mut to_before = false;
    let noun = clause.items[trigger].classes.has(Class::Noun) && clause.has(trigger + 1, Class::Of);
    let mut base = clause.items[trigger].classes.any(BARE_VERB) && !clause.items[trigger].classes.any(FINITE) && !noun;
    let mut aside = false;
    for i in (from..trigger).rev() {
        let token = &clause.items[i];
        // "ten people (not named so far) were"
        aside = token.shape == Shape::Sign(')') || aside && token.shape != Shape::Sign('(');
        if aside {
            continue;
        }
        if matches!(token.shape, Shape::Sign(';' | ':' | '.')) || token.classes.has(Class::But) {
            break;
        }
        let inside = i >= found.first;
        let adjacent = i + 2 >= trigger;
        if clause.in_people(i) && !token.classes.has(Class::Hedge) {
            continue;
        }
        // "with no visible signs of injury"
        let no = token.classes.has(Class::No) && inside && clause.items[trigger].classes.has(Class::Wound);
        polarity.negated |= no || token.classes.has(Class::Not) && (inside || adjacent);
        // "from a suspected gas attack": it tells of the attack.
        let of_thing = i > 0 && clause.items[i - 1].classes.any(ARTICLES) && !clause.in_people(i);
        let hedge = token.classes.has(Class::Hedge) && !is_month(clause.items[..i].last(), token);
        polarity.hedged |= hedge && !of_thing && (inside || i + 4 >= found.first);
        polarity.unreal |= token.classes.has(Class::Unreal) && (inside || adjacent || base);
        to_before |= token.classes.has(Class::To) && adjacent && !clause.items[i + 1].classes.any(DEFINITE);
        polarity.unreal |= token.classes.has(Class::Intend) && (to_before || adjacent);
        // "was almost | killed"
        let nearly = token.classes.has(Class::Bound) && !token.classes.has(Class::Adverb);
        polarity.unreal |= nearly && i + 1 == trigger && clause.items[trigger].classes.has(Class::Part);
        polarity.unreal |= token.classes.has(Class::From) && kept_from(clause, i, trigger);
        polarity.unreal |= noun && token.classes.has(Class::Demand);
        if token.classes.any(FINITE) {
            base = false;
        }
    }
    let word = clause.items[trigger].classes;
    let dies =
        word.has(Class::Undergo) && !word.has(Class::NeedsPerson) && clause.has(trigger.wrapping_sub(1), Class::To);
    let infinitive = to_before && (clause.items[trigger].classes.has(Class::Base) || dies) && !noun;
    // "allegedly came to murder" did not; "believed to die of it" may.
    polarity.unreal |= infinitive && (!polarity.hedged || base_verb(clause.items[trigger].classes));
    polarity.unreal &= !is_counted_off(clause, found);
    polarity.unreal |= conditional(clause, found.first);
    polarity
}

/// "the sixth reporter | to be killed in the war": one of whom it happened, on a day, however long others were counted.
fn is_counted_off(clause: &Clause<'_>, found: &Match) -> bool {
    found.people.iter().map(|g| &clause.people[*g]).any(|group| {
        let nth = (group.first..group.last).any(|i| clause.has(i, Class::Ordinal));
        nth && clause.has_any(group.last, TO_BE) && group.definite && group.high == Some(1)
    })
}

fn base_verb(word: Classes) -> bool {
    word.has(Class::Base) && !word.any(FINITE)
}

/// "prevented them from | being killed", "from seriously | harming"
fn kept_from(clause: &Clause<'_>, from: usize, trigger: usize) -> bool {
    let between = &clause.items[from + 1..trigger];
    let acts = clause.items[trigger].classes.any(ACTS) && between.iter().all(|t| t.classes.has(Class::Adverb));
    acts || !between.is_empty() && between.iter().all(|t| t.classes.any(BEING))
}

/// "if confirmed, the death", "if five were killed"
fn conditional(clause: &Clause<'_>, first: usize) -> bool {
    (first.saturating_sub(WINDOW)..first)
        .rev()
        .take_while(|i| !matches!(clause.items[*i].shape, Shape::Sign(';' | ':' | '.' | ',')))
        .any(|i| clause.items[i].classes.has(Class::If))
}

/// Does the sentence count a longer time than one incident?
pub fn scope(clause: &Clause<'_>, found: &Match, trigger: usize, lexicon: &Lexicon) -> Scope {
    if is_counted_off(clause, found) {
        return Scope::Event;
    }
    let items = clause.items;
    let (from, to) = stretch_around(clause, trigger);
    let since = (from..to).any(|i| items[i].classes.has(Class::Since) && dates_or_era(clause, i + 1, to));
    // "the war has killed", "the war that began in 2011 took the lives of"
    let begun = |i: usize| i < trigger && runs_since(clause, i + 1, trigger);
    let subject =
        |i: usize| is_era(clause, i) && ((i + 1..to.min(i + 4)).any(|j| clause.has(j, Class::Have)) || begun(i));
    if since || (from..to).any(subject) || led_by(clause, trigger, (from, to)) {
        return Scope::Cumulative;
    }
    let period = (from..to).any(|i| items[i].classes.has(Class::Period) && !of_one_incident(clause, i, from));
    let running = (from..to)
        .any(|i| items[i].classes.has(Class::Since) && runs_since(clause, i + 1, to) && !first_since(clause, i));
    let stretch =
        |i: usize| long_stretch(clause, i, lexicon) || days_of(clause, i, lexicon) || span_of_days(clause, i, lexicon);
    if running || period || (from..to).any(stretch) {
        return Scope::Period;
    }
    Scope::Event
}

/// Does the sentence count over the month or year named at item `at`, rather than say when one incident was?
pub fn counts_over(clause: &Clause<'_>, at: usize) -> bool {
    !of_one_incident(clause, at, 0)
}

/// "a shooting last year", "since the start of the attack": when one incident was, not how long was counted.
fn of_one_incident(clause: &Clause<'_>, period: usize, from: usize) -> bool {
    let starts = || (1..4).any(|n| clause.has_any(period + n, INCIDENT));
    if clause.has(period, Class::Since) && (first_since(clause, period) || starts()) {
        return true;
    }
    let article = |i: usize| i > 0 && (i.saturating_sub(4)..i).any(|j| clause.items[j].classes.any(ARTICLES));
    (period.saturating_sub(14).max(from)..period).any(|i| clause.items[i].classes.any(INCIDENT) && article(i))
}

/// "in the war", "during the conflict"; but mines "left over from the war" kill on a day, and who "were killed during an
/// offensive" in one that is told of for the first time.
fn led_by(clause: &Clause<'_>, trigger: usize, (from, to): (usize, usize)) -> bool {
    let leads = |i: &usize| clause.items[*i].classes.any(DURING) || clause.has(*i, Class::From);
    let acted = |i: &usize| clause.items[*i].classes.any(ACTED);
    let nearest = |era: usize| (era.saturating_sub(6).max(from)..era).rev().take_while(|i| !acted(i)).find(leads);
    // "the death toll | from the war"
    let toll = |lead: usize| lead > 0 && clause.items[lead - 1].classes.any(TOLLS);
    let leads_to = |lead: usize| !clause.has(lead, Class::From) || toll(lead);
    let so_far = (from..trigger).any(|i| clause.has(i, Class::Have));
    let new = |lead: usize| !so_far && clause.has(lead + 1, Class::Indefinite);
    (from..to).any(|i| is_era(clause, i) && nearest(i).is_some_and(|lead| leads_to(lead) && !new(lead)))
}

/// "war", but not "war-torn"
fn is_era(clause: &Clause<'_>, at: usize) -> bool {
    clause.has(at, Class::Era) && clause.sign(at + 1) != Some('-')
}

fn dates_or_era(clause: &Clause<'_>, at: usize, to: usize) -> bool {
    (at..to.min(at + 5))
        .any(|i| clause.items[i].classes.any(SINCE_WHAT) || matches!(clause.items[i].shape, Shape::Digits(1900..=2099)))
}

/// "the first dead | since the truce collapsed": how long there were none.
fn first_since(clause: &Clause<'_>, since: usize) -> bool {
    (since.saturating_sub(8)..since).any(|i| clause.has(i, Class::Ordinal))
}

/// "since the fighting began": a count that was still running.
fn runs_since(clause: &Clause<'_>, at: usize, to: usize) -> bool {
    (at..to.min(at + 8)).any(|i| clause.items[i].classes.has(Class::Begin))
}

/// "in ten days", "over the past three weeks": four days or more.
fn long_stretch(clause: &Clause<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let over = clause.has(at, Class::Bound) && clause.has(at + 1, Class::Indefinite);
    if !clause.items[at].classes.any(DURING) && !over {
        return false;
    }
    let skipped = clause.items[at + 1..].iter().take(3).take_while(|t| t.classes.any(BEFORE_STRETCH)).count();
    let start = at + 1 + skipped + usize::from(over);
    let (n, unit) = match quantity(clause.items, start, lexicon) {
        Some(q) => (q.low.unwrap_or(1), q.last),
        None => (if skipped > 0 { 1 } else { 0 }, start),
    };
    // "a four-day stretch"; a four-day battle is one incident
    let hyphen = usize::from(clause.sign(unit) == Some('-'));
    let unit = unit + hyphen;
    let Some(token) = clause.items.get(unit).filter(|t| t.classes.has(Class::TimeUnit)) else { return false };
    if hyphen == 1 && !clause.has(unit + 1, Class::TimeUnit) {
        return false;
    }
    // "in the week after the attack": what that one attack brought about
    if clause.has(unit + 1, Class::But) {
        return false;
    }
    n.saturating_mul(lexicon.entry(token.lex).size.unwrap_or(0)) >= LONG
}

/// "seven days of airstrikes", "a week of bombing".
fn days_of(clause: &Clause<'_>, unit: usize, lexicon: &Lexicon) -> bool {
    let of = clause.has(unit, Class::TimeUnit) && clause.has(unit + 1, Class::Of);
    if !of || !(unit + 2..unit + 6).any(|i| clause.has_any(i, INCIDENT)) {
        return false;
    }
    let counted = (unit.saturating_sub(3)..unit)
        .find_map(|start| quantity(clause.items, start, lexicon).filter(|q| q.last == unit)?.low)
        .or_else(|| (unit > 0 && clause.has(unit - 1, Class::Indefinite)).then_some(1));
    let size = lexicon.entry(clause.items[unit].lex).size.unwrap_or(0);
    counted.is_some_and(|n| n.saturating_mul(size) >= LONG)
}

/// "between 21 and 26 of September", "from March 3 to 9", "from Monday March 3 2014 to March 9".
fn span_of_days(clause: &Clause<'_>, at: usize, lexicon: &Lexicon) -> bool {
    if !clause.has_any(at, OPENS_SPAN) {
        return false;
    }
    let dates = |t: &&Token| matches!(t.shape, Shape::Digits(1..=31 | 1900..=2099)) || t.classes.any(IN_SPAN);
    let run: Vec<&Token> = clause.items[at + 1..].iter().take(LONGEST_SPAN).take_while(dates).collect();
    let day = |t: &&Token| if let Shape::Digits(day @ ..=31) = t.shape { Some(day) } else { None };
    let days: Vec<u64> = run.iter().filter_map(day).collect();
    let months = || run.iter().filter_map(|t| lexicon.entry(t.lex).month).map(i64::from);
    let apart = |from: Option<i64>, to: Option<i64>| u64::try_from(to? - from?).ok();
    let months = apart(months().next(), months().next_back());
    matches!(days[..], [first, last] if months.is_some_and(|n| first + LONG <= last + n * DAYS_OF_MONTH + 1))
}

/// Words of "Monday March 3 2014 to Sunday March 9 2014".
const LONGEST_SPAN: usize = 11;
const DAYS_OF_MONTH: u64 = 30;

/// Days from which a time is longer than one incident.
const LONG: u64 = 4;

/// The words around `trigger` up to a comma or stronger stop; an opening phrase before the first comma counts too.
fn stretch_around(clause: &Clause<'_>, trigger: usize) -> (usize, usize) {
    let stops = |i: &usize| {
        matches!(clause.items[*i].shape, Shape::Sign(';' | ',' | ':')) || clause.items[*i].classes.has(Class::But)
    };
    let from = (0..trigger).rev().find(stops).map_or(0, |i| i + 1);
    let to = (trigger..clause.items.len()).find(stops).unwrap_or(clause.items.len());
    let opening = (0..from).find(stops).is_some_and(|first| first + 1 == from)
        && first_word(clause).is_some_and(|t| t.classes.any(DURING));
    (if opening { 0 } else { from }, to)
}

const TO_BE: Classes = Classes::all(&[Class::To, Class::Unreal]);
const TOLLS: Classes = Classes::all(&[Class::Toll, Class::Noun]);
const INCIDENT: Classes = Classes::all(&[Class::Means, Class::Perpetrator]);
const ARTICLES: Classes = Classes::all(&[Class::Definite, Class::Indefinite, Class::Demonstrative]);
/// The first word that is more than an "and".
fn first_word<'a>(clause: &Clause<'a>) -> Option<&'a Token> {
    clause.items.iter().find(|t| !t.classes.has(Class::And))
}

/// "to the murder of": no infinitive.
const DEFINITE: Classes = Classes::all(&[Class::Definite, Class::Indefinite, Class::Demonstrative, Class::Possessive]);
const ACTS: Classes = Classes::of(Class::Ger);
const BEING: Classes = Classes::all(&[Class::Be, Class::Get, Class::Adverb]);
const BARE_VERB: Classes = Classes::of(Class::Base);
const FINITE: Classes = Classes::all(&[Class::Past, Class::Part, Class::Undergo, Class::Be, Class::Have]);
/// "in an attack that took the war to": the war is not what it happened in.
const ACTED: Classes = Classes::all(&[Class::That, Class::Who, Class::TakeLife, Class::Past]);
const DURING: Classes = Classes::all(&[Class::Preposition, Class::Locative, Class::Since]);
const BEFORE_STRETCH: Classes =
    Classes::all(&[Class::Definite, Class::Last, Class::Demonstrative, Class::Bound, Class::Possessive]);
const OPENS_SPAN: Classes = Classes::all(&[Class::Between, Class::From]);
const IN_SPAN: Classes =
    Classes::all(&[Class::Month, Class::Weekday, Class::And, Class::To, Class::Of, Class::Definite]);
const SINCE_WHAT: Classes = Classes::all(&[Class::Era, Class::Month, Class::TimeUnit]);
