//! `lexicon`: the words and constructions that claims are read by, the shipped ones and the user's own.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::{extract::Checked, work::Lexicons};

use super::{
    Out, Status, Usage,
    out::{Json, complain},
    print::table::{Align, Table},
    session::Session,
};

/// Test the lexicons, look a word up in them, tell where your own are kept.
///
/// Claims are read by rows of TOML files: words and what they mean, constructions ("<subject> be @part"), claimants. Files
/// of your own are laid over them: `en/*.toml` in the directory that `recount lexicon path` prints, or in the one that
/// --lexicon names. A [[row]] of yours adds to what its words mean; with replace = true it alone says what they mean; with
/// off = true they mean nothing any more. A [[construction]] or [[claimant]] of the same name replaces the shipped one, or
/// takes it away with off = true. An [[example]] tests words in sentences.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  mkdir -p \"$(recount lexicon path)/en\"
  printf '[[row]]\\nvague = [12]\\nwords = [\"dozens of\"]\\n' > \"$(recount lexicon path)/en/mine.toml\"
  recount lexicon check
  recount lexicon show neutralized")]
pub struct Lexicon {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(Check),
    Show(Show),
    Path(Path),
}

/// Test all rows: each construction and each word in its example sentences.
///
/// Tells every row that cannot be used, every sentence that is not read as it should be and every word that no example
/// tests, with file and line. The exit status is 1 where there is one.
#[derive(Debug, Args)]
struct Check {
    /// Your lexicon; where not given, the one that reading uses.
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Show the rows that know a word or phrase, in any of its forms.
#[derive(Debug, Args)]
struct Show {
    /// The word or words, in any case.
    #[arg(required = true, value_name = "WORD")]
    words: Vec<String>,
    #[command(flatten)]
    json: Json,
}

/// Print the directory where your own lexicon is looked for, there or not.
#[derive(Debug, Args)]
struct Path {}

impl Lexicon {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        match self.command {
            Command::Check(check) => check.run(session, out),
            Command::Show(show) => show.run(session, out),
            Command::Path(Path {}) => match session.lexicon() {
                Some(dir) => out.line(dir.display()),
                None => {
                    Err(Usage("there is no home directory to keep a lexicon in; name one with --lexicon".into()).into())
                }
            },
        }
    }
}

impl Check {
    fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let lexicons = match &self.dir {
            Some(dir) => Lexicons::read(dir).map_err(|error| Usage(error.to_string()))?,
            None => session.lexicons()?,
        };
        for path in lexicons.paths() {
            out.line(format_args!("{} is laid over the shipped rows", path.display()))?;
        }
        let reader = match lexicons.reader() {
            Ok(reader) => reader,
            Err(error) => {
                error.0.iter().for_each(complain);
                out.line(format_args!("{} to mend before anything can be read", mistakes(error.0.len())))?;
                return Ok(Status::Incomplete);
            }
        };
        let checked = reader.check();
        checked.faults.iter().for_each(complain);
        let Checked { files, rows, constructions, claimants, words, sentences, wordless, faults } = checked;
        out.line(format_args!(
            "{files} files: {rows} rows of words, {constructions} constructions, {claimants} claimants"
        ))?;
        out.line(format_args!("{words} forms of words and all constructions tried in {sentences} sentences"))?;
        for code in &wordless {
            out.line(format_args!("the words of `{code}` are not tried: it has no [[example]] yet"))?;
        }
        out.line(if faults.is_empty() { "all read as they should".into() } else { mistakes(faults.len()) })?;
        Ok(Status::done_if(faults.is_empty()))
    }
}

fn mistakes(n: usize) -> String {
    if n == 1 { "1 mistake".into() } else { format!("{n} mistakes") }
}

impl Show {
    fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let known = session.language()?.known(&self.words.join(" "));
        if self.json.json {
            return out.json(&known);
        }
        let mut table = Table::new(&["form", "is", "means", "of"].map(|heading| (heading, Align::Left)));
        for row in known {
            let at = format!("{}:{}", row.file, row.line);
            table.row([row.form, row.classes.join(" "), row.means, at].map(Into::into));
        }
        out.table(&table, "no row knows this")
    }
}
