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

pub const ENGLISH: &[Source<'static>] = sources!["en":
    "grammar.toml",
    "numbers.toml",
    "outcomes.toml",
    "people.toml",
    "voices.toml",
    "time.toml",
    "context.toml",
    "claimants.toml",
];

pub const ENGLISH_CONSTRUCTIONS: Source<'static> = Source {
    name: "en/constructions.toml",
    text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/lexicon/en/constructions.toml")),
};
