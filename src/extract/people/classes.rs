//! Sets of word classes that groups of people are read by.

use crate::extract::lexicon::{Class, Classes};

pub const DEFINITE: Classes = Classes::all(&[Class::Definite, Class::Demonstrative, Class::Possessive]);
pub const ARTICLES: Classes = DEFINITE.with(Classes::of(Class::Indefinite)).with(Classes::of(Class::One));
pub const LEADERS: Classes = DEFINITE.with(Classes::all(&[Class::Indefinite, Class::All, Class::Other, Class::Adverb]));
/// Words of which one begins every group that is no name and no plain noun; digits do as well.
pub const BEGINS_COUNT: Classes = LEADERS.with(Classes::all(&[
    Class::He,
    Class::They,
    Class::Them,
    Class::Himself,
    Class::One,
    Class::Noun,
    Class::Nobody,
    Class::No,
    Class::Any,
    Class::Collective,
    Class::Describes,
    Class::Bound,
    Class::Between,
    Class::Vague,
    Class::Half,
    Class::Number,
]));
/// Words of which every plain group holds one: who they are, or what they suffered, or their age.
pub const HEADS: Classes = Classes::all(&[Class::Person, Class::Noun, Class::Remains, Class::Life, Class::YearOld]);
pub const PLURAL_PRONOUNS: Classes = Classes::all(&[Class::They, Class::Them]);
pub const SUFFERED: Classes = Classes::all(&[Class::Part, Class::Adj, Class::Undergo]);
pub const COUNTED_NOUNS: Classes = Classes::all(&[Class::Noun, Class::Remains, Class::Life]);
pub const OF_OR_FROM: Classes = Classes::all(&[Class::Of, Class::From]);
pub const AFTER_BARE: Classes = Classes::all(&[
    Class::Be,
    Class::Have,
    Class::Get,
    Class::Part,
    Class::Adj,
    Class::Undergo,
    Class::Adverb,
    Class::Hedge,
    Class::Of,
]);
/// Words that end a noun phrase.
pub const NOT_MODIFIERS: Classes = Classes::all(&[
    Class::Be,
    Class::Have,
    Class::Get,
    Class::Of,
    Class::By,
    Class::To,
    Class::At,
    Class::And,
    Class::Or,
    Class::But,
    Class::Preposition,
    Class::Definite,
    Class::Indefinite,
    Class::Demonstrative,
    Class::Possessive,
    Class::He,
    Class::They,
    Class::It,
    Class::Them,
    Class::Himself,
    Class::Whom,
    Class::Who,
    Class::That,
    Class::Not,
    Class::No,
    Class::Nobody,
    Class::Including,
    Class::Among,
    Class::Include,
    Class::Leave,
    Class::Reach,
    Class::Put,
    Class::From,
    Class::Say,
    Class::Tell,
    Class::According,
    Class::Past,
    Class::Base,
    Class::Ger,
    Class::Noun,
    Class::Toll,
    Class::Remains,
    Class::Unit,
    Class::Weekday,
    Class::Month,
    Class::When,
    Class::Since,
    Class::Turn,
    Class::If,
    Class::Thing,
    Class::Genitive,
    Class::Unreal,
    Class::Intend,
    Class::Suffer,
    Class::Locative,
    Class::Number,
    Class::Vague,
    Class::Bound,
]);
pub const NOT_IN_NAMES: Classes = Classes::all(&[
    Class::Voice,
    Class::PlaceKind,
    Class::Weekday,
    Class::Month,
    Class::Thing,
    Class::Unit,
    Class::Say,
    Class::Means,
    Class::Era,
    Class::Hospital,
    Class::Force,
]);

/// Words behind which a name may begin a clause.
pub const BEFORE_NAMES: Classes = Classes::all(&[Class::That, Class::And, Class::But, Class::Say, Class::If]);
pub const AFTER_NAMES: Classes = Classes::all(&[Class::Be, Class::Have]);

/// What a part can be of.
pub const WHOLES: Classes = Classes::all(&[Class::Them, Class::Whom]);

/// Behind an outcome word that is a verb: "injured | several children".
pub const COUNTS: Classes = Classes::all(&[Class::Vague, Class::Bound, Class::Number]);
/// Behind a noun, and no part of a name that begins there.
pub const STOPS: Classes =
    Classes::all(&[Class::Part, Class::Past, Class::Undergo, Class::Adj, Class::Be, Class::Locative]);
pub const SPEAKS: Classes = Classes::all(&[Class::Say, Class::Tell]);
/// Before an outcome word that is a verb: "neighbor | killed man".
pub const DOERS: Classes = Classes::all(&[Class::Person, Class::He, Class::They, Class::Who]);
