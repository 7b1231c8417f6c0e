//! The list of standards of evidence that a decision may name: `assets/rules/standards.toml`, or the user's own file.

use std::path::Path;

use serde::{Deserialize, Serialize};

/// One standard of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    pub name: String,
    /// What must be there for it.
    pub means: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    standard: Vec<Standard>,
}

/// The user's list where there is a file, else the built-in one.
///
/// # Errors
/// Says which file is wrong, where and why.
pub fn standards(user: Option<&Path>) -> Result<Vec<Standard>, String> {
    match user {
        None => parse(include_str!("../../assets/rules/standards.toml")),
        Some(path) => std::fs::read_to_string(path)
            .map_err(|e| e.to_string())
            .and_then(|text| parse(&text))
            .map_err(|why| format!("{}: {why}", path.display())),
    }
}

fn parse(text: &str) -> Result<Vec<Standard>, String> {
    toml::from_str(text).map(|file: File| file.standard).map_err(|e| e.to_string())
}

/// The standard of this name, or the only one that begins so. Case does not matter.
///
/// # Errors
/// Names those there are.
pub fn standard_named<'s>(standards: &'s [Standard], words: &str) -> Result<&'s Standard, String> {
    let wanted = words.trim().to_lowercase();
    let beginning = || standards.iter().filter(|s| s.name.to_lowercase().starts_with(&wanted));
    let exact = standards.iter().find(|s| s.name.to_lowercase() == wanted);
    match (exact, beginning().next(), beginning().nth(1)) {
        (Some(one), ..) | (None, Some(one), None) => Ok(one),
        _ => {
            let known: Vec<_> = standards.iter().map(|s| format!("`{}`", s.name)).collect();
            Err(format!("`{words}` is none of the standards of evidence: {}", known.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_reads_and_names_are_found_by_their_beginning() {
        let list = standards(None).unwrap();
        assert_eq!(standard_named(&list, "Reasonable").unwrap().name, "reasonable grounds");
        assert_eq!(standard_named(&list, "unverified").unwrap().name, "unverified");
        assert!(standard_named(&list, "").unwrap_err().contains("`corroborated`"));
        assert!(standard_named(&list, "hearsay").is_err());
    }

    #[test]
    fn a_file_of_ones_own_replaces_the_list() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("standards.toml");
        std::fs::write(&path, "[[standard]]\nname = \"two papers\"\nmeans = \"two\"\n").unwrap();
        assert_eq!(standards(Some(&path)).unwrap()[0].name, "two papers");
        std::fs::write(&path, "[[standard]]\nname = 2\n").unwrap();
        assert!(standards(Some(&path)).unwrap_err().contains("standards.toml"));
    }
}
