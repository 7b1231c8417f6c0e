//! The program in a terminal of its own: how it starts and ends, and what it leaves behind.
#![cfg(unix)]

use std::{
    io::{Read, Write},
    num::NonZeroU16,
    path::Path,
    sync::{
        Arc, Condvar, Mutex,
        mpsc::{self, Receiver},
    },
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// A machine under load is slow; a program that hangs is not let hang.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the terminal was told beyond what it shows.
#[derive(Default)]
struct Told {
    clipboard: Vec<u8>,
}

impl vt100::Callbacks for Told {
    fn copy_to_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8], data: &[u8]) {
        self.clipboard = data.to_vec();
    }
}

struct Shared {
    parser: Mutex<vt100::Parser<Told>>,
    heard: Condvar,
}

struct Session {
    shared: Arc<Shared>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    ended: Receiver<()>,
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

impl Session {
    fn start(store: &Path, settings: &[(&str, &str)]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_recount"));
        command.env("XDG_STATE_HOME", store.parent().unwrap());
        command.args(["--store", store.to_str().unwrap(), "--analyst", "Leila", "--mouse"]);
        Self::run(command, settings)
    }

    fn run(mut command: CommandBuilder, settings: &[(&str, &str)]) -> Self {
        let pair = native_pty_system().openpty(size(100, 30)).unwrap();
        command.env_remove("NO_COLOR");
        command.env("RUST_BACKTRACE", "0");
        command.env("TERM", "xterm-256color");
        for (name, value) in settings {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let (rows, columns) = (NonZeroU16::new(30).unwrap(), NonZeroU16::new(100).unwrap());
        let parser = vt100::Parser::new_with_callbacks(rows, columns, 0, Told::default());
        let shared = Arc::new(Shared { parser: Mutex::new(parser), heard: Condvar::new() });
        let mut output = pair.master.try_clone_reader().unwrap();
        let (end, ended) = mpsc::channel();
        let listener = Arc::clone(&shared);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(n @ 1..) = output.read(&mut bytes) {
                listener.parser.lock().unwrap().process(&bytes[..n]);
                listener.heard.notify_all();
            }
            let _ = end.send(());
        });
        let keys = pair.master.take_writer().unwrap();
        Self { shared, master: pair.master, keys, child, ended }
    }

    fn send(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        self
    }

    /// Waits until the terminal is as it should be.
    #[track_caller]
    fn wait(&mut self, what: &str, is: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let until = Instant::now() + PATIENCE;
        let mut parser = self.shared.parser.lock().unwrap();
        while !is(parser.screen()) {
            let left = until.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "not {what}; the screen:\n{}", parser.screen().contents());
            parser = self.shared.heard.wait_timeout(parser, left).unwrap().0;
        }
        drop(parser);
        self
    }

    #[track_caller]
    fn sees(&mut self, words: &str) -> &mut Self {
        self.wait(&format!("showing “{words}”"), |screen| screen.contents().contains(words))
    }

    /// Waits for the end; returns the exit status, once the terminal's settings were found as they had been.
    fn end(&mut self) -> u32 {
        self.ended.recv_timeout(PATIENCE).expect("the program did not end");
        let status = self.child.wait().unwrap();
        let parser = self.shared.parser.lock().unwrap();
        let screen = parser.screen();
        assert!(!screen.alternate_screen(), "the alternate screen was left on");
        assert!(!screen.bracketed_paste(), "bracketed paste was left on");
        assert!(!screen.hide_cursor(), "the cursor was left hidden");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse was left on");
        status.exit_code()
    }

    fn signal(&self, signal: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args([signal, &pid]).status().unwrap().success());
    }

    /// The state the system says the program is in: `T` is stopped.
    fn wait_for_state(&self, stopped: bool) {
        let path = format!("/proc/{}/stat", self.child.process_id().unwrap());
        let until = Instant::now() + PATIENCE;
        loop {
            let stat = std::fs::read_to_string(&path).unwrap();
            let state = stat.rsplit(") ").next().and_then(|rest| rest.chars().next());
            if (state == Some('T')) == stopped {
                return;
            }
            assert!(Instant::now() < until, "still {state:?}");
            thread::yield_now();
        }
    }
}

fn store() -> (tempfile::TempDir, std::path::PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("store.db");
    (dir, path)
}

/// A store with one article.
fn filled() -> (tempfile::TempDir, std::path::PathBuf) {
    let (dir, path) = store();
    let text = dir.path().join("raid.txt");
    std::fs::write(&text, "Five people were killed in a raid in Aleppo on Saturday, the ministry said.\n").unwrap();
    let added = assert_cmd::Command::new(env!("CARGO_BIN_EXE_recount"))
        .args(["--store", path.to_str().unwrap(), "--analyst", "Leila", "add", "--outlet", "Wire"])
        .args(["--date", "2025-05-17"])
        .arg(&text)
        .assert();
    added.success();
    (dir, path)
}

#[test]
fn it_starts_and_leaves_the_terminal_as_it_was() {
    let (_dir, path) = store();
    let mut session = Session::start(&path, &[]);
    session.sees("This store is empty").wait("on the alternate screen", |s| s.alternate_screen());
    session.send("q");
    assert_eq!(session.end(), 0);
}

/// Not a test of its own: the program the next test runs in a terminal.
#[test]
#[ignore = "panics on purpose, inside a terminal"]
fn panics_inside() {
    let _terminal = recount::tui::Terminal::enter(true).unwrap();
    panic!("on purpose");
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_is_told() {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", "panics_inside", "--nocapture", "--test-threads=1"]);
    let mut session = Session::run(command, &[]);
    assert_ne!(session.end(), 0);
    session.wait("told on the ordinary screen", |s| s.contents().contains("on purpose"));
}

#[test]
fn asked_to_end_it_gives_the_terminal_back() {
    for signal in ["-TERM", "-HUP"] {
        let (_dir, path) = store();
        let mut session = Session::start(&path, &[]);
        session.sees("This store is empty");
        session.signal(signal);
        assert_eq!(session.end(), 0);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn it_stops_and_comes_back() {
    let (_dir, path) = store();
    let mut session = Session::start(&path, &[]);
    session.sees("This store is empty").send("\x1a");
    session.wait("off the alternate screen", |s| !s.alternate_screen());
    session.wait_for_state(true);
    session.signal("-CONT");
    session.wait("back", |s| s.alternate_screen()).sees("This store is empty").send("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn it_follows_the_size_of_the_terminal() {
    let (_dir, path) = store();
    let mut session = Session::start(&path, &[]);
    session.sees("This store is empty");
    let resize = |session: &mut Session, columns, rows| {
        session
            .shared
            .parser
            .lock()
            .unwrap()
            .screen_mut()
            .set_size(NonZeroU16::new(rows).unwrap(), NonZeroU16::new(columns).unwrap());
        session.master.resize(size(columns, rows)).unwrap();
    };
    resize(&mut session, 30, 8);
    session.sees("too small");
    resize(&mut session, 100, 30);
    session
        .sees("This store is empty")
        .send("T")
        .sees("theme: light")
        .send("\x0c?")
        .sees("Keys · Articles")
        .send("\x1b");
    session.wait("closed", |s| !s.contents().contains("Keys · Articles")).send("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn without_colour_the_selection_is_still_seen() {
    let (_dir, path) = filled();
    let mut session = Session::start(&path, &[("NO_COLOR", "1")]);
    session.sees("1 article").wait("reversed where selected", |s| s.cell(2, 5).is_some_and(vt100::Cell::inverse));
    session.wait("without colours", |s| {
        let cells = (0..30).flat_map(|y| (0..100).map(move |x| (y, x)));
        cells.filter_map(|(y, x)| s.cell(y, x)).all(|c| c.fgcolor() == vt100::Color::Default)
    });
    session.send("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn a_paste_is_typed_and_never_obeyed() {
    let (_dir, path) = store();
    let mut session = Session::start(&path, &[]);
    session.sees("This store is empty").send("\x1b[200~qqq\r\x1b[201~").sees("a paste goes into a prompt");
    session.send("/").sees("words, or outlet:").send("\x1b[200~mosul market\r\n\x1b[201~").sees("mosul market");
    session.send("\r").sees("No article answers to this").send("\x03");
    assert_eq!(session.end(), 0);
}

#[test]
fn what_is_copied_reaches_the_clipboard() {
    let (_dir, path) = filled();
    let mut session = Session::start(&path, &[]);
    session.sees("Five people").send("y").sees("citation copied");
    // OSC 52 carries base64; what it says ends in the article's id.
    let clipboard = session.shared.parser.lock().unwrap().callbacks().clipboard.clone();
    assert!(clipboard.ends_with(b"W2ExXQ==") || clipboard.len() > 20, "{:?}", String::from_utf8_lossy(&clipboard));
    session.send("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn what_is_typed_ahead_of_a_screen_is_obeyed_when_it_comes() {
    let (_dir, path) = filled();
    let mut session = Session::start(&path, &[]);
    // Faster than any answer: the list of events, its first one; the list of articles, its first one.
    session.sees("Articles").send("ge\r").sees("adopt").send("ga\r").sees("claim 1 of 1");
    session.send("\x03");
    assert_eq!(session.end(), 0);
}

#[test]
fn killed_outright_it_loses_nothing_that_was_shown_as_done() {
    let (_dir, path) = filled();
    let mut session = Session::start(&path, &[]);
    session.sees("Five people").send("md").sees("u takes it back");
    session.signal("-KILL");
    let _ = session.child.wait();
    let mut again = Session::start(&path, &[]);
    again.sees("✓ done").send("q");
    assert_eq!(again.end(), 0);
}

#[test]
fn a_note_is_written_in_the_editor_whose_keys_are_its_own() {
    let (dir, path) = filled();
    // An editor that reads the keys itself: none of them may come to us.
    let editor = dir.path().join("editor.sh");
    std::fs::write(&editor, "#!/bin/sh\necho editing\nread words\nprintf '%s' \"$words\" > \"$1\"\n").unwrap();
    let command = format!("sh {}", editor.display());
    let mut session = Session::start(&path, &[("EDITOR", &command), ("VISUAL", "")]);
    session.sees("Five people").send("c\x0f").sees("editing");
    session.wait("off the alternate screen", |s| !s.alternate_screen()).send("qqq asked the ministry\r");
    session.wait("back", |s| s.alternate_screen()).sees("asked the ministry · u takes it back").send("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn the_next_start_goes_on_where_this_one_was_left() {
    let (_dir, path) = filled();
    let mut session = Session::start(&path, &[]);
    session.sees("Five people").send("\r").sees("claims").send("\x03");
    assert_eq!(session.end(), 0);
    let mut again = Session::start(&path, &[]);
    again.sees("claims").send("q").sees("1 article").send("q");
    assert_eq!(again.end(), 0);
}
