//! `keymap` and `theme`: the workbench's keys and colours as files, to begin one's own from.

use clap::{Args, Subcommand};

use crate::tui::{keys::Keymap, theme::Theme};

use super::{Out, Status, Usage, workbench::keymap_path};

/// Show the keys of the workbench, tell where your own are kept.
///
/// Rows of your own are laid over the shipped ones, a key at a time: `[compare]`, then `"i" = "compare.derivation"`.
/// What you do not name stays as it is shipped, in later versions too.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  recount keymap show | less
  mkdir -p \"$(dirname \"$(recount keymap path)\")\"
  printf '[compare]\\n\"i\" = \"compare.derivation\"\\n' > \"$(recount keymap path)\"")]
pub struct Keys {
    #[command(subcommand)]
    command: OfKeys,
}

#[derive(Debug, Subcommand)]
enum OfKeys {
    /// Print the shipped keymap, with the form of its rows.
    Show,
    /// Print where your own keymap is looked for, there or not.
    Path,
}

/// Show the colours of the workbench.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  recount theme show light > mine.toml
  recount --theme mine.toml")]
pub struct Colors {
    #[command(subcommand)]
    command: OfColors,
}

#[derive(Debug, Subcommand)]
enum OfColors {
    /// Print a shipped theme, with the names of all it styles.
    Show {
        /// dark, light, high-contrast or mono.
        #[arg(default_value = "dark")]
        name: String,
    },
}

impl Keys {
    pub fn run(self, out: &mut Out) -> anyhow::Result<Status> {
        match self.command {
            OfKeys::Show => print(Keymap::FILE, out),
            OfKeys::Path => match keymap_path() {
                Some(path) => out.line(path.display()),
                None => {
                    Err(Usage("there is no home directory to keep a keymap in; name one with --keymap".into()).into())
                }
            },
        }
    }
}

impl Colors {
    pub fn run(self, out: &mut Out) -> anyhow::Result<Status> {
        let OfColors::Show { name } = self.command;
        let file = Theme::file(&name).map_err(|error| Usage(error.to_string()))?;
        print(file, out)
    }
}

fn print(file: &str, out: &mut Out) -> anyhow::Result<Status> {
    for line in file.lines() {
        out.line(line)?;
    }
    Ok(Status::Done)
}
