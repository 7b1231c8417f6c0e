//! The one table of commands. The footer, the hints after a prefix, the palette, the help, the README's key table and
//! the man page are all made from it; `assets/keymap.toml` binds keys to its ids.
//!
//! Owns what can be done, what it is called, and when it cannot be done and why. Each scope's rows stand in a file of
//! the scope's name; what a command does stands beside the screen it does it to.

mod anywhere;
mod articles;
mod compare;
mod differences;
mod events;
mod layers;
mod links;
mod log;
mod map;
mod motion;
mod reader;
mod review;
mod select;
mod sources;

use super::{keys::Keymap, model::Model, msg::Effect};

/// Where a command works. A key is looked up in the scopes of what is on top, innermost first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    Articles,
    Reader,
    Events,
    Compare,
    Map,
    Links,
    Differences,
    Sources,
    Review,
    Log,
    /// Words of an article are being chosen.
    Select,
    /// Any screen, no overlay.
    Anywhere,
    /// Moving about: screens, menus and panels.
    Motion,
    Menu,
    Panel,
    Palette,
    Prompt,
    Form,
    /// Typing: prompts, forms, the palette.
    Text,
    Confirm,
    /// Screens and overlays alike.
    Always,
}

impl Scope {
    pub const ALL: [Self; 21] = [
        Self::Articles,
        Self::Reader,
        Self::Events,
        Self::Compare,
        Self::Map,
        Self::Links,
        Self::Differences,
        Self::Sources,
        Self::Review,
        Self::Log,
        Self::Select,
        Self::Anywhere,
        Self::Motion,
        Self::Menu,
        Self::Panel,
        Self::Palette,
        Self::Prompt,
        Self::Form,
        Self::Text,
        Self::Confirm,
        Self::Always,
    ];

    /// Those that are screens.
    pub const SCREENS: [Self; 10] = [
        Self::Articles,
        Self::Reader,
        Self::Events,
        Self::Compare,
        Self::Map,
        Self::Links,
        Self::Differences,
        Self::Sources,
        Self::Review,
        Self::Log,
    ];

    /// Its table in a keymap file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Reader => "reader",
            Self::Events => "events",
            Self::Compare => "compare",
            Self::Map => "map",
            Self::Links => "links",
            Self::Differences => "differences",
            Self::Sources => "sources",
            Self::Review => "review",
            Self::Log => "log",
            Self::Select => "select",
            Self::Anywhere => "anywhere",
            Self::Motion => "motion",
            Self::Menu => "menu",
            Self::Panel => "panel",
            Self::Palette => "palette",
            Self::Prompt => "prompt",
            Self::Form => "form",
            Self::Text => "text",
            Self::Confirm => "confirm",
            Self::Always => "always",
        }
    }

    /// The heading it has in the help and the key table.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Articles => "Articles",
            Self::Reader => "Reader",
            Self::Events => "Events",
            Self::Compare => "Compare",
            Self::Map => "Map",
            Self::Links => "Proposed links",
            Self::Differences => "Differences",
            Self::Sources => "Sources",
            Self::Review => "Review",
            Self::Log => "Log",
            Self::Select => "Choosing words",
            Self::Anywhere => "Every screen",
            Self::Motion => "Moving",
            Self::Menu => "Menus",
            Self::Panel => "Panels",
            Self::Palette => "Command palette",
            Self::Prompt => "Prompts",
            Self::Form => "Forms",
            Self::Text => "Typing",
            Self::Confirm => "Questions",
            Self::Always => "Always",
        }
    }

    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }
}

/// Why a command cannot run now, and what would let it.
pub type Refusal = &'static str;

/// One thing a person can do.
pub struct Command {
    /// `scope.verb`, as keymap files write it.
    pub id: &'static str,
    /// Two or three words, for the footer and the palette.
    pub title: &'static str,
    /// One sentence, for the help.
    pub doc: &'static str,
    pub scope: Scope,
    pub enabled: fn(&Model) -> Result<(), Refusal>,
    /// The number is the count typed before the key, 1 if none was.
    pub run: fn(&mut Model, usize) -> Vec<Effect>,
}

impl std::fmt::Debug for Command {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Command({})", self.id)
    }
}

impl PartialEq for Command {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Command {}

fn always(_: &Model) -> Result<(), Refusal> {
    Ok(())
}

const TABLES: [&[Command]; 14] = [
    articles::TABLE,
    reader::TABLE,
    events::TABLE,
    compare::TABLE,
    map::TABLE,
    links::TABLE,
    differences::TABLE,
    sources::TABLE,
    review::TABLE,
    log::TABLE,
    select::TABLE,
    anywhere::TABLE,
    motion::TABLE,
    layers::TABLE,
];

pub fn all() -> impl Iterator<Item = &'static Command> {
    TABLES.into_iter().flatten()
}

pub fn find(id: &str) -> Option<&'static Command> {
    all().find(|c| c.id == id)
}

/// The commands of one scope, in the order of the table.
pub fn of(scope: Scope) -> impl Iterator<Item = &'static Command> {
    all().filter(move |c| c.scope == scope)
}

/// All keys and what they do, as Markdown tables: for the README and the man page.
pub fn key_table(keymap: &Keymap) -> String {
    let mut out = String::new();
    for scope in Scope::ALL {
        let rows = of(scope).map(|c| {
            let keys: Vec<_> = keymap.keys_of(c.id).iter().map(|k| format!("`{}`", k.replace('|', "\\|"))).collect();
            format!("| {} | {} | {} |\n", keys.join(" "), c.title, c.doc)
        });
        out += &format!("### {}\n\n| keys | command | |\n|---|---|---|\n", scope.heading());
        out.extend(rows);
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_id_is_its_own_and_says_its_scope() {
        let mut taken = BTreeSet::new();
        for c in all() {
            assert!(taken.insert(c.id), "{} stands twice", c.id);
            let (prefix, verb) = c.id.split_once('.').unwrap_or_else(|| panic!("{} is not scope.verb", c.id));
            assert!(verb.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", c.id);
            let expected = match c.scope {
                Scope::Anywhere | Scope::Always => ["app", "go"].as_slice(),
                Scope::Motion => &["move"],
                scope => &[scope.word()],
            };
            assert!(expected.contains(&prefix), "{} stands under {}", c.id, c.scope.word());
        }
    }

    #[test]
    fn titles_are_short_and_docs_are_one_sentence_of_a_line() {
        for c in all() {
            assert!((2..=24).contains(&c.title.chars().count()), "{}: {}", c.id, c.title);
            assert!((12..=100).contains(&c.doc.chars().count()), "{}: {} characters", c.id, c.doc.chars().count());
            assert!(c.doc.starts_with(char::is_uppercase) && !c.doc.ends_with('.'), "{}: {}", c.id, c.doc);
        }
    }

    #[test]
    fn every_command_has_a_key_and_every_key_a_command() {
        let map = Keymap::builtin().unwrap();
        for c in all() {
            assert!(!map.keys_of(c.id).is_empty(), "{} has no key", c.id);
        }
        for (scope, keys, command) in map.bindings() {
            assert_eq!(scope, command.scope, "{keys:?}");
        }
    }

    #[test]
    fn the_key_table_names_every_command() {
        let table = key_table(&Keymap::builtin().unwrap());
        for c in all() {
            assert!(table.contains(c.doc), "{}", c.id);
        }
    }
}
