//! Who speaks: when two names mean one claimant, in what order claimants stand, and who lends another no weight.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use serde::Deserialize;

use crate::{
    domain::{ClaimantKind, Reliability},
    text::gazetteer::Gazetteer,
};

/// Words that join a name, name the mouth of an institution, or stand in its full name only.
const JOINING: [&str; 13] =
    ["the", "a", "an", "of", "for", "and", "in", "'s", "'", "spokesman", "spokeswoman", "spokesperson", "public"];
/// Names of a whole side rather than of an institution.
const NAMELESS: [&str; 8] =
    ["government", "officials", "official", "authorities", "state", "sources", "regime", "media"];
/// Whoever speaks for an institution in the plural: "health officials" are the health ministry, a captain is himself.
const OFFICIALS: &str = "officials";
/// What an institution may be called beside its field.
const INSTITUTIONS: [&str; 8] =
    ["ministry", "department", "directorate", "authority", "authorities", "agency", "service", "office"];

/// The words of a name, folded: "Ministry of Defence" and "the defence ministry" are one name, and so are "U.S. military"
/// and "the American military". Names that differ in any other word stay apart: a police captain who contradicts the
/// police is another voice.
pub fn identity(name: &str) -> String {
    let marked = name.replace(['’', '\''], " '");
    let all = marked.split(|c: char| c.is_whitespace() || c == ',' || c == '-').filter(|w| !w.is_empty());
    let mut words: Vec<String> = all.map(fold).filter(|w| !JOINING.contains(&w.as_str())).collect();
    if words.iter().any(|w| w != OFFICIALS) {
        words.retain(|w| w != OFFICIALS);
    }
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

/// In small letters; a country and its people as its code.
fn fold(word: &str) -> String {
    let lower = word.to_lowercase();
    let code = word.starts_with(char::is_uppercase).then(|| COUNTRIES.get(&lower)).flatten();
    code.cloned().unwrap_or(lower)
}

/// The codes of countries by their names of one word and their demonyms, in small letters. Checked by a test below.
static COUNTRIES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let known: BTreeMap<String, Country> =
        toml::from_str(include_str!("../../assets/gazetteer/countries.toml")).unwrap_or_default();
    let mut codes = HashMap::new();
    for (code, Country { names, demonyms }) in known {
        let english = Gazetteer::builtin().country(&code).map(|place| place.name.to_owned());
        let words = names.into_iter().chain(demonyms).chain(english).filter(|name| !name.contains(' '));
        codes.extend(words.map(|word| (word.to_lowercase(), code.clone())));
    }
    codes
});

#[derive(Deserialize)]
struct Country {
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    demonyms: Vec<String>,
}

/// "Health officials", once a ministry of that field is heard.
fn is_of_officials(name: &str) -> bool {
    name.split_whitespace().any(|w| w.eq_ignore_ascii_case(OFFICIALS))
}

/// At least two words written large: the name of a person or of one institution, not a kind of source.
fn is_proper(name: &str) -> bool {
    name.split_whitespace().filter(|w| w.chars().next().is_some_and(char::is_uppercase)).count() >= 2
}

/// Which names are one claimant: each name's place among the claimants, counted from 0 in order of first appearance.
///
/// A proper name also stands for the one longer name that has all its words: "Governor Hadi Marwan" for "provincial
/// governor Hadi Marwan"; and officials of a field for its one institution. Where two longer names could be meant, it
/// stays by itself.
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
    let (mut proper, mut officials) = (vec![false; distinct.len()], vec![false; distinct.len()]);
    for (name, identity) in names.iter().zip(&identities) {
        if let Ok(i) = distinct.binary_search(&identity.as_str()) {
            proper[i] |= is_proper(name);
            officials[i] |= is_of_officials(name);
        }
    }
    let longer = |i: usize| -> Option<usize> {
        let rarest = distinct[i].split(' ').filter_map(|w| by_word.get(w)).min_by_key(|names| names.len())?;
        let has_all = |other: &str| {
            let more = || other.split(' ').filter(|v| distinct[i].split(' ').all(|w| w != *v));
            let of_field = || more().all(|v| INSTITUTIONS.contains(&v));
            distinct[i].split(' ').all(|w| other.split(' ').any(|v| v == w)) && (proper[i] || of_field())
        };
        let above: Vec<usize> = rarest.iter().copied().filter(|&j| j != i && has_all(distinct[j])).collect();
        let most = above.iter().copied().max_by_key(|&j| (distinct[j].split(' ').count(), Reverse(j)))?;
        let all_within =
            above.iter().all(|&j| distinct[j].split(' ').all(|w| distinct[most].split(' ').any(|v| v == w)));
        all_within.then_some(most)
    };
    let stands_for: Vec<usize> =
        (0..distinct.len()).map(|i| if proper[i] || officials[i] { longer(i).unwrap_or(i) } else { i }).collect();
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
    fn a_country_and_its_people_are_one_word() {
        assert_eq!(same_claimants(&["U.S. military", "the American military", "Syrian military"]), [0, 0, 1]);
        assert_eq!(same_claimants(&["Syria's interior ministry", "Syrian Interior Ministry"]), [0, 0]);
    }

    #[test]
    fn officials_speak_for_the_one_institution_of_their_field() {
        assert_eq!(same_claimants(&["health officials", "Ministry of Public Health", "health ministry"]), [0, 0, 0]);
        assert_eq!(same_claimants(&["police officials", "police", "police official"]), [0, 0, 1]);
        assert_eq!(same_claimants(&["health officials", "a hospital in Health Street"]), [0, 1]);
        assert_eq!(same_claimants(&["officials", "government officials", "the government"]), [0, 1, 1]);
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
