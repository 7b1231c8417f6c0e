//! People's names replaced for publication: in figures, quotes, notes, titles and the log.
//!
//! A pseudonym stays the same in every export of a store and tells nothing without the store's key. Whole names are
//! replaced everywhere, single parts of them ("Khalil" of "Ahmad Khalil") in running words, with the other names beside
//! them: a brother is called "Samir Khalil". That may replace a word too many, never knowingly one too few; names that no
//! claim holds are not found, so read before you publish.

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest, Sha256};

use super::{
    Parcel, Record,
    names::{SHORTEST, is_name_like, may_be_name},
};

/// People's names and what stands in their place.
pub struct Pseudonyms {
    /// By what they begin with, up to the first sign, since a large store has very many; the longest first, so that a name
    /// goes before its parts.
    names: HashMap<String, Vec<Known>>,
}

struct Known {
    /// Lower-case.
    name: Vec<char>,
    other: String,
    /// One word, of a longer name or all that is known of it: what stands beside it may be another of somebody's names.
    part: bool,
}

impl Pseudonyms {
    /// `key`: known to the owner of the store alone.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>, key: &str) -> Self {
        let mut known: BTreeMap<String, (String, bool)> = BTreeMap::new();
        for name in names {
            let whole = name.trim();
            if whole.is_empty() {
                continue;
            }
            let pseudonym = pseudonym(whole, key);
            let lone = !whole.contains(|c: char| c.is_whitespace() || c == '-');
            known.insert(whole.to_lowercase(), (pseudonym.clone(), lone));
            let parts =
                whole.split(|c: char| c.is_whitespace() || c == '-').filter(|part| part.chars().count() >= SHORTEST);
            for part in parts.filter(|part| part.chars().next().is_some_and(|c| !c.is_lowercase())) {
                known.entry(part.to_lowercase()).or_insert_with(|| (pseudonym.clone(), true));
            }
        }
        let mut names: HashMap<String, Vec<Known>> = HashMap::new();
        for (name, (other, part)) in known {
            let name: Vec<char> = name.chars().collect();
            names.entry(beginning(&name)).or_default().push(Known { name, other, part });
        }
        names.values_mut().for_each(|alike| alike.sort_by_key(|known| std::cmp::Reverse(known.name.len())));
        Self { names }
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The words with every name replaced, whole words only, whatever their case.
    pub fn words(&self, words: &str) -> String {
        let chars: Vec<char> = words.chars().collect();
        let lower: Vec<char> = chars.iter().map(|c| c.to_lowercase().next().unwrap_or(*c)).collect();
        let mut replaced = String::with_capacity(words.len());
        let mut at = 0;
        while at < chars.len() {
            let begins = at == 0 || !chars[at - 1].is_alphanumeric();
            match begins.then(|| self.name_at(&lower[at..])).flatten() {
                Some(Known { name, other, part }) => {
                    let is_name = chars[at].is_uppercase();
                    at += name.len();
                    if *part && is_name {
                        drop_names_before(&mut replaced);
                        at = after_names(&chars, at);
                    }
                    replaced.push_str(other);
                }
                None => {
                    replaced.push(chars[at]);
                    at += 1;
                }
            }
        }
        replaced
    }

    /// The name that lower-case words begin with, if it ends with a word.
    fn name_at(&self, lower: &[char]) -> Option<&Known> {
        self.names.get(&beginning(lower))?.iter().find(|Known { name, .. }| {
            lower.starts_with(name) && lower.get(name.len()).is_none_or(|c| !c.is_alphanumeric())
        })
    }

    fn set(&self, words: &mut String) {
        *words = self.words(words);
    }

    fn maybe(&self, words: &mut Option<String>) {
        if let Some(words) = words {
            self.set(words);
        }
    }

    /// The parcel without people's names. The texts of articles, their addresses and the hashes of the log, which could
    /// betray them, are left out.
    pub fn parcel(&self, parcel: &mut Parcel) {
        self.set(&mut parcel.view.event.name);
        parcel.view.event.parties.iter_mut().for_each(|party| self.set(party));
        for statement in &mut parcel.view.statements {
            self.maybe(&mut statement.title);
            statement.url = None;
            let claim = &mut statement.record.claim;
            claim
                .victims
                .names
                .iter_mut()
                .chain([&mut claim.victims.words, &mut claim.claimant.name])
                .for_each(|w| self.set(w));
            self.maybe(&mut claim.claimant.words);
            self.maybe(&mut claim.perpetrator);
            self.maybe(&mut claim.victims.actor);
            self.set(&mut claim.count.words);
            if let Some(place) = &mut claim.place {
                self.set(&mut place.name);
                self.set(&mut place.words);
            }
            claim.evidence.iter_mut().for_each(|evidence| self.set(&mut evidence.exact));
        }
        for decision in &mut parcel.view.decisions {
            self.set(&mut decision.reason);
            self.maybe(&mut decision.waiting_for);
            self.maybe(&mut decision.measure.part);
        }
        parcel.view.notes.iter_mut().for_each(|note| self.set(&mut note.text));
        parcel.records.iter_mut().for_each(|record| self.record(record));
        for column in &mut parcel.comparison.columns {
            self.set(&mut column.claimant);
        }
        for row in parcel.comparison.tables.iter_mut().flat_map(|table| &mut table.rows) {
            self.maybe(&mut row.measure.part);
            self.set(&mut row.explanation);
            for cell in &mut row.cells {
                self.maybe(&mut cell.note);
                self.maybe(&mut cell.derivation);
            }
        }
        parcel.tolls.iter_mut().for_each(|toll| self.set(&mut toll.claimant));
        for cited in &mut parcel.articles {
            self.maybe(&mut cited.article.title);
            cited.article.url = None;
            self.set(&mut cited.article.text);
        }
        for entry in &mut parcel.history {
            self.set(&mut entry.summary);
            entry.hash.clear();
            entry.changes = serde_json::Value::Null;
        }
    }

    fn record(&self, record: &mut Record) {
        self.set(&mut record.name);
        self.maybe(&mut record.reason);
        self.maybe(&mut record.waiting_for);
        self.maybe(&mut record.measure.part);
        for claim in &mut record.claims {
            self.set(&mut claim.claimant);
            self.maybe(&mut claim.title);
            claim.url = None;
            claim.evidence.iter_mut().for_each(|evidence| self.set(&mut evidence.exact));
        }
    }
}

/// The letters and digits that words begin with.
fn beginning(words: &[char]) -> String {
    words.iter().take_while(|c| c.is_alphanumeric()).collect()
}

/// Takes away the names that the words so far end with, before a name that follows them.
fn drop_names_before(words: &mut String) {
    while let Some(before) = words.strip_suffix(' ') {
        let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let last = before[start..].trim_start_matches(|c: char| !c.is_alphanumeric());
        if !is_name_like(last) || !may_be_name(last.trim_end_matches('.')) {
            return;
        }
        words.truncate(words.len() - 1 - last.len());
    }
}

/// Where the names end that stand beside one another from here.
fn after_names(chars: &[char], mut at: usize) -> usize {
    while chars.get(at) == Some(&' ') {
        let word: String = chars[at + 1..].iter().take_while(|c| c.is_alphabetic() || **c == '-').collect();
        if !is_name_like(&word) || !may_be_name(&word) {
            break;
        }
        at += 1 + word.chars().count();
    }
    at
}

/// "Person 7f3a2c"
fn pseudonym(name: &str, key: &str) -> String {
    let digest = Sha256::digest(format!("{key}\n{}", name.to_lowercase()));
    format!("Person {:02x}{:02x}{:02x}", digest[0], digest[1], digest[2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_their_parts_are_replaced_and_other_words_stay() {
        let names = Pseudonyms::new(["Ahmad Khalil", "Um"], "key");
        let one = names.words("Ahmad Khalil");
        assert!(one.starts_with("Person "), "{one}");
        assert_eq!(
            names.words("AHMAD KHALIL, 34, and Khalil's son; Khalilabad; summary."),
            format!("{one}, 34, and {one}'s son; Khalilabad; summary.")
        );
        assert_eq!(names.words("Um died"), format!("{} died", names.words("um")));
        assert_eq!(one, Pseudonyms::new(["ahmad khalil"], "key").words("Ahmad Khalil"));
        assert_ne!(one, Pseudonyms::new(["Ahmad Khalil"], "other").words("Ahmad Khalil"));
    }

    #[test]
    fn the_surname_of_somebody_known_by_one_name_goes_with_it() {
        let names = Pseudonyms::new(["Samir"], "key");
        let one = names.words("Samir");
        assert_eq!(names.words("his brother Samir Dahl, 30; Samira"), format!("his brother {one}, 30; Samira"));
    }

    #[test]
    fn the_other_names_of_relatives_go_with_the_one_they_share() {
        let names = Pseudonyms::new(["Ahmad Khalil"], "key");
        let one = names.words("Ahmad Khalil");
        let told = [
            ("On Monday Samir Khalil said", "On Monday {} said"),
            ("his son, Ahmad al-Sayed Nasser, 14", "his son, {}, 14"),
            ("“Um Nour Khalil” wept", "“{}” wept"),
            ("IS killed Khalil. The army denied it", "IS killed {}. The army denied it"),
            ("Mr. Khalil On Sunday", "Mr. {} On Sunday"),
        ];
        for (words, replaced) in told {
            assert_eq!(names.words(words), replaced.replace("{}", &one), "{words}");
        }
    }
}
