//! A list that arrives in windows: the rows held, the selected one, and the first one shown.
//!
//! Holds a stretch of a list however long that is: asks for the next window before the selection reaches either end of
//! what it has, and lets go of rows far behind. Never holds up a key for it.

use std::collections::VecDeque;

use crate::{
    domain::{
        order::Stretch,
        rows::{Cursor, Window},
    },
    tui::msg::Ticket,
};

/// Rows asked for at once.
pub const WINDOW: usize = 200;
/// More rows than this are not kept; the farthest window goes first.
pub const HELD: usize = 1_000;

/// What to fetch for a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub from: Stretch,
    pub limit: usize,
}

#[derive(Debug, Clone)]
pub struct List<T> {
    pub rows: Vec<T>,
    pub selected: usize,
    /// The first row shown.
    pub top: usize,
    /// At least one window has come since the list was begun.
    pub loaded: bool,
    /// How the rows held came, in their order.
    windows: VecDeque<Held>,
    /// There are rows before the first one held, and after the last one.
    above: bool,
    below: bool,
    awaiting: Option<(Ticket, Fetch)>,
    /// Where to go at the next occasion.
    wish: Option<Stretch>,
}

/// One window among those held.
#[derive(Debug, Clone)]
struct Held {
    rows: usize,
    ends: Option<(Cursor, Cursor)>,
}

/// What a window on its way is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fetch {
    /// To stand instead of what is held. Are there rows before it?
    Anew {
        above: bool,
    },
    First,
    Last,
    Above,
    Below,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            selected: 0,
            top: 0,
            loaded: false,
            windows: VecDeque::new(),
            above: false,
            below: false,
            awaiting: None,
            wish: None,
        }
    }
}

impl<T> List<T> {
    /// A list that begins at a row, as it was left.
    pub fn at(cursor: Option<Cursor>) -> Self {
        Self { wish: cursor.map(Stretch::At), ..Self::default() }
    }

    pub fn current(&self) -> Option<&T> {
        self.rows.get(self.selected)
    }

    /// The cursor of the first row of the window that holds the selection: where to begin to find it again.
    pub fn place(&self) -> Option<Cursor> {
        let mut last = 0;
        let holds = self.windows.iter().find(|window| {
            last += window.rows;
            self.selected < last
        });
        holds.and_then(|window| window.ends.as_ref()).map(|(first, _)| first.clone())
    }

    pub fn awaits(&self, ticket: Ticket) -> bool {
        self.awaiting.is_some_and(|(awaited, _)| awaited == ticket)
    }

    /// Makes the list anew where it stands. The rows stay on screen until the new ones come.
    pub fn begin(&mut self, ticket: Ticket) -> Wanted {
        let held = self.windows.front().filter(|_| self.above).and_then(|w| w.ends.as_ref());
        // The row wanted may be the last of as many rows as are held.
        let least = if self.wish.is_some() { HELD } else { WINDOW };
        let from = self.wish.take().or_else(|| held.map(|(first, _)| Stretch::At(first.clone()))).unwrap_or_default();
        let above = from != Stretch::First;
        self.awaiting = Some((ticket, Fetch::Anew { above }));
        Wanted { from, limit: self.rows.len().clamp(least, HELD) }
    }

    /// The window that the selection nears, if it is not on its way.
    pub fn wants_more(&mut self, page: usize, ticket: impl FnOnce() -> Ticket) -> Option<(Ticket, Wanted)> {
        let (fetch, from) = match self.wish.take() {
            Some(Stretch::Last) => (Fetch::Last, Stretch::Last),
            Some(_) => (Fetch::First, Stretch::First),
            None => self.nearing(3 * page.max(1))?,
        };
        let ticket = ticket();
        self.awaiting = Some((ticket, fetch));
        Some((ticket, Wanted { from, limit: WINDOW }))
    }

    fn nearing(&self, near: usize) -> Option<(Fetch, Stretch)> {
        if self.awaiting.is_some() {
            return None;
        }
        let end = |window: Option<&Held>| window?.ends.clone();
        if self.below && self.selected + near >= self.rows.len() {
            let (_, last) = end(self.windows.back())?;
            return Some((Fetch::Below, Stretch::After(last)));
        }
        if self.above && self.selected < near {
            let (first, _) = end(self.windows.front())?;
            return Some((Fetch::Above, Stretch::Before(first)));
        }
        None
    }

    /// Takes a window that answers `ticket`; false where it answers something else. `key` tells rows apart: the
    /// selection stays on its row when the list was made anew.
    pub fn take<K: PartialEq>(&mut self, ticket: Ticket, window: Window<T>, key: impl Fn(&T) -> K) -> bool {
        let kept = self.current().map(&key);
        self.take_on(ticket, window, |row| kept.as_ref().is_some_and(|kept| key(row) == *kept))
    }

    /// The same; the selection goes to the row that `is` the one wanted, where the list was made anew.
    pub fn take_on(&mut self, ticket: Ticket, window: Window<T>, is: impl Fn(&T) -> bool) -> bool {
        let Some((_, fetch)) = self.awaiting.take_if(|(awaited, _)| *awaited == ticket) else { return false };
        let held = Held { rows: window.rows.len(), ends: window.ends };
        let more = window.next.is_some();
        match fetch {
            Fetch::Anew { above } if above && window.rows.is_empty() => self.wish = Some(Stretch::First),
            Fetch::Anew { above } => {
                self.hold(window.rows, held, above, more);
                let found = self.rows.iter().position(is);
                self.selected = found.unwrap_or(self.selected).min(self.rows.len().saturating_sub(1));
            }
            Fetch::First => {
                self.hold(window.rows, held, false, more);
                self.selected = 0;
            }
            Fetch::Last => {
                self.hold(window.rows, held, more, false);
                self.selected = self.rows.len().saturating_sub(1);
            }
            Fetch::Below => {
                self.below = more;
                self.rows.extend(window.rows);
                self.windows.push_back(held);
                self.let_go_above();
            }
            Fetch::Above => {
                self.above = more;
                self.selected += held.rows;
                self.top += held.rows;
                self.rows.splice(0..0, window.rows);
                self.windows.push_front(held);
                self.let_go_below();
            }
        }
        self.loaded = true;
        true
    }

    fn hold(&mut self, rows: Vec<T>, held: Held, above: bool, below: bool) {
        self.rows = rows;
        self.windows = VecDeque::from([held]);
        (self.above, self.below) = (above, below);
    }

    fn let_go_above(&mut self) {
        while let Some(far) = self.windows.front().map(|w| w.rows)
            && self.rows.len() > HELD.max(far)
            && self.selected.min(self.top) >= far
        {
            self.windows.pop_front();
            self.rows.drain(..far);
            self.selected -= far;
            self.top -= far;
            self.above = true;
        }
    }

    fn let_go_below(&mut self) {
        while let Some(far) = self.windows.back().map(|w| w.rows)
            && self.rows.len() > HELD.max(far)
            && self.selected + far < self.rows.len()
        {
            self.windows.pop_back();
            self.rows.truncate(self.rows.len() - far);
            self.below = true;
        }
    }

    /// Shows the rows found so far where the list is being made anew and holds no more than they are.
    pub fn show(&mut self, rows: Vec<T>) {
        let anew = matches!(self.awaiting, Some((_, Fetch::Anew { .. })));
        if anew && rows.len() >= self.rows.len() {
            self.loaded |= !rows.is_empty();
            self.rows = rows;
        }
    }

    /// What the list waits for.
    pub fn awaited(&self) -> Option<Ticket> {
        self.awaiting.map(|(ticket, _)| ticket)
    }

    /// The request failed or was dropped: what is shown stays. True where it was this list's.
    pub fn failed(&mut self, ticket: Ticket) -> bool {
        let ours = self.awaiting.take_if(|(awaited, _)| *awaited == ticket).is_some();
        self.loaded |= ours;
        ours
    }

    pub fn move_by(&mut self, by: isize) {
        self.wish = None;
        self.selected = self.selected.saturating_add_signed(by).min(self.rows.len().saturating_sub(1));
    }

    pub fn first(&mut self) {
        self.wish = self.above.then_some(Stretch::First);
        self.selected = 0;
    }

    /// To the last row, whether it is held or not.
    pub fn last(&mut self) {
        self.wish = self.below.then_some(Stretch::Last);
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

    const ALL: i64 = 5_000;

    fn cursor(row: i64) -> Cursor {
        Cursor(String::new(), row)
    }

    /// What a store of the numbers up to `ALL` answers.
    fn answer(wanted: &Wanted) -> Window<i64> {
        let limit = wanted.limit as i64;
        let (from, to) = match &wanted.from {
            Stretch::First => (0, limit),
            Stretch::At(c) => (c.1, c.1 + limit),
            Stretch::After(c) => (c.1 + 1, c.1 + 1 + limit),
            Stretch::Before(c) => (c.1 - limit, c.1),
            Stretch::Last => (ALL - limit, ALL),
        };
        let (from, to) = (from.max(0), to.min(ALL));
        let more = if wanted.from.is_backward() { (from > 0).then_some(from) } else { (to < ALL).then_some(to - 1) };
        let ends = (from < to).then(|| (cursor(from), cursor(to - 1)));
        Window { rows: (from..to).collect(), next: more.map(cursor), ends }
    }

    struct Reading {
        list: List<i64>,
        ticket: u64,
    }

    impl Reading {
        fn new() -> Self {
            let mut reading = Self { list: List::default(), ticket: 0 };
            reading.anew();
            reading
        }

        fn anew(&mut self) {
            self.ticket += 1;
            let wanted = self.list.begin(Ticket(self.ticket));
            assert!(self.list.take(Ticket(self.ticket), answer(&wanted), |r| *r));
        }

        fn settle(&mut self) {
            self.list.settle(40);
            let ticket = Ticket(self.ticket + 1);
            while let Some((ticket, wanted)) = self.list.wants_more(40, || ticket) {
                self.ticket += 1;
                assert!(self.list.take(ticket, answer(&wanted), |r| *r));
                self.list.settle(40);
            }
            assert!(self.list.rows.len() <= HELD + WINDOW, "{} rows held", self.list.rows.len());
            assert!(self.list.rows.windows(2).all(|w| w[0] + 1 == w[1]), "rows without gaps");
        }

        fn go(&mut self, by: isize) -> i64 {
            self.list.move_by(by);
            self.settle();
            *self.list.current().unwrap()
        }
    }

    #[test]
    fn windows_are_fetched_before_the_end_and_only_once() {
        let mut list = List::default();
        assert_eq!(list.begin(Ticket(1)), Wanted { from: Stretch::First, limit: WINDOW });
        let wanted = Wanted { from: Stretch::First, limit: 100 };
        assert!(!list.take(Ticket(9), answer(&wanted), |r| *r), "an answer to something else");
        assert!(list.take(Ticket(1), answer(&wanted), |r| *r));
        assert_eq!(list.wants_more(10, || Ticket(2)), None);
        list.move_by(80);
        assert!(list.wants_more(10, || Ticket(2)).is_some());
        assert_eq!(list.wants_more(10, || Ticket(3)), None, "already on its way");
    }

    #[test]
    fn a_long_list_is_walked_down_and_up_with_few_rows_held() {
        let mut reading = Reading::new();
        for at in 1..=60 {
            assert_eq!(reading.go(50), at * 50);
        }
        for at in (0..60).rev() {
            assert_eq!(reading.go(-50), at * 50);
        }
    }

    #[test]
    fn the_last_row_is_one_step_away_and_so_is_the_first() {
        let mut reading = Reading::new();
        reading.list.last();
        reading.settle();
        assert_eq!(reading.list.current(), Some(&(ALL - 1)));
        assert_eq!(reading.go(-300), ALL - 200, "no farther than what is held, which then grows");
        reading.list.first();
        reading.settle();
        assert_eq!(reading.list.current(), Some(&0));
    }

    #[test]
    fn the_selection_stays_on_its_row_when_the_list_is_made_anew() {
        let mut reading = Reading::new();
        reading.go(150);
        reading.go(150);
        for _ in 0..20 {
            reading.go(100);
        }
        let before = *reading.list.current().unwrap();
        reading.anew();
        reading.settle();
        assert_eq!(reading.list.current(), Some(&before));
        let mut again = List::at(reading.list.place());
        let wanted = again.begin(Ticket(1));
        again.take_on(Ticket(1), answer(&wanted), |row| *row == before);
        assert_eq!(again.current(), Some(&before), "also in a list begun where this one stood");
    }

    #[test]
    fn a_list_begun_at_rows_that_are_gone_begins_at_the_first() {
        let mut list = List::at(Some(cursor(ALL + 7)));
        let wanted = list.begin(Ticket(1));
        list.take(Ticket(1), answer(&wanted), |r| *r);
        let (ticket, wanted) = list.wants_more(40, || Ticket(2)).unwrap();
        list.take(ticket, answer(&wanted), |r| *r);
        assert_eq!(list.current(), Some(&0));
    }

    #[test]
    fn the_shown_rows_hold_the_selection_and_fill_the_room() {
        assert_eq!(settled(0, 12, 20, 10), 3);
        assert_eq!(settled(15, 12, 20, 10), 10);
        assert_eq!(settled(5, 2, 4, 10), 0);
    }
}
