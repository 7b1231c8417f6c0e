//! One statement by one claimant: an outcome, a count, a group of victims, and the words that say so.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Count, DateSpan, Place};

/// A closed list of words: an enum that serializes in snake case, lists itself and names itself.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The serialized word, also used in lexicon files and on the command line.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The same word as people read it: `state forces`.
            pub fn label(self) -> String {
                self.word().replace('_', " ")
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(word: &str) -> Result<Self, String> {
                Self::ALL.iter().copied().find(|v| v.word() == word).ok_or_else(|| {
                    let known: Vec<_> = Self::ALL.iter().map(|v| v.word()).collect();
                    format!("`{word}` is none of {}", known.join(", "))
                })
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }
    };
}
pub(crate) use vocabulary;

vocabulary! {
    /// What happened to the people counted.
    Outcome {
        Killed = "killed",
        Injured = "injured",
        /// Dead and hurt together ("46 casualties", "killed or injured"): never read as killed.
        Casualties = "casualties",
        Missing = "missing",
        Abducted = "abducted",
        Detained = "detained",
        Released = "released",
        Surrendered = "surrendered",
        Displaced = "displaced",
        /// The armies' word for killed, captured or surrendered; its own outcome until an analyst settles it.
        Neutralized = "neutralized",
    }
}

vocabulary! {
    /// The side the victims were on, in our categories; the claimant's own words stand beside it.
    Role {
        /// A total, or people of no stated kind.
        All = "all",
        Civilian = "civilian",
        StateForces = "state_forces",
        ArmedGroup = "armed_group",
        /// Who carried out the attack.
        Attacker = "attacker",
        Unknown = "unknown",
    }
}

vocabulary! {
    /// Kinds of people that cut across roles: children may be civilians.
    Trait {
        Child = "child",
        Woman = "woman",
        Man = "man",
        Elderly = "elderly",
        Journalist = "journalist",
        Medic = "medic",
        AidWorker = "aid_worker",
        Police = "police",
        Military = "military",
        Official = "official",
        Student = "student",
        Family = "family",
        Foreigner = "foreigner",
    }
}

vocabulary! {
    ClaimantKind {
        Official = "official",
        Military = "military",
        Police = "police",
        Medical = "medical",
        Monitor = "monitor",
        ArmedGroup = "armed_group",
        International = "international",
        Witness = "witness",
        Family = "family",
        /// The outlet itself, where nobody else is named.
        Media = "media",
        Unknown = "unknown",
    }
}

vocabulary! {
    Stance {
        Asserted = "asserted",
        /// Reportedly, suspected, believed, feared.
        Hedged = "hedged",
        /// The claimant says it is not so.
        Denied = "denied",
    }
}

vocabulary! {
    /// What the number counts. Only claims of scope event enter an event's comparison.
    Scope {
        Event = "event",
        /// "in ten days", "this year", several incidents together
        Period = "period",
        /// "since 2011"
        Cumulative = "cumulative",
    }
}

vocabulary! {
    /// Does the count contain the attackers?
    Inclusion { Yes = "yes", No = "no", Unknown = "unknown" }
}

vocabulary! {
    TextPart { Body = "body", Title = "title" }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Victims {
    /// The claimant's own words for them.
    pub words: String,
    pub role: Role,
    pub traits: Vec<Trait>,
    /// The party they belonged to: IS, M23.
    pub actor: Option<String>,
    /// The people named.
    pub names: Vec<String>,
}

/// Who says the figure. Never confused with the outlet.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Claimant {
    /// The canonical name: "Syrian Observatory for Human Rights" for "SOHR" and "the Observatory".
    pub name: String,
    pub kind: ClaimantKind,
    /// The words that named them for this claim; null where the outlet speaks for itself.
    pub words: Option<String>,
}

/// Where the words are. Offsets count Unicode scalar values of the article's normalized text (or title), end exclusive.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    pub start: usize,
    pub end: usize,
    pub exact: String,
    #[serde(default = "body", rename = "in", skip_serializing_if = "is_body")]
    pub part: TextPart,
}

fn body() -> TextPart {
    TextPart::Body
}

fn is_body(part: &TextPart) -> bool {
    *part == TextPart::Body
}

/// One statement of a figure. `part_of`, `repeats` and `superseded_by` are places in the list of claims of the same
/// article, counted from 0; in a store that place is the claim's `ordinal`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    pub outcome: Outcome,
    pub count: Count,
    pub victims: Victims,
    pub claimant: Claimant,
    pub outlet: Option<String>,
    pub stance: Stance,
    pub scope: Scope,
    /// The claim of which this is a part: "five dead, two of whom".
    pub part_of: Option<usize>,
    pub includes_attackers: Inclusion,
    /// How they were hurt: raid, airstrike, own explosives.
    pub means: Option<String>,
    pub perpetrator: Option<String>,
    pub date: Option<DateSpan>,
    pub place: Option<Place>,
    /// The day the figure was true as its claimant knew it; a later one supersedes.
    pub as_of: Option<Date>,
    /// The earlier claim of the same article that this one only restates.
    pub repeats: Option<usize>,
    /// The later word of the same claimant that replaces this one.
    pub superseded_by: Option<usize>,
    pub evidence: Vec<Evidence>,
    /// The reading that produced it; `analyst` where a person wrote it.
    pub rule: String,
}

impl Claim {
    /// May it enter an event's comparison at all? (Judgement and copies are decided elsewhere.)
    pub fn bears_on_event(&self) -> bool {
        self.scope == Scope::Event && self.stance != Stance::Denied && self.superseded_by.is_none()
    }
}
