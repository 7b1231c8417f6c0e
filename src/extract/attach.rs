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
    /// Beginning right here.
    Right,
    /// The number a toll has or moves to: "rose from 12 to | 15".
    Toll,
    /// The people whose noun the outcome word is: "1,000 deaths".
    Own,
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
            "right" => Self::Right,
            "toll" => Self::Toll,
            "own" => Self::Own,
            "around" => Self::Around,
            _ => return Err(format!("<{word}> is no slot: use subject, object, left, right, toll, own or around")),
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
/// How far a toll's number may stand from its noun, in items.
const TOLL_REACH: usize = 14;
/// How far it may stand where a word leads to it: "raised the toll ... to 34".
const LED_REACH: usize = 30;

/// The people that `slot` finds from item `at`, for the outcome word at `trigger`.
pub fn attach(slot: Slot, clause: &Clause<'_>, trigger: usize, at: usize) -> Option<Found> {
    match slot {
        Slot::Subject => subject(clause, at).map(|g| with_those_before(clause, g)),
        Slot::Object => object(clause, at, trigger).map(|g| with_those_after(clause, g)),
        Slot::Left => clause.people_ending(at).map(|g| with_those_before(clause, g)),
        Slot::Right => clause.people_from(at).map(|g| with_those_after(clause, g)),
        Slot::Toll => toll(clause, at).map(|g| with_those_after(clause, g)),
        Slot::Own => own(clause, trigger).map(|g| only(clause, g)),
        Slot::Around => around(clause, trigger).map(|g| only(clause, g)),
    }
}

fn only(clause: &Clause<'_>, g: usize) -> Found {
    Found { people: vec![g], first: clause.people[g].first, last: clause.people[g].last }
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
    while i > 0 && at - i < REACH {
        if let Some(g) = clause.people_ending(i) {
            let first = clause.people[g].first;
            let owner = clause.items.get(i).is_some_and(|t| t.classes.has(Class::Genitive));
            if first == 0 || !clause.items[first - 1].classes.any(GOVERNS) && !owner {
                return inside_relative(clause, first).or(Some(g));
            }
            fallback = fallback.or(Some(g).filter(|_| !owner));
            i = first;
            continue;
        }
        i -= 1;
        let token = &clause.items[i];
        match token.shape {
            Shape::Sign(',') if jumped => {}
            Shape::Sign(',' | '–' | ')') => {
                i = insertion_start(clause, i).unwrap_or(i);
                jumped = true;
            }
            Shape::Sign(';' | ':' | '.' | '?' | '!') => break,
            _ if token.classes.has(Class::That) && !after_saying(clause, i) => {}
            _ if token.classes.any(CLAUSE_ENDS) => break,
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
    (!begins_clause(clause, g)).then_some(g)
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
            let counted = clause.people[g].is_counted() && !clause.people[g].pronoun;
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
        let Some(member) = people_ending_aged(clause, before).filter(|m| coordinates(clause, *m, g)) else { break };
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

/// The groups coordinated with `g` to its right.
fn with_those_after(clause: &Clause<'_>, g: usize) -> Found {
    let mut people = vec![g];
    let mut last = clause.people[g].last;
    loop {
        last = past_age(clause, last);
        let Some(joint) = clause.items.get(last) else { break };
        let and = joint.classes.has(Class::And);
        let comma = joint.shape == Shape::Sign(',');
        let both = comma && clause.items.get(last + 1).is_some_and(|t| t.classes.has(Class::And));
        if !and && !comma {
            break;
        }
        let next = last + 1 + usize::from(both);
        let Some(member) = clause.people_from(next).filter(|m| coordinates(clause, *m, g)) else { break };
        if begins_clause(clause, member) || comma && !both && !continues_list(clause, member) {
            break;
        }
        people.push(member);
        last = clause.people[member].last;
    }
    Found { first: clause.people[g].first, last, people }
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
const RELATIVE: Classes = Classes::all(&[Class::Who, Class::Whom, Class::That]);
const BEFORE_OBJECT: Classes = Classes::all(&[Class::Adverb, Class::Hedge, Class::Not]);
const SUFFERS: Classes = Classes::all(&[Class::Part, Class::Adj, Class::Undergo]);
const AUXILIARY: Classes = Classes::all(&[Class::Be, Class::Have, Class::Get, Class::Unreal]);
const LEADS_TOLL: Classes =
    Classes::all(&[Class::To, Class::At, Class::Of, Class::Include, Class::Reach, Class::Be, Class::Preposition]);
