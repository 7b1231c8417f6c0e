//! Painting cells: the only place text becomes cells, and so the place where nothing unsafe becomes one.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::{Modifier, Style},
};

use unicode_segmentation::UnicodeSegmentation;

use crate::{
    text::width,
    tui::{
        rich::{Role, Span, rich_width},
        theme::Theme,
    },
};

/// A buffer, the theme it is painted in, and where the terminal's cursor is to stand.
pub struct Canvas<'a> {
    pub buffer: &'a mut Buffer,
    theme: &'a Theme,
    pub cursor: Option<Position>,
}

impl<'a> Canvas<'a> {
    pub fn new(buffer: &'a mut Buffer, theme: &'a Theme) -> Self {
        let style = theme.style(Role::Text);
        let area = buffer.area;
        buffer.set_style(area, style);
        Self { buffer, theme, cursor: None }
    }

    /// How a role looks, for what paints by itself.
    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Text in at most `cells` cells from `x`, with an ellipsis where it was cut. Returns the cells used.
    pub fn text(&mut self, x: u16, y: u16, cells: u16, text: &str, role: Role) -> u16 {
        let area = self.buffer.area;
        if !area.contains(Position { x, y }) {
            return 0;
        }
        let cells = cells.min(area.right() - x);
        let fitted = width::fit(text, cells as usize);
        // From the ground up: a role without a colour has the text's, and nothing of what it is painted over.
        let ground = Style::new().remove_modifier(Modifier::all()).patch(self.theme.style(Role::Text));
        let style = ground.patch(self.theme.style(role));
        let (end, _) = self.buffer.set_stringn(x, y, &fitted, cells as usize, style);
        end - x
    }

    /// The same against the right edge of the cells.
    pub fn text_right(&mut self, x: u16, y: u16, cells: u16, text: &str, role: Role) {
        let used = (width::width(text) as u16).min(cells);
        self.text(x + cells - used, y, used, text, role);
    }

    /// Spans one after the other, with an ellipsis where they were cut. Returns the cells used.
    pub fn rich(&mut self, x: u16, y: u16, cells: u16, line: &[Span]) -> u16 {
        let cut = rich_width(line) > usize::from(cells);
        let room = if cut { cells.saturating_sub(1) } else { cells };
        let mut used = 0;
        for span in line {
            let text = width::safe(&span.text);
            let (mut end, mut left) = (0, usize::from(room - used));
            for (at, grapheme) in text.grapheme_indices(true) {
                let cells = width::cells_of(grapheme);
                if cells > left {
                    break;
                }
                left -= cells;
                end = at + grapheme.len();
            }
            used += self.text(x + used, y, room - used, &text[..end], span.role);
            if end < text.len() {
                break;
            }
        }
        if cut && cells > 0 {
            let role = line.last().map_or(Role::Text, |span| span.role);
            used += self.text(x + used, y, 1, width::ELLIPSIS, role);
        }
        used
    }

    pub fn rich_right(&mut self, x: u16, y: u16, cells: u16, line: &[Span]) {
        let used = (rich_width(line) as u16).min(cells);
        self.rich(x + cells - used, y, used, line);
    }

    /// Restyles what is there.
    pub fn tint(&mut self, area: Rect, role: Role) {
        let area = area.intersection(self.buffer.area);
        self.buffer.set_style(area, self.theme.style(role));
    }

    /// Empties an area.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for position in area.positions() {
            self.buffer[position].reset();
        }
        self.buffer.set_style(area, self.theme.style(Role::Text));
    }

    /// One line-drawing character.
    pub fn line(&mut self, x: u16, y: u16, symbol: &str) {
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.set_symbol(symbol).set_style(self.theme.style(Role::Border));
        }
    }

    pub fn horizontal(&mut self, x: u16, y: u16, cells: u16) {
        (x..x.saturating_add(cells)).for_each(|x| self.line(x, y, "─"));
    }

    pub fn vertical(&mut self, x: u16, y: u16, cells: u16) {
        (y..y.saturating_add(cells)).for_each(|y| self.line(x, y, "│"));
    }

    /// An empty box with a title in its upper edge; returns the room inside.
    pub fn boxed(&mut self, area: Rect, title: &[Span]) -> Rect {
        self.clear(area);
        if area.width < 2 || area.height < 2 {
            return Rect { width: 0, height: 0, ..area };
        }
        let (right, bottom) = (area.right() - 1, area.bottom() - 1);
        self.horizontal(area.x, area.y, area.width);
        self.horizontal(area.x, bottom, area.width);
        self.vertical(area.x, area.y, area.height);
        self.vertical(right, area.y, area.height);
        for (x, y, corner) in [(area.x, area.y, "╭"), (right, area.y, "╮"), (area.x, bottom, "╰"), (right, bottom, "╯")]
        {
            self.line(x, y, corner);
        }
        if area.width > 4 && !title.is_empty() {
            self.text(area.x + 1, area.y, 1, " ", Role::Text);
            let used = self.rich(area.x + 2, area.y, area.width - 4, title);
            self.text(area.x + 2 + used, area.y, 1, " ", Role::Text);
        }
        Rect::new(area.x + 1, area.y + 1, area.width - 2, area.height - 2)
    }

    /// Where the terminal's cursor stands: screen readers and input methods follow it.
    pub fn park(&mut self, x: u16, y: u16) {
        if self.buffer.area.contains(Position { x, y }) {
            self.cursor = Some(Position { x, y });
        }
    }
}
