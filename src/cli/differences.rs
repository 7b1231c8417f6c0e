//! `differences`, `settle`: what bundles say otherwise than what stands here, and choosing one side.

use clap::Args;

use crate::domain::{Change, Saying, Take, rows::DifferenceRow};

use super::{
    Out, Status, Usage,
    out::{Json, Role},
    print::table::{Align, Cell, Table},
    session::Session,
};

/// Letters of a bundle's hash that name it in a difference's number.
const LETTERS: usize = 8;

/// List what bundles brought in say otherwise than what stands here: both sides, until somebody chooses.
#[derive(Debug, Args)]
pub struct Differences {
    #[command(flatten)]
    json: Json,
}

impl Differences {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let rows = listed(session)?;
        if self.json.json {
            return out.json(&rows);
        }
        let mut table = Table::new(&[
            ("number", Align::Left),
            ("what", Align::Left),
            ("stands here", Align::Left),
            ("they say", Align::Left),
            ("who", Align::Left),
            ("bundle", Align::Left),
        ]);
        for row in rows {
            table.row([
                Cell::new(number(&row), Role::Heading),
                row.theirs.on().into(),
                row.ours.as_ref().map_or("nothing".into(), Saying::says).into(),
                row.theirs.says().into(),
                row.theirs.by().unwrap_or_default().to_owned().into(),
                row.name.into(),
            ]);
        }
        out.table(&table, "no bundle says anything otherwise")
    }
}

/// Choose between what stands here and what a bundle says. Theirs then stands as your word; undo takes it back.
#[derive(Debug, Args)]
pub struct Settle {
    /// As `recount differences` lists it.
    number: String,
    /// ours or theirs.
    take: Take,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    json: Json,
}

impl Settle {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let rows = listed(session)?;
        let Some(row) = rows.into_iter().find(|row| number(row) == self.number) else {
            return Err(
                Usage(format!("no difference has the number {}; see `recount differences`", self.number)).into()
            );
        };
        let (bundle, at) = (row.bundle, row.at);
        session.apply(Change::SettleDifference { bundle, at, take: self.take, reason: self.reason }, self.json, out)
    }
}

fn listed(session: &Session) -> anyhow::Result<Vec<DifferenceRow>> {
    if session.is_blind() {
        return Err(Usage("you work apart from others: what they said stays hidden".into()).into());
    }
    Ok(session.reader()?.differences()?)
}

/// `3f9a0c12.4`, counted from 1.
fn number(row: &DifferenceRow) -> String {
    format!("{}.{}", row.bundle.chars().take(LETTERS).collect::<String>(), row.at + 1)
}
