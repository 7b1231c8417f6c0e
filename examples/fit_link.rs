//! Fits the weights of `assets/link/model.toml` and says how well they do on incidents they have not seen.
//!
//! ```text
//! cargo run --release --example fit_link -- DIR [--write] [--mistakes N] [--join X] [--mean-share X]
//!     [--background FILE...]
//! ```
//!
//! DIR holds `documents.jsonl` (`doc_id`, `title`, `text`, `date`) and `gold.jsonl` (`doc_id`, `incident_id`, and
//! `gvc_split` where the document belongs to the Gun Violence Corpus). The method: candidate pairs of articles, a
//! logistic regression with a ridge over their features (Newton's method), and groups made by the program's own linker.
//! Figures are of five-fold cross-validation by incident: an incident's articles are grouped, among all others, by
//! weights fitted without any pair of theirs. `--write` fits on everything and writes the assets; the common words are
//! those of DIR and of the background files, other `.jsonl` news with a `text` each.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::PathBuf,
};

use anyhow::{Context, Result};
use rayon::prelude::*;
use recount::{
    domain::Article,
    extract::Reader,
    link::{
        compare::{Features, compare},
        grouper::Grouper,
        index::{Index, Rarest},
        model::{Model, Scorer},
        signature::Reading,
        stories::stories,
        told::Told,
        vocabulary::Vocabulary,
        words,
    },
    work,
};

const FOLDS: u32 = 5;
const N: usize = Features::COUNT + 1;
/// Keeps the weights of rare features small.
const RIDGE: f64 = 1.0;

struct Doc {
    id: String,
    title: String,
    date: Option<jiff::civil::Date>,
    incident: u32,
    gvc: bool,
    reading: Reading,
}

struct Pair {
    a: usize,
    b: usize,
    features: Features,
    same: bool,
}

struct Options {
    dir: PathBuf,
    write: bool,
    mistakes: usize,
    join: f32,
    mean_share: f32,
    background: Vec<PathBuf>,
}

fn options() -> Result<Options> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| args.iter().position(|a| a == name).and_then(|i| args.get(i + 1));
    Ok(Options {
        dir: args.first().context("usage: fit_link DIR [--write] [--mistakes N] [--join X] [--mean-share X]")?.into(),
        write: args.iter().any(|a| a == "--write"),
        mistakes: value("--mistakes").map_or(Ok(0), |v| v.parse())?,
        join: value("--join").map_or(Ok(0.0), |v| v.parse())?,
        background: args.iter().skip_while(|a| *a != "--background").skip(1).map(Into::into).collect(),
        mean_share: value("--mean-share").map_or(Ok(0.6), |v| v.parse())?,
    })
}

fn main() -> Result<()> {
    let options = options()?;
    let docs = read(&options.dir)?;
    let mut vocabulary = Vocabulary::default();
    docs.iter().for_each(|d| vocabulary.learn(d.reading.terms()));
    let pairs = pairs(&docs, &vocabulary);
    let gold: usize = counts(docs.iter().map(|d| d.incident)).values().map(|n| n * (n - 1) / 2).sum();
    println!(
        "{} articles, {} pairs, {} of {gold} true ones",
        docs.len(),
        pairs.len(),
        pairs.iter().filter(|p| p.same).count()
    );

    let held_out: Vec<(u32, Vec<u32>)> = (0..FOLDS)
        .into_par_iter()
        .map(|k| {
            let train = pairs.iter().filter(|p| fold(&docs[p.a]) != k && fold(&docs[p.b]) != k);
            (k, group(&docs, &model(&fit(train), &options)))
        })
        .collect();
    for gvc in [false, true] {
        let mut sum = Score::default();
        for (k, groups) in &held_out {
            sum.add(&docs, groups, |d| fold(d) == *k && (d.gvc || !gvc), gvc);
        }
        println!("held out{}: {sum}", if gvc { ", GVC part" } else { "" });
    }
    let (k, groups) = &held_out[0];
    mistakes(&docs, groups, &pairs, *k, options.mistakes);

    let everything = model(&fit(pairs.iter()), &options);
    let groups = group(&docs, &everything);
    let mut sum = Score::default();
    sum.add(&docs, &groups, |_| true, false);
    println!("fitted and measured on everything: {sum}");
    if options.write {
        std::fs::write("assets/link/model.toml", toml::to_string(&everything)?)?;
        let mut sets = vec![options.dir.join("documents.jsonl")];
        sets.extend(options.background.clone());
        std::fs::write("assets/link/words.tsv", common_words(&sets)?)?;
    }
    Ok(())
}

fn read(dir: &std::path::Path) -> Result<Vec<Doc>> {
    let lines = |name: &str| -> Result<Vec<serde_json::Value>> {
        let text = std::fs::read_to_string(dir.join(name)).with_context(|| format!("reading {name}"))?;
        text.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
    };
    let string = |v: &serde_json::Value, key: &str| v[key].as_str().unwrap_or("").to_owned();
    let gold: HashMap<String, (String, bool)> = lines("gold.jsonl")?
        .iter()
        .map(|g| (string(g, "doc_id"), (string(g, "incident_id"), !g["gvc_split"].is_null())))
        .collect();
    let names: BTreeSet<&String> = gold.values().map(|(incident, _)| incident).collect();
    let number: HashMap<&String, u32> = names.into_iter().zip(0..).collect();
    let reader = Reader::builtin()?;
    let mut docs: Vec<Doc> = lines("documents.jsonl")?
        .par_iter()
        .filter_map(|d| {
            let id = string(d, "doc_id");
            let (incident, gvc) = gold.get(&id)?;
            let date = string(d, "date").get(..10).and_then(|day| day.parse().ok());
            let title = string(d, "title");
            let article = Article {
                title: Some(title.clone()),
                text: string(d, "text"),
                published: date,
                outlet: d["source"].as_str().map(Into::into),
                ..Article::default()
            };
            let claims = work::claims(&reader, &article);
            // What the linker compares: the main story.
            let main = &stories(&article, &claims)[0];
            let told = Told::new(main.claims.iter().map(|i| &claims[*i]));
            let reading = Reading::new(&title, &main.text, date).by(article.outlet.as_deref()).telling(told);
            Some(Doc { id, title, date, incident: number[incident], gvc: *gvc, reading })
        })
        .collect();
    docs.sort_by_key(|d| d.date);
    Ok(docs)
}

/// The words that at least one article in two hundred of one of the sets has, with their largest share per ten
/// thousand. Words mostly capitalized are left out: they name the places and papers of these sets, rare elsewhere. In a
/// text all in capitals case says nothing, so a word must be known in lower case from another.
fn common_words(sets: &[PathBuf]) -> Result<String> {
    let mut shares: BTreeMap<String, usize> = BTreeMap::new();
    let mut capitals: BTreeMap<String, i64> = BTreeMap::new();
    for path in sets {
        let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        let mut found: BTreeMap<String, usize> = BTreeMap::new();
        for line in text.lines() {
            let article: serde_json::Value = serde_json::from_str(line)?;
            let text = article["text"].as_str().unwrap_or("");
            let cased = text.chars().filter(|c| c.is_lowercase()).count() * 2 > text.len();
            let mut seen = BTreeSet::new();
            for word in words::words(text).filter(|w| w.text.len() > 1) {
                let lower = word.text.to_lowercase();
                if cased {
                    *capitals.entry(lower.clone()).or_default() += if word.capital { 1 } else { -1 };
                }
                seen.insert(lower);
            }
            seen.into_iter().for_each(|word| *found.entry(word).or_default() += 1);
        }
        let articles = text.lines().count().max(1);
        for (word, n) in found.into_iter().filter(|(_, n)| n * 200 >= articles) {
            let share = shares.entry(word).or_default();
            *share = (*share).max(n * 10_000 / articles);
        }
    }
    let common = shares.iter().filter(|(word, _)| capitals.get(*word).is_some_and(|n| *n < 0));
    Ok(common.map(|(word, share)| format!("{word}\t{share}\n")).collect())
}

/// Spreads incidents over the folds; an incident is wholly in one.
fn fold(doc: &Doc) -> u32 {
    (doc.incident.wrapping_mul(2_654_435_761) >> 16) % FOLDS
}

/// Pairs that share rare words, as the linker would meet them.
fn pairs(docs: &[Doc], vocabulary: &Vocabulary) -> Vec<Pair> {
    let signatures: Vec<_> = docs.iter().map(|d| d.reading.weigh(vocabulary)).collect();
    let mut index = Index::default();
    let mut found = Vec::new();
    for (b, signature) in signatures.iter().enumerate() {
        let rarest = Rarest::new(signature, vocabulary);
        found.extend(index.candidates(signature, &rarest).into_iter().map(|a| (a as usize, b)));
        index.add(b as u32, signature, &rarest);
    }
    found
        .into_par_iter()
        .map(|(a, b)| {
            let features = compare(&signatures[a], &signatures[b], vocabulary);
            Pair { a, b, features, same: docs[a].incident == docs[b].incident }
        })
        .collect()
}

fn group(docs: &[Doc], model: &Model) -> Vec<u32> {
    let mut grouper = Grouper::new(Scorer::new(model));
    docs.iter().for_each(|d| grouper.learn(&d.reading));
    let stories: Vec<u32> = docs.iter().zip(0..).map(|(d, i)| grouper.place(i, &d.reading).story).collect();
    stories.into_iter().map(|story| grouper.group(story)).collect()
}

/// What no article of the set shows (reports in other letters) keeps the weight it was given by hand.
const BY_HAND: [&str; 1] = ["foreign"];

fn model(weights: &[f64; N], options: &Options) -> Model {
    let round = |w: f64| (w * 1000.0).round() as f32 / 1000.0;
    let standing = Model::builtin().weights;
    let weight = |name: &str, fitted: f64| match standing.get(name) {
        Some(weight) if BY_HAND.contains(&name) => *weight,
        _ => round(fitted),
    };
    Model {
        join: options.join,
        mean_share: options.mean_share,
        bias: round(weights[N - 1]),
        weights: Features::NAMES.iter().zip(weights).map(|(name, w)| ((*name).to_owned(), weight(name, *w))).collect(),
    }
}

// ---- logistic regression ----

fn row(features: &Features) -> [f64; N] {
    let mut row = [1.0; N];
    row.iter_mut().zip(features.values()).for_each(|(cell, value)| *cell = f64::from(value));
    row
}

fn dot(a: &[f64; N], b: &[f64; N]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn fit<'a>(pairs: impl Iterator<Item = &'a Pair>) -> [f64; N] {
    let data: Vec<_> = pairs.map(|p| (row(&p.features), f64::from(u8::from(p.same)))).collect();
    let mut weights = [0.0; N];
    for _ in 0..30 {
        let (mut gradient, mut hessian) = ([0.0; N], [[0.0; N]; N]);
        for i in 0..N {
            let ridge = if i == N - 1 { 1e-6 } else { RIDGE };
            gradient[i] -= weights[i] * ridge;
            hessian[i][i] += ridge;
        }
        for (x, y) in &data {
            let p = 1.0 / (1.0 + (-dot(&weights, x)).exp());
            for i in (0..N).filter(|i| x[*i] != 0.0) {
                gradient[i] += (y - p) * x[i];
                (0..N).for_each(|j| hessian[i][j] += p * (1.0 - p) * x[i] * x[j]);
            }
        }
        let step = solve(hessian, gradient);
        weights.iter_mut().zip(step).for_each(|(w, s)| *w += s);
        if step.iter().all(|s| s.abs() < 1e-5) {
            break;
        }
    }
    weights
}

/// Gaussian elimination with partial pivots.
fn solve(mut a: [[f64; N]; N], mut b: [f64; N]) -> [f64; N] {
    for i in 0..N {
        let pivot = (i..N).max_by(|x, y| a[*x][i].abs().total_cmp(&a[*y][i].abs())).unwrap_or(i);
        a.swap(i, pivot);
        b.swap(i, pivot);
        for r in i + 1..N {
            let factor = a[r][i] / a[i][i];
            (i..N).for_each(|c| a[r][c] -= factor * a[i][c]);
            b[r] -= factor * b[i];
        }
    }
    let mut x = [0.0; N];
    for i in (0..N).rev() {
        x[i] = (b[i] - (i + 1..N).map(|c| a[i][c] * x[c]).sum::<f64>()) / a[i][i];
    }
    x
}

// ---- measuring ----

#[derive(Default)]
struct Score {
    /// Pairs put together rightly, all put together (half a pair for each of its articles looked at), all true ones.
    right: f64,
    given: f64,
    gold: f64,
    exact: usize,
    groups: usize,
    incidents: usize,
}

fn counts<T: Ord>(items: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    let mut counts = BTreeMap::new();
    items.for_each(|item| *counts.entry(item).or_default() += 1);
    counts
}

impl Score {
    /// `within`: only pairs of articles that are both looked at count, as for a part of the set.
    fn add(&mut self, docs: &[Doc], groups: &[u32], looked_at: impl Fn(&Doc) -> bool, within: bool) {
        let all = |d: &Doc| !within || d.gvc;
        let size = counts(docs.iter().zip(groups).filter(|(d, _)| all(d)).map(|(_, g)| *g));
        let true_size = counts(docs.iter().filter(|d| all(d)).map(|d| d.incident));
        let both = counts(docs.iter().zip(groups).filter(|(d, _)| all(d)).map(|(d, g)| (d.incident, *g)));
        for (doc, g) in docs.iter().zip(groups).filter(|(d, _)| looked_at(d)) {
            self.right += (both[&(doc.incident, *g)] - 1) as f64 / 2.0;
            self.given += (size[g] - 1) as f64 / 2.0;
            self.gold += (true_size[&doc.incident] - 1) as f64 / 2.0;
        }
        let firsts = |of: &dyn Fn(usize) -> u32| -> Vec<usize> {
            let mut seen = BTreeSet::new();
            (0..docs.len()).filter(|i| all(&docs[*i]) && seen.insert(of(*i)) && looked_at(&docs[*i])).collect()
        };
        let predicted = firsts(&|i| groups[i]);
        self.exact += predicted
            .iter()
            .filter(|i| {
                let n = both[&(docs[**i].incident, groups[**i])];
                n == size[&groups[**i]] && n == true_size[&docs[**i].incident]
            })
            .count();
        self.groups += predicted.len();
        self.incidents += firsts(&|i| docs[i].incident).len();
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let f1 = |right: f64, given: f64, gold: f64| 200.0 * right / (given + gold).max(1.0);
        write!(
            f,
            "pairs P {:.1} R {:.1} F1 {:.1}, incidents exactly right F1 {:.1}",
            100.0 * self.right / self.given.max(1.0),
            100.0 * self.right / self.gold.max(1.0),
            f1(self.right, self.given, self.gold),
            f1(self.exact as f64, self.groups as f64, self.incidents as f64),
        )
    }
}

/// Pairs put together or kept apart wrongly, with the model's view of them.
fn mistakes(docs: &[Doc], groups: &[u32], pairs: &[Pair], k: u32, most: usize) {
    let train = pairs.iter().filter(|p| fold(&docs[p.a]) != k && fold(&docs[p.b]) != k);
    let weights = fit(train);
    let wrong = pairs.iter().filter(|p| fold(&docs[p.a]) == k && p.same != (groups[p.a] == groups[p.b]));
    for p in wrong.take(most) {
        let shown = |d: &Doc| format!("{} {} {}", d.date.map_or(String::new(), |d| d.to_string()), d.id, d.title);
        println!(
            "{} score {:.2}",
            if p.same { "kept apart" } else { "put together" },
            dot(&weights, &row(&p.features))
        );
        println!("    {}\n    {}", shown(&docs[p.a]), shown(&docs[p.b]));
    }
}
