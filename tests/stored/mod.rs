//! A small store to test with.
#![allow(dead_code, reason = "each test file uses its part")]

use jiff::Timestamp;
use recount::{
    domain::{
        Actor, Article, Claim, Claimant, ClaimantKind, Count, DatePrecision, DateSpan, Evidence, Inclusion,
        ListedPlace, Outcome, PlacePrecision, Role, Scope, Stance, TextPart, Victims,
    },
    store::{Arrivals, Draft, NewArticle, NewClaim, Store, Target},
};
use serde_json::Value;

pub fn ana() -> Actor {
    Actor::Analyst("Ana".into())
}

pub fn ben() -> Actor {
    Actor::Analyst("Ben".into())
}

pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_760_000_000 + second).unwrap()
}

pub fn store() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("store.db")).unwrap();
    (dir, store)
}

/// A claim on the first place in the text that says `words`.
pub fn claim(article: &Article, claimant: &str, number: u64, words: &str) -> Claim {
    let byte = article.text.find(words).unwrap();
    let start = article.text[..byte].chars().count();
    Claim {
        outcome: Outcome::Killed,
        count: Count::exact(number, words),
        victims: Victims {
            words: "people".into(),
            role: Role::All,
            traits: Vec::new(),
            actor: None,
            names: Vec::new(),
        },
        claimant: Claimant { name: claimant.into(), kind: ClaimantKind::Official, words: None },
        outlet: article.outlet.clone(),
        stance: Stance::Asserted,
        scope: Scope::Event,
        part_of: None,
        includes_attackers: Inclusion::Unknown,
        means: Some("raid".into()),
        perpetrator: None,
        date: None,
        place: None,
        as_of: None,
        repeats: None,
        superseded_by: None,
        evidence: vec![Evidence {
            start,
            end: start + words.chars().count(),
            exact: words.into(),
            part: TextPart::Body,
        }],
        rule: "test".into(),
    }
}

pub fn article(n: usize) -> Article {
    Article {
        title: Some(format!("Raid number {n}")),
        text: format!("The ministry said five died in raid {n}. The Observatory said seven did. Été in Łódź."),
        outlet: Some(["AFP", "SANA", "Reuters"][n % 3].into()),
        published: Some(format!("2025-05-{:02}", 1 + n % 28).parse().unwrap()),
        ..Article::default()
    }
}

/// `n` articles with two claims each, all of one new event.
pub fn arrivals(n: usize) -> Arrivals {
    let new = |n| {
        let article = article(n);
        let claims = [("Ministry", 5, "five"), ("Observatory", 7, "seven")]
            .map(|(name, number, words)| NewClaim {
                claim: claim(&article, name, number, words),
                event: Some(Target::New(0)),
            })
            .into();
        NewArticle { raw: article.text.clone().into_bytes(), article, claims, copy_of: None, capture: None }
    };
    let draft =
        Draft { name: "Raid".into(), date: None, place: None, kind: Some("raid".into()), parties: vec!["IS".into()] };
    Arrivals { events: vec![draft], articles: (0..n).map(new).collect(), ..Arrivals::default() }
}

pub fn village(n: u8) -> ListedPlace {
    ListedPlace {
        name: format!("Tell {n}"),
        other_names: Vec::new(),
        country: "SY".into(),
        region: None,
        lat: 36.0 + f64::from(n),
        lon: 37.0,
        precision: PlacePrecision::Town,
        population: 0,
    }
}

pub fn days(first: i8, last: i8) -> DateSpan {
    let day = |day| jiff::civil::date(2025, 5, day);
    DateSpan { start: day(first), end: day(last), precision: DatePrecision::Days, words: String::new() }
}

/// Every journalled row as it stands in the file, tables without rows left out.
pub fn dump(path: &std::path::Path) -> std::collections::BTreeMap<String, std::collections::BTreeMap<i64, Value>> {
    const TABLES: [(&str, &str); 14] = [
        ("article", "title outlet url published retrieved language sha256 text_sha256 status copy_of"),
        ("claim", "article ordinal event judgement credibility body* claimant"),
        ("event", "name date* place* kind parties* named_by dated_by placed_by"),
        ("switch", "event body*"),
        ("decision", "event body*"),
        ("note", "subject_kind subject text analyst at"),
        ("claimant", "name reliability reason analyst at"),
        ("opinion", "analyst at claim event body*"),
        ("pair", "a b state body* analyst"),
        ("gazetteer", "name sha256 places columns* analyst at"),
        ("capture", "body*"),
        ("feed", "url name analyst at"),
        ("profile", "name columns* analyst at"),
        ("bundle", "body* analyst at"),
    ];
    let conn = rusqlite::Connection::open(path).unwrap();
    let mut tables = std::collections::BTreeMap::new();
    for (table, columns) in TABLES {
        let fields: Vec<_> = columns
            .split(' ')
            .map(|column| match column.strip_suffix('*') {
                Some(column) => format!("'{column}', json({column})"),
                None => format!("'{column}', {column}"),
            })
            .collect();
        let sql = format!("SELECT id, json_object({}) FROM {table}", fields.join(", "));
        let mut statement = conn.prepare(&sql).unwrap();
        let rows: std::collections::BTreeMap<i64, Value> = statement
            .query_map([], |row| Ok((row.get(0)?, serde_json::from_str(&row.get::<_, String>(1)?).unwrap())))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        if !rows.is_empty() {
            tables.insert(table.to_owned(), rows);
        }
    }
    tables
}
