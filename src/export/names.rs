//! Which words are people's names, by their looks and the words beside them. The words are data, in
//! `assets/export/names.toml`.
//!
//! Knows no claim and replaces nothing: see `redact`.

use std::{collections::HashSet, sync::LazyLock};

use serde::Deserialize;

static ASSET: &str = include_str!("../../assets/export/names.toml");

/// The lists of the asset.
#[derive(Deserialize)]
struct Lists {
    not_names: HashSet<String>,
    bodies: HashSet<String>,
    kin: HashSet<String>,
    people: HashSet<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    // The asset is part of the program; a test reads it.
    toml::from_str(ASSET).unwrap_or_else(|error| panic!("assets/export/names.toml: {error}"))
});

/// A lone name, or a part of one, that is shorter stands for too much else. In characters.
pub const SHORTEST: usize = 4;
/// Words of the longest name.
const LONGEST: usize = 5;

/// Is it a person's name by its looks: two to five words with capitals, none of which names a body?
pub fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_small =
        |word: &str| matches!(word, "al" | "el" | "bin" | "ibn" | "bint" | "abu" | "de" | "da" | "van" | "von");
    let names = words.iter().filter(|word| is_name_like(word)).count();
    (2..=LONGEST).contains(&words.len())
        && names >= 2
        && !words.iter().any(|word| is_body(word))
        && words.iter().all(|word| is_name_like(word) || is_small(word))
}

/// The names that stand behind a word for a person: "his brother Samir", "her aunt, Layla Nasser", "gunman Viktor Rowe".
pub fn named_in(words: &str) -> Vec<String> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let behind = |at: usize| {
        let word = words[at].trim_start_matches(|c: char| !c.is_alphanumeric());
        let bare = word.trim_end_matches(',').to_lowercase();
        let least = match () {
            () if LISTS.kin.contains(&bare) => 1,
            () if LISTS.people.contains(word) => 2,
            () => return None,
        };
        let names = names_from(&words[at + 1..]);
        let told = names.len() >= least && (names.len() > 1 || names[0].chars().count() >= SHORTEST);
        told.then(|| names.join(" "))
    };
    (0..words.len()).filter_map(behind).collect()
}

/// The names that words begin with, up to a sign; none where they are a body's.
fn names_from<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let mut names = Vec::new();
    for word in words.iter().take(LONGEST) {
        let name = word.trim_matches(|c: char| !c.is_alphanumeric());
        let name = name.trim_end_matches("'s").trim_end_matches("’s");
        if is_body(name) {
            return Vec::new();
        }
        if !is_name_like(name) || !may_be_name(name) {
            break;
        }
        names.push(name);
        // "J." goes on.
        if !word.ends_with(name) && name.chars().count() > 1 {
            break;
        }
    }
    names
}

fn is_body(word: &str) -> bool {
    LISTS.bodies.contains(&word.to_lowercase())
}

/// Is the word with a capital none that only begins a sentence, or a day?
pub fn may_be_name(word: &str) -> bool {
    !LISTS.not_names.contains(word)
}

/// Does a word begin as a name does: `Samir`, `al-Sayed`, `J.`? Words in capitals throughout stand for bodies.
pub fn is_name_like(word: &str) -> bool {
    let own = ["al-", "el-", "Al-", "El-"].iter().find_map(|article| word.strip_prefix(article)).unwrap_or(word);
    let mut chars = own.chars();
    let begins = chars.next().is_some_and(char::is_uppercase);
    begins
        && (own.chars().count() < 3 || own.chars().any(char::is_lowercase))
        && own.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_told_from_a_body_by_the_words() {
        for person in ["Rima Khoury", "Mahmoud al-Sayed", "Fadel Abdul Ghany", "Élodie Martin", "Abu Bakr bin Salem"] {
            assert!(is_person(person), "{person}");
        }
        for body in
            ["Free Aleppo Council", "White Helmets", "residents", "UN", "a security source", "Red Crescent", "Rima"]
        {
            assert!(!is_person(body), "{body}");
        }
    }

    #[test]
    fn names_stand_behind_words_for_people() {
        for (words, names) in [
            ("Omar Haddad and his brother Samir, were killed", &["Samir"][..]),
            ("said Haddad's sister, Layla Nasser.", &["Layla Nasser"]),
            ("his aunt Rima J. Orsk's house; her “uncle Tarek”", &["Rima J Orsk", "Tarek"]),
            ("by gunman Viktor Rowe in Tarn", &["Viktor Rowe"]),
            ("sœur Amina Diallo", &["Amina Diallo"]),
            ("the neighbour Lebanon, a resident Aleppo sent", &[]),
            ("his father, On Monday, her brother Bo; a student Union Council", &[]),
            ("his brother Police said", &[]),
        ] {
            assert_eq!(named_in(words), names, "{words}");
        }
    }
}
