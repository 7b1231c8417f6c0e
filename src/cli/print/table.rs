//! Tables for people: columns aligned by terminal cells, cut to the terminal where there is one.

use std::fmt::Write;

use crate::text::width;

use super::{super::out::Role, Look};

/// Cells between two columns.
const GAP: usize = 2;

/// No column is cut below this.
const NARROWEST: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
}

pub struct Cell {
    words: String,
    role: Option<Role>,
}

impl<W: Into<String>> From<W> for Cell {
    fn from(words: W) -> Self {
        Self { words: words.into(), role: None }
    }
}

impl Cell {
    pub fn new(words: impl Into<String>, role: Role) -> Self {
        Self { words: words.into(), role: Some(role) }
    }
}

/// Rows under headings. Words from articles may go in as they are: cells are made safe when they are printed.
pub struct Table {
    columns: Vec<(&'static str, Align)>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    pub fn new(columns: &[(&'static str, Align)]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// One cell for each column.
    pub fn row<const N: usize>(&mut self, cells: [Cell; N]) {
        debug_assert_eq!(N, self.columns.len());
        self.rows.push(cells.into());
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as lines. Where a width is given, the widest columns give way until it fits.
    pub fn print(&self, look: Look) -> String {
        let widths = self.widths(look.width);
        let mut text = String::new();
        let heading: Vec<_> = self.columns.iter().map(|(name, _)| Cell::new(*name, Role::Heading)).collect();
        for row in std::iter::once(&heading).chain(&self.rows) {
            let mut line = String::new();
            for (at, ((cell, &cells), (_, align))) in row.iter().zip(&widths).zip(&self.columns).enumerate() {
                let is_last = at + 1 == row.len();
                let words = match align {
                    Align::Right => width::pad_left(&cell.words, cells),
                    Align::Left if is_last => width::fit(&cell.words, cells).into_owned(),
                    Align::Left => width::pad(&cell.words, cells),
                };
                let _ = match cell.role {
                    Some(role) => write!(line, "{}", look.ink.paint(role, words)),
                    None => write!(line, "{words}"),
                };
                line.push_str(&" ".repeat(if is_last { 0 } else { GAP }));
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    fn widths(&self, room: Option<usize>) -> Vec<usize> {
        let mut widths: Vec<_> = self.columns.iter().map(|(name, _)| width::width(name)).collect();
        for row in &self.rows {
            for (cell, width) in row.iter().zip(&mut widths) {
                *width = width::width(&width::safe(&cell.words)).max(*width);
            }
        }
        let Some(room) = room else { return widths };
        let mut excess = (widths.iter().sum::<usize>() + GAP * (widths.len() - 1)).saturating_sub(room);
        while excess > 0 {
            let Some(widest) = widths.iter_mut().max().filter(|width| **width > NARROWEST) else { break };
            *widest -= 1;
            excess -= 1;
        }
        widths
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::out::Ink;

    fn table() -> Table {
        let mut table = Table::new(&[("id", Align::Left), ("count", Align::Right), ("title", Align::Left)]);
        table.row(["a1".into(), "5".into(), "Cinq morts à Alep\u{1b}[2J".into()]);
        table.row(["a12".into(), "1,204".into(), "日本語の見出し and more words".into()]);
        table
    }

    #[test]
    fn columns_stand_under_their_headings() {
        let wanted = "id   count  title\na1       5  Cinq morts à Alep[2J\na12  1,204  日本語の見出し and more words\n";
        assert_eq!(table().print(Look { ink: Ink::Plain, width: None }), wanted);
    }

    #[test]
    fn the_widest_column_gives_way() {
        let printed = table().print(Look { ink: Ink::Plain, width: Some(24) });
        assert!(printed.lines().all(|line| width::width(line) <= 24), "{printed}");
        assert!(printed.contains("a12  1,204  日本語の見…"), "{printed}");
    }
}
