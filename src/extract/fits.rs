//! Whether the people a construction found can be those it speaks of. Asks words and places only; never what was told before.

use super::{
    attach::is_headed_anew,
    construction::Match,
    lexicon::{Class, Classes, Lexicon},
    listing::past_age,
    people::Group,
    scan::{Shape, Token},
    sentence::Clause,
};
use crate::domain::{Bound, Outcome, Role};

/// Does something other than people follow that a verb could act on?
pub fn takes_object(clause: &Clause<'_>, trigger: usize, found: &Match) -> bool {
    let Some(next) = clause.items.get(trigger + 1) else { return false };
    let uncounted = found.people.iter().all(|g| !clause.people[*g].is_counted());
    let ends = matches!(next.shape, Shape::Sign(_)) || next.classes.any(NO_OBJECT);
    // "a lieutenant murdered | peasants Ravi Menz and Mia Roe", but "ten killed | residents say"
    let object = clause.people_from(trigger + 1).map(|g| &clause.people[g]);
    let acts = object.is_some_and(|g| {
        let speaks = clause.items.get(g.last).is_some_and(|t| t.classes.any(SPEAKS));
        g.head.is_some() && !speaks && !clause.has(g.first, Class::Detail) && !is_headed_anew(clause, trigger, g.last)
    });
    // "kills 33 terrorists | captured 10 in", but "33 killed | 10 wounded"
    let counted = object.is_some_and(|g| g.is_bare() && g.is_counted() && !clause.has_any(g.last, BEFALLS));
    next.classes.any(ARTICLES) || acts || counted && acted_on(clause, found) || uncounted && !ends
}

/// "kills 33 terrorists | captured": are they the object of another verb?
fn acted_on(clause: &Clause<'_>, found: &Match) -> bool {
    let before = found.people.first().and_then(|g| clause.people[*g].first.checked_sub(1));
    before.is_some_and(|i| clause.has_any(i, ACTS) && !clause.in_people(i))
}

/// One person by name or age, or pointed at: "Ann Orsk", "a 12-year-old", "a woman, 30", "he", "the man".
pub fn is_somebody(clause: &Clause<'_>, group: &Group, items: &[Token]) -> bool {
    let aged = items.iter().any(|t| t.classes.has(Class::YearOld)) || past_age(clause, group.last) > group.last;
    let pointed = group.pronoun || group.definite || !group.names.is_empty();
    group.high == Some(1) && !group.other && (aged || pointed)
}

/// "shooting victims", "a murder victim": a kind of victims, of whom nothing is told here.
pub fn is_compound(clause: &Clause<'_>, trigger: usize, group: &Group) -> bool {
    let word = clause.items[trigger].classes;
    let bare = !clause.items[group.first].classes.any(ARTICLES) && group.counted == (group.first, group.last);
    let head = |class| group.head.is_some_and(|h| clause.has(h, class));
    // "the 19-year-old | murder defendant"
    let noun = word.has(Class::Base) && !word.has(Class::Past) && head(Class::Singular);
    let named_for = noun && trigger > 0 && clause.items[trigger - 1].classes.any(BEFORE_NOUN);
    word.any(COMPOUNDS) && bare && group.first == trigger + 1 && (head(Class::Detail) || named_for)
}

/// "blamed for killing civilians", "the kidnapping of newsmen": what somebody does, to nobody counted and on no occasion.
/// Behind a comma a participle tells what happened: "a bomb went off, killing civilians".
pub fn kind_of_act(clause: &Clause<'_>, trigger: usize, group: &Group) -> bool {
    let word = clause.items[trigger].classes;
    let some = group.first > 0 && clause.has(group.first - 1, Class::Bound);
    let bare = group.bound == Bound::Some
        && !some
        && !(group.definite || group.pronoun || group.other || group.hedged)
        && group.names.is_empty()
        && group.first > trigger;
    let act = word.has(Class::Ger) && trigger > 0 && clause.sign(trigger - 1) != Some(',');
    bare && (act || word.has(Class::Noun) && clause.has(trigger + 1, Class::Of))
}

/// Can a weak word be read here? "holding 12 hostages" is told by the hostages, "holding talks" in text of one case by
/// nobody surely somebody, and "he was taken to the station" tells of no abduction.
pub fn fits_softly(clause: &Clause<'_>, trigger: usize, found: &Match, caseless: bool) -> bool {
    let word = clause.items[trigger].classes;
    let people = || found.people.iter().map(|g| &clause.people[*g]);
    let captive = |g: &Group| g.head.is_some_and(|h| clause.has(h, Class::Captive));
    let held = word.has(Class::Soft) && word.has(Class::Hold);
    if held && people().any(|g| captive(g) || caseless && g.head.is_none()) {
        return false;
    }
    // "hit Daraa", "flee Deir al-Zor", "the town of Marel was hit": a name may be a place's.
    let hurt =
        |g: &Group| (g.last..g.last + 4).take_while(|i| !clause.has(*i, Class::And)).any(|i| clause.has_any(i, BODY));
    let led = |g: &Group| g.first > 0 && clause.has_any(g.first - 1, LEADS_PLACE);
    let one = |g: &Group| matches!(g.names[..], [(first, last)] if last == first + 1);
    let named = |g: &Group| g.head.is_none() && !g.names.is_empty();
    let place = |g: &Group| named(g) && (one(g) || led(g) || g.first > trigger && !word.has(Class::Ger) && !hurt(g));
    if word.has(Class::Soft) && !caseless && people().any(place) {
        return false;
    }
    // "hit jihadist targets": a noun without article or number may only tell what kind of thing was hit.
    let bare = |g: &Group| g.head == Some(g.first) && g.last == g.first + 1 && g.low == Some(1) && g.first > trigger;
    if word.has(Class::Soft) && !caseless && people().any(bare) {
        return false;
    }
    // "the moment the bomber struck": who fights does so, unless by somebody's hand
    let acts = word.has(Class::Past) && found.reduced && people().all(Group::takes_sides);
    if word.has(Class::Soft) && acts && !clause.has(trigger + 1, Class::By) {
        return false;
    }
    let taken = word.has(Class::Soft) && word.has(Class::Carried);
    !(taken && (clause.has(trigger + 1, Class::To) || people().any(|g| g.definite || g.pronoun)))
}

/// "the rebels are holding": is the holder in arms against the state?
pub fn held_by_armed(clause: &Clause<'_>, trigger: usize) -> bool {
    let word = clause.items[trigger].classes;
    let armed = |g: &Group| g.last <= trigger && matches!(g.role, Some(Role::ArmedGroup | Role::Attacker));
    word.has(Class::Soft) && word.has(Class::Hold) && clause.people.iter().any(armed)
}

/// "left three dead and injured | another": two things that befell two groups, not one that befell both.
pub fn hits_others(clause: &Clause<'_>, trigger: usize, found: &Match) -> bool {
    let before = found.people.iter().all(|g| clause.people[*g].last <= trigger + 1);
    let next = clause.people_from(trigger + 1).map(|g| &clause.people[g]);
    let counted = next.is_some_and(|g| g.is_counted() && !g.negative);
    before && (counted || clause.has(trigger + 1, Class::Other))
}

/// Are the people told of as dead, or as dead and hurt together?
pub fn is_dead(clause: &Clause<'_>, trigger: usize, group: &Group, lexicon: &Lexicon) -> bool {
    let outcome = |i: usize| lexicon.entry(clause.items[i].lex).outcome;
    let suffered = group.suffering.filter(|i| *i != trigger).and_then(outcome);
    let body = |i: usize| clause.has(i, Class::Remains) && !clause.has(i, Class::Be) && !clause.has(i + 1, Class::Of);
    let remains = || (group.first..trigger.min(group.last + 2)).any(body);
    matches!(suffered, Some(Outcome::Killed | Outcome::Casualties)) || remains()
}

/// Members of a side; where it is not `strictly` so, any number of people will do.
pub fn is_force(clause: &Clause<'_>, g: usize, strictly: bool) -> bool {
    let group = &clause.people[g];
    is_person(clause, g) && (group.takes_sides() || !strictly && group.is_counted() && group.low.is_some_and(|n| n > 1))
}

/// Several, or one lost by those who fight: "the army lost a soldier".
pub fn is_told_of_a_side(clause: &Clause<'_>, trigger: usize, found: &Match) -> bool {
    let several = |g: &usize| clause.people[*g].high != Some(1);
    let side = |t: &Token| t.classes.any(SIDES) || t.shape == Shape::Capital && t.classes == Classes::NONE;
    found.people.iter().any(several) || clause.items[trigger.saturating_sub(LOSER_REACH)..trigger].iter().any(side)
}

pub fn is_person(clause: &Clause<'_>, g: usize) -> bool {
    let group = &clause.people[g];
    !group.names.is_empty()
        || group.pronoun
        || group.negative
        || group.other
        || group.of.is_some()
        || group.head.is_some_and(|h| clause.has(h, Class::Person))
}

/// "the town | of", "in"
const LEADS_PLACE: Classes = Classes::all(&[Class::Of, Class::Locative]);
/// "in | his head"
const BODY: Classes = Classes::all(&[Class::Wound, Class::Possessive]);
const ACTS: Classes = Classes::all(&[Class::Past, Class::Base, Class::Ger]);
const BEFALLS: Classes = Classes::all(&[Class::Part, Class::Adj, Class::Undergo, Class::Be, Class::Have]);
const SPEAKS: Classes = Classes::all(&[Class::Say, Class::Tell, Class::Deny]);
/// Items back from "lost" to whoever did.
const LOSER_REACH: usize = 8;
const SIDES: Classes = Classes::all(&[Class::Voice, Class::Force, Class::Person, Class::They]);
const COMPOUNDS: Classes = Classes::all(&[Class::Ger, Class::Base, Class::Noun]);

const ARTICLES: Classes = Classes::all(&[Class::Definite, Class::Indefinite, Class::Possessive]);

const BEFORE_NOUN: Classes = ARTICLES.with(Classes::all(&[Class::Genitive, Class::YearOld]));

/// What follows a participle but no verb that still wants its object: "villagers killed in", "men arrested on".
const NO_OBJECT: Classes = Classes::all(&[
    Class::Preposition,
    Class::Locative,
    Class::By,
    Class::At,
    Class::And,
    Class::Or,
    Class::But,
    Class::When,
    Class::Weekday,
    Class::Adverb,
    Class::Be,
    Class::Have,
    Class::Who,
    Class::From,
]);
