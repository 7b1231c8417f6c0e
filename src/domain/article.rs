//! One published text.

use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One published text, normalized: NFC, `\n` line ends, no control or bidi-override characters.
///
/// The title is a separate string even where the text repeats it; evidence says which of the two it lies in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Article {
    pub title: Option<String>,
    pub text: String,
    /// Who published it: AFP, SANA. Never the claimant, unless nobody else is named.
    pub outlet: Option<String>,
    pub url: Option<String>,
    /// The day of publication; relative dates ("on Saturday") count from it.
    pub published: Option<Date>,
    pub retrieved: Option<Timestamp>,
    /// ISO 639-1, detected or set.
    pub language: Option<String>,
    /// Lower-case hex SHA-256 of the raw bytes as they came in; empty in pipe mode, which keeps no bytes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sha256: String,
}

/// An article with the name it goes by outside a store (pipe mode's `id`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    pub id: String,
    pub article: Article,
}
