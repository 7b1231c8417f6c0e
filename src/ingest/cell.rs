//! Dates as cells of a table hold them: in the forms that articles use, and in those of spreadsheets and machines.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

use super::dateline;

/// The key under which the order of day and month is set beside the columns.
pub const DATE_ORDER: &str = "date_order";

/// What `05/12/2024` means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    DayFirst,
    MonthFirst,
}

impl DateOrder {
    pub fn named(word: &str) -> Option<Self> {
        match word {
            "dmy" => Some(Self::DayFirst),
            "mdy" => Some(Self::MonthFirst),
            _ => None,
        }
    }
}

/// The day that a cell holds.
///
/// # Errors
/// In words, where it holds none, or may hold one of two and no order is set.
pub fn day(cell: &str, order: Option<DateOrder>) -> Result<Date, String> {
    if let Some(day) = dateline::date_in(cell).or_else(|| machine(cell)) {
        return Ok(day);
    }
    let dotted = || cell.contains('.').then_some(DateOrder::DayFirst); // who writes dots writes the day first
    let parts: Vec<i16> = cell.split(['/', '.', '-']).map_while(|part| part.trim().parse().ok()).collect();
    let shown = crate::text::display(cell);
    let [a, b, year] = parts[..] else {
        return Err(format!("the date `{shown}` is not one of the form YYYY-MM-DD and was left out"));
    };
    let date = |day: i16, month: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    let read = match order.or_else(dotted) {
        Some(DateOrder::DayFirst) => date(a, b),
        Some(DateOrder::MonthFirst) => date(b, a),
        None => None,
    };
    read.filter(|day| day.year() > 999).ok_or_else(|| {
        format!(
            "the date `{shown}` may begin with the day or the month and was left out; --column {DATE_ORDER}=dmy or \
             {DATE_ORDER}=mdy says which"
        )
    })
}

/// `20241205`, seconds or milliseconds since 1970, and the days since 1900 of a spreadsheet.
fn machine(cell: &str) -> Option<Date> {
    let number: i64 = Some(cell.trim()).filter(|c| c.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
    let day_of = |stamp: Result<Timestamp, jiff::Error>| Some(stamp.ok()?.to_zoned(TimeZone::UTC).date());
    match cell.trim().len() {
        // 1954 to 2119: shorter or longer numbers are years and counts.
        5 if (20_000..80_000).contains(&number) => Date::constant(1899, 12, 30).checked_add(number.days()).ok(),
        8 => {
            let (month, day) = (i8::try_from(number / 100 % 100).ok()?, i8::try_from(number % 100).ok()?);
            Date::new(i16::try_from(number / 10_000).ok()?, month, day).ok().filter(|day| day.year() > 1900)
        }
        10 => day_of(Timestamp::from_second(number)),
        13 => day_of(Timestamp::from_millisecond(number)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreadsheets_and_machines_are_understood() {
        for cell in [
            "2024-12-05T10:11:12+02:00",
            "20241205",
            "1733356800",
            "1733356800000",
            "45631",
            "05.12.2024",
            "5 Dec 2024",
        ] {
            assert_eq!(day(cell, None).map(|d| d.to_string()).as_deref(), Ok("2024-12-05"), "{cell}");
        }
        for cell in ["2024", "99999999", "12", "soon", "1.2", "5/12/24"] {
            assert!(day(cell, Some(DateOrder::DayFirst)).is_err(), "{cell}");
        }
    }

    #[test]
    fn day_and_month_are_told_apart_by_the_order_that_is_set() {
        let told = |order| day("05/12/2024", order).map(|day| day.to_string());
        assert!(told(None).unwrap_err().contains("--column date_order=dmy or date_order=mdy"));
        assert_eq!(told(Some(DateOrder::DayFirst)).as_deref(), Ok("2024-12-05"));
        assert_eq!(told(Some(DateOrder::MonthFirst)).as_deref(), Ok("2024-05-12"));
        assert_eq!(day("25/12/2024", Some(DateOrder::MonthFirst)).unwrap().to_string(), "2024-12-25");
    }
}
