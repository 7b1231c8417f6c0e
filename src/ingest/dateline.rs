//! The day of publication as an article prints it: on a line of its own, or in the dateline that opens the story.
//!
//! Only dates with a day, a month and a year count, and only in these two places; a date in running text is an event's.

use jiff::civil::Date;

/// How far into a text a date of publication may stand, in lines that are not blank.
const LINES: usize = 10;

/// How far into its line a dateline's date may begin, and how much may follow before the dash, in bytes.
const DATELINE: usize = 60;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// What may stand beside a date on its line.
const LABELS: &[&str] = &[
    "published",
    "publication",
    "posted",
    "updated",
    "update",
    "last",
    "modified",
    "date",
    "dated",
    "on",
    "at",
    "of",
    "the",
    "am",
    "pm",
    "a",
    "p",
    "m",
    "gmt",
    "utc",
    "est",
    "edt",
    "cet",
    "cest",
    "bst",
    "ist",
    "t",
    "z",
    "st",
    "nd",
    "rd",
    "th",
];

/// The day of publication, where the text prints one.
pub fn find(text: &str) -> Option<Date> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES);
    lines.map(clip).find_map(|line| own_line(line).or_else(|| opening(line)))
}

/// The first full date among the words, in any of the forms that newspapers and machines use.
pub fn date_in(words: &str) -> Option<Date> {
    first_date(&tokens(clip(words))).map(|found| found.date)
}

/// Does the line hold a date and nothing but what goes with one?
pub fn is_only_date(line: &str) -> bool {
    own_line(clip(line)).is_some()
}

/// A line is looked at no further than a dateline can reach.
fn clip(line: &str) -> &str {
    line.char_indices().nth(3 * DATELINE).map_or(line, |(end, _)| &line[..end])
}

/// "Published: Saturday, 17 May 2025 at 10:42 GMT"
fn own_line(line: &str) -> Option<Date> {
    let tokens = tokens(line);
    let found = first_date(&tokens)?;
    let beside = tokens.iter().enumerate().filter(|(at, _)| !(found.first..=found.last).contains(at));
    let is_bare = beside.into_iter().all(|(_, token)| {
        let word = token.word.to_ascii_lowercase();
        word.bytes().all(|b| b.is_ascii_digit()) || LABELS.contains(&word.as_str()) || names(&WEEKDAYS, &word).is_some()
    });
    is_bare.then_some(found.date)
}

/// "ALEPPO, Syria, May 17, 2025 (AFP) —", or a weekday and date that open the line.
fn opening(line: &str) -> Option<Date> {
    let tokens = tokens(line);
    let found = first_date(&tokens)?;
    let (first, last) = (&tokens[found.first], &tokens[found.last]);
    if first.start > DATELINE {
        return None;
    }
    let before = &tokens[..found.first];
    if let [day] = before
        && names(&WEEKDAYS, &day.word.to_ascii_lowercase()).is_some()
    {
        return Some(found.date);
    }
    let after = &line[last.end..];
    let is_place = before.iter().all(|token| token.word.starts_with(char::is_uppercase)) && !before.is_empty();
    (is_place && dash(after)).then_some(found.date)
}

/// Nothing but an agency in brackets stands before the dash that begins the story.
fn dash(after: &str) -> bool {
    let after = after.trim_start();
    let rest = match after.strip_prefix(['(', '[']) {
        Some(agency) => agency.find([')', ']']).map_or("", |end| &agency[end + 1..]),
        None => after,
    };
    rest.trim_start().starts_with(['-', '–', '—', ':'])
}

struct Token<'t> {
    word: &'t str,
    start: usize,
    end: usize,
}

/// Runs of letters and runs of digits, so that "17th" and "10T12" fall into their parts.
fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut kind = None;
    for (at, c) in line.char_indices() {
        let now = if c.is_ascii_digit() { Some(true) } else { c.is_alphabetic().then_some(false) };
        let end = at + c.len_utf8();
        match tokens.last_mut() {
            Some(token) if now.is_some() && now == kind => (token.word, token.end) = (&line[token.start..end], end),
            _ if now.is_some() => tokens.push(Token { word: &line[at..end], start: at, end }),
            _ => {}
        }
        kind = now;
    }
    tokens
}

struct Found {
    date: Date,
    first: usize,
    last: usize,
}

fn first_date(tokens: &[Token]) -> Option<Found> {
    (0..tokens.len()).find_map(|first| {
        // "17th of May 2025" is the longest form: five tokens.
        let words: Vec<_> = tokens[first..].iter().take(5).collect();
        let (date, used) = date_at(&words)?;
        Some(Found { date, first, last: first + used - 1 })
    })
}

/// The date that the tokens begin with, and how many of them it takes.
fn date_at(tokens: &[&Token]) -> Option<(Date, usize)> {
    let ordinal = |at: usize| tokens.get(at).is_some_and(|t| matches!(t.word, "st" | "nd" | "rd" | "th"));
    let [first, second, ..] = tokens else { return None };
    if let Some(month) = names(&MONTHS, &first.word.to_ascii_lowercase()) {
        let year = tokens.get(2 + usize::from(ordinal(2)))?;
        return Some((date(year_of(year.word)?, month, number(second.word)?)?, 3 + usize::from(ordinal(2))));
    }
    let of = 1 + usize::from(ordinal(1));
    let of = of + usize::from(tokens.get(of).is_some_and(|t| t.word == "of"));
    if let Some(month) = tokens.get(of).and_then(|t| names(&MONTHS, &t.word.to_ascii_lowercase())) {
        let year = tokens.get(of + 1)?;
        return Some((date(year_of(year.word)?, month, number(first.word)?)?, of + 2));
    }
    let third = tokens.get(2)?;
    let (a, b, c) = (number(first.word)?, number(second.word)?, number(third.word)?);
    match (first.word.len(), third.word.len()) {
        (4, 1..=2) => Some((date(a, b, c)?, 3)),
        // Day first or month first cannot be told apart below 13, and a wrong day is worse than none.
        (1..=2, 4) if a > 12 || a == b => Some((date(c, b, a)?, 3)),
        (1..=2, 4) if b > 12 => Some((date(c, a, b)?, 3)),
        _ => None,
    }
}

/// The place in the list of the name that the word is, whole or cut to its first three letters or more.
fn names(list: &[&str], word: &str) -> Option<i32> {
    const WHOLE: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "sept",
    ];
    let at = list.iter().position(|short| *short == word || (word.starts_with(short) && WHOLE.contains(&word)))?;
    i32::try_from(at + 1).ok()
}

fn number(word: &str) -> Option<i32> {
    word.bytes().all(|b| b.is_ascii_digit()).then(|| word.parse().ok())?
}

/// Two digits are of the last century from 50 on.
fn year_of(word: &str) -> Option<i32> {
    match (word.len(), number(word)?) {
        (4, year) => Some(year),
        (2, year) if year >= 50 => Some(1900 + year),
        (2, year) => Some(2000 + year),
        _ => None,
    }
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|y| (1900..2100).contains(y))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_are_read_in_the_forms_of_the_trade() {
        for (words, wanted) in [
            ("2025-05-17", date(2025, 5, 17)),
            ("2025-05-17T10:42:00Z", date(2025, 5, 17)),
            ("17 May 2025", date(2025, 5, 17)),
            ("Sat, 17 May 2025 10:42:00 +0000", date(2025, 5, 17)),
            ("the 17th of May, 2025", date(2025, 5, 17)),
            ("May 17th, 2025", date(2025, 5, 17)),
            ("Sept. 3, 2025", date(2025, 9, 3)),
            ("3 JAN 90", date(1990, 1, 3)),
            ("17.05.2025", date(2025, 5, 17)),
            ("05/17/2025", date(2025, 5, 17)),
        ] {
            assert_eq!(date_in(words), Some(wanted), "{words}");
        }
    }

    #[test]
    fn what_may_be_another_day_is_no_date() {
        for words in ["05/06/2025", "May 2025", "31 June 2025", "5,000 dead in 2025", "17 Mayors 2025", "99999-1-1", ""]
        {
            assert_eq!(date_in(words), None, "{words}");
        }
    }

    #[test]
    fn publication_is_found_in_its_two_places() {
        assert_eq!(find("Five dead\n\nPublished: Saturday, 17 May 2025 at 10:42 GMT\n\nText"), Some(date(2025, 5, 17)));
        assert_eq!(find("Five dead\nALEPPO, Syria, May 17, 2025 (AFP) — Five"), Some(date(2025, 5, 17)));
        assert_eq!(find("SAN SALVADOR, 3 JAN 90 -- [REPORT] The"), Some(date(1990, 1, 3)));
        assert_eq!(find("Wed 05 Apr 2017 Syria attack symptoms"), Some(date(2017, 4, 5)));
    }

    #[test]
    fn dates_of_events_are_not_taken_for_it() {
        assert_eq!(find("On 7 October 2023, a paramedic was injured"), None);
        assert_eq!(find("Remembering the victims of May 17, 2025 in Aleppo"), None);
        assert_eq!(find("The army said on May 17, 2025 - a Saturday - that five died"), None);
        assert_eq!(find(&format!("{}17 May 2025", "line of text\n".repeat(10))), None);
    }
}
