//! Lists that name people who were counted or meant before: "the victims were identified as", "five died: Major Roe,".

use super::{
    attach::{Slot, attach},
    lexicon::{Class, Classes},
    scan::Shape,
    sentence::Clause,
};

/// The persons named one by one from item `at` on; what is told of each in between is passed over.
pub fn names_from(clause: &Clause<'_>, at: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut i = at;
    while let Some(token) = clause.items.get(i) {
        if let Some(g) = clause.people_from(i) {
            let group = &clause.people[g];
            if (i == at || joins(clause, i - 1)) && !group.names.is_empty() && group.high == Some(1) {
                found.push(g);
            }
            i = group.last;
            continue;
        }
        if token.classes.any(ENDS_LIST) || matches!(token.shape, Shape::Sign('.' | '?' | '!' | '–' | ')')) {
            break;
        }
        i += 1;
    }
    found
}

fn joins(clause: &Clause<'_>, i: usize) -> bool {
    clause.has(i, Class::And) || matches!(clause.sign(i), Some(',' | ';' | ':'))
}

/// Does the word at `at` put names to several people: "the victims were | identified as", "the dead women | are"? One
/// victim named is told of already.
pub fn introduces(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let identified = clause.has(at, Class::Identify);
    if !identified && !clause.has(at, Class::Be) {
        return None;
    }
    let mut before = at;
    while before > 0 && clause.items[before - 1].classes.any(LINKING) {
        before -= 1;
    }
    let g = *attach(Slot::Subject, clause, at, before)?.people.last()?;
    let group = &clause.people[g];
    let several = group.high != Some(1) && !group.negative && group.names.is_empty();
    let victims = group.head.is_some_and(|h| clause.has(h, Class::Victim));
    let known = group.definite || group.pronoun || group.is_counted();
    let meant = if identified { known } else { group.definite && (victims || group.suffering.is_some()) };
    (several && meant).then_some(g)
}

const ENDS_LIST: Classes = Classes::all(&[Class::Say, Class::Tell, Class::But, Class::According]);
const LINKING: Classes = Classes::all(&[Class::Be, Class::Have, Class::Adverb, Class::Hedge]);
