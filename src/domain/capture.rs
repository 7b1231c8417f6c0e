//! How an article came to be here: the first link of its chain of custody.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ArticleId, Difference, claim::vocabulary};

vocabulary! {
    #[derive(Default)]
    Way {
        #[default] File = "file", Input = "standard_input", Fetch = "fetch", Feed = "feed", Archive = "archive"
    }
}

/// Where, when and by what an article's bytes were taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Capture {
    pub way: Way,
    /// The path or address as it was given, `-` for standard input.
    pub source: String,
    /// Line, item or record of the source, counted from 1; none where the source is one record.
    pub line: Option<u64>,
    pub at: Timestamp,
    /// The program and its version: `recount 0.1.0`.
    pub tool: String,
}

impl Capture {
    /// The source and the line in it as others may know them: of a path the last name only, for where files lie on one's
    /// disk is nobody else's business.
    pub fn place(&self) -> String {
        let source = match self.way {
            Way::Fetch | Way::Feed if self.source.contains("://") => self.source.as_str(),
            _ => self.source.rsplit(['/', '\\']).next().unwrap_or_default(),
        };
        match self.line {
            Some(line) => format!("{source}:{line}"),
            None => source.to_owned(),
        }
    }
}

/// The chain of custody of one article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Custody {
    pub article: ArticleId,
    /// Lower-case hex, of the bytes as they came in.
    pub sha256: String,
    /// How many bytes came in, and how many they take here.
    pub bytes: u64,
    pub kept: u64,
    pub url: Option<String>,
    pub retrieved: Option<Timestamp>,
    /// None for what came in before captures were kept.
    pub capture: Option<Capture>,
    /// The version of the same address that this one follows.
    pub replaces: Option<ArticleId>,
    /// The version that follows it.
    pub replaced_by: Option<ArticleId>,
}

/// A feed that is followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FollowedFeed {
    pub url: String,
    pub name: Option<String>,
    pub analyst: String,
    pub at: Timestamp,
}

/// Which column of a table holds what, under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ColumnProfile {
    pub name: String,
    /// Column names by field: `text` is in `Body`.
    pub columns: std::collections::BTreeMap<String, String>,
    pub analyst: String,
    pub at: Timestamp,
}

/// A bundle that was brought in: what it held that this store took over, entry by entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BroughtIn {
    /// The name of the file.
    pub name: String,
    /// Of the file.
    pub sha256: String,
    /// The entries of the journal that it led to, in order.
    pub entries: Vec<i64>,
    /// What stood otherwise here, in words.
    pub conflicts: Vec<String>,
    /// Those of them that one can choose between.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
}
