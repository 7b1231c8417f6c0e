//! Who says it: finds speakers and the words that make them one, and names them the same way each time.

use super::{
    lexicon::{Class, Classes, Lexicon, SpeakerPlace, UNKNOWN},
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    Person,
    Body,
    Several,
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
pub fn speech(items: &[Token], lexicon: &Lexicon, text: &str) -> Vec<Speech> {
    let reading = Reading { items, lexicon, text };
    (0..items.len()).filter_map(|at| reading.speech(at)).collect()
}

struct Reading<'a> {
    items: &'a [Token],
    lexicon: &'a Lexicon,
    text: &'a str,
}

impl Reading<'_> {
    fn has(&self, at: usize, class: Class) -> bool {
        self.items.get(at).is_some_and(|t| t.classes.has(class))
    }

    fn any(&self, at: usize, classes: Classes) -> bool {
        self.items.get(at).is_some_and(|t| t.classes.any(classes))
    }

    fn speech(&self, at: usize) -> Option<Speech> {
        let token = &self.items[at];
        if token.classes.has(Class::According) {
            return self.according(at);
        }
        if !token.classes.any(SPEAKING) || self.is_passive(at) {
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
        if let Some((speaker, first)) = self.left_speaker(at) {
            let trailing = first > 1 && self.is_comma(first - 1) && self.closes(at + 1);
            let side = if trailing && !puts { Side::Before } else { Side::After };
            return Some(Speech { at, side, speaker, denies });
        }
        let inverted = at == 0 || self.is_comma(at - 1) || self.closes_quote(at - 1);
        if !inverted || puts {
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
        let (speaker, _) = self.right_speaker(at + 1)?;
        let opens = at == 0 || self.any(at - 1, Classes::all(&[Class::And, Class::But]));
        Some(Speech { at, side: if opens { Side::After } else { Side::Before }, speaker, denies: false })
    }

    /// "was told", "is said to", "being reported"
    fn is_passive(&self, at: usize) -> bool {
        let before = self.items[..at].iter().rev().find(|t| !t.classes.has(Class::Adverb));
        // "amid reports of": a noun
        let noun = self.has(at, Class::Voice) && self.has(at + 1, Class::Of);
        noun || before.is_some_and(|t| t.classes.any(NO_SPEECH_AFTER))
    }

    fn is_comma(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|t| t.shape == Shape::Sign(','))
    }

    fn closes_quote(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|t| matches!(t.shape, Shape::Sign('"' | '\'' | '?' | '!')))
    }

    /// Does nothing follow that could be what was said?
    fn closes(&self, at: usize) -> bool {
        self.any(at, AFTER_SAYING) || self.items.get(at).is_none_or(|t| matches!(t.shape, Shape::Sign(_)))
    }

    /// The speaker left of the verb, and the first item of their name.
    fn left_speaker(&self, verb: usize) -> Option<(Speaker, usize)> {
        let mut end = verb;
        while end > 0 && self.any(end - 1, BEFORE_SAYING) {
            end -= 1;
        }
        // "the Syrian Observatory for Human Rights (SOHR) said"
        if end > 0 && self.items[end - 1].shape == Shape::Sign(')') {
            let open = (end.saturating_sub(6)..end).rev().find(|i| self.items[*i].shape == Shape::Sign('('));
            end = open.unwrap_or(end);
        }
        let before = end.checked_sub(1)?;
        if let Some(again) = self.pronoun(before) {
            return Some((Speaker::Again(again), before));
        }
        // "the provincial police, who had counted"
        if self.any(before, Classes::all(&[Class::Who, Class::Whom])) {
            let end = before - usize::from(before > 0 && self.is_comma(before - 1));
            let first = self.phrase_start(end);
            return Some((self.name(first, end, None)?, first));
        }
        // "Rami Abdel Rahman, the director of the Observatory, said"
        if self.is_comma(before) {
            let open = (before.saturating_sub(22)..before).rev().find(|i| self.is_comma(*i))?;
            let first = self.phrase_start(open);
            let speaker = self.name(first, open, Some((open + 1, before)))?;
            return Some((speaker, first));
        }
        let first = self.phrase_start(end);
        // "the group that sent the man says"
        if first > 1 && self.has(first - 1, Class::That) && !self.any(first - 2, SPEAKING) {
            let owner = self.phrase_start(first - 1);
            if let Some(speaker) = self.name(owner, first - 1, None) {
                return Some((speaker, owner));
            }
        }
        let last = (first..end).find(|i| self.has(*i, Class::Who)).unwrap_or(end);
        Some((self.name(first, last, None)?, first))
    }

    fn right_speaker(&self, at: usize) -> Option<(Speaker, usize)> {
        if let Some(again) = self.pronoun(at) {
            return Some((Speaker::Again(again), at + 1));
        }
        let mut end = at;
        while end < self.items.len() && end - at < 14 && !self.ends_name(end, at) {
            end += 1;
        }
        let apposition = self.is_comma(end).then(|| {
            let close =
                (end + 1..(end + 14).min(self.items.len())).find(|i| matches!(self.items[*i].shape, Shape::Sign(_)));
            (end + 1, close.unwrap_or(self.items.len()))
        });
        Some((self.name(at, end, apposition)?, end))
    }

    fn ends_name(&self, at: usize, first: usize) -> bool {
        let token = &self.items[at];
        match token.shape {
            Shape::Sign('-' | '\'') => token.spaced,
            Shape::Sign('.') => {
                !(at > first
                    && self.items[at - 1].end - self.items[at - 1].start <= 4
                    && self.items.get(at + 1).is_some_and(|t| t.shape == Shape::Capital))
            }
            Shape::Sign(_) => true,
            _ if self.opens_outcome(at) => true,
            _ => token.classes.any(NOT_IN_SPEAKER) && !token.classes.has(Class::Voice),
        }
    }

    /// "denied the army | the killing of", "told a source | of the killing of"
    fn opens_outcome(&self, at: usize) -> bool {
        let noun = at + usize::from(self.has(at, Class::Preposition));
        self.lexicon.settings.order.speaker == SpeakerPlace::After && self.any(noun, OUTCOMES)
    }

    fn phrase_start(&self, end: usize) -> usize {
        let mut first = end;
        while first > 0 && end - first < 22 {
            let at = first - 1;
            let token = &self.items[at];
            let stop = match token.shape {
                Shape::Sign('-' | '\'') => token.spaced,
                Shape::Sign('.') => !(at > 0 && self.items[at - 1].end - self.items[at - 1].start <= 4),
                Shape::Sign(_) => true,
                _ => token.classes.any(STARTS_CLAUSE),
            };
            if stop {
                break;
            }
            first = at;
        }
        // A verb inside the run belongs to another clause, unless a relative clause holds it.
        let relative = (first..end).find(|i| self.has(*i, Class::Who));
        let limit = relative.unwrap_or(end);
        let verb = (first..limit).rev().find(|i| self.any(*i, FINITE) && !self.has(*i, Class::Voice));
        verb.map_or(first, |v| v + 1)
    }

    fn pronoun(&self, at: usize) -> Option<Again> {
        let classes = self.items.get(at)?.classes;
        if classes.has(Class::He) {
            Some(Again::Person)
        } else if classes.has(Class::It) {
            Some(Again::Body)
        } else if classes.has(Class::They) {
            Some(Again::Several)
        } else {
            None
        }
    }

    /// Names the speaker in items `first..last`; an apposition may say whom they speak for.
    fn name(&self, first: usize, last: usize, apposition: Option<(usize, usize)>) -> Option<Speaker> {
        let known = |(a, b): (usize, usize)| (a..b).rev().find_map(|i| self.canonical(i, b));
        if let Some(claimant) = known((first, last)).or_else(|| apposition.and_then(known)) {
            return Some(Speaker::Named(Claimant { words: Some(self.words(first, last)), ..claimant }));
        }
        let voice = (first..last).rev().find(|i| self.has(*i, Class::Voice));
        let title = (first..last).any(|i| self.has(i, Class::Title));
        let person = (first..last).find(|i| self.has(*i, Class::Person));
        let capital = (first..last).any(|i| match self.lexicon.settings.capitals {
            true => {
                matches!(self.items[i].shape, Shape::Capital | Shape::Upper) && !self.items[i].classes.any(NOT_A_NAME)
            }
            false => self.items[i].lex == UNKNOWN,
        });
        let begins = voice.and_then(|voice| self.own_article(first, voice)).unwrap_or(first);
        let placed = self.any(begins, Classes::all(&[Class::Preposition, Class::Locative, Class::YearOld]));
        // "Bomb Targets Bus", "Claims 6 Lives"
        let thing = voice.is_none() && (first..last).any(|i| self.any(i, THINGS));
        if voice.is_none() && !title && person.is_none() && !capital || first >= last || placed || thing {
            return None;
        }
        let (a, b) = self
            .speaks_for(first, last)
            .or_else(|| apposition.and_then(|(a, b)| self.speaks_for(a, b)))
            .unwrap_or((first, last));
        let (a, b) = self.trim(a, b);
        // "June 12 2016 At least 39 people": counted, not speaking.
        let counted = (first..a).any(|i| self.has(i, Class::Bound)) && self.any(a, Classes::of(Class::Person));
        if a >= b || counted {
            return None;
        }
        let pointing = self.any(first, Classes::all(&[Class::Definite, Class::Possessive, Class::Demonstrative]));
        if pointing && b - a == 1 && self.has(a, Class::Mouth) || self.has(a, Class::Same) {
            return Some(Speaker::Again(Again::Several));
        }
        let kind = (a..b).rev().find_map(|i| self.kind(i)).or_else(|| (first..last).rev().find_map(|i| self.kind(i)));
        let claimant = Claimant {
            name: self.words(a, b),
            kind: kind.unwrap_or(ClaimantKind::Unknown),
            words: Some(self.words(first, last)),
        };
        Some(Speaker::Named(claimant))
    }

    /// The claimant known by the word at `at`, in a name that ends at `end`.
    fn canonical(&self, at: usize, end: usize) -> Option<Claimant> {
        let token = &self.items[at];
        if !token.classes.has(Class::Voice) {
            return None;
        }
        let known = self.lexicon.claimant(token.lex).filter(|known| !known.alone || at + 1 == end)?;
        Some(Claimant { name: known.name.clone(), kind: known.kind, words: None })
    }

    fn kind(&self, at: usize) -> Option<ClaimantKind> {
        let token = &self.items[at];
        token
            .classes
            .any(Classes::all(&[Class::Voice, Class::Person]))
            .then(|| self.lexicon.entry(token.lex).kind)
            .flatten()
    }

    /// "a spokesman for the interior ministry", "interior ministry spokesman": the body spoken for.
    fn speaks_for(&self, first: usize, last: usize) -> Option<(usize, usize)> {
        let mouth = (first..last).find(|i| self.has(*i, Class::Mouth) && self.has(*i, Class::Voice))?;
        if self.any(mouth + 1, Classes::all(&[Class::For, Class::Of])) && mouth + 2 < last {
            let body = (mouth + 2, last);
            let named = (body.0..body.1).any(|i| self.has(i, Class::Voice) || self.items[i].shape != Shape::Lower);
            return named.then_some(body);
        }
        let body = (first..mouth).any(|i| self.has(i, Class::Voice));
        body.then_some((first, mouth))
    }

    /// Takes articles, owners and counts off the front, and places off the end.
    fn trim(&self, first: usize, last: usize) -> (usize, usize) {
        let head = (first..last).find(|i| self.any(*i, Classes::all(&[Class::Voice, Class::Person, Class::Locative])));
        let owner = (first..head.unwrap_or(last)).rev().find(|i| self.is_owner(*i)).map(|i| i + 1);
        let mut b = last;
        while b > first && self.is_number(b - 1) {
            b -= 1;
        }
        let speaker = (first..b).rev().find(|i| self.any(*i, Classes::all(&[Class::Voice, Class::Person])));
        let own = speaker.and_then(|speaker| self.own_article(first, speaker));
        let mut a = owner.filter(|a| *a < last).max(own).unwrap_or(first);
        // An article that is written onto its noun stays there.
        let written_on = |a: usize| self.items.get(a + 1).is_some_and(|t| !t.spaced);
        let stays = |a: usize| self.lexicon.settings.order.construct && written_on(a);
        while a < b && (self.any(a, TRIMMED) || self.is_number(a)) && !stays(a) {
            a += 1;
        }
        if let Some(head) = (a..last).find(|i| self.any(*i, Classes::all(&[Class::Voice, Class::Person]))) {
            let ends = |i: &usize| self.any(*i, PLACES_SPEAKER) || self.is_foreign(*i);
            b = (head + 1..last).find(ends).unwrap_or(b);
        }
        (a, b)
    }

    fn is_number(&self, at: usize) -> bool {
        matches!(self.items[at].shape, Shape::Digits(_) | Shape::OtherDigits)
    }

    /// "Syria's | army", but not "the teachers' union": of a plural in lower case it says what kind.
    fn is_owner(&self, at: usize) -> bool {
        let plural = self.items[at].shape == Shape::Sign('\'');
        self.has(at, Class::Genitive) && !(plural && at > 0 && self.items[at - 1].shape == Shape::Lower)
    }

    /// Where the speaker's own noun phrase begins, in a run of words without commas: "as shells fell | the army".
    fn own_article(&self, first: usize, head: usize) -> Option<usize> {
        let written_on = self.lexicon.settings.order.construct;
        (first + 1..=head)
            .rev()
            .filter(|_| !written_on)
            .find(|i| self.any(*i, ARTICLES) && !self.any(i - 1, JOINS_SPEAKER))
    }

    /// A lower-case word the lexicon does not have belongs to no name: "Haslam | spoke to reporters".
    fn is_foreign(&self, at: usize) -> bool {
        let token = &self.items[at];
        token.shape == Shape::Lower && token.classes == Classes::NONE
    }

    fn words(&self, first: usize, last: usize) -> String {
        let (a, b) = (self.items[first].start as usize, self.items[last - 1].end as usize);
        let mut words = String::with_capacity(b - a);
        for word in self.text[a..b].split_whitespace() {
            words.extend((!words.is_empty()).then_some(' '));
            words.push_str(word);
        }
        words
    }
}

/// What was said begins with these, not who said it.
const CONTENT: Classes = Classes::all(&[Class::Number, Class::Bound, Class::Vague]);
const NO_SPEECH_AFTER: Classes =
    Classes::all(&[Class::Be, Class::Get, Class::To, Class::Definite, Class::Indefinite, Class::Of]);
const SPEAKING: Classes = Classes::all(&[Class::Say, Class::Tell, Class::Deny, Class::Put]);
const BEFORE_SAYING: Classes = Classes::all(&[Class::Adverb, Class::Have, Class::Not, Class::Hedge, Class::Unreal]);
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
const NOT_IN_SPEAKER: Classes = Classes::all(&[
    Class::Be,
    Class::Have,
    Class::Say,
    Class::Past,
    Class::Undergo,
    Class::But,
    Class::That,
    Class::Who,
    Class::And,
    Class::Weekday,
    Class::When,
    Class::He,
    Class::It,
    Class::They,
]);
const OUTCOMES: Classes = Classes::all(&[Class::Noun, Class::Remains, Class::Toll, Class::Past]);
const STARTS_CLAUSE: Classes = Classes::all(&[Class::But, Class::That, Class::If, Class::And, Class::Say, Class::Tell]);
const FINITE: Classes = Classes::all(&[Class::Be, Class::Have, Class::Past, Class::Undergo, Class::Leave, Class::Say]);
const TRIMMED: Classes = Classes::all(&[
    Class::Definite,
    Class::Indefinite,
    Class::Demonstrative,
    Class::Possessive,
    Class::Number,
    Class::Vague,
    Class::One,
    Class::Other,
    Class::Adverb,
    Class::Preposition,
    Class::Locative,
    Class::Month,
    Class::Weekday,
    Class::When,
]);
const PLACES_SPEAKER: Classes = Classes::all(&[Class::Locative, Class::At, Class::Weekday, Class::When]);
const ARTICLES: Classes = Classes::all(&[Class::Definite, Class::Indefinite, Class::Demonstrative]);
/// "the head of the council", "a doctor at the hospital": what follows belongs to the speaker before.
const JOINS_SPEAKER: Classes = Classes::all(&[Class::Of, Class::For, Class::At, Class::From, Class::Locative]);
const THINGS: Classes = Classes::all(&[Class::Means, Class::Thing]);
const NOT_A_NAME: Classes = Classes::all(&[Class::NeverName, Class::Weekday, Class::Month]);
