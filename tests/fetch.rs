//! Fetching, against a small server in this process: what is asked, what is refused, and how often.

mod server;

use std::{
    sync::{Arc, atomic::AtomicBool},
    time::{Duration, Instant},
};

use recount::ingest::fetch::{FetchError, Fetched, Fetcher, Limits, Validators};
use server::{Answer, Server};

fn quick() -> Limits {
    Limits { pause: Duration::ZERO, backoff: Duration::from_millis(1), allow_private: true, ..Limits::default() }
}

fn get(limits: Limits, address: &str) -> Result<Option<Fetched>, FetchError> {
    Fetcher::new(limits, Arc::default()).get(address, &Validators::default())
}

#[track_caller]
fn why(result: Result<Option<Fetched>, FetchError>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn a_page_comes_with_what_to_say_the_next_time() {
    let server = Server::new(|asked| match asked.header("if-none-match") {
        Some("\"one\"") => Answer::status(304),
        _ => Answer::page("<p>Five dead</p>")
            .with("ETag", "\"one\"")
            .with("Last-Modified", "Sat, 17 May 2025 10:00:00 GMT"),
    });
    let mut fetcher = Fetcher::new(quick(), Arc::default());
    let first = fetcher.get(&server.url("/a"), &Validators::default()).unwrap().unwrap();
    assert_eq!((first.bytes.as_slice(), first.url), (b"<p>Five dead</p>".as_slice(), server.url("/a")));
    assert_eq!(first.content_type.as_deref(), Some("text/html; charset=utf-8"));
    assert_eq!(first.validators.last_modified.as_deref(), Some("Sat, 17 May 2025 10:00:00 GMT"));
    assert_eq!(fetcher.get(&server.url("/a"), &first.validators).unwrap(), None);
    assert_eq!(server.asked(), ["/robots.txt", "/a", "/a"], "the rules are read once");
}

#[test]
fn what_robots_rules_forbid_is_not_fetched() {
    let server = Server::new(|asked| match asked.path.as_str() {
        "/robots.txt" => Answer::text("User-agent: *\nDisallow: /private"),
        _ => Answer::page("x"),
    });
    let told = why(get(quick(), &server.url("/private/1")));
    assert!(told.contains("asks programs not to fetch"), "{told}");
    assert_eq!(server.asked(), ["/robots.txt"]);
    assert!(get(quick(), &server.url("/public")).is_ok());
    let broken = Server::new(|_| Answer::status(503));
    let told = why(get(quick(), &broken.url("/a")));
    assert!(told.contains("robots.txt could not be read (the site answered 503)"), "{told}");
}

#[test]
fn private_addresses_are_refused_by_number_by_name_and_at_every_hop() {
    let server = Server::new(|_| Answer::page("secret"));
    let outside = Limits { allow_private: false, ..quick() };
    for address in [
        server.url("/"),
        server.url("/").replace("127.0.0.1", "localhost"),
        "http://[::1]/".into(),
        "http://2130706433/".into(),
        "http://0x7f.1/".into(),
        "http://169.254.169.254/latest/".into(),
    ] {
        let told = why(get(outside.clone(), &address));
        assert!(told.contains("--allow-private"), "{address}: {told}");
    }
    assert_eq!(server.asked(), [] as [&str; 0]);
}

#[test]
fn only_the_web_is_fetched_and_no_password_sent() {
    for address in [
        "file:///etc/passwd",
        "ftp://a.example/x",
        "http://me:secret@a.example/",
        "javascript:1",
        "a.example",
        "http://",
    ] {
        assert!(matches!(get(quick(), address), Err(FetchError::Address(_))), "{address}");
    }
    let server = Server::new(|asked| match asked.path.as_str() {
        "/robots.txt" => Answer::status(404),
        _ => Answer::status(302).with("Location", "file:///etc/passwd"),
    });
    assert!(matches!(get(quick(), &server.url("/")), Err(FetchError::Address(_))));
}

#[test]
fn redirects_are_followed_so_far_and_no_further() {
    let server = Server::new(|asked| match asked.path.as_str() {
        "/robots.txt" => Answer::status(404),
        "/end" => Answer::page("there"),
        "/two" => Answer::status(301).with("Location", "end"),
        "/one" => Answer::status(302).with("Location", "/two"),
        "/forbidden" => Answer::status(302),
        _ => Answer::status(302).with("Location", "/round"),
    });
    assert_eq!(get(quick(), &server.url("/one")).unwrap().unwrap().url, server.url("/end"));
    assert!(matches!(get(quick(), &server.url("/round")), Err(FetchError::Redirects(5))));
    assert!(matches!(get(quick(), &server.url("/forbidden")), Err(FetchError::Nowhere)));
}

#[test]
fn the_rules_hold_for_where_a_redirect_leads() {
    let other = Server::new(|asked| match asked.path.as_str() {
        "/robots.txt" => Answer::text("User-agent: recount\nDisallow: /"),
        _ => Answer::page("x"),
    });
    let to = other.url("/a");
    let server = Server::new(move |asked| match asked.path.as_str() {
        "/robots.txt" => Answer::status(404),
        _ => Answer::status(302).with("Location", &to),
    });
    assert!(matches!(get(quick(), &server.url("/")), Err(FetchError::Robots { .. })));
    assert_eq!(other.asked(), ["/robots.txt"]);
}

#[test]
fn passing_failures_are_tried_again_and_lasting_ones_are_not() {
    let server = Server::new(|asked| match (asked.path.as_str(), asked.number) {
        ("/robots.txt", _) => Answer::status(404),
        ("/late", 0..=2) => Answer::status(503),
        ("/late", _) => Answer::page("at last"),
        ("/gone", _) => Answer::status(410),
        _ => Answer::status(500),
    });
    assert!(get(quick(), &server.url("/late")).unwrap().is_some());
    assert!(matches!(get(quick(), &server.url("/gone")), Err(FetchError::Status(410))));
    assert!(matches!(get(quick(), &server.url("/broken")), Err(FetchError::Status(500))));
    let times = |path: &str| server.asked().iter().filter(|asked| *asked == path).count();
    assert_eq!((times("/late"), times("/gone"), times("/broken")), (3, 1, 3));
}

#[test]
fn what_is_too_long_or_too_slow_is_given_up() {
    let server = Server::new(|asked| match asked.path.as_str() {
        "/robots.txt" => Answer::status(404),
        "/bomb" => Answer::packed(64 << 20),
        _ => Answer::silence(),
    });
    assert!(matches!(get(quick(), &server.url("/bomb")), Err(FetchError::TooLong)));
    let limits = Limits { time: Duration::from_millis(200), retries: 0, ..quick() };
    let began = Instant::now();
    assert!(get(limits, &server.url("/slow")).is_err());
    assert!(began.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_host_is_left_alone_between_requests_and_a_stop_ends_the_wait() {
    let server = Server::new(|asked| match asked.path.as_str() {
        "/robots.txt" => Answer::text("User-agent: *\nCrawl-delay: 0.3"),
        _ => Answer::page("x"),
    });
    let mut fetcher = Fetcher::new(quick(), Arc::default());
    let began = Instant::now();
    fetcher.get(&server.url("/1"), &Validators::default()).unwrap();
    fetcher.get(&server.url("/2"), &Validators::default()).unwrap();
    assert!(began.elapsed() >= Duration::from_millis(600), "{:?}", began.elapsed());
    let stop = Arc::new(AtomicBool::new(true));
    let mut fetcher = Fetcher::new(Limits { pause: Duration::from_secs(60), ..quick() }, stop);
    assert!(matches!(fetcher.get(&server.url("/3"), &Validators::default()), Err(FetchError::Stopped)));
}
