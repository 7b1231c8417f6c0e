//! Reads date expressions and resolves them against the day of publication. A date is never after that day.

use jiff::{ToSpan, civil::Date};

use super::{
    lexicon::{Class, Classes, Lexicon, Reach, UNKNOWN},
    scan::{Shape, Token},
};
use crate::domain::{DatePrecision, DateSpan};

/// A date expression over items `first..last`.
#[derive(Debug, Clone)]
pub struct When {
    pub first: usize,
    pub last: usize,
    pub span: DateSpan,
    /// Of what the sentence tells happened before its own day: "on Sunday, four days after a raid".
    pub before: bool,
}

/// All date expressions of a sentence. Relative ones need `published`; `previous` is the date told of before.
pub fn dates(
    items: &[Token],
    lexicon: &Lexicon,
    text: &str,
    published: Option<Date>,
    previous: Option<Date>,
) -> Vec<When> {
    let mut found = Vec::new();
    let mut at = 0;
    let reading = Reading { items, lexicon, text, published, previous };
    while at < items.len() {
        match reading.date(at) {
            Some(when) => {
                let earlier = reading.earlier(&when);
                at = earlier.as_ref().map_or(when.last, |earlier| earlier.last);
                found.push(when);
                found.extend(earlier);
            }
            None => at += 1,
        }
    }
    found
}

struct Reading<'a> {
    items: &'a [Token],
    lexicon: &'a Lexicon,
    text: &'a str,
    published: Option<Date>,
    previous: Option<Date>,
}

impl Reading<'_> {
    fn has(&self, at: usize, class: Class) -> bool {
        self.items.get(at).is_some_and(|t| t.classes.has(class))
    }

    fn date(&self, at: usize) -> Option<When> {
        let token = self.items.get(at)?;
        if !token.classes.any(DATING) && !matches!(token.shape, Shape::Digits(_) | Shape::OtherDigits) {
            return None;
        }
        self.calendar(at)
            .or_else(|| self.weekday(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.ago(at))
            .or_else(|| self.year(at))
    }

    fn made(&self, first: usize, last: usize, start: Date, end: Date, precision: DatePrecision) -> Option<When> {
        // With a preposition in front the words read as they stand: "on Saturday".
        let owns = self.has(last, Class::Genitive);
        let lead = first
            .checked_sub(1)
            .filter(|_| !owns)
            .filter(|i| self.has(*i, Class::Preposition) || self.has(*i, Class::Locative));
        let from = self.items[lead.unwrap_or(first)].start as usize;
        let words = self.text[from..self.items[last - 1].end as usize].to_string();
        // What is announced for a later day has not happened.
        if self.published.is_some_and(|today| start > today) {
            return None;
        }
        let end = self.published.map_or(end, |today| end.min(today));
        let span = DateSpan { start, end, precision, words };
        Some(When { first: lead.unwrap_or(first), last, span, before: false })
    }

    fn digits(&self, at: usize, most: u64) -> Option<i64> {
        match self.items.get(at)?.shape {
            Shape::Digits(n) if n >= 1 && n <= most => i64::try_from(n).ok(),
            _ => None,
        }
    }

    fn month(&self, at: usize) -> Option<i8> {
        self.items.get(at).filter(|t| t.classes.has(Class::Month)).and_then(|t| self.lexicon.entry(t.lex).month)
    }

    /// "12 May 2025", "May 12", "12th of May", "May 2025", "2025-05-17"
    fn calendar(&self, at: usize) -> Option<When> {
        if let Some(iso) = self.iso(at) {
            return self.made(at, iso.0, iso.1, iso.1, DatePrecision::Day);
        }
        if let Some(day) = self.digits(at, 31).or_else(|| self.ordinal_day(at)) {
            if let Some((to, past)) = self.run_of_days(at + 1) {
                let month = self.month(past)?;
                return self.days_of(at, past + 1, (day, to), month);
            }
            let of = usize::from(self.has(at + 1, Class::Of));
            let month = self.month(at + 1 + of)?;
            return self.day_of(at, at + 2 + of, day, month);
        }
        let month = self.month(at)?;
        let dot = usize::from(self.items.get(at + 1).is_some_and(|t| t.shape == Shape::Sign('.') && !t.spaced));
        if let Some(day) = self.digits(at + 1 + dot, 31).or_else(|| self.ordinal_day(at + 1 + dot)) {
            return match self.run_of_days(at + 2 + dot) {
                Some((to, past)) => self.days_of(at, past, (day, to), month),
                None => self.day_of(at, at + 2 + dot, day, month),
            };
        }
        let led = at > 0 && self.items[at - 1].classes.any(LEADS_MONTH);
        if month > ISLAMIC {
            return self.islamic(at, at + 1, None, month - ISLAMIC).filter(|_| led || !self.is_in_a_name(at));
        }
        let year = self.year_said(at + 1 + dot);
        // "a march", "it may": without a capital it is a month only where a word leads to it.
        let capital = self.items[at].shape != Shape::Lower && at > 0 && !self.is_in_a_name(at);
        if year.is_none() && !capital && !led {
            return None;
        }
        let (chosen, last) = year.or_else(|| Some((self.year_before(month, 1)?, at + 1)))?;
        let start = Date::new(chosen, month, 1).ok()?;
        self.made(at, last, start, start.last_of_month(), DatePrecision::Month)
    }

    /// "Ravi Ramadan Menz", "June Orsk": a word with a capital that nothing is known of stands beside it.
    fn is_in_a_name(&self, at: usize) -> bool {
        let name = |i: usize| self.items.get(i).is_some_and(|t| t.shape == Shape::Capital && t.lex == UNKNOWN);
        name(at + 1) || at > 0 && name(at - 1)
    }

    fn iso(&self, at: usize) -> Option<(usize, Date)> {
        let token = self.items.get(at)?;
        let rest = self.text.get(token.start as usize..token.start as usize + 10)?;
        // Parsing what is no date is slow, and most numbers are none.
        let date: Date = rest.as_bytes().get(7).filter(|dash| **dash == b'-').and_then(|_| rest.parse().ok())?;
        let end = token.start + 10;
        let last = self.items[at..].iter().take(6).position(|t| t.end == end)? + at + 1;
        Some((last, date))
    }

    fn ordinal_day(&self, at: usize) -> Option<i64> {
        let token = self.items.get(at).filter(|t| t.shape == Shape::OtherDigits)?;
        let word = &self.text[token.start as usize..token.end as usize];
        word.trim_end_matches(char::is_alphabetic).parse().ok().filter(|n| (1..=31).contains(n))
    }

    /// "-14", "to 14", "and 14": the last of several days, and where the next item begins.
    fn run_of_days(&self, at: usize) -> Option<(i64, usize)> {
        let token = self.items.get(at)?;
        let joins = matches!(token.shape, Shape::Sign('-' | '–')) || token.classes.any(RUNS_TO);
        Some((self.digits(at + 1, 31).filter(|_| joins)?, at + 2))
    }

    /// "12 to 14 May", "May 12-14"
    fn days_of(&self, first: usize, last: usize, (from, to): (i64, i64), month: i8) -> Option<When> {
        let (start, end) = (self.day_of(first, last, from, month)?, self.day_of(first, last, to, month)?);
        let (last, span) = (start.last, start.span);
        // "30 April to 2 May" says its months itself.
        (span.start <= end.span.end).then_some(())?;
        self.made(first, last, span.start, end.span.end, DatePrecision::Days)
    }

    /// "Ramadan 10", "in Ramadan": reckoned by the tabular calendar, which the eye may set right by a day.
    fn islamic(&self, first: usize, last: usize, day: Option<i8>, month: i8) -> Option<When> {
        let today = self.published?;
        let year = (i64::from(today.year()) - 622) * 33 / 32 + 2;
        let begins = |day: i8| (0..4).filter_map(|back| islamic(year - back, month, day)).find(|date| *date <= today);
        match day {
            Some(day) => {
                let date = begins(day)?;
                let (start, end) = (date.yesterday().ok()?, date.tomorrow().ok()?);
                self.made(first, last, start, end, DatePrecision::Days)
            }
            None => {
                let start = begins(1)?;
                self.made(first, last, start, start.checked_add(29.days()).ok()?, DatePrecision::Month)
            }
        }
    }

    fn day_of(&self, first: usize, last: usize, day: i64, month: i8) -> Option<When> {
        let day = i8::try_from(day).ok()?;
        if month > ISLAMIC {
            return self.islamic(first, last, Some(day), month - ISLAMIC);
        }
        let comma = usize::from(self.items.get(last).is_some_and(|t| t.shape == Shape::Sign(',')));
        let said = self.year_said(last + comma);
        let (year, last) = said.or_else(|| Some((self.year_before(month, day)?, last)))?;
        let date = Date::new(year, month, day).ok()?;
        self.made(first, last, date, date, DatePrecision::Day)
    }

    fn year_number(&self, at: usize) -> Option<i16> {
        let token = self.items.get(at)?;
        match token.shape {
            Shape::Digits(n @ 1900..=2099) if token.end - token.start == 4 => i16::try_from(n).ok(),
            // Old wire copy: "3 JAN 90"
            Shape::Digits(n @ 70..=99) if token.end - token.start == 2 && at > 0 && self.month(at - 1).is_some() => {
                i16::try_from(1900 + n).ok()
            }
            _ => None,
        }
    }

    /// The year told behind a month, and where the next item begins: "2024", "last year", "of this year".
    fn year_said(&self, at: usize) -> Option<(i16, usize)> {
        let at = at + usize::from(self.has(at, Class::Of));
        if self.counts_people(at) {
            return None;
        }
        let told = || match self.lexicon.entry(self.items.get(at)?.lex).reach? {
            Reach::Year(n) => Some(self.published?.year() + n),
            Reach::Days(..) | Reach::Month(_) => None,
        };
        self.year_number(at).or_else(told).map(|year| (year, at + 1))
    }

    /// "on 3 April, of | 2000 villagers": no year.
    fn counts_people(&self, at: usize) -> bool {
        at > 0 && self.has(at - 1, Class::Of) && self.items.get(at + 1).is_some_and(|t| t.classes.any(COUNTED))
    }

    /// The latest year in which this day is not after publication.
    fn year_before(&self, month: i8, day: i8) -> Option<i16> {
        let today = self.published?;
        let this_year = Date::new(today.year(), month, day).ok();
        Some(if this_year.is_some_and(|d| d <= today) { today.year() } else { today.year() - 1 })
    }

    /// "Saturday", "last Saturday", "Monday night"
    fn weekday(&self, at: usize) -> Option<When> {
        let entry = self.items.get(at).filter(|t| t.classes.has(Class::Weekday)).map(|t| self.lexicon.entry(t.lex))?;
        let today = self.published?;
        let wanted = jiff::civil::Weekday::from_monday_one_offset(entry.weekday?).ok()?;
        // "last Monday", written on a Monday, is the one before.
        let same = today.weekday() == wanted && !(at > 0 && self.has(at - 1, Class::Last));
        let date = if same { today } else { today.nth_weekday(-1, wanted).ok()? };
        let last = at + 1 + usize::from(self.has(at + 1, Class::PartOfDay));
        // The weekend is a Saturday of two days.
        match entry.size {
            Some(days @ 2..) => {
                let end = date.checked_add((i64::try_from(days).ok()? - 1).days()).ok()?;
                self.made(at, last, date, end, DatePrecision::Days)
            }
            _ => self.made(at, last, date, date, DatePrecision::Day),
        }
    }

    /// "yesterday", "overnight", "last week"; "the previous day" counts from the date told of before.
    fn relative(&self, at: usize) -> Option<When> {
        let token = self.items.get(at).filter(|t| t.classes.has(Class::When))?;
        let (from, to) = match self.lexicon.entry(token.lex).reach? {
            Reach::Days(from, to) => (from, to),
            Reach::Month(n) => {
                let start = self.published?.first_of_month().checked_add(i64::from(n).months()).ok()?;
                return self.made(at, at + 1, start, start.last_of_month(), DatePrecision::Month);
            }
            Reach::Year(n) => {
                let start = self.published?.first_of_year().checked_add(i64::from(n).years()).ok()?;
                return self.made(at, at + 1, start, start.last_of_year(), DatePrecision::Year);
            }
        };
        let base = if token.classes.has(Class::Ago) { self.previous.or(self.published)? } else { self.published? };
        let start = base.checked_add(i64::from(from).days()).ok()?;
        let end = base.checked_add(i64::from(to).days()).ok()?;
        let precision = match to - from {
            0 => DatePrecision::Day,
            1..=5 => DatePrecision::Days,
            6..=10 => DatePrecision::Week,
            11..=45 => DatePrecision::Month,
            _ => DatePrecision::Year,
        };
        self.made(at, at + 1, start, end, precision)
    }

    /// "three days ago"; "three days earlier" and "two days later" count from the date told of before.
    fn ago(&self, at: usize) -> Option<When> {
        let n = self
            .digits(at, 400)
            .or_else(|| self.lexicon.entry(self.items[at].lex).number.and_then(|n| i64::try_from(n).ok()))?;
        let unit = self.items.get(at + 1).filter(|t| t.classes.has(Class::TimeUnit))?;
        let word = self.items.get(at + 2).filter(|t| t.classes.has(Class::Ago) && !t.classes.has(Class::When))?;
        let length = i64::try_from(self.lexicon.entry(unit.lex).size?).ok()?;
        let (told, later) = (word.classes.has(Class::Told), word.classes.has(Class::Later));
        let base = if later { self.previous? } else { self.previous.filter(|_| told).or(self.published)? };
        let days = if later { -n * length } else { n * length };
        let date = base.checked_sub(days.days()).ok()?;
        let (start, precision) = match length {
            1 => (date, DatePrecision::Day),
            7 => (date.checked_sub(3.days()).ok()?, DatePrecision::Week),
            30 => (date.first_of_month(), DatePrecision::Month),
            _ => (date.first_of_year(), DatePrecision::Year),
        };
        let end = match precision {
            DatePrecision::Day => date,
            DatePrecision::Week => date.checked_add(3.days()).ok()?,
            DatePrecision::Month => date.last_of_month(),
            _ => date.last_of_year(),
        };
        self.made(at, at + 3, start, end, precision)
    }

    /// "on Sunday, four days after a raid": the day of what a day is counted from.
    fn earlier(&self, day: &When) -> Option<When> {
        let comma = usize::from(self.items.get(day.last).is_some_and(|t| t.shape == Shape::Sign(',')));
        let at = day.last + comma;
        let lexeme = self.lexicon.entry(self.items.get(at)?.lex);
        let counted = || {
            let number = self.digits(at, 60).or_else(|| lexeme.number.and_then(|n| i64::try_from(n).ok()));
            let n = number.or_else(|| self.has(at, Class::Indefinite).then_some(1))?;
            let unit = self.items.get(at + 1).filter(|t| t.classes.has(Class::TimeUnit))?;
            let days = self.lexicon.entry(unit.lex).size.is_some_and(|size| size == 1);
            (days && self.has(at + 2, Class::Later)).then_some((n, at + 3))
        };
        let next = || (self.has(at, Class::When) && lexeme.reach == Some(Reach::Days(1, 1))).then_some((1, at + 1));
        let (n, last) = next().or_else(counted)?;
        let goes_on = self.items.get(last).is_some_and(|t| !matches!(t.shape, Shape::Sign(_)));
        let known = day.span.precision == DatePrecision::Day && goes_on;
        let date = day.span.start.checked_sub(n.days()).ok().filter(|_| known)?;
        Some(When { before: true, ..self.made(at, last, date, date, DatePrecision::Day)? })
    }

    /// "in 2014"
    fn year(&self, at: usize) -> Option<When> {
        let year = self.year_number(at).filter(|_| !self.counts_people(at))?;
        let led = at > 0 && self.items[at - 1].classes.any(BEFORE_YEAR);
        // "from 2000 to a few hundred": no years
        let falls = at > 0 && self.has(at - 1, Class::From) && self.has(at + 1, Class::To);
        if !led || falls && self.year_number(at + 2).is_none() {
            return None;
        }
        let start = Date::new(year, 1, 1).ok()?;
        self.made(at, at + 1, start, start.last_of_year(), DatePrecision::Year)
    }
}

const DATING: Classes = Classes::all(&[Class::Weekday, Class::Month, Class::When, Class::Number]);
const BEFORE_YEAR: Classes =
    Classes::all(&[Class::Preposition, Class::Locative, Class::Since, Class::Of, Class::From, Class::Adverb]);
/// Behind a number: what it counts.
const COUNTED: Classes = Classes::all(&[Class::Person, Class::Other, Class::Describes]);
const LEADS_MONTH: Classes = Classes::all(&[Class::Preposition, Class::Of, Class::Since, Class::Last, Class::From]);
const RUNS_TO: Classes = Classes::all(&[Class::To, Class::And]);
/// Months above this are of the Islamic calendar.
const ISLAMIC: i8 = 100;

/// A day of the tabular Islamic calendar.
fn islamic(year: i64, month: i8, day: i8) -> Option<Date> {
    /// The day before the first of its first year, counted from 1970-01-01.
    const EPOCH: i64 = -492_149;
    let (month, day) = (i64::from(month), i64::from(day));
    let days = (11 * year + 3).div_euclid(30) + 354 * (year - 1) + 30 * (month - 1) - (month - 1) / 2 + day;
    jiff::civil::date(1970, 1, 1).checked_add((EPOCH + days).days()).ok()
}
