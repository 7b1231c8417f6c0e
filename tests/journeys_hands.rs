//! The hands: jumps, named places, repeating, ticks, orders, and going on where one left.

mod stage;

use recount::{
    domain::{ArticleId, ClaimId, EventId, Judgement, change::ArticleStatus, filter::Filter},
    tui::model::Place,
};
use stage::{Stage, samples};

fn status(stage: &Stage, id: i64) -> ArticleStatus {
    stage.store().article(ArticleId(id)).unwrap().status
}

fn judgements(stage: &Stage) -> Vec<Judgement> {
    stage.store().article(ArticleId(1)).unwrap().claims.iter().map(|c| c.judgement).collect()
}

fn places(stage: &Stage) -> Vec<String> {
    stage.model.state().places.iter().map(Place::describe).collect()
}

#[test]
fn jumps_go_back_and_forth_across_screens() {
    let mut stage = Stage::new();
    stage.press("G enter n n g e").sees("Events").press("ctrl-o");
    let reader = stage.model.reader().unwrap();
    assert_eq!((reader.id, reader.selected), (ArticleId(1), 2), "where the selection was");
    stage.press("ctrl-o").sees("3 articles").press("ctrl-o").sees("there is no place before this one");
    stage.press("tab");
    assert_eq!(stage.model.reader().unwrap().selected, 2);
    stage.press("alt-right").sees("Events").press("tab").sees("you did not jump back");
    stage.press("2 ctrl-o").sees("3 articles");
    assert_eq!(places(&stage), ["Articles"], "jumping to an open screen leaves none behind");
}

#[test]
fn a_place_gets_a_name_and_is_found_again() {
    let mut stage = Stage::new();
    stage.press("'").sees("no place has a name yet");
    stage.press("/").type_in("status:unread ambulance").press("enter b").sees("Name this place").press("enter");
    stage.sees("type a name").type_in("to read").press("enter").sees("called to read");
    stage.press("g r ' tab").sees("status:unread ambulance").press("enter").sees("1 article").sees("ambulance");
    stage.press("g r '").type_in("nowhere").press("enter").sees("no place is called nowhere");
    stage.press("ctrl-u").type_in("-to read").press("enter").sees("forgotten").press("'").sees("no place has a name");
}

#[test]
fn the_next_session_goes_on_where_this_one_was_left() {
    let mut stage = Stage::new();
    stage.press("T g e S j j enter G b").type_in("end").press("enter enter j l");
    let (left, theme) = (stage.model.state(), stage.model.session.theme);
    let place = |stage: &Stage| stage.model.compare().map(|c| (c.id, c.row, c.column)).unwrap();
    let before = place(&stage);
    let kept = serde_json::to_string(&left).unwrap();
    let mut stage = stage.again_from("Leila", serde_json::from_str(&kept).unwrap());
    assert_eq!((place(&stage), stage.model.session.theme), (before, theme));
    stage.press("q");
    let events = stage.model.events().unwrap();
    assert_eq!(events.list.selected + 1, events.list.rows.len(), "the row that was selected");
    stage.sees("place").press("g a '").type_in("end").press("enter").sees("Events");
}

#[test]
fn a_state_of_another_store_or_of_nonsense_harms_nothing() {
    let state = r#"{"places":[{"screen":"articles","query":{"filter":"","sort":{"by":"date","ascending":false}},
        "at":{"from":["0000",7],"row":99}},{"screen":"reader","article":99,"claim":4}],"theme":"none"}"#;
    let mut stage = Stage::new().again_from("Leila", serde_json::from_str(state).unwrap());
    stage.sees("a99").press("q").sees("3 articles").sees("Security man killed");
    let headless = r#"{"places":[{"screen":"log"}]}"#;
    Stage::new().again_from("Leila", serde_json::from_str(headless).unwrap()).sees("3 articles");
}

#[test]
fn ticked_articles_are_marked_tagged_and_noted_together() {
    let mut stage = Stage::new();
    stage.press("t t").sees("2 ticked").press("m d").sees("u takes it back").sees_not("ticked");
    assert_eq!([1, 2, 3].map(|id| status(&stage, id) == ArticleStatus::Done), [false, true, true]);
    stage.press("u");
    assert_eq!(status(&stage, 2), ArticleStatus::Unread, "one undo for all of them");
    stage.press("* #").sees("Tag 3 articles").press("enter").sees("a tag is a word");
    stage.type_in("market #second-look").press("enter").sees("note on 3 things");
    stage.press("/").type_in("tag:second-look").press("enter").sees("3 articles");
    stage.press("t c").type_in("ask the desk").press("enter").press("/ ctrl-u").type_in("tag:market");
    stage.press("enter *").sees("3 ticked").press("esc").sees_not("ticked").sees("tag:market");
}

#[test]
fn ticked_claims_are_judged_together_and_taken_back_together() {
    let mut stage = Stage::new();
    stage.press("G enter 3 t").sees("3 ticked").press("x");
    assert_eq!(judgements(&stage)[..4].iter().filter(|j| **j == Judgement::Rejected).count(), 3);
    stage.press("u");
    assert!(judgements(&stage).iter().all(|j| *j == Judgement::Proposed));
    stage.press("* a").sees("accept");
    assert!(judgements(&stage).iter().all(|j| *j == Judgement::Accepted));
    stage.press("t esc").sees_not("ticked").press("C").type_in("translated").press("enter").sees("translated");
}

#[test]
fn what_was_said_last_is_said_again() {
    let mut stage = Stage::new();
    stage.press(".").sees("nothing was said yet").press("m r j .").sees("in review");
    assert_eq!([status(&stage, 3), status(&stage, 2)], [ArticleStatus::InReview; 2]);
    stage.press("G enter #").type_in("doubt").press("enter n .");
    let notes = stage.store().article(ArticleId(1)).unwrap().notes;
    let noted: Vec<_> = notes.iter().map(|n| (n.subject, n.text.as_str())).collect();
    use recount::domain::Subject::Claim;
    assert_eq!(noted, [(Claim(ClaimId(1)), "#doubt"), (Claim(ClaimId(2)), "#doubt")]);
    stage.press("x .");
    assert_eq!(judgements(&stage)[1..3], [Judgement::Rejected; 2]);
    stage.press("g e .").sees("of a claim; select one");
}

#[test]
fn words_of_the_text_are_noted() {
    let mut stage = Stage::new();
    stage.press("G enter v w w c").sees("Note on words").type_in("check the Arabic").press("enter");
    let note = stage.store().article(ArticleId(1)).unwrap().notes.remove(0).text;
    assert!(note.starts_with('“') && note.ends_with("”: check the Arabic"), "{note}");
}

#[test]
fn lists_are_sorted_by_a_column_both_ways() {
    let mut stage = Stage::on(&samples::many(450), "Leila");
    let first = |stage: &Stage| stage.model.articles().unwrap().list.rows[0].id;
    assert_eq!(first(&stage), ArticleId(450));
    stage.press("S").sees("Sort by").sees("the earliest first").press("enter").sees("date▴");
    assert_eq!(first(&stage), ArticleId(1));
    stage.press("S").type_in("j").press("enter");
    assert_eq!(first(&stage), ArticleId(450), "by arrival, the last first");
    stage.press("S j enter").sees("outlet▴").press("G m d g g S j enter").sees("status▾");
    stage.press("S enter").sees("status▴");
    assert_eq!(stage.model.articles().unwrap().list.rows[0].status, ArticleStatus::Done);
    stage.press("/").type_in("number").press("enter").sees("status▴").sees("450 articles");
}

#[test]
fn events_sorted_by_killed_begin_with_the_most() {
    let mut stage = Stage::new();
    stage.press("g e S j enter").sees("event▴").press("S j enter").sees("place▴").press("S j enter").sees("killed▾");
    let killed = |stage: &Stage| -> Vec<u64> {
        let rows = &stage.model.events().unwrap().list.rows;
        let toll = |r: &recount::domain::rows::EventRow| {
            let toll = r.standing.as_ref()?.toll(recount::domain::Outcome::Killed)?;
            toll.best.or(toll.low)
        };
        rows.iter().map(|r| toll(r).unwrap_or(0)).collect()
    };
    let down = killed(&stage);
    assert_eq!(down.len() as u64, stage.store().count_events(&Filter::default()).unwrap());
    assert!(down.is_sorted_by(|a, b| a >= b), "{down:?}");
    stage.press("S enter").sees("killed▴");
    let up: Vec<_> = down.into_iter().rev().collect();
    assert_eq!(killed(&stage), up);
    assert!(stage.store().event(EventId(1)).is_ok());
}

#[test]
fn a_message_longer_than_the_line_is_shown_whole() {
    let mut stage = Stage::new();
    stage.resize(60, 24).press("e").sees("e does nothing here");
    stage.press("enter D").sees("what a copy changed: this article is no copy").sees("is a copy of it");
    stage.press("j").sees_not("what a copy changed");
}
