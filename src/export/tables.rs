//! Our own tables as text.

use super::{
    Form, Leaf, Manner, Parcel,
    layout::{CLAIMS, EVENTS, FIGURES, LOG, Logged, SOURCES},
    table::{self, Column, Style},
};

/// Hands the rows of an event over, one by one.
type Rows<Row> = fn(&Parcel, &mut dyn FnMut(&Row));

/// A table of which an event gives some rows.
pub struct Table<Row: 'static> {
    style: Style,
    hxl: bool,
    columns: &'static [Column<Row>],
    each: Rows<Row>,
}

impl<Row> Form for Table<Row> {
    fn head(&self) -> Vec<u8> {
        table::header(self.columns, self.style, self.hxl)
    }

    fn event(&self, parcel: &Parcel) -> Leaf {
        let mut bytes = Vec::new();
        (self.each)(parcel, &mut |row| table::row(self.columns, self.style, row, &mut bytes));
        bytes.into()
    }
}

pub fn figures(style: Style, hxl: bool) -> Table<super::Record> {
    Table { style, hxl, columns: FIGURES, each: |parcel, row| parcel.records.iter().for_each(row) }
}

pub fn events(manner: Manner) -> Table<Parcel> {
    Table { style: Style::Csv, hxl: manner.hxl, columns: EVENTS, each: |parcel, row| row(parcel) }
}

pub fn claims(manner: Manner) -> Table<crate::domain::rows::Statement> {
    let each = |parcel: &Parcel, row: &mut dyn FnMut(&_)| parcel.view.statements.iter().for_each(row);
    Table { style: Style::Csv, hxl: manner.hxl, columns: CLAIMS, each }
}

/// Articles as each event cites them: one that reports two events stands here twice.
pub fn sources(manner: Manner) -> Table<super::Cited> {
    let each = |parcel: &Parcel, row: &mut dyn FnMut(&_)| parcel.articles.iter().for_each(row);
    Table { style: Style::Csv, hxl: manner.hxl, columns: SOURCES, each }
}

pub fn log(manner: Manner) -> Table<Logged> {
    Table { style: Style::Csv, hxl: manner.hxl, columns: LOG, each: |parcel, row| logged(parcel).iter().for_each(row) }
}

pub fn logged(parcel: &Parcel) -> Vec<Logged> {
    let event = parcel.view.event.id.to_string();
    parcel.history.iter().map(|entry| Logged { event: event.clone(), entry: entry.clone() }).collect()
}
