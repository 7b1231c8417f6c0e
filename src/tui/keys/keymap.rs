//! Which keys run which command where: `assets/keymap.toml`, with the user's own file laid over it.
//!
//! A file is a table for each scope, of rows `"keys" = "command id"`. A row of the user's replaces ours for the same
//! keys; `""` takes a binding away. What cannot be meant is refused, naming the rows.

use std::{collections::BTreeMap, path::Path};

use toml::Spanned;

use super::Chord;
use crate::tui::command::{self, Command, Scope};

#[derive(Debug, thiserror::Error)]
pub enum KeymapError {
    #[error("the keymap {file} cannot be read: {error}")]
    Unreadable { file: String, error: std::io::Error },
    #[error("the keymap {file} is not TOML of tables and strings: {error}")]
    Syntax { file: String, error: Box<toml::de::Error> },
    #[error("{at}: {error}")]
    Key { at: Row, error: super::chord::NotAKey },
    #[error("{at}: there is no scope `[{name}]`; the scopes are {known}")]
    Scope { at: Row, name: String, known: String },
    #[error("{at}: there is no command `{id}`{hint}")]
    Command { at: Row, id: String, hint: String },
    #[error("{at}: `{id}` does not work in [{scope}]; put the row under [{right}]")]
    Misplaced { at: Row, id: &'static str, scope: &'static str, right: &'static str },
    #[error("{second} and {first} bind the same keys; keep one of them")]
    Twice { first: Row, second: Row },
    #[error("{short} is the beginning of {long}, which could never be typed; change one of them")]
    Prefix { short: Row, long: Row },
}

/// A row of a keymap file, so that a message can show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    file: String,
    /// Counted from 1.
    line: usize,
    text: String,
}

impl std::fmt::Display for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{} `{}`", self.file, self.line, self.text)
    }
}

/// What a sequence of keys means in a chain of scopes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    Command(&'static Command),
    /// The beginning of longer sequences.
    Prefix,
    Nothing,
}

#[derive(Debug, Clone, Default)]
pub struct Keymap {
    scopes: BTreeMap<Scope, BTreeMap<Vec<Chord>, (&'static Command, Row)>>,
}

type File = BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, String>>;

impl Keymap {
    /// The file shipped with the program.
    pub const FILE: &str = include_str!("../../../assets/keymap.toml");

    /// The bindings of that file.
    pub fn builtin() -> Result<Self, KeymapError> {
        let mut map = Self::default();
        map.lay("keymap.toml", Self::FILE)?;
        map.check_prefixes()?;
        Ok(map)
    }

    /// Ours, with the rows of a user's file over them.
    pub fn with_user(path: &Path) -> Result<Self, KeymapError> {
        let file = path.display().to_string();
        let text =
            std::fs::read_to_string(path).map_err(|error| KeymapError::Unreadable { file: file.clone(), error })?;
        Self::with_rows(&file, &text)
    }

    /// The same from text that is already in memory; `file` names it in messages.
    pub fn with_rows(file: &str, text: &str) -> Result<Self, KeymapError> {
        let mut map = Self::builtin()?;
        map.lay(file, text)?;
        map.check_prefixes()?;
        Ok(map)
    }

    /// What `keys` mean, asked of each scope in turn: the first that knows them answers.
    pub fn find(&self, scopes: &[Scope], keys: &[Chord]) -> Found {
        for rows in scopes.iter().filter_map(|s| self.scopes.get(s)) {
            if let Some((command, _)) = rows.get(keys) {
                return Found::Command(command);
            }
            if rows.keys().any(|bound| bound.starts_with(keys)) {
                return Found::Prefix;
            }
        }
        Found::Nothing
    }

    /// The commands that begin with `keys`, with the keys still to be pressed.
    pub fn after(&self, scopes: &[Scope], keys: &[Chord]) -> Vec<(String, &'static Command)> {
        let rows = scopes.iter().filter_map(|s| self.scopes.get(s)).flatten();
        rows.filter(|(bound, _)| bound.len() > keys.len() && bound.starts_with(keys))
            .map(|(bound, (command, _))| (Chord::write_sequence(&bound[keys.len()..]), *command))
            .collect()
    }

    /// All keys bound to a command, the easiest to name first: short before long, letters before signs.
    pub fn keys_of(&self, id: &str) -> Vec<String> {
        let mut keys: Vec<_> = self.bindings().filter(|(_, _, c)| c.id == id).map(|(_, keys, _)| keys).collect();
        let plain = |c: &Chord| matches!(c.key, super::Key::Char(letter) if letter.is_alphanumeric());
        keys.sort_by_key(|k| (k.len(), k.iter().any(|c| c.ctrl || c.alt), !k.iter().all(plain)));
        keys.into_iter().map(Chord::write_sequence).collect()
    }

    /// Every row: scope, keys, command.
    pub fn bindings(&self) -> impl Iterator<Item = (Scope, &[Chord], &'static Command)> {
        self.scopes.iter().flat_map(|(scope, rows)| rows.iter().map(|(keys, (c, _))| (*scope, keys.as_slice(), *c)))
    }

    fn lay(&mut self, file: &str, text: &str) -> Result<(), KeymapError> {
        let syntax = |error| KeymapError::Syntax { file: file.into(), error: Box::new(error) };
        let tables: File = toml::from_str(text).map_err(syntax)?;
        let row = |at: usize| Row {
            file: file.into(),
            line: text[..at].matches('\n').count() + 1,
            text: text[..at].rsplit('\n').next().unwrap_or("").to_string()
                + text[at..].lines().next().unwrap_or("").trim_end(),
        };
        for (name, rows) in tables {
            let scope = Scope::named(name.as_ref()).ok_or_else(|| KeymapError::Scope {
                at: row(name.span().start),
                name: name.as_ref().clone(),
                known: Scope::ALL.map(Scope::word).join(", "),
            })?;
            let mut seen: BTreeMap<Vec<Chord>, Row> = BTreeMap::new();
            for (written, id) in rows {
                let at = row(written.span().start);
                let keys =
                    Chord::sequence(written.as_ref()).map_err(|error| KeymapError::Key { at: at.clone(), error })?;
                if let Some(first) = seen.insert(keys.clone(), at.clone()) {
                    return Err(KeymapError::Twice { first, second: at });
                }
                self.bind(scope, keys, &id, at)?;
            }
        }
        Ok(())
    }

    fn bind(&mut self, scope: Scope, keys: Vec<Chord>, id: &str, at: Row) -> Result<(), KeymapError> {
        let rows = self.scopes.entry(scope).or_default();
        if id.is_empty() {
            rows.remove(&keys);
            return Ok(());
        }
        let command = command::find(id).ok_or_else(|| {
            let near = command::all().min_by_key(|c| strsim::damerau_levenshtein(c.id, id));
            let hint = near.map(|c| format!("; did you mean `{}`?", c.id)).unwrap_or_default();
            KeymapError::Command { at: at.clone(), id: id.into(), hint }
        })?;
        if command.scope != scope {
            let (scope, right) = (scope.word(), command.scope.word());
            return Err(KeymapError::Misplaced { at, id: command.id, scope, right });
        }
        rows.insert(keys, (command, at));
        Ok(())
    }

    fn check_prefixes(&self) -> Result<(), KeymapError> {
        for rows in self.scopes.values() {
            // In their order a sequence stands right before those it begins.
            for ((short, (_, at)), (long, (_, longer))) in rows.iter().zip(rows.iter().skip(1)) {
                if long.starts_with(short) {
                    return Err(KeymapError::Prefix { short: at.clone(), long: longer.clone() });
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(rows: &str) -> String {
        Keymap::with_rows("mine.toml", rows).unwrap_err().to_string()
    }

    #[test]
    fn a_users_row_replaces_ours_and_an_empty_one_takes_it_away() {
        let map = Keymap::with_rows("mine.toml", "[reader]\n\"A\" = \"reader.accept\"\n\"a\" = \"\"").unwrap();
        assert_eq!(map.keys_of("reader.accept"), ["A"]);
        assert_eq!(map.find(&[Scope::Reader], &Chord::sequence("a").unwrap()), Found::Nothing);
    }

    #[test]
    fn what_cannot_be_meant_is_refused_with_its_rows() {
        let twice = error("[reader]\n\"ctrl-y\" = \"reader.accept\"\n\"ctrl-Y\" = \"reader.reject\"");
        assert!(twice.contains("mine.toml:2 ") && twice.contains("mine.toml:3 "), "{twice}");
        let unknown = error("[reader]\n\"a\" = \"reader.acept\"");
        assert!(unknown.contains("mine.toml:2") && unknown.contains("did you mean `reader.accept`"), "{unknown}");
        let prefix = error("[anywhere]\n\"g\" = \"app.help\"");
        assert!(prefix.contains("mine.toml:2") && prefix.contains("keymap.toml:"), "{prefix}");
        assert!(error("[readr]\n").contains("[readr]"));
        assert!(error("[log]\n\"a\" = \"reader.accept\"").contains("[reader]"));
        assert!(error("[log]\n\"hyper-a\" = \"log.detail\"").contains("hyper-a"));
    }
}
