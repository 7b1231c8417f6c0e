//! The languages shipped with the program, as the texts of their files.

use super::lexicon::Source;

macro_rules! sources {
    ($dir:literal: $($file:literal),+ $(,)?) => {
        &[$(Source {
            name: concat!($dir, "/", $file),
            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/lexicon/", $dir, "/", $file)),
        }),+]
    };
}

macro_rules! source {
    ($file:literal) => {
        Source { name: $file, text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/lexicon/", $file)) }
    };
}

/// A language as its files.
pub struct Shipped {
    pub words: &'static [Source<'static>],
    pub constructions: Source<'static>,
}

/// The languages that are read; the first is that of a text too short to tell.
pub const LANGUAGES: &[Shipped] = &[Shipped {
    words: sources!["en": "grammar.toml", "numbers.toml", "outcomes.toml", "people.toml", "voices.toml", "time.toml",
            "context.toml", "claimants.toml"],
    constructions: source!("en/constructions.toml"),
}];

/// What languages are told apart by.
pub const COMMON_WORDS: Source<'static> = source!("languages.toml");
