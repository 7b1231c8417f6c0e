//! Finds the people an outcome word is about: its subject, its object, the number beside it.

use super::{
    lexicon::{Class, Classes},
    listing::{behind_including, people_ending_aged, with_all_after, with_those_after, with_those_before},
    own_hand::doer,
    people::{Group, Whole},
    scan::{Shape, Token},
    sentence::Clause,
};
use crate::domain::Bound;

/// A way of finding people from a place in the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// Leftward over insertions and places: "three men in a car, aged 20 to 30, | were killed".
    Subject,
    /// Leftward, past those hit, to whoever did it: "a man shot two boys and | killed himself".
    Doer,
    /// Rightward: "killed | at least two soldiers and a child".
    Object,
    /// Ending right here: "15 | killed".
    Left,
    /// Ending before the comma right here: "the bishop, | murdered in 1980".
    Aside,
    /// Beginning right here.
    Right,
    /// The next people rightward, or those counted behind them, as after a verb that comes first: "killed the army | five".
    Next,
    /// The number a toll has or moves to: "rose from 12 to | 15".
    Toll,
    /// The people whose noun the outcome word is: "1,000 deaths".
    Own,
    /// The same, uncounted: "arrests".
    Noun,
    /// The people around an outcome word used as adjective: "six wounded civilians".
    Around,
}

impl std::str::FromStr for Slot {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Ok(match word {
            "subject" => Self::Subject,
            "doer" => Self::Doer,
            "object" => Self::Object,
            "left" => Self::Left,
            "aside" => Self::Aside,
            "right" => Self::Right,
            "next" => Self::Next,
            "toll" => Self::Toll,
            "own" => Self::Own,
            "noun" => Self::Noun,
            "around" => Self::Around,
            _ => {
                return Err(format!(
                    "<{word}> is no slot: use subject, doer, object, left, aside, right, next, toll, own, noun or around"
                ));
            }
        })
    }
}

/// People found, and the items from the first to the last of them.
pub struct Found {
    pub people: Vec<usize>,
    pub first: usize,
    pub last: usize,
}

/// How far a subject may stand from its verb, in items.
pub(super) const REACH: usize = 28;
/// How far a toll's number may stand from its noun, in items.
const TOLL_REACH: usize = 14;
/// How far it may stand where a word leads to it: "raised the toll ... to 34".
const LED_REACH: usize = 30;
/// Words set apart between a verb and its object.
const LONGEST_ASIDE: usize = 8;
/// How far the people may stand behind a verb that comes first, in items.
const NEXT_REACH: usize = 9;

/// The people that `slot` finds from item `at`, for the outcome word at `trigger`.
pub fn attach(slot: Slot, clause: &Clause<'_>, trigger: usize, at: usize) -> Option<Found> {
    match slot {
        Slot::Subject => subject(clause, at).map(|g| with_those_before(clause, g)),
        Slot::Doer => doer(clause, trigger, at),
        Slot::Object => object(clause, at, trigger).map(|g| with_those_after(clause, g)),
        Slot::Left => {
            let left = clause.people_ending(at).filter(|g| !is_place(clause, *g));
            left.map(|g| with_those_before(clause, whole_before(clause, g)))
        }
        Slot::Aside => aside(clause, at).map(|g| with_those_before(clause, g)),
        Slot::Right => clause.people_from(at).map(|g| match clause.has(at - 1, Class::Of) {
            true => with_all_after(clause, g),
            false => with_those_after(clause, g),
        }),
        Slot::Next => next(clause, at).map(|g| with_those_after(clause, g)),
        Slot::Toll => toll(clause, at).map(|g| with_those_after(clause, g)),
        Slot::Noun => {
            clause.people_at(trigger).filter(|g| clause.people[*g].head == Some(trigger)).map(|g| only(clause, g))
        }
        Slot::Own => own(clause, trigger).map(|g| only(clause, g)),
        Slot::Around => around(clause, trigger).map(|g| only(clause, g)),
    }
}

pub(super) fn only(clause: &Clause<'_>, g: usize) -> Found {
    Found { people: vec![g], first: clause.people[g].first, last: clause.people[g].last }
}

/// "a boy from | Deir al-Balah": a name behind a word of place.
fn is_place(clause: &Clause<'_>, g: usize) -> bool {
    let group = &clause.people[g];
    let led = |i: usize| clause.has(i, Class::Locative) || clause.has(i, Class::From);
    group.head.is_none() && !group.names.is_empty() && group.first.checked_sub(1).is_some_and(led)
}

/// "the bishop, | murdered in": the comma only sets a participle off that has something to go on with.
fn aside(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let comma = at.checked_sub(1).filter(|i| clause.sign(*i) == Some(','))?;
    clause.people_ending(comma)
}

fn own(clause: &Clause<'_>, trigger: usize) -> Option<usize> {
    let g = clause.people_at(trigger)?;
    let group = &clause.people[g];
    let counts = group.head == Some(trigger) && (group.is_counted() || group.negative);
    (counts && !tells_of_something_else(clause, trigger, group)).then_some(g)
}

/// Does a noun that counts people not say that it happened to them?
fn tells_of_something_else(clause: &Clause<'_>, trigger: usize, group: &Group) -> bool {
    // "many of the casualties are women": told of people counted before
    let of_them = group.of == Some(Whole::Kind) && group.bound == Bound::Vague;
    // "three counts of murder, one of aggravated murder": of a crime, not of people
    let of_crime = group.bound == Bound::Exact && clause.has(group.counted.1, Class::Of);
    // "the fate of some 200 remains unknown": a verb
    let verb = clause.has(trigger, Class::Remains) && clause.has(trigger, Class::Be);
    let goes_on = clause.items.get(trigger + 1).is_some_and(|t| !t.classes.any(AFTER_REMAINS) && !is_sign(t));
    let stays = verb && (goes_on || group.high == Some(1));
    // "was life flighted": no life of anybody
    let alone = clause.has(trigger, Class::Life) && group.first == trigger && group.high == Some(1);
    of_them || of_crime || stays || alone
}

fn is_sign(token: &Token) -> bool {
    matches!(token.shape, Shape::Sign(_))
}

fn around(clause: &Clause<'_>, trigger: usize) -> Option<usize> {
    let g = clause.people_at(trigger)?;
    let group = &clause.people[g];
    (group.suffering == Some(trigger) && group.is_counted()).then_some(g)
}

/// "three people including a boy | killed": all three.
fn whole_before(clause: &Clause<'_>, g: usize) -> usize {
    let whole = behind_including(clause, g).and_then(|including| clause.people_ending(including));
    whole.filter(|w| clause.people[*w].is_counted()).unwrap_or(g)
}

/// Walks left from the verb to what it is about.
fn subject(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let mut i = at;
    let mut fallback = None;
    // One insertion is leapt over; a comma before that closes an age: "Restrepo, 45, a former mayor, | was".
    let mut jumped = false;
    let mut shared = false;
    // "in two rebels | being"
    let beside = clause.has(at, Class::Be) && clause.has(at, Class::Get);
    if beside && let Some(g) = clause.people_ending(at) {
        return Some(g);
    }
    while i > 0 && at - i < REACH {
        let aged = || people_ending_aged(clause, i).filter(|g| !clause.people[*g].names.is_empty());
        if let Some(g) = clause.people_ending(i).or_else(aged) {
            let first = clause.people[g].first;
            let owner = clause.items.get(i).is_some_and(|t| t.classes.has(Class::Genitive));
            let governed = first > 0 && (clause.items[first - 1].classes.any(GOVERNS) || clause.has(first, Class::Of));
            // "15 civilians including two children | were killed", where no comma ends what is inserted
            if let Some(including) = behind_including(clause, g) {
                fallback = fallback.or(Some(g));
                i = including;
                continue;
            }
            if !governed && !owner || first == 0 {
                return inside_relative(clause, first).or(Some(g));
            }
            fallback = fallback.or(Some(g).filter(|_| !owner));
            i = first;
            continue;
        }
        i -= 1;
        let token = &clause.items[i];
        match token.shape {
            // "the doctor, | who was"
            Shape::Sign(',') if clause.items.get(i + 1).is_some_and(|t| t.classes.any(WHO)) => {
                if let Some(g) = clause.people_ending(i) {
                    return Some(g);
                }
                jumped = true;
            }
            Shape::Sign(',') if jumped => {}
            Shape::Sign(',' | '–' | ')') => {
                // "In 1990, two brothers from the market, | were": what the commas enclose is the subject itself.
                let start = insertion_start(clause, i).unwrap_or(i);
                fallback = fallback.or_else(|| opening_subject(clause, start, i));
                i = start;
                jumped = true;
            }
            Shape::Sign(';' | ':' | '.' | '?' | '!') => break,
            // "showed a document | that was seized"
            _ if i + 1 == at && i > 0 && token.classes.any(RELATIVE) && clause.has(i - 1, Class::Thing) => {
                return None;
            }
            // "the funeral of the priests | who were": they, whatever they stand behind.
            _ if token.classes.any(WHO) && clause.people_ending(i).is_some() => return clause.people_ending(i),
            _ if token.classes.has(Class::That) && !after_saying(clause, i) => {}
            _ if token.classes.any(CLAUSE_ENDS) => break,
            // "six rebels were killed and a small arsenal | was seized"
            _ if token.classes.has(Class::Thing) && begins_joined(clause, i) => break,
            // "were abducted and | murdered": one subject for both.
            _ if token.classes.has(Class::Part) && coordinated(clause, i) => shared = true,
            _ if shared && token.classes.any(AUXILIARY) => shared = false,
            // "the accused in the massacre | was": a noun, not the verb it could be.
            _ if token.classes.has(Class::Noun) && i > 0 && clause.items[i - 1].classes.any(BEFORE_NOUNS) => {}
            _ if token.classes.any(VERBS) && !clause.in_people(i) => {
                // "two people hurt in the blast | died"
                let reduced = clause.people_ending(i).filter(|_| token.classes.has(Class::Part));
                return reduced.or_else(|| relative_owner(clause, i)).or(fallback);
            }
            _ => {}
        }
    }
    fallback
}

/// Is the thing at `thing` a subject of its own behind an "and": "and a small arsenal"? In "in a car and a truck" it is not.
fn begins_joined(clause: &Clause<'_>, thing: usize) -> bool {
    let article = (thing.saturating_sub(3)..thing).rev().find(|i| clause.items[*i].classes.any(BEFORE_NOUNS));
    let and = article.and_then(|i| i.checked_sub(1)).filter(|i| clause.has(*i, Class::And));
    and.is_some_and(|and| and > 0 && !clause.has(and - 1, Class::Thing) && !clause.in_people(thing))
}

/// "two guards who had stopped the man | were": people inside a relative clause; whom it is about.
fn inside_relative(clause: &Clause<'_>, first: usize) -> Option<usize> {
    let stops =
        |i: &usize| matches!(clause.items[*i].shape, Shape::Sign(_)) || clause.items[*i].classes.any(NOT_RELATIVE);
    let who = (first.saturating_sub(8)..first).rev().take_while(|i| !stops(i)).find(|i| clause.has(*i, Class::Who))?;
    clause.people_ending(who)
}

/// The people that begin right behind the opening comma at `open`, when only "In 1990" stands before it.
fn opening_subject(clause: &Clause<'_>, open: usize, close: usize) -> Option<usize> {
    let g = clause.people_from(open + 1).filter(|g| clause.people[*g].last < close)?;
    let led = clause.items.first().is_some_and(|t| t.classes.any(OPENS));
    (led && !(0..open).any(|i| clause.in_people(i))).then_some(g)
}

/// Does the "that" at `i` open what somebody said, rather than a relative clause?
fn after_saying(clause: &Clause<'_>, i: usize) -> bool {
    // "told a reporter | that"
    let hearer = clause.people_ending(i).and_then(|g| clause.people[g].first.checked_sub(1));
    let told = hearer.is_some_and(|before| clause.has(before, Class::Tell));
    told || i == 0
        || clause.items[i - 1].classes.any(Classes::all(&[Class::Say, Class::Tell, Class::And, Class::Hedge]))
}

/// The comma or bracket that opens what `close` closes, so that the walk goes on before it.
pub(super) fn insertion_start(clause: &Clause<'_>, close: usize) -> Option<usize> {
    let opens = |sign| {
        matches!(
            (clause.items[close].shape, sign),
            (Shape::Sign(')'), '(') | (Shape::Sign(','), ',') | (Shape::Sign('–'), '–')
        )
    };
    let lowest = close.saturating_sub(REACH);
    (lowest..close)
        .rev()
        .find(|i| matches!(clause.items[*i].shape, Shape::Sign(s) if opens(s)))
        .filter(|open| *open > 0)
}

/// "two men who were riding home | were killed": the verb belongs to a relative clause; its owner is the subject.
fn relative_owner(clause: &Clause<'_>, verb: usize) -> Option<usize> {
    let lowest = verb.saturating_sub(6);
    let who = (lowest..verb).rev().find(|i| clause.items[*i].classes.any(RELATIVE))?;
    let before = who - usize::from(who > 0 && clause.items[who - 1].shape == Shape::Sign(','));
    clause.people_ending(before)
}

/// The people right of a verb; a number that something else happens to is not its object.
fn object(clause: &Clause<'_>, at: usize, trigger: usize) -> Option<usize> {
    let at = past_aside(clause, at).unwrap_or(at);
    let skipped = clause.items[at..].iter().take(3).take_while(|t| t.classes.any(BEFORE_OBJECT)).count();
    let g = (at..=at + skipped).find_map(|i| clause.people_from(i))?;
    // "burned the peasants' houses", also where the text lost the apostrophe
    let last = clause.people[g].last;
    let goods = clause.has(last, Class::Thing) && clause.has(last, Class::Plural) && clause.people[g].definite;
    let owner = clause.has(last, Class::Genitive) || goods;
    (!owner && !begins_clause(clause, g) && !is_headed_anew(clause, trigger, last)).then_some(g)
}

/// "Guard Killed 30 Men | Injured in": two headings in a row, where each word has its capital and no side kills.
pub(super) fn is_headed_anew(clause: &Clause<'_>, trigger: usize, last: usize) -> bool {
    let heads = |i: usize| clause.items.get(i).filter(|t| !matches!(t.shape, Shape::Lower | Shape::Sign(_)));
    let passive = |i: usize| heads(i).is_some_and(|t| t.classes.has(Class::Part));
    let sufferer = clause.people_ending(trigger).map(|g| &clause.people[g]);
    passive(trigger) && passive(last) && sufferer.is_some_and(|g| !g.takes_sides())
}

/// "murdered, at gunpoint, | a soldier": behind what commas set apart, where that holds no people and no other verb.
fn past_aside(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let comma = |i: usize| clause.sign(i) == Some(',');
    let plain = |i: &usize| {
        !matches!(clause.items[*i].shape, Shape::Sign(_))
            && !clause.in_people(*i)
            && !clause.items[*i].classes.any(VERBS)
    };
    let led = comma(at) && clause.items.get(at + 1).is_some_and(|t| t.classes.any(OPENS));
    let end = (at + 1..clause.items.len().min(at + LONGEST_ASIDE)).find(|i| !plain(i)).filter(|_| led)?;
    let after = clause.people_from(end + 1).and_then(|g| clause.items.get(clause.people[g].last));
    (comma(end) && !after.is_some_and(|t| t.classes.any(VERBS))).then_some(end + 1)
}

/// The first people right of a verb, up to where another clause begins; an agent without a number gives way to counted people
/// right behind it.
fn next(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let ends = |i: &usize| match clause.items[*i].shape {
        Shape::Sign(sign) => matches!(sign, '.' | ';' | ':' | '?' | '!' | ','),
        _ => clause.items[*i].classes.any(ENDS_NEXT) && !clause.in_people(*i),
    };
    let limit =
        (at..clause.items.len().min(at + NEXT_REACH)).find(ends).unwrap_or(clause.items.len().min(at + NEXT_REACH));
    let agent =
        |g: &usize| clause.people[*g].first.checked_sub(1).is_some_and(|i| clause.items[i].classes.any(LEADS_AGENT));
    let g = (at..limit).filter_map(|i| clause.people_from(i)).find(|g| !agent(g))?;
    let last = clause.people[g].last;
    let when = clause.items[last..].iter().take(3).take_while(|t| t.classes.any(WHEN)).count();
    let behind = clause.people_from(last + when).filter(|b| clause.people[*b].is_counted());
    Some(behind.filter(|_| !clause.people[g].is_counted()).unwrap_or(g))
}

/// Is this group the subject of what follows it?
pub(super) fn begins_clause(clause: &Clause<'_>, g: usize) -> bool {
    let group = &clause.people[g];
    let Some(next) = clause.items.get(group.last) else { return false };
    let bare_suffers = group.is_bare() && next.classes.any(SUFFERS);
    bare_suffers || next.classes.any(AUXILIARY)
}

/// "the toll (of | rose to | from 12 to | stood at | included) 15"
fn toll(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let end = (at + LED_REACH).min(clause.items.len());
    let mut best = None;
    let mut i = at;
    while i < end {
        let token = &clause.items[i];
        if matches!(token.shape, Shape::Sign(';' | ':' | '?')) || token.classes.has(Class::But) {
            break;
        }
        if let Some(g) = clause.people_from(i) {
            let from = i > 0 && clause.items[i - 1].classes.has(Class::From);
            let led = i > 0 && clause.items[i - 1].classes.any(LEADS_TOLL);
            // "The toll was confirmed to a correspondent": a figure is a number, not one by an article.
            let (first, last) = clause.people[g].counted;
            let figure = (first..last).any(|i| clause.items[i].classes.any(FIGURES));
            let counted = figure && clause.people[g].is_counted() && !clause.people[g].pronoun;
            let moved = i > 0 && clause.has(i - 1, Class::To);
            let near = i < at + TOLL_REACH;
            if counted && !from && (led && near || moved || near && best.is_none()) {
                best = Some(g);
                if led {
                    break;
                }
            }
            i = clause.people[g].last;
            continue;
        }
        i += 1;
    }
    best
}

/// Does a second participle follow the one at `i`: "abducted and murdered"?
fn coordinated(clause: &Clause<'_>, i: usize) -> bool {
    (i + 1..clause.items.len().min(i + 8))
        .take_while(|j| !clause.in_people(*j) && !matches!(clause.items[*j].shape, Shape::Sign(_)))
        .any(|j| clause.items[j].classes.any(JOINS))
}

/// Words behind which people are no subject: "of soldiers", "by the army", "in the house of the mayor".
const GOVERNS: Classes = Classes::all(&[
    Class::Of,
    Class::By,
    Class::At,
    Class::To,
    Class::From,
    Class::Preposition,
    Class::For,
    Class::Between,
]);
const CLAUSE_ENDS: Classes = Classes::all(&[Class::But, Class::If, Class::That]);
pub(super) const VERBS: Classes = Classes::all(&[
    Class::Be,
    Class::Have,
    Class::Say,
    Class::Tell,
    Class::Past,
    Class::Base,
    Class::Undergo,
    Class::Leave,
    Class::Unreal,
    Class::Suffer,
    Class::Reach,
    Class::Put,
]);
const NOT_RELATIVE: Classes = Classes::all(&[Class::Say, Class::Tell, Class::But, Class::And, Class::That]);
const BEFORE_NOUNS: Classes =
    Classes::all(&[Class::Definite, Class::Indefinite, Class::Demonstrative, Class::Possessive, Class::Genitive]);
pub(super) const WHO: Classes = Classes::all(&[Class::Who, Class::Whom]);
pub(super) const JOINS: Classes = Classes::all(&[Class::And, Class::Or]);
const OPENS: Classes = Classes::all(&[Class::Preposition, Class::Locative, Class::When]);
const ENDS_NEXT: Classes = Classes::all(&[
    Class::And,
    Class::But,
    Class::That,
    Class::Who,
    Class::Past,
    Class::Say,
    Class::Noun,
    Class::Including,
]);
/// "by | gunmen", "a bullet of | gunmen"
const LEADS_AGENT: Classes = Classes::all(&[Class::By, Class::Means]);
const WHEN: Classes = Classes::all(&[Class::When, Class::Weekday, Class::PartOfDay, Class::Adverb]);
const RELATIVE: Classes = Classes::all(&[Class::Who, Class::Whom, Class::That]);
const BEFORE_OBJECT: Classes = Classes::all(&[Class::Adverb, Class::Hedge, Class::Not]);
const SUFFERS: Classes = Classes::all(&[Class::Part, Class::Adj, Class::Undergo]);
const AUXILIARY: Classes = Classes::all(&[Class::Be, Class::Have, Class::Get, Class::Unreal]);
const AFTER_REMAINS: Classes = Classes::all(&[
    Class::Of,
    Class::Be,
    Class::Have,
    Class::By,
    Class::And,
    Class::At,
    Class::Preposition,
    Class::Locative,
    Class::Part,
    Class::That,
    Class::Who,
    Class::Weekday,
    Class::When,
]);
const FIGURES: Classes = Classes::all(&[Class::Number, Class::Vague, Class::Bound, Class::No, Class::Nobody]);
const LEADS_TOLL: Classes =
    Classes::all(&[Class::To, Class::At, Class::Of, Class::Include, Class::Reach, Class::Be, Class::Preposition]);
