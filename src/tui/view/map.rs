//! The map of events, and what they come to along time.

use ratatui::{
    layout::Rect,
    style::Color,
    symbols::Marker,
    widgets::{
        Widget,
        canvas::{self, Painter, Shape},
    },
};

use super::{paint::Canvas, words};
use crate::{
    domain::{Outcome, rows::Point},
    text::{self, width},
    tui::{
        model::{Map, Model, geometry, map::MOST},
        outline,
        rich::{Rich, Role, span},
    },
};

/// Lines for what happened along time, the axis included.
const TIMELINE: u16 = 7;

pub fn draw(model: &Model, map: &Map, canvas: &mut Canvas) {
    let body = geometry::body(model.size);
    let below = if body.height < 16 { 0 } else { TIMELINE };
    let area = Rect { height: body.height - below, ..body };
    let Some(points) = &map.points else { return };
    let frame = Frame::of(map, area);
    outlines(&frame, canvas);
    let mut order: Vec<_> = points.iter().enumerate().filter(|(_, p)| p.at().is_some()).collect();
    // The heavier over the lighter.
    order.sort_by_key(|(_, p)| killed(p));
    for (_, point) in &order {
        draw_point(&frame, point, false, canvas);
    }
    if let Some(point) = map.current() {
        draw_point(&frame, point, true, canvas);
    }
    if order.is_empty() {
        let says = vec![vec![span(Role::Strong, "No event here has a place that was found.")]];
        words::placard(canvas, area, &says);
    }
    if below > 0 {
        timeline(map, Rect { y: area.bottom(), height: below, ..body }, canvas);
    }
}

/// Where degrees lie on the screen.
struct Frame {
    area: Rect,
    west: f64,
    east: f64,
    south: f64,
    north: f64,
}

impl Frame {
    /// A cell is about twice as high as wide, and a degree of longitude is shorter the farther from the equator.
    fn of(map: &Map, area: Rect) -> Self {
        let view = map.view;
        let shrink = view.lat.to_radians().cos().max(0.1);
        let tall = view.span * shrink * 2.0 * f64::from(area.height) / f64::from(area.width.max(1));
        let half = view.span / 2.0;
        let (west, east) = (view.lon - half, view.lon + half);
        Self { area, west, east, south: view.lat - tall / 2.0, north: view.lat + tall / 2.0 }
    }

    /// The cell of a place, where it is in view.
    fn cell(&self, lon: f64, lat: f64) -> Option<(u16, u16)> {
        let along = (lon - self.west) / (self.east - self.west);
        let down = (self.north - lat) / (self.north - self.south);
        let inside = (0.0..1.0).contains(&along) && (0.0..1.0).contains(&down);
        let cell = |part: f64, cells: u16| (part * f64::from(cells)) as u16;
        inside.then(|| (self.area.x + cell(along, self.area.width), self.area.y + cell(down, self.area.height)))
    }
}

/// Coasts as lines, borders as dots.
struct Outlines<'a> {
    frame: &'a Frame,
    color: Color,
}

/// Dots of a border from one that is drawn to the next.
const APART: usize = 3;

impl Shape for Outlines<'_> {
    fn draw(&self, painter: &mut Painter) {
        let Frame { area, west, east, south, north } = *self.frame;
        // Braille has two dots across a cell and four down.
        let (wide, high) = (f64::from(area.width) * 2.0, f64::from(area.height) * 4.0);
        for line in outline::lines().filter(|line| line.meets(west, south, east, north)) {
            let mut dots = 0;
            let mut points = line.points();
            let Some(mut from) = points.next() else { continue };
            for to in points {
                let part = outline::clipped(from, to, [west, south, east, north]);
                from = to;
                let Some((a, b)) = part else { continue };
                let across = ((b.0 - a.0) / (east - west) * wide).abs();
                let down = ((b.1 - a.1) / (north - south) * high).abs();
                let steps = across.max(down).ceil().max(1.0);
                for step in 0..steps as usize {
                    let part = step as f64 / steps;
                    let at = painter.get_point(a.0 + part * (b.0 - a.0), a.1 + part * (b.1 - a.1));
                    dots += 1;
                    if let Some((x, y)) = at.filter(|_| !line.is_border || dots % APART == 0) {
                        painter.paint(x, y, self.color);
                    }
                }
            }
        }
    }
}

fn outlines(frame: &Frame, canvas: &mut Canvas) {
    let color = canvas.style(Role::Dim).fg.unwrap_or(Color::Reset);
    canvas::Canvas::default()
        .marker(Marker::Braille)
        .x_bounds([frame.west, frame.east])
        .y_bounds([frame.south, frame.north])
        .paint(|context| context.draw(&Outlines { frame, color }))
        .render(frame.area, canvas.buffer);
}

fn killed(point: &Point) -> u64 {
    point.toll(Outcome::Killed).and_then(|t| t.best.or(t.low)).unwrap_or(0)
}

fn draw_point(frame: &Frame, point: &Point, selected: bool, canvas: &mut Canvas) {
    let Some((x, y)) = point.at().and_then(|(lon, lat)| frame.cell(lon, lat)) else { return };
    let sign = match killed(point) {
        0 => "∙",
        1..5 => "•",
        5..20 => "o",
        20..100 => "O",
        _ => "@",
    };
    let role = match point {
        Point { conflicts: 1.., .. } => Role::Bad,
        Point { decided: 1.., .. } => Role::Good,
        _ => Role::Accent,
    };
    canvas.text(x, y, 1, sign, role);
    if selected {
        canvas.tint(Rect { x, y, width: 1, height: 1 }, Role::Selected);
        canvas.park(x, y);
        let name = text::display(&point.name);
        let room = frame.area.right().saturating_sub(x + 2);
        canvas.text(x + 2, y, room.min(width::width(&name) as u16), &name, Role::Strong);
    }
}

/// Bars of eighths of a cell, one for each stretch of days.
fn timeline(map: &Map, area: Rect, canvas: &mut Canvas) {
    const EIGHTHS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    canvas.horizontal(area.x, area.y, area.width);
    let columns = area.width.saturating_sub(2);
    let Some((first, days, sums)) = map.along_time(columns.into()) else {
        canvas.text(1, area.y + 1, columns, "no event here has a day", Role::Dim);
        return;
    };
    let per = match days {
        1 => "day".to_owned(),
        7 => "week".to_owned(),
        n => format!("{n} days"),
    };
    let most = sums.iter().copied().max().unwrap_or(0).max(1);
    let total: u64 = sums.iter().sum();
    let title = format!(" {} per {per} · most {most} · in all {total} at the least ", map.measure.label());
    canvas.text(area.x + 1, area.y, columns, &title, Role::Heading);
    let bars = Rect { y: area.y + 1, height: area.height - 2, ..area };
    let levels = u64::from(bars.height) * 8;
    for (x, sum) in (area.x + 1..area.right() - 1).zip(&sums) {
        // Whatever there is must be seen.
        let level = (sum * levels / most).max(u64::from(*sum > 0));
        for row in 0..bars.height {
            let part = level.saturating_sub(u64::from(row) * 8).min(8) as usize;
            canvas.text(x, bars.bottom() - 1 - row, 1, EIGHTHS[part], Role::Accent);
        }
    }
    let last = first.saturating_add(jiff::Span::new().days(days * (sums.len() as i32 - 1)));
    canvas.text(1, area.bottom() - 1, columns, &words::day(first), Role::Dim);
    let end = words::day(last);
    let at = (1 + sums.len() as u16).max(width::width(&end) as u16 * 2 + 4).min(1 + columns);
    canvas.text_right(0, area.bottom() - 1, at, &end, Role::Dim);
}

/// The selected event in words, for the message line.
pub fn said(map: &Map) -> Rich {
    let Some(point) = map.current() else {
        let places = map.points().iter().filter(|p| p.at().is_some()).count();
        let more = if map.points().len() == MOST { " (the latest of them)" } else { "" };
        return vec![span(Role::Dim, format!("{places} of {} events have a place{more}", map.points().len()))];
    };
    // The name is often made from the day.
    let day = point.day.map(words::day).filter(|day| !point.name.contains(day.as_str()));
    let day = day.map(|day| format!(" · {day}")).unwrap_or_default();
    let toll = |outcome| point.toll(outcome).map(|t| t.numbers()).filter(|n| !n.is_empty());
    let numbers = [(Outcome::Killed, "killed"), (Outcome::Injured, "injured")]
        .into_iter()
        .filter_map(|(outcome, label)| toll(outcome).map(|n| format!(" · {label} {n}")))
        .collect::<String>();
    let state = match point.conflicts {
        0 => span(Role::Dim, ""),
        n => span(Role::Bad, format!(" · {n} open conflict{}", if n == 1 { "" } else { "s" })),
    };
    vec![span(Role::Text, text::display(&format!("{}{day}{numbers}", point.name))), state]
}
