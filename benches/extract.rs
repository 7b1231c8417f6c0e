//! Reading claims, stage by stage and whole, over the sample articles mixed anew by a seeded shuffle of their paragraphs.
//!
//! The stages of the reader are private; each is measured on sentences that reach it and go no further. The figures of a
//! run, and how to set them beside other programs, stand in `benches/README.md`.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use recount::{
    domain::{Article, Claim},
    extract::{Reader, Scratch},
    ingest::{self, Format, Known, Metadata, Origin, Piece},
    link::places::Resolver,
    text::{gazetteer::Gazetteer, normalize},
};

const SAMPLES: &str = include_str!("../assets/samples/samples.jsonl");
/// Paragraphs of a mixed article, which makes it some 2 kB long, as news is.
const PARAGRAPHS: usize = 8;
const ARTICLES: usize = 200;

/// Nothing in it counts, suffers or speaks: words and sentences are cut, and that is all.
const QUIET: &str = "The council met on the second floor of the old town hall, where the lights had failed again. Work on \
    the bridge goes on through the winter, and the ferry takes what the road cannot. Most shops near the station open \
    late. A new market is planned beside the river, with room for farmers from the hills. ";
/// Outcome words that wake their sentences, with numbers and groups of people that suffer nothing.
const NUMBERS: &str = "On the death of the bill some 1,200 to 1,500 teachers, two dozen nurses and at least twenty-four \
    drivers of the northern depot went home. About the killing of the project three hundred and five pupils, a couple \
    and their four children and dozens of shopkeepers wrote letters. ";
/// Who says what, of nobody.
const VOICES: &str = "The interior ministry said in a statement that the road was open again. \"We saw smoke over the \
    hills,\" said Amina Sow, a resident of the northern district. According to the governor's office, schools stay \
    closed until Monday, a spokesman for the army said on Friday. ";
/// One claim after the other.
const CLAIMS: &str = "Three soldiers and two civilians were killed and five others wounded. The blast killed at least 12 \
    people, two of whom were children. A bomber blew himself up. Nine men were arrested. The death toll rose to 15. ";

fn samples() -> Vec<Article> {
    let parse = |line: &str| {
        let origin = Origin { path: "samples".into(), line: None };
        let piece =
            Piece { origin, format: Format::JsonLines, bytes: line.as_bytes().to_vec(), known: Known::default() };
        ingest::parse(piece, &Metadata::default()).expect("the samples are sound").article
    };
    SAMPLES.lines().map(parse).filter(|article| article.language.as_deref() == Some("en")).collect()
}

/// Articles of the samples' paragraphs in an order of their own.
fn mixed() -> Vec<Article> {
    let samples = samples();
    let paragraphs: Vec<&str> = samples.iter().flat_map(|a| a.text.split("\n\n")).collect();
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut draw = |n: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % n as u64) as usize
    };
    let article = |_| {
        let text: Vec<&str> = (0..PARAGRAPHS).map(|_| paragraphs[draw(paragraphs.len())]).collect();
        Article { text: text.join("\n\n"), ..samples[draw(samples.len())].clone() }
    };
    (0..ARTICLES).map(article).collect()
}

fn of(text: &str) -> Article {
    Article { text: text.repeat(8), language: Some("en".into()), ..Article::default() }
}

fn record(n: usize, article: &Article) -> Piece {
    let Article { title, text, outlet, published, .. } = article;
    let date = published.map(|day| day.to_string());
    let line = serde_json::json!({ "id": n, "title": title, "text": text, "date": date, "source": outlet });
    let origin = Origin { path: "mixed.jsonl".into(), line: Some(n as u64 + 1) };
    Piece { origin, format: Format::JsonLines, bytes: line.to_string().into_bytes(), known: Known::default() }
}

fn stages(c: &mut Criterion) {
    let reader = Reader::builtin().expect("the shipped lexicon compiles");
    let mut scratch = Scratch::default();
    let mut group = c.benchmark_group("stage");
    let raw = mixed().into_iter().map(|a| a.text).collect::<String>();
    group.throughput(Throughput::Bytes(raw.len() as u64));
    group.bench_function("normalize", |b| b.iter(|| normalize(black_box(raw.as_str()))));
    for (name, text) in [
        ("scan: words and sentences", QUIET),
        ("words, numbers and groups of people", NUMBERS),
        ("threads: who speaks, when and where", VOICES),
        ("constructions", CLAIMS),
    ] {
        let article = of(text);
        group.throughput(Throughput::Bytes(article.text.len() as u64));
        group.bench_function(name, |b| b.iter(|| reader.read_with(&mut scratch, black_box(&article))));
    }
    group.finish();
}

fn documents(c: &mut Criterion) {
    let reader = Reader::builtin().expect("the shipped lexicon compiles");
    let (mut scratch, mut resolver) = (Scratch::default(), Resolver::new(Gazetteer::builtin()));
    let articles = mixed();
    let read: Vec<Vec<Claim>> = articles.iter().map(|a| reader.read_with(&mut scratch, a)).collect();
    let mut group = c.benchmark_group("200 articles");
    group.throughput(Throughput::Bytes(articles.iter().map(|a| a.text.len() as u64).sum()));
    group.bench_function("read", |b| {
        b.iter(|| articles.iter().map(|a| reader.read_with(&mut scratch, black_box(a)).len()).sum::<usize>());
    });
    group.bench_function("places", |b| {
        b.iter_batched(
            || read.clone(),
            |mut read| {
                articles.iter().zip(&mut read).for_each(|(article, claims)| resolver.resolve(article, claims));
                read
            },
            criterion::BatchSize::LargeInput,
        );
    });
    let lines: Vec<Piece> = articles.iter().enumerate().map(|(n, article)| record(n, article)).collect();
    group.throughput(Throughput::Bytes(lines.iter().map(|line| line.bytes.len() as u64).sum()));
    group.bench_function("whole: from a line of JSON to a line of JSON", |b| {
        let mut whole = |piece: Piece| {
            let document = ingest::parse(piece, &Metadata::default()).expect("a mixed article is sound");
            let mut claims = reader.read_with(&mut scratch, &document.article);
            resolver.resolve(&document.article, &mut claims);
            serde_json::to_vec(&claims).map_or(0, |line| line.len())
        };
        b.iter_batched(
            || lines.clone(),
            |lines| lines.into_iter().map(&mut whole).sum::<usize>(),
            criterion::BatchSize::LargeInput,
        );
    });
    group.finish();
}

criterion_group! { name = extract; config = Criterion::default().sample_size(20); targets = stages, documents }
criterion_main!(extract);
