//! How fast the workbench answers hands on a large store: `cargo build --release && cargo run --release --example hands
//! [ARTICLES] [STORE]` (1,000,000 articles, three tenths as many events, where not said; a store named is made once and kept).
//!
//! Makes a store of short reports, then drives the program in a terminal of its own by a script that scrolls, sorts, filters,
//! searches, opens, compares and decides. Prints the time of the first frame, the distribution of the times from a key to its
//! frame, the times until asked-for rows stand on the screen, the memory held at most (Linux), and a search beside the same
//! query by the `sqlite3` shell. Needs `sqlite3` for the last.

use std::{
    collections::BTreeMap,
    env, fs,
    io::{Read, Write},
    path::{Path, PathBuf},
    process::Command,
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use jiff::{Timestamp, ToSpan, civil::Date};
use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};
use recount::{
    domain::{Article, Claim, Filter, filter::Test},
    store::{Arrivals, Draft, NewArticle, NewClaim, Store, Target},
    work::settle_all,
};

const BATCH: usize = 1_000;
const EVENTS_OF_TEN: usize = 3;
const TOWNS: [&str; 8] = ["Aleppo", "Homs", "Mosul", "Kirkuk", "Kabul", "Herat", "Gao", "Goma"];
const SPEAKERS: [&str; 4] = ["Police", "Health ministry", "Residents", "Observatory"];
/// The program draws each frame as one synchronized update; this ends it.
const FRAME_END: &[u8] = b"\x1b[?2026l";
/// With nothing heard for so long, everything asked for has come.
const QUIET: Duration = Duration::from_millis(25);
const PATIENCE: Duration = Duration::from_secs(60);

fn main() {
    let articles: usize = env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    let kept = env::args().nth(2).map(PathBuf::from);
    let folder = env::temp_dir().join(format!("recount-hands-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a temporary folder can be made");
    let store = kept.unwrap_or_else(|| folder.join("store.db"));
    if !store.exists() {
        let began = Instant::now();
        make(&store, articles);
        println!("made a store of {articles} articles in {:.0} s", began.elapsed().as_secs_f64());
    }
    println!("store {:.0} MB", fs::metadata(&store).map_or(0, |m| m.len()) as f64 / 1e6);
    drive(&store, &folder, articles);
    search(&store);
    let _ = fs::remove_dir_all(&folder);
}

// ------------------------------------------------------------------------------------------------------- the store

fn make(path: &Path, articles: usize) {
    let mut store = Store::open(path).expect("the store can be made");
    for from in (0..articles).step_by(BATCH) {
        store.add(&batch(from), Timestamp::UNIX_EPOCH).expect("made articles are sound");
    }
    settle_all(&mut store).expect("made events can be settled");
}

fn batch(from: usize) -> Arrivals {
    let events = BATCH * EVENTS_OF_TEN / 10;
    let event = |n: usize| Draft {
        name: format!("Raid {} in {}", from / BATCH * events + n, TOWNS[n % TOWNS.len()]),
        date: None,
        place: None,
        kind: Some("raid".into()),
        parties: Vec::new(),
    };
    let new = |n: usize| {
        let article = article(n);
        let speaker = SPEAKERS[n % SPEAKERS.len()];
        let claim = NewClaim { claim: claim(&article, speaker, 2 + n % 17), event: Some(Target::New(n % events)) };
        let raw = article.text.clone().into_bytes();
        NewArticle { raw, article, claims: vec![claim], copy_of: None, capture: None }
    };
    Arrivals {
        events: (0..events).map(event).collect(),
        articles: (from..from + BATCH).map(new).collect(),
        ..Arrivals::default()
    }
}

fn article(n: usize) -> Article {
    let (town, killed) = (TOWNS[n % TOWNS.len()], 2 + n % 17);
    let first: Date = "2010-01-01".parse().expect("a date");
    Article {
        title: Some(format!("{killed} killed in raid {n} in {town}")),
        text: format!(
            "{town} - {killed} people were killed in a raid on quarter {} of {town}, it was said in report {n}. The wounded were \
             brought to the hospital, where doctors asked for blood. Nobody claimed responsibility by the evening.",
            n % 9_973
        ),
        outlet: Some(format!("Wire {}", n % 40)),
        published: Some(first.saturating_add(((n % 5_000) as i64).days())),
        ..Article::default()
    }
}

fn claim(article: &Article, claimant: &str, killed: usize) -> Claim {
    let words = format!("{killed} people");
    let start = article.text.find(&words).expect("the words are in the text");
    let claim = serde_json::json!({
        "outcome": "killed", "count": {"bound": "exact", "low": killed, "high": killed, "words": words},
        "victims": {"words": "people", "role": "all", "traits": [], "actor": null, "names": []},
        "claimant": {"name": claimant, "kind": "official", "words": null}, "outlet": article.outlet,
        "stance": "asserted", "scope": "event", "part_of": null, "includes_attackers": "unknown", "means": "raid",
        "perpetrator": null, "date": null, "place": null, "as_of": null, "repeats": null, "superseded_by": null,
        "evidence": [{"start": start, "end": start + words.len(), "exact": words}], "rule": "made"
    });
    serde_json::from_value(claim).expect("a claim")
}

// ----------------------------------------------------------------------------------------------------- the session

struct Session {
    output: Receiver<Vec<u8>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    screen: vt100::Parser,
    /// Not searched for the end of a frame yet.
    heard: Vec<u8>,
    times: BTreeMap<&'static str, Vec<Duration>>,
}

fn drive(store: &Path, folder: &Path, articles: usize) {
    let program = program();
    let size = PtySize { rows: 48, cols: 160, pixel_width: 0, pixel_height: 0 };
    for _ in 0..2 {
        // The first start may find the file cold; the second is what one sees all day.
        let mut session = start(&program, store, folder, size);
        let first = session.frame("first frame", Instant::now());
        session.until("first rows", "2 killed in");
        println!("first frame {:6.1} ms", first.as_secs_f64() * 1e3);
        session.send(b"\x03");
        let _ = session.child.wait();
    }
    let mut session = start(&program, store, folder, size);
    session.until("", "2 killed in");
    script(&mut session, articles);
    let peak = peak(&*session.child);
    session.send(b"\x03");
    let _ = session.child.wait();
    report(&session.times, peak);
}

fn script(s: &mut Session, articles: usize) {
    s.press("scroll", "j", 200).press("page", "\x04", 60).press("end", "G", 1).press("scroll", "k", 200);
    s.press("page", "\x15", 40).press("start", "gg", 1);
    for (keys, heading) in [
        ("Sj\r", "Articles"),
        ("Sj\r", "outlet▴"),
        ("Sj\r", "status▾"),
        ("Skkk\r", "date▾"),
        ("S\r", "date▴"),
        ("S\r", "date▾"),
    ] {
        s.ask("rows of another order", keys, heading);
    }
    for (line, shown) in [("outlet:\"wire 7\"", "Wire 7"), ("killed>=18", "18 killed"), ("after:2022", "2023")] {
        s.press("typing", "/\x15", 1).type_in(line);
        s.ask("rows under a filter", "\r", shown);
    }
    s.press("typing", "/\x15", 1).type_in("status:unread place:none");
    s.ask("rows: none answer", "\r", "No article");
    // Every claim is read for this: rows would come as they are found; escape keeps what is shown.
    s.press("typing", "/\x15", 1).type_in("killed>=180");
    s.ask("rows: long, said so", "\r", "looking");
    s.ask("rows: long, stopped", "\x1b", "what is shown stays");
    for (words, shown) in
        [("hospital", "killed in raid"), ("\"quarter 4711\"", "killed in raid"), ("unicorn", "No article")]
    {
        s.press("typing", "/\x15", 1).type_in(words);
        s.ask("rows of a search", "\r", shown);
    }
    s.ask("rows under a filter", "\x1b", &format!("{articles} articles"));
    for _ in 0..20 {
        s.press("open", "\r", 1)
            .press("claim", "n", 2)
            .press("scroll", "j", 3)
            .press("back", "q", 1)
            .press("scroll", "j", 1);
    }
    s.ask("rows of events", "ge", "Raid");
    s.press("scroll", "j", 100).press("end", "G", 1).press("scroll", "k", 50).press("start", "gg", 1);
    s.ask("rows of another order", "Sjjj\r", "killed▾");
    s.ask("rows under a filter", "/mosul\r", "Mosul");
    for _ in 0..10 {
        s.press("compare", "\r", 1)
            .press("cell", "l", 2)
            .press("cell", "h", 1)
            .press("why", "d", 1)
            .press("why", "q", 1);
        s.press("decide", "a", 1).type_in("two lists agree").press("decide", "\r", 1).press("undo", "u", 1);
        s.press("back", "q", 1).press("scroll", "j", 1);
    }
    s.press("screens", "gs", 1).press("screens", "gr", 1).press("screens", "gl", 1).press("screens", "ga", 1);
}

fn start(program: &Path, store: &Path, folder: &Path, size: PtySize) -> Session {
    let pair = native_pty_system().openpty(size).expect("a pseudo terminal");
    let mut command = CommandBuilder::new(program);
    command.args(["--store", &store.to_string_lossy(), "--analyst", "Leila"]);
    command.env("TERM", "xterm-256color");
    command.env("XDG_STATE_HOME", folder.join("state"));
    let _ = fs::remove_dir_all(folder.join("state"));
    let child = pair.slave.spawn_command(command).expect("the program starts");
    let mut reader = pair.master.try_clone_reader().expect("a reader");
    let keys = pair.master.take_writer().expect("a writer");
    let (sender, output) = mpsc::channel();
    thread::spawn(move || {
        let _master = pair.master; // kept open as long as there is output
        let mut bytes = vec![0; 1 << 16];
        while let Ok(n @ 1..) = reader.read(&mut bytes) {
            if sender.send(bytes[..n].to_vec()).is_err() {
                return;
            }
        }
    });
    let screen = vt100::Parser::new(size.rows.try_into().expect("rows"), size.cols.try_into().expect("columns"), 0);
    Session { output, keys, child, screen, heard: Vec::new(), times: BTreeMap::new() }
}

impl Session {
    fn send(&mut self, keys: &[u8]) {
        let _ = self.keys.write_all(keys).and_then(|()| self.keys.flush());
    }

    fn hear(&mut self, wait: Duration) -> bool {
        match self.output.recv_timeout(wait) {
            Ok(bytes) => {
                self.screen.process(&bytes);
                self.heard.extend(bytes);
                true
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => false,
        }
    }

    /// Waits for the end of the next frame.
    fn frame(&mut self, kind: &'static str, began: Instant) -> Duration {
        loop {
            if let Some(at) = self.heard.windows(FRAME_END.len()).position(|w| w == FRAME_END) {
                self.heard.drain(..at + FRAME_END.len());
                let took = began.elapsed();
                if !kind.is_empty() {
                    self.times.entry(kind).or_default().push(took);
                }
                return took;
            }
            assert!(self.hear(PATIENCE), "no frame came:\n{}", self.screen.screen().contents());
        }
    }

    fn quiet(&mut self) {
        while self.hear(QUIET) {}
        self.heard.clear();
    }

    /// Presses a key so many times, each once all is quiet; of several letters, the last one's frame counts.
    fn press(&mut self, kind: &'static str, keys: &str, times: usize) -> &mut Self {
        for _ in 0..times {
            let (last, before) = keys.as_bytes().split_last().expect("a key");
            for key in before {
                self.quiet();
                let began = Instant::now();
                self.send(&[*key]);
                self.frame("key", began);
            }
            self.quiet();
            let began = Instant::now();
            self.send(&[*last]);
            self.frame(kind, began);
        }
        self
    }

    fn type_in(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.press("typing", &c.to_string(), 1);
        }
        self
    }

    /// Presses keys and waits until the words stand on the screen; the last key's frame counts as one, too.
    fn ask(&mut self, kind: &'static str, keys: &str, shown: &str) {
        let (before, last) = keys.split_at(keys.len() - 1);
        for key in before.chars() {
            self.press("key", &key.to_string(), 1);
        }
        self.quiet();
        let began = Instant::now();
        self.send(last.as_bytes());
        self.frame("key", began);
        self.until_from(kind, shown, began);
    }

    fn until(&mut self, kind: &'static str, shown: &str) {
        self.until_from(kind, shown, Instant::now());
    }

    fn until_from(&mut self, kind: &'static str, shown: &str, began: Instant) {
        while !self.screen.screen().contents().contains(shown) {
            assert!(self.hear(PATIENCE), "“{shown}” never came:\n{}", self.screen.screen().contents());
        }
        if !kind.is_empty() {
            self.times.entry(kind).or_default().push(began.elapsed());
        }
    }
}

/// `recount` as built beside this program.
fn program() -> PathBuf {
    let here = env::current_exe().expect("this program has a path");
    let built = here.ancestors().nth(2).expect("examples lie in a folder of the target's");
    built.join(format!("recount{}", env::consts::EXE_SUFFIX))
}

/// MiB held at most.
fn peak(child: &dyn Child) -> u64 {
    let status = child.process_id().and_then(|id| fs::read_to_string(format!("/proc/{id}/status")).ok());
    let status = status.unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) >> 10
}

fn report(times: &BTreeMap<&'static str, Vec<Duration>>, peak: u64) {
    println!("{:<24} {:>6} {:>8} {:>8} {:>8} {:>8}  ms", "", "count", "median", "p90", "p99", "most");
    let line = |name: &str, times: &[Duration]| {
        let mut ms: Vec<f64> = times.iter().map(|t| t.as_secs_f64() * 1e3).collect();
        ms.sort_by(f64::total_cmp);
        let at = |part: f64| ms[((ms.len() as f64 * part) as usize).min(ms.len() - 1)];
        let (median, p90, p99, most) = (at(0.5), at(0.9), at(0.99), at(1.0));
        println!("{name:<24} {:>6} {median:>8.1} {p90:>8.1} {p99:>8.1} {most:>8.1}", ms.len());
    };
    let mut keys = Vec::new();
    for (name, all) in times {
        line(name, all);
        if !name.starts_with("rows") && !name.starts_with("first") {
            keys.extend(all.iter().copied());
        }
    }
    line("every key to its frame", &keys);
    println!("memory held at most {peak} MiB");
}

// ------------------------------------------------------------------------------------------------------ the search

/// The first page of a full-text search, ours and the shell's, the best of five.
fn search(store: &Path) {
    let reader = Store::open_reader(store).expect("the store opens");
    for words in ["hospital", "\"quarter 4711\"", "report 4711"] {
        let filter = Filter::from(Test::Text(words.into()));
        let ours = (0..5).map(|_| {
            let began = Instant::now();
            let rows = reader.articles(&filter, None, 50).expect("a search").rows.len();
            assert!(rows > 0, "{words} finds something");
            began.elapsed()
        });
        let ours = ours.min().unwrap_or_default().as_secs_f64() * 1e3;
        match shell(store, words) {
            Some(shell) if shell < 1.0 => {
                println!("search {words:<18} {ours:8.2} ms, shell under 1 ms (its clock is no finer)")
            }
            Some(shell) => {
                println!("search {words:<18} {ours:8.2} ms, shell {shell:8.2} ms: {:.2} times", ours / shell)
            }
            None => println!("search {words:<18} {ours:8.2} ms (no sqlite3 to compare with)"),
        }
    }
}

/// Milliseconds of the shell's own clock.
fn shell(store: &Path, words: &str) -> Option<f64> {
    let query = format!(
        "SELECT article.id, title, outlet, published, status, body.text FROM article JOIN body ON body.article = article.id
         WHERE article.id IN (SELECT rowid FROM search WHERE search MATCH '{words}')
         ORDER BY article.day DESC, article.id DESC LIMIT 50;\n"
    );
    let script = format!(".timer on\n.output /dev/null\n{}", query.repeat(5));
    let mut child = Command::new("sqlite3")
        .arg(store)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(script.as_bytes()).ok()?;
    let out = child.wait_with_output().ok()?;
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    let times =
        text.lines().filter_map(|line| line.split("real ").nth(1)?.split_whitespace().next()?.parse::<f64>().ok());
    times.min_by(f64::total_cmp).map(|seconds| seconds * 1e3)
}
