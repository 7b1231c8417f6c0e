//! A list that arrives in windows: the rows so far, the selected one, and the first one shown.
//!
//! Asks for the next window before the selection reaches the end; never holds up a key for it.

use crate::{
    domain::rows::{Cursor, Window},
    tui::msg::Ticket,
};

/// Rows asked for at once.
pub const WINDOW: usize = 200;
/// The most asked for at once when a list is made anew around its selection.
const AGAIN: usize = 5_000;

/// What to fetch for a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub after: Option<Cursor>,
    pub limit: usize,
}

#[derive(Debug, Clone)]
pub struct List<T> {
    pub rows: Vec<T>,
    pub selected: usize,
    /// The first row shown.
    pub top: usize,
    next: Option<Cursor>,
    awaiting: Option<(Ticket, bool)>,
    /// At least one window has come since the list was begun.
    pub loaded: bool,
    to_end: bool,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), selected: 0, top: 0, next: None, awaiting: None, loaded: false, to_end: false }
    }
}

impl<T> List<T> {
    pub fn current(&self) -> Option<&T> {
        self.rows.get(self.selected)
    }

    pub fn more(&self) -> bool {
        self.next.is_some()
    }

    pub fn awaits(&self, ticket: Ticket) -> bool {
        self.awaiting.is_some_and(|(awaited, _)| awaited == ticket)
    }

    /// Makes the list anew. The rows stay on screen until the new ones come.
    pub fn begin(&mut self, ticket: Ticket) -> Wanted {
        self.awaiting = Some((ticket, true));
        Wanted { after: None, limit: self.rows.len().clamp(WINDOW, AGAIN) }
    }

    /// The window after the last row, if the selection nears it and nothing is on its way.
    pub fn wants_more(&mut self, page: usize, ticket: impl FnOnce() -> Ticket) -> Option<(Ticket, Wanted)> {
        let near = self.to_end || self.selected + 3 * page.max(1) >= self.rows.len();
        if self.awaiting.is_some() || !near {
            return None;
        }
        let after = Some(self.next.clone()?);
        let ticket = ticket();
        self.awaiting = Some((ticket, false));
        Some((ticket, Wanted { after, limit: if self.to_end { AGAIN } else { WINDOW } }))
    }

    /// Takes a window that answers `ticket`; false where it answers something else. `key` tells rows apart: the
    /// selection stays on its row when the list was made anew.
    pub fn take<K: PartialEq>(&mut self, ticket: Ticket, window: Window<T>, key: impl Fn(&T) -> K) -> bool {
        let Some((_, anew)) = self.awaiting.take_if(|(awaited, _)| *awaited == ticket) else { return false };
        self.next = window.next;
        if anew {
            let kept = self.current().map(&key);
            self.rows = window.rows;
            self.loaded = true;
            let found = kept.and_then(|kept| self.rows.iter().position(|row| key(row) == kept));
            self.selected = found.unwrap_or(self.selected).min(self.rows.len().saturating_sub(1));
        } else {
            self.rows.extend(window.rows);
        }
        if self.to_end {
            self.selected = self.rows.len().saturating_sub(1);
            self.to_end = self.next.is_some();
        }
        true
    }

    /// The request failed or was dropped: what is shown stays. True where it was this list's.
    pub fn failed(&mut self, ticket: Ticket) -> bool {
        let ours = self.awaiting.take_if(|(awaited, _)| *awaited == ticket).is_some();
        self.loaded |= ours;
        ours
    }

    pub fn move_by(&mut self, by: isize) {
        self.to_end = false;
        self.selected = self.selected.saturating_add_signed(by).min(self.rows.len().saturating_sub(1));
    }

    pub fn first(&mut self) {
        self.to_end = false;
        self.selected = 0;
    }

    /// To the last row, and on to the rows that have not come yet.
    pub fn last(&mut self) {
        self.to_end = self.next.is_some();
        self.selected = self.rows.len().saturating_sub(1);
    }

    /// Brings the selection into the `height` rows shown.
    pub fn settle(&mut self, height: usize) {
        self.top = settled(self.top, self.selected, self.rows.len(), height);
    }

    pub fn shown(&self, height: usize) -> impl Iterator<Item = (usize, &T)> {
        self.rows.iter().enumerate().skip(self.top).take(height)
    }
}

/// The first row shown of `len`, so that `selected` is among `height` and no room is left over.
pub fn settled(top: usize, selected: usize, len: usize, height: usize) -> usize {
    let height = height.max(1);
    top.min(selected).max((selected + 1).saturating_sub(height)).min(len.saturating_sub(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(rows: std::ops::Range<i32>, more: bool) -> Window<i32> {
        let next = more.then(|| Cursor(String::new(), rows.end.into()));
        Window { rows: rows.collect(), next }
    }

    #[test]
    fn windows_are_fetched_before_the_end_and_only_once() {
        let mut list = List::default();
        assert_eq!(list.begin(Ticket(1)), Wanted { after: None, limit: WINDOW });
        assert!(!list.take(Ticket(9), window(0..3, false), |r| *r), "an answer to something else");
        assert!(list.take(Ticket(1), window(0..100, true), |r| *r));
        assert_eq!(list.wants_more(10, || Ticket(2)), None);
        list.move_by(80);
        assert!(list.wants_more(10, || Ticket(2)).is_some());
        assert_eq!(list.wants_more(10, || Ticket(3)), None, "already on its way");
        assert!(list.take(Ticket(2), window(100..150, false), |r| *r));
        assert_eq!((list.rows.len(), list.current()), (150, Some(&80)));
        list.last();
        assert_eq!(list.current(), Some(&149));
    }

    #[test]
    fn the_selection_stays_on_its_row_when_the_list_is_made_anew() {
        let mut list = List::default();
        list.begin(Ticket(1));
        list.take(Ticket(1), window(0..10, false), |r| *r);
        list.move_by(5);
        list.begin(Ticket(2));
        list.take(Ticket(2), window(3..10, false), |r| *r);
        assert_eq!(list.current(), Some(&5));
        list.begin(Ticket(3));
        list.take(Ticket(3), window(0..1, false), |r| *r);
        assert_eq!(list.current(), Some(&0));
    }

    #[test]
    fn the_end_is_followed_as_rows_come() {
        let mut list = List::default();
        list.begin(Ticket(1));
        list.take(Ticket(1), window(0..10, true), |r| *r);
        list.last();
        assert!(list.wants_more(5, || Ticket(2)).is_some());
        list.take(Ticket(2), window(10..20, false), |r| *r);
        assert_eq!(list.current(), Some(&19));
    }

    #[test]
    fn the_shown_rows_hold_the_selection_and_fill_the_room() {
        assert_eq!(settled(0, 12, 20, 10), 3);
        assert_eq!(settled(15, 12, 20, 10), 10);
        assert_eq!(settled(5, 2, 4, 10), 0);
    }
}
