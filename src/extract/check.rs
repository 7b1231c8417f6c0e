//! Tests a language by its own examples: every construction reads the sentences it must, and leaves those it must not.

use super::{
    Reader,
    construction::Row,
    file::{Placed, lay_over},
    language::Language,
};
use crate::domain::{Article, Claim};

/// A sentence that a construction does not read as its file says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{construction}`, “{sentence}”: should read {expected:?}, reads {got:?}")]
pub struct Misread {
    pub construction: String,
    pub sentence: String,
    pub expected: Vec<String>,
    pub got: Vec<String>,
}

impl Reader {
    /// What the shipped examples say and the reader does not do; empty when all is well.
    pub fn check(&self) -> Vec<Misread> {
        self.languages.iter().flat_map(Language::check).collect()
    }
}

impl Language {
    fn check(&self) -> Vec<Misread> {
        self.rows().into_iter().flat_map(|row| self.check_row(&row.is)).collect()
    }

    fn rows(&self) -> Vec<&Placed<Row>> {
        lay_over(&self.files, |file| &file.constructions, &mut Vec::new())
    }

    fn check_row(&self, row: &Row) -> Vec<Misread> {
        let misread = |sentence: &str, expected: Vec<String>, got: Vec<String>| Misread {
            construction: row.id.clone(),
            sentence: sentence.into(),
            expected,
            got,
        };
        let mut found = Vec::new();
        for example in &row.reads {
            let claims = self.read_sentence(&example.text);
            let got: Vec<_> = claims.iter().map(brief).collect();
            let by_this = claims.iter().any(|c| c.rule == row.id);
            if !by_this || example.claims.iter().any(|e| !got.contains(e)) || got.len() != example.claims.len() {
                found.push(misread(&example.text, example.claims.clone(), got));
            }
        }
        for sentence in &row.leaves {
            let claims = self.read_sentence(sentence);
            if claims.iter().any(|c| c.rule == row.id) {
                found.push(misread(sentence, Vec::new(), claims.iter().map(brief).collect()));
            }
        }
        found
    }

    fn read_sentence(&self, text: &str) -> Vec<Claim> {
        self.read(&Article { text: text.into(), ..Article::default() })
    }
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
    fn every_construction_reads_and_leaves_its_examples() {
        let reader = Reader::builtin().unwrap();
        let misread: Vec<_> = reader.check().iter().map(ToString::to_string).collect();
        assert!(misread.is_empty(), "{}", misread.join("\n"));
    }

    #[test]
    fn every_construction_has_an_example_of_both_kinds() {
        let reader = Reader::builtin().unwrap();
        for row in reader.languages.iter().flat_map(Language::rows) {
            let row = &row.is;
            assert!(!row.reads.is_empty(), "`{}` has no sentence that it must read", row.id);
            assert!(!row.leaves.is_empty(), "`{}` has no sentence that it must leave", row.id);
        }
    }
}
