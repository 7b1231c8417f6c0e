//! What a screen waits for, on a store of 50,000 articles with two claims each: the first stretch of a list and one deep
//! in it, a rare and a common word, an event opened, a judgement safely on disk.

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::Timestamp;
use recount::{
    domain::{
        Actor, Article, Change, Claim, ClaimId, EventId, Judgement,
        filter::{Filter, Test},
        rows::Cursor,
    },
    store::{Arrivals, Draft, NewArticle, NewClaim, Store, Target},
};

const ARTICLES: usize = 50_000;
const BATCH: usize = 500;
/// About the length of an agency report.
const LINES: usize = 20;

fn article(n: usize) -> Article {
    let line = format!("On day {} a ministry said five people were killed near the river crossing. ", n % 5_000);
    Article {
        title: Some(format!("Report {n}")),
        text: line.repeat(LINES),
        outlet: Some(format!("Outlet {}", n % 40)),
        published: Some(
            "2010-01-01".parse::<jiff::civil::Date>().unwrap() + jiff::Span::new().days((n % 5_000) as i64),
        ),
        ..Article::default()
    }
}

fn claim(article: &Article, claimant: &str) -> Claim {
    let start = article.text.find("five").unwrap();
    let claim = serde_json::json!({
        "outcome": "killed", "count": {"bound": "exact", "low": 5, "high": 5, "words": "five"},
        "victims": {"words": "people", "role": "all", "traits": [], "actor": null, "names": []},
        "claimant": {"name": claimant, "kind": "official", "words": null}, "outlet": article.outlet,
        "stance": "asserted", "scope": "event", "part_of": null, "includes_attackers": "unknown", "means": "raid",
        "perpetrator": null, "date": null, "place": null, "as_of": null, "repeats": null, "superseded_by": null,
        "evidence": [{"start": start, "end": start + 4, "exact": "five"}], "rule": "bench"
    });
    serde_json::from_value(claim).unwrap()
}

fn batch(from: usize) -> Arrivals {
    let event = |n: usize| Draft {
        name: format!("Raid {n} at the river"),
        date: None,
        place: None,
        kind: Some("raid".into()),
        parties: Vec::new(),
    };
    let new = |n: usize| {
        let article = article(n);
        let event = Some(Target::New((n - from) / 10));
        let claims = ["Ministry", "Observatory"].map(|name| NewClaim { claim: claim(&article, name), event }).into();
        NewArticle { raw: format!("{n} {}", article.text).into_bytes(), article, claims, copy_of: None, capture: None }
    };
    Arrivals {
        events: (0..BATCH / 10).map(event).collect(),
        articles: (from..from + BATCH).map(new).collect(),
        ..Arrivals::default()
    }
}

fn store(c: &mut Criterion) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("store.db");
    let mut store = Store::open(&path).unwrap();
    let began = std::time::Instant::now();
    for from in (0..ARTICLES).step_by(BATCH) {
        store.add(&batch(from), Timestamp::UNIX_EPOCH).unwrap();
    }
    println!("{ARTICLES} articles taken in: {:.1?}", began.elapsed());
    let began = std::time::Instant::now();
    store.verify().unwrap();
    println!("verified: {:.1?}", began.elapsed());

    let reader = Store::open_reader(&path).unwrap();
    let all = Filter::default();
    let words = |text: &str| Filter::from(Test::Text(text.into()));
    let deep = Cursor("2010-06-01".into(), 1);
    c.bench_function("first articles", |b| b.iter(|| reader.articles(&all, None, 50).unwrap()));
    c.bench_function("deep articles", |b| b.iter(|| reader.articles(&all, Some(&deep), 50).unwrap()));
    c.bench_function("rare word", |b| b.iter(|| reader.articles(&words("4711 "), None, 50).unwrap()));
    c.bench_function("common word", |b| b.iter(|| reader.articles(&words("ministry"), None, 50).unwrap()));
    c.bench_function("phrase", |b| b.iter(|| reader.articles(&words("\"day 4711 a ministry\""), None, 50).unwrap()));
    c.bench_function("count common word", |b| b.iter(|| reader.count_articles(&words("ministry")).unwrap()));
    c.bench_function("first events", |b| b.iter(|| reader.events(&all, None, 50).unwrap()));
    c.bench_function("events, no such word", |b| b.iter(|| reader.events(&words("xyzzy"), None, 50).unwrap()));
    c.bench_function("event", |b| b.iter(|| reader.event(EventId(77)).unwrap()));
    c.bench_function("claimants", |b| b.iter(|| reader.claimants().unwrap()));
    let ana = Actor::Analyst("Ana".into());
    let mut n = 0;
    c.bench_function("judge, on disk", |b| {
        b.iter(|| {
            n += 1;
            let judgement = Judgement::ALL[n % 3];
            store.apply(&ana, &Change::Judge { claims: vec![ClaimId(9)], judgement }, Timestamp::UNIX_EPOCH).ok()
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).measurement_time(std::time::Duration::from_secs(2));
    targets = store
}
criterion_main!(benches);
