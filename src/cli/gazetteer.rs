//! `gazetteer`: the analyst's own places, and what a name may stand for.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Subcommand};

use crate::{
    domain::Change,
    ingest::places,
    text::gazetteer::{CREDIT, Gazetteer},
    work,
};

use super::{
    Out, Status,
    out::{Json, complain},
    print::table::{Align, Table},
    session::Session,
};

/// Places of your own: villages, districts, checkpoints that the built-in gazetteer lacks.
///
/// They are kept in the store and handed on with it, and tell where the articles taken in from then on are about.
#[derive(Debug, Args)]
pub struct Places {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Import(Import),
    List(List),
    Find(Find),
}

/// Take in a list of places: a GeoNames country dump, or a table of your own with column names in its first line.
///
/// Which column is which is guessed and said: a name, other names, latitude, longitude, country, region, kind, population.
/// `recount undo` takes the list out of use again.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  recount gazetteer import SY.txt                     a dump from download.geonames.org
  recount gazetteer import villages.csv --country SY  a table without a column for the country")]
struct Import {
    file: PathBuf,
    /// The country, by its two letters, of lines that name none.
    #[arg(long, value_name = "CC")]
    country: Option<String>,
}

/// List what was taken in.
#[derive(Debug, Args)]
struct List {
    #[command(flatten)]
    json: Json,
}

/// Show what a name may stand for: yours first, then those built in by population.
#[derive(Debug, Args)]
struct Find {
    #[arg(required = true, value_name = "NAME")]
    name: Vec<String>,
    #[command(flatten)]
    json: Json,
}

impl Places {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        match self.command {
            Command::Import(command) => command.run(session, out),
            Command::List(command) => command.run(session, out),
            Command::Find(command) => command.run(session, out),
        }
    }
}

impl Import {
    fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let file = self.file.display();
        let text = std::fs::read_to_string(&self.file).with_context(|| format!("cannot read {file}"))?;
        let places::Listing { places, columns, skipped } =
            places::read(&text, self.country.as_deref()).with_context(|| format!("cannot use {file}"))?;
        for (line, why) in &skipped {
            complain(format_args!("{file}:{line}: {why}; passed over"));
        }
        let understood: Vec<_> = columns.iter().map(|(what, called)| format!("{what} = {called}")).collect();
        out.line(format_args!("columns: {}", understood.join(", ")))?;
        let name = self.file.file_name().map_or_else(|| file.to_string(), |name| name.to_string_lossy().into_owned());
        // A list can be the first thing in a store.
        drop(session.create()?);
        let status = session.apply(Change::ImportPlaces { name, columns, places }, Json::default(), out)?;
        Ok(if skipped.is_empty() { status } else { Status::done_if(false) })
    }
}

impl List {
    fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let lists = session.reader()?.gazetteers()?;
        if self.json.json {
            return out.json(&lists);
        }
        let mut table = Table::new(&[
            ("file", Align::Left),
            ("places", Align::Right),
            ("by", Align::Left),
            ("columns", Align::Left),
        ]);
        for list in lists {
            let columns: Vec<_> = list.columns.iter().map(|(what, called)| format!("{what} = {called}")).collect();
            table.row([
                list.name.into(),
                list.places.to_string().into(),
                list.analyst.into(),
                columns.join(", ").into(),
            ]);
        }
        out.table(&table, "no places of your own")?;
        out.line(CREDIT)
    }
}

impl Find {
    fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let gazetteer = match session.path()?.exists() {
            true => work::gazetteer_of(&session.reader()?)?,
            false => Gazetteer::builtin(),
        };
        let found = work::meanings(gazetteer, &self.name.join(" "));
        if self.json.json {
            return out.json(&found);
        }
        let mut table = Table::new(&[
            ("name", Align::Left),
            ("region", Align::Left),
            ("country", Align::Left),
            ("population", Align::Right),
            ("where", Align::Left),
            ("", Align::Left),
        ]);
        for place in found {
            let sounds = if place.exact { "" } else { "sounds so" };
            table.row([
                place.name.into(),
                place.region.unwrap_or_default().into(),
                place.country.into(),
                place.population.to_string().into(),
                format!("{:.4}, {:.4}", place.lat, place.lon).into(),
                sounds.into(),
            ]);
        }
        out.table(&table, "no place of this name")
    }
}
