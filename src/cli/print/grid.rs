//! A ruled table whose horizontal rules carry headings: `┌ killed ──┬ SOHR ──┐`.

use std::iter::repeat_n;

use crate::text::width;

use super::{super::out::Role, Look};

pub struct Entry {
    pub words: String,
    pub role: Option<Role>,
}

impl Entry {
    pub fn new(words: impl Into<String>, role: impl Into<Option<Role>>) -> Self {
        Self { words: words.into(), role: role.into() }
    }
}

/// Draws line after line into a string. Words are made safe and cut to their columns.
pub struct Grid {
    /// Cells of each column, without the space on either side.
    columns: Vec<usize>,
    look: Look,
    drawn: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    Top,
    Middle,
    Bottom,
}

impl Grid {
    pub fn new(columns: Vec<usize>, look: Look) -> Self {
        Self { columns, look, drawn: String::new() }
    }

    /// A rule with a heading over each column that has one.
    pub fn rule(&mut self, rule: Rule, headings: &[String]) {
        let [left, joint, right] = match rule {
            Rule::Top => ['┌', '┬', '┐'],
            Rule::Middle => ['├', '┼', '┤'],
            Rule::Bottom => ['└', '┴', '┘'],
        };
        for (at, &cells) in self.columns.iter().enumerate() {
            self.drawn.push(if at == 0 { left } else { joint });
            let heading = headings.get(at).map_or("".into(), |words| width::fit(words, cells));
            let left = if heading.is_empty() {
                cells + 2
            } else {
                self.drawn.push_str(&format!(" {} ", self.look.ink.paint(Role::Heading, &heading)));
                cells - width::width(&heading)
            };
            self.drawn.extend(repeat_n('─', left));
        }
        self.drawn.push(right);
        self.drawn.push('\n');
    }

    pub fn row(&mut self, entries: &[Entry]) {
        for (entry, &cells) in entries.iter().zip(&self.columns) {
            let words = width::pad(&entry.words, cells);
            match entry.role {
                Some(role) => self.drawn.push_str(&format!("│ {} ", self.look.ink.paint(role, words))),
                None => self.drawn.push_str(&format!("│ {words} ")),
            }
        }
        self.drawn.push_str("│\n");
    }

    pub fn drawn(self) -> String {
        self.drawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::out::Ink;

    #[test]
    fn headings_stand_in_the_rules() {
        let mut grid = Grid::new(vec![6, 4], Look { ink: Ink::Plain, width: None });
        grid.rule(Rule::Top, &["killed".into(), "SOHR says".into()]);
        grid.row(&[Entry::new("all", None), Entry::new("5\u{1b}[2J dead", None)]);
        grid.rule(Rule::Bottom, &[]);
        assert_eq!(grid.drawn(), "┌ killed ┬ SOH… ┐\n│ all    │ 5[2… │\n└────────┴──────┘\n");
    }
}
