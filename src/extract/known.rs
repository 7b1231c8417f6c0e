//! What the rows of all files say of one word.

use serde::Serialize;

use super::{
    Reader,
    file::{Placed, lay_over},
    language::Language,
    lexicon::{Class, Row, fold},
};

/// One row's word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Known {
    pub form: String,
    /// Its word classes, or `claimant`.
    pub classes: Vec<String>,
    /// "outcome killed, role attacker"
    pub means: String,
    pub file: String,
    pub line: usize,
}

impl Reader {
    /// The rows that know a word or phrase in any of its forms, in the order of the files.
    pub fn known(&self, word: &str) -> Vec<Known> {
        self.languages().flat_map(|language| language.known(word)).collect()
    }
}

impl Language {
    fn known(&self, word: &str) -> Vec<Known> {
        let wanted = folded(word);
        let mut known = Vec::new();
        for row in self.files.iter().flat_map(|file| &file.rows) {
            let forms = row.is.forms(&self.lexicon.settings).unwrap_or_default();
            for (form, classes) in forms.into_iter().filter(|(form, _)| folded(form) == wanted) {
                let classes = classes.list().map(Class::name).collect();
                known.push(known_as(row, form, classes, row.is.means()));
            }
        }
        for row in lay_over(&self.files, |file| &file.claimants, &mut Vec::new()) {
            let names = row.is.aliases.iter().chain([&row.is.name]);
            if let Some(name) = names.into_iter().find(|name| folded(name) == wanted) {
                known.push(known_as(row, name.clone(), vec!["claimant".into()], row.is.name.clone()));
            }
        }
        known
    }
}

fn known_as<T>(row: &Placed<T>, form: String, classes: Vec<String>, means: String) -> Known {
    Known { form, classes, means, file: row.at.file.to_string(), line: row.at.line }
}

fn folded(word: &str) -> String {
    let mut folded = String::new();
    fold(word, &mut folded);
    folded
}

impl Row {
    /// What it says besides classes, for people to read.
    fn means(&self) -> String {
        let mut said = Vec::new();
        let mut say = |key: &str, value: Option<String>| said.extend(value.map(|value| format!("{key} {value}")));
        say("outcome", self.outcome.map(|outcome| outcome.to_string()));
        say("role", self.role.map(|role| role.to_string()));
        self.traits.iter().for_each(|t| say("trait", Some(t.to_string())));
        say("actor", self.actor.clone());
        say("kind", self.kind.map(|kind| kind.to_string()));
        say("means", self.means.clone());
        say("number", self.number.map(|n| n.to_string()));
        say("times", self.scale.map(|n| n.to_string()));
        say("at least", self.vague.first().map(|n| n.to_string()));
        say("at most", self.vague.get(1).map(|n| n.to_string()));
        say("bound", self.bound.map(|bound| format!("{bound:?}")));
        say("size", self.size.map(|n| n.to_string()));
        say("weekday", self.weekday.map(|n| n.to_string()));
        say("month", self.month.map(|n| n.to_string()));
        say("days", (!self.days.is_empty()).then(|| format!("{:?}", self.days)));
        say("months", self.months.map(|n| n.to_string()));
        say("years", self.years.map(|n| n.to_string()));
        if self.off {
            said.push("switched off".into());
        }
        if self.replace {
            said.push("in place of earlier rows".into());
        }
        said.join(", ")
    }
}
