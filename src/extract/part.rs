//! Parts of a whole: "two of whom were soldiers", "including four women", "among the dead were three medics",
//! "24 people: 15 traders and nine herders". Each becomes a claim of its own that points to its whole.

use super::{
    attach::{Slot, attach},
    draft::{Draft, DraftId},
    lexicon::{Class, Classes, Lexicon},
    named::{introduces, names_from},
    people::{Group, Whole},
    scan::Shape,
    sentence::Clause,
};
use crate::domain::{Bound, Outcome, Scope, Stance};

/// A part found in a sentence, not yet bound to its whole.
pub struct Part {
    pub group: usize,
    /// The description that stands apart from the count: "two of whom | were soldiers".
    pub described_by: Option<usize>,
    pub outcome: Option<Outcome>,
    pub rule: &'static str,
    pub anchor: usize,
    pub hedged: bool,
    /// The whole, where it is known already.
    pub whole: Option<DraftId>,
}

/// The rules that make parts, as claims name them.
pub const RULES: [&str; 5] = ["part-described", "part-including", "part-among", "part-included", "part-listed"];

/// The parts of a sentence that no outcome word of their own made.
pub fn parts(clause: &Clause<'_>, lexicon: &Lexicon, taken: &[usize]) -> Vec<Part> {
    let mut found = Vec::new();
    for g in 0..clause.people.len() {
        if taken.contains(&g) || found.iter().any(|p: &Part| p.group == g || p.described_by == Some(g)) {
            continue;
        }
        if let Some(part) = described(clause, lexicon, g) {
            found.push(part);
        }
    }
    for at in 0..clause.items.len() {
        let listed = named_parts(clause, lexicon, at).unwrap_or_else(|| listed_parts(clause, lexicon, at));
        let first = listed.first().map_or(at, |(g, ..)| clause.people[*g].first);
        for (g, outcome, rule) in listed {
            let known = taken.contains(&g) || found.iter().any(|p| p.group == g || p.described_by == Some(g));
            if !known {
                let hedged = at > 0 && clause.has(at - 1, Class::Hedge) || clause.people[g].hedged;
                // What stands before "were among" is told of a whole before that.
                let anchor = first.min(at);
                found.push(Part { group: g, described_by: None, outcome, rule, anchor, hedged, whole: None });
            }
        }
    }
    found
}

/// "two of whom were security forces", "three of them police", "four of the dead were children".
fn described(clause: &Clause<'_>, lexicon: &Lexicon, g: usize) -> Option<Part> {
    let group = &clause.people[g];
    // "injuring 10, two seriously"
    let beside = group.is_bare() && group.is_counted() && group.first > 0 && clause.sign(group.first - 1) == Some(',');
    // "three prisoners, one an officer,"
    let apposed = beside && group.high == Some(1) && clause.has(group.last, Class::Indefinite);
    let outcome = match group.of {
        Some(Whole::Suffered(outcome)) => Some(outcome),
        Some(Whole::Whom | Whole::Them | Whole::Number(_)) => None,
        None if beside && clause.has(group.last, Class::Adverb) => None,
        None if apposed => None,
        Some(Whole::Kind) | None => return None,
    };
    let mut at = group.last;
    let links = |at: usize| clause.items.get(at).is_some_and(|t| t.classes.any(LINKING_TO));
    while links(at) && clause.people_from(at).is_none() && at < group.last + 4 {
        at += 1;
    }
    // "five people shot, two fatally"
    let fatal = (group.last..at).find_map(|i| manner(clause, lexicon, i));
    let severe = at > group.last && clause.items.get(at).is_none_or(|t| matches!(t.shape, Shape::Sign(_)));
    if severe && (group.last..at).all(|i| clause.has(i, Class::Adverb)) && outcome.is_none() {
        return Some(Part {
            group: g,
            described_by: None,
            outcome: fatal,
            rule: "part-described",
            anchor: group.first,
            hedged: false,
            whole: None,
        });
    }
    let description = clause.people_from(at).filter(|_| group.of.is_some() || apposed)?;
    let described = &clause.people[description];
    let counts_itself = described.is_counted()
        && !clause.has(described.first, Class::Indefinite)
        && !clause.has(described.first, Class::One);
    // "one of whom a neighbour | said begged"
    let speaks = clause.items.get(described.last).is_some_and(|t| t.classes.any(SPEAKS));
    if counts_itself || described.pronoun || speaks {
        return None;
    }
    let hedged = (group.last..at).any(|i| clause.has(i, Class::Hedge)) || described.hedged;
    Some(Part {
        group: g,
        described_by: Some(description),
        outcome,
        rule: "part-described",
        anchor: group.first,
        hedged,
        whole: None,
    })
}

/// What the adverb at `at` says befell some of those hit: "fatally".
pub fn manner(clause: &Clause<'_>, lexicon: &Lexicon, at: usize) -> Option<Outcome> {
    let adverb = clause.items.get(at).filter(|t| t.classes.has(Class::Adverb) && !t.classes.any(SUFFERED))?;
    lexicon.entry(adverb.lex).outcome
}

/// "The victims were identified as Ravi Menz and Mia Roe", "the wounded men are ...", "among the victims was ...".
fn named_parts(
    clause: &Clause<'_>,
    lexicon: &Lexicon,
    at: usize,
) -> Option<Vec<(usize, Option<Outcome>, &'static str)>> {
    let meant = introduces(clause, at).or_else(|| {
        let g = clause.people_from(at + 1).filter(|_| clause.has(at, Class::Among))?;
        clause.people[g].head.is_some_and(|h| clause.has(h, Class::Victim)).then_some(g)
    })?;
    let group = &clause.people[meant];
    let mut from = if clause.has(at, Class::Among) { group.last } else { at + 1 };
    while clause.items.get(from).is_some_and(|t| t.classes.any(LINKING) || t.shape == Shape::Sign(':')) {
        from += 1;
    }
    let outcome = group.suffering.and_then(|i| lexicon.entry(clause.items[i].lex).outcome);
    let names = names_from(clause, from);
    (!names.is_empty()).then(|| names.into_iter().map(|g| (g, outcome, "part-named")).collect())
}

/// "including four women and a child", "among the dead were three medics", "the dead included two women".
fn listed_parts(clause: &Clause<'_>, lexicon: &Lexicon, at: usize) -> Vec<(usize, Option<Outcome>, &'static str)> {
    let token = &clause.items[at];
    if token.classes.has(Class::Including) {
        let before = at - usize::from(at > 0 && clause.sign(at - 1) == Some(','));
        let named_only = |g: &usize| !clause.people[*g].names.is_empty() && clause.people[*g].head.is_none();
        let beside = clause.people_ending(before).is_some();
        return list_from(clause, at + 1)
            .into_iter()
            .filter(|g| beside || !named_only(g))
            .map(|g| (g, None, "part-including"))
            .collect();
    }
    let suffered = |i: usize| {
        let start = i + usize::from(clause.items.get(i).is_some_and(|t| t.classes.any(DEFINITE)));
        // "those who were | killed", "the priests | murdered"
        let people = clause.people_from(i).map(|g| clause.people[g].last);
        let after = people.unwrap_or(start);
        let skipped =
            clause.items[after.min(clause.items.len())..].iter().take(3).take_while(|t| t.classes.any(RELATIVE));
        let place = after + skipped.count();
        let token = clause.items.get(place).filter(|t| start > i && t.classes.any(SUFFERED))?;
        Some((lexicon.entry(token.lex).outcome?, place + 1))
    };
    if token.classes.has(Class::Among)
        && let Some((outcome, mut next)) = suffered(at + 1)
    {
        while clause.items.get(next).is_some_and(|t| t.classes.any(LINKING)) {
            next += 1;
        }
        let (after, named) = (list_from(clause, next), names_from(clause, next));
        let after = if named.len() > after.len() { named } else { after };
        if !after.is_empty() {
            return after.into_iter().map(|g| (g, Some(outcome), "part-among")).collect();
        }
        // "two of their pupils were among the dead"
        let mut before = at;
        while before > 0 && clause.items[before - 1].classes.any(LINKING) {
            before -= 1;
        }
        let Some(subject) = attach(Slot::Subject, clause, at, before) else { return Vec::new() };
        return subject.people.into_iter().map(|g| (g, Some(outcome), "part-among")).collect();
    }
    let linked = (0..at).rev().take_while(|i| clause.items[*i].classes.any(LINKING)).count();
    let ends = |(_, end): &(Outcome, usize)| *end + linked >= at && *end <= at;
    if token.classes.any(INCLUDES)
        && let Some((outcome, _)) = (at.saturating_sub(6)..at).filter_map(suffered).find(ends)
    {
        return list_from(clause, at + 1).into_iter().map(|g| (g, Some(outcome), "part-included")).collect();
    }
    Vec::new()
}

/// The groups listed from `at` on.
fn list_from(clause: &Clause<'_>, at: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut closed = false;
    let mut i = at;
    while clause.items.get(i).is_some_and(|t| t.classes.any(BEFORE_LISTED)) && i < at + 3 {
        i += 1;
    }
    while let Some(g) = clause.people_from(i).or_else(|| owned(clause, i)) {
        found.push(g);
        i = clause.people[g].last;
        // "15 traders | and herders,": counted together
        let kind = clause.people_from(i + 1).map(|k| &clause.people[k]).filter(|_| clause.has(i, Class::And));
        if let Some(kind) = kind.filter(|k| clause.people[g].is_counted() && is_more_of_a_kind(k)) {
            i = kind.last;
        }
        // "five members of one family, three of them girls,"
        let ends = |i: &usize| clause.sign(*i) == Some(',') || clause.has(*i, Class::And);
        if clause.has(i, Class::Of) {
            i = (i..clause.items.len().min(i + LONGEST_ASIDE)).find(ends).unwrap_or(i);
        }
        i = past_part(clause, i).unwrap_or(i);
        let comma = clause.sign(i) == Some(',');
        let and = clause.has(i + usize::from(comma), Class::And);
        if !comma && !and {
            break;
        }
        i += usize::from(comma) + usize::from(and);
        if closed {
            break;
        }
        closed = and;
        // "including a woman, and five men were": a new clause
        let subject = clause.people_from(i).and_then(|g| clause.items.get(clause.people[g].last));
        if comma && and && subject.is_some_and(|t| t.classes.any(SUFFERS_NEXT)) {
            break;
        }
    }
    found
}

/// A plural that nothing counts.
fn is_more_of_a_kind(group: &Group) -> bool {
    group.bound == Bound::Some && !group.definite && !group.pronoun && !group.other && group.names.is_empty()
}

/// Behind what a comma tells of some of those before it, up to the next comma.
fn past_part(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let part = clause.people_from(at + 1).filter(|_| clause.sign(at) == Some(','))?;
    let some = matches!(clause.people[part].of, Some(Whole::Them | Whole::Whom));
    let last = clause.people[part].last;
    let end = clause.people_from(last).map_or(last, |g| clause.people[g].last);
    (some && clause.sign(end) == Some(',')).then_some(end)
}

/// "the town's | mayor"
fn owned(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let ends = |i: &usize| clause.in_people(*i) || matches!(clause.items[*i].shape, Shape::Sign(_));
    let owner =
        (at..clause.items.len().min(at + 4)).take_while(|i| !ends(i)).find(|i| clause.has(*i, Class::Genitive))?;
    clause.people_from(owner + 1)
}

/// Parts told after a colon or dash: "24 people were killed: 15 traders, four soldiers and five raiders".
pub fn broken_down(clause: &Clause<'_>, after: usize, total: Option<u64>) -> Vec<usize> {
    let opens = |i: &usize| matches!(clause.items[*i].shape, Shape::Sign(':' | '–' | '('));
    let Some(at) = (after..clause.items.len()).find(opens) else { return Vec::new() };
    let list = list_from(clause, at + 1);
    // Far from the total only a list that adds up is its breakdown.
    let list = if list.len() < 2 { names_from(clause, at + 1) } else { list };
    let sum: Option<u64> = list.iter().map(|g| clause.people[*g].high).sum();
    let fits = list.len() > 1 && (at < after + NEAR || sum.is_some() && sum == total);
    if fits { list } else { Vec::new() }
}

/// "Two of them - Ravi Menz and Mia Roe - were": a group of which each is named right behind it.
pub fn named_behind(clause: &Clause<'_>, after: usize, total: Option<u64>) -> Vec<usize> {
    let opens = matches!(clause.sign(after), Some('–' | '(' | ',' | ':'));
    let names = if opens { names_from(clause, after + 1) } else { Vec::new() };
    if total.is_some_and(|n| n > 1 && n == names.len() as u64) { names } else { Vec::new() }
}

/// Words of a group behind its "of".
const LONGEST_ASIDE: usize = 5;
/// How many claims back a whole is looked for.
const REACH: usize = 64;

/// The whole of a part that begins at item `anchor` of `sentence`: the nearest earlier claim that can hold it.
pub fn whole_of(
    drafts: &[Draft],
    sentence: usize,
    anchor: usize,
    group: &Group,
    outcome: Option<Outcome>,
) -> Option<DraftId> {
    let holds = |d: &Draft| {
        let enough = match (group.low, d.count.high) {
            (Some(n), Some(high)) => n <= high,
            _ => true,
        };
        let counts_many = d.count.low.is_none_or(|n| n > 1);
        enough
            && counts_many
            && outcome.is_none_or(|o| o == d.outcome)
            && !d.count.is_zero()
            && d.scope == Scope::Event
            && d.stance != Stance::Denied
    };
    let itself = |d: &Draft| d.sentence == sentence && d.group.first == group.first;
    let recent = || drafts.iter().enumerate().rev().take(REACH);
    let here = recent().filter(|(_, d)| d.sentence == sentence && holds(d) && !itself(d));
    let nearest = here
        .filter(|(_, d)| d.group.last <= anchor || d.trigger < anchor)
        .max_by_key(|(_, d)| d.group.last.min(anchor));
    let found = match nearest {
        Some((i, d)) if d.part_of.is_some() && is_sibling(d, group) => d.part_of.or(Some(i)),
        Some((i, _)) => Some(i),
        None => {
            let earlier = recent().filter(|(_, d)| d.sentence < sentence && holds(d));
            let mut earlier =
                earlier.take_while(|(_, d)| sentence - d.sentence <= if outcome.is_some() { 12 } else { 2 });
            let all: Vec<_> = earlier.by_ref().collect();
            all.iter().find(|(_, d)| d.is_total()).or(all.first()).map(|(i, _)| *i)
        }
    };
    found.map(|i| drafts[i].repeats.unwrap_or(i))
}

/// "..., two of whom were women and three of whom were children": both are parts of the same whole.
fn is_sibling(part: &Draft, group: &Group) -> bool {
    part.group.of.is_some() && part.group.of == group.of
}

/// Items between a total and the colon before its parts.
const NEAR: usize = 14;
const RELATIVE: Classes = Classes::all(&[Class::Who, Class::Be, Class::Have]);
const INCLUDES: Classes = Classes::all(&[Class::Include, Class::Be]);
const LINKING: Classes = Classes::all(&[Class::Be, Class::Adverb, Class::Hedge, Class::Have]);
/// Also "of", where a language needs no verb: "two of them (are) of the police".
const LINKING_TO: Classes = LINKING.with(Classes::of(Class::Of));
const DEFINITE: Classes = Classes::all(&[Class::Definite, Class::Demonstrative]);
const SUFFERED: Classes = Classes::all(&[Class::Part, Class::Adj, Class::Undergo]);
const SUFFERS_NEXT: Classes = Classes::all(&[Class::Part, Class::Adj, Class::Undergo, Class::Be, Class::Have]);
const SPEAKS: Classes = Classes::all(&[Class::Say, Class::Tell, Class::Deny]);
const BEFORE_LISTED: Classes = Classes::all(&[Class::Adverb, Class::Hedge]);
