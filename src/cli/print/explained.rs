//! Why claims were read as they were, and numbers were not, for people.

use std::fmt::Write;

use crate::{
    domain::Evidence,
    extract::{Explained, Reason, brief},
    text,
};

use super::{super::out::Role, Look};

/// Cells before the words of a reason.
const INDENT: usize = 4;

/// Each claim with the rules that fired, then the numbers that became none.
pub fn print(explained: &Explained, look: Look) -> String {
    let mut shown = String::new();
    (0..explained.claims.len()).for_each(|number| shown.push_str(&claim(explained, number, look)));
    if !explained.numbers.is_empty() {
        // Writing to a string does not fail.
        let _ = writeln!(shown, "{}", look.ink.paint(Role::Heading, "numbers that became no claim"));
    }
    for unread in &explained.numbers {
        let _ = writeln!(shown, "{:INDENT$}{} {}", "", quoted(&unread.words, look), unread.why.words());
    }
    shown
}

/// One claim, by its place, with the rules that fired.
pub fn claim(explained: &Explained, number: usize, look: Look) -> String {
    let heading = format!("claim {number}: {}", brief(&explained.claims[number]));
    let mut shown = format!("{}\n", look.ink.paint(Role::Heading, text::display(&heading)));
    explained.reasons[number].iter().for_each(|r| reason(&mut shown, r, look));
    shown
}

fn reason(shown: &mut String, reason: &Reason, look: Look) {
    let Reason { step, rule, words } = reason;
    let words = words.as_ref().map(|words| format!("  {}", quoted(words, look))).unwrap_or_default();
    let _ = writeln!(shown, "{:INDENT$}{:<13} {}{words}", "", step.label(), text::display(rule));
}

fn quoted(words: &Evidence, look: Look) -> String {
    let one_line = words.exact.split_whitespace().collect::<Vec<_>>().join(" ");
    look.ink.paint(Role::Evidence, format!("“{}”", text::display(&one_line))).to_string()
}
