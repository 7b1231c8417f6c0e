//! Random sequences of changes, undo and redo against a linear history; and the journal replayed by hand.

mod stored;

use std::collections::BTreeMap;

use proptest::prelude::*;
use recount::{
    domain::{
        Actor, ArticleId, Change, Claim, ClaimId, Count, Credibility, Decision, EventId, FigureState, Judgement,
        Measure, NoteId, Outcome, Place, Reliability, Role, Rule, Subject, Switch,
        change::ArticleStatus,
        event::Meaning,
        rows::{EntryKind, JournalRow},
    },
    store::{Store, StoreError},
};
use serde_json::Value;
use stored::{ana, arrivals, article, at, ben, claim, days, dump, village};

#[derive(Debug, Clone)]
enum Step {
    Do(Change),
    Undo,
    Redo,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![6 => change().prop_map(Step::Do), 3 => Just(Step::Undo), 2 => Just(Step::Redo)];
    prop::collection::vec(step, 1..40)
}

fn change() -> impl Strategy<Value = Change> {
    let claim_id = || (1..8_i64).prop_map(ClaimId);
    let event = || (1..5_i64).prop_map(EventId);
    let measure =
        || prop::sample::select(vec![Role::All, Role::Civilian]).prop_map(|role| Measure::of(Outcome::Killed, role));
    let judgement = prop::sample::select(Judgement::ALL);
    prop_oneof![
        (prop::collection::vec(claim_id(), 1..3), judgement)
            .prop_map(|(claims, judgement)| Change::Judge { claims, judgement }),
        (claim_id(), 0..9_u64).prop_map(|(claim, n)| Change::EditClaim { claim, to: Box::new(reading(n)) }),
        (event(), 0..9_u64).prop_map(|(event, n)| Change::AddClaim {
            article: ArticleId(1),
            event: Some(event),
            claim: Box::new(reading(n)),
        }),
        (claim_id(), prop::option::of(prop::sample::select(Credibility::ALL)))
            .prop_map(|(claim, credibility)| Change::Credit { claim, credibility }),
        (prop::option::of(prop::sample::select(Reliability::ALL)), "[a-c]")
            .prop_map(|(reliability, reason)| { Change::Grade { claimant: "Ministry".into(), reliability, reason } }),
        prop::sample::select(ArticleStatus::ALL)
            .prop_map(|status| Change::SetStatus { articles: vec![ArticleId(1), ArticleId(2)], status }),
        (claim_id(), "[a-z]{0,3}")
            .prop_map(|(claim, text)| Change::AddNote { subjects: vec![Subject::Claim(claim)], text }),
        (1..4_i64, "[a-z]{1,3}").prop_map(|(note, text)| Change::EditNote { note: NoteId(note), text }),
        (1..4_i64).prop_map(|note| Change::RemoveNote { note: NoteId(note) }),
        (event(), prop::sample::select(Meaning::ALL)).prop_map(|(event, means)| Change::SetSwitch {
            event,
            switch: Switch::Neutralized { claimant: None, means },
        }),
        (event(), measure(), claim_id(), 0..9_u64).prop_map(|(event, measure, claim, n)| Change::Decide {
            event,
            decision: Box::new(decision(measure, claim, n)),
        }),
        (event(), measure(), claim_id(), 0..9_u64).prop_map(|(event, measure, claim, n)| Change::DecideApart {
            event,
            decision: Box::new(decision(measure, claim, n)),
        }),
        (claim_id(), prop::sample::select(Judgement::ALL))
            .prop_map(|(claim, judgement)| Change::JudgeApart { claims: vec![claim], judgement }),
        (event(), measure()).prop_map(|(event, measure)| Change::Reopen { event, measure }),
        (event(), measure()).prop_map(|(event, measure)| Change::Sign { event, measure }),
        (event(), "[a-z]{1,3}").prop_map(|(event, name)| Change::NameEvent { event, name }),
        (prop::collection::vec(claim_id(), 1..3), prop::option::of(event()))
            .prop_map(|(claims, to)| Change::MoveClaims { claims, to }),
        (event(), event()).prop_map(|(from, into)| Change::MergeEvents { from, into }),
        (event(), event()).prop_map(|(a, b)| Change::KeepApart { a, b }),
        (event(), prop::option::of(1..5_i8))
            .prop_map(|(event, day)| Change::DateEvent { event, date: day.map(|day| days(day, day + 1)) }),
        (event(), prop::option::of("[A-C]")).prop_map(|(event, name)| Change::PlaceEvent {
            event,
            place: name.map(|name| Box::new(Place::unresolved(name, ""))),
        }),
        (1..4_u8).prop_map(|n| Change::ImportPlaces {
            name: "villages.csv".into(),
            columns: vec![("name".into(), "village".into())],
            places: vec![village(n)],
        }),
    ]
}

/// The evidence is the same in article 1 whatever the number; other articles refuse it, as they should.
fn reading(n: u64) -> Claim {
    Claim { count: Count::exact(n, "five"), ..claim(&article(0), "Ministry", n, "five") }
}

fn decision(measure: Measure, claim: ClaimId, n: u64) -> Decision {
    Decision {
        measure,
        low: Some(n),
        best: Some(5),
        high: None,
        rule: Rule::Manual,
        claims: vec![claim],
        reason: "test".into(),
        state: if n == 0 { FigureState::Pending } else { FigureState::Reconciled },
        waiting_for: None,
        standard: None,
        analyst: String::new(),
        at: at(0),
        signed_by: None,
    }
}

fn perform(store: &mut Store, actor: &Actor, step: &Step, n: usize) -> Result<(), StoreError> {
    let at = at(n as i64);
    match step {
        Step::Do(change) => store.apply(actor, change, at).map(drop),
        Step::Undo => store.undo(actor, at).map(drop),
        Step::Redo => store.redo(actor, at).map(drop),
    }
}

fn refused(result: Result<(), StoreError>) -> bool {
    match result {
        Ok(()) => false,
        Err(StoreError::Refused(_)) => true,
        Err(other) => panic!("{other:?}"),
    }
}

/// The rows after every entry of the journal that is not an arrival, applied by hand to the rows before.
fn replay(mut rows: Tables, journal: &[JournalRow]) -> Tables {
    for change in journal.iter().flat_map(|entry| entry.changes.as_array().unwrap()) {
        let Some(table) = change["table"].as_str() else { continue };
        let rows = rows.entry(table.into()).or_default();
        let key = change["key"].as_i64().unwrap();
        match &change["after"] {
            Value::Null => drop(rows.remove(&key)),
            Value::Object(after) => match rows.entry(key).or_insert_with(|| Value::Object(Default::default())) {
                Value::Object(row) => row.extend(after.clone()),
                _ => unreachable!(),
            },
            other => panic!("{other}"),
        }
    }
    rows.retain(|_, rows| !rows.is_empty());
    rows
}

type Tables = BTreeMap<String, BTreeMap<i64, Value>>;

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn one_analysts_history_is_linear(steps in steps()) {
        let (dir, mut store) = stored::store();
        let path = dir.path().join("store.db");
        store.add(&arrivals(3), at(0)).unwrap();
        let mut history = vec![dump(&path)];
        let mut present = 0;
        for (n, step) in steps.iter().enumerate() {
            let refused = refused(perform(&mut store, &ana(), step, n));
            match step {
                Step::Do(_) if refused => {}
                Step::Do(_) => {
                    history.truncate(present + 1);
                    history.push(dump(&path));
                    present += 1;
                }
                Step::Undo => {
                    prop_assert_eq!(refused, present == 0);
                    present = present.saturating_sub(1);
                }
                Step::Redo => {
                    prop_assert_eq!(refused, present + 1 == history.len());
                    present = (present + 1).min(history.len() - 1);
                }
            }
            prop_assert_eq!(&dump(&path), &history[present], "after step {} {:?}", n, step);
            if n % 7 == 0 {
                // Undo must not need the process that made the change.
                store = Store::open(&path).unwrap();
            }
        }
        store.verify().unwrap();
    }

    #[test]
    fn the_journal_replays_to_the_tables(steps in prop::collection::vec((any::<bool>(), steps()), 1..3)) {
        let (dir, mut store) = stored::store();
        let path = dir.path().join("store.db");
        store.add(&arrivals(3), at(0)).unwrap();
        let before = dump(&path);
        for (n, (is_ana, step)) in steps.iter().flat_map(|(who, steps)| steps.iter().map(move |s| (who, s))).enumerate() {
            let actor = if *is_ana == (n % 3 > 0) { ana() } else { ben() };
            let unchanged = dump(&path);
            if refused(perform(&mut store, &actor, step, n)) {
                prop_assert_eq!(dump(&path), unchanged);
            }
        }
        store.verify().unwrap();
        let mut journal = store.journal(None, usize::MAX >> 1).unwrap();
        journal.reverse();
        prop_assert_eq!(replay(before, &journal[1..]), dump(&path));
        // Undoing everything that can be undone, each analyst their own, leads nowhere unsound.
        for actor in [ana(), ben()] {
            while store.undo(&actor, at(999)).is_ok() {}
        }
        store.verify().unwrap();
        prop_assert!(journal.iter().all(|entry| entry.kind == EntryKind::Do || entry.seq > 2));
    }
}
