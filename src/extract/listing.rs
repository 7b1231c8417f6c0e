//! People listed together: "three women and two children", "Oren Tally, 45, and Mia Roe", "15 civilians including a child".

use super::{
    attach::{Found, JOINS, REACH, VERBS, WHO, begins_clause, insertion_start, only},
    lexicon::{Class, Classes},
    people::{Group, Whole},
    scan::Shape,
    sentence::Clause,
};
use crate::domain::{Bound, Role};

/// Words told of one in a list.
const LONGEST_ASIDE: usize = 9;

/// "three women and two children | were": the groups coordinated with `g` to its left.
pub fn with_those_before(clause: &Clause<'_>, g: usize) -> Found {
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
    // "the artist, journalist and activist Ali Menz": one person, whatever he was
    if people.get(1).is_some_and(|m| is_also(clause, *m, g)) {
        return only(clause, g);
    }
    people.reverse();
    let counted = |i: usize| i > 0 && is_counted_with(clause, people[i], people[i - 1]);
    let people = (0..people.len()).filter(|i| !counted(*i)).map(|i| people[i]).collect();
    Found { first, last: clause.people[g].last, people }
}

/// "175 members | and commanders", "60 women | and children": a plural of the same side that the number before counts too.
fn is_counted_with(clause: &Clause<'_>, plural: usize, counted: usize) -> bool {
    let (plural, counted) = (&clause.people[plural], &clause.people[counted]);
    let bare = plural.bound == Bound::Some && !(plural.definite || plural.pronoun || plural.other || plural.hedged);
    let side = matches!(counted.role(), Role::All) || matches!(plural.role(), Role::All) || counted.role == plural.role;
    let joined = clause.has(counted.last, Class::And) && plural.first == counted.last + 1;
    bare && plural.names.is_empty() && joined && side && counted.low.is_some_and(|n| n > 1) && counted.head.is_some()
}

/// Is the group a bare noun before a noun with a name: what else the one named is?
fn is_also(clause: &Clause<'_>, noun: usize, named: usize) -> bool {
    let (noun, named) = (&clause.people[noun], &clause.people[named]);
    let bare = named.head == Some(named.first) && named.high == Some(1) && !named.names.is_empty();
    // "the artist" begins the list; "an artist and" would be another
    let plain =
        noun.head.is_some_and(|h| noun.last == h + 1 && (h == noun.first || noun.definite && h == noun.first + 1));
    bare && plain && noun.high == Some(1) && noun.names.is_empty() && !clause.has(noun.first, Class::Possessive)
}

/// The group that ends at `at`, its age left aside: "Ann Orsk, 34 | and".
pub fn people_ending_aged(clause: &Clause<'_>, at: usize) -> Option<usize> {
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

/// The groups coordinated with `g` to its right, none of which begins a clause of its own.
pub fn with_those_after(clause: &Clause<'_>, g: usize) -> Found {
    after(clause, g, |member| !begins_clause(clause, member))
}

/// The same where the list is what a noun is of: "the bodies of a man and | a woman were found".
pub fn with_all_after(clause: &Clause<'_>, g: usize) -> Found {
    let subject = |member: usize| {
        let last = clause.people[member].last;
        let be = clause.items.get(last).is_some_and(|t| t.classes.any(BEING));
        !begins_clause(clause, member) || be && !clause.people[member].is_bare()
    };
    after(clause, g, subject)
}

fn after(clause: &Clause<'_>, g: usize, fits: impl Fn(usize) -> bool) -> Found {
    let mut people = vec![g];
    let mut last = clause.people[g].last;
    loop {
        last = past_age(clause, last);
        let next = next_listed(clause, last, g, &fits);
        let Some(member) = next.or_else(|| next_listed(clause, listed_after(clause, last)?, g, &fits)) else { break };
        if !is_counted_with(clause, member, people[people.len() - 1]) {
            people.push(member);
        }
        last = clause.people[member].last;
    }
    Found { first: clause.people[g].first, last, people }
}

/// The group joined to a list at `at`, by a comma, by "and" or by both.
fn next_listed(clause: &Clause<'_>, at: usize, g: usize, fits: &impl Fn(usize) -> bool) -> Option<usize> {
    let comma = clause.sign(at) == Some(',');
    let and = clause.has(at + usize::from(comma), Class::And);
    if !and && !comma {
        return None;
    }
    let next = at + usize::from(comma) + usize::from(and);
    if let Some(himself) = himself_listed(clause, next) {
        return Some(himself);
    }
    let member = clause.people_from(next).filter(|m| coordinates(clause, *m, g))?;
    if !and && tells_of(clause, member, at) {
        return None;
    }
    (fits(member) && (and || continues_list(clause, member))).then_some(member)
}

/// "two boys and (then) | himself"
fn himself_listed(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let then = usize::from(clause.has(at, Class::Adverb) && !clause.in_people(at));
    let g = clause.people_from(at + then)?;
    clause.people[g].head.is_some_and(|h| clause.has(h, Class::Himself)).then_some(g)
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
    // "killed her and three other people"
    let pronouns = a.pronoun && !b.other || b.pronoun && !a.other;
    // "27 soldiers and both of the engineers": of a kind, not of those counted
    let parted = |g: &Group| g.of.is_some_and(|of| of != Whole::Kind);
    // "none among our personnel, and no civilian was harmed"
    !pronouns && parted(a) == parted(b) && !a.negative && !b.negative
}

/// The "including", the "some of them" or the "mostly" of the list that `g` ends.
pub fn behind_including(clause: &Clause<'_>, g: usize) -> Option<usize> {
    let mut member = g;
    loop {
        let before = clause.people[member].first.checked_sub(1)?;
        if clause.has(before, Class::Including) {
            return Some(before);
        }
        // "13 civilians | mostly women and children"
        let first = clause.people[member].first;
        if clause.has(first, Class::Adverb) && !clause.has(first, Class::And) && clause.people_ending(first).is_some() {
            return Some(first);
        }
        let some = clause.people_ending(before + 1).filter(|_| !clause.has(before, Class::And));
        if let Some(some) = some.filter(|s| matches!(clause.people[*s].of, Some(Whole::Them | Whole::Whom))) {
            return Some(clause.people[some].first);
        }
        let comma = clause.sign(before) == Some(',');
        if !comma && !clause.has(before, Class::And) {
            return None;
        }
        // "including a woman, and three men | were": a new clause
        member = clause.people_ending(before)?;
    }
}

const BEING: Classes = Classes::all(&[Class::Be, Class::Have]);
const COUNTS: Classes = Classes::all(&[Class::One, Class::Number, Class::Possessive, Class::Definite, Class::Other]);
