//! Every format that ever landed stays readable. `tests/fixtures/store-NNN.db` was written by the recount of that
//! format and is never written again; a new migration adds the next one with
//! `cargo test --test migrations -- --ignored`.

mod stored;

use std::path::{Path, PathBuf};

use recount::{
    domain::{
        ArticleId, Capture, Change, ClaimId, Credibility, Decision, EventId, FigureState, Judgement, Measure, Outcome,
        Place, Reliability, Role, Rule, Subject, Switch, Way,
        change::ArticleStatus,
        event::Meaning,
        filter::{Filter, Test},
    },
    store::{Store, Target},
};
use stored::{ana, arrivals, article, at, ben, claim, days, village};

/// The format that this recount writes.
const NEWEST: usize = 10;

/// The hash of the last entry of each fixture, in their order.
const HEADS: [&str; NEWEST] = [
    "199e13b16a8489298f0e72db095c447bc3265f502c99b669f4f3ea793d8c3e8c",
    "e9264cd4cdf71d2bcb6373812c42fedd623310ce1134c4008637e27e959de874",
    "5a335e8edf591a2032c5ceb7fba688c4d820f6c08cf384cbd735433373e7beef",
    "2a8fdd8a56d04c7ac9c4277b8c82b642c0f6b189ee3d9316d503381d4b24df6f",
    "2a8fdd8a56d04c7ac9c4277b8c82b642c0f6b189ee3d9316d503381d4b24df6f",
    "aba46d857dc8831c73d6b17c892f13bd87e588667ed8188dd4041cb3225d475b",
    "6bf50d6a56a910e3837606f927f62a0b7e551ac714a9a5f4f7977c84d03714fb",
    "6bf50d6a56a910e3837606f927f62a0b7e551ac714a9a5f4f7977c84d03714fb",
    "6bf50d6a56a910e3837606f927f62a0b7e551ac714a9a5f4f7977c84d03714fb",
    "6bf50d6a56a910e3837606f927f62a0b7e551ac714a9a5f4f7977c84d03714fb",
];

fn fixture(format: usize) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/store-{format:03}.db"))
}

#[test]
fn stores_of_every_format_open_verify_and_go_on() {
    for format in 1..=NEWEST {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("store.db");
        std::fs::copy(fixture(format), &path).unwrap();
        let reader = Store::open_reader(&path).unwrap();
        assert_eq!(reader.count_articles(&Filter::default()).unwrap(), 4);
        let mut store = Store::open(&path).unwrap();
        assert_eq!(store.verify().unwrap().head.as_deref(), Some(HEADS[format - 1]), "format {format}");
        let view = store.event(EventId(1)).unwrap();
        assert_eq!((view.statements.len(), view.switches.len(), view.notes.len()), (7, 1, 1));
        assert_eq!(view.decisions[0].signed_by.as_deref(), Some("Ben"));
        assert_eq!(view.statements[0].reliability, Some(Reliability::B));
        let article = store.article(ArticleId(1)).unwrap();
        assert_eq!(article.claims[0].claim, claim(&article.article, "Ministry", 5, "five"));
        let query = Filter::from(Test::Text("lodz".into()));
        assert_eq!(store.count_articles(&query).unwrap(), 3);
        // The history goes on where it stopped.
        assert_eq!(store.redo(&ana(), at(100)).unwrap().summary, "redo: name e1 “The raid”");
        assert_eq!(store.undo(&ben(), at(101)).unwrap().summary, "undo: sign off killed / all of e1: 5–7, best 5");
        store.add(&arrivals(5), at(102)).unwrap();
        // What came with later formats can be set, and everything taken back, also what older formats wrote.
        let again = Change::DateEvent { event: EventId(1), date: Some(days(3, 4)) };
        store.apply(&ana(), &again, at(103)).unwrap();
        store.verify().unwrap();
        while store.undo(&ana(), at(104)).is_ok() {}
        store.verify().unwrap();
    }
}

/// Something of everything that a store can hold.
#[test]
#[ignore = "writes the fixture of the newest format; run it once, when a migration is added"]
fn write_the_newest_fixture() {
    let path = fixture(NEWEST);
    assert!(!path.exists(), "{} was already written", path.display());
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let mut store = Store::open(&path).unwrap();
    let mut batch = arrivals(4);
    batch.articles[3].claims.clear();
    batch.articles[3].article.text = "Copied.".into();
    batch.articles[3].copy_of = Some(Target::New(0));
    for new in &mut batch.articles {
        new.raw = new.article.text.repeat(100).into_bytes();
        new.capture = Some(Capture {
            way: Way::File,
            source: "news.jsonl".into(),
            line: Some(1),
            at: at(0),
            tool: "recount 0".into(),
        });
    }
    store.add(&batch, at(0)).unwrap();
    let event = EventId(1);
    let measure = Measure::of(Outcome::Killed, Role::All);
    let decision = Decision {
        measure: measure.clone(),
        low: Some(5),
        best: Some(5),
        high: Some(7),
        rule: Rule::Ucdp,
        claims: vec![ClaimId(1)],
        reason: "nearest to the place".into(),
        state: FigureState::Reconciled,
        waiting_for: None,
        standard: None,
        analyst: String::new(),
        at: at(0),
        signed_by: None,
    };
    let residents = Box::new(claim(&article(1), "Residents", 7, "seven"));
    let by_ana = [
        Change::Judge { claims: vec![ClaimId(1), ClaimId(2)], judgement: Judgement::Accepted },
        Change::Credit { claim: ClaimId(2), credibility: Some(Credibility::Probable) },
        Change::AddClaim { article: ArticleId(2), event: Some(event), claim: residents },
        Change::Grade { claimant: "Ministry".into(), reliability: Some(Reliability::B), reason: "was there".into() },
        Change::SetStatus { articles: vec![ArticleId(1)], status: ArticleStatus::Done },
        Change::AddNote { subjects: vec![Subject::Event(event)], text: "Ask the hospital".into() },
        Change::SetSwitch { event, switch: Switch::Neutralized { claimant: None, means: Meaning::Killed } },
        Change::Decide { event, decision: Box::new(decision) },
        Change::AddClaim {
            article: ArticleId(2),
            event: None,
            claim: Box::new(claim(&article(1), "Guards", 7, "seven")),
        },
        Change::MoveClaims { claims: vec![ClaimId(8)], to: None },
        Change::KeepApart { a: event, b: EventId(2) },
        Change::DateEvent { event, date: Some(days(1, 2)) },
        Change::PlaceEvent { event, place: Some(Box::new(Place::unresolved("Tell 1", "Tell 1"))) },
        Change::ImportPlaces { name: "villages.csv".into(), columns: Vec::new(), places: vec![village(1)] },
        Change::FollowFeed { url: "https://a.example/rss".into(), name: None },
        Change::KeepColumns { name: "agency".into(), columns: [("text".into(), "Body".into())].into() },
        Change::NameSource { names: vec!["Home office".into()], source: Some("Ministry".into()) },
        Change::NameEvent { event, name: "The raid".into() },
    ];
    for (n, change) in by_ana.iter().enumerate() {
        store.apply(&ana(), change, at(n as i64)).unwrap();
    }
    store.undo(&ana(), at(20)).unwrap();
    store.apply(&ben(), &Change::Sign { event, measure }, at(21)).unwrap();
    println!("head: {:?}", store.verify().unwrap().head);
}
