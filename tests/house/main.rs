//! The house of `src/lib.rs`, checked: every `use` and every path of `src/**.rs` is read, and a breach fails the build.
//!
//! Reads tokens, not types: a name smuggled through a macro or a re-export of another crate is not seen. The checker
//! is itself tested below, on small sources that break each rule once.

mod tokens;

use std::{
    fmt,
    path::{Path, PathBuf},
};

use tokens::{Token, tokens};

/// Longer files hold more than one idea.
const MAX_LINES: usize = 500;
const CRAFTS: [&str; 6] = ["ingest", "extract", "link", "reconcile", "store", "export"];
/// Crafts that compute only: no file, clock, thread, environment or global.
const PURE: [&str; 3] = ["extract", "link", "reconcile"];
/// Parts of the tui that must run without a screen.
const SCREENLESS: [&str; 3] = ["model", "update", "command"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Room<'a> {
    Domain,
    Text,
    Craft(&'a str),
    Work,
    Tui,
    Cli,
}

impl<'a> Room<'a> {
    fn named(name: &'a str) -> Option<Self> {
        match name {
            "domain" => Some(Self::Domain),
            "text" => Some(Self::Text),
            "work" => Some(Self::Work),
            "tui" => Some(Self::Tui),
            "cli" => Some(Self::Cli),
            craft => CRAFTS.contains(&craft).then_some(Self::Craft(craft)),
        }
    }

    fn floor(self) -> u8 {
        match self {
            Self::Domain => 0,
            Self::Text => 1,
            Self::Craft(_) => 2,
            Self::Work => 3,
            Self::Tui => 4,
            Self::Cli => 5,
        }
    }

    /// A room imports itself and the floors below; crafts share a floor, so none reaches another.
    fn may_import(self, other: Room) -> bool {
        self == other || other.floor() < self.floor()
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Breach {
    path: String,
    line: usize,
    what: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "src/{}:{}: {}", self.path, self.line, self.what)
    }
}

// ----------------------------------------------------------------------------------------------------- reading paths

/// A path as written, with `self`, `super`, `crate` and `recount` resolved to `crate` and the modules below it.
#[derive(Debug, PartialEq, Eq)]
struct Named {
    path: Vec<String>,
    line: usize,
    in_test: bool,
}

impl Named {
    /// The path contains these segments, one after the other.
    fn has(&self, segments: &[&str]) -> bool {
        self.path.windows(segments.len()).any(|w| w == segments)
    }

    fn starts(&self, segments: &[&str]) -> bool {
        self.path.len() >= segments.len() && self.path.iter().zip(segments).all(|(a, b)| a == b)
    }
}

/// Walks the tokens of one file, keeping track of the inline modules it is in: they move what `super` means.
struct Walk<'a> {
    tokens: &'a [Token],
    at: usize,
    module: Vec<String>,
    depth: usize,
    /// The depth of braces each inline module opened at, and whether it is compiled for tests only.
    inline: Vec<(usize, bool)>,
    test_next: bool,
    found: Vec<Named>,
}

impl<'a> Walk<'a> {
    fn paths(tokens: &'a [Token], module: Vec<String>) -> Vec<Named> {
        let mut walk =
            Walk { tokens, at: 0, module, depth: 0, inline: Vec::new(), test_next: false, found: Vec::new() };
        while walk.at < tokens.len() {
            walk.step();
        }
        walk.found
    }

    fn peek(&self, ahead: usize) -> &'a str {
        self.tokens.get(self.at + ahead).map_or("", |t| &t.text)
    }

    fn step(&mut self) {
        match self.peek(0) {
            "#" if (1..6).map(|n| self.peek(n)).eq(["[", "cfg", "(", "test", ")"]) => {
                self.test_next = true;
                self.at += 6;
                return;
            }
            "mod" if self.peek(2) == "{" => {
                self.module.push(self.peek(1).into());
                self.inline.push((self.depth, self.test_next));
                self.test_next = false;
                self.at += 1;
            }
            "mod" | "fn" | "struct" | "enum" | "impl" | ";" => self.test_next = false,
            // `impl Trait + use<'a>` says what is captured; it imports nothing.
            "use" if self.peek(1) == "<" => {}
            "use" => {
                self.at += 1;
                return self.tree(&[]);
            }
            "{" => self.depth += 1,
            "}" => {
                self.depth = self.depth.saturating_sub(1);
                if self.inline.last().is_some_and(|(depth, _)| *depth == self.depth) {
                    self.inline.pop();
                    self.module.pop();
                }
            }
            "::" => {}
            word if is_name(word) => return self.plain(),
            _ => {}
        }
        self.at += 1;
    }

    /// One branch of a `use`: `a::b`, `a::{..}`, `a as b`, `a::*`; leaves `at` behind it.
    fn tree(&mut self, stem: &[String]) {
        let mut path = stem.to_vec();
        while self.at < self.tokens.len() {
            match self.peek(0) {
                "{" => {
                    self.at += 1;
                    while !matches!(self.peek(0), "}" | "") {
                        self.tree(&path);
                        if self.peek(0) == "," {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    return;
                }
                "as" => self.at += 2,
                "," | "}" | ";" => break,
                "::" => self.at += 1,
                segment => {
                    path.push(segment.into());
                    self.at += 1;
                }
            }
        }
        if path.len() > stem.len() {
            self.keep(path, self.at.saturating_sub(1));
        }
    }

    /// A name or a path outside of `use`.
    fn plain(&mut self) {
        let start = self.at;
        let mut path = vec![self.peek(0).to_owned()];
        self.at += 1;
        while self.peek(0) == "::" && is_name(self.peek(1)) {
            path.push(self.peek(1).into());
            self.at += 2;
        }
        self.keep(path, start);
    }

    fn keep(&mut self, path: Vec<String>, at: usize) {
        let in_test = self.test_next
            || self.inline.iter().any(|(_, test)| *test)
            || self.module.iter().any(|module| module == "tests");
        self.found.push(Named { path: self.resolve(path), line: self.tokens[at].line, in_test });
    }

    fn resolve(&self, path: Vec<String>) -> Vec<String> {
        if path.len() < 2 {
            return path;
        }
        let ups = path.iter().take_while(|s| *s == "super" || *s == "self").count();
        let supers = path[..ups].iter().filter(|s| *s == "super").count();
        let base = match path[0].as_str() {
            "crate" | "recount" => return std::iter::once("crate".into()).chain(path.into_iter().skip(1)).collect(),
            "super" | "self" => &self.module[..self.module.len().saturating_sub(supers)],
            _ => return path,
        };
        std::iter::once("crate".into()).chain(base.iter().cloned()).chain(path.into_iter().skip(ups)).collect()
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

// --------------------------------------------------------------------------------------------------------- the rules

/// All breaches of one file; `path` is relative to `src`, with `/`.
fn breaches(path: &str, source: &str) -> Vec<Breach> {
    let module = module_of(path);
    let tokens = tokens(source);
    let mut found = Vec::new();
    let mut report = |line, what: String| found.push(Breach { path: path.into(), line, what });

    if !source.contains("@generated") && source.lines().count() > MAX_LINES {
        report(MAX_LINES + 1, format!("longer than {MAX_LINES} lines: it holds more than one idea, split it"));
    }
    if !has_module_doc(source) {
        report(1, "no `//!` comment: say what the module owns and what it never does".into());
    }
    if let Some(name) = module.first()
        && Room::named(name).is_none()
    {
        report(1, format!("`{name}` is no room of the house: see src/lib.rs"));
    }
    for named in Walk::paths(&tokens, module.clone()) {
        for what in [import(&module, &named), database(&module, &named), terminal(&module, &named)]
            .into_iter()
            .chain([widget(&module, &named), impure(&module, &named)])
            .flatten()
        {
            report(named.line, what);
        }
    }
    let pure = module.first().is_some_and(|room| PURE.contains(&room.as_str()));
    for pair in tokens.windows(2).filter(|pair| pure && pair[0].text == "static" && pair[1].text == "mut") {
        report(pair[0].line, "`static mut` in a pure craft".into());
    }
    found
}

/// `extract/rules.rs` is `extract::rules`; `lib.rs` and `main.rs` are the root.
fn module_of(path: &str) -> Vec<String> {
    let stem = path.strip_suffix(".rs").unwrap_or(path);
    stem.split('/').filter(|part| !matches!(*part, "mod" | "lib" | "main")).map(String::from).collect()
}

fn has_module_doc(source: &str) -> bool {
    source
        .lines()
        .map(str::trim)
        .take_while(|line| line.is_empty() || line.starts_with("//") || line.starts_with("#!"))
        .any(|line| line.strip_prefix("//!").is_some_and(|doc| !doc.trim().is_empty()))
}

fn import(module: &[String], named: &Named) -> Option<String> {
    let from = Room::named(module.first()?)?;
    let [root, to, ..] = &named.path[..] else { return None };
    if root != "crate" {
        return None;
    }
    match Room::named(to) {
        None => Some(format!("`crate::{to}` is no room: import from where it lives")),
        Some(room) if from.may_import(room) => None,
        Some(_) => Some(format!("`{}` may not import `{to}`", module[0])),
    }
}

fn database(module: &[String], named: &Named) -> Option<String> {
    let allowed = module.first().is_none_or(|room| room == "store");
    (!allowed && named.has(&["rusqlite"])).then(|| "only `store` names rusqlite".into())
}

fn terminal(module: &[String], named: &Named) -> Option<String> {
    let runtime = module.first().is_some_and(|r| r == "tui") && module.get(1).is_some_and(|m| m.starts_with("runtime"));
    let reading = ["read", "poll", "EventStream"].iter().any(|f| named.has(&["event", f]));
    let words = ["enable_raw_mode", "disable_raw_mode", "EnterAlternateScreen", "LeaveAlternateScreen"];
    let writing = words.iter().chain(&["CrosstermBackend", "DefaultTerminal"]).any(|word| named.has(&[word]))
        || ["execute", "queue", "cursor"].iter().any(|part| named.has(&["crossterm", part]))
        || ["init", "try_init", "restore", "try_restore", "run"].iter().any(|f| named.starts(&["ratatui", f]));
    (!runtime && (reading || writing))
        .then(|| format!("`{}`: only src/tui/runtime drives the terminal", named.path.join("::")))
}

fn widget(module: &[String], named: &Named) -> Option<String> {
    let screenless = module.first().is_some_and(|room| room == "tui")
        && module.get(1).is_some_and(|part| SCREENLESS.iter().any(|name| part.starts_with(name)));
    let drawing = named.has(&["ratatui", "widgets"]) || named.has(&["ratatui", "prelude"]) || named.has(&["Frame"]);
    (screenless && drawing && !named.in_test).then(|| "the tui's model, update and commands name no widget".into())
}

fn impure(module: &[String], named: &Named) -> Option<String> {
    let pure = module.first().is_some_and(|room| PURE.contains(&room.as_str()));
    let effect = ["fs", "thread", "env", "net", "process"].iter().any(|part| named.starts(&["std", part]))
        || ["Instant", "SystemTime", "thread_local"].iter().any(|word| named.has(&[word]))
        || ["Timestamp", "Zoned"].iter().any(|clock| named.has(&[clock, "now"]));
    (pure && effect && !named.in_test)
        .then(|| format!("`{}` in a pure craft: no file, clock, thread or environment", named.path.join("::")))
}

// --------------------------------------------------------------------------------------------------------- the tests

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("src is readable").path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            into.push(path);
        }
    }
}

#[test]
fn the_house_stands() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    files.sort();
    assert!(files.len() > 15, "only {} files read: the check looks in the wrong place", files.len());
    let found: Vec<String> = files
        .iter()
        .flat_map(|file| {
            let relative = file.strip_prefix(&src).expect("found below src").to_string_lossy().replace('\\', "/");
            breaches(&relative, &std::fs::read_to_string(file).expect("source is UTF-8"))
        })
        .map(|breach| breach.to_string())
        .collect();
    assert!(found.is_empty(), "{} breaches of the house (see src/lib.rs):\n{}", found.len(), found.join("\n"));
}

/// What the checker says of a file with a module comment and this code.
fn said(path: &str, code: &str) -> Vec<String> {
    breaches(path, &format!("//! A fixture.\n{code}")).into_iter().map(|b| b.what).collect()
}

#[test]
fn what_the_house_allows() {
    for (path, code) in [
        ("domain/claim.rs", "use super::{Count, Place}; pub(crate) use vocabulary;"),
        ("text/gazetteer/mod.rs", "use crate::domain::Place; mod t { use super::super::fuzzy; }"),
        ("extract/mod.rs", "use crate::{domain::{Claim, Count as N}, text}; /* crate::store */"),
        ("extract/rules/toll.rs", "use super::super::lexicon; fn f() -> &'static str { \"crate::store rusqlite\" }"),
        ("extract/mod.rs", "fn f() { let c = '\"'; crate::text::wrap(r#\"crate::link \"# ); }"),
        ("extract/mod.rs", "#[cfg(test)] mod tests { use super::*; use std::fs; use crate::extract::Reader; }"),
        ("extract/tests.rs", "use std::fs;"),
        ("store/mod.rs", "use rusqlite::Connection; use std::{fs, time::Instant};"),
        ("work/desk.rs", "use crate::{store::Store, extract, link, reconcile, ingest, export};"),
        ("tui/runtime/mod.rs", "use crossterm::{execute, event::read}; fn f() { ratatui::init(); }"),
        ("tui/model.rs", "use crossterm::event::KeyEvent; use ratatui::layout::Rect; use crate::work::Desk;"),
        ("tui/view/list.rs", "use ratatui::{Frame, widgets::Table};"),
        ("text/keys.rs", "fn f(x: &str) -> impl Iterator<Item = u8> + use<> { let y = { 1; 2 }; [].into_iter() }"),
        ("cli/mod.rs", "use crate::{tui, work, store, domain};"),
        ("main.rs", "fn main() { recount::cli::main() }"),
    ] {
        assert_eq!(said(path, code), [""; 0], "{path}: {code}");
    }
}

#[test]
fn what_the_house_forbids() {
    for (path, code, word) in [
        ("domain/claim.rs", "use crate::text::wrap;", "`domain` may not import `text`"),
        ("text/wrap.rs", "use crate::store;", "`text` may not import `store`"),
        ("extract/mod.rs", "use crate::link::Linker;", "`extract` may not import `link`"),
        ("extract/mod.rs", "use crate::{domain::Claim, store::{self, Store}};", "may not import `store`"),
        ("extract/rules/toll.rs", "use super::super::super::reconcile::x;", "may not import `reconcile`"),
        ("extract/mod.rs", "mod inner { fn f() { super::super::export::csv() } }", "may not import `export`"),
        ("link/mod.rs", "fn f(x: &crate::extract::Reader) {}", "`link` may not import `extract`"),
        ("link/mod.rs", "#[cfg(test)] mod tests { use crate::extract::Reader; }", "may not import `extract`"),
        ("work/mod.rs", "use crate::tui;", "`work` may not import `tui`"),
        ("tui/model.rs", "use crate::cli::Args;", "`tui` may not import `cli`"),
        ("cli/mod.rs", "use crate::Reader;", "`crate::Reader` is no room"),
        ("helpers/mod.rs", "", "`helpers` is no room"),
        ("work/mod.rs", "fn f(c: rusqlite::Connection) {}", "only `store` names rusqlite"),
        ("cli/mod.rs", "fn f() { crossterm::terminal::enable_raw_mode(); }", "only src/tui/runtime"),
        ("cli/mod.rs", "use ratatui::crossterm::execute;", "only src/tui/runtime"),
        ("tui/update/mod.rs", "use crossterm::event::{self, read};", "only src/tui/runtime"),
        ("tui/view/mod.rs", "fn f() { event::poll(t) }", "only src/tui/runtime"),
        ("tui/model/list.rs", "use ratatui::widgets::ListState;", "name no widget"),
        ("tui/update.rs", "use ratatui::{layout::Rect, widgets::{Block, Table}};", "name no widget"),
        ("tui/commands.rs", "fn f(frame: &mut Frame) {}", "name no widget"),
        ("extract/mod.rs", "use std::{fmt, fs};", "in a pure craft"),
        ("link/mod.rs", "use std::time; fn f() { time::Instant::now(); }", "in a pure craft"),
        ("reconcile/mod.rs", "fn f() { jiff::Timestamp::now(); }", "in a pure craft"),
        ("reconcile/mod.rs", "fn f() { std::thread::spawn(g); }", "in a pure craft"),
        ("link/mod.rs", "fn f() { std::env::var(\"X\"); }", "in a pure craft"),
        ("extract/mod.rs", "static mut SEEN: u32 = 0;", "`static mut`"),
        ("extract/mod.rs", "#[cfg(test)] mod tests { } fn f() { std::fs::read(p); }", "in a pure craft"),
    ] {
        let said = said(path, code);
        assert!(said.iter().any(|what| what.contains(word)), "{path}: {code}\nexpected {word:?}, got {said:?}");
    }
}

#[test]
fn long_and_undocumented_files_are_named_by_line() {
    let long = format!("//! Long.\n{}", "\n".repeat(MAX_LINES));
    assert_eq!(breaches("text/wrap.rs", &long)[0].to_string().split(": ").next(), Some("src/text/wrap.rs:501"));
    assert!(breaches("text/wrap.rs", &format!("//! @generated by a recipe.\n{long}")).is_empty());
    assert_eq!(breaches("text/wrap.rs", "//!\nfn f() {}").len(), 1);
    assert_eq!(breaches("text/wrap.rs", "fn f() {}\n//! Late.").len(), 1);
    let third = "//! A fixture.\n\nuse crate::store;\n";
    assert_eq!(breaches("text/wrap.rs", third)[0].to_string(), "src/text/wrap.rs:3: `text` may not import `store`");
}
