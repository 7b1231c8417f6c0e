//! The command line: arguments, commands without a screen, and pipe mode.
//!
//! Joins the crafts for scripts the way the workbench joins them for people. Each family of commands is a file; a
//! command is a clap struct with a `run`. Prints through [`Out`] only, so that nothing reaches a terminal unescaped.

mod args;
mod out;
mod pipe;
mod reference;
mod status;
mod table;
mod words;

use std::process::ExitCode;

use clap::Parser;

pub use args::{Cli, Command};
pub use out::Out;
pub use status::{Status, Usage};

/// Parses the arguments, runs the command, reports what went wrong.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(status) => status.into(),
        Err(error) => status::report(&error),
    }
}

fn run(cli: Cli) -> anyhow::Result<Status> {
    let mut out = Out::stdout(cli.global.color);
    let status = match cli.command {
        Some(Command::Extract(command)) => command.run(&mut out),
        Some(Command::Schema(command)) => command.run(&mut out),
        Some(Command::Completions(command)) => command.run(&mut out),
        Some(Command::Man(command)) => command.run(&mut out),
        None => Err(Usage("the workbench is not built yet; see `recount --help`".into()).into()),
    }?;
    out.finish()?;
    Ok(status)
}
