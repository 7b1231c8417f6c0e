//! Finds the people an outcome word is about: its subject, its object, the number beside it.

use super::{
    lexicon::{Class, Classes},
    scan::Shape,
    sentence::Clause,
};

/// A way of finding people from a place in the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// Leftward over insertions and places: "three men in a car, aged 20 to 30, | were killed".
    Subject,
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
                    "<{word}> is no slot: use subject, object, left, aside, right, next, toll, own, noun or around"
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
const REACH: usize = 28;
/// Words told of one in a list.
const LONGEST_ASIDE: usize = 9;
/// How far a toll's number may stand from its noun, in items.
const TOLL_REACH: usize = 14;
/// How far it may stand where a word leads to it: "raised the toll ... to 34".
const LED_REACH: usize = 30;
/// How far the people may stand behind a verb that comes first, in items.
const NEXT_REACH: usize = 9;

/// The people that `slot` finds from item `at`, for the outcome word at `trigger`.
pub fn attach(slot: Slot, clause: &Clause<'_>, trigger: usize, at: usize) -> Option<Found> {
    match slot {
        Slot::Subject => subject(clause, at).map(|g| with_those_before(clause, g)),
        Slot::Object => object(clause, at, trigger).map(|g| with_those_after(clause, g)),
        Slot::Left => clause.people_ending(at).map(|g| with_those_before(clause, g)),
        Slot::Aside => aside(clause, at).map(|g| with_those_before(clause, g)),
        Slot::Right => clause.people_from(at).map(|g| with_those_after(clause, g)),
        Slot::Next => next(clause, at).map(|g| with_those_after(clause, g)),
        Slot::Toll => toll(clause, at).map(|g| with_those_after(clause, g)),
        Slot::Noun => {
            clause.people_at(trigger).filter(|g| clause.people[*g].head == Some(trigger)).map(|g| only(clause, g))
        }
        Slot::Own => own(clause, trigger).map(|g| only(clause, g)),
        Slot::Around => around(clause, trigger).map(|g| only(clause, g)),
    }
}

fn only(clause: &Clause<'_>, g: usize) -> Found {
    Found { people: vec![g], first: clause.people[g].first, last: clause.people[g].last }
}

/// "the bishop, | murdered in": the comma only sets a participle off that has something to go on with.
fn aside(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let comma = at.checked_sub(1).filter(|i| clause.sign(*i) == Some(','))?;
    clause.people_ending(comma)
}

fn own(clause: &Clause<'_>, trigger: usize) -> Option<usize> {
    let g = clause.people_at(trigger)?;
    let group = &clause.people[g];
    (group.head == Some(trigger) && (group.is_counted() || group.negative)).then_some(g)
}

fn around(clause: &Clause<'_>, trigger: usize) -> Option<usize> {
    let g = clause.people_at(trigger)?;
    let group = &clause.people[g];
    (group.suffering == Some(trigger) && group.is_counted()).then_some(g)
}

/// Walks left from the verb to what it is about.
fn subject(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let mut i = at;
    let mut fallback = None;
    // One insertion is leapt over; a comma before that closes an age: "Restrepo, 45, a former mayor, | was".
    let mut jumped = false;
    let mut shared = false;
    while i > 0 && at - i < REACH {
        if let Some(g) = clause.people_ending(i) {
            let first = clause.people[g].first;
            let owner = clause.items.get(i).is_some_and(|t| t.classes.has(Class::Genitive));
            let governed = first > 0 && (clause.items[first - 1].classes.any(GOVERNS) || clause.has(first, Class::Of));
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
            // "the funeral of the priests | who were": they, whatever they stand behind.
            _ if token.classes.any(WHO) && clause.people_ending(i).is_some() => return clause.people_ending(i),
            _ if token.classes.has(Class::That) && !after_saying(clause, i) => {}
            _ if token.classes.any(CLAUSE_ENDS) => break,
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
    i == 0 || clause.items[i - 1].classes.any(Classes::all(&[Class::Say, Class::Tell, Class::And, Class::Hedge]))
}

/// The comma or bracket that opens what `close` closes, so that the walk goes on before it.
fn insertion_start(clause: &Clause<'_>, close: usize) -> Option<usize> {
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
fn object(clause: &Clause<'_>, at: usize, _trigger: usize) -> Option<usize> {
    let skipped = clause.items[at..].iter().take(3).take_while(|t| t.classes.any(BEFORE_OBJECT)).count();
    let g = (at..=at + skipped).find_map(|i| clause.people_from(i))?;
    // "burned the peasants' houses"
    let owner = clause.has(clause.people[g].last, Class::Genitive);
    (!owner && !begins_clause(clause, g)).then_some(g)
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
fn begins_clause(clause: &Clause<'_>, g: usize) -> bool {
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

/// "three women and two children | were": the groups coordinated with `g` to its left.
fn with_those_before(clause: &Clause<'_>, g: usize) -> Found {
    let mut people = vec![g];
    let mut first = clause.people[g].first;
    let mut listed = false;
    while let Some(joint) = first.checked_sub(1) {
        let and = clause.items[joint].classes.has(Class::And);
        let comma = clause.items[joint].shape == Shape::Sign(',');
        if !(and || comma && listed) {
            break;
        }
        let before = joint - usize::from(and && joint > 0 && clause.items[joint - 1].shape == Shape::Sign(','));
        let Some(member) = listed_before(clause, before).filter(|m| coordinates(clause, *m, g)) else { break };
        people.push(member);
        first = clause.people[member].first;
        listed = true;
    }
    // Those listed behind "including" are parts, and no subjects.
    if first > 0 && clause.items[first - 1].classes.has(Class::Including) {
        return only(clause, g);
    }
    people.reverse();
    Found { first, last: clause.people[g].last, people }
}

/// The group that ends at `at`, its age left aside: "Ann Orsk, 34 | and".
fn people_ending_aged(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let aged =
        at > 2 && matches!(clause.items[at - 1].shape, Shape::Digits(0..=110)) && clause.sign(at - 2) == Some(',');
    clause.people_ending(at).or_else(|| if aged { clause.people_ending(at - 2) } else { None })
}

/// Behind an age set off by commas: "Ann Orsk, 34 |, and".
pub fn past_age(clause: &Clause<'_>, last: usize) -> usize {
    let aged = clause.sign(last) == Some(',')
        && clause.items.get(last + 1).is_some_and(|t| matches!(t.shape, Shape::Digits(0..=110)))
        && !clause.in_people(last + 1);
    if aged { last + 2 } else { last }
}

/// Who stands in the list before `before`: right there, or before what is told of them in commas, brackets or dashes:
/// "Oren Tally, 45, | and Mia Roe", "six monks - five of them elderly - | and a cook".
fn listed_before(clause: &Clause<'_>, before: usize) -> Option<usize> {
    let told_of = |close: usize| {
        let mut open = insertion_start(clause, close)?;
        while clause.people_ending(open).is_none() && close - open < REACH {
            open = insertion_start(clause, open)?;
        }
        let plain = clause.items[open..close].iter().all(|t| !t.classes.any(VERBS));
        let g = clause.people_ending(open)?;
        let group = &clause.people[g];
        (plain && (!group.names.is_empty() || group.is_counted())).then_some(g)
    };
    let bracket = before.checked_sub(1).filter(|i| matches!(clause.sign(*i), Some(')' | '–')));
    let comma = Some(before).filter(|i| clause.sign(*i) == Some(','));
    people_ending_aged(clause, before).or_else(|| bracket.and_then(told_of)).or_else(|| comma.and_then(told_of))
}

/// Where what is told of a listed one ends: "the mayor of Tula, | two aides", "the rector, a monk of 60, | and two aides".
fn listed_after(clause: &Clause<'_>, last: usize) -> Option<usize> {
    let aside = clause.sign(last) == Some(',');
    if !aside && !clause.has(last, Class::Of) {
        return None;
    }
    let run = clause.items[last + 1..].iter().take(LONGEST_ASIDE).take_while(|t| {
        !matches!(t.shape, Shape::Sign(_)) && !t.classes.any(VERBS) && !t.classes.any(JOINS) && !t.classes.any(WHO)
    });
    let end = last + 1 + run.count();
    // What a comma opened, a comma must close.
    let closed = clause.sign(end) == Some(',') && clause.has(end + 1, Class::And);
    (closed || !aside && clause.has(end, Class::And) || !aside && clause.sign(end) == Some(',')).then_some(end)
}

/// Does a second participle follow the one at `i`: "abducted and murdered"?
fn coordinated(clause: &Clause<'_>, i: usize) -> bool {
    (i + 1..clause.items.len().min(i + 8))
        .take_while(|j| !clause.in_people(*j) && !matches!(clause.items[*j].shape, Shape::Sign(_)))
        .any(|j| clause.items[j].classes.any(JOINS))
}

/// The groups coordinated with `g` to its right.
fn with_those_after(clause: &Clause<'_>, g: usize) -> Found {
    let mut people = vec![g];
    let mut last = clause.people[g].last;
    loop {
        last = past_age(clause, last);
        let next = next_listed(clause, last, g);
        let Some(member) = next.or_else(|| next_listed(clause, listed_after(clause, last)?, g)) else { break };
        people.push(member);
        last = clause.people[member].last;
    }
    Found { first: clause.people[g].first, last, people }
}

/// The group joined to a list at `at`, by a comma, by "and" or by both.
fn next_listed(clause: &Clause<'_>, at: usize, g: usize) -> Option<usize> {
    let comma = clause.sign(at) == Some(',');
    let and = clause.has(at + usize::from(comma), Class::And);
    if !and && !comma {
        return None;
    }
    let next = at + usize::from(comma) + usize::from(and);
    let member = clause.people_from(next).filter(|m| coordinates(clause, *m, g))?;
    if !and && tells_of(clause, member, at) {
        return None;
    }
    (!begins_clause(clause, member) && (and || continues_list(clause, member))).then_some(member)
}

/// "Ana Roe, wife of a colonel," "Ravi Menz, a student,": what a noun behind the comma at `comma` tells of the one named
/// before it.
fn tells_of(clause: &Clause<'_>, g: usize, comma: usize) -> bool {
    let named = clause.people_ending(comma).is_some_and(|p| !clause.people[p].names.is_empty());
    let group = &clause.people[g];
    let bare = group.head.is_some_and(|h| clause.has(h, Class::Singular)) && group.high == Some(1);
    let noun = clause.has(group.first, Class::Indefinite) || !clause.items[group.first].classes.any(COUNTS);
    named && bare && noun && group.names.is_empty()
}

/// A comma alone joins only where an "and" is still to come.
fn continues_list(clause: &Clause<'_>, member: usize) -> bool {
    clause.people[member].is_counted()
        && clause.items[clause.people[member].last..]
            .iter()
            .take(12)
            .take_while(|t| !matches!(t.shape, Shape::Sign('.' | ';')))
            .any(|t| t.classes.has(Class::And))
}

/// Can the two stand in one list? A pronoun, or a part of something, stands alone.
fn coordinates(clause: &Clause<'_>, member: usize, g: usize) -> bool {
    let (a, b) = (&clause.people[member], &clause.people[g]);
    // "rose to 44, and 17 people are missing": a number alone heads no list of people.
    if a.is_bare() && !b.is_bare() && !a.other {
        return false;
    }
    let pronouns = a.pronoun && !b.other || b.pronoun;
    !pronouns && a.of.is_none() == b.of.is_none() && !a.negative
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
const VERBS: Classes = Classes::all(&[
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
const COUNTS: Classes = Classes::all(&[Class::One, Class::Number, Class::Possessive, Class::Definite, Class::Other]);
const WHO: Classes = Classes::all(&[Class::Who, Class::Whom]);
const JOINS: Classes = Classes::all(&[Class::And, Class::Or]);
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
const FIGURES: Classes = Classes::all(&[Class::Number, Class::Vague, Class::Bound, Class::No, Class::Nobody]);
const LEADS_TOLL: Classes =
    Classes::all(&[Class::To, Class::At, Class::Of, Class::Include, Class::Reach, Class::Be, Class::Preposition]);
