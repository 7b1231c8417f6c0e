//! A store in one file between analysts: what comes back is what went out, and nothing is overwritten.

mod common;

use common::Place;
use serde_json::Value;

/// The raid, judged, decided, signed off, with a note and a grade.
fn worked() -> Place {
    let place = Place::with_raid();
    place.run(["judge", "c2", "c4", "accept"]).done();
    place.run(["grade", "SOHR", "B", "--reason", "names them"]).done();
    place.run(["decide", "e1", "killed", "--adopt", "SOHR", "--reason", "names them"]).done();
    place.run(["--analyst", "ben", "sign", "e1", "killed"]).done();
    place.run(["note", "e1", "ask again"]).done();
    place
}

fn bundle(place: &Place, name: &str) -> String {
    let path = place.path().join(name);
    place.run(["bundle", "--output", path.to_str().unwrap()]).done();
    path.to_str().unwrap().to_owned()
}

/// What a store says, without the ids and times that are its own.
fn says(place: &Place) -> Value {
    let mut figures = place.run(["export", "--open", "--format", "json"]).done().json();
    let table = place.run(["export", "--open", "--format", "annotations"]).done().json();
    for figure in figures.as_array_mut().unwrap() {
        figure.as_object_mut().unwrap().remove("time");
    }
    serde_json::json!([figures, table])
}

#[test]
fn a_bundle_comes_back_into_an_empty_store_as_the_same_figures_claims_and_hashes() {
    let (from, to) = (worked(), Place::empty());
    let path = bundle(&from, "all.recount");
    let told = to.run(["merge", &path]).done().stdout;
    assert!(told.starts_with("2 articles added, 0 known already; 5 claims and 1 event added"), "{told}");
    assert_eq!(says(&to), says(&from));
    let raid = to.run(["show", "e1", "--json"]).done().json();
    assert_eq!(raid["view"]["notes"][0]["text"], "ask again");
    assert_eq!(raid["view"]["decisions"][0]["signed_by"], "ben");
    assert_eq!(raid["view"]["statements"][3]["reliability"], "B");
    to.run(["log", "--verify"]).done();
}

#[test]
fn the_same_bundle_twice_changes_nothing() {
    let (from, to) = (worked(), Place::empty());
    let path = bundle(&from, "all.recount");
    to.run(["merge", &path]).done();
    let entries = || to.run(["log", "--json"]).done().json().as_array().unwrap().len();
    let before = (says(&to), entries());
    let told = to.run(["merge", &path]).done().stdout;
    assert!(told.contains("0 articles added, 2 known already; 0 claims and 0 events added; 0 words"), "{told}");
    assert_eq!((says(&to), entries()), before);
}

#[test]
fn what_differs_stands_side_by_side_and_is_told() {
    let (theirs, ours) = (worked(), Place::with_raid());
    ours.run(["--analyst", "cyd", "judge", "c2", "reject"]).done();
    ours.run(["--analyst", "cyd", "decide", "e1", "killed", "--adopt", "Interior ministry", "--reason", "was there"])
        .done();
    let path = bundle(&theirs, "theirs.recount");
    let output = ours.run(["merge", &path]);
    assert!(output.stderr.contains("c2 is rejected here, accepted by ada"), "{}", output.stderr);
    assert!(output.stderr.contains("killed / all of e1 is"), "{}", output.stderr);
    let raid = ours.run(["show", "e1", "--json"]).done().json();
    assert_eq!(raid["view"]["decisions"][0]["analyst"], "cyd");
    let words: Vec<_> = raid["view"]["opinions"].as_array().unwrap().iter().map(|o| o["analyst"].clone()).collect();
    assert!(words.contains(&"ada".into()) && words.contains(&"cyd".into()), "{words:?}");
}

#[test]
fn what_analysts_said_is_the_same_in_whatever_order_bundles_come() {
    let (one, two) = (worked(), Place::with_raid());
    two.run(["--analyst", "cyd", "judge", "c2", "reject"]).done();
    let paths = [bundle(&one, "one.recount"), bundle(&two, "two.recount")];
    let opinions = |order: [usize; 2]| {
        let to = Place::empty();
        for at in order {
            to.run(["merge", &paths[at]]);
        }
        let raid = to.run(["show", "e1", "--json"]).done().json();
        let mut said: Vec<String> =
            raid["view"]["opinions"].as_array().unwrap().iter().map(ToString::to_string).collect();
        said.sort();
        (said, raid["view"]["statements"].as_array().unwrap().len())
    };
    assert_eq!(opinions([0, 1]), opinions([1, 0]));
}

#[test]
fn a_cut_or_altered_bundle_is_refused_whole() {
    let (from, to) = (worked(), Place::empty());
    let path = bundle(&from, "all.recount");
    let whole = std::fs::read(&path).unwrap();
    let cut = to.file("cut.recount", &whole[..whole.len() / 2]);
    let output = to.run(["merge", &cut]);
    assert!(output.status == 1 && output.stderr.contains("is no bundle, or was cut or altered"), "{}", output.stderr);
    let text = to.file("text.recount", "five dead");
    assert_eq!(to.run(["merge", &text]).status, 1);
    assert!(to.run(["list", "--json"]).done().json().as_array().unwrap().is_empty());
}

#[test]
fn chosen_events_go_out_with_their_articles() {
    let from = worked();
    let path = from.path().join("none.recount");
    let told = from.run(["bundle", "--filter", "place:homs", "--output", path.to_str().unwrap()]).done().stdout;
    assert!(told.starts_with("0 articles, 0 claims, 0 events"), "{told}");
    let told = from.run(["bundle", "e1", "--output", path.to_str().unwrap()]).done().stdout;
    assert!(told.starts_with("2 articles, 5 claims, 1 event in"), "{told}");
}

#[test]
fn a_package_comes_back_as_its_bundle_does() {
    let from = worked();
    for name in ["package", "package.zip"] {
        let package = from.path().join(name);
        from.run(["export", "--format", "package", "--output", package.to_str().unwrap()]).done();
        from.run(["verify-package", package.to_str().unwrap()]).done();
        let to = Place::empty();
        to.run(["merge", package.to_str().unwrap()]).done();
        assert_eq!(says(&to), says(&from), "{name}");
    }
}

#[test]
fn lists_and_custody_travel_with_the_whole_store() {
    let from = worked();
    from.run(["feeds", "add", "--name", "Gazette", "https://gazette.example/rss"]).done();
    let table = from.file("a.csv", "Was,Wann\nFive died.,2025-05-17\n");
    from.run(["columns", "--column", "text=Was", "--keep", "agency", &table]).done();
    from.run(["add", "--profile", "agency", &table]).done();
    let (to, path) = (Place::empty(), bundle(&from, "all.recount"));
    to.run(["merge", &path]).done();
    for list in [["feeds", "--json"], ["columns", "--json"]] {
        let names = |place: &Place| place.run(list).done().json()[0].clone();
        let (ours, theirs) = (names(&to), names(&from));
        assert_eq!((&ours["name"], &ours["analyst"]), (&theirs["name"], &theirs["analyst"]));
    }
    let custody = |place: &Place| place.run(["custody", "--json", "a3"]).done().json();
    assert_eq!(custody(&to)["capture"], custody(&from)["capture"]);
    assert_eq!(to.run(["custody", "--raw", "a3"]).done().stdout, "Five died.,2025-05-17");
}

#[test]
fn what_a_bundle_brought_is_listed_and_can_be_taken_back() {
    let (theirs, ours) = (worked(), Place::with_raid());
    ours.run(["--analyst", "cyd", "judge", "c2", "reject"]).done();
    let (path, before) = (bundle(&theirs, "theirs.recount"), says(&ours));
    assert!(ours.run(["merge", "--list"]).done().stdout.contains("no bundle was brought in"));
    ours.run(["merge", &path]);
    let merged = says(&ours);
    let listed = ours.run(["merge", "--list"]).done().stdout;
    assert!(listed.contains("theirs.recount") && listed.contains("c2 is rejected here, accepted by ada"), "{listed}");
    ours.run(["merge", "--undo", &path]).done();
    assert_eq!(says(&ours), before);
    assert_eq!(ours.run(["merge", "--undo", &path]).status, 2, "there is nothing left of it");
    ours.run(["undo"]).done();
    assert_eq!(says(&ours), merged);
    ours.run(["log", "--verify"]).done();
}

#[test]
fn a_difference_is_settled_with_a_reason_and_taken_back() {
    let (theirs, ours) = (worked(), Place::with_raid());
    ours.run(["--analyst", "cyd", "judge", "c2", "reject"]).done();
    ours.run(["--analyst", "cyd", "grade", "SOHR", "D", "--reason", "one witness"]).done();
    ours.run(["--analyst", "cyd", "decide", "e1", "killed", "--adopt", "Interior ministry", "--reason", "was there"])
        .done();
    ours.run(["merge", &bundle(&theirs, "theirs.recount")]);
    let listed = || ours.run(["differences", "--json"]).done().json().as_array().unwrap().clone();
    let before = listed();
    assert_eq!(before.len(), 3, "{before:#?}");
    let number = |at: usize| {
        let bundle = &before[at]["bundle"].as_str().unwrap()[..8];
        format!("{bundle}.{}", before[at]["at"].as_u64().unwrap() + 1)
    };
    let kinds: Vec<_> = before.iter().map(|row| row["theirs"]["on"].as_str().unwrap()).collect();
    let at = |kind: &str| number(kinds.iter().position(|on| *on == kind).unwrap());
    assert_eq!(ours.run(["settle", &at("decided"), "theirs", "--reason", " "]).status, 1);
    ours.run(["settle", &at("decided"), "theirs", "--reason", "two lists"]).done();
    ours.run(["settle", &at("graded"), "ours", "--reason", "seen it"]).done();
    let raid = ours.run(["show", "e1", "--json"]).done().json();
    assert_eq!(raid["view"]["decisions"][0]["reason"], "two lists");
    assert_eq!(raid["view"]["decisions"][0]["best"], 5);
    assert_eq!(listed().len(), 1, "the claim's judgement is left");
    assert!(ours.run(["differences"]).done().stdout.contains("rejected"));
    ours.run(["undo"]).done();
    ours.run(["undo"]).done();
    assert_eq!(listed(), before);
    assert_eq!(ours.run(["settle", "x.1", "ours", "--reason", "y"]).status, 2);
}
