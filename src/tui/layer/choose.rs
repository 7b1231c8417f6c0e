//! Choosing one of several: menus of a few rows, and the palette of all commands.

use super::{Line, Picked};
use crate::{
    text::fuzzy::Matcher,
    tui::{
        command::{Command, Refusal},
        rich::Rich,
    },
};

#[derive(Debug, Clone)]
pub struct Menu {
    pub title: String,
    pub items: Vec<Item>,
    pub selected: usize,
    pub top: usize,
}

#[derive(Debug, Clone)]
pub struct Item {
    pub label: Rich,
    /// Lines below the label that say why one would choose it.
    pub detail: Vec<Rich>,
    /// More to know, shown at the foot of the menu while the row is selected.
    pub more: Vec<Rich>,
    /// Holds now.
    pub current: bool,
    pub picked: Picked,
}

impl Menu {
    /// Opens on the row that holds now.
    pub fn new(title: impl Into<String>, items: Vec<Item>) -> Self {
        let selected = items.iter().position(|i| i.current).unwrap_or(0);
        Self { title: title.into(), items, selected, top: 0 }
    }

    pub fn move_by(&mut self, by: isize) {
        self.selected = self.selected.saturating_add_signed(by).min(self.items.len().saturating_sub(1));
    }
}

/// All commands that could run here, narrowed by what is typed.
#[derive(Debug, Clone)]
pub struct Palette {
    pub line: Line,
    pub rows: Vec<Choice>,
    /// Places in `rows`, best match first.
    pub found: Vec<usize>,
    pub selected: usize,
}

#[derive(Debug, Clone)]
pub struct Choice {
    pub command: &'static Command,
    pub keys: Vec<String>,
    pub enabled: Result<(), Refusal>,
}

impl Palette {
    pub fn new(rows: Vec<Choice>) -> Self {
        let mut palette = Self { line: Line::default(), rows, found: Vec::new(), selected: 0 };
        palette.search();
        palette
    }

    /// Titles and ids answer, the best match first. With nothing typed, what can run comes before what cannot.
    pub fn search(&mut self) {
        let matcher = Matcher::default();
        let names: Vec<_> = self.rows.iter().map(|r| format!("{} {}", r.command.title, r.command.id)).collect();
        self.found = matcher.rank(names.iter().map(String::as_str), self.line.text());
        if self.line.text().trim().is_empty() {
            self.found.sort_by_key(|&i| self.rows[i].enabled.is_err());
        }
        self.selected = 0;
    }

    pub fn move_by(&mut self, by: isize) {
        self.selected = self.selected.saturating_add_signed(by).min(self.found.len().saturating_sub(1));
    }

    pub fn choice(&self) -> Option<&Choice> {
        self.found.get(self.selected).map(|&i| &self.rows[i])
    }
}
