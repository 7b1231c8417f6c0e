//! Taking articles in: everything once, in slices, linked to what is there.

mod stored;

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
    ops::ControlFlow,
};

use recount::{
    domain::{ArticleId, EventId, Filter},
    extract::Reader,
    ingest::{self, Failure, Incoming, Metadata, Source},
    store::Store,
    work::{
        Summary,
        pipeline::{self, Progress},
    },
};
use stored::{dump, store};

fn lines(dir: &tempfile::TempDir, lines: &[String]) -> impl Iterator<Item = Result<Incoming, Failure>> + Send + use<> {
    let path = dir.path().join("in.jsonl");
    std::fs::File::create(&path).unwrap().write_all(lines.join("\n").as_bytes()).unwrap();
    ingest::open(&Source::named(path), &Metadata::default())
}

fn add(
    store: &mut Store,
    incoming: impl Iterator<Item = Result<Incoming, Failure>> + Send,
) -> (Summary, Vec<Progress>) {
    let mut heard = Vec::new();
    let summary = pipeline::add(store, incoming, &Reader::builtin().unwrap(), &mut |progress| {
        heard.push(progress);
        ControlFlow::Continue(())
    });
    (summary.unwrap(), heard)
}

fn told(n: usize, day: &str) -> String {
    let text = format!(
        "Police in the town of Qadis said gunmen stopped bus number {n} on the road to the river and shot {n} of its \
         passengers. The driver, Hamid Rostami, was taken to a clinic with wounds to his arm and {n} stitches."
    );
    format!(r#"{{"text":"{text}","date":"{day}"}}"#)
}

#[test]
fn a_long_source_is_taken_in_whole_and_once() {
    let (dir, mut store) = store();
    let mut all: Vec<_> = (0..1_203).map(|n| told(n, "2025-05-17")).collect();
    all.push("{\"text\":".into());
    all.push(all[0].clone());
    let (summary, heard) = add(&mut store, lines(&dir, &all));
    assert_eq!((summary.added, summary.known, summary.failed.len()), (1_203, 1, 1));
    assert!(heard.windows(2).all(|pair| pair[0].done < pair[1].done) && heard.len() > 2, "{heard:?}");
    let (again, _) = add(&mut store, lines(&dir, &all));
    assert_eq!((again.added, again.known), (0, 1_204));
    store.verify().unwrap();
}

#[test]
fn a_copy_names_its_original_whichever_came_first() {
    let (dir, mut store) = store();
    // The second line is the original: it was published earlier.
    let copy = told(7, "2025-05-18");
    let all = [copy, told(7, "2025-05-17"), told(900, "2025-05-17")];
    add(&mut store, lines(&dir, &all));
    let articles = &dump(&dir.path().join("store.db"))["article"];
    let copies: Vec<_> = articles.values().map(|row| row["copy_of"].as_i64()).collect();
    // Of one day the longer text comes first.
    assert_eq!(copies, [None, None, Some(2)]);
    let original = store.article(ArticleId(2)).unwrap().article;
    assert!(original.text.contains("bus number 7 "), "{}", original.text);
    assert_eq!(original.published, Some("2025-05-17".parse().unwrap()));
}

#[test]
fn stopping_keeps_what_was_taken_in() {
    let (dir, mut store) = store();
    let all: Vec<_> = (0..1_100).map(|n| told(n, "2025-05-17")).collect();
    let reader = Reader::builtin().unwrap();
    let summary = pipeline::add(&mut store, lines(&dir, &all), &reader, &mut |_| ControlFlow::Break(())).unwrap();
    assert!(summary.cancelled && summary.added > 0 && summary.added < 1_100);
    assert_eq!(store.count_articles(&Filter::default()).unwrap(), summary.added);
}

/// Which claims of the samples are of one event, told by their articles' addresses and places there.
fn partition(batches: &[Vec<String>]) -> BTreeSet<BTreeSet<(String, usize)>> {
    let (dir, mut store) = store();
    let mut articles = 0;
    for batch in batches {
        articles += add(&mut store, lines(&dir, batch)).0.added;
    }
    store.verify().unwrap();
    let mut events: BTreeMap<EventId, BTreeSet<(String, usize)>> = BTreeMap::new();
    for id in 1..=articles as i64 {
        let view = store.article(ArticleId(id)).unwrap();
        let url = view.article.url.unwrap();
        for claim in &view.claims {
            if let Some(event) = claim.event {
                events.entry(event).or_default().insert((url.clone(), claim.ordinal));
            }
        }
    }
    events.into_values().collect()
}

#[test]
fn the_samples_are_their_seven_incidents_in_whatever_batches_they_come() {
    let mut samples: Vec<String> = include_str!("../assets/samples/samples.jsonl").lines().map(str::to_owned).collect();
    let day = |line: &String| serde_json::from_str::<serde_json::Value>(line).unwrap()["date"].to_string();
    samples.sort_by_key(day);
    let whole = partition(std::slice::from_ref(&samples));
    assert_eq!(whole.len(), 7, "{whole:#?}");
    for size in [1, 4] {
        let batches: Vec<Vec<String>> = samples.chunks(size).map(<[String]>::to_vec).collect();
        assert_eq!(partition(&batches), whole, "batches of {size}");
    }
}
