//! The form that corrects a claim: its fields from the claim, and the claim from its fields.

use std::str::FromStr;

use super::layers;
use crate::{
    domain::{Bound, Claim, ClaimantKind, Count, Inclusion, Outcome, Role as Side, Scope, Stance, Trait},
    tui::{
        layer::{Field, Filled, Form, Layer},
        model::{Model, Reader},
        msg::Effect,
    },
};

/// What a field holds that it must not: the field's name and what is wrong.
pub type Faults = Vec<(&'static str, String)>;

const BOUNDS: [(Bound, &str); 8] = [
    (Bound::Exact, "exact"),
    (Bound::AtLeast, "at least"),
    (Bound::AtMost, "at most"),
    (Bound::About, "about"),
    (Bound::Range, "range"),
    (Bound::Vague, "vague"),
    (Bound::Some, "some"),
    (Bound::None, "none"),
];

pub fn open(model: &mut Model) -> Vec<Effect> {
    let Some(record) = model.reader().and_then(Reader::current) else { return Vec::new() };
    let form = Form::new(
        format!("Claim {} · {}", record.id, crate::text::display(&record.claim.claimant.name)),
        fields(&record.claim),
        Filled::Claim(record.id, Box::new(record.claim.clone())),
    );
    layers::open(model, Layer::Form(form))
}

/// A claim's fields, as they stand.
pub fn fields(claim: &Claim) -> Vec<Field> {
    let number = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
    let traits: Vec<_> = claim.victims.traits.iter().map(|t| t.word()).collect();
    let bound = BOUNDS.iter().position(|(b, _)| *b == claim.count.bound).unwrap_or(0);
    vec![
        choice("outcome", Outcome::ALL, claim.outcome, |o| o.label()),
        Field::choice("count", BOUNDS.map(|(_, label)| label.to_string()).to_vec(), bound),
        Field::text("low", "the fewest; empty is unknown", number(claim.count.low)),
        Field::text("high", "the most; empty is open", number(claim.count.high)),
        Field::text("victims", "the source's own words for them", claim.victims.words.clone()),
        choice("side", Side::ALL, claim.victims.role, |r| r.label()),
        Field::text("traits", "child, woman, police, … with commas between", traits.join(", ")),
        Field::text("party", "the party they belonged to: IS, M23", claim.victims.actor.clone().unwrap_or_default()),
        Field::text("claimant", "who says the figure", claim.claimant.name.clone()),
        choice("kind", ClaimantKind::ALL, claim.claimant.kind, |k| k.label()),
        choice("stance", Stance::ALL, claim.stance, |s| s.label()),
        choice("scope", Scope::ALL, claim.scope, |s| s.label()),
        choice("attackers", Inclusion::ALL, claim.includes_attackers, |i| i.label()),
        Field::text("part of", "number of the claim it is a part of; empty if none", {
            claim.part_of.map(|n| (n + 1).to_string()).unwrap_or_default()
        }),
        Field::text("means", "how they were hurt: raid, airstrike", claim.means.clone().unwrap_or_default()),
    ]
}

fn choice<T: Copy + PartialEq>(name: &'static str, all: &[T], value: T, label: impl Fn(T) -> String) -> Field {
    let chosen = all.iter().position(|v| *v == value).unwrap_or(0);
    Field::choice(name, all.iter().map(|v| label(*v)).collect(), chosen)
}

/// The claim as the form has it, or what is wrong. `siblings` is how many claims its article has, `ordinal` its place.
pub fn read(form: &Form, before: &Claim, ordinal: usize, siblings: usize) -> Result<Claim, Faults> {
    let mut faults = Faults::new();
    let mut claim = before.clone();
    claim.outcome = word(form, "outcome", &mut faults).unwrap_or(claim.outcome);
    claim.count = count(form, &before.count, &mut faults);
    claim.victims.words = form.value("victims").into();
    claim.victims.role = word(form, "side", &mut faults).unwrap_or(claim.victims.role);
    claim.victims.traits = traits(form, &mut faults);
    claim.victims.actor = optional(form, "party");
    claim.claimant.name = form.value("claimant").into();
    if claim.claimant.name.is_empty() {
        faults.push(("claimant", "somebody must say it: the outlet, where nobody else does".into()));
    }
    claim.claimant.kind = word(form, "kind", &mut faults).unwrap_or(claim.claimant.kind);
    claim.stance = word(form, "stance", &mut faults).unwrap_or(claim.stance);
    claim.scope = word(form, "scope", &mut faults).unwrap_or(claim.scope);
    claim.includes_attackers = word(form, "attackers", &mut faults).unwrap_or(claim.includes_attackers);
    claim.part_of = part_of(form, ordinal, siblings, &mut faults);
    claim.means = optional(form, "means");
    claim.rule = "analyst".into();
    if faults.is_empty() { Ok(claim) } else { Err(faults) }
}

/// A closed field's word as a value.
fn word<T: FromStr<Err = String>>(form: &Form, name: &'static str, faults: &mut Faults) -> Option<T> {
    form.value(name).replace(' ', "_").parse().map_err(|e| faults.push((name, e))).ok()
}

fn optional(form: &Form, name: &str) -> Option<String> {
    Some(form.value(name)).filter(|v| !v.is_empty()).map(str::to_string)
}

fn count(form: &Form, before: &Count, faults: &mut Faults) -> Count {
    let label = form.value("count");
    let bound = BOUNDS.iter().find(|(_, l)| *l == label).map_or(before.bound, |(b, _)| *b);
    let already = faults.len();
    let (low, mut high) = (number(form, "low", faults), number(form, "high", faults));
    if bound == Bound::Exact && high.is_none() {
        high = low; // one number is enough for an exact count
    }
    let count = Count { bound, low, high, words: before.words.clone() };
    if faults.len() > already {
        return count;
    }
    if !count.is_sound() {
        faults.push(("high", "the high is below the low".into()));
    }
    match bound {
        Bound::Exact if low != high || low.is_none() => {
            faults.push(("low", "an exact count has one number: low and high are the same".into()));
        }
        Bound::None if !count.is_zero() || low != Some(0) || high != Some(0) => {
            faults.push(("low", "none is an explicit zero: low and high are 0".into()));
        }
        _ => {}
    }
    count
}

/// A whole number of persons, or nothing.
pub fn number(form: &Form, name: &'static str, faults: &mut Faults) -> Option<u64> {
    let given = form.value(name);
    if given.is_empty() {
        return None;
    }
    let parsed = given.parse();
    if parsed.is_err() {
        faults.push((name, format!("“{given}” is not a whole number")));
    }
    parsed.ok()
}

fn traits(form: &Form, faults: &mut Faults) -> Vec<Trait> {
    let words = form.value("traits").split(',').map(str::trim).filter(|w| !w.is_empty());
    let mut out = Vec::new();
    for given in words {
        match given.replace(' ', "_").parse::<Trait>() {
            Ok(found) if !out.contains(&found) => out.push(found),
            Ok(_) => {}
            Err(why) => faults.push(("traits", why)),
        }
    }
    out
}

/// People count claims from 1, the domain from 0.
fn part_of(form: &Form, ordinal: usize, siblings: usize, faults: &mut Faults) -> Option<usize> {
    let whole = number(form, "part of", faults)? as usize;
    if (1..=siblings).contains(&whole) && whole != ordinal + 1 {
        return Some(whole - 1);
    }
    faults.push(("part of", format!("another claim of this article, from 1 to {siblings}")));
    None
}
