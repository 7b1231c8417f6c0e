//! The linear model that says whether two articles are on one incident, and why.
//!
//! The weights are data, fitted by `examples/fit_link.rs` on reports with known incidents, and written to
//! `assets/link/model.toml`. The score is a sum: each feature's share of it can be shown to an analyst.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::compare::Features;

static BUILTIN: &str = include_str!("../../assets/link/model.toml");

/// Weights for [`Features`], by name, and how groups are made of the scores.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// Log-odds from which a story joins an event.
    pub join: f32,
    /// Between 0 and 1: how much the mean over an event's reports counts beside the best of them. At 0 reports would
    /// chain, at 1 a late report of a long trial would find none of its early ones.
    pub mean_share: f32,
    pub bias: f32,
    pub weights: BTreeMap<String, f32>,
}

impl Model {
    /// The one that is part of the program.
    pub fn builtin() -> Self {
        // A test reads the asset and compares its names with the features.
        toml::from_str(BUILTIN).unwrap_or_else(|error| panic!("assets/link/model.toml: {error}"))
    }
}

/// One feature's part in a score, in log-odds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reason {
    pub feature: &'static str,
    pub value: f32,
    pub share: f32,
}

/// The model in the order of the features, for scoring.
#[derive(Debug, Clone)]
pub struct Scorer {
    pub join: f32,
    pub mean_share: f32,
    bias: f32,
    weights: [f32; Features::COUNT],
}

impl Scorer {
    pub fn builtin() -> Self {
        Self::new(&Model::builtin())
    }

    /// A feature the model does not name has no weight.
    pub fn new(model: &Model) -> Self {
        let mut weights = [0.0; Features::COUNT];
        for (weight, name) in weights.iter_mut().zip(Features::NAMES) {
            *weight = model.weights.get(*name).copied().unwrap_or(0.0);
        }
        Self { join: model.join, mean_share: model.mean_share, bias: model.bias, weights }
    }

    /// Log-odds that the two are on one incident.
    pub fn score(&self, features: &Features) -> f32 {
        self.bias + self.weights.iter().zip(features.values()).map(|(w, v)| w * v).sum::<f32>()
    }

    /// The features that speak for or against, the weightiest first.
    pub fn reasons(&self, features: &Features) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = Features::NAMES
            .iter()
            .zip(features.values().into_iter().zip(self.weights))
            .filter(|(_, (value, weight))| value * weight != 0.0)
            .map(|(feature, (value, weight))| Reason { feature, value, share: value * weight })
            .collect();
        reasons.sort_by(|a, b| b.share.abs().total_cmp(&a.share.abs()));
        reasons
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_asset_names_the_features_we_have() {
        let model: Model = toml::from_str(BUILTIN).unwrap();
        let named: Vec<&str> = model.weights.keys().map(String::as_str).collect();
        let mut features = Features::NAMES.to_vec();
        features.sort_unstable();
        assert_eq!(named, features);
        assert!((0.0..=1.0).contains(&model.mean_share));
    }

    #[test]
    fn reasons_add_up_to_the_score() {
        let scorer = Scorer::builtin();
        let features = Features { words: 0.5, names: 0.3, same_day: 1.0, ..Features::default() };
        let sum: f32 = scorer.reasons(&features).iter().map(|r| r.share).sum();
        assert!((scorer.score(&features) - scorer.bias - sum).abs() < 1e-4);
    }
}
