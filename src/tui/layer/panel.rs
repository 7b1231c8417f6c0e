//! Something to read: help, a derivation, a history. Scrolls, and holds nothing to decide.

use crate::tui::rich::Rich;

#[derive(Debug, Clone)]
pub struct Panel {
    pub title: String,
    pub lines: Vec<Rich>,
    /// The first line shown.
    pub top: usize,
}

impl Panel {
    pub fn new(title: impl Into<String>, lines: Vec<Rich>) -> Self {
        Self { title: title.into(), lines, top: 0 }
    }

    pub fn move_by(&mut self, by: isize) {
        self.top = self.top.saturating_add_signed(by).min(self.lines.len().saturating_sub(1));
    }
}
