//! What a language's grammar needs beyond its words: how words are formed, written together and ordered.

use serde::Deserialize;

use super::{clitic::Clitics, row::Paradigm};

/// The `[settings]` of a language. What is left out is as English has it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// ISO 639-1.
    pub language: String,
    pub verb: Paradigm,
    pub noun: Paradigm,
    pub apostrophe: Apostrophe,
    pub clitics: Clitics,
    pub digits: Digits,
    pub order: Order,
    /// Does it write names with a capital? Where not, a name is a run of words that the lexicon does not have.
    pub capitals: bool,
    /// Lower-case words inside names of people: "Abd al-Rahman", "Juan de la Cruz".
    pub name_particles: Vec<String>,
    /// Lower-case words inside names of places: "Deir ez-Zor".
    pub place_particles: Vec<String>,
    /// Locatives before what a place lies in: "Marea in Aleppo".
    pub place_inside: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        let (language, verb, noun, apostrophe) = Default::default();
        let (clitics, digits, order, name_particles, place_particles, place_inside) = Default::default();
        Self {
            language,
            verb,
            noun,
            apostrophe,
            clitics,
            digits,
            order,
            capitals: true,
            name_particles,
            place_particles,
            place_inside,
        }
    }
}

/// Which side of an apostrophe it belongs to: "Syria | 's" or "l' | armée".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Apostrophe {
    #[default]
    Before,
    After,
}

/// How numbers are written in digits.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Digits {
    /// Signs between groups of digits: "3,274", "3 274".
    pub separators: Vec<char>,
    /// How many digits such a sign may be followed by: "1,00,000".
    pub groups: Vec<usize>,
    /// Signs inside what is no whole number: "2.5", "10:30".
    pub points: Vec<char>,
}

impl Default for Digits {
    fn default() -> Self {
        Self { separators: vec![','], groups: vec![2, 3], points: vec!['.', ':'] }
    }
}

/// The order of words where languages differ.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Order {
    pub adjectives: Adjectives,
    pub speaker: SpeakerPlace,
    /// Twenty-five is "five and twenty".
    pub units_first: bool,
    /// A noun stands bare before its owner, and the article inside: "dozens the-civilians", "members the-cell".
    pub construct: bool,
}

/// Where adjectives stand, and with them everything else that tells more of a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Adjectives {
    /// "five unarmed civilians"
    #[default]
    Before,
    /// "cinq civils désarmés"; only words known to tell who people are stand before.
    After,
}

/// Where a speaker stands beside a verb of saying.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeakerPlace {
    /// "the army said that"; behind the verb only after what was said.
    #[default]
    Before,
    /// The same, but the verb may have its helper or a date beside it: "a indiqué mardi l'armée".
    Either,
    /// "said the army that"
    After,
}
