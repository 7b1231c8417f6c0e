//! What a colleague's bundle says otherwise: both sides on one screen, one chosen with a reason.

mod stage;

use recount::{
    domain::{Actor, ClaimId, EventId, Filter, Judgement},
    store::Store,
    work::bundle,
};
use stage::{Stage, at, samples};

/// Leila's store after Ben's bundle, who accepted a claim that she rejected and decided otherwise.
fn merged() -> Stage {
    let mut theirs = Stage::on(&samples::arrivals(), "Ben");
    theirs.press("G enter n a").press("g e G enter o").type_in("5").press("tab").type_in("5");
    theirs.press("tab").type_in("5").press("tab").type_in("the morgue's list").press("enter").sees("decide killed");
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("ben.recount");
    bundle::bundle(&theirs.store(), &Filter::default(), &[], &file).unwrap();
    let mut ours = Stage::new();
    ours.press("G enter n x").press("g e G enter o").type_in("4").press("tab").type_in("4");
    ours.press("tab").type_in("4").press("tab").type_in("two lists").press("enter").sees("decide killed");
    let mut store = Store::open(&ours.path()).unwrap();
    bundle::merge(&mut store, &Actor::Analyst("Leila".into()), &file, at(90)).unwrap();
    drop(store);
    ours.press("g a R");
    ours
}

#[test]
fn a_bundles_figure_is_taken_with_a_reason() {
    let mut stage = merged();
    stage.press("g r").sees("What bundles say otherwise").press("g d").sees("2 differences").sees("stands here");
    while !stage.model.differences().unwrap().list.current().unwrap().theirs.on().contains("killed") {
        stage.press("j");
    }
    stage.sees("because the morgue's list").press("a").sees("why 5 / 5 / 5").press("enter").sees("needs its reason");
    // It rests on a claim that was rejected here: that is to be settled first.
    stage
        .type_in("it names them")
        .press("enter")
        .sees("can't rest on c2")
        .press("esc k a")
        .type_in("read again")
        .press("enter");
    stage.sees("take c2 from ben.recount: accepted").sees("1 difference");
    stage.press("a").type_in("it names them").press("enter").sees("take killed / all of e1").sees("0 differences");
    let decision = stage.store().event(EventId(1)).unwrap().decisions[0].clone();
    assert_eq!((decision.best, decision.reason.as_str()), (Some(5), "it names them"));
    stage.press("u").sees("1 difference").press("u").sees("2 differences");
}

#[test]
fn what_stands_is_kept_and_the_claim_can_be_looked_at_first() {
    let mut stage = merged();
    stage.press("g d");
    while stage.model.differences().unwrap().list.current().unwrap().article.is_none() {
        stage.press("j");
    }
    stage.press("enter").sees("claims").press("q x").type_in("not in the text").press("enter").sees("as it stands");
    let claim = stage.store().claim(ClaimId(2)).unwrap();
    assert_eq!(claim.judgement, Judgement::Rejected);
    stage.press("g d").sees("1 difference");
    let mut blind = stage.again_blind("Noor");
    blind.press("g d").sees("stays hidden");
}

#[test]
fn without_a_bundle_the_screen_says_how_one_comes_in() {
    Stage::new().press("g d").sees("No bundle says anything otherwise").sees("recount merge FILE");
}

#[test]
fn a_bundle_is_written_by_one_analyst_and_brought_in_by_the_other_without_the_shell() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("ben.recount").to_str().unwrap().to_owned();
    let mut theirs = Stage::on(&samples::arrivals(), "Ben");
    theirs.press("G enter n a").press("E ctrl-u").type_in(&file).press("enter").sees("a colleague brings it in with B");
    let mut ours = Stage::new();
    ours.press("G enter n x").press("B").sees("Bring in a colleague's bundle").press("enter").sees("name the file");
    ours.type_in("/nowhere.recount").press("enter").sees("cannot read /nowhere.recount");
    ours.press("ctrl-u").type_in(&file).press("enter").sees("1 difference to settle: g d").press("g d");
    ours.sees("1 difference").press("a").type_in("read again").press("enter").sees("0 differences");
    assert_eq!(ours.store().claim(ClaimId(2)).unwrap().judgement, Judgement::Accepted);
    ours.press("B").type_in(&file).press("enter").sees("0 articles added, 3 here already");
}

#[test]
fn a_bundle_taken_for_articles_is_refused_with_the_way_in() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("ben.recount");
    let theirs = Stage::on(&samples::arrivals(), "Ben");
    bundle::bundle(&theirs.store(), &Filter::default(), &[], &file).unwrap();
    let mut ours = Stage::new();
    ours.press("I").type_in(file.to_str().unwrap()).press("enter").sees("is a bundle, not articles");
}
