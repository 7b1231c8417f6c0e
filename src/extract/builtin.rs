//! The languages shipped with the program, as the texts of their files.

use super::file::Source;

macro_rules! sources {
    ($dir:literal: $($file:literal),+ $(,)?) => {
        &[$(Source {
            language: $dir,
            name: concat!($dir, "/", $file),
            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/lexicon/", $dir, "/", $file)),
        }),+]
    };
}

/// The languages that are read, each as its files; the first is that of a text too short to tell.
pub const LANGUAGES: &[&[Source<'static>]] = &[sources!["en":
    "grammar.toml", "numbers.toml", "outcomes.toml", "people.toml", "voices.toml", "time.toml", "context.toml",
    "claimants.toml", "constructions.toml",
]];

/// What languages are told apart by.
pub const COMMON_WORDS: Source<'static> = Source {
    language: "",
    name: "languages.toml",
    text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/lexicon/languages.toml")),
};
