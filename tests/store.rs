//! The store through its public surface, on real files.

mod stored;

use recount::{
    domain::{
        Actor, ArticleId, Change, Claim, ClaimId, Count, Decision, EventId, FigureState, Judgement, Measure, Outcome,
        Reliability, Role, Rule, Subject, Switch,
        change::ArticleStatus,
        event::Meaning,
        filter::{Filter, Test},
        rows::Cursor,
    },
    store::{Added, Arrivals, Broken, Refusal, Store, StoreError, Untraceable},
};
use stored::{ana, arrivals, article, at, ben, claim, dump, store};

fn filled(articles: usize) -> (tempfile::TempDir, Store) {
    let (dir, mut store) = store();
    store.add(&arrivals(articles), at(0)).unwrap();
    (dir, store)
}

fn refusal<T: std::fmt::Debug>(result: Result<T, StoreError>) -> Refusal {
    match result {
        Err(StoreError::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

fn killed() -> Measure {
    Measure::of(Outcome::Killed, Role::All)
}

fn five(claims: &[i64]) -> Decision {
    Decision {
        measure: killed(),
        low: Some(5),
        best: Some(5),
        high: Some(7),
        rule: Rule::Manual,
        claims: claims.iter().copied().map(ClaimId).collect(),
        reason: "the Observatory counts the attackers".into(),
        state: FigureState::Reconciled,
        waiting_for: None,
        standard: None,
        analyst: "somebody else".into(),
        at: at(0),
        signed_by: None,
    }
}

fn decide(store: &mut Store, actor: &Actor, decision: Decision) -> Result<(), StoreError> {
    store.apply(actor, &Change::Decide { event: EventId(1), decision: Box::new(decision) }, at(1)).map(drop)
}

fn judge(store: &mut Store, actor: &Actor, claim: i64, judgement: Judgement) -> Result<(), StoreError> {
    store.apply(actor, &Change::Judge { claims: vec![ClaimId(claim)], judgement }, at(1)).map(drop)
}

#[test]
fn what_comes_in_can_be_read_back() {
    let (_dir, mut store) = store();
    let batch = arrivals(3);
    let landed = store.add(&batch, at(0)).unwrap();
    assert_eq!(landed.articles, [1, 2, 3].map(|n| Added::New(ArticleId(n))));
    let view = store.article(ArticleId(1)).unwrap();
    assert_eq!(view.article.text, batch.articles[0].article.text);
    assert_eq!(view.status, ArticleStatus::Unread);
    assert_eq!(view.claims[1].claim, batch.articles[0].claims[1].claim);
    assert_eq!(store.raw(ArticleId(1)).unwrap(), batch.articles[0].raw);
    assert_eq!(store.event(EventId(1)).unwrap().statements.len(), 6);
    assert_eq!(refusal(store.article(ArticleId(9))), Refusal::Unknown("a9".into()));
}

#[test]
fn the_same_bytes_twice_are_one_article() {
    let (_dir, mut store) = filled(2);
    let landed = store.add(&arrivals(3), at(1)).unwrap();
    let ids = [Added::Known(ArticleId(1)), Added::Known(ArticleId(2)), Added::New(ArticleId(3))];
    assert_eq!(landed.articles, ids);
    assert_eq!(store.add(&arrivals(3), at(2)).unwrap().committed, None, "nothing new, no entry");
    assert_eq!(store.count_events(&Filter::default()).unwrap(), 2, "no event without a new claim");
    assert_eq!(store.journal(None, 10).unwrap().len(), 2);
}

#[test]
fn a_claim_that_is_not_in_the_words_never_comes_in() {
    let (_dir, mut store) = store();
    let mut batch = arrivals(1);
    batch.articles[0].claims[0].claim.evidence[0].exact = "nine".into();
    let why = refusal(store.add(&batch, at(0)));
    let (start, end) = (18, 22);
    let (given, found) = ("nine".into(), "five".into());
    let why_not = Untraceable::OtherWords { start, end, given, found };
    assert_eq!(why, Refusal::BadReading { article: ArticleId(1), why: why_not });
    assert_eq!(store.count_articles(&Filter::default()).unwrap(), 0, "all of a batch or nothing");
}

#[test]
fn a_written_claim_gets_the_next_ordinal_and_must_be_in_the_words() {
    let (_dir, mut store) = filled(1);
    let mut words = claim(&article(0), "Residents", 7, "seven");
    let add = |claim: &Claim| Change::AddClaim {
        article: ArticleId(1),
        event: Some(EventId(1)),
        claim: Box::new(claim.clone()),
    };
    let committed = store.apply(&ana(), &add(&words), at(1)).unwrap();
    assert_eq!(committed.summary, "add c3 to a1");
    assert_eq!(store.article(ArticleId(1)).unwrap().claims[2].ordinal, 2);
    for (broken, why) in [
        (Claim { evidence: vec![], ..words.clone() }, Untraceable::NoEvidence),
        (Claim { part_of: Some(9), ..words.clone() }, Untraceable::Dangling("part of")),
        (Claim { repeats: Some(3), ..words.clone() }, Untraceable::Circular("repeats")),
        (Claim { count: Count { low: Some(9), ..words.count.clone() }, ..words.clone() }, Untraceable::Count),
        (Claim { count: Count::exact(u64::MAX, "seven"), ..words.clone() }, Untraceable::Enormous),
    ] {
        assert_eq!(refusal(store.apply(&ana(), &add(&broken), at(2))), Refusal::Untraceable(why));
    }
    words.evidence[0].end = 4_000;
    assert!(matches!(
        refusal(store.apply(&ana(), &add(&words), at(2))),
        Refusal::Untraceable(Untraceable::Outside { end: 4_000, .. })
    ));
    // Later claims stand on earlier ones: Ana's goes only after Ben's.
    words.evidence[0].end = words.evidence[0].start + 5;
    store.apply(&ben(), &add(&words), at(3)).unwrap();
    assert_eq!(refusal(store.undo(&ana(), at(4))), Refusal::InUse("c3".into()));
    store.undo(&ben(), at(5)).unwrap();
    store.undo(&ana(), at(6)).unwrap();
    store.verify().unwrap();
}

#[test]
fn an_edited_claim_keeps_its_history() {
    let (_dir, mut store) = filled(1);
    let before = store.article(ArticleId(1)).unwrap().claims[0].claim.clone();
    let to = Claim { count: Count::exact(6, "five"), ..before.clone() };
    store.apply(&ana(), &Change::EditClaim { claim: ClaimId(1), to: Box::new(to.clone()) }, at(1)).unwrap();
    assert_eq!(store.article(ArticleId(1)).unwrap().claims[0].claim, to);
    let entry = &store.history(Subject::Claim(ClaimId(1)), 10).unwrap()[0];
    assert_eq!((entry.verb.as_str(), &entry.actor), ("edit_claim", &ana()));
    let written = serde_json::from_value::<Claim>(entry.changes[0]["before"]["body"].clone()).unwrap();
    assert_eq!(written, before);
}

#[test]
fn unsound_decisions_are_refused_with_a_reason() {
    let (_dir, mut store) = filled(2);
    judge(&mut store, &ana(), 2, Judgement::Rejected).unwrap();
    let refused = |store: &mut Store, decision| refusal(decide(store, &ana(), decision)).to_string();
    let unsound = Decision { low: Some(8), ..five(&[1]) };
    assert_eq!(refused(&mut store, unsound), "an unsound figure: the low 8 is above the best 5");
    assert_eq!(refused(&mut store, five(&[])), "a figure must rest on at least one claim");
    assert_eq!(refused(&mut store, five(&[2])), "a figure can't rest on c2: the claim was rejected");
    assert_eq!(refused(&mut store, five(&[99])), "there is no c99 in this store");
    let empty = Decision { low: None, best: None, high: None, ..five(&[1]) };
    assert_eq!(refused(&mut store, empty), "a reconciled figure needs at least one number");
    let signed = Decision { state: FigureState::Signed, ..five(&[1]) };
    assert_eq!(refusal(decide(&mut store, &ana(), signed)), Refusal::NotAState);
    assert_eq!(refusal(decide(&mut store, &Actor::Machine, five(&[1]))), Refusal::Anonymous);
    assert_eq!(refusal(decide(&mut store, &Actor::Analyst("  ".into()), five(&[1]))), Refusal::Anonymous);
    assert!(store.event(EventId(1)).unwrap().decisions.is_empty());
}

#[test]
fn a_decision_names_its_maker_and_needs_another_person_to_sign() {
    let (_dir, mut store) = filled(1);
    let (event, measure) = (EventId(1), killed());
    let sign = Change::Sign { event, measure: measure.clone() };
    assert_eq!(refusal(store.apply(&ben(), &sign, at(1))), Refusal::Undecided { event, measure: measure.clone() });
    decide(&mut store, &ana(), Decision { state: FigureState::Pending, ..five(&[1]) }).unwrap();
    assert_eq!(refusal(store.apply(&ben(), &sign, at(1))), Refusal::StillPending { event, measure: measure.clone() });
    decide(&mut store, &ana(), five(&[1])).unwrap();
    let stored = store.event(event).unwrap().decisions.remove(0);
    assert_eq!((stored.analyst.as_str(), stored.at, stored.state), ("Ana", at(1), FigureState::Reconciled));
    assert_eq!(refusal(decide(&mut store, &ana(), five(&[1]))), Refusal::AlreadySo);
    for same in ["Ana", " ana"] {
        let same = Actor::Analyst(same.into());
        assert_eq!(refusal(store.apply(&same, &sign, at(2))), Refusal::SamePerson("Ana".into()));
    }
    store.apply(&ben(), &sign, at(2)).unwrap();
    let signed = store.event(event).unwrap().decisions.remove(0);
    assert_eq!((signed.state, signed.signed_by.as_deref()), (FigureState::Signed, Some("Ben")));
    let by = "Ben".to_owned();
    let again = Decision { best: Some(6), ..five(&[1]) };
    assert_eq!(refusal(decide(&mut store, &ana(), again)), Refusal::SignedOff { event, measure: measure.clone(), by });
    assert!(matches!(refusal(store.undo(&ana(), at(3))), Refusal::ChangedSince { by, .. } if by == "Ben"));
    store.apply(&ana(), &Change::Reopen { event, measure }, at(4)).unwrap();
    assert!(store.event(event).unwrap().decisions.is_empty());
    store.undo(&ana(), at(5)).unwrap();
    assert_eq!(store.event(event).unwrap().decisions[0].signed_by.as_deref(), Some("Ben"));
}

#[test]
fn what_a_figure_rests_on_stays_put() {
    let (_dir, mut store) = filled(2);
    decide(&mut store, &ana(), five(&[1])).unwrap();
    let cited = Refusal::Cited { claim: ClaimId(1), event: EventId(1), measure: killed() };
    assert_eq!(refusal(judge(&mut store, &ben(), 1, Judgement::Rejected)), cited);
    judge(&mut store, &ben(), 1, Judgement::Accepted).unwrap();
    let to = Box::new(Claim { count: Count::exact(6, "five"), ..claim(&article(0), "Ministry", 5, "five") });
    assert_eq!(refusal(store.apply(&ben(), &Change::EditClaim { claim: ClaimId(1), to }, at(2))), cited);
    let away = Change::MoveClaims { claims: vec![ClaimId(1)], to: None };
    assert_eq!(refusal(store.apply(&ben(), &away, at(2))), cited);
    // Nor can redo slip by: what the decision cites was rejected while it was undone.
    store.undo(&ana(), at(3)).unwrap();
    judge(&mut store, &ben(), 1, Judgement::Rejected).unwrap();
    assert_eq!(refusal(store.redo(&ana(), at(4))), Refusal::RestsOnRejected(ClaimId(1)));
    judge(&mut store, &ben(), 1, Judgement::Proposed).unwrap();
    store.redo(&ana(), at(5)).unwrap();
    store.verify().unwrap();
}

#[test]
fn switches_answer_one_question_once() {
    let (_dir, mut store) = filled(1);
    for means in [Meaning::Killed, Meaning::Open] {
        let switch = Switch::Neutralized { claimant: None, means };
        store.apply(&ana(), &Change::SetSwitch { event: EventId(1), switch: switch.clone() }, at(1)).unwrap();
        assert_eq!(store.event(EventId(1)).unwrap().switches, [switch]);
    }
    let switch = Switch::Neutralized { claimant: Some("Ministry".into()), means: Meaning::Killed };
    store.apply(&ana(), &Change::SetSwitch { event: EventId(1), switch }, at(1)).unwrap();
    assert_eq!(store.event(EventId(1)).unwrap().switches.len(), 2);
}

#[test]
fn events_split_and_merge_without_losing_a_decision() {
    let (dir, mut store) = filled(2);
    let before = dump(&dir.path().join("store.db"));
    let away = Change::MoveClaims { claims: vec![ClaimId(3), ClaimId(4)], to: None };
    let committed = store.apply(&ana(), &away, at(1)).unwrap();
    assert_eq!(committed.summary, "move c3 and c4 to e2, a new event");
    assert_eq!(store.event(EventId(2)).unwrap().event.name, "raid");
    decide(&mut store, &ana(), five(&[1])).unwrap();
    let other = Change::Decide { event: EventId(2), decision: Box::new(five(&[3])) };
    store.apply(&ana(), &other, at(2)).unwrap();
    let merge = Change::MergeEvents { from: EventId(2), into: EventId(1) };
    assert!(matches!(refusal(store.apply(&ana(), &merge, at(3))), Refusal::BothDecided { .. }));
    store.apply(&ana(), &Change::Reopen { event: EventId(1), measure: killed() }, at(3)).unwrap();
    store.apply(&ana(), &merge, at(4)).unwrap();
    let view = store.event(EventId(1)).unwrap();
    assert_eq!((view.statements.len(), view.decisions[0].claims[0]), (4, ClaimId(3)));
    assert_eq!(refusal(store.event(EventId(2))), Refusal::Unknown("e2".into()));
    for _ in 0..5 {
        store.undo(&ana(), at(5)).unwrap();
    }
    assert_eq!(dump(&dir.path().join("store.db")), before);
    assert_eq!(refusal(store.undo(&ana(), at(6))), Refusal::NothingToUndo, "the machine's work is not Ana's to undo");
    store.verify().unwrap();
}

#[test]
fn notes_grades_and_status_are_kept_and_taken_back() {
    let (_dir, mut store) = filled(2);
    let note = |text: &str| Change::AddNote { subjects: vec![Subject::Claim(ClaimId(1))], text: text.into() };
    assert_eq!(refusal(store.apply(&ana(), &note(" \n"), at(1))), Refusal::Empty("the note"));
    store.apply(&ana(), &note("Who counted?"), at(1)).unwrap();
    assert_eq!(store.article(ArticleId(1)).unwrap().notes[0].text, "Who counted?");
    assert_eq!(store.event(EventId(1)).unwrap().notes[0].analyst, "Ana");
    let grade =
        |reliability, reason: &str| Change::Grade { claimant: "Ministry".into(), reliability, reason: reason.into() };
    store.apply(&ben(), &grade(Some(Reliability::B), "usually confirmed"), at(2)).unwrap();
    assert_eq!(
        refusal(store.apply(&ana(), &grade(Some(Reliability::B), "usually confirmed"), at(3))),
        Refusal::AlreadySo
    );
    let claimants = store.claimants().unwrap();
    assert_eq!(
        (claimants[0].name.as_str(), claimants[0].reliability, claimants[0].claims),
        ("Ministry", Some(Reliability::B), 2)
    );
    assert_eq!(store.event(EventId(1)).unwrap().statements[0].reliability, Some(Reliability::B));
    let done = Change::SetStatus { articles: vec![ArticleId(1), ArticleId(2)], status: ArticleStatus::Done };
    store.apply(&ana(), &done, at(4)).unwrap();
    let query = Filter::from(Test::Status(vec![ArticleStatus::Done]));
    assert_eq!(store.count_articles(&query).unwrap(), 2);
    store.undo(&ben(), at(5)).unwrap();
    assert_eq!(store.claimants().unwrap()[0].reliability, None, "Ben's undo is Ben's, whatever Ana did since");
}

#[test]
fn lists_go_newest_first_in_stretches_that_neither_skip_nor_repeat() {
    let (_dir, mut store) = filled(90);
    let mut undated = arrivals(1);
    undated.articles[0].article.published = None;
    undated.articles[0].raw = b"undated".to_vec();
    store.add(&undated, at(1)).unwrap();
    let mut seen = Vec::new();
    let mut after: Option<Cursor> = None;
    loop {
        let window = store.articles(&Filter::default(), after.as_ref(), 7).unwrap();
        seen.extend(window.rows.into_iter().map(|row| (row.published, row.id)));
        after = window.next;
        if after.is_none() {
            break;
        }
    }
    let mut expected = seen.clone();
    expected.sort_by(|one, other| other.cmp(one));
    expected.dedup();
    assert_eq!(seen, expected);
    assert_eq!((seen.len(), seen[90].0), (91, None));
    let query: Filter = "outlet:afp after:2025-05-10 before:2025-05-12".parse().unwrap();
    let rows = store.articles(&query, None, 100).unwrap().rows;
    assert_eq!(rows.len() as u64, store.count_articles(&query).unwrap());
    assert!(!rows.is_empty() && rows.iter().all(|row| row.outlet.as_deref() == Some("AFP")));
}

#[test]
fn an_altered_store_is_found_out() {
    let spoil = |sql: &str| {
        let (dir, mut store) = filled(2);
        judge(&mut store, &ana(), 1, Judgement::Accepted).unwrap();
        judge(&mut store, &ana(), 2, Judgement::Accepted).unwrap();
        let conn = rusqlite::Connection::open(dir.path().join("store.db")).unwrap();
        conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        conn.execute_batch(sql).unwrap();
        store.verify().map(drop).unwrap_err()
    };
    let free = |sql: &str| format!("DROP TRIGGER journal_stands; DROP TRIGGER journal_stays; {sql}");
    let summary = free("UPDATE journal SET summary = 'reject c1' WHERE seq = 2");
    assert!(matches!(spoil(&summary), Broken::Altered { seq: 2 }));
    assert!(matches!(spoil(&free("DELETE FROM journal WHERE seq = 2")), Broken::Missing { seq: 2 }));
    assert!(matches!(spoil(&free("DELETE FROM journal WHERE seq = 3")), Broken::Missing { seq: 3 }));
    let judged = spoil("UPDATE claim SET judgement = 'rejected' WHERE id = 1");
    assert_eq!(judged.to_string(), "c1 differs from what entry 2 wrote");
    let read = spoil("UPDATE claim SET body = json_set(body, '$.count.low', 1) WHERE id = 4");
    assert_eq!(read.to_string(), "a2 or a claim of it differs from what entry 1 wrote");
    let smuggled = spoil(
        "INSERT INTO claim SELECT 77, article, 9, event, judgement, credibility, body, claimant FROM claim LIMIT 1",
    );
    assert_eq!(smuggled.to_string(), "c77 is in the store, but no entry wrote it");
    let text = spoil("DROP TRIGGER body_stands; UPDATE body SET text = 'Nine died.' WHERE article = 2");
    assert!(matches!(text, Broken::Body { article: ArticleId(2), what: "text" }));
}

#[test]
fn the_journal_and_the_texts_refuse_to_be_rewritten() {
    let (dir, store) = filled(1);
    drop(store);
    let conn = rusqlite::Connection::open(dir.path().join("store.db")).unwrap();
    for sql in [
        "UPDATE journal SET actor = '\"machine\"'",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal",
        "UPDATE body SET text = ''",
        "DELETE FROM body",
    ] {
        assert!(conn.execute_batch(sql).is_err(), "{sql}");
    }
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let (dir, _store) = filled(1);
    let files: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(Result::unwrap).collect();
    assert!(files.len() >= 3, "the store, its log and its index: {files:?}");
    for file in files {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{file:?}");
    }
}

#[test]
fn what_is_no_store_of_ours_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let open = |name: &str| Store::open(&dir.path().join(name)).map(drop).unwrap_err();
    std::fs::write(dir.path().join("text"), "Five died in Aleppo on Saturday, the ministry said. ".repeat(40)).unwrap();
    assert!(matches!(open("text"), StoreError::NotAStore(_)));
    rusqlite::Connection::open(dir.path().join("other")).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
    assert!(matches!(open("other"), StoreError::NotAStore(_)));
    Store::open(&dir.path().join("newer")).unwrap();
    let newer = rusqlite::Connection::open(dir.path().join("newer")).unwrap();
    newer.execute_batch("PRAGMA user_version = 99").unwrap();
    assert!(matches!(open("newer"), StoreError::TooNew { found: 99, .. }));
    assert!(matches!(open("missing/store"), StoreError::File { .. }));
    assert!(matches!(Store::open_reader(&dir.path().join("none")).map(drop), Err(StoreError::File { .. })));
}

#[test]
fn an_empty_batch_writes_nothing() {
    let (_dir, mut store) = store();
    assert_eq!(store.add(&Arrivals::default(), at(0)).unwrap().committed, None);
    assert!(store.journal(None, 1).unwrap().is_empty());
    let verified = store.verify().unwrap();
    assert_eq!((verified.entries, verified.articles, verified.head), (0, 0, None));
}
