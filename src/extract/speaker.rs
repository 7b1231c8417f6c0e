//! Names a speaker the same way each time: who or what body it is, out of the run of words before or behind a verb of saying.

use super::{
    beside::GOVERNS_SPEAKER,
    lexicon::{Class, Classes, UNKNOWN},
    scan::Shape,
    voice::{ARTICLES, Again, Reading, Speaker},
};
use crate::domain::{Claimant, ClaimantKind, Trait};

impl Reading<'_> {
    /// Names the speaker in items `first..last`; an apposition may say whom they speak for.
    pub(super) fn name(&self, first: usize, last: usize, apposition: Option<(usize, usize)>) -> Option<Speaker> {
        if first >= last {
            return None;
        }
        let (first, last) = self.without_clause(first, last);
        let known = |(a, b): (usize, usize)| (a..b).rev().find_map(|i| self.canonical(i, b));
        let known = known((first, last)).or_else(|| self.told_of(first)).or_else(|| apposition.and_then(known));
        if let Some(claimant) = known {
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
        if voice.is_none() && !title && person.is_none() && !capital || placed || thing {
            return None;
        }
        let (a, b) = self
            .speaks_for(first, last)
            .or_else(|| apposition.and_then(|(a, b)| self.speaks_for(a, b)))
            .unwrap_or((first, last));
        let (a, b) = self.trim(a, b);
        // "June 12 2016 At least 39 people": counted, not speaking.
        let counted = (first..a).any(|i| self.has(i, Class::Bound)) && self.any(a, Classes::of(Class::Person));
        // "those who": a pronoun names nobody.
        let pronoun = a + 1 == b && self.any(a, Classes::all(&[Class::Who, Class::Whom, Class::That]));
        if a >= b || counted || pronoun {
            return None;
        }
        let pointing = self.any(first, Classes::all(&[Class::Definite, Class::Possessive, Class::Demonstrative]));
        let again = self.has(a, Class::Mouth) || self.has(a, Class::Collective) && self.has(a, Class::Voice);
        // "the group", "the Britain-based group"
        let again = again || self.items.get(a + 1).is_some_and(|t| t.shape == Shape::Sign('-')) && self.is_body(b - 1);
        // "the charity", "the organisation"
        let small = |i: usize| self.items[i].shape == Shape::Lower;
        let monitor = self.has(b - 1, Class::Thing) && self.kind(b - 1) == Some(ClaimantKind::Monitor);
        let again = again || monitor && (a..b).all(small);
        let short = b - a == 1 || b - a < 5 && self.is_body(b - 1);
        if self.has(a, Class::Same) {
            return Some(Speaker::Again(Again::Several));
        }
        // "the reporter", "the governor": one called so before
        let noun = b - a == 1 && self.items[a].shape == Shape::Lower && self.has(first, Class::Definite);
        let pointed = (pointing && short && again || noun).then(|| self.words(b - 1, b).to_lowercase());
        let themselves = !again || self.has(b - 1, Class::Plural);
        // "the old man said"
        let sexes = &self.lexicon.entry(self.items[b - 1].lex).traits;
        let told = sexes.contains(&Trait::Man) || sexes.contains(&Trait::Woman);
        if pointed.is_none()
            && self.has(first, Class::Definite)
            && b - a < 3
            && self.has(b - 1, Class::Singular)
            && told
        {
            return Some(Speaker::Again(Again::Person));
        }
        let kind = (a..b).rev().find_map(|i| self.kind(i)).or_else(|| (first..last).rev().find_map(|i| self.kind(i)));
        // No name is that long: a clause that nothing marked off.
        if kind.is_none() && b - a > LONGEST_NAME {
            return None;
        }
        let claimant = Claimant {
            name: self.words(a, b),
            kind: kind.unwrap_or(ClaimantKind::Unknown),
            words: Some(self.words(first, last)),
        };
        Some(match pointed {
            Some(word) => Speaker::Again(Again::The { word, claimant, themselves }),
            None => Speaker::Named(claimant),
        })
    }

    /// "who saved themselves | Captain Ravi Menz", "the agency | put the toll at": no name goes over a verb.
    fn without_clause(&self, first: usize, last: usize) -> (usize, usize) {
        let foreign = |i: &usize| self.any(*i, NEVER_IN_NAMES) && self.items[*i].shape == Shape::Lower;
        let Some(verb) = (first..last).find(foreign) else { return (first, last) };
        match (first..last).rfind(foreign) {
            Some(end) if end + 1 < last && !(first..verb).any(|i| self.has(i, Class::Voice)) => (end + 1, last),
            _ => (first, verb.max(first + 1)),
        }
    }

    /// A speaker who is only described, by what the words call them.
    pub(super) fn described(&self, first: usize, last: usize) -> Claimant {
        let (a, b) = self.trim(first, last);
        let kind = (a..b).rev().find_map(|i| self.kind(i)).unwrap_or(ClaimantKind::Unknown);
        Claimant { name: self.words(a, b.max(a + 1)), kind, words: Some(self.words(first, last)) }
    }

    /// "group", "monitor": a body that many words are used for.
    fn is_body(&self, at: usize) -> bool {
        self.has(at, Class::Voice) && (self.has(at, Class::Collective) || self.kind(at) == Some(ClaimantKind::Monitor))
    }

    /// "the Syrian Observatory for Human Rights | a Britain-based monitor", in text without commas.
    fn told_of(&self, first: usize) -> Option<Claimant> {
        let before = first.checked_sub(1).filter(|_| self.has(first, Class::Indefinite))?;
        // "in a statement to the agency | a source said"
        if before > 0 && self.any(before - 1, GOVERNS) {
            return None;
        }
        self.canonical(before, first)
    }

    /// "The Centre for Policy Research | a city-based organisation", in text without commas: the name in full, and where it
    /// begins.
    pub(super) fn told_of_in_full(&self, first: usize, end: usize) -> Option<(usize, Speaker)> {
        let capital = |i: usize| self.items[i].shape == Shape::Capital;
        let before = first.checked_sub(1).filter(|before| capital(*before) && self.has(first, Class::Indefinite))?;
        let owner = self.own_run(self.phrase_start(first), first);
        let led = owner > 0 && self.any(owner - 1, GOVERNS_SPEAKER);
        let named = owner < before && (owner + 1..first).all(|i| capital(i) || self.any(i, IN_NAMES));
        let whole = self.has(owner, Class::Definite) && named && !led;
        whole.then(|| self.name(owner, first, Some((first, end)))).flatten().map(|speaker| (owner, speaker))
    }

    /// The claimant known by the word at `at`, in a name that ends at `end`.
    fn canonical(&self, at: usize, end: usize) -> Option<Claimant> {
        let token = &self.items[at];
        if !token.classes.has(Class::Voice) {
            return None;
        }
        // "an anti-ISIS network", "an ISIS-linked page": of what kind it is, not who
        let hyphen = |i: usize| self.items.get(i).is_some_and(|t| t.shape == Shape::Sign('-') && !t.spaced);
        // "at the U.N. | British envoy Ravi Menz"
        let apart = at + 1 < end && self.has(at + 1, Class::Describes) && self.items[at + 1].shape == Shape::Capital;
        if at > 0 && hyphen(at - 1) || hyphen(at + 1) || apart {
            return None;
        }
        // "Observatory head Rami Abdel Rahman"
        let alone = || at + 1 == end || self.has(at + 1, Class::Mouth);
        let known = self.lexicon.claimant(token.lex).filter(|known| !known.alone || alone())?;
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
        // "an activist | network" is no mouth of anybody's.
        let head = |i: usize| self.has(i, Class::Voice) && !self.has(i, Class::Title) && i < last;
        let mouth = |i: &usize| self.has(*i, Class::Mouth) && self.has(*i, Class::Voice) && !head(i + 1);
        let mouth = (first..last).find(mouth)?;
        // "a source at the Aleppo police command"
        let within = self.any(mouth + 1, Classes::all(&[Class::At, Class::From, Class::Locative]))
            && (mouth + 2..last).any(|i| self.has(i, Class::Voice));
        if (within || self.any(mouth + 1, Classes::all(&[Class::For, Class::Of]))) && mouth + 2 < last {
            let body = (mouth + 2, last);
            let named = (body.0..body.1).any(|i| self.has(i, Class::Voice) || self.items[i].shape != Shape::Lower);
            return named.then_some(body);
        }
        let body = (first..mouth).any(|i| self.has(i, Class::Voice));
        // "the army's | spokesman"
        let owner = usize::from(mouth > first && self.has(mouth - 1, Class::Genitive));
        body.then_some((first, mouth - owner))
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
        // "one of the officers"
        let partitive = |at: usize| at > first && self.has(at, Class::Of) && self.any(at - 1, COUNTS);
        let sign = |a: usize| matches!(self.items[a].shape, Shape::Sign('-'));
        while a < b && (self.any(a, TRIMMED) || self.is_number(a) || sign(a) || partitive(a)) && !stays(a) {
            a += 1;
        }
        // "the ISIS-linked agency": of what kind it is, not who
        let hyphened = |i: usize| self.items.get(i + 1).is_some_and(|t| t.shape == Shape::Sign('-') && !t.spaced);
        let speaks = |i: &usize| self.any(*i, Classes::all(&[Class::Voice, Class::Person])) && !hyphened(*i);
        if let Some(head) = (a..last).find(speaks) {
            // "the Russian | coordination centre": no speaker ends with what only tells of which kind it is.
            let tells = |i: usize| self.has(i, Class::Describes) && !self.has(i, Class::Voice);
            let ends = |i: &usize| self.any(*i, PLACES_SPEAKER) || self.is_foreign(*i) && !(i - 1 == a && tells(a));
            b = (head + 1..last).find(ends).unwrap_or(b);
        }
        (a, b)
    }

    /// "he", "it", "they", and "we" outside quotation marks.
    pub(super) fn pronoun(&self, at: usize) -> Option<Again> {
        let classes = self.items.get(at)?.classes;
        let quoted = || self.quoted || self.items.iter().any(|t| t.shape == Shape::Sign('"'));
        if classes.has(Class::We) && !quoted() {
            Some(Again::Ourselves)
        } else if classes.has(Class::He) && !classes.has(Class::Possessive) {
            Some(Again::Person)
        } else if classes.has(Class::It) {
            Some(Again::Body)
        } else if classes.has(Class::They) {
            Some(Again::Several)
        } else {
            None
        }
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

    /// "according to a source in the province | the rebels shelled": without commas, another's article begins a clause.
    pub(super) fn begins_anew(&self, at: usize, first: usize) -> bool {
        let goes_on = self.lexicon.settings.order.construct || at < first + 2 || self.any(at - 1, GOES_ON);
        let speaker = Classes::all(&[Class::Voice, Class::Person, Class::Title]);
        !goes_on && self.any(at, ARTICLES) && (first..at).any(|i| self.any(i, speaker))
    }

    /// A lower-case word the lexicon does not have belongs to no name: "Haslam | spoke to reporters".
    fn is_foreign(&self, at: usize) -> bool {
        let token = &self.items[at];
        let particle = || {
            let word = &self.text[token.start as usize..token.end as usize];
            self.lexicon.settings.name_particles.iter().any(|particle| particle == word)
        };
        let of = at > 0 && self.has(at - 1, Class::Of);
        token.shape == Shape::Lower && token.classes == Classes::NONE && !of && !particle()
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

const NEVER_IN_NAMES: Classes = Classes::all(&[Class::Toll, Class::Put, Class::Himself, Class::Unreal]);
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
    Class::YearOld,
]);
const PLACES_SPEAKER: Classes =
    Classes::all(&[Class::Locative, Class::At, Class::Weekday, Class::When, Class::Who, Class::Whom]);
/// "the head of the council", "a doctor at the hospital": what follows belongs to the speaker before.
const JOINS_SPEAKER: Classes = Classes::all(&[Class::Of, Class::For, Class::At, Class::From, Class::Locative]);
/// The same, and what else an article may follow inside a name: "police and the army", "all the residents".
const GOES_ON: Classes =
    JOINS_SPEAKER.with(Classes::all(&[Class::Preposition, Class::To, Class::By, Class::And, Class::Who, Class::All]));
const THINGS: Classes = Classes::all(&[Class::Means, Class::Thing]);
const NOT_A_NAME: Classes = Classes::all(&[Class::NeverName, Class::Weekday, Class::Month]);
/// "Centre | for Policy Research"
const IN_NAMES: Classes = Classes::all(&[Class::For, Class::Of, Class::And, Class::Definite]);
const COUNTS: Classes = Classes::all(&[Class::Number, Class::Vague, Class::One]);
/// Words behind which a name is no subject: "to the agency", "in Aleppo".
const GOVERNS: Classes = Classes::all(&[Class::To, Class::Preposition, Class::Locative, Class::By, Class::Of]);
/// Words of a speaker of no known kind.
const LONGEST_NAME: usize = 9;
