//! Dates as the news gives them: an interval, how fine it is, and the words it came from.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How fine the words were; the interval is never finer than this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DatePrecision {
    Day,
    /// Two or more days named as such: "overnight", "12 to 14 May", "the weekend".
    Days,
    Week,
    Month,
    Year,
    /// Many years: "in the 1990s", "since 2011".
    Era,
}

/// Both ends inclusive, civil dates without a time zone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct DateSpan {
    pub start: Date,
    pub end: Date,
    pub precision: DatePrecision,
    /// The words it was read from; empty when it was taken from the article's own date.
    pub words: String,
}

impl DateSpan {
    pub fn day(date: Date, words: impl Into<String>) -> Self {
        Self { start: date, end: date, precision: DatePrecision::Day, words: words.into() }
    }

    pub fn overlaps(&self, other: &Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }
}
