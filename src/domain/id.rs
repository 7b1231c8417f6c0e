//! The names of stored things. An id means nothing outside its store; people see `a12`, `c7`, `e3`.

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A text that should have been an id such as `e3` and was not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not {what}: write it as `{prefix}` and a number, such as `{prefix}12`")]
pub struct NotAnId {
    given: String,
    what: &'static str,
    prefix: char,
}

macro_rules! id {
    ($name:ident, $prefix:literal, $what:literal, $doc:literal) => {
        #[doc = $doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}{}", $prefix, self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(given: &str) -> Result<Self, NotAnId> {
                let digits = given.strip_prefix($prefix).unwrap_or(given);
                digits.parse().ok().filter(|n| *n > 0).map(Self).ok_or_else(|| NotAnId {
                    given: given.into(),
                    what: $what,
                    prefix: $prefix,
                })
            }
        }
    };
}

id!(ArticleId, 'a', "an article", "A stored article, shown as `a12`.");
id!(ClaimId, 'c', "a claim", "A stored claim, shown as `c7`.");
id!(EventId, 'e', "an event", "A stored event, shown as `e3`.");
id!(NoteId, 'n', "a note", "A stored note, shown as `n4`.");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back_what_they_show() {
        assert_eq!("e3".parse::<EventId>().unwrap().to_string(), "e3");
        assert_eq!("3".parse::<EventId>(), Ok(EventId(3)));
        assert!("a3".parse::<EventId>().is_err());
        assert!("e0".parse::<EventId>().is_err());
    }
}
