//! Taking in at the command line: addresses, feeds, profiles of columns, custody, versions, interruption.

mod common;
mod server;

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use common::Place;
use server::{Answer, Server};

fn page(words: &str) -> String {
    let more = "The wounded were brought to the hospital of the town in private cars, residents said. ".repeat(4);
    format!(
        "<!doctype html><html><head><title>Raid</title></head><body><article><h1>Raid</h1><p>{words}</p><p>{more}</p></article></body></html>"
    )
}

fn add<'a>(place: &Place, more: impl IntoIterator<Item = &'a str>) -> common::Output {
    place.run(["add", "--allow-private", "--pause", "0"].into_iter().chain(more))
}

#[test]
fn an_address_is_fetched_once_and_then_only_asked_what_changed() {
    let turn = Arc::new(AtomicUsize::new(0));
    let now = Arc::clone(&turn);
    let server = Server::new(move |asked| match (asked.path.as_str(), now.load(Ordering::SeqCst)) {
        ("/robots.txt", _) => Answer::status(404),
        (_, 0) => match asked.header("if-none-match") {
            Some("\"v0\"") => Answer::status(304),
            _ => Answer::page(&page("Police said five people were killed on Saturday.")).with("ETag", "\"v0\""),
        },
        // The page around the article changed, not its words.
        (_, 1) => Answer::page(
            &page("Police said five people were killed on Saturday.").replace("<body>", "<body><nav>New</nav>"),
        ),
        _ => Answer::page(&page("Police said seven people were killed on Saturday.")),
    });
    let (place, url) = (Place::empty(), server.url("/raid"));
    let told = |output: common::Output| output.done().stdout;
    assert!(told(add(&place, [url.as_str()])).starts_with("1 added, 0 known already;"));
    assert!(told(add(&place, [url.as_str()])).starts_with("0 added, 0 known already, 1 address unchanged;"));
    turn.store(1, Ordering::SeqCst);
    assert!(told(add(&place, [url.as_str()])).starts_with("0 added, 1 known already;"));
    turn.store(2, Ordering::SeqCst);
    assert!(told(add(&place, [url.as_str()])).starts_with("1 added (1 a new version), 0 known already;"));

    let custody = place.run(["custody", "--json", "a2"]).done().json();
    assert_eq!(
        (custody["capture"]["way"].as_str(), custody["capture"]["source"].as_str()),
        (Some("fetch"), Some(url.as_str()))
    );
    assert_eq!((custody["replaces"].as_i64(), custody["url"].as_str()), (Some(1), Some(url.as_str())));
    assert!(custody["retrieved"].is_string() && custody["capture"]["tool"].as_str().unwrap().starts_with("recount "));
    let shown = place.run(["custody", "a1"]).done().stdout;
    assert!(shown.contains("a2 is a later version of it"), "{shown}");
    let changed = place.run(["diff", "a2"]).done().stdout;
    assert!(changed.contains("[-five-]") && changed.contains("{+seven+}"), "{changed}");
    place.run(["log", "--verify"]).done();
}

#[test]
fn the_bytes_that_came_in_come_out_again() {
    let place = Place::empty();
    let bytes = page(&"Police said five people were killed. ".repeat(20)).into_bytes();
    place.run(["add", &place.file("raid.html", &bytes)]).done();
    assert_eq!(place.run(["custody", "--raw", "a1"]).done().stdout.into_bytes(), bytes);
    let custody = place.run(["custody", "--json", "a1"]).done().json();
    assert_eq!(custody["bytes"].as_u64(), Some(bytes.len() as u64));
    assert!(custody["kept"].as_u64() < custody["bytes"].as_u64(), "{custody}");
    assert_eq!(custody["capture"]["way"], "file");
    let input = place.feed(["add"], "Police said two people were killed.").done();
    assert!(input.stdout.starts_with("1 added"));
    assert_eq!(place.run(["custody", "--json", "a2"]).done().json()["capture"]["way"], "standard_input");
}

#[test]
fn without_leave_nothing_private_is_fetched_and_the_rest_comes_in() {
    let server = Server::new(|_| Answer::page("secret"));
    let place = Place::empty();
    let file = place.file("a.txt", "Police said five people were killed.");
    let output = place.run(["add", &server.url("/"), &file]);
    assert_eq!((output.status, output.stdout.split(',').next()), (1, Some("1 added")));
    assert!(output.stderr.contains("--allow-private"), "{}", output.stderr);
    assert!(server.asked().is_empty());
}

fn rss(items: &[(&str, &str)]) -> String {
    let item = |(at, words): &(&str, &str)| {
        format!(
            "<item><guid>{at}</guid><title>Report {at}</title><link>https://gazette.example/{at}</link><description>{words}</description></item>"
        )
    };
    let items: String = items.iter().map(item).collect();
    format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Gazette</title>{items}</channel></rss>")
}

#[test]
fn feeds_are_followed_and_only_what_is_new_comes_in() {
    let turn = Arc::new(AtomicUsize::new(0));
    let now = Arc::clone(&turn);
    let server = Server::new(move |asked| match (asked.path.as_str(), now.load(Ordering::SeqCst)) {
        ("/robots.txt", _) => Answer::status(404),
        (_, 0) => Answer::of("application/rss+xml", rss(&[("1", "Police said five people were killed.")])),
        _ => Answer::of(
            "application/rss+xml",
            rss(&[("2", "Police said two people died."), ("1", "Police said six people were killed.")]),
        ),
    });
    let (place, url) = (Place::empty(), server.url("/rss"));
    place.run(["feeds", "add", "--name", "Gazette", &url]).done();
    assert_eq!(place.run(["feeds", "add", &url, "--name", "Gazette"]).status, 1, "it stands already");
    assert!(place.run(["feeds"]).done().stdout.contains("Gazette"));
    let fetch = || place.run(["feeds", "fetch", "--allow-private", "--pause", "0"]).done().stdout;
    assert!(fetch().starts_with("1 added, 0 known already;"));
    assert!(fetch().starts_with("0 added, 1 known already;"));
    turn.store(1, Ordering::SeqCst);
    let told = fetch();
    assert!(told.starts_with("2 added (1 a new version), 0 known already;"), "{told}");
    assert_eq!(place.run(["custody", "--json", "a1"]).done().json()["capture"]["way"], "feed");
    assert_eq!(place.run(["feeds", "fetch", "https://other.example/rss"]).status, 2);
    place.run(["feeds", "remove", &url]).done();
    assert_eq!(place.run(["feeds", "--json"]).done().json(), serde_json::json!([]));
    place.run(["undo"]).done();
    assert_eq!(place.run(["feeds", "list", "--json"]).done().json()[0]["url"], url.as_str());
    place.run(["log", "--verify"]).done();
}

#[test]
fn columns_are_shown_changed_and_kept_by_name() {
    let place = Place::empty();
    let table = "Nr;Wann;Titel;Was\n1;2025-05-17;Raid;Police said five people were killed.\n";
    let file = place.file("agency.csv", table);
    let refused = place.run(["columns", &file]);
    assert!(refused.status == 2 && refused.stderr.contains("--column text=NAME"), "{}", refused.stderr);
    let set = ["--column", "text=Was", "--column", "date=Wann"];
    let shown = place.run(["columns"].into_iter().chain(set).chain([file.as_str()])).done().stdout;
    assert!(shown.contains("Police said five") && shown.contains("not used: Nr"), "{shown}");
    place.run(["columns", "--keep", "agency"].into_iter().chain(set).chain([file.as_str()])).done();
    assert!(place.run(["columns"]).done().stdout.contains("date=Wann text=Was"));
    place.run(["add", "--profile", "agency", &file]).done();
    let article = place.run(["show", "--json", "a1"]).done().json();
    assert_eq!(article["article"]["published"], "2025-05-17");
    assert_eq!(place.run(["add", "--profile", "other", &file]).status, 2);
    place.run(["columns", "--forget", "agency"]).done();
    assert_eq!(place.run(["columns", "--json"]).done().json(), serde_json::json!([]));
}

#[test]
fn what_failed_is_told_with_file_line_and_reason() {
    let place = Place::empty();
    let lines = "{\"text\":\"Police said five people were killed.\"}\nbroken\n{\"text\":\"\"}\n";
    let output = place.run(["add", &place.file("a.jsonl", lines)]);
    assert_eq!(output.status, 1);
    assert!(
        output.stdout.starts_with("1 added, 0 known already") && output.stdout.contains("2 with problems"),
        "{}",
        output.stdout
    );
    assert!(output.stderr.contains("a.jsonl:2: is not a JSON object"), "{}", output.stderr);
    assert!(output.stderr.contains("a.jsonl:3: "), "{}", output.stderr);
}

#[cfg(unix)]
#[test]
fn an_interrupt_keeps_what_came_in_and_the_same_command_goes_on() {
    use std::{io::Write, process::Stdio};
    let place = Place::empty();
    let article =
        |n: usize| format!("{{\"id\":\"{n}\",\"text\":\"Police said {n} people were killed in raid {n}.\"}}\n");
    let all: String = (0..1500).map(article).collect();
    // The pipe stays open, so the program is still reading when the interrupt comes.
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_recount"))
        .args(["add", "-"])
        .env("RECOUNT_STORE", place.store())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(&all.as_bytes()[..all.len() / 2]).unwrap();
    let count = || place.run(["status", "--json"]).stdout;
    while !count().contains("\"articles\":500") {}
    let interrupted = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(interrupted.success());
    let _ = input.write_all(&all.as_bytes()[all.len() / 2..]); // it may have stopped reading
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stderr).contains("the same command again goes on"));
    let again = place.feed(["add", "--json"], all).done().json();
    let (added, known) = (again["added"].as_u64().unwrap(), again["known"].as_u64().unwrap());
    assert_eq!(added + known, 1500);
    assert!(known >= 500 && added > 0, "{again}");
    place.run(["log", "--verify"]).done();
}

#[test]
fn what_is_no_article_says_what_it_is_and_what_to_do() {
    let place = Place::with_raid();
    let refused = place.run(["add", "ftp://a.example/x.html"]);
    assert!(refused.stderr.contains("only http and https are"), "{}", refused.stderr);
    let bundle = place.path().join("all.recount");
    place.run(["bundle", "--output", bundle.to_str().unwrap()]).done();
    let refused = place.run(["add", bundle.to_str().unwrap()]);
    assert!(refused.stderr.contains("`recount merge FILE` brings it in"), "{}", refused.stderr);
}

#[test]
fn the_order_of_day_and_month_is_asked_for_set_and_kept() {
    let place = Place::empty();
    let table = "Headline,Published on,Body\nRaid,05/12/2024,Police said five people were killed.\n";
    let file = place.file("agency.csv", table);
    let asked = place.run(["add", &file]);
    assert!(asked.stderr.contains("date_order=dmy or date_order=mdy says which"), "{}", asked.stderr);
    place.run(["columns", "--column", "date_order=dmy", "--keep", "agency", &file]).done();
    let again = place.file("again.csv", table.replace("five", "six"));
    place.run(["add", "--profile", "agency", &again]).done();
    let article = place.run(["show", "--json", "a2"]).done().json();
    assert_eq!(article["article"]["published"], "2024-12-05");
    let wrong = place.run(["add", "--column", "date_order=ymd", &file]);
    assert!(wrong.status == 2 && wrong.stderr.contains("date_order=dmy or date_order=mdy"), "{}", wrong.stderr);
}

#[test]
fn a_picture_is_refused_with_what_to_do() {
    let place = Place::empty();
    let refused = place.run(["add", &place.file("scan.txt", b"\xff\xd8\xff\xe0 JFIF")]);
    assert!(refused.stderr.contains("is a picture; write its words down"), "{}", refused.stderr);
}

#[test]
fn the_arabic_for_syrian_is_no_town_of_canada() {
    let place = Place::empty();
    place.run(["add", &place.file("a.txt", "قال الجيش السوري إن خمسة مسلحين قتلوا يوم السبت.\n")]).done();
    place.run(["add", &place.file("b.txt", "قال المرصد السوري إن ثلاثة مدنيين قتلوا في إدلب.\n")]).done();
    let found =
        |article: &str| place.run(["show", "--json", article]).done().json()["claims"][0]["claim"]["place"].clone();
    assert_eq!((&found("a1")["name"], &found("a2")["country"]), (&serde_json::Value::Null, &"SY".into()));
}

#[test]
fn a_page_that_names_its_outlet_only_in_its_title_has_it_from_there() {
    let place = Place::empty();
    let named =
        page("Police said five people were killed on Saturday.").replace("<title>Raid<", "<title>Raid - Daily Post<");
    place.run(["add", &place.file("a.html", named)]).done();
    let article = place.run(["show", "--json", "a1"]).done().json()["article"].clone();
    assert_eq!((&article["outlet"], &article["title"]), (&"Daily Post".into(), &"Raid".into()));
}
