//! What belongs together and where it was, as scripts use it: proposals, kept apart, split, own places, copies.

mod common;

use common::Place;
use recount::{
    domain::Article,
    extract::Reader,
    store::{Arrivals, Draft, NewArticle, NewClaim, Store, Target},
    work,
};
use serde_json::{Value, json};

/// A bombing in a town, as a wire and its copies tell it.
const BOMBING: &str = "QAMISHLI, Syria (Northern Wire) - A car bomb killed nine people and wounded fourteen in a vegetable \
    market of Qamishli on Sunday, the governor said. The greengrocer Yusuf Karimov, 51, and the tailor Anna Sevan were \
    among the dead, according to the hospital of the town. Nobody claimed the attack on the market.";

fn line(outlet: &str, day: &str, title: &str, text: &str) -> String {
    json!({"title": title, "text": text, "date": day, "source": outlet}).to_string()
}

fn added(lines: &[String]) -> Place {
    let place = Place::empty();
    for (at, line) in lines.iter().enumerate() {
        place.run(["add", &place.file(&format!("{at}.jsonl"), line)]).done();
    }
    place
}

fn events(place: &Place) -> Vec<Value> {
    place.run(["events", "--json"]).done().json().as_array().unwrap().clone()
}

/// A store in which two reports of one bombing are of two events, as two earlier runs might have left it.
fn bombing_in_two_events() -> Place {
    let place = Place::empty();
    let reader = Reader::builtin().unwrap();
    let new = |at: usize, outlet: &str, text: &str| {
        let article = Article {
            title: Some("Car bomb kills nine in Qamishli market".into()),
            outlet: Some(outlet.into()),
            text: text.into(),
            published: Some("2025-05-18".parse().unwrap()),
            language: Some("en".into()),
            ..Article::default()
        };
        let claims = work::claims(&reader, &article);
        let claims = claims.into_iter().map(|claim| NewClaim { claim, event: Some(Target::New(at)) }).collect();
        NewArticle { article, raw: text.into(), claims, copy_of: None, capture: None }
    };
    let draft = |name: &str| Draft { name: name.into(), date: None, place: None, kind: None, parties: Vec::new() };
    let told = "Nine people died when a car bomb went off in the vegetable market of Qamishli on Sunday, the governor said. \
        The greengrocer Yusuf Karimov, 51, and the tailor Anna Sevan were among the dead.";
    let arrivals = Arrivals {
        events: vec![draft("first"), draft("second")],
        articles: vec![new(0, "Gazette", BOMBING), new(1, "Post", told)],
        ..Arrivals::default()
    };
    let mut store = Store::open(&place.store()).unwrap();
    store.add(&arrivals, "2025-05-19T00:00:00Z".parse().unwrap()).unwrap();
    place
}

/// One more report of it.
fn third(place: &Place, name: &str, outlet: &str, ending: &str) {
    let text = format!(
        "QAMISHLI, Syria - Nine people were killed by a car bomb in a vegetable market of Qamishli on Sunday, the governor \
         said. Among the dead were the greengrocer Yusuf Karimov, 51, and the tailor Anna Sevan. {ending}"
    );
    let title = "Nine killed by car bomb in Qamishli";
    place.run(["add", &place.file(name, line(outlet, "2025-05-18", title, &text))]).done();
}

#[test]
fn two_stored_events_that_a_report_shows_to_be_one_are_proposed_and_never_joined() {
    let place = bombing_in_two_events();
    let proposals = |place: &Place| place.run(["proposals", "--json"]).done().json().as_array().unwrap().clone();
    assert!(proposals(&place).is_empty());
    third(&place, "c.jsonl", "Star", "The market was full.");
    let proposed = proposals(&place);
    assert_eq!(proposed.len(), 1, "{proposed:?}");
    assert_eq!((&proposed[0]["a"], &proposed[0]["b"]), (&json!(1), &json!(2)));
    assert!(proposed[0]["score"].as_f64().unwrap() > 0.0, "{proposed:?}");
    assert!(!proposed[0]["reasons"].as_array().unwrap().is_empty(), "{proposed:?}");
    assert_eq!(events(&place).len(), 2, "the machine joins no stored events");

    place.run(["proposals", "decline", "e2", "e1"]).done();
    third(&place, "d.jsonl", "Mirror", "Schools will stay closed.");
    assert!(proposals(&place).is_empty(), "what a person said is not asked again");
    assert_eq!(events(&place).len(), 2);
    // The later report is the machine's entry; what the analyst undoes is the declining.
    place.run(["undo"]).done();
    assert_eq!(proposals(&place).len(), 1);
    place.run(["proposals", "accept", "e1", "e2"]).done();
    assert_eq!((events(&place).len(), proposals(&place).len()), (1, 0));
    third(&place, "e.jsonl", "Herald", "The wounded are in three hospitals.");
    assert_eq!(events(&place).len(), 1, "what a person joined is not parted");
    place.run(["log", "--verify"]).done();
}

#[test]
fn a_list_of_ones_own_places_is_understood_used_and_undone() {
    let place = Place::empty();
    let list =
        place.file("villages.csv", "village;name_ar;LAT;Long\nTell Qurban;تل قربان;36,4811;37.1935\nbroken;;x;1\n");
    let output = place.run(["gazetteer", "import", &list, "--country", "SY"]);
    assert_eq!(output.status, 1, "one line was passed over");
    assert!(output.stdout.contains("name = village"), "{}", output.stdout);
    assert!(output.stderr.contains("villages.csv:3: `x` is no number of degrees"), "{}", output.stderr);
    let found = place.run(["gazetteer", "find", "تل", "قربان", "--json"]).done().json();
    assert_eq!((found[0]["name"].as_str(), found[0]["lat"].as_f64()), (Some("Tell Qurban"), Some(36.4811)));

    let text = "Two people were killed in the village of Tell Qurban in northern Syria on Sunday.";
    place.run(["add", &place.file("a.jsonl", line("Wire", "2025-05-18", "Two dead in Syria", text))]).done();
    let claim = place.run(["show", "c1", "--json"]).done().json();
    assert_eq!(claim["claim"]["place"]["lat"].as_f64(), Some(36.4811), "{claim}");
    place.run(["log", "--verify"]).done();

    // The article came from the machine: what the analyst undoes is the import.
    place.run(["undo"]).done();
    let after = place.run(["gazetteer", "find", "Tell", "Qurban", "--json"]).done().json();
    assert!(after.as_array().unwrap().iter().all(|found| found["lat"].as_f64() != Some(36.4811)), "{after}");
    place.run(["log", "--verify"]).done();
    place.run(["redo"]).done();
    assert_eq!(place.run(["gazetteer", "find", "Tell", "Qurban", "--json"]).done().json()[0]["lat"], 36.4811);
}

#[test]
fn a_list_that_names_no_country_says_what_to_add() {
    let place = Place::empty();
    let list = place.file("villages.csv", "village,lat,lon\nA,1,2\n");
    let output = place.run(["gazetteer", "import", &list]);
    assert_eq!(output.status, 1);
    assert!(output.stderr.contains("add --country"), "{}", output.stderr);
}

#[test]
fn a_copy_is_known_across_runs_and_what_it_changed_is_shown() {
    let changed = BOMBING.replace("nine people", "eight people");
    let place = added(&[
        line("Northern Wire", "2025-05-18", "Nine killed in Qamishli", BOMBING),
        line("Morning Star", "2025-05-19", "Bomb in Qamishli", &changed),
    ]);
    let copy = place.run(["show", "a2", "--json"]).done().json();
    assert_eq!(copy["copy_of"], 1);
    assert_eq!(place.run(["show", "a1", "--json"]).done().json()["copies"], json!([2]));
    let told = place.run(["diff", "a2"]).done().stdout;
    assert!(told.contains("[-nine-] {+eight+}"), "{told}");
    let stretches = place.run(["diff", "a1", "a2", "--json"]).done().json();
    assert!(stretches.as_array().unwrap().contains(&json!({"kind": "removed", "words": "nine"})), "{stretches}");
    assert_eq!(place.run(["diff", "a1"]).status, 2, "an original has nothing to be compared with");
}

#[test]
fn copies_are_found_where_nothing_is_claimed() {
    let text = "The council of the town met on Sunday to speak of the new bridge over the river, which is to be built by \
        next spring. The mayor thanked the engineers and promised that the old ferry will run until then. Shopkeepers \
        asked for lamps along the quay.";
    let place = added(&[
        line("Gazette", "2025-05-18", "Council meets", text),
        line("Post", "2025-05-19", "New bridge", &format!("{text} No date was given.")),
    ]);
    assert_eq!(place.run(["show", "a2", "--json"]).done().json()["copy_of"], 1);
}

#[test]
fn later_reports_place_and_date_an_event_until_an_analyst_does() {
    let vague = BOMBING.replace("QAMISHLI, Syria (Northern Wire) - ", "").replace(" of Qamishli", "");
    let place =
        added(&[line("Gazette", "2025-05-20", "Nine killed in a market in Syria", &vague.replace(" on Sunday", ""))]);
    let before = events(&place);
    assert_eq!(before.len(), 1);
    assert_eq!(before[0]["event"]["date"]["start"], "2025-05-20", "all that is known is the day of the report");
    place
        .run(["add", &place.file("b.jsonl", line("Wire", "2025-05-20", "Nine killed in Qamishli market", BOMBING))])
        .done();
    let after = events(&place);
    assert_eq!(after.len(), 1, "{after:?}");
    assert_eq!(after[0]["event"]["date"]["start"], "2025-05-18");
    assert_eq!(after[0]["event"]["place"]["name"], "Qamishli");

    place.run(["when", "e1", "2025-05-17..2025-05-18"]).done();
    place.run(["where", "e1", "Rahmani market", "--at", "37.05,41.22"]).done();
    let third = BOMBING.replace("nine", "ten");
    place
        .run(["add", &place.file("c.jsonl", line("Post", "2025-05-20", "Ten killed in Qamishli market", &third))])
        .done();
    let settled = events(&place);
    assert_eq!(settled[0]["event"]["date"]["start"], "2025-05-17");
    assert_eq!(settled[0]["event"]["place"]["name"], "Rahmani market");
    place.run(["undo"]).done();
    assert_eq!(events(&place)[0]["event"]["place"]["name"], "Qamishli");
    place.run(["log", "--verify"]).done();
}

#[test]
fn what_is_split_off_stays_apart_and_what_is_merged_forgets_it() {
    let place = Place::with_raid();
    place.run(["split", "e1", "c4", "c5"]).done();
    let ids = |place: &Place| events(place).iter().map(|row| row["event"]["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids(&place).len(), 2);
    let again = place.run(["apart", "e1", "e2"]);
    assert_eq!(again.status, 1, "the split said so already");
    assert_eq!(place.run(["proposals", "--json"]).done().json(), json!([]));
    place.run(["merge", "e2", "e1"]).done();
    place.run(["undo"]).done();
    assert_eq!(place.run(["apart", "e2", "e1"]).status, 1, "undoing the merge brings back what was said");
    place.run(["log", "--verify"]).done();
    let stray = place.run(["split", "e1", "c4"]);
    assert!(stray.stderr.contains("c4 is not a claim of e1"), "{}", stray.stderr);
}

#[test]
fn the_machine_proposes_and_a_person_decides() {
    // Two ends of one story, taken in apart, and the report that shows them to be one.
    let market = "A car bomb killed nine people in the Rahmani market of Qamishli on Sunday, the governor said. The \
        greengrocer Yusuf Karimov, 51, was among the dead, his cousin Anna Sevan said. Nobody claimed the attack.";
    let place = added(&[
        line("Gazette", "2025-05-18", "Car bomb kills nine in Qamishli", market),
        line(
            "Post",
            "2025-05-19",
            "Car bomb kills nine in Qamishli market",
            &market.replace("Nobody claimed the attack.", ""),
        ),
    ]);
    assert_eq!(events(&place).len(), 1);
    place.run(["split", "e1", "c2"]).done();
    let split = events(&place).len();
    place
        .run(["add", &place.file("c.jsonl", line("Star", "2025-05-19", "Nine killed by car bomb in Qamishli", market))])
        .done();
    // Whatever the machine makes of the third report, it neither merges the two nor asks again.
    assert_eq!(events(&place).len(), split);
    assert_eq!(place.run(["proposals", "--json"]).done().json(), json!([]));
}
