//! Examples of words: sentences in which a word does what its class is for, and sentences in which it must not.
//!
//! A class has one example for all its words, with `{}` where the word stands; what is read is written as a part of a
//! claim, in which `{role}` and its like stand for what the word's row says. Words that want other sentences have an
//! example of their own.

use serde::Deserialize;
use serde_json::Value;

use super::lexicon::{Class, Row};
use crate::domain::Claim;

/// The file's form of an example.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Tests every word of any of these classes.
    #[serde(default)]
    pub class: Vec<Class>,
    /// Tests these words only, in place of their class's example.
    #[serde(default)]
    pub words: Vec<String>,
    /// Tests a rule of the program, by the name that claims give it.
    pub rule: Option<String>,
    /// In one of these at least a word shows its effect; a rule in all.
    #[serde(default)]
    pub reads: Vec<String>,
    /// In none of these it does.
    #[serde(default)]
    pub leaves: Vec<String>,
    /// The effect: there is such a claim.
    pub claim: Option<Value>,
    /// The effect: there is no such claim.
    pub never: Option<Value>,
    /// Why these words have no sentence.
    pub untested: Option<String>,
}

/// What an example shows, for one word.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    Claim(Value),
    Never(Value),
}

impl Example {
    /// What is wrong with it as it stands, and what to do.
    pub fn flaw(&self) -> Option<&'static str> {
        let effects = usize::from(self.claim.is_some()) + usize::from(self.never.is_some());
        if self.class.is_empty() == self.rule.is_none() {
            return Some("an example is of a class or of a rule: add class = [...] or rule = \"...\"");
        }
        if self.untested.is_some() {
            let bare = self.reads.is_empty() && self.leaves.is_empty() && !self.words.is_empty();
            return (!bare).then_some("only words can be untested, and they have no sentences");
        }
        // Nothing can be named by a word that is no name.
        let names_itself = self.never.as_ref().is_some_and(|never| never.to_string().contains("{}"));
        if self.reads.is_empty() || self.leaves.is_empty() && !names_itself {
            return Some("an example needs a sentence it reads and one it leaves: add to `reads` and `leaves`");
        }
        (effects != 1 && self.rule.is_none())
            .then_some("an example shows one effect: add claim = {...} or never = {...}")
    }

    /// The effect with `{...}` filled in; what the row does not say is not asked for.
    pub fn effect(&self, word: Option<(&str, &Row)>) -> Effect {
        let mut wanted =
            self.claim.as_ref().or(self.never.as_ref()).cloned().unwrap_or_else(|| Value::Object(<_>::default()));
        if let (Some(rule), Some(claim)) = (&self.rule, wanted.as_object_mut()) {
            claim.entry("rule").or_insert_with(|| rule.as_str().into());
        }
        if let Some((form, row)) = word {
            fill(&mut wanted, form, row);
        }
        if self.never.is_some() { Effect::Never(wanted) } else { Effect::Claim(wanted) }
    }
}

impl Effect {
    pub fn shows(&self, claims: &[Claim]) -> bool {
        let has = |wanted: &Value| {
            claims.iter().any(|claim| serde_json::to_value(claim).is_ok_and(|claim| is_within(wanted, &claim)))
        };
        match self {
            Self::Claim(wanted) => has(wanted),
            Self::Never(wanted) => !has(wanted),
        }
    }
}

impl std::fmt::Display for Effect {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Claim(wanted) => write!(f, "a claim with {wanted}"),
            Self::Never(wanted) => write!(f, "no claim with {wanted}"),
        }
    }
}

fn fill(value: &mut Value, form: &str, row: &Row) {
    match value {
        Value::Object(keys) => {
            let unsaid = |value: &Value| placeholder(value).is_some_and(|name| said(row, name).is_none());
            keys.retain(|_, value| !unsaid(value));
            keys.values_mut().for_each(|value| fill(value, form, row));
        }
        Value::String(words) if words.contains("{}") => *words = words.replace("{}", form),
        other => {
            if let Some(filled) = placeholder(other).and_then(|name| said(row, name)) {
                *other = filled;
            }
        }
    }
}

fn placeholder(value: &Value) -> Option<&str> {
    value.as_str()?.strip_prefix('{')?.strip_suffix('}').filter(|name| !name.is_empty())
}

/// What a row says, by the name of its key; `count` is a number word's number or the least of a vague word.
fn said(row: &Row, name: &str) -> Option<Value> {
    let json = |value: serde_json::Result<Value>| value.ok().filter(|value| !value.is_null());
    match name {
        "outcome" => json(serde_json::to_value(row.outcome)),
        "role" => json(serde_json::to_value(row.role)),
        "traits" => json(serde_json::to_value(&row.traits)),
        "actor" => json(serde_json::to_value(&row.actor)),
        "kind" => json(serde_json::to_value(row.kind)),
        "means" => json(serde_json::to_value(&row.means)),
        "size" => json(serde_json::to_value(row.size)),
        "count" => json(serde_json::to_value(row.number.or(row.scale).or(row.vague.first().copied()))),
        "bound" => json(serde_json::to_value(row.bound.map(|bound| bound.apply(1).0))),
        _ => None,
    }
}

/// Objects may say more than is wanted, lists hold more; case does not matter.
fn is_within(wanted: &Value, got: &Value) -> bool {
    match (wanted, got) {
        (Value::Object(wanted), Value::Object(got)) => {
            wanted.iter().all(|(key, value)| is_within(value, got.get(key).unwrap_or(&Value::Null)))
        }
        (Value::Array(wanted), Value::Array(got)) => wanted.iter().all(|w| got.iter().any(|g| is_within(w, g))),
        (Value::String(wanted), Value::String(got)) => wanted.to_lowercase() == got.to_lowercase(),
        _ => wanted == got,
    }
}
