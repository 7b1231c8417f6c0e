//! Text with the part each stretch plays. The theme alone says what a part looks like.

use crate::{domain::Outcome, text::width};

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
/// its space, or after a first span that ends in space, which is a label.
pub fn wrap_rich(line: &[Span], cells: usize) -> Vec<Rich> {
    if rich_width(line) <= cells {
        return vec![line.to_vec()];
    }
    let text: String = line.iter().map(|s| s.text.as_str()).collect();
    let label = line.first().filter(|s| s.text.ends_with(' ')).map(|s| width::width(&s.text));
    let indent = label.unwrap_or_else(|| text.chars().take_while(|c| *c == ' ').count()).min(cells / 2);
    crate::text::wrap::wrap(&text, cells.saturating_sub(indent))
        .into_iter()
        .enumerate()
        .map(|(i, at)| {
            let mut out = Rich::new();
            if i > 0 && indent > 0 {
                out.push(span(Role::Text, " ".repeat(indent)));
            }
            let mut start = 0;
            for s in line {
                let end = start + s.text.len();
                let (from, to) = (at.bytes.start.max(start), at.bytes.end.min(end));
                if from < to {
                    out.push(span(s.role, &s.text[from - start..to - start]));
                }
                start = end;
            }
            out
        })
        .collect()
}
