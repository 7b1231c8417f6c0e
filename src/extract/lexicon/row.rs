//! One row of a lexicon file: words, their classes, and what they mean. The same shape in every file and language.

use serde::Deserialize;

use super::{
    Reach,
    class::{Class, Classes},
    settings::Settings,
};
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
    /// Calendar months or years it names, counted from the one of publication: last month `-1`.
    pub months: Option<i16>,
    pub years: Option<i16>,
    /// The means of harm it names, as written to the claim.
    pub means: Option<String>,
    /// The party it names, as written to the claim.
    pub actor: Option<String>,
}

impl Row {
    /// Every form of its words with the classes this row gives it.
    pub fn forms(&self, settings: &Settings) -> Result<Vec<(String, Classes)>, String> {
        if self.words.is_empty() {
            return Err("a row without words: add words = [...]".into());
        }
        let reaches = [!self.days.is_empty(), self.months.is_some(), self.years.is_some()];
        if reaches.iter().filter(|said| **said).count() > 1 {
            return Err("covers several times: keep one of days, months and years".into());
        }
        let given = self.given();
        let paradigm = self.inflect.map(|inflect| match inflect {
            Inflect::Verb => &settings.verb,
            Inflect::Noun => &settings.noun,
        });
        let mut forms = Vec::with_capacity(self.words.len());
        for word in &self.words {
            let Some(paradigm) = paradigm else {
                forms.push((word.clone(), given));
                continue;
            };
            let made = paradigm.forms(word);
            if made.is_empty() {
                return Err(format!("`{word}`: no ending of the language fits it; write its forms divided by `|`"));
            }
            forms.extend(made.into_iter().map(|(form, class)| (form, given.with(Classes::of(class)))));
        }
        Ok(forms)
    }

    /// The time it covers, where it is a date word; of several, the days.
    pub(super) fn reach(&self) -> Option<Reach> {
        let days = || match self.days[..] {
            [] => None,
            [first] => Some(Reach::Days(first, first)),
            [first, last, ..] => Some(Reach::Days(first, last)),
        };
        days().or_else(|| self.months.map(Reach::Month)).or_else(|| self.years.map(Reach::Year))
    }

    /// The classes named, and those that follow from what the row says.
    fn given(&self) -> Classes {
        let follows = [
            (self.number.is_some() || self.scale.is_some(), Class::Number),
            (!self.vague.is_empty(), Class::Vague),
            (self.bound.is_some(), Class::Bound),
            (self.means.is_some(), Class::Means),
            (self.weekday.is_some(), Class::Weekday),
            (self.month.is_some(), Class::Month),
            (self.reach().is_some(), Class::When),
        ];
        let follows = follows.iter().filter(|(does, _)| *does).map(|(_, class)| class);
        self.class.iter().chain(follows).fold(Classes::NONE, |all, class| all.with(Classes::of(*class)))
    }
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
    /// Of several words the last takes the endings, not the first.
    #[serde(default)]
    pub last: bool,
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
        let irregular = word.contains('|');
        // "young man|young men", but "gun|guns|gunned|gunned|gunning down"
        let whole = irregular && word.rsplit('|').nth(1).is_some_and(|form| form.contains(' '));
        let (before, head, after) = match (whole, self.last && !irregular) {
            (true, _) => ("", word, ""),
            (false, true) => word.rsplit_once(' ').map_or(("", word, ""), |(before, head)| (before, head, "")),
            (false, false) => word.split_once(' ').map_or(("", word, ""), |(head, after)| ("", head, after)),
        };
        let finish = |form: &str| [before, form, after].join(" ").trim().to_string();
        if irregular {
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
