//! Which articles or events: the language of the workbench's filter line, of headless lists and of exports.
//!
//! ```text
//! outlet:sana,afp after:2017-04 killed>=5 -has:decision "main market"
//! ```
//!
//! Conditions beside each other must all hold; of values with commas between them one must; a minus turns a condition
//! round; what is no condition is looked for in the text. Owns the words and how they are read and written. What they
//! mean for a row is the store's business.

mod complete;
mod parse;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EventId, Outcome, change::ArticleStatus, claim::vocabulary};

pub use complete::{Completion, complete};
pub use parse::FilterError;

/// All conditions must hold; none at all lets everything through. Serialized as people write it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Filter {
    pub conditions: Vec<Condition>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The test must fail.
    pub not: bool,
    pub test: Test,
}

/// Names are compared whole and without regard to case; a `*` at either end of one stands for anything there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// Words of title and text; quoted ones as a phrase. Of an event: of its name, place, kind and parties.
    Text(String),
    Outlet(Vec<String>),
    Claimant(Vec<String>),
    Place(Vec<String>),
    /// ISO 3166 codes of two letters.
    Country(Vec<String>),
    /// ISO 639 codes.
    Language(Vec<String>),
    Status(Vec<ArticleStatus>),
    /// Words marked with # in notes.
    Tag(Vec<String>),
    Event(EventId),
    /// Published, or happened, on this day or later.
    Since(Date),
    /// On this day or earlier.
    Until(Date),
    /// Some report gives a number of that kind; one that is open upwards stands for its lower end.
    Count {
        outcome: Outcome,
        compare: Compare,
        number: u64,
    },
    Has(Vec<Has>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    AtLeast,
    AtMost,
    Exactly,
}

vocabulary! {
    /// What there is or is not.
    Has {
        Claims = "claims",
        /// Claims nobody judged yet.
        Unjudged = "unjudged",
        Note = "note",
        /// An article that is the copy of another.
        Copy = "copy",
        /// A row whose reports conflict and that nobody decided.
        Conflict = "conflict",
        Decision = "decision",
        /// A row of all victims with reports and no decision.
        Undecided = "undecided",
        Pending = "pending",
        /// A decision under which the claims have changed.
        Stale = "stale",
        /// A decision that waits for a second analyst.
        Unsigned = "unsigned",
    }
}

impl Filter {
    pub fn is_empty(&self) -> bool {
        self.conditions.is_empty()
    }

    /// With one more condition.
    #[must_use]
    pub fn and(mut self, test: Test) -> Self {
        self.conditions.push(Condition { not: false, test });
        self
    }

    /// Without the conditions on what this one is about, and with it instead.
    #[must_use]
    pub fn with(mut self, test: Test) -> Self {
        self.drop(&test);
        self.and(test)
    }

    /// Takes away the conditions on what this one is about.
    pub fn drop(&mut self, like: &Test) {
        self.conditions.retain(|c| std::mem::discriminant(&c.test) != std::mem::discriminant(like));
    }

    /// The words that are looked for in the text.
    pub fn text(&self) -> Option<&str> {
        self.conditions.iter().find_map(|c| match &c.test {
            Test::Text(words) if !c.not => Some(words.as_str()),
            _ => None,
        })
    }

    /// The first name asked for whole, as it is asked for in part: "place:*homs*".
    pub fn in_part(&self) -> Option<String> {
        self.conditions.iter().filter(|c| !c.not).find_map(|c| {
            let (key, names) = match &c.test {
                Test::Outlet(names) => ("outlet", names),
                Test::Claimant(names) => ("claimant", names),
                Test::Place(names) => ("place", names),
                _ => return None,
            };
            let name = names.iter().find(|name| !name.contains('*'))?.to_lowercase();
            let quote = if name.contains([' ', ',', ':']) { "\"" } else { "" };
            Some(format!("{key}:{quote}*{name}*{quote}"))
        })
    }

    /// The only outlet let through, where the filter says so.
    pub fn outlet(&self) -> Option<&str> {
        self.conditions.iter().find_map(|c| match &c.test {
            Test::Outlet(names) if !c.not && names.len() == 1 => Some(names[0].as_str()),
            _ => None,
        })
    }

    /// The only status let through, where the filter says so.
    pub fn status(&self) -> Option<ArticleStatus> {
        self.conditions.iter().find_map(|c| match &c.test {
            Test::Status(all) if !c.not && all.len() == 1 => Some(all[0]),
            _ => None,
        })
    }
}

impl From<Filter> for String {
    fn from(filter: Filter) -> Self {
        filter.to_string()
    }
}

impl TryFrom<String> for Filter {
    type Error = FilterError;

    fn try_from(line: String) -> Result<Self, FilterError> {
        line.parse()
    }
}

impl From<Test> for Filter {
    fn from(test: Test) -> Self {
        Self::default().and(test)
    }
}
