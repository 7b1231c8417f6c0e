//! Random keys, pastes, clicks and sizes on every screen: nothing panics, nothing unsafe reaches a cell, and the store
//! stays sound.

mod stage;

use std::cell::RefCell;

use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use recount::{
    text::width,
    tui::msg::{Mouse, Msg, Size},
};
use stage::{Stage, samples};

/// Keys that do something somewhere, more often than those that do nothing.
const KEYS: &str = "a b c d e g h i j k l m n o p q r s t u v w x y z A C D E G H I J K L M N O P R S T V W X Y Z # * . ' 0 1 2 5 9 ? : / - space enter enter \
enter esc esc tab shift-tab backspace delete up down left right home end pageup pagedown alt-right ctrl-a ctrl-d ctrl-e ctrl-l ctrl-o ctrl-p \
ctrl-r ctrl-s ctrl-u ctrl-w ctrl-z f1 é ق 日";

#[derive(Debug, Clone)]
enum Step {
    Key(String),
    Paste(String),
    Click(u16, u16),
    Drag(u16, u16),
    Wheel(isize),
    Resize(u16, u16),
}

fn step() -> impl Strategy<Value = Step> {
    let keys: Vec<String> = KEYS.split_whitespace().map(str::to_string).collect();
    prop_oneof![
        20 => prop::sample::select(keys).prop_map(Step::Key),
        1 => ".{0,30}".prop_map(Step::Paste),
        1 => (0u16..130, 0u16..50).prop_map(|(x, y)| Step::Click(x, y)),
        1 => (0u16..130, 0u16..50).prop_map(|(x, y)| Step::Drag(x, y)),
        1 => (-3isize..4).prop_map(Step::Wheel),
        2 => (1u16..130, 1u16..50).prop_map(|(x, y)| Step::Resize(x, y)),
    ]
}

fn take(stage: &mut Stage, step: &Step) {
    match step {
        // An import or an export would write files of random names.
        Step::Key(key) if ["I", "E"].contains(&key.as_str()) && stage.model.layers.is_empty() => {}
        Step::Key(key) => {
            stage.press(key);
        }
        Step::Paste(text) => stage.send(Msg::Paste(text.clone())),
        Step::Click(column, row) => stage.send(Msg::Mouse(Mouse::Click { column: *column, row: *row })),
        Step::Drag(column, row) => stage.send(Msg::Mouse(Mouse::Drag { column: *column, row: *row })),
        Step::Wheel(lines) => stage.send(Msg::Mouse(Mouse::Wheel(*lines))),
        Step::Resize(columns, rows) => stage.send(Msg::Resize(Size { columns: *columns, rows: *rows })),
    }
}

/// Everything drawn is safe to send to a terminal.
fn check(stage: &Stage) {
    for cell in stage.buffer().content() {
        assert!(cell.symbol().chars().all(width::is_safe), "{:?}", cell.symbol());
    }
}

#[test]
fn random_hands_break_nothing() {
    let cases = std::env::var("RECOUNT_FUZZ_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(60);
    let drawn = RefCell::new(0);
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let result = runner.run(&prop::collection::vec(step(), 60..100), |steps| {
        let mut stage = Stage::new();
        for step in &steps {
            take(&mut stage, step);
            check(&stage);
            *drawn.borrow_mut() += 1;
            stage.model.quitting = false;
        }
        stage.settle();
        stage.store().verify().unwrap();
        Ok(())
    });
    result.unwrap();
    assert!(drawn.into_inner() > 3_000, "too few steps to mean anything");
}

#[test]
fn every_screen_draws_at_every_size() {
    for keys in [
        "",
        "G enter",
        "enter",
        "g e",
        "g e G enter",
        "g e G enter r",
        "g e G enter o",
        "g l",
        "? j",
        ":",
        "g p",
        "g s",
        "g s r",
        "g d",
        "g e P ctrl-u H o m s enter",
        "g r",
        "g m",
        "g e G enter t",
        "I",
        "g t",
    ] {
        let mut stage = Stage::new();
        if !keys.is_empty() {
            stage.press(keys);
        }
        for (columns, rows) in
            (1..=45).flat_map(|c| [1, 2, 5, 9, 10, 11, 24].map(|r| (c, r))).chain([(200, 60), (300, 3)])
        {
            stage.resize(columns, rows);
            check(&stage);
        }
    }
}

#[test]
fn hostile_articles_are_shown_as_words_only() {
    let mut arrivals = samples::arrivals();
    let article = &mut arrivals.articles[1].article;
    article.title = Some("\u{1b}]0;owned\u{7}\u{202e}title\u{9b}31m".into());
    article.outlet = Some("wire\u{1b}[2J\u{200b}".into());
    article.text += "\u{1b}[31mred\u{1b}[0m \u{85}\u{2028}\u{2066}end\ttab";
    let mut stage = Stage::on(&arrivals, "Le\u{1b}ila\u{202e}");
    check(&stage);
    for keys in ["j enter", "y", "q g e G enter", "l y", "d", "esc g l", "enter"] {
        stage.press(keys);
        check(&stage);
    }
    assert!(!stage.copied.is_empty());
    for copied in &stage.copied {
        assert!(copied.chars().all(width::is_safe), "{copied:?}");
    }
}
