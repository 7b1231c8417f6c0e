//! The outlines of the world: coasts and borders, as `assets/map/README.md` tells.
//!
//! Read in place. A line is a byte that is 1 for a border and 0 for a coast, the number of its points (u16), its edges in
//! the west, south, east and north (i16 each), then its points, longitude before latitude (i16 each): all little-endian, in
//! hundredths of a degree.

static LINES: &[u8] = include_bytes!("../../assets/map/lines.bin");

const STEPS: f64 = 100.0;
/// Bytes of a line before its points, and of a point.
const HEAD: usize = 11;
const POINT: usize = 4;

#[derive(Debug, Clone, Copy)]
pub struct Line {
    pub is_border: bool,
    /// West, south, east, north, in degrees.
    pub edges: [f64; 4],
    points: &'static [u8],
}

/// All lines of the world.
pub fn lines() -> impl Iterator<Item = Line> {
    let mut rest = LINES;
    std::iter::from_fn(move || {
        let head = rest.get(..HEAD)?;
        let many = usize::from(u16::from_le_bytes([head[1], head[2]]));
        let points = rest.get(HEAD..HEAD + many * POINT)?;
        rest = &rest[HEAD + many * POINT..];
        Some(Line { is_border: head[0] == 1, edges: [0, 1, 2, 3].map(|n| degrees(&head[3 + 2 * n..])), points })
    })
}

fn degrees(bytes: &[u8]) -> f64 {
    f64::from(i16::from_le_bytes([bytes[0], bytes[1]])) / STEPS
}

impl Line {
    /// Longitude and latitude of one point after the other.
    pub fn points(self) -> impl Iterator<Item = (f64, f64)> {
        self.points.chunks_exact(POINT).map(|point| (degrees(point), degrees(&point[2..])))
    }

    /// Does any of it lie between these edges?
    pub fn meets(self, west: f64, south: f64, east: f64, north: f64) -> bool {
        let [own_west, own_south, own_east, own_north] = self.edges;
        own_west <= east && west <= own_east && own_south <= north && south <= own_north
    }
}

/// The part of a stretch from one point to another that lies within the box; none where it passes by.
pub fn clipped(
    from: (f64, f64),
    to: (f64, f64),
    [west, south, east, north]: [f64; 4],
) -> Option<((f64, f64), (f64, f64))> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    for (by, room) in [(-dx, from.0 - west), (dx, east - from.0), (-dy, from.1 - south), (dy, north - from.1)] {
        if by == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if by < 0.0 {
            enters = enters.max(room / by);
        } else {
            leaves = leaves.min(room / by);
        }
    }
    let at = |part: f64| (from.0 + part * dx, from.1 + part * dy);
    (enters <= leaves).then(|| (at(enters), at(leaves)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_are_whole_and_on_the_globe() {
        let read: usize = lines().map(|line| HEAD + line.points.len()).sum();
        assert_eq!(read, LINES.len());
        for line in lines() {
            let [west, south, east, north] = line.edges;
            assert!(line.points().count() >= 2);
            assert!(line.points().all(|(lon, lat)| (west..=east).contains(&lon) && (south..=north).contains(&lat)));
            assert!(west >= -180.0 && east <= 180.0 && south >= -90.0 && north <= 90.0);
        }
    }

    #[test]
    fn syria_has_a_coast_and_borders() {
        let near = |border: bool, lon: f64, lat: f64| {
            let all = lines().filter(|line| line.is_border == border).flat_map(Line::points);
            all.map(|p| (p.0 - lon).hypot(p.1 - lat)).fold(f64::MAX, f64::min)
        };
        assert!(near(false, 35.9, 34.9) < 0.2, "Tartus lies on the sea");
        assert!(near(true, 37.1, 36.7) < 0.3, "Kilis lies at the border");
        assert!(near(true, 38.3, 34.6) > 0.6, "Palmyra does not");
    }

    #[test]
    fn a_stretch_is_cut_at_the_edges() {
        let square = [0.0, 0.0, 1.0, 1.0];
        assert_eq!(clipped((-1.0, 0.5), (2.0, 0.5), square), Some(((0.0, 0.5), (1.0, 0.5))));
        assert_eq!(clipped((0.2, 0.2), (0.4, 0.4), square), Some(((0.2, 0.2), (0.4, 0.4))));
        assert_eq!(clipped((-1.0, -1.0), (-1.0, 2.0), square), None);
        assert_eq!(clipped((-1.0, 0.5), (0.5, 3.0), square), None);
    }
}
