//! A workbook for spreadsheets: figures, claims, sources and log as sheets, with real dates and numbers, a frozen header
//! and filters. Words are written as words, so no cell is a formula.

use std::io::Write;

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format as Look, Worksheet, XlsxError};

use crate::domain::rows::Statement;

use super::{
    Cited, ExportError, Parcel, Record, Said,
    layout::{CLAIMS, EVENTS, FIGURES, LOG, Logged, SOURCES},
    table::{Column, Kind, Value},
    tables::logged,
};

/// What a sheet and a cell can hold.
const MOST_ROWS: u32 = 1_048_576;
const MOST_CHARS: usize = 32_767;

/// Before this day a spreadsheet knows no dates.
const FIRST_DAY: Date = jiff::civil::date(1900, 3, 1);

pub struct Workbook {
    book: rust_xlsxwriter::Workbook,
    dates: Look,
    times: Look,
    hxl: bool,
    /// The next empty row of each sheet.
    next: Vec<u32>,
    /// Articles written already.
    seen: std::collections::BTreeSet<i64>,
    said: Said,
}

const SHEETS: [&str; 5] = ["Figures", "Claims", "Sources", "Events", "Log"];

impl Workbook {
    pub fn new(hxl: bool) -> Result<Self, ExportError> {
        let mut book = rust_xlsxwriter::Workbook::new();
        // A fixed day: the same store gives the same bytes.
        let day = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
        book.set_properties(&DocProperties::new().set_title("recount").set_creation_datetime(&day));
        let dates = Look::new().set_num_format("yyyy-mm-dd");
        let times = Look::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        let mut this =
            Self { book, dates, times, hxl, next: Vec::new(), seen: Default::default(), said: Said::default() };
        this.sheet(FIGURES, SHEETS[0])?;
        this.sheet(CLAIMS, SHEETS[1])?;
        this.sheet(SOURCES, SHEETS[2])?;
        this.sheet(EVENTS, SHEETS[3])?;
        this.sheet(LOG, SHEETS[4])?;
        Ok(this)
    }

    fn sheet<Row: ?Sized>(&mut self, columns: &[Column<Row>], name: &str) -> Result<(), ExportError> {
        let bold = Look::new().set_bold();
        let sheet = self.book.add_worksheet().set_name(name).map_err(failed)?;
        for (at, column) in (0..).zip(columns) {
            sheet.write_string_with_format(0, at, column.name, &bold).map_err(failed)?;
            if self.hxl && !column.hxl.is_empty() {
                sheet.write_string(1, at, column.hxl).map_err(failed)?;
            }
            sheet.set_column_width(at, width(column)).map_err(failed)?;
        }
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        self.next.push(1 + u32::from(self.hxl));
        Ok(())
    }

    pub fn event(&mut self, parcel: &Parcel) -> Result<(), ExportError> {
        parcel.records.iter().try_for_each(|record: &Record| self.row(0, FIGURES, record))?;
        parcel.view.statements.iter().try_for_each(|statement: &Statement| self.row(1, CLAIMS, statement))?;
        for cited in &parcel.articles {
            if self.seen.insert(cited.id.0) {
                self.row::<Cited>(2, SOURCES, cited)?;
            }
        }
        self.row(3, EVENTS, parcel)?;
        logged(parcel).iter().try_for_each(|entry: &Logged| self.row(4, LOG, entry))
    }

    fn row<Row: ?Sized>(&mut self, sheet: usize, columns: &[Column<Row>], row: &Row) -> Result<(), ExportError> {
        let line = self.next[sheet];
        if line >= MOST_ROWS {
            self.said
                .remark(format!("a row of {} past the {MOST_ROWS} that a sheet can hold: left out", SHEETS[sheet]));
            return Ok(());
        }
        self.next[sheet] += 1;
        let (dates, times) = (self.dates.clone(), self.times.clone());
        let page = self.book.worksheet_from_index(sheet).map_err(failed)?;
        for (at, column) in (0..).zip(columns) {
            let cut = write(page, line, at, (column.value)(row), &dates, &times).map_err(failed)?;
            if cut {
                self.said.remark(format!("words longer than the {MOST_CHARS} characters of a cell: cut"));
            }
        }
        Ok(())
    }

    /// Writes the file and says what was left out.
    pub fn finish(mut self, mut to: impl Write) -> Result<Said, ExportError> {
        let widths = [FIGURES.len(), CLAIMS.len(), SOURCES.len(), EVENTS.len(), LOG.len()];
        for (sheet, columns) in widths.into_iter().enumerate() {
            let last = self.next[sheet].saturating_sub(1).max(1);
            let page = self.book.worksheet_from_index(sheet).map_err(failed)?;
            page.autofilter(0, 0, last, columns as u16 - 1).map_err(failed)?;
        }
        to.write_all(&self.book.save_to_buffer().map_err(failed)?)?;
        to.flush()?;
        Ok(self.said)
    }
}

/// Writes a cell; true where words had to be cut.
fn write(page: &mut Worksheet, row: u32, at: u16, value: Value, dates: &Look, times: &Look) -> Result<bool, XlsxError> {
    match value {
        Value::Empty => {}
        // Past 2^53 a spreadsheet rounds.
        Value::Integer(n) => {
            page.write_number(row, at, n as f64)?;
        }
        Value::Number(n) => {
            page.write_number(row, at, n)?;
        }
        Value::Date(day) if day >= FIRST_DAY => {
            let day = ExcelDateTime::from_ymd(day.year().unsigned_abs(), day.month() as u8, day.day() as u8)?;
            page.write_datetime_with_format(row, at, &day, dates)?;
        }
        Value::Date(day) => {
            page.write_string(row, at, day.to_string())?;
        }
        Value::Time(time) => {
            let time = ExcelDateTime::from_timestamp(time.as_second())?;
            page.write_datetime_with_format(row, at, &time, times)?;
        }
        Value::Words(words) => {
            let cut: String = words.chars().take(MOST_CHARS).collect();
            page.write_string(row, at, &cut)?;
            return Ok(cut.len() < words.len());
        }
    }
    Ok(false)
}

fn width<Row: ?Sized>(column: &Column<Row>) -> f64 {
    match (column.kind, column.name) {
        (Kind::Time, _) => 19.0,
        (Kind::Date, _) => 11.0,
        (Kind::Integer | Kind::Number, _) => 10.0,
        (Kind::Words, "name" | "reason" | "words" | "title" | "what") => 48.0,
        (Kind::Words, _) => 16.0,
    }
}

fn failed(error: XlsxError) -> ExportError {
    ExportError::Workbook(error.to_string())
}
