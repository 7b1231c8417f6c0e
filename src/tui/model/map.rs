//! Events on a map and along time: what part of the world is seen, which event is selected, how days are put together.
//!
//! Owns the arithmetic of it; draws nothing.

use jiff::civil::Date;

use super::Session;
use crate::{
    domain::{Filter, Outcome, rows::Point},
    tui::msg::{Effect, Ticket},
    work::Request,
};

/// Events drawn at most, the latest first; more would only cover each other.
pub const MOST: usize = 20_000;
/// The widest and the narrowest view, in degrees of longitude.
const WIDEST: f64 = 360.0;
const NARROWEST: f64 = 0.05;

#[derive(Debug, Clone, Default)]
pub struct Map {
    pub filter: Filter,
    /// None until they came.
    pub points: Option<Vec<Point>>,
    pub awaiting: Option<Ticket>,
    pub view: View,
    /// By place in `points`.
    pub selected: Option<usize>,
    pub measure: Measured,
    pub stale: bool,
}

/// The part of the world that is seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// The middle, in degrees.
    pub lon: f64,
    pub lat: f64,
    /// From the left edge to the right, in degrees of longitude.
    pub span: f64,
}

impl Default for View {
    fn default() -> Self {
        Self { lon: 0.0, lat: 20.0, span: WIDEST }
    }
}

/// What is counted along time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Measured {
    #[default]
    Killed,
    Injured,
    Events,
}

impl Measured {
    pub const fn label(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Injured => "injured",
            Self::Events => "events",
        }
    }

    pub const fn next(self) -> Self {
        match self {
            Self::Killed => Self::Injured,
            Self::Injured => Self::Events,
            Self::Events => Self::Killed,
        }
    }

    /// The decided best figure of an event, else the lowest any report gives: a sum must not be more than is certain.
    pub fn of(self, point: &Point) -> u64 {
        let toll = |outcome| point.tolls.iter().find(|t| t.outcome == outcome);
        let number = |outcome| toll(outcome).and_then(|t| t.best.or(t.low)).unwrap_or(0);
        match self {
            Self::Killed => number(Outcome::Killed),
            Self::Injured => number(Outcome::Injured),
            Self::Events => 1,
        }
    }
}

impl Map {
    pub fn with(filter: Filter) -> Self {
        Self { filter, ..Self::default() }
    }

    pub fn load(&mut self, session: &mut Session) -> Vec<Effect> {
        self.stale = false;
        let ticket = session.ticket();
        self.awaiting = Some(ticket);
        vec![Effect::Ask(ticket, Request::Points { filter: self.filter.clone(), limit: MOST })]
    }

    /// The first time, the view is fitted around them.
    pub fn take(&mut self, points: Vec<Point>) {
        self.awaiting = None;
        let first = self.points.is_none();
        self.selected = self.selected.filter(|at| *at < points.len());
        self.points = Some(points);
        if first {
            self.fit();
        }
    }

    pub fn points(&self) -> &[Point] {
        self.points.as_deref().unwrap_or_default()
    }

    pub fn current(&self) -> Option<&Point> {
        self.points().get(self.selected?)
    }

    /// Around all that have a place, with some room.
    pub fn fit(&mut self) {
        let placed: Vec<_> = self.points().iter().filter_map(Point::at).collect();
        let ends = |of: fn(&(f64, f64)) -> f64| {
            placed.iter().map(of).fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)))
        };
        if placed.is_empty() {
            self.view = View::default();
            return;
        }
        let ((west, east), (south, north)) = (ends(|p| p.0), ends(|p| p.1));
        let span = ((east - west) * 1.3).max((north - south) * 3.0).clamp(8.0, WIDEST);
        self.view = View { lon: f64::midpoint(west, east), lat: f64::midpoint(south, north), span };
    }

    /// Nearer for a factor below 1, farther above.
    pub fn zoom(&mut self, factor: f64) {
        self.view.span = (self.view.span * factor).clamp(NARROWEST, WIDEST);
        if let Some((lon, lat)) = self.current().and_then(Point::at) {
            (self.view.lon, self.view.lat) = (lon, lat);
        }
    }

    /// By parts of what is seen, east and north positive.
    pub fn pan(&mut self, east: f64, north: f64) {
        let view = &mut self.view;
        view.lon = (view.lon + east * view.span).clamp(-180.0, 180.0);
        view.lat = (view.lat + north * view.span / 2.0).clamp(-85.0, 85.0);
    }

    /// To the next event that has a place, later ones first; the view follows.
    pub fn step(&mut self, by: isize) {
        let placed: Vec<_> = (0..self.points().len()).filter(|at| self.points()[*at].at().is_some()).collect();
        if placed.is_empty() {
            return;
        }
        let here = self.selected.and_then(|at| placed.iter().position(|p| *p == at));
        let to = here.map_or(0, |here| (here as isize + by).rem_euclid(placed.len() as isize) as usize);
        self.selected = Some(placed[to]);
        if let Some((lon, lat)) = self.current().and_then(Point::at) {
            let (view, reach) = (self.view, self.view.span / 2.2);
            if (lon - view.lon).abs() > reach || (lat - view.lat).abs() > reach / 3.0 {
                (self.view.lon, self.view.lat) = (lon, lat);
            }
        }
    }

    /// The days of the events put into at most `columns` stretches of as many days each, from the first to the last:
    /// the first day, the days of a stretch, and what each comes to. None where no event has a day.
    pub fn along_time(&self, columns: usize) -> Option<(Date, i32, Vec<u64>)> {
        let dated = self.points().iter().filter_map(|p| p.day.map(|day| (day, p)));
        let dated: Vec<_> = dated.collect();
        let first = dated.iter().map(|(day, _)| *day).min()?;
        let last = dated.iter().map(|(day, _)| *day).max()?;
        let days = days_between(first, last) + 1;
        let columns = columns.max(1) as i32;
        // Days, weeks, months, quarters, years: stretches that people count in.
        let stretch = [1, 7, 30, 91, 365].into_iter().find(|n| days <= n * columns).unwrap_or(days / columns + 1);
        let mut sums = vec![0; ((days + stretch - 1) / stretch) as usize];
        for (day, point) in dated {
            sums[(days_between(first, day) / stretch) as usize] += self.measure.of(point);
        }
        Some((first, stretch, sums))
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EventId, FigureState, RowState, rows::Toll};

    fn point(n: i64, at: (f64, f64), day: &str, killed: u64) -> Point {
        let toll = Toll {
            outcome: Outcome::Killed,
            low: Some(killed),
            best: None,
            high: Some(killed + 3),
            state: RowState::Single,
            figure: FigureState::Open,
        };
        Point {
            event: EventId(n),
            name: format!("event {n}"),
            lon: Some(at.0),
            lat: Some(at.1),
            day: Some(day.parse().unwrap()),
            tolls: vec![toll],
            conflicts: 0,
            decided: 0,
        }
    }

    fn map(points: Vec<Point>) -> Map {
        let mut map = Map::default();
        map.take(points);
        map
    }

    #[test]
    fn the_view_holds_all_events_and_follows_the_selection() {
        let mut map = map(vec![point(1, (36.0, 36.0), "2025-05-01", 1), point(2, (38.0, 33.0), "2025-05-02", 2)]);
        assert!(map.view.span >= 2.6 && (map.view.lon - 37.0).abs() < 1e-9);
        map.step(1);
        assert_eq!(map.current().unwrap().event, EventId(1));
        map.zoom(0.01);
        map.step(1);
        assert_eq!((map.view.lon, map.view.lat), (38.0, 33.0));
        map.step(1);
        assert_eq!(map.current().unwrap().event, EventId(1), "around the end");
        map.pan(99.0, -99.0);
        assert!(map.view.lon <= 180.0 && map.view.lat >= -85.0);
    }

    #[test]
    fn days_are_put_together_so_that_they_fit() {
        let days = ["2025-05-01", "2025-05-01", "2025-05-15"];
        let map = map(days.iter().map(|day| point(1, (0.0, 0.0), day, 2)).collect());
        assert_eq!(
            map.along_time(20),
            Some(("2025-05-01".parse().unwrap(), 1, [vec![4], vec![0; 13], vec![2]].concat()))
        );
        assert_eq!(map.along_time(5).unwrap().2, [4, 0, 2]);
        assert_eq!(Map::default().along_time(9), None);
    }
}
