//! What is done to several events at once, and where an event is, by hand.

mod stage;

use recount::domain::{EventId, FigureState, Judgement, filter::Filter};
use stage::Stage;

fn place(stage: &Stage, event: i64) -> Option<recount::domain::Place> {
    stage.store().event(EventId(event)).unwrap().event.place
}

#[test]
fn an_event_is_placed_by_a_name_and_its_rivals_are_shown() {
    let mut stage = Stage::new();
    stage.press("g e G P").sees("Where was").press("ctrl-u").type_in("Tripoli").press("enter").sees("Which place?");
    stage.sees("LY").sees("LB").sees("none of these");
    let layer = stage.model.layers.last().unwrap();
    let recount::tui::layer::Layer::Menu(menu) = layer else { panic!("{layer:?}") };
    let lebanon = menu.items.iter().position(|item| item.label.iter().any(|s| s.text.ends_with("LB"))).unwrap();
    for _ in 0..lebanon {
        stage.press("j");
    }
    stage.press("enter").sees("place e1 at");
    assert_eq!(place(&stage, 1).unwrap().country.as_deref(), Some("LB"));
    stage.press("u");
    assert_eq!(place(&stage, 1).unwrap().name, "Aleppo");
}

#[test]
fn an_event_is_placed_by_coordinates_or_left_to_the_machine_again() {
    let mut stage = Stage::new();
    stage.press("g e G enter P ctrl-u").type_in("36.2,37.16").press("enter").sees("write its name before");
    stage.press("home").type_in("Tell Rif ").press("enter").sees("place e1 at Tell Rif");
    let set = place(&stage, 1).unwrap();
    assert_eq!((set.lat, set.lon), (Some(36.2), Some(37.16)));
    stage.press("P ctrl-u").type_in("Xqzzv").press("enter").sees("in no gazetteer").press("enter");
    assert_eq!(place(&stage, 1).unwrap().lat, None);
    stage.press("P ctrl-u enter").sees("leave the place of e1 to recount");
}

#[test]
fn all_ticked_events_are_merged_into_the_selected_one_and_taken_apart_as_one() {
    let mut stage = Stage::new();
    // A third event: the road's claims, split.
    stage.press("enter t L").type_in("new").press("enter").press("q g e");
    let count = |stage: &Stage| stage.store().count_events(&Filter::default()).unwrap();
    let before = count(&stage);
    assert!(before >= 3, "{before}");
    stage.press("* g g J").sees("merge e").sees("more");
    assert_eq!(count(&stage), 1);
    stage.press("u");
    assert_eq!(count(&stage), before);
}

#[test]
fn the_claims_of_all_ticked_events_are_accepted_after_asking() {
    let mut stage = Stage::new();
    let proposed = |stage: &Stage| stage.store().unjudged(&[EventId(1), EventId(2)]).unwrap().len();
    let before = proposed(&stage);
    assert!(before > 3);
    stage.press("g e * x").sees(&format!("Accept {before} claims as well read?")).press("x").sees("Accept");
    stage.press("n").sees_not("as well read?");
    assert_eq!(proposed(&stage), before, "asked, and not answered with yes");
    stage.press("x Y").sees("u takes it back");
    assert_eq!(proposed(&stage), 0);
    let claims = stage.store().event(EventId(1)).unwrap().statements;
    assert!(claims.iter().all(|s| s.record.judgement == Judgement::Accepted));
    stage.press("x").sees("judged already").press("u");
    assert_eq!(proposed(&stage), before);
}

#[test]
fn the_open_totals_of_ticked_events_wait_together() {
    let mut stage = Stage::new();
    stage.press("g e * w").sees("what is waited for?").press("enter").sees("say what is waited for");
    stage.type_in("the hospital's list").press("enter").sees("leave pending").sees("? pending");
    let pending = |stage: &Stage| {
        let events = [1, 2].map(|id| stage.store().event(EventId(id)).unwrap().decisions);
        events.concat().into_iter().filter(|d| d.state == FigureState::Pending).collect::<Vec<_>>()
    };
    assert!(pending(&stage).len() >= 3);
    assert!(pending(&stage).iter().all(|d| d.waiting_for.as_deref() == Some("the hospital's list")));
    stage.press("g g * w").sees("no total is open here").press("u");
    assert!(pending(&stage).is_empty(), "one change");
}

#[test]
fn only_the_ticked_events_are_exported() {
    let mut stage = Stage::new();
    stage.press("g e G enter a").type_in("two lists").press("enter q");
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    stage
        .press("G t E")
        .sees("Export e1")
        .press("ctrl-u")
        .type_in(&file("one.jsonl"))
        .press("enter")
        .sees("1 figure written");
    stage
        .press("esc g g t E")
        .sees("Export e2")
        .press("ctrl-u")
        .type_in(&file("none.jsonl"))
        .press("enter")
        .sees("0 figures");
    stage.press("esc /").type_in("has:decision").press("enter E").sees("Export what answers to has:decision");
    stage.press("ctrl-u").type_in(&file("some.jsonl")).press("enter").sees("1 figure written");
}

#[test]
fn articles_are_sorted_by_title_and_by_their_claims() {
    let mut stage = Stage::new();
    let titles = |stage: &Stage| {
        stage.model.articles().unwrap().list.rows.iter().map(|r| (r.title.to_lowercase(), r.claims)).collect::<Vec<_>>()
    };
    stage.press("S G k enter").sees("title▴");
    let by_title = titles(&stage);
    assert!(by_title.windows(2).all(|w| w[0].0 <= w[1].0), "{by_title:?}");
    stage.press("S G enter").sees("claims▾");
    let by_claims = titles(&stage);
    assert!(by_claims.windows(2).all(|w| w[0].1 >= w[1].1) && by_claims.len() == by_title.len(), "{by_claims:?}");
}

/// Leila's decision on the killed of the raid, as Ben finds it.
fn decided() -> Stage {
    let mut stage = Stage::new();
    stage.press("g e s").sees("no reconciled figure here");
    stage.press("G enter a").type_in("two lists").press("enter").press("q G s").sees("your own: a colleague signs");
    stage.again("Ben")
}

#[test]
fn colleagues_figures_of_ticked_events_are_signed_off_together_after_asking() {
    let mut stage = decided();
    let state = |stage: &Stage| stage.store().event(EventId(1)).unwrap().decisions[0].state;
    stage.press("g e * s").sees("Sign off 1 figure of e1?").press("n");
    assert_eq!(state(&stage), FigureState::Reconciled, "asked, and not answered with yes");
    stage.press("s Y").sees("u takes it back").sees_not("ticked");
    assert_eq!(state(&stage), FigureState::Signed);
    stage.press("u");
    assert_eq!(state(&stage), FigureState::Reconciled);
    let mut blind = stage.again_blind("Noor");
    blind.press("g e s").sees("stays hidden");
}

#[test]
fn a_figure_whose_claims_changed_is_not_signed_off_unseen() {
    let mut stage = decided();
    // What others say of another event turns out to be of this one.
    stage.press("g e g g t G J").sees("merge e").press("g g s").sees("1 stale: look at each");
}

#[test]
fn the_day_of_an_event_is_set_where_it_is_compared() {
    let mut stage = Stage::new();
    stage.press("g e G enter D").sees("When was").press("ctrl-u").type_in("2025-05-16").press("enter");
    let date = stage.store().event(EventId(1)).unwrap().event.date.unwrap();
    assert_eq!(date.start.to_string(), "2025-05-16");
    stage.sees("16 May 2025");
}

#[test]
fn events_are_sorted_by_how_much_is_said_of_them() {
    let mut stage = Stage::new();
    let rows = |stage: &Stage| {
        stage.model.events().unwrap().list.rows.iter().map(|row| (row.articles, row.claims)).collect::<Vec<_>>()
    };
    stage.press("g e S G enter").sees("claims▾");
    assert!(rows(&stage).windows(2).all(|w| w[0].1 >= w[1].1) && rows(&stage).len() == 2, "{:?}", rows(&stage));
    stage.press("S G enter").sees("claims▴");
    assert!(rows(&stage).windows(2).all(|w| w[0].1 <= w[1].1), "{:?}", rows(&stage));
    stage.press("S G k enter").sees("articles▾");
    assert!(rows(&stage).windows(2).all(|w| w[0].0 >= w[1].0), "{:?}", rows(&stage));
    // What is moved away is no longer counted.
    let before = rows(&stage)[0];
    stage.press("g g enter L").type_in("new").press("enter").press("g e");
    assert!(rows(&stage).len() == 3 && rows(&stage)[0].1 < before.1, "{:?}", rows(&stage));
}
