//! Builds `assets/map/lines.bin`, the coasts and borders of the map: `cargo run --release --example build_map --
//! COUNTRIES-50M.JSON assets/map/lines.bin`. Where the input comes from stands in `assets/map/README.md`; the same input
//! gives the same bytes.

use std::{collections::BTreeMap, env, fs};

use serde::Deserialize;
use serde_json::Value;

/// Degrees that a line may stray: less than a dot of the narrowest view in which outlines help.
const STRAY: f64 = 0.03;
/// Steps of a degree that a number counts.
const STEPS: f64 = 100.0;

/// Lines that countries are bounded by, each given once, and the countries that are made of them.
#[derive(Deserialize)]
struct Topology {
    transform: Transform,
    arcs: Vec<Vec<[f64; 2]>>,
    objects: Objects,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Objects {
    countries: Countries,
}

#[derive(Deserialize)]
struct Countries {
    geometries: Vec<Country>,
}

#[derive(Deserialize)]
struct Country {
    #[serde(default)]
    arcs: Value,
}

type Point = [f64; 2];

fn main() {
    let [from, to] = [1, 2].map(|n| env::args().nth(n).expect("two arguments: the input and the output"));
    let text = fs::read_to_string(&from).expect("the input can be read");
    let world: Topology = serde_json::from_str(&text).expect("the input is the expected TopoJSON");
    let mut sides: BTreeMap<usize, u8> = BTreeMap::new();
    for country in &world.objects.countries.geometries {
        let mut own = Vec::new();
        arcs_of(&country.arcs, &mut own);
        own.sort_unstable();
        own.dedup();
        own.into_iter().for_each(|arc| *sides.entry(arc).or_default() += 1);
    }
    let mut bytes = Vec::new();
    for (arc, sides) in sides {
        let line: Vec<[i16; 2]> = simple(&points(&world, arc)).iter().map(|p| p.map(step)).collect();
        write(&line, sides > 1, &mut bytes);
    }
    fs::write(&to, &bytes).expect("the output can be written");
    println!("{} bytes", bytes.len());
}

/// Numbers of arcs in nested lists; `!n` is arc n the other way round.
fn arcs_of(value: &Value, found: &mut Vec<usize>) {
    match value {
        Value::Array(all) => all.iter().for_each(|value| arcs_of(value, found)),
        _ => found.extend(value.as_i64().map(|n| if n < 0 { !n } else { n } as usize)),
    }
}

/// Degrees from differences of whole steps.
fn points(world: &Topology, arc: usize) -> Vec<Point> {
    let Transform { scale, translate } = &world.transform;
    let mut at = [0.0, 0.0];
    let along = world.arcs[arc].iter().map(|by| {
        at = [at[0] + by[0], at[1] + by[1]];
        [at[0] * scale[0] + translate[0], at[1] * scale[1] + translate[1]]
    });
    along.collect()
}

/// Without the points that stray little from the line between their neighbours (Douglas and Peucker).
fn simple(line: &[Point]) -> Vec<Point> {
    let far = |i: usize| (distance(line[i], line[0], line[line.len() - 1]), i);
    let farthest = (1..line.len().saturating_sub(1)).map(far).max_by(|a, b| a.0.total_cmp(&b.0));
    match farthest {
        Some((stray, at)) if stray > STRAY => {
            let mut all = simple(&line[..=at]);
            all.pop();
            all.extend(simple(&line[at..]));
            all
        }
        _ => vec![line[0], line[line.len() - 1]],
    }
}

fn distance(p: Point, a: Point, b: Point) -> f64 {
    let (along, off) = ([b[0] - a[0], b[1] - a[1]], [p[0] - a[0], p[1] - a[1]]);
    let length = along[0].hypot(along[1]);
    if length == 0.0 { off[0].hypot(off[1]) } else { (along[0] * off[1] - along[1] * off[0]).abs() / length }
}

fn step(degrees: f64) -> i16 {
    (degrees * STEPS).round() as i16
}

/// Its kind, how many points it has, its edges in the west, south, east and north, then the points.
fn write(line: &[[i16; 2]], is_border: bool, bytes: &mut Vec<u8>) {
    let side = |i: usize| line.iter().map(move |p| p[i]);
    let edges = [side(0).min(), side(1).min(), side(0).max(), side(1).max()].map(Option::unwrap_or_default);
    bytes.push(u8::from(is_border));
    bytes.extend((line.len() as u16).to_le_bytes());
    bytes.extend(edges.iter().chain(line.iter().flatten()).flat_map(|n| n.to_le_bytes()));
}
