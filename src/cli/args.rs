//! The whole command line in one place: what `--help`, completions and the man page are made from.

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::{
    add, agreement, annotate, browse, bundle, columns, compare, custody, decide, demo, differences, export, feeds,
    gazetteer, history, lexicon, looks, overview, picture, pipe, queue, reference, rules, session::Session, sources,
    standards, workbench::Workbench,
};

/// Establish how many were killed, injured, detained or missing when the reports disagree.
///
/// Articles go in, claims come out of them, each tied to its words and to whoever made it; claims about the same incident
/// stand side by side; you decide, with a reason; reconciled records go out. Everything stays on this machine, in one file.
///
/// Without a command the workbench opens. `recount demo` opens it on samples.
#[derive(Debug, Parser)]
#[command(version, long_version = LONG_VERSION, max_term_width = 100, after_long_help = EXAMPLES)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(flatten)]
    pub workbench: Workbench,
    #[command(subcommand)]
    pub command: Option<Command>,
}

const LONG_VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "\nPlace names: GeoNames (geonames.org), CC BY 4.0");

const EXAMPLES: &str = "\
Examples:
  recount demo                                      the workbench on samples, in a throw-away store
  recount add archive.jsonl                         articles into the store; then: recount events
  recount compare e1                                the reports on one event side by side
  recount decide e1 killed --rule ucdp              a figure decided; then: recount export
  recount extract articles.jsonl | jq .claims       claims of many articles, without a store
  recount extract --format annotated article.txt    one article with its claims marked and explained

Exit status: 0 all done; 1 something failed or not everything was done; 2 wrong usage, or could not start.

Place names: GeoNames (geonames.org), CC BY 4.0.";

#[derive(Debug, Args)]
#[command(next_help_heading = "Options everywhere")]
pub struct Global {
    #[command(flatten)]
    pub session: Session,
    /// Colours: on a terminal unless NO_COLOR is set, always, or never.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    pub color: When,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Demo(demo::Demo),
    Add(add::Add),
    Feeds(feeds::Feeds),
    Columns(columns::Columns),
    Custody(custody::OfArticle),
    List(browse::List),
    Search(browse::Search),
    Show(browse::Show),
    Events(browse::Events),
    Claimants(sources::Claimants),
    Source(sources::Source),
    Alias(sources::Alias),
    Compare(compare::Compare),
    Rules(rules::Rules),
    Parties(rules::Parties),
    Judge(annotate::Judge),
    Credit(annotate::Credit),
    Grade(annotate::Grade),
    Switch(annotate::SetSwitch),
    Note(annotate::Note),
    Mark(annotate::Mark),
    Name(annotate::Name),
    Move(annotate::Move),
    Merge(bundle::Merge),
    Differences(differences::Differences),
    Settle(differences::Settle),
    Split(queue::Split),
    Apart(queue::Apart),
    Proposals(queue::Proposals),
    When(queue::When),
    Where(queue::Where),
    Diff(queue::Diff),
    Gazetteer(gazetteer::Places),
    Decide(decide::Decide),
    Pending(decide::Pending),
    Sign(decide::Sign),
    Reopen(decide::Reopen),
    Standards(standards::Standards),
    Record(overview::RecordOf),
    Status(overview::Overview),
    Agreement(agreement::AgreementOf),
    Undo(history::Undo),
    Redo(history::Redo),
    Log(history::Log),
    History(history::History),
    Export(export::Export),
    VerifyPackage(export::VerifyPackage),
    Bundle(bundle::Bundle),
    Extract(pipe::Extract),
    Link(pipe::Link),
    Reconcile(pipe::Reconcile),
    Lexicon(lexicon::Lexicon),
    Keymap(looks::Keys),
    Theme(looks::Colors),
    Schema(reference::Schema),
    Completions(reference::Completions),
    Man(reference::Man),
    #[command(hide = true)]
    Picture(picture::Picture),
}
