//! `standards`: the words for how well a figure is proved.

use clap::Args;
use etcetera::BaseStrategy;

use crate::work::{self, Standard};

use super::{
    Out, Status, Usage,
    out::{Json, Role},
    print::table::{Align, Cell, Table},
};

/// List the standards of evidence that a decision may name.
///
/// `recount/standards.toml` in the configuration directory replaces the list.
#[derive(Debug, Args)]
pub struct Standards {
    #[command(flatten)]
    json: Json,
}

impl Standards {
    pub fn run(self, out: &mut Out) -> anyhow::Result<Status> {
        let known = known()?;
        if self.json.json {
            return out.json(&known);
        }
        let mut table = Table::new(&[("standard", Align::Left), ("what must be there", Align::Left)]);
        for Standard { name, means } in known {
            table.row([Cell::new(name, Role::Heading), means.into()]);
        }
        out.table(&table, "the list is empty")
    }
}

fn known() -> anyhow::Result<Vec<Standard>> {
    let own = etcetera::choose_base_strategy().ok().map(|places| places.config_dir().join("recount/standards.toml"));
    Ok(work::standards(own.filter(|path| path.exists()).as_deref()).map_err(Usage)?)
}

/// The full name of the standard meant.
pub fn standard(words: &str) -> anyhow::Result<String> {
    Ok(work::standard_named(&known()?, words).map_err(Usage)?.name.clone())
}
