//! Text with the part each stretch plays. The theme alone says what a part looks like.

use std::ops::Range;

use crate::{
    domain::Outcome,
    text::{width, wrap::wrap},
};

/// The part a stretch of text plays on a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Text,
    Strong,
    Dim,
    Accent,
    Heading,
    Border,
    Key,
    /// The row or cell the next key acts on.
    Selected,
    /// The rest of the selected row.
    Near,
    Good,
    Warn,
    Bad,
    /// Numbers that follow from others, rather than being stated.
    Derived,
    /// The words of the selected claim.
    Evidence,
    /// The words of the source it is compared with.
    Other,
    /// A claim of this outcome, in a text or in a list.
    Outcome(Outcome),
}

impl Role {
    /// All but the outcomes.
    pub const PLAIN: [Self; 15] = [
        Self::Text,
        Self::Strong,
        Self::Dim,
        Self::Accent,
        Self::Heading,
        Self::Border,
        Self::Key,
        Self::Selected,
        Self::Near,
        Self::Good,
        Self::Warn,
        Self::Bad,
        Self::Derived,
        Self::Evidence,
        Self::Other,
    ];

    /// Its name in a theme file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Strong => "strong",
            Self::Dim => "dim",
            Self::Accent => "accent",
            Self::Heading => "heading",
            Self::Border => "border",
            Self::Key => "key",
            Self::Selected => "selected",
            Self::Near => "near",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Derived => "derived",
            Self::Evidence => "evidence",
            Self::Other => "other",
            Self::Outcome(outcome) => outcome.word(),
        }
    }

    pub fn all() -> impl Iterator<Item = Self> {
        Self::PLAIN.into_iter().chain(Outcome::ALL.iter().copied().map(Self::Outcome))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub role: Role,
    pub text: String,
}

pub fn span(role: Role, text: impl Into<String>) -> Span {
    Span { role, text: text.into() }
}

/// One line of spans.
pub type Rich = Vec<Span>;

pub fn rich_width(line: &[Span]) -> usize {
    line.iter().map(|s| width::width(&s.text)).sum()
}

/// The line broken into lines at most `cells` wide. Later ones are indented to where the first one's text begins: after
/// its space, or after a label: a first span set apart that ends in space.
pub fn wrap_rich(line: &[Span], cells: usize) -> Vec<Rich> {
    if rich_width(line) <= cells {
        return vec![line.to_vec()];
    }
    if let Some((label, rest)) = labelled(line).filter(|(label, _)| width::width(&label.text) <= cells / 2) {
        let indent = width::width(&label.text);
        let mut lines = wrap_rich(&rest, cells - indent);
        for (i, line) in lines.iter_mut().enumerate() {
            line.insert(0, if i == 0 { label.clone() } else { span(Role::Text, " ".repeat(indent)) });
        }
        return lines;
    }
    let text: String = line.iter().map(|s| s.text.as_str()).collect();
    wrap(&text, cells).into_iter().map(|at| cut(line, &at.bytes)).collect()
}

/// The label and what it stands before.
fn labelled(line: &[Span]) -> Option<(Span, Rich)> {
    let (first, rest) = line.split_first()?;
    if matches!(first.role, Role::Key | Role::Dim | Role::Accent) && first.text.ends_with(' ') {
        return Some((first.clone(), rest.to_vec()));
    }
    let (space, words) = first.text.split_at(first.text.len() - first.text.trim_start_matches(' ').len());
    let rest = || [span(first.role, words)].into_iter().chain(rest.iter().cloned()).collect();
    (!space.is_empty()).then(|| (span(Role::Text, space), rest()))
}

/// The spans that lie in these bytes of the line's text.
fn cut(line: &[Span], at: &Range<usize>) -> Rich {
    let mut start = 0;
    let mut out = Rich::new();
    for s in line {
        let (from, to) = (at.start.max(start), at.end.min(start + s.text.len()));
        if from < to {
            out.push(span(s.role, &s.text[from - start..to - start]));
        }
        start += s.text.len();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(line: &[Span], cells: usize) -> Vec<String> {
        wrap_rich(line, cells).iter().map(|l| l.iter().map(|s| s.text.as_str()).collect()).collect()
    }

    #[test]
    fn later_lines_stand_under_the_text_of_the_first() {
        let fact = [span(Role::Dim, "victims  "), span(Role::Text, "state forces, police")];
        assert_eq!(wrapped(&fact, 22), ["victims  state forces,", "         police"]);
        let words = [span(Role::Text, "He said "), span(Role::Evidence, "five people died")];
        assert_eq!(wrapped(&words, 16), ["He said five", "people died"]);
        assert_eq!(wrapped(&[span(Role::Text, "  one two three")], 9), ["  one two", "  three"]);
    }
}
