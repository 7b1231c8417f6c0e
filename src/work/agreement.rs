//! How far analysts who judged and decided the same things agree, item by item and beyond chance.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    domain::{ClaimId, Decision, EventId, Judgement, Measure, Opinion, Word},
    reconcile::agreement::{Metric, alpha},
};

/// Over everything that two or more analysts gave their word on.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Agreement {
    /// Everybody who gave a word on any item below, in alphabetical order.
    pub analysts: Vec<String>,
    pub claims: Vec<Item<ClaimId, Judgement>>,
    /// Krippendorff's alpha over accepted and rejected, nominal; `null` where nothing could have differed.
    pub claims_alpha: Option<f64>,
    pub figures: Vec<Item<Figured, Numbers>>,
    pub low: Alphas,
    pub best: Alphas,
    pub high: Alphas,
}

/// One thing, with each analyst's word on it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Item<On, Said> {
    pub on: On,
    pub words: Vec<(String, Said)>,
    pub agree: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Figured {
    pub event: EventId,
    pub measure: Measure,
}

/// `null`: left undecided, or pending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Numbers {
    pub low: Option<u64>,
    pub best: Option<u64>,
    pub high: Option<u64>,
}

/// Krippendorff's alpha over one of the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Alphas {
    pub interval: Option<f64>,
    pub ratio: Option<f64>,
}

/// Of these words, those on the same things.
pub fn agreement(opinions: &[Opinion]) -> Agreement {
    let mut claims: BTreeMap<ClaimId, Vec<(String, Judgement)>> = BTreeMap::new();
    let mut figures: BTreeMap<Figured, Vec<(String, Numbers)>> = BTreeMap::new();
    for Opinion { analyst, word, .. } in opinions {
        match word {
            Word::Claim { claim, judgement } => {
                claims.entry(*claim).or_default().push((analyst.clone(), *judgement));
            }
            Word::Figure { event, decision } => {
                let on = Figured { event: *event, measure: decision.measure.clone() };
                figures.entry(on).or_default().push((analyst.clone(), numbers(decision)));
            }
        }
    }
    let (claims, figures) = (items(claims), items(figures));
    let nominal = |judgement: &Judgement| if *judgement == Judgement::Accepted { 1.0 } else { 0.0 };
    let judged: Vec<Vec<f64>> =
        claims.iter().map(|item| item.words.iter().map(|(_, said)| nominal(said)).collect()).collect();
    let mut analysts: Vec<String> =
        claims.iter().flat_map(|item| item.words.iter().map(|(who, _)| who.clone())).collect();
    analysts.extend(figures.iter().flat_map(|item| item.words.iter().map(|(who, _)| who.clone())));
    analysts.sort_unstable();
    analysts.dedup();
    Agreement {
        analysts,
        claims_alpha: alpha(&judged, Metric::Nominal),
        low: alphas(&figures, |n| n.low),
        best: alphas(&figures, |n| n.best),
        high: alphas(&figures, |n| n.high),
        claims,
        figures,
    }
}

fn numbers(decision: &Decision) -> Numbers {
    Numbers { low: decision.low, best: decision.best, high: decision.high }
}

/// Those on which two or more gave their word.
fn items<On, Said: PartialEq>(all: BTreeMap<On, Vec<(String, Said)>>) -> Vec<Item<On, Said>> {
    let twice = all.into_iter().filter(|(_, words)| words.len() > 1);
    twice
        .map(|(on, words)| {
            let agree = words.windows(2).all(|pair| pair[0].1 == pair[1].1);
            Item { on, words, agree }
        })
        .collect()
}

fn alphas(figures: &[Item<Figured, Numbers>], of: impl Fn(&Numbers) -> Option<u64>) -> Alphas {
    let given =
        |item: &Item<Figured, Numbers>| item.words.iter().filter_map(|(_, n)| of(n)).map(|n| n as f64).collect();
    let units: Vec<Vec<f64>> = figures.iter().map(given).collect();
    Alphas { interval: alpha(&units, Metric::Interval), ratio: alpha(&units, Metric::Ratio) }
}
