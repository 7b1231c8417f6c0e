//! Numbers put into words: notes of a cell, and how a derived number follows.

use crate::domain::{Bound, Interval, Outcome, Role, Stance};

use super::{
    forest::Forest,
    group::Group,
    sum::Sum,
    who::{Traits, Who},
    wording::{self, Apart},
};

/// "state forces", "women", "Rima Sadeq", "others"; what a number counts within a sum.
pub fn name(group: &Group) -> String {
    let traits: Vec<String> = group.who.traits.iter().map(|t| t.label()).collect();
    match (group.who.role, traits.is_empty()) {
        _ if !group.lead().names().is_empty() => group.lead().names().join(" and "),
        (Role::All, true) if group.apart != Apart::No => "others".into(),
        (Role::All, true) => "people".into(),
        (Role::All, false) => traits.join(" "),
        (role, true) => role.label(),
        (role, false) => format!("{} {}", role.label(), traits.join(" ")),
    }
}

/// `26 "neutralized"`
pub fn quoted(forest: &Forest, groups: &[usize], outcome: Outcome) -> String {
    let counts: Vec<String> = groups.iter().map(|&i| forest.count[i].to_string()).collect();
    format!("{} \"{}\"", counts.join(" + "), outcome.label())
}

pub fn note(forest: &Forest, tops: &[usize], is_stated: bool) -> Option<String> {
    let mut notes: Vec<String> = Vec::new();
    if let [i] = tops
        && is_stated
    {
        let group = &forest.groups[*i];
        let count = &group.lead().claim.count;
        match count.bound {
            Bound::Vague | Bound::Some => notes.push(count.words.clone()),
            Bound::About => notes.push("about".into()),
            _ => {}
        }
        if group.at_odds {
            notes.push("two figures of one day".into());
        }
        notes.extend(remainder(forest, *i).map(|left| format!("remainder {left}")));
    }
    let mentions = || tops.iter().flat_map(|&i| &forest.groups[i].mentions);
    if mentions().all(|m| m.claim.stance == Stance::Hedged) {
        notes.push(hedge(forest, tops));
    }
    let text = notes.into_iter().filter(|n| !n.is_empty()).collect::<Vec<_>>().join(", ");
    (!text.is_empty()).then_some(text)
}

fn hedge(forest: &Forest, tops: &[usize]) -> String {
    let mentions = tops.iter().flat_map(|&i| &forest.groups[i].mentions);
    let mut texts = mentions.flat_map(|m| &m.claim.evidence).map(|e| e.exact.as_str());
    texts.find_map(wording::hedge).unwrap_or("hedged").into()
}

/// What a whole counts beyond its parts, where it counts more; only exact numbers leave an exact remainder.
fn remainder(forest: &Forest, whole: usize) -> Option<u64> {
    let parts: Vec<usize> = forest.parts(whole).collect();
    let families = super::forest::disjoint(&forest.groups, forest.groups[whole].who.role, &parts);
    let told_apart = |f: &Vec<usize>| forest.groups[f[0]].label.is_none() && (f.len() > 1 || !is_age(forest, f[0]));
    let sides = families.into_iter().filter(told_apart);
    let exact = sides.filter(|f| f.iter().all(|&i| forest.count[i].is_exact()));
    let most = exact.map(|f| f.iter().fold(0u64, |sum, &i| sum.saturating_add(forest.count[i].low))).max()?;
    let total = forest.count[whole];
    let left = total.is_exact().then(|| total.low.saturating_sub(most))?;
    (left > 0).then_some(left)
}

fn is_age(forest: &Forest, i: usize) -> bool {
    let traits = forest.groups[i].who.traits;
    !traits.is_empty() && Traits::DEMOGRAPHIC.contains(traits)
}

/// "4 = 1 state forces + 3 armed group; nothing else reported"
pub fn derivation(forest: &Forest, sum: &Sum, of: Who, opened: bool, undivided: bool) -> String {
    let mut terms: Vec<String> = Vec::new();
    for &i in &sum.groups {
        let group = &forest.groups[i];
        let settled = group.lead().settled_from.map(|o| format!(" (\"{}\", settled as killed)", o.label()));
        let number =
            if group.has_number { forest.count[i].to_string() } else { group.lead().claim.count.words.clone() };
        terms.push(format!("{number} {}{}", name(group), settled.unwrap_or_default()));
    }
    let ending = match (undivided, opened, sum.overlaps) {
        (true, ..) => "the rest of the total is not divided",
        (_, true, _) => "others left open",
        (.., true) => "some may be counted twice",
        _ if sum.groups.len() == 1 && forest.groups[sum.groups[0]].who == of => "",
        _ => "nothing else reported",
    };
    let tail = if ending.is_empty() { String::new() } else { format!("; {ending}") };
    format!("{} = {}{tail}", sum.count, terms.join(" + "))
}

/// The derivation of a total that other words may enlarge: "1–4 = 1 state forces + up to 3 "neutralized"; nothing else reported".
pub fn widened(derivation: &str, count: Interval, high: Option<u64>, perhaps: &str) -> String {
    let wide = Interval { low: count.low, high };
    let terms = derivation.split_once(" = ").map_or(derivation, |(_, terms)| terms);
    match terms.split_once("; ") {
        Some((sum, ending)) => format!("{wide} = {sum} + up to {perhaps}; {ending}"),
        None => format!("{wide} = {terms} + up to {perhaps}"),
    }
}

/// "parts of 24 + 15 exceed the 30 stated"
pub fn contradiction(forest: &Forest, whole: usize, outcome: Outcome) -> String {
    let parts: Vec<usize> = forest.parts(whole).collect();
    let families = super::forest::disjoint(&forest.groups, forest.groups[whole].who.role, &parts);
    let low = |family: &Vec<usize>| family.iter().fold(0u64, |sum, &i| sum.saturating_add(forest.groups[i].count.low));
    let worst = families.into_iter().max_by_key(low).unwrap_or_default();
    let terms: Vec<String> =
        worst.iter().map(|&i| format!("{} {}", forest.groups[i].count, name(&forest.groups[i]))).collect();
    format!("{}: {} exceed the {} stated", outcome.label(), terms.join(" + "), forest.groups[whole].count)
}
