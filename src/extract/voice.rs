//! Who says it: finds the verbs of saying, on which side their speaker stands, and whether they deny.

use super::{
    lexicon::{Class, Classes, Lexicon, SpeakerPlace},
    scan::{Shape, Token},
};
use crate::domain::{Claimant, ClaimantKind};

/// Where a speaker's words lie, seen from the verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Before,
    After,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker {
    Named(Claimant),
    /// "he said", "it added", "the spokesman said": whoever spoke before.
    Again(Again),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Again {
    Person,
    Body,
    Several,
    /// "we recorded", in no quotation marks: the outlet.
    Ourselves,
    /// "the source", "the group": whoever was called by this word before, else whoever spoke last; but "the governor", or "the
    /// activists" being several, `themselves`.
    The {
        word: String,
        claimant: Claimant,
        themselves: bool,
    },
}

/// Somebody says something in this sentence.
#[derive(Debug, Clone)]
pub struct Speech {
    /// The verb's item.
    pub at: usize,
    pub side: Side,
    pub speaker: Speaker,
    pub denies: bool,
}

impl Speech {
    /// Does a date at item `first` tell when they spoke: "said on Wednesday"?
    pub fn dates(&self, first: usize) -> bool {
        (self.at + 1..=self.at + 2).contains(&first)
    }
}

/// All speech of a sentence.
///
/// `quoted`: the sentence goes on with what a quotation mark opened before it.
pub fn speech(items: &[Token], lexicon: &Lexicon, text: &str, quoted: bool) -> Vec<Speech> {
    let reading = Reading { items, lexicon, text, quoted };
    (0..items.len()).filter_map(|at| reading.speech(at)).collect()
}

pub(super) struct Reading<'a> {
    pub items: &'a [Token],
    pub lexicon: &'a Lexicon,
    pub text: &'a str,
    pub quoted: bool,
}

impl Reading<'_> {
    pub(super) fn has(&self, at: usize, class: Class) -> bool {
        self.items.get(at).is_some_and(|t| t.classes.has(class))
    }

    pub(super) fn any(&self, at: usize, classes: Classes) -> bool {
        self.items.get(at).is_some_and(|t| t.classes.any(classes))
    }

    fn speech(&self, at: usize) -> Option<Speech> {
        let token = &self.items[at];
        if token.classes.has(Class::According) {
            return self.according(at);
        }
        if !token.classes.any(SPEAKING) || self.is_passive(at) || self.says_nothing(at) || self.is_in_name(at) {
            return None;
        }
        // "Raid Kills 18 Including 10 Children Reports": the noun closes a headline
        let closes = self.items.get(at + 1).is_none() && token.classes.has(Class::Voice);
        if closes && token.shape == Shape::Capital && at > 0 && !self.any(at - 1, CLOSING_SPEAKER) {
            return None;
        }
        let denies = token.classes.has(Class::Deny);
        let puts = token.classes.has(Class::Put) && !token.classes.has(Class::Say);
        let figure = |t: &Token| t.classes.any(Classes::all(&[Class::Toll, Class::It, Class::Account]));
        if puts && !self.items[at..].iter().take(6).any(figure) {
            return None;
        }
        if let Some(speech) = self.behind(at, denies).filter(|_| !puts) {
            return Some(speech);
        }
        // "a source told the Observatory": who was told does not speak.
        if let Some(speech) = self.known_behind(at, denies).filter(|_| !token.classes.has(Class::Tell)) {
            return Some(speech);
        }
        if let Some((speaker, first)) = self.left_speaker(at) {
            // "was seized by the rebels | said the monitor": who did it does not say so
            if first > 0 && self.has(first - 1, Class::By) {
                let (speaker, _) = self.right_speaker(at + 1)?;
                return Some(Speech { at, side: Side::Before, speaker, denies });
            }
            // "in the district of Tula bringing the toll to": only who is known to speak puts a toll
            let nobody = |c: &Claimant| c.kind == ClaimantKind::Unknown && c.name.starts_with(char::is_lowercase);
            if puts && matches!(&speaker, Speaker::Named(c) if nobody(c)) {
                return None;
            }
            // "told reporters, adding that": the hearer does not speak
            let heard = first > 0 && self.has(first - 1, Class::Tell) && token.classes.has(Class::Say);
            let speaker = if heard { Speaker::Again(Again::Several) } else { speaker };
            let trailing = first > 1 && self.is_comma(first - 1) && self.closes(at + 1);
            let side = if trailing && !puts { Side::Before } else { Side::After };
            return Some(Speech { at, side, speaker, denies });
        }
        // "denied that any had fled and | said five had been captured": the same voice goes on.
        let joined =
            at > 0 && self.any(at - 1, Classes::all(&[Class::And, Class::But])) && token.classes.has(Class::Say);
        let spoke = |t: &Token| t.classes.has(Class::Deny);
        if joined && !token.classes.has(Class::Voice) && self.items[..at].iter().any(spoke) {
            return Some(Speech { at, side: Side::After, speaker: Speaker::Again(Again::Several), denies });
        }
        let inverted = at == 0 || self.is_comma(at - 1) || self.closes_quote(at - 1);
        // "dismissed as 'not true' | reports that": what is denied
        let denied = self.has(at, Class::Voice) && self.items[..at].iter().any(|t| t.classes.has(Class::Deny));
        // "Published October 6": nobody's words
        let dated = at == 0 && self.any(1, Classes::all(&[Class::Month, Class::Weekday, Class::When]));
        if !inverted || puts || dated || denied {
            return None;
        }
        // "denied it, saying that": the same voice goes on.
        if self.has(at + 1, Class::That) || !token.classes.has(Class::Tell) && self.any(at + 1, CONTENT) {
            let speaker = Speaker::Again(Again::Several);
            return Some(Speech { at, side: Side::After, speaker, denies });
        }
        let (speaker, _) = self.right_speaker(at + 1)?;
        Some(Speech { at, side: if at == 0 { Side::After } else { Side::Before }, speaker, denies })
    }

    /// "the district of Sheikh | Said it said": in a sentence that writes its verbs of saying small.
    fn is_in_name(&self, at: usize) -> bool {
        let capital = |at: usize| self.items[at].shape == Shape::Capital;
        let written_small = |t: &Token| t.shape == Shape::Lower && t.classes.has(Class::Say);
        at > 0 && capital(at) && capital(at - 1) && self.items.iter().any(written_small)
    }

    /// "قال المرصد إن", "a indiqué mardi l'armée": the speaker behind the verb, where the language has it there.
    fn behind(&self, verb: usize, denies: bool) -> Option<Speech> {
        let place = self.lexicon.settings.order.speaker;
        let start = (0..verb).rev().find(|i| !self.any(*i, BEFORE_SAYING)).map_or(0, |i| i + 1);
        let after_said = start > 0 && (self.is_comma(start - 1) || self.closes_quote(start - 1));
        let allowed = match place {
            SpeakerPlace::Before => false,
            SpeakerPlace::Either => after_said || start == 0,
            SpeakerPlace::After => true,
        };
        if !allowed {
            return None;
        }
        let at = (verb + 1..self.items.len()).find(|i| !self.any(*i, BESIDE_SAYING)).unwrap_or(verb + 1);
        if self.has(at, Class::That) || self.any(at, CONTENT) && !self.has(at, Class::One) {
            // "as for the ministry, it-said that"
            let left = self.left_speaker(verb).map(|(speaker, _)| speaker);
            let speaker = left.unwrap_or(Speaker::Again(Again::Several));
            return (place == SpeakerPlace::After).then_some(Speech { at: verb, side: Side::After, speaker, denies });
        }
        let (speaker, end) = self.right_speaker(at)?;
        let side = if after_said && !self.opens_said(end) { Side::Before } else { Side::After };
        Some(Speech { at: verb, side, speaker, denies })
    }

    /// Does what was said begin at `at`, or soon after the circumstances of saying it: "in a statement that"?
    fn opens_said(&self, at: usize) -> bool {
        (at..self.items.len().min(at + 10)).any(|i| self.has(i, Class::That))
    }

    fn according(&self, at: usize) -> Option<Speech> {
        // "the director was quoted | by the agency as saying": who is quoted speaks
        if at > 1 && self.has(at - 1, Class::Be) && self.has(at, Class::Mouth) {
            let (speaker, _) = self.left_speaker(at - 1)?;
            return Some(Speech { at, side: Side::Before, speaker, denies: false });
        }
        // "according to a statement released by the council"
        let issued = (at + 2..self.items.len().min(at + 8))
            .take_while(|i| !matches!(self.items[*i].shape, Shape::Sign(_)))
            .find(|i| self.has(*i, Class::By) && (at + 1..*i).any(|m| self.has(m, Class::Mouth)));
        let (speaker, end) = self.right_speaker(issued.unwrap_or(at) + 1)?;
        // "reported, citing a source, that five were"
        let goes_on = self.has(end, Class::That) || self.is_comma(end) && self.has(end + 1, Class::That);
        let opens = at == 0 || goes_on || self.any(at - 1, Classes::all(&[Class::And, Class::But]));
        Some(Speech { at, side: if opens { Side::After } else { Side::Before }, speaker, denies: false })
    }

    /// "was told", "is said to", "being reported"
    fn is_passive(&self, at: usize) -> bool {
        let before = self.items[..at].iter().rev().find(|t| !t.classes.has(Class::Adverb));
        // "amid reports of": a noun
        let noun = self.has(at, Class::Voice) && self.has(at + 1, Class::Of);
        // "a man reported killed"
        let told_of = self.any(at + 1, BEFALLEN) && !self.any(at, Classes::of(Class::Deny));
        noun || told_of || before.is_some_and(|t| t.classes.any(NO_SPEECH_AFTER))
    }

    /// "killed two, says the Observatory": a claimant known by name closes the sentence, or goes on in a relative clause.
    fn known_behind(&self, at: usize, denies: bool) -> Option<Speech> {
        let name = at + 1 + usize::from(self.has(at + 1, Class::Definite));
        let token = self.items.get(name).filter(|t| t.classes.has(Class::Voice))?;
        self.lexicon.claimant(token.lex)?;
        let (speaker, end) = self.right_speaker(at + 1)?;
        let closes = self.items.get(end).is_none_or(|t| t.shape == Shape::Sign('.'));
        let before = self.lexicon.settings.order.speaker == SpeakerPlace::Before && at > 0;
        if !before || !closes && !self.any(end, WHO) {
            return None;
        }
        Some(Speech { at, side: Side::Before, speaker, denies })
    }

    /// "claimed an attack", of which it is not said what it did.
    fn claims_attack(&self, at: usize) -> bool {
        let is_attack = |i: &usize| self.any(*i, Classes::all(&[Class::Means, Class::Perpetrator]));
        let ends = |i: &usize| self.any(*i, Classes::all(&[Class::That, Class::Say, Class::Past]));
        let end = (at + 1..self.items.len().min(at + 8)).take_while(|i| !ends(i)).filter(is_attack).last();
        end.is_some_and(|end| !self.any(end + 1, Classes::all(&[Class::Past, Class::Be, Class::Have, Class::Base])))
    }

    /// "claimed the lives of", "claimed the attack", "five alleged rebels", "an attack claimed by"
    fn says_nothing(&self, at: usize) -> bool {
        let takes = self.has(at, Class::TakeLife);
        let lives = takes && ((at + 1..at + 6).any(|i| self.has(i, Class::Life)) || self.claims_attack(at));
        let lives = lives || takes && self.has(at + 1, Class::By);
        let adjective = self.has(at, Class::Describes) && at > 0 && self.any(at - 1, BEFORE_ADJECTIVES);
        lives || adjective && self.any(at + 1, Classes::all(&[Class::Describes, Class::Person]))
    }

    pub(super) fn is_comma(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|t| t.shape == Shape::Sign(','))
    }

    fn closes_quote(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|t| matches!(t.shape, Shape::Sign('"' | '\'' | '?' | '!')))
    }

    /// Does nothing follow that could be what was said?
    fn closes(&self, at: usize) -> bool {
        self.any(at, AFTER_SAYING) || self.items.get(at).is_none_or(|t| matches!(t.shape, Shape::Sign(_)))
    }
}

/// What was said begins with these, not who said it.
pub(super) const CONTENT: Classes = Classes::all(&[Class::Number, Class::Bound, Class::Vague]);
pub(super) const BEFALLEN: Classes = Classes::all(&[Class::Part, Class::Adj]);
pub(super) const SPEAKING: Classes = Classes::all(&[Class::Say, Class::Tell, Class::Deny, Class::Put]);
pub(super) const BEFORE_SAYING: Classes =
    Classes::all(&[Class::Adverb, Class::Have, Class::Not, Class::Hedge, Class::Unreal]);
pub(super) const WHO: Classes = Classes::all(&[Class::Who, Class::Whom]);
const NO_SPEECH_AFTER: Classes =
    Classes::all(&[Class::Be, Class::Get, Class::To, Class::Definite, Class::Indefinite, Class::Of]);
/// What may stand between a verb of saying and a speaker behind it.
const BESIDE_SAYING: Classes =
    Classes::all(&[Class::Adverb, Class::Weekday, Class::When, Class::PartOfDay, Class::Month]);
const AFTER_SAYING: Classes = Classes::all(&[
    Class::Adverb,
    Class::Weekday,
    Class::When,
    Class::Month,
    Class::Preposition,
    Class::Locative,
    Class::PartOfDay,
    Class::By,
    Class::At,
]);
const BEFORE_ADJECTIVES: Classes =
    ARTICLES.with(Classes::all(&[Class::Number, Class::One, Class::Vague, Class::Describes]));
const CLOSING_SPEAKER: Classes = Classes::all(&[Class::Voice, Class::He, Class::It, Class::They]);
pub(super) const ARTICLES: Classes = Classes::all(&[Class::Definite, Class::Indefinite, Class::Demonstrative]);
