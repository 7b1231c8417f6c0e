//! Those who killed others and then themselves: who it was, and that they are among the dead as attackers.

use super::{
    attach::{Found, Slot, attach, only},
    draft::Draft,
    lexicon::{Class, Classes},
    people::Group,
    scan::{Shape, Token},
    sentence::Clause,
};
use crate::domain::{Outcome, Role, Scope, Stance};

/// "A man shot two boys before | turning the gun on himself": whoever acts in the sentence, not those he hit.
pub fn doer(clause: &Clause<'_>, trigger: usize, at: usize) -> Option<Found> {
    let nearest = attach(Slot::Subject, clause, trigger, at);
    let alone = |t: &Token| t.classes.has(Class::Himself) && t.classes.has(Class::Singular);
    let one = clause.items[trigger..].iter().take(2).any(alone);
    let fits = |found: &Found| if one { is_actor(clause, found) } else { !is_object(clause, found) };
    let themselves = !one && !clause.has(trigger, Class::OwnHand);
    if themselves || nearest.as_ref().is_some_and(fits) {
        return nearest;
    }
    let acts = (0..trigger).filter(|i| clause.items[*i].classes.any(ACTS) && !clause.in_people(*i));
    let mut actors = acts.filter_map(|act| attach(Slot::Subject, clause, act, act));
    let told = at == 0 || !clause.items[at - 1].classes.has(Class::Indefinite);
    let first = || (0..clause.people.len()).map(|g| only(clause, g)).take_while(|f| told && f.first < trigger);
    actors.find(|found| is_actor(clause, found)).or_else(|| first().find(|found| is_actor(clause, found)))
}

/// One person, not the object of another act nor beside one.
fn is_actor(clause: &Clause<'_>, found: &Found) -> bool {
    let one = |g: &usize| {
        let group = &clause.people[*g];
        (group.high == Some(1) || !group.names.is_empty()) && !group.negative
    };
    found.people.len() == 1 && found.people.iter().all(one) && !is_object(clause, found)
}

fn is_object(clause: &Clause<'_>, found: &Found) -> bool {
    found.first.checked_sub(1).is_some_and(|i| clause.items[i].classes.any(BEFORE_OBJECT))
}

/// "killed the other three | and committed suicide": not those he killed.
pub fn is_hit(clause: &Clause<'_>, g: usize) -> bool {
    let group = &clause.people[g];
    group.first.checked_sub(1).is_some_and(|i| clause.items[i].classes.any(ACTS)) && group.high != Some(1)
}

/// "killed himself", "and | himself", "died of a self-inflicted wound"
pub fn is_by_own_hand(clause: &Clause<'_>, group: &Group, trigger: usize) -> bool {
    let own = |i: usize| clause.items.get(i).is_some_and(|t| t.classes.any(OWN_HAND));
    let here = group.head.is_some_and(own) || own(trigger) || own(trigger + 1) && group.last <= trigger;
    let ends = |i: &usize| matches!(clause.items[*i].shape, Shape::Sign(_)) || clause.in_people(*i);
    // "25 killed in a suicide | blast", "in suicide and mortar attacks"
    let means = |i: usize| clause.has(i, Class::Means) && !clause.has(i, Class::Wound);
    let tells_how = |i: usize| !clause.has(i + 1, Class::Wound) && (i + 1..i + 5).any(means);
    let behind = trigger + 1..clause.items.len().min(trigger + OWN_REACH);
    here || group.last <= trigger
        && behind.take_while(|i| !ends(i)).any(|i| clause.has(i, Class::OwnHand) && !tells_how(i))
}

/// Whoever died by his own hand where others were hit is one of the attackers. Where the text speaks of a suicide, whoever
/// shot himself died.
pub fn attackers(drafts: &mut [Draft], suicide: bool) {
    for at in 0..drafts.len() {
        if drafts[at].by_own_hand && suicide && drafts[at].outcome == Outcome::Injured {
            drafts[at].outcome = Outcome::Killed;
        }
        let victim = |d: &Draft| {
            matches!(d.outcome, Outcome::Killed | Outcome::Injured | Outcome::Casualties)
                && !d.by_own_hand
                && d.scope == Scope::Event
                && d.stance != Stance::Denied
                && !d.count.is_zero()
        };
        let neutral = matches!(drafts[at].victims.role, Role::All | Role::Civilian);
        if drafts[at].by_own_hand && drafts[at].outcome == Outcome::Killed && neutral && drafts.iter().any(victim) {
            drafts[at].victims.role = Role::Attacker;
        }
    }
}

const ACTS: Classes = Classes::all(&[Class::Past, Class::Base, Class::Ger]);
const BEFORE_OBJECT: Classes =
    Classes::all(&[Class::Tell, Class::Past, Class::Base, Class::Ger, Class::And, Class::Of, Class::By]);
/// Items from "died" to "self-inflicted".
const OWN_REACH: usize = 6;
const OWN_HAND: Classes = Classes::all(&[Class::Himself, Class::OwnHand]);
