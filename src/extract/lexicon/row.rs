//! One row of a lexicon file: words, their classes, and what they mean. The same shape in every file and language.

use serde::Deserialize;

use super::class::Class;
use crate::{
    domain::{Bound, ClaimantKind, Outcome, Role, Trait},
    extract::file::Keyed,
};

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Row {
    /// Words and phrases. With `inflect`, either a dictionary form or all forms divided by `|`.
    pub words: Vec<String>,
    /// Earlier rows no longer say anything of these words, nor does this one.
    pub off: bool,
    /// Only this row says what these words are, and no earlier one.
    pub replace: bool,
    pub class: Vec<Class>,
    pub inflect: Option<Inflect>,
    pub outcome: Option<Outcome>,
    pub role: Option<Role>,
    pub traits: Vec<Trait>,
    /// How many people one of it is: a couple 2, a trio 3.
    pub size: Option<u64>,
    /// The number a number word stands for.
    pub number: Option<u64>,
    /// A number word that multiplies what stands before it: hundred, dozen.
    pub scale: Option<u64>,
    /// The numbers of a vague word: `[24]` is open above, `[3, 9]` closed.
    pub vague: Vec<u64>,
    pub bound: Option<BoundWord>,
    pub kind: Option<ClaimantKind>,
    /// 1 is Monday.
    pub weekday: Option<i8>,
    pub month: Option<i8>,
    /// Days from publication that a date word covers, first and last: yesterday `[-1, -1]`.
    pub days: Vec<i16>,
    /// The means of harm it names, as written to the claim.
    pub means: Option<String>,
    /// The party it names, as written to the claim.
    pub actor: Option<String>,
}

/// Somebody with one name whatever an article calls them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimantRow {
    pub name: String,
    /// Needed, unless it is switched off.
    pub kind: Option<ClaimantKind>,
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Meant only where nothing more is said of it: "the army", not "the Israeli army".
    #[serde(default)]
    pub alone: bool,
    /// The claimant of this name is no longer known.
    #[serde(default)]
    pub off: bool,
}

impl Keyed for ClaimantRow {
    fn key(&self) -> &str {
        &self.name
    }

    fn is_off(&self) -> bool {
        self.off
    }
}

/// What a word before a number does to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoundWord {
    AtLeast,
    /// One more than the number, at least.
    MoreThan,
    AtMost,
    FewerThan,
    About,
}

impl BoundWord {
    /// Bound and inclusive interval of "BOUND n", as the casebook of recorders reads them: "more than 50" is 51 or more.
    pub fn apply(self, n: u64) -> (Bound, Option<u64>, Option<u64>) {
        match self {
            Self::AtLeast => (Bound::AtLeast, Some(n), None),
            Self::MoreThan => (Bound::AtLeast, Some(n.saturating_add(1)), None),
            Self::AtMost => (Bound::AtMost, Some(0), Some(n)),
            Self::FewerThan => (Bound::AtMost, Some(0), Some(n.saturating_sub(1))),
            Self::About => (Bound::About, Some(n), Some(n)),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inflect {
    Verb,
    Noun,
}

/// How a language makes the forms of a regular word.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Paradigm {
    /// The class of each form, in the order in which irregular words list them.
    pub order: Vec<Class>,
    /// Tried in order; the first whose ending fits makes the forms.
    pub endings: Vec<Ending>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Ending {
    /// Empty fits every word.
    pub ends: Vec<String>,
    /// One suffix for each form; every leading `-` takes a letter off the word.
    pub suffixes: Vec<String>,
}

impl Paradigm {
    /// The forms of `word` with their classes. A form left empty does not exist ("|people").
    pub fn forms(&self, word: &str) -> Vec<(String, Class)> {
        let (head, tail) = word.split_once(' ').map_or((word, ""), |(head, tail)| (head, tail));
        let finish = |form: &str| if tail.is_empty() { form.to_string() } else { format!("{form} {tail}") };
        if head.contains('|') {
            let given = head.split('|').zip(&self.order).filter(|(form, _)| !form.is_empty());
            return given.map(|(form, class)| (finish(form), *class)).collect();
        }
        let fits = |e: &&Ending| e.ends.is_empty() || e.ends.iter().any(|end| head.ends_with(end.as_str()));
        let Some(ending) = self.endings.iter().find(fits) else { return Vec::new() };
        let form = |suffix: &String| {
            let cut = suffix.chars().take_while(|c| *c == '-').count();
            let keep = head.chars().count().saturating_sub(cut);
            head.chars().take(keep).chain(suffix.chars().skip(cut)).collect::<String>()
        };
        ending.suffixes.iter().zip(&self.order).map(|(suffix, class)| (finish(&form(suffix)), *class)).collect()
    }
}
