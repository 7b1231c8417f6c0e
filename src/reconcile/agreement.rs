//! How far people who worked apart agree beyond chance: Krippendorff's alpha.
//!
//! By Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: any number of observers, with
//! words missing. The test below is that section's example.

/// How far apart two values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// The same or not.
    Nominal,
    /// By their difference: 5 and 7 are as far apart as 105 and 107.
    Interval,
    /// By their difference in proportion to their sum. Values are 0 or more.
    Ratio,
}

impl Metric {
    fn squared(self, a: f64, b: f64) -> f64 {
        match self {
            _ if a == b => 0.0,
            Self::Nominal => 1.0,
            Self::Interval => (a - b).powi(2),
            Self::Ratio => ((a - b) / (a + b)).powi(2),
        }
    }
}

/// `units`: for each thing judged, the values that different people gave it. Things with fewer than two say nothing.
///
/// 1 is perfect agreement, 0 what chance would give, below 0 systematic disagreement. `None` where nothing was judged
/// twice, or where all values are the same: there is nothing that could have been told apart.
pub fn alpha(units: &[Vec<f64>], metric: Metric) -> Option<f64> {
    let pairable = || units.iter().filter(|values| values.len() > 1);
    let among = |values: &[f64]| -> f64 {
        let counts = counts(values);
        let pairs = |(a, n): &(f64, f64)| counts.iter().map(|(b, m)| n * m * metric.squared(*a, *b)).sum::<f64>();
        counts.iter().map(pairs).sum()
    };
    let all: Vec<f64> = pairable().flatten().copied().collect();
    let observed: f64 = pairable().map(|values| among(values) / (values.len() as f64 - 1.0)).sum();
    let expected = among(&all) / (all.len() as f64 - 1.0);
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

/// Each value with how often it was given.
fn counts(values: &[f64]) -> Vec<(f64, f64)> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f64)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Krippendorff (2011), section C: four observers, twelve units; unit 12 was judged once.
    fn published() -> Vec<Vec<f64>> {
        let rows = [
            "1 2 3 3 2 1 4 1 2 . . .",
            "1 2 3 3 2 2 4 1 2 5 . 3",
            ". 3 3 3 2 3 4 2 2 5 1 .",
            "1 2 3 3 2 4 4 1 2 5 1 .",
        ];
        let rows: Vec<Vec<Option<f64>>> =
            rows.iter().map(|row| row.split(' ').map(|word| word.parse().ok()).collect()).collect();
        (0..12).map(|unit| rows.iter().filter_map(|row| row[unit]).collect()).collect()
    }

    #[test]
    fn the_published_example_comes_out_as_published() {
        for (metric, wanted) in [(Metric::Nominal, 0.743), (Metric::Interval, 0.849), (Metric::Ratio, 0.797)] {
            let got = alpha(&published(), metric).unwrap();
            assert!((got - wanted).abs() < 0.0005, "{metric:?}: {got}, not {wanted}");
        }
    }

    #[test]
    fn where_nothing_could_differ_there_is_no_alpha() {
        assert_eq!(alpha(&[], Metric::Nominal), None);
        assert_eq!(alpha(&[vec![1.0], vec![2.0]], Metric::Nominal), None, "nothing was judged twice");
        assert_eq!(alpha(&[vec![1.0, 1.0], vec![1.0, 1.0]], Metric::Nominal), None, "all the same");
        assert_eq!(alpha(&[vec![1.0, 1.0], vec![0.0, 0.0]], Metric::Nominal), Some(1.0));
        assert!(alpha(&[vec![1.0, 0.0], vec![0.0, 1.0]], Metric::Nominal).unwrap() < 0.0);
    }
}
