//! The command line: arguments, commands without a screen, and pipe mode.
//!
//! Joins the crafts for scripts the way the workbench joins them for people. Each family of commands is a file; a
//! command is a clap struct with a `run`. Prints through [`Out`] only, so that nothing reaches a terminal unescaped.

mod add;
mod agreement;
mod annotate;
mod args;
mod browse;
mod bundle;
mod columns;
mod compare;
mod custody;
mod decide;
mod demo;
mod differences;
mod export;
mod feeds;
mod gazetteer;
mod history;
mod lexicon;
mod log;
mod looks;
mod out;
mod overview;
mod picture;
mod pipe;
mod print;
mod queue;
mod reference;
mod rules;
mod session;
mod sources;
mod standards;
mod status;
mod taking;
mod workbench;

use std::process::ExitCode;

use clap::Parser;

pub use args::{Cli, Command};
pub use out::Out;
use session::Session;
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
    log::start()?;
    let mut out = Out::stdout(cli.global.color);
    let session = &cli.global.session;
    let status = match cli.command {
        None => cli.workbench.run(session, None),
        Some(command) => dispatch(command, session, &mut out),
    }?;
    out.finish()?;
    Ok(status)
}

fn dispatch(command: Command, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
    match command {
        Command::Demo(command) => command.run(session, out),
        Command::Add(command) => command.run(session, out),
        Command::Feeds(command) => command.run(session, out),
        Command::Columns(command) => command.run(session, out),
        Command::Custody(command) => command.run(session, out),
        Command::List(command) => command.run(session, out),
        Command::Search(command) => command.run(session, out),
        Command::Show(command) => command.run(session, out),
        Command::Events(command) => command.run(session, out),
        Command::Claimants(command) => command.run(session, out),
        Command::Source(command) => command.run(session, out),
        Command::Alias(command) => command.run(session, out),
        Command::Compare(command) => command.run(session, out),
        Command::Rules(command) => command.run(session, out),
        Command::Parties(command) => command.run(session, out),
        Command::Judge(command) => command.run(session, out),
        Command::Credit(command) => command.run(session, out),
        Command::Grade(command) => command.run(session, out),
        Command::Switch(command) => command.run(session, out),
        Command::Note(command) => command.run(session, out),
        Command::Mark(command) => command.run(session, out),
        Command::Name(command) => command.run(session, out),
        Command::Move(command) => command.run(session, out),
        Command::Merge(command) => command.run(session, out),
        Command::Differences(command) => command.run(session, out),
        Command::Settle(command) => command.run(session, out),
        Command::Split(command) => command.run(session, out),
        Command::Apart(command) => command.run(session, out),
        Command::Proposals(command) => command.run(session, out),
        Command::When(command) => command.run(session, out),
        Command::Where(command) => command.run(session, out),
        Command::Diff(command) => command.run(session, out),
        Command::Gazetteer(command) => command.run(session, out),
        Command::Decide(command) => command.run(session, out),
        Command::Pending(command) => command.run(session, out),
        Command::Sign(command) => command.run(session, out),
        Command::Reopen(command) => command.run(session, out),
        Command::Standards(command) => command.run(out),
        Command::Record(command) => command.run(session, out),
        Command::Status(command) => command.run(session, out),
        Command::Agreement(command) => command.run(session, out),
        Command::Undo(command) => command.run(session, out),
        Command::Redo(command) => command.run(session, out),
        Command::Log(command) => command.run(session, out),
        Command::History(command) => command.run(session, out),
        Command::Export(command) => command.run(session, out),
        Command::VerifyPackage(command) => command.run(out),
        Command::Bundle(command) => command.run(session, out),
        Command::Extract(command) => command.run(session, out),
        Command::Link(command) => command.run(session, out),
        Command::Reconcile(command) => command.run(session, out),
        Command::Lexicon(command) => command.run(session, out),
        Command::Keymap(command) => command.run(out),
        Command::Theme(command) => command.run(out),
        Command::Schema(command) => command.run(out),
        Command::Completions(command) => command.run(out),
        Command::Man(command) => command.run(out),
        Command::Picture(command) => command.run(session, out),
    }
}
