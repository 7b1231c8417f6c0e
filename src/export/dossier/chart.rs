//! The toll over time as a drawing: a line for each claimant, steps where its number changed, each number written beside
//! its point. Shapes differ as well as colours.

use std::fmt::Write;

use jiff::civil::Date;

use super::super::{Toll, safe::html};

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 280.0;
const LEFT: f64 = 44.0;
const RIGHT: f64 = 190.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 32.0;

/// Told apart by people who see no red or green (after Okabe and Ito), dark enough for white paper.
const COLOURS: [&str; 6] = ["#0072b2", "#b34700", "#007a5a", "#7a3e78", "#5c5c00", "#333333"];
const DASHES: [&str; 3] = ["", "6 3", "2 3"];

/// None where there is nothing to follow: fewer than two days.
pub fn chart(tolls: &[Toll]) -> Option<String> {
    let dated: Vec<(&Toll, Date)> = tolls.iter().filter_map(|toll| Some((toll, toll.day?))).collect();
    let (first, last) = (dated.iter().map(|d| d.1).min()?, dated.iter().map(|d| d.1).max()?);
    if first == last {
        return None;
    }
    let days = f64::from((last - first).get_days()).max(1.0);
    let top = dated.iter().map(|(toll, _)| toll.interval.high.unwrap_or(toll.interval.low)).max()?.max(1);
    let scale = step(top);
    let ceiling = (top.div_ceil(scale) * scale) as f64;
    let x = |day: Date| LEFT + f64::from((day - first).get_days()) / days * (WIDTH - LEFT - RIGHT);
    let y = |n: u64| TOP + (1.0 - n as f64 / ceiling) * (HEIGHT - TOP - BOTTOM);

    let mut svg = format!(
        "<svg class=\"chart\" role=\"img\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" xmlns=\"http://www.w3.org/2000/svg\">\n<title>Killed, by \
         claimant, from {first} to {last}</title>\n<desc>{}</desc>\n",
        html(&told(&dated))
    );
    for line in 0..=(ceiling as u64 / scale) {
        let (n, at) = (line * scale, y(line * scale));
        let _ = writeln!(
            svg,
            "<path class=\"grid\" d=\"M{LEFT} {at:.1}H{:.1}\"/><text class=\"axis\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{n}</text>",
            WIDTH - RIGHT,
            LEFT - 6.0,
            at + 4.0
        );
    }
    for (day, anchor) in [(first, "start"), (last, "end")] {
        let _ = writeln!(
            svg,
            "<text class=\"axis\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{day}</text>",
            x(day),
            HEIGHT - 10.0
        );
    }
    let mut claimants: Vec<&str> = Vec::new();
    dated.iter().for_each(|(toll, _)| {
        if !claimants.contains(&toll.claimant.as_str()) {
            claimants.push(&toll.claimant)
        }
    });
    let mut taken: Vec<f64> = Vec::new();
    for (n, claimant) in claimants.iter().enumerate() {
        let mut points: Vec<(&Toll, Date)> = dated.iter().filter(|(t, _)| t.claimant == *claimant).copied().collect();
        points.sort_by_key(|(toll, day)| (*day, toll.stands));
        series(&mut svg, n, claimant, &points, &mut taken, &x, &y);
    }
    svg.push_str("</svg>\n");
    Some(svg)
}

fn series(
    svg: &mut String,
    n: usize,
    claimant: &str,
    points: &[(&Toll, Date)],
    taken: &mut Vec<f64>,
    x: &dyn Fn(Date) -> f64,
    y: &dyn Fn(u64) -> f64,
) {
    let (colour, dash) = (COLOURS[n % COLOURS.len()], DASHES[n / COLOURS.len() % DASHES.len()]);
    let mut path = String::new();
    for (at, (toll, day)) in points.iter().enumerate() {
        let (px, py) = (x(*day), y(toll.interval.low));
        let _ = if at == 0 { write!(path, "M{px:.1} {py:.1}") } else { write!(path, "H{px:.1}V{py:.1}") };
    }
    let _ = writeln!(
        svg,
        "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dash}\"/>"
    );
    for (toll, day) in points {
        let (px, py) = (x(*day), y(toll.interval.low));
        if let Some(high) = toll.interval.high.filter(|high| *high > toll.interval.low) {
            let _ = writeln!(svg, "<path d=\"M{px:.1} {py:.1}V{:.1}\" stroke=\"{colour}\"/>", y(high));
        }
        let _ = writeln!(svg, "{}", marker(n, px, py, colour, toll.stands));
        let _ = writeln!(
            svg,
            "<text class=\"number\" x=\"{px:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"{colour}\">{}</text>",
            py - 7.0,
            toll.interval
        );
    }
    let Some((last, day)) = points.last() else { return };
    let mut at = y(last.interval.low) + 4.0;
    while taken.iter().any(|other| (other - at).abs() < 13.0) {
        at += 13.0;
    }
    taken.push(at);
    let shown: String = claimant.chars().take(28).collect();
    let _ = (
        day,
        writeln!(
            svg,
            "<text class=\"name\" x=\"{:.1}\" y=\"{at:.1}\" fill=\"{colour}\">{}</text>",
            WIDTH - RIGHT + 14.0,
            html(&shown)
        ),
    );
}

/// Full where the number still stands, hollow where a later word replaced it.
fn marker(n: usize, x: f64, y: f64, colour: &str, stands: bool) -> String {
    let fill = if stands { colour } else { "#ffffff" };
    let paint = format!("fill=\"{fill}\" stroke=\"{colour}\" stroke-width=\"1.5\"");
    match n % 3 {
        0 => format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" {paint}/>"),
        1 => format!("<rect x=\"{:.1}\" y=\"{:.1}\" width=\"8\" height=\"8\" {paint}/>", x - 4.0, y - 4.0),
        _ => format!("<path d=\"M{x:.1} {:.1}l5 9h-10z\" {paint}/>", y - 5.0),
    }
}

/// The drawing in words.
fn told(dated: &[(&Toll, Date)]) -> String {
    let one = |(toll, day): &(&Toll, Date)| format!("{}, {day}: {}", toll.claimant, toll.interval);
    dated.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// A round distance between lines, at most six of them.
fn step(top: u64) -> u64 {
    let mut step = 1;
    loop {
        for round in [step, step * 2, step * 5] {
            if top.div_ceil(round) <= 6 {
                return round;
            }
        }
        step *= 10;
    }
}
