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

macro_rules! language {
    ($dir:literal $(, $more:literal)*) => {
        sources![$dir: "grammar.toml", "numbers.toml", "outcomes.toml", "people.toml", "voices.toml", "time.toml",
            "context.toml", "claimants.toml", "constructions.toml" $(, $more)*]
    };
}

/// The languages that are read, each as its files.
pub const LANGUAGES: &[&[Source<'static>]] = &[language!("en", "examples.toml"), language!("fr"), language!("ar")];

/// What languages are told apart by.
pub const COMMON_WORDS: Source<'static> = Source {
    language: "",
    name: "languages.toml",
    text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/lexicon/languages.toml")),
};
