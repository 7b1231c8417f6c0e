//! A first hour, and what is reached for now and then: samples, the tour, imports, pictures, the journal, addresses.

mod stage;

use recount::{
    domain::ArticleId,
    store::Arrivals,
    tui::msg::{Effect, Msg},
};
use stage::Stage;

#[test]
fn an_empty_store_takes_the_samples_and_leads_through_them() {
    let mut stage = Stage::on(&Arrivals::default(), "Leila");
    stage.sees("This store is empty").press("g t").sees("take the samples in first");
    stage.press("Z").sees("21 articles").press("Z").sees("this store has articles already");
    stage.press("g t").sees("Tour 1 of 8").sees("enter opens").press("enter").sees("Tour 2 of 8");
    stage.press("n").sees("Tour 3 of 8").press("a").sees("Tour 4 of 8").press("g e").sees("Tour 5 of 8");
    stage.press("enter").sees("Tour 6 of 8").press("d").sees("Tour 7 of 8").press("q o").type_in("4").press("tab");
    stage.type_in("4").press("tab").type_in("4").press("tab").type_in("counted twice").press("enter");
    stage.sees("Tour 8 of 8").press("g r").sees("that was the tour").sees_not("Tour 8");
    stage.press("g t").sees("Tour 1 of 8 · g t ends it").press("g t").sees("the tour ends here").sees_not("Tour 1");
    stage.press("g a g t g e").sees("Tour 5 of 8");
}

#[test]
fn an_import_asks_for_outlet_and_day() {
    let mut stage = Stage::on(&Arrivals::default(), "Leila");
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("note.txt");
    std::fs::write(&file, "Five people were killed in Aleppo on Saturday, police said.\n").unwrap();
    stage.press("I enter").sees("name a file or a folder");
    stage.send(Msg::Paste(file.display().to_string()));
    stage.press("tab").type_in("Levant Wire").press("tab").type_in("yesterday").press("enter").sees("is no date");
    stage.press("ctrl-u").type_in("2025-05-17").press("enter").sees("1 article added");
    let article = stage.store().article(ArticleId(1)).unwrap().article;
    assert_eq!(article.outlet.as_deref(), Some("Levant Wire"));
    assert_eq!(article.published, Some("2025-05-17".parse().unwrap()));
}

#[test]
fn a_row_is_drawn_as_bars_on_one_scale() {
    let mut stage = Stage::new();
    stage.press("g e G enter t").sees("Who says how much").sees("█").sees("Nothing is decided yet").sees("Over time");
    stage.press("q a").type_in("counted").press("enter t").sees("decided:").sees("best");
}

#[test]
fn one_old_change_is_taken_back_where_nothing_rests_on_it() {
    let mut stage = Stage::new();
    let status = |stage: &Stage, id| stage.store().article(ArticleId(id)).unwrap().status.label();
    stage.press("m d j m r g l").sees("in review").press("j enter").sees("status").sees("- unread").sees("+ done");
    stage.press("q x").sees("undo");
    assert_eq!((status(&stage, 3), status(&stage, 2)), ("unread".into(), "in review".into()));
    stage.press("G x").sees("only whoever made a change").press("g g x").sees("this is an undo");
    stage.press("j j x").sees("does not stand");
    stage.press("g a u");
    assert_eq!(status(&stage, 2), "unread", "undo goes on with what still stands");
    stage.press("u").sees("nothing of yours is left");
    // A change that a later one rests on stays.
    stage.press("g g m d m i g l j x").sees("was changed since");
}

#[test]
fn an_address_is_opened_only_after_asking_and_only_on_the_web() {
    let mut stage = Stage::new();
    stage.press("G enter O").sees("Open this address").sees("https://example.org/2025/05/17").press("O").press("n");
    assert!(!stage.others.iter().any(|e| matches!(e, Effect::Open(_))));
    stage.press("O Y").sees("given to the browser");
    assert!(stage.others.contains(&Effect::Open("https://example.org/2025/05/17".into())));
    let mut arrivals = stage::samples::arrivals();
    arrivals.articles[0].article.url = Some("file:///etc/passwd".into());
    let mut stage = Stage::on(&arrivals, "Leila");
    stage.press("G enter O").sees("no page of the web");
}

#[test]
fn a_long_note_is_written_in_the_editor() {
    let mut stage = Stage::new();
    stage.press("G enter c").type_in("begun").press("ctrl-o");
    assert!(stage.others.contains(&Effect::Edit("begun".into())));
    stage.send(Msg::Edited(Err("vi ended badly".into())));
    stage.sees("vi ended badly").sees("begun");
    stage.send(Msg::Edited(Ok("Two lists.\n\nThe second is the hospital's.\n".into())));
    stage.settle();
    let notes = stage.store().article(ArticleId(1)).unwrap().notes;
    assert_eq!(notes[0].text, "Two lists.\n\nThe second is the hospital's.");
}

#[test]
fn grades_have_a_history() {
    let mut stage = Stage::new();
    stage
        .press("g s v enter")
        .type_in("on the spot")
        .press("enter v j enter")
        .type_in("was wrong twice")
        .press("enter");
    stage.press("H").sees("History").sees("grade");
}
