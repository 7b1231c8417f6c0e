//! Random work of three analysts, each on a store of their own: their bundles merged in any order give the same word of
//! each, merging again changes nothing, and what a bundle brought can be taken back.

mod stored;

use std::{collections::BTreeSet, path::Path};

use proptest::prelude::*;
use recount::{
    domain::{
        Actor, ArticleId, Change, ClaimId, Decision, EventId, FigureState, Filter, Judgement, Measure, Outcome, Role,
        Rule, Subject, Word,
    },
    store::Store,
    work::bundle::{Merged, bundle, hash_of, merge},
};
use stored::{arrivals, at};

const ARTICLES: usize = 3;

#[derive(Debug, Clone)]
enum Act {
    Judge(usize, Judgement),
    Decide(usize, u64),
    Note(usize, String),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let claim = || 0..2 * ARTICLES;
    let judgement = prop::sample::select(vec![Judgement::Accepted, Judgement::Rejected]);
    let act = prop_oneof![
        (claim(), judgement).prop_map(|(claim, judgement)| Act::Judge(claim, judgement)),
        (claim(), 1..4_u64).prop_map(|(claim, n)| Act::Decide(claim, n)),
        (claim(), "[a-c]").prop_map(|(claim, text)| Act::Note(claim, text)),
    ];
    prop::collection::vec(act, 0..8)
}

fn change(act: &Act) -> Change {
    let claim = |n: usize| ClaimId(n as i64 + 1);
    match act {
        Act::Judge(n, judgement) => Change::Judge { claims: vec![claim(*n)], judgement: *judgement },
        Act::Note(n, text) => Change::AddNote { subjects: vec![Subject::Claim(claim(*n))], text: text.clone() },
        Act::Decide(n, best) => {
            let decision = Decision {
                measure: Measure::of(Outcome::Killed, Role::All),
                low: Some(*best),
                best: Some(*best),
                high: Some(*best),
                rule: Rule::Manual,
                claims: vec![claim(*n)],
                reason: "said so".into(),
                state: FigureState::Reconciled,
                waiting_for: None,
                standard: None,
                analyst: String::new(),
                at: at(0),
                signed_by: None,
            };
            Change::Decide { event: EventId(1), decision: Box::new(decision) }
        }
    }
}

/// A store in which this analyst worked. What the store refuses was not said.
fn worked(dir: &Path, analyst: usize, acts: &[Act]) -> Store {
    let mut store = Store::open(&dir.join(format!("{analyst}.db"))).unwrap();
    store.add(&arrivals(ARTICLES), at(0)).unwrap();
    let by = Actor::Analyst(format!("analyst {analyst}"));
    for (n, act) in acts.iter().enumerate() {
        let _ = store.apply(&by, &change(act), at((100 * analyst + n) as i64 + 1));
    }
    store
}

/// Everybody's word on claims and figures, and the notes, without the ids of this store.
fn said(store: &Store) -> BTreeSet<String> {
    let name = |claim: ClaimId| {
        let record = store.claim(claim).unwrap();
        format!("{}/{}", store.article(record.article).unwrap().article.sha256, record.ordinal)
    };
    let opinions = store.opinions().unwrap().into_iter().map(|opinion| match opinion.word {
        Word::Claim { claim, judgement } => format!("{}: {} {judgement}", opinion.analyst, name(claim)),
        Word::Figure { decision, .. } => {
            let claims: Vec<_> = decision.claims.iter().map(|claim| name(*claim)).collect();
            format!("{}: {} {:?} {claims:?}", opinion.analyst, decision.measure, decision.best)
        }
    });
    let notes = (1..=ARTICLES as i64).flat_map(|id| store.article(ArticleId(id)).unwrap().notes);
    let notes = notes.filter_map(|note| match note.subject {
        Subject::Claim(claim) => Some(format!("{}: {} {}", note.analyst, name(claim), note.text)),
        _ => None,
    });
    opinions.chain(notes).collect()
}

fn merged(store: &mut Store, path: &Path) -> Merged {
    merge(store, &Actor::Analyst("cyd".into()), path, at(1000)).unwrap()
}

fn entries(store: &Store) -> usize {
    store.journal(None, 10_000).unwrap().len()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn everybodys_word_is_the_same_in_whatever_order_bundles_come(
        all in prop::collection::vec(acts(), 3),
        order in Just(vec![0, 1, 2]).prop_shuffle(),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let mut paths = Vec::new();
        for (analyst, acts) in all.iter().enumerate() {
            let store = worked(dir.path(), analyst, acts);
            let path = dir.path().join(format!("{analyst}.recount"));
            bundle(&store, &Filter::default(), &[], &path).unwrap();
            paths.push(path);
        }
        let mut one = Store::open(&dir.path().join("one.db")).unwrap();
        let mut other = Store::open(&dir.path().join("other.db")).unwrap();
        paths.iter().for_each(|path| drop(merged(&mut one, path)));
        order.iter().for_each(|at: &usize| drop(merged(&mut other, &paths[*at])));
        prop_assert_eq!(said(&one), said(&other));

        // Nothing was lost, and nothing is added by the same again.
        let everything: BTreeSet<_> = (0..3).flat_map(|n| said(&Store::open(&dir.path().join(format!("{n}.db"))).unwrap())).collect();
        prop_assert_eq!(said(&one), everything);
        let before = entries(&one);
        for path in &paths {
            prop_assert_eq!(merged(&mut one, path).words, 0);
        }
        prop_assert_eq!(entries(&one), before);
        one.verify().unwrap();
        other.verify().unwrap();
    }

    #[test]
    fn what_a_bundle_brought_is_taken_back_and_brought_again(mine in acts(), theirs in acts()) {
        let dir = tempfile::tempdir().unwrap();
        let mut ours = worked(dir.path(), 0, &mine);
        let path = dir.path().join("theirs.recount");
        bundle(&worked(dir.path(), 1, &theirs), &Filter::default(), &[], &path).unwrap();
        let before = said(&ours);
        let brought = merged(&mut ours, &path);
        let both = said(&ours);
        prop_assert_eq!(ours.brought_in().unwrap().len(), usize::from(brought.words > 0));
        if brought.words > 0 {
            let cyd = Actor::Analyst("cyd".into());
            let sha256 = hash_of(&path).unwrap();
            ours.apply(&cyd, &Change::TakeBack { sha256 }, at(2000)).unwrap();
            prop_assert_eq!(said(&ours), before);
            ours.verify().unwrap();
            ours.undo(&cyd, at(2001)).unwrap();
            prop_assert_eq!(said(&ours), both);
        }
        ours.verify().unwrap();
    }
}
