//! Tests a language by its own examples: every construction and every word reads the sentences it must, and leaves those
//! it must not; what has no example is told.

use super::{
    Reader, Scratch,
    construction::Row,
    example::{Effect, Example},
    file::{Fault, Placed, lay_over},
    language::Language,
    lexicon::{self, Class, Classes},
    part,
};
use crate::domain::{Article, Claim};

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// How many files, rows of words, constructions and claimants there are.
    pub files: usize,
    pub rows: usize,
    pub constructions: usize,
    pub claimants: usize,
    /// How many forms of words were tried in sentences, and in how many sentences in all.
    pub words: usize,
    pub sentences: usize,
    /// Languages that have no examples of words yet: only their constructions were tried.
    pub wordless: Vec<String>,
    /// What does not read as it should, in the order of the files.
    pub faults: Vec<Fault>,
}

impl Reader {
    /// Runs all examples.
    pub fn check(&self) -> Checked {
        let mut checked = Checked::default();
        for language in self.languages() {
            Check { language, checked: &mut checked }.run();
        }
        checked
    }
}

/// The rule by which claimants have one name.
const CLAIMANT: &str = "claimant";

struct Check<'a> {
    language: &'a Language,
    checked: &'a mut Checked,
}

impl<'a> Check<'a> {
    fn run(&mut self) {
        let files = &self.language.files;
        self.checked.files += files.len();
        self.checked.rows += files.iter().map(|file| file.rows.len()).sum::<usize>();
        for row in lay_over(files, |file| &file.constructions, &mut Vec::new()) {
            self.checked.constructions += 1;
            self.construction(row);
        }
        // The user's own examples outweigh the shipped ones.
        let examples: Vec<&Placed<Example>> = files.iter().rev().flat_map(|file| &file.examples).collect();
        for example in &examples {
            if let Some(flaw) = example.is.flaw() {
                self.checked.faults.push(example.fault(flaw));
            }
        }
        if examples.is_empty() {
            return self.checked.wordless.push(self.language.code().into());
        }
        self.rules(&examples);
        for row in lay_over(files, |file| &file.claimants, &mut Vec::new()) {
            self.checked.claimants += 1;
            self.claimant(row, &examples);
        }
        for row in files.iter().flat_map(|file| &file.rows).filter(|row| !row.is.off) {
            self.row(row, &examples);
        }
    }

    fn read(&mut self, text: &str) -> Vec<Claim> {
        self.checked.sentences += 1;
        // A Sunday, so that every weekday named lies in the week before.
        let published = Some(jiff::civil::date(2025, 5, 18));
        self.language.read(&mut Scratch::default(), &Article { text: text.into(), published, ..Article::default() })
    }

    fn construction(&mut self, row: &Placed<Row>) {
        let id = &row.is.id;
        for (none, kind) in [(row.is.reads.is_empty(), "reads"), (row.is.leaves.is_empty(), "leaves")] {
            if none {
                self.checked.faults.push(row.fault(format!("`{id}` has no sentence it {kind}: add one to `{kind}`")));
            }
        }
        for example in &row.is.reads {
            let claims = self.read(&example.text);
            let got: Vec<_> = claims.iter().map(brief).collect();
            let by_this = claims.iter().any(|claim| claim.rule == *id);
            let all = example.claims.iter().all(|wanted| got.contains(wanted)) && got.len() == example.claims.len();
            if !by_this || !all {
                let by = if by_this { "" } else { " by another construction" };
                self.misread(row, id, &example.text, &example.claims.join(", "), &format!("{}{by}", told(&claims)));
            }
        }
        for sentence in &row.is.leaves {
            let claims = self.read(sentence);
            if claims.iter().any(|claim| claim.rule == *id) {
                self.misread(row, id, sentence, "nothing", &told(&claims));
            }
        }
    }

    /// The rules that are part of the program.
    fn rules(&mut self, examples: &[&Placed<Example>]) {
        let Some(first) = self.language.files.first() else { return };
        for rule in part::RULES {
            let mut of_rule = examples.iter().filter(|example| example.is.rule.as_deref() == Some(rule)).peekable();
            if of_rule.peek().is_none() {
                let message = format!("no example shows the rule `{rule}`: add an [[example]] with rule = \"{rule}\"");
                self.checked.faults.push(Fault { at: first.begin(), message });
            }
            for example in of_rule {
                let effect = example.is.effect(None);
                for (sentences, reads) in [(&example.is.reads, true), (&example.is.leaves, false)] {
                    for sentence in sentences {
                        let claims = self.read(sentence);
                        if effect.shows(&claims) != reads {
                            let wanted = if reads { effect.to_string() } else { format!("nothing by `{rule}`") };
                            self.misread(example, rule, sentence, &wanted, &told(&claims));
                        }
                    }
                }
            }
        }
    }

    /// By all its names it is the same one.
    fn claimant(&mut self, row: &Placed<lexicon::ClaimantRow>, examples: &[&'a Placed<Example>]) {
        let is_theirs = |example: &&&Placed<Example>| example.is.rule.as_deref() == Some(CLAIMANT);
        let Some(example) = examples.iter().find(is_theirs) else {
            let message = format!("no example shows what a claimant does: add one with rule = \"{CLAIMANT}\"");
            return self.checked.faults.push(row.fault(message));
        };
        let effect = Effect::Claim(serde_json::json!({ "claimant": { "name": row.is.name, "kind": row.is.kind } }));
        for name in row.is.aliases.iter().chain([&row.is.name]) {
            self.word_in(row, name, &effect, example);
        }
    }

    fn row(&mut self, row: &Placed<lexicon::Row>, examples: &[&'a Placed<Example>]) {
        let Ok(forms) = row.is.forms(&self.language.lexicon.settings) else { return };
        let mut unshown = Classes::NONE;
        for (form, classes) in forms {
            self.checked.words += 1;
            // Singular and plural of a noun are tried as what the noun is.
            let is_form = |class: &Class| row.is.inflect.is_some() && matches!(class, Class::Singular | Class::Plural);
            for class in classes.list().filter(|class| !is_form(class)) {
                match example_for(examples, class, &form) {
                    Some(example) => self.word(row, &form, example),
                    None => unshown = unshown.with(Classes::of(class)),
                }
            }
        }
        for class in unshown.list().map(Class::name) {
            let message = format!("no example shows what a word of `{class}` does: add one with class = [\"{class}\"]");
            self.checked.faults.push(row.fault(message));
        }
    }

    fn word(&mut self, row: &Placed<lexicon::Row>, form: &str, example: &Placed<Example>) {
        if example.is.untested.is_none() && example.is.flaw().is_none() {
            self.word_in(row, form, &example.is.effect(Some((form, &row.is))), example);
        }
    }

    fn word_in<T>(&mut self, row: &Placed<T>, form: &str, effect: &Effect, example: &Placed<Example>) {
        let mut shown = false;
        for sentence in &example.is.reads {
            shown = shown || effect.shows(&self.read(&put(form, sentence)));
        }
        if !shown {
            let sentence = put(form, &example.is.reads[0]);
            let got = told(&self.read(&sentence));
            self.misread(row, form, &sentence, &effect.to_string(), &got);
        }
        for sentence in &example.is.leaves {
            let sentence = put(form, sentence);
            let claims = self.read(&sentence);
            if effect.shows(&claims) {
                let wanted = match effect {
                    Effect::Claim(claim) => format!("no claim with {claim}"),
                    Effect::Never(claim) => format!("a claim with {claim}"),
                };
                self.misread(row, form, &sentence, &wanted, &told(&claims));
            }
        }
    }

    fn misread<T>(&mut self, row: &Placed<T>, what: &str, sentence: &str, wanted: &str, got: &str) {
        let message = format!("`{what}`, “{sentence}”: should read {wanted}, reads {got}");
        self.checked.faults.push(row.fault(message));
    }
}

/// The example of a word as one of a class: its own, or else that of the class.
fn example_for<'a>(examples: &[&'a Placed<Example>], class: Class, form: &str) -> Option<&'a Placed<Example>> {
    let of_class = || examples.iter().filter(|example| example.is.class.contains(&class));
    let own = of_class().find(|example| example.is.words.iter().any(|word| word == form));
    own.or_else(|| of_class().find(|example| example.is.words.is_empty())).copied()
}

/// A sentence with the word in it, with a capital where it begins the sentence.
fn put(form: &str, sentence: &str) -> String {
    match sentence.strip_prefix("{}") {
        Some(rest) => {
            let mut letters = form.chars();
            let first = letters.next().into_iter().flat_map(char::to_uppercase);
            first.chain(letters).chain(rest.replace("{}", form).chars()).collect()
        }
        None => sentence.replace("{}", form),
    }
}

fn told(claims: &[Claim]) -> String {
    if claims.is_empty() { "nothing".into() } else { claims.iter().map(brief).collect::<Vec<_>>().join(", ") }
}

/// A claim as examples write it: "killed 5 state_forces", "injured 20.. all", "killed some civilian".
pub fn brief(claim: &Claim) -> String {
    let count = match (claim.count.low, claim.count.high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}..{high}"),
        (Some(low), None) => format!("{low}.."),
        (None, _) => "some".into(),
    };
    format!("{} {count} {}", claim.outcome, claim.victims.role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_lexicons_read_as_their_examples_say() {
        let checked = Reader::builtin().unwrap().check();
        let faults: Vec<_> = checked.faults.iter().map(ToString::to_string).collect();
        assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
        assert!(checked.sentences > 1000, "{checked:?}");
    }
}
