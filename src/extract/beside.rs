//! The run of words beside a verb of saying that names who spoke, and where it ends. Asks words only; what the run is called is
//! told elsewhere.

use super::{
    lexicon::{Class, Classes, SpeakerPlace},
    phrase::own_run,
    scan::Shape,
    voice::{ARTICLES, BEFALLEN, BEFORE_SAYING, CONTENT, Reading, SPEAKING, Speaker, WHO},
};

impl Reading<'_> {
    /// The speaker left of the verb, and the first item of their name.
    pub(super) fn left_speaker(&self, verb: usize) -> Option<(Speaker, usize)> {
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
        if self.any(before, WHO) {
            let end = before - usize::from(before > 0 && self.is_comma(before - 1));
            let first = self.phrase_start(end);
            return Some((self.name(first, end, None)?, first));
        }
        // "Rami Abdel Rahman, the director of the Observatory, said"
        if self.is_comma(before) {
            let open = (before.saturating_sub(22)..before).rev().find(|i| self.is_comma(*i))?;
            // "three men, two of them soldiers, were killed in Homs, said Rima": no apposition has a verb of its own
            if !self.any(open + 1, WHO)
                && (open + 1..before).any(|i| self.has(i, Class::Be) && self.any(i + 1, BEFALLEN))
            {
                return None;
            }
            let first = self.own_run(self.phrase_start(open), open);
            let speaker = self.name(first, open, Some((open + 1, before)))?;
            return Some((speaker, first));
        }
        let first = self.own_run(self.phrase_start(end), end);
        // "the Local Coordination Committees (LCC) a network of activists reported"
        if first > 0 && self.items[first - 1].shape == Shape::Sign(')') && self.any(first, ARTICLES) {
            let open = (first.saturating_sub(6)..first).rev().find(|i| self.items[*i].shape == Shape::Sign('('))?;
            let owner = self.own_run(self.phrase_start(open), open);
            if let Some(speaker) = self.name(owner, open, Some((first, end))) {
                return Some((speaker, owner));
            }
        }
        if let Some((owner, speaker)) = self.told_of_in_full(first, end) {
            return Some((speaker, owner));
        }
        // "the group that sent the man says"
        if first > 1 && self.has(first - 1, Class::That) && !self.any(first - 2, SPEAKING) {
            let owner = self.phrase_start(first - 1);
            if let Some(speaker) = self.name(owner, first - 1, None) {
                return Some((speaker, owner));
            }
        }
        // "the group that sent | the man says": the clause tells it apart from whoever spoke before.
        if let Some(body) = first.checked_sub(3)
            && self.has(body + 1, Class::That)
            && self.has(body, Class::Voice)
            && self.has(body, Class::Collective)
            && self.items[body + 2].shape == Shape::Lower
        {
            let owner = self.phrase_start(body + 1);
            return Some((Speaker::Named(self.described(owner, body + 1)), owner));
        }
        let last = (first..end).find(|i| self.any(*i, WHO)).unwrap_or(end);
        Some((self.name(first, last, None)?, first))
    }

    /// Where the speaker begins in a run of words that commas do not divide, where speakers stand before their verb.
    pub(super) fn own_run(&self, first: usize, last: usize) -> usize {
        let before = self.lexicon.settings.order.speaker == SpeakerPlace::Before;
        // "residents who fled to the hospital", but "an officer who had joined the rebels | the Observatory said"
        let who = (first..last).find(|i| self.any(*i, WHO));
        if let Some(own) = who.filter(|_| before).and_then(|who| own_run(self.items, who + 2, last, SPEAKERS))
            && who.is_some_and(|who| own > who + 2)
            && !self.any(own - 1, GOVERNS_SPEAKER)
            && (self.any(own, ARTICLES) || self.lexicon.claimant(self.items[own].lex).is_some())
        {
            return own;
        }
        let last = who.unwrap_or(last);
        let own = || own_run(self.items, first, last, SPEAKERS);
        let named = || self.named_last(first, last).filter(|_| self.lexicon.settings.capitals);
        if before { named().or_else(own).unwrap_or(first) } else { first }
    }

    /// "in the summer of 2012 | Rami Menz": a name of two words or more, behind a word that cannot belong to it.
    fn named_last(&self, first: usize, last: usize) -> Option<usize> {
        let capital = |i: usize| {
            let token = &self.items[i];
            matches!(token.shape, Shape::Capital | Shape::Upper) && token.classes == Classes::NONE
        };
        let start = (first..last).rev().take_while(|i| capital(*i)).last()?;
        let before = start.checked_sub(1).filter(|before| *before >= first).map(|before| &self.items[before])?;
        // "killing nine people | Sputnik reported"
        let counted =
            before.shape == Shape::Lower && before.classes.has(Class::Person) && before.classes.has(Class::Plural);
        // "since it took the hills in 2015 | Tarkovia says"
        if last - start < 2 && !matches!(before.shape, Shape::Digits(1900..=2099)) {
            return (counted && (first..start).any(|i| self.any(i, OUTCOMES.with(Classes::of(Class::Ger)))))
                .then_some(start);
        }
        let apart = before.shape == Shape::Lower && before.classes == Classes::NONE
            || matches!(before.shape, Shape::Digits(_))
            || before.classes.any(WHEN);
        apart.then_some(start)
    }

    pub(super) fn right_speaker(&self, at: usize) -> Option<(Speaker, usize)> {
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
            // "according to a source | two people were killed"
            _ if self.counts_anew(at, first) || self.begins_anew(at, first) => true,
            _ if self.opens_outcome(at) => true,
            _ if self.is_and_in_name(at) => false,
            _ => token.classes.any(NOT_IN_SPEAKER) && !token.classes.any(IN_SPEAKER),
        }
    }

    /// Does a count begin here, behind the speaker's own?
    fn counts_anew(&self, at: usize, first: usize) -> bool {
        let own = |i: usize| self.any(i, CONTENT) || self.any(i, Classes::of(Class::Of));
        at > first && self.any(at, CONTENT) && !own(at - 1) && (first..at).any(|i| self.any(i, SPEAKERS))
    }

    /// "denied the army | the killing of", "told a source | of the killing of"
    fn opens_outcome(&self, at: usize) -> bool {
        let noun = at + usize::from(self.has(at, Class::Preposition));
        self.lexicon.settings.order.speaker == SpeakerPlace::After && self.any(noun, OUTCOMES)
    }

    /// "the Ministry of Health | and Population": of what a body by this name is for, not a second speaker.
    fn is_and_in_name(&self, and: usize) -> bool {
        let capital = |i: usize| self.items.get(i).is_some_and(|t| t.shape == Shape::Capital);
        let joins = self.has(and, Class::And) && capital(and + 1) && !self.any(and + 1, SPEAKERS);
        let of = (0..and).rev().take(LONGEST_NAME).find(|i| !capital(*i) && !self.has(*i, Class::Definite));
        let body = of.and_then(|of| of.checked_sub(1)).filter(|body| capital(*body) && !self.any(*body, PERSONS));
        joins && and.checked_sub(1).is_some_and(capital) && body.is_some() && of.is_some_and(|of| self.any(of, OF_WHAT))
    }

    pub(super) fn phrase_start(&self, end: usize) -> usize {
        let mut first = end;
        while first > 0 && end - first < 22 {
            let at = first - 1;
            let token = &self.items[at];
            let stop = match token.shape {
                Shape::Sign('-' | '\'') => token.spaced,
                Shape::Sign('.') => !(at > 0 && self.items[at - 1].end - self.items[at - 1].start <= 4),
                Shape::Sign(_) => true,
                _ => token.classes.any(STARTS_CLAUSE) && !self.is_and_in_name(at),
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
}

const NOT_IN_SPEAKER: Classes = Classes::all(&[
    Class::Force,
    Class::Be,
    Class::Have,
    Class::Say,
    Class::Past,
    Class::Undergo,
    Class::But,
    Class::That,
    Class::Who,
    Class::Whom,
    Class::And,
    Class::Weekday,
    Class::When,
    Class::He,
    Class::It,
    Class::They,
]);
const WHEN: Classes = Classes::all(&[Class::Weekday, Class::When, Class::Month, Class::PartOfDay]);
/// Words of a body's name before its "and".
const LONGEST_NAME: usize = 6;
const OF_WHAT: Classes = Classes::all(&[Class::Of, Class::For]);
/// "the Mayor of Tarnek | and Ravi Menz": two people
const PERSONS: Classes = Classes::all(&[Class::Title, Class::Person, Class::PlaceKind]);
/// "her mother"
const IN_SPEAKER: Classes = Classes::all(&[Class::Voice, Class::Possessive]);
pub(super) const GOVERNS_SPEAKER: Classes = Classes::all(&[
    Class::To,
    Class::Of,
    Class::By,
    Class::At,
    Class::From,
    Class::For,
    Class::Preposition,
    Class::Locative,
    Class::Who,
    Class::Past,
    Class::Base,
    Class::Ger,
]);
const SPEAKERS: Classes = Classes::all(&[Class::Voice, Class::Person, Class::Title]);
const OUTCOMES: Classes = Classes::all(&[Class::Noun, Class::Remains, Class::Toll, Class::Past]);
const STARTS_CLAUSE: Classes =
    Classes::all(&[Class::But, Class::That, Class::If, Class::And, Class::Say, Class::Tell, Class::According]);
const FINITE: Classes = Classes::all(&[Class::Be, Class::Have, Class::Past, Class::Undergo, Class::Leave, Class::Say]);
