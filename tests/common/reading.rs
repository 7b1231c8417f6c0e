//! Sentences read as articles of one day, for the tests of reading.

#![allow(dead_code, reason = "each test binary uses its part")]

use recount::{
    domain::{Article, Claim},
    extract::{Reader, brief},
};

pub fn reader() -> &'static Reader {
    static READER: std::sync::OnceLock<Reader> = std::sync::OnceLock::new();
    READER.get_or_init(|| Reader::builtin().expect("the shipped lexicon compiles"))
}

/// Published on 18 May 2025. In English: a headline is too short to tell its language.
pub fn read(text: &str) -> Vec<Claim> {
    let published = Some("2025-05-18".parse().expect("a date"));
    reader().read(&Article { text: text.into(), published, language: Some("en".into()), ..Article::default() })
}

/// "killed 5 state_forces" of each claim.
pub fn briefly(text: &str) -> Vec<String> {
    read(text).iter().map(brief).collect()
}
