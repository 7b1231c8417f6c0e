//! The word classes that constructions are written in. A word may be of several.

use serde::Deserialize;

macro_rules! classes {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {
        /// One word class. Lexicon files and patterns name it in snake case.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[repr(u8)]
        pub enum Class { $($(#[$meta])* $name),+ }

        impl Class {
            pub const ALL: &[Self] = &[$(Self::$name),+];
        }
    };
}

classes! {
    // Forms of an outcome word.
    /// "kill", "kills"
    Base,
    /// "killed" as in "gunmen killed"
    Past,
    /// "killed" as in "were killed"
    Part,
    /// "killing"
    Ger,
    /// "dead", "missing"
    Adj,
    /// "death", "arrest"
    Noun,
    /// "toll", "number of dead": a noun whose number follows
    Toll,
    /// "bodies"
    Remains,
    /// The subject suffers it: "died", "surrendered"
    Undergo,
    /// Only people can be its object: "shot", "captured", "lost"
    NeedsPerson,
    /// Only members of a force can be its object: "lost seven fighters"
    NeedsForce,
    /// Too weak to be read where nobody is counted: "hit", "taken"
    Soft,
    /// Who suffers it may have died of it: "shot", "stabbed"
    Mortal,
    /// "taken", "rushed": to a hospital
    Carried,
    Hospital,
    /// Told of somebody counted before: "in critical condition", "victim"
    Detail,
    // Words that hold a sentence together.
    Be,
    Have,
    Get,
    Adverb,
    Not,
    No,
    /// "nobody", "none"
    Nobody,
    /// "anyone", "any"
    Any,
    Of,
    By,
    To,
    At,
    And,
    Or,
    But,
    Preposition,
    Definite,
    /// "a", "an"
    Indefinite,
    /// "this", "these", "those"
    Demonstrative,
    Possessive,
    /// The mark of possession on a noun: "'s"
    Genitive,
    /// "he", "she"
    He,
    They,
    /// "we": outside quotation marks the outlet itself.
    We,
    It,
    /// "them", "him"
    Them,
    /// "himself", "themselves"
    Himself,
    /// "committed suicide", "self-inflicted"
    OwnHand,
    Whom,
    Who,
    /// "that" before a clause
    That,
    /// "one"
    One,
    /// "other", "others", "more", "another", "further"
    Other,
    Another,
    /// "all", "both"
    All,
    Half,
    /// "including", "among them"
    Including,
    /// "not counting", "excluding"
    Excluding,
    /// "among" before a group of victims: "among the dead were"
    Among,
    Include,
    /// "leave", "left", "leaving"
    Leave,
    /// "rose", "stood", "reached", "climbed": moves a toll to a number
    Reach,
    /// "put", "raised", "brought": somebody moves a toll
    Put,
    /// "from" in "rose from 12 to 15"
    From,
    Between,
    /// "lose", "claim", "cost", "take" before lives
    TakeLife,
    Life,
    /// "hostage", "captive" behind whoever is held
    Captive,
    /// "take", "hold", "keep" before hostages
    Hold,
    /// "victims", "bodies": people known by what befell them
    Victim,
    /// "identified as"
    Identify,
    /// "forced" people to flee
    Force,
    /// "made" of arrests
    Make,
    /// "began", "broke out": since when
    Begin,
    /// "are being": it goes on
    Continuing,
    /// "suffer", "sustain"
    Suffer,
    Wound,
    // Numbers.
    Number,
    Vague,
    Bound,
    Ordinal,
    /// "percent", "km", "years": what makes a number no count of people
    Unit,
    /// "article", "resolution", "brigade": the number beside it is a name
    Label,
    /// "aged"
    Aged,
    /// "year-old" after a number
    YearOld,
    /// "animal", "vehicle", "house": things that are killed or lost without being victims
    Thing,
    // People.
    Person,
    Plural,
    Singular,
    /// A form that means two: "soldiers" of two soldiers.
    Dual,
    /// "family", "couple", "crew": one word for several people
    Collective,
    /// An adjective that says who: "civilian", "Syrian", "female"
    Describes,
    /// Given and family names do not begin with these: "Monday", "The"
    NeverName,
    /// "Mr", "Gen.", "President": a name follows
    Title,
    Kin,
    // Who says so.
    Voice,
    Say,
    Deny,
    According,
    /// "a different count", "his version": what one gives who speaks
    Account,
    /// "told", "informed": the hearer follows, not the speaker
    Tell,
    /// "same": whoever spoke before
    Same,
    /// "spokesman", "director": speaks for what follows "of" or "for"
    Mouth,
    For,
    // How it is said.
    Hedge,
    /// "day", "week": its `size` is its length in days.
    TimeUnit,
    /// "this year", "in recent weeks"
    Period,
    /// "would", "could", "may"
    Unreal,
    /// "threatened", "planned", "tried"
    Intend,
    /// "demanded", "called for": what is named behind it has not happened
    Demand,
    If,
    // When, where, by what.
    Weekday,
    Month,
    When,
    Since,
    Ago,
    /// "earlier": counts back from the day told of before, not from publication
    Told,
    /// "later": counts on from the day told of before
    Later,
    Last,
    PartOfDay,
    Locative,
    PlaceKind,
    /// "street", "avenue"
    Street,
    Means,
    Perpetrator,
    /// "opened fire", "shelled": its subject did it
    Attack,
    /// "meanwhile", "separately", "elsewhere": another thread begins
    Turn,
    /// "war", "conflict", "uprising": what is counted since
    Era,
    Abbreviation,
    /// Words that make the trigger beside them a figure of speech.
    Figurative,
    /// "read more", "related"
    Teaser,
}

/// A set of classes in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Classes(pub u128);

impl Class {
    /// As files write it.
    pub fn name(self) -> String {
        let mut name = String::new();
        for c in format!("{self:?}").chars() {
            if c.is_uppercase() && !name.is_empty() {
                name.push('_');
            }
            name.push(c.to_ascii_lowercase());
        }
        name
    }
}

impl Classes {
    pub const NONE: Self = Self(0);

    pub const fn of(class: Class) -> Self {
        Self(1 << class as u8)
    }

    pub const fn all(list: &[Class]) -> Self {
        let mut bits = 0;
        let mut i = 0;
        while i < list.len() {
            bits |= 1 << list[i] as u8;
            i += 1;
        }
        Self(bits)
    }

    pub const fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub fn list(self) -> impl Iterator<Item = Class> {
        Class::ALL.iter().copied().filter(move |class| self.has(*class))
    }

    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A word of any of these makes its sentence worth reading.
pub const TRIGGERS: Classes = Classes::all(&[
    Class::Base,
    Class::Past,
    Class::Part,
    Class::Ger,
    Class::Adj,
    Class::Noun,
    Class::Toll,
    Class::Remains,
    Class::Undergo,
    Class::Life,
    Class::Captive,
    Class::Wound,
    Class::Carried,
]);

/// The mark of words that wake their sentence: outcome words, and the first words of outcome phrases.
pub const WAKES: Classes = Classes(1 << 127);

const _: () = assert!(Class::ALL.len() <= 127, "classes share one 128-bit word with the wake mark");
