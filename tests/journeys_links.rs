//! What belongs together: events merged, kept apart and split, proposals answered, copies compared, blind work.

mod stage;

use recount::{
    domain::{EventId, Judgement, Likeness, Reason, filter::Filter},
    store::{Arrivals, Store, Target},
};
use stage::{Stage, samples};

fn proposed() -> Arrivals {
    let reason = |feature: &str, share| Reason { feature: feature.into(), value: 0.5, share };
    let reasons = vec![reason("same_day", 1.5), reason("far_apart", -0.8)];
    let likeness = Likeness { score: 0.7, reasons };
    Arrivals { alike: vec![(Target::New(0), Target::New(1), likeness)], ..samples::arrivals() }
}

fn events(stage: &Stage) -> u64 {
    stage.store().count_events(&Filter::default()).unwrap()
}

#[test]
fn a_proposed_pair_is_told_one_or_two() {
    let mut stage = Stage::on(&proposed(), "Leila");
    stage.press("g p").sees("1 proposal").sees("+0.7").sees("e1").sees("same day").sees("-0.80").sees("far apart");
    stage.press("x").sees("are not the same").sees("No two events wait").press("u").sees("1 proposal");
    stage.press("enter").sees("Interior ministry").press("q l").sees("Mine").press("q a").sees("merge e2");
    assert_eq!(events(&stage), 1);
    stage.press("u");
    assert_eq!(events(&stage), 2, "and is taken back");
}

#[test]
fn events_are_merged_and_kept_apart_by_hand() {
    let mut stage = Stage::new();
    stage.press("g e J").sees("tick events with t").press("t k").sees("1 ticked");
    // The tick went on to the next row; the selected one is where the other goes.
    stage.press("j J").sees("merge e2").sees("1 event");
    assert!(stage.store().event(EventId(1)).is_ok());
    stage.press("u").sees("2 events").press("g g t X").sees("are not the same");
    assert_eq!(stage.store().kept_apart().unwrap().len(), 1);
}

#[test]
fn a_day_that_ends_a_name_is_said_once() {
    let mut stage = Stage::new();
    stage.press("g e G r ctrl-u").type_in("Aleppo raid · 17 May 2025").press("enter g a g e");
    stage.sees("Aleppo raid").sees("17 May 2025").sees_not("raid · 17 May");
    assert_eq!(stage.store().event(EventId(1)).unwrap().event.name, "Aleppo raid · 17 May 2025");
    stage.press("G D ctrl-u").type_in("2025-05-16").press("enter g a g e").sees("raid · 17 May 2025");
}

#[test]
fn an_event_is_dated_by_hand() {
    let mut stage = Stage::new();
    stage.press("g e D").sees("When was").press("ctrl-u").type_in("lately").press("enter").sees("is no date");
    stage.press("ctrl-u").type_in("2025-05-21..2025-05-22").press("enter").sees("u takes it back");
    let date = |stage: &Stage| stage.store().event(EventId(2)).unwrap().event.date.unwrap();
    assert_eq!(date(&stage).end.to_string(), "2025-05-22");
    stage.press("u");
    assert_eq!(date(&stage).start.to_string(), "2025-05-20");
}

#[test]
fn a_decision_is_marked_when_its_claims_change() {
    let mut stage = Stage::new();
    stage.press("g e G enter a").type_in("two lists").press("enter").sees("✓").sees_not("stale");
    // A later report of the same raid comes in.
    let mut later = samples::arrivals().articles.remove(0);
    (later.raw, later.article.url) = (b"later".to_vec(), Some("https://example.org/later".into()));
    later.claims.truncate(4);
    for (ordinal, new) in later.claims.iter_mut().enumerate() {
        new.event = Some(Target::Known(EventId(1)));
        new.claim.claimant.name = format!("Hospital {ordinal}");
    }
    let arrivals = Arrivals { articles: vec![later], ..Arrivals::default() };
    Store::open(&stage.path()).unwrap().add(&arrivals, stage::at(99)).unwrap();
    stage.press("R j k").sees("! stale: new: Hospital").sees("decide again");
}

#[test]
fn claims_are_moved_to_another_event_or_to_one_of_their_own() {
    let mut stage = Stage::new();
    stage.press("G enter 2 t L").sees("Move 2 claims").type_in("nowhere").press("enter").sees("is no event");
    stage.press("ctrl-u").type_in("new").press("enter").sees("u takes it back");
    assert_eq!(events(&stage), 3);
    stage.press("u L ctrl-u").type_in("e2").press("enter");
    let moved = stage.store().article(recount::domain::ArticleId(1)).unwrap().claims;
    assert!(moved.iter().any(|record| record.event == Some(EventId(2))), "{moved:?}");
    stage.press("u g e G enter L").sees("which event").press("esc");
}

#[test]
fn a_copy_is_compared_with_its_original_word_by_word() {
    let mut arrivals = samples::arrivals();
    let mut copy = arrivals.articles[0].clone();
    copy.article.text = copy.article.text.replacen("five people were killed", "six people were killed", 1);
    (copy.raw, copy.claims) = (copy.article.text.clone().into_bytes(), Vec::new());
    copy.copy_of = Some(Target::New(0));
    arrivals.articles.push(copy);
    let mut stage = Stage::on(&arrivals, "Leila");
    stage.press("/").type_in("has:copy").press("enter enter D").sees("What the copy changed");
    stage.sees("[-five-]").sees("{+six+}").press("q W").sees("as it came in").sees("bytes").press("q q esc");
    stage.press("G enter D").sees("[-five-]").sees("{+six+}");
    let mut stage = Stage::new();
    stage.press("G enter D").sees("this article is no copy");
}

#[test]
fn who_works_blind_sees_only_what_they_said() {
    let mut stage = Stage::new();
    stage.press("G enter a g e G enter a").type_in("the ministry counted").press("enter").sees("1 decided");
    let mut stage = stage.again_blind("Omar");
    stage.press("G enter").sees("(blind)");
    let judged = |stage: &Stage| stage.model.reader().unwrap().claims()[0].judgement;
    assert_eq!(judged(&stage), Judgement::Proposed, "another's word is hidden");
    stage.press("x");
    assert_eq!(judged(&stage), Judgement::Accepted, "and shown once one has said one's own");
    stage.press("g e").sees("…").press("G enter").sees("0 decided").press("r").sees("no rule applies");
    stage.press("o").type_in("4").press("tab").type_in("4").press("tab").type_in("4").press("tab").type_in("two lists");
    stage.press("enter").sees("1 decided");
    assert_eq!(stage.store().event(EventId(1)).unwrap().decisions[0].analyst, "Leila", "what stands stays");
    stage.press("A").sees("Agreement").sees("Krippendorff").sees("Leila").sees("Omar");
}
