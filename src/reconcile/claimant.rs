//! Who speaks: when two names mean one claimant, in what order claimants stand, and who lends another no weight.

use std::{cmp::Reverse, collections::HashMap};

use crate::domain::{ClaimantKind, Reliability};

/// Words that join a name, or name the mouth of an institution.
const JOINING: [&str; 11] =
    ["the", "a", "an", "of", "for", "and", "in", "'s", "spokesman", "spokeswoman", "spokesperson"];
/// Names of a whole side rather than of an institution.
const NAMELESS: [&str; 8] =
    ["government", "officials", "official", "authorities", "state", "sources", "regime", "media"];

/// The words of a name, folded: "Ministry of Defence" and "the defence ministry" are one name. Names that differ in any
/// word stay apart: a police captain who contradicts the police is another voice.
pub fn identity(name: &str) -> String {
    let lower = name.to_lowercase().replace(['’', '\''], " '");
    let mut words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || c == ',' || c == '-')
        .filter(|w| !w.is_empty() && !JOINING.contains(w))
        .collect();
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

/// At least two words written large: the name of a person or of one institution, not a kind of source.
fn is_proper(name: &str) -> bool {
    name.split_whitespace().filter(|w| w.chars().next().is_some_and(char::is_uppercase)).count() >= 2
}

/// Which names are one claimant: each name's place among the claimants, counted from 0 in order of first appearance.
///
/// A proper name also stands for the one longer name that has all its words: "Governor Hadi Marwan" for "provincial
/// governor Hadi Marwan". Where two longer names could be meant, it stays by itself.
pub fn same_claimants(names: &[&str]) -> Vec<usize> {
    let identities: Vec<String> = names.iter().map(|n| identity(n)).collect();
    let mut distinct: Vec<&str> = identities.iter().map(String::as_str).collect();
    distinct.sort_unstable();
    distinct.dedup();
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, identity) in distinct.iter().enumerate() {
        for word in identity.split(' ') {
            by_word.entry(word).or_default().push(i);
        }
    }
    let longer = |i: usize| -> Option<usize> {
        let rarest = distinct[i].split(' ').filter_map(|w| by_word.get(w)).min_by_key(|names| names.len())?;
        let has_all = |other: &str| distinct[i].split(' ').all(|w| other.split(' ').any(|v| v == w));
        let above: Vec<usize> = rarest.iter().copied().filter(|&j| j != i && has_all(distinct[j])).collect();
        let most = above.iter().copied().max_by_key(|&j| (distinct[j].split(' ').count(), Reverse(j)))?;
        let all_within =
            above.iter().all(|&j| distinct[j].split(' ').all(|w| distinct[most].split(' ').any(|v| v == w)));
        all_within.then_some(most)
    };
    let mut proper = vec![false; distinct.len()];
    for (name, identity) in names.iter().zip(&identities) {
        if let Ok(i) = distinct.binary_search(&identity.as_str()) {
            proper[i] |= is_proper(name);
        }
    }
    let stands_for: Vec<usize> =
        (0..distinct.len()).map(|i| if proper[i] { longer(i).unwrap_or(i) } else { i }).collect();
    let mut seats: HashMap<usize, usize> = HashMap::new();
    let seat = |identity: &String| {
        let i = distinct.binary_search(&identity.as_str()).unwrap_or_default();
        let next = seats.len();
        *seats.entry(stands_for[i]).or_insert(next)
    };
    identities.iter().map(seat).collect()
}

/// How far a claimant of this kind stands from the parties, 0 farthest. Observers, then those who count the dead at work,
/// then the authorities, then those who fight, then those who saw a part, then the outlet's own voice.
pub fn distance(kind: ClaimantKind) -> u8 {
    use ClaimantKind::*;
    match kind {
        International | Monitor => 0,
        Medical => 1,
        Police | Official => 2,
        Military | ArmedGroup => 3,
        Witness | Family => 4,
        Media => 5,
        Unknown => 6,
    }
}

/// The order of columns: graded claimants by grade, then by distance from the parties.
pub fn rank(kind: ClaimantKind, reliability: Option<Reliability>) -> (u8, u8) {
    (reliability.unwrap_or(Reliability::F).rank(), distance(kind))
}

/// "The government", "officials", "authorities": whoever said it, it was one of that side's institutions.
pub fn is_nameless(name: &str, kind: ClaimantKind) -> bool {
    let known = matches!(kind, ClaimantKind::Official | ClaimantKind::Military | ClaimantKind::Unknown);
    known && identity(name).split(' ').all(|w| NAMELESS.contains(&w))
}

/// Institutions of a state, which the nameless voice of a government may have been quoting.
pub fn is_of_state(kind: ClaimantKind) -> bool {
    matches!(kind, ClaimantKind::Official | ClaimantKind::Military | ClaimantKind::Police)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_other_words_is_one_claimant() {
        assert_eq!(same_claimants(&["Ministry of Defence", "police", "the defence ministry"]), [0, 1, 0]);
    }

    #[test]
    fn a_captain_who_contradicts_the_police_is_another_voice() {
        assert_eq!(same_claimants(&["police", "police captain", "provincial police"]), [0, 1, 2]);
    }

    #[test]
    fn a_person_named_with_more_or_fewer_titles_is_one_claimant() {
        assert_eq!(same_claimants(&["Governor Hadi Marwan", "provincial governor Hadi Marwan"]), [0, 0]);
    }

    #[test]
    fn a_name_that_could_stand_for_two_stands_for_itself() {
        assert_eq!(same_claimants(&["Health Ministry", "Gaza Health Ministry", "Israeli Health Ministry"]), [0, 1, 2]);
    }

    #[test]
    fn the_order_of_names_changes_only_the_numbering() {
        let names = ["Governor Hadi Marwan", "army", "provincial governor Hadi Marwan", "Army"];
        let forth = same_claimants(&names);
        let back: Vec<&str> = names.iter().rev().copied().collect();
        let back: Vec<usize> = same_claimants(&back).into_iter().rev().collect();
        for i in 0..4 {
            for j in 0..4 {
                assert_eq!(forth[i] == forth[j], back[i] == back[j]);
            }
        }
    }
}
