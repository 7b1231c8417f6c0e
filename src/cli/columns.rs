//! `columns`: how the columns of a table are understood, and keeping that under a name.

use std::path::PathBuf;

use clap::Args;

use crate::{
    domain::Change,
    ingest::{DATE_ORDER, Found, Metadata, Source},
    text,
};

use super::{
    Out, Status, Usage,
    out::Json,
    pipe,
    print::table::{Align, Table},
    session::Session,
};

/// Show how the columns of a table (CSV, TSV) are understood, and keep it under a name for `recount add --profile`.
///
/// The guess is made by the names of the columns; `--column` changes it. Without a file the kept profiles are listed.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  recount columns agency.csv                        what is guessed, with the first row
  recount columns --column text=Body --keep agency agency.csv
  recount add --profile agency agency-2025.csv
  recount columns --forget agency")]
pub struct Columns {
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    metadata: pipe::Flags,
    /// Keep the columns under this name.
    #[arg(long, value_name = "NAME", requires = "file")]
    keep: Option<String>,
    /// Forget the columns kept under this name.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["file", "keep"])]
    forget: Option<String>,
    #[command(flatten)]
    json: Json,
}

impl Columns {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        if let Some(name) = self.forget {
            return session.apply(Change::ForgetColumns { name }, self.json, out);
        }
        let Some(file) = &self.file else { return profiles(session, self.json, out) };
        let metadata: Metadata = self.metadata.into();
        let order = metadata.columns.get(DATE_ORDER).map(|order| (DATE_ORDER.to_owned(), order.clone()));
        let table = Source::named(file).columns(&metadata).map_err(|failure| Usage(failure.to_string()))?;
        if let Some(name) = self.keep {
            let columns = table.found.into_iter().filter_map(|one| Some((one.field.to_owned(), one.column?)));
            let columns = columns.chain(order).collect();
            drop(session.create()?);
            return session.apply(Change::KeepColumns { name, columns }, self.json, out);
        }
        if self.json.json {
            return out.json(&table.found);
        }
        let mut lines = Table::new(&[("field", Align::Left), ("column", Align::Left), ("first row", Align::Left)]);
        for Found { field, column, first } in table.found {
            lines.row([field.into(), column.unwrap_or_default().into(), brief(&first.unwrap_or_default()).into()]);
        }
        out.table(&lines, "")?;
        let unused = table.unused.join(", ");
        if unused.is_empty() { Ok(Status::Done) } else { out.line(format_args!("not used: {unused}")) }
    }
}

fn brief(cell: &str) -> String {
    const LONGEST: usize = 60;
    let cell = text::display(cell);
    match cell.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", &cell[..cut]),
        None => cell,
    }
}

fn profiles(session: &Session, json: Json, out: &mut Out) -> anyhow::Result<Status> {
    let profiles = session.reader()?.profiles()?;
    if json.json {
        return out.json(&profiles);
    }
    let mut table = Table::new(&[("profile", Align::Left), ("columns", Align::Left), ("kept by", Align::Left)]);
    for profile in profiles {
        let columns: Vec<_> = profile.columns.iter().map(|(field, column)| format!("{field}={column}")).collect();
        table.row([profile.name.into(), columns.join(" ").into(), profile.analyst.into()]);
    }
    out.table(&table, "no columns are kept; `recount columns --keep NAME FILE` keeps some")
}
