//! What one text says otherwise than another, word by word.

use schemars::JsonSchema;
use serde::Serialize;
use similar::{ChangeTag, TextDiff};

/// A stretch of two texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", content = "words", rename_all = "snake_case")]
pub enum Stretch {
    /// Both have these words.
    Same(String),
    /// Only the first has them.
    Removed(String),
    /// Only the second has them.
    Added(String),
}

/// The second text as changes of the first. Words are compared as they stand; white space only keeps them apart.
pub fn words(first: &str, second: &str) -> Vec<Stretch> {
    let (a, b): (Vec<&str>, Vec<&str>) = (first.split_whitespace().collect(), second.split_whitespace().collect());
    let diff = TextDiff::from_slices(&a, &b);
    let mut stretches: Vec<(ChangeTag, Vec<&str>)> = Vec::new();
    for change in diff.iter_all_changes() {
        match stretches.last_mut() {
            Some((tag, words)) if *tag == change.tag() => words.push(change.value()),
            _ => stretches.push((change.tag(), vec![change.value()])),
        }
    }
    let stretch = |(tag, words): (ChangeTag, Vec<&str>)| match tag {
        ChangeTag::Equal => Stretch::Same(words.join(" ")),
        ChangeTag::Delete => Stretch::Removed(words.join(" ")),
        ChangeTag::Insert => Stretch::Added(words.join(" ")),
    };
    stretches.into_iter().map(stretch).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_copy_changed_is_told_word_by_word() {
        let told = words(
            "At least nine people were killed\non Sunday.",
            "At least eight people were killed on Sunday, police said.",
        );
        let wanted = [
            Stretch::Same("At least".into()),
            Stretch::Removed("nine".into()),
            Stretch::Added("eight".into()),
            Stretch::Same("people were killed on".into()),
            Stretch::Removed("Sunday.".into()),
            Stretch::Added("Sunday, police said.".into()),
        ];
        assert_eq!(told, wanted);
        assert_eq!(words("", ""), []);
    }
}
