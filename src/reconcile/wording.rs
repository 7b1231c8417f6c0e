//! What a few words beside a number say about it, by `assets/rules/wording.toml`. Only what no field of a claim carries.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::{Claim, Outcome, Trait};

/// Checked by the test below; a table that cannot be read says nothing.
static WORDING: LazyLock<Wording> =
    LazyLock::new(|| toml::from_str(include_str!("../../assets/rules/wording.toml")).unwrap_or_default());

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wording {
    more: Vec<String>,
    not_more: Vec<String>,
    others: Vec<String>,
    partitive: Vec<String>,
    owners: Vec<String>,
    particular: Vec<String>,
    own: Vec<String>,
    told_before: Vec<String>,
    definite: Vec<String>,
    adults: Vec<String>,
    young: Vec<String>,
    aged: Vec<String>,
    men: Vec<String>,
    women: Vec<String>,
    counted_on: Vec<String>,
    states: Vec<String>,
    soldiers: Vec<String>,
    hedges: Vec<String>,
}

/// Does the number stand apart from those before it?
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Apart {
    No,
    /// "Four others": apart from whoever was told of before, hurt or dead; those told of after may be among them.
    Others,
    /// "Another 12", "six more": to be added.
    More,
}

pub fn apart(claim: &Claim) -> Apart {
    let has = |wanted: &[String]| any(&claim.count.words, wanted) || any(&claim.victims.words, wanted);
    if has(&WORDING.more) && !has(&WORDING.not_more) {
        Apart::More
    } else if has(&WORDING.others) {
        Apart::Others
    } else {
        Apart::No
    }
}

/// "Two of the wounded"; but "two of our soldiers" are all who fell of them.
pub fn is_partitive(claim: &Claim) -> bool {
    let owned =
        words(&claim.victims.words).nth(1).is_some_and(|w| WORDING.owners.iter().any(|x| w.eq_ignore_ascii_case(x)));
    begins(&claim.victims.words, &WORDING.partitive) && !owned
}

/// What the words say of people who make no toll.
#[derive(Debug, Clone, Copy)]
pub struct Persons {
    /// "He", "the man": somebody in particular.
    pub particular: bool,
    /// "My two brothers".
    pub own: bool,
    /// "Those two men", "the other three": some of those told of before; or of the hurt, those in critical condition or taken
    /// to hospital.
    pub of_others: bool,
    /// "The other three": the rest of those told of before.
    pub rest: bool,
    /// "Two 30-year-old men".
    pub aged: bool,
}

impl Persons {
    pub fn of(claim: &Claim) -> Self {
        let words = &claim.victims.words;
        let others = || begins(words, &WORDING.definite) && apart(claim) == Apart::Others;
        Self {
            particular: begins(words, &WORDING.particular) || any(words, &WORDING.counted_on),
            own: begins(words, &WORDING.own),
            of_others: begins(words, &WORDING.told_before) || others() || is_of_a_state(claim),
            rest: others(),
            aged: any(words, &WORDING.aged),
        }
    }
}

fn is_of_a_state(claim: &Claim) -> bool {
    let told = claim.evidence.iter().map(|e| e.exact.to_lowercase());
    claim.outcome == Outcome::Injured && told.into_iter().any(|text| WORDING.states.iter().any(|s| text.contains(s)))
}

/// Grown-ups or the young, men or women, where the words alone say so.
pub fn ages(claim: &Claim) -> &'static [Trait] {
    match &claim.victims.words {
        words if any(words, &WORDING.adults) => &[Trait::Man, Trait::Woman, Trait::Elderly],
        words if any(words, &WORDING.young) => &[Trait::Child],
        words if alone(words, &WORDING.men) => &[Trait::Man],
        words if alone(words, &WORDING.women) => &[Trait::Woman],
        _ => &[],
    }
}

pub fn is_of_soldiers(claim: &Claim) -> bool {
    any(&claim.victims.words, &WORDING.soldiers)
}

/// The word that hedges in this text, if it is a known one.
pub fn hedge(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    WORDING.hedges.iter().map(String::as_str).find(|hedge| lower.contains(hedge))
}

/// "24-year-old", "aged 24", "Rima Sadeq, 34": the only number in the words of a person, where it could be an age.
pub fn age(victims: &str) -> Option<u64> {
    let mut numbers = words(victims).filter_map(|w| w.parse::<u64>().ok()).filter(|n| (1..120).contains(n));
    numbers.next().filter(|_| numbers.next().is_none())
}

pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

fn any(text: &str, wanted: &[String]) -> bool {
    wanted.iter().any(|word| text.len() >= word.len())
        && words(text).any(|w| wanted.iter().any(|x| w.eq_ignore_ascii_case(x)))
}

fn alone(text: &str, wanted: &[String]) -> bool {
    wanted.iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn begins(text: &str, wanted: &[String]) -> bool {
    words(text).next().is_some_and(|first| wanted.iter().any(|x| first.eq_ignore_ascii_case(x)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_read() {
        assert!(!WORDING.more.is_empty() && !WORDING.hedges.is_empty());
        assert_eq!(hedge("three SUSPECTED members"), Some("suspected"));
    }

    #[test]
    fn an_age_is_the_only_number_of_a_persons_words() {
        assert_eq!(age("a 24-year-old man"), Some(24));
        assert_eq!(age("Rima Sadeq, 34"), Some(34));
        assert_eq!(age("men aged 20 and 24"), None);
        assert_eq!(age("a man"), None);
    }
}
