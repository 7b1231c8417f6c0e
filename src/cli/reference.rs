//! `schema`, `completions`, `man`: the program describing itself, made from its own definitions.

use std::{fs, io::Write, path::PathBuf};

use anyhow::Context;
use clap::{Args, CommandFactory, ValueEnum};
use schemars::schema_for;

use crate::{
    domain::{Claim, Figure},
    export::Record,
};

use super::{Cli, Out, Status, pipe};

/// Print the JSON Schema of what the program writes.
#[derive(Debug, Args)]
pub struct Schema {
    /// What to describe.
    #[arg(value_enum)]
    of: Described,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Described {
    /// One claim, as in the lines of `extract`
    Claim,
    /// One reconciled figure, as in the lines of `reconcile`
    Figure,
    /// An event with its figures: a line of `reconcile`
    Event,
    /// A line of `extract`
    Extracted,
    /// A line of `link`
    Linked,
    /// An exported figure: a line of `export --format jsonl`
    Record,
}

impl Schema {
    pub fn run(self, out: &mut Out) -> anyhow::Result<Status> {
        let schema = match self.of {
            Described::Claim => schema_for!(Claim),
            Described::Figure => schema_for!(Figure),
            Described::Event => schema_for!(pipe::Reconciled),
            Described::Extracted => schema_for!(pipe::Extracted),
            Described::Linked => schema_for!(pipe::Linked),
            Described::Record => schema_for!(Record),
        };
        serde_json::to_writer_pretty(&mut *out, &schema)?;
        writeln!(out)?;
        Ok(Status::Done)
    }
}

/// Print completions for a shell.
///
/// For bash, for instance: recount completions bash > ~/.local/share/bash-completion/completions/recount
#[derive(Debug, Args)]
pub struct Completions {
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

impl Completions {
    pub fn run(self, out: &mut Out) -> anyhow::Result<Status> {
        let mut script = Vec::new(); // clap_complete panics where a write fails, as on a closed pipe
        clap_complete::generate(self.shell, &mut Cli::command(), "recount", &mut script);
        out.write_all(&script)?;
        Ok(Status::Done)
    }
}

/// Print the man page, or write those of all commands into a directory.
///
/// To read it: recount man | man -l -
#[derive(Debug, Args)]
pub struct Man {
    /// Write recount.1, recount-add.1 and their like here instead of printing.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

impl Man {
    pub fn run(self, out: &mut Out) -> anyhow::Result<Status> {
        let Some(dir) = self.dir else {
            clap_mangen::Man::new(Cli::command()).render(out)?;
            return Ok(Status::Done);
        };
        fs::create_dir_all(&dir).with_context(|| format!("cannot make the directory {}", dir.display()))?;
        clap_mangen::generate_to(Cli::command(), &dir)
            .with_context(|| format!("cannot write man pages into {}", dir.display()))?;
        Ok(Status::Done)
    }
}
