//! Where it was, as a drawing: the place among the towns around it, with a scale. Towns are GeoNames'; there are no
//! borders on it, for borders are claims too.

use std::fmt::Write;

use crate::{
    domain::{Place, PlacePrecision},
    text::gazetteer::{Gazetteer, distance},
};

use super::super::safe::html;

const SIDE: f64 = 360.0;

/// Towns drawn at most.
const TOWNS: usize = 14;

/// With fewer the map looks farther, up to so many kilometres.
const FEWEST: usize = 6;
const FARTHEST: f64 = 900.0;

/// None where the place has no coordinates.
pub fn map(place: &Place) -> Option<String> {
    let centre = place.lat.zip(place.lon)?;
    if !centre.0.is_finite() || !centre.1.is_finite() || centre.0.abs() > 85.0 {
        return None;
    }
    let near = |reach: f64| Gazetteer::builtin().towns_around(centre, reach, TOWNS * 4);
    let mut reach = reach(place.precision);
    let mut towns = near(reach);
    while towns.len() < FEWEST && reach < FARTHEST {
        reach *= 2.0;
        towns = near(reach);
    }
    let per_km = SIDE / 2.0 / reach;
    let at = |point: (f64, f64)| {
        let east = (point.1 - centre.1 + 540.0).rem_euclid(360.0) - 180.0;
        let (dx, dy) = (east * 111.32 * centre.0.to_radians().cos(), (point.0 - centre.0) * 110.57);
        (SIDE / 2.0 + dx * per_km, SIDE / 2.0 - dy * per_km)
    };
    let name = html(&place.name);
    let mut svg = format!(
        "<svg class=\"map\" role=\"img\" viewBox=\"0 0 {SIDE} {SIDE}\" xmlns=\"http://www.w3.org/2000/svg\">\n<title>{name} and the towns \
         around it</title>\n<rect class=\"sheet\" width=\"{SIDE}\" height=\"{SIDE}\"/>\n"
    );
    if let Some(radius) = uncertainty(place.precision) {
        let _ =
            writeln!(svg, "<circle class=\"around\" cx=\"{0}\" cy=\"{0}\" r=\"{1:.1}\"/>", SIDE / 2.0, radius * per_km);
    }
    let own = (SIDE / 2.0, SIDE / 2.0);
    let mut labels = vec![label_box(own, &place.name)];
    for town in towns {
        let (x, y) = at((town.lat, town.lon));
        let label = label_box((x, y), town.name);
        let is_itself = distance(centre, (town.lat, town.lon)) < 1.0;
        let fits = label.0 > 2.0 && label.2 < SIDE - 2.0 && y > 12.0 && y < SIDE - 24.0;
        if is_itself || !fits || labels.len() > TOWNS || labels.iter().any(|other| overlap(*other, label)) {
            continue;
        }
        labels.push(label);
        let _ = writeln!(
            svg,
            "<circle class=\"town\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2\"/><text class=\"town\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            x + 5.0,
            y + 3.5,
            html(town.name)
        );
    }
    let (x, y) = own;
    let _ = writeln!(
        svg,
        "<path class=\"here\" d=\"M{:.1} {y:.1}h14M{x:.1} {:.1}v14\"/><text class=\"here\" x=\"{:.1}\" y=\"{:.1}\">{name}</text>",
        x - 7.0,
        y - 7.0,
        x + 5.0,
        y - 5.0
    );
    scale(&mut svg, reach, per_km);
    svg.push_str("</svg>\n");
    Some(svg)
}

/// Kilometres from the middle to the edge.
const fn reach(precision: PlacePrecision) -> f64 {
    match precision {
        PlacePrecision::Site | PlacePrecision::Town | PlacePrecision::Unresolved => 60.0,
        PlacePrecision::District => 100.0,
        PlacePrecision::Region => 250.0,
        PlacePrecision::Country => 700.0,
    }
}

/// Kilometres around the point within which it may have been, drawn roughly.
const fn uncertainty(precision: PlacePrecision) -> Option<f64> {
    match precision {
        PlacePrecision::Site | PlacePrecision::Town | PlacePrecision::Unresolved => None,
        PlacePrecision::District => Some(25.0),
        PlacePrecision::Region => Some(100.0),
        PlacePrecision::Country => Some(350.0),
    }
}

type Rect = (f64, f64, f64, f64);

/// Left, top, right and bottom of a name beside its point.
fn label_box((x, y): (f64, f64), name: &str) -> Rect {
    (x - 3.0, y - 8.0, x + 8.0 + name.chars().count() as f64 * 6.2, y + 6.0)
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

fn scale(svg: &mut String, reach: f64, per_km: f64) {
    let km = [10.0, 20.0, 50.0, 100.0, 200.0].into_iter().rev().find(|km| *km <= reach / 2.0).unwrap_or(10.0);
    let (right, y) = (SIDE - 12.0, SIDE - 12.0);
    let left = right - km * per_km;
    let _ = writeln!(
        svg,
        "<path class=\"scale\" d=\"M{left:.1} {:.1}v4H{right:.1}v-4\"/><text class=\"town\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{km} km</text>",
        y - 4.0,
        (left + right) / 2.0,
        y - 6.0
    );
}
