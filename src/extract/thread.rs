//! What runs on from sentence to sentence: who is speaking, on which day and where.

use std::{collections::HashSet, rc::Rc};

use super::{
    draft::Draft,
    lexicon::{Adjectives, Class, Classes, Settings},
    people::Group,
    place::Where,
    scan::{Shape, Token},
    voice::{Again, Side, Speaker, Speech},
    when::When,
};
use crate::domain::{Claimant, ClaimantKind, DatePrecision, DateSpan, Place, Scope, Stance, TextPart};

/// The threads of one article.
pub struct Thread {
    outlet: Option<String>,
    /// A name begins with what it is, and is shortened to that: "le ministère (de l'Intérieur)".
    head_first: bool,
    /// The article, where it is written onto its noun.
    article: String,
    pub claimants: Vec<Claimant>,
    /// Their names in lower case.
    names: Vec<String>,
    /// How those known by another name were called: "observatory head rami abdel rahman".
    called: Vec<(String, usize)>,
    /// Words of the names of everybody named so far, lower case.
    pub surnames: HashSet<String>,
    /// Who spoke last.
    speaker: Option<Spoke>,
    /// The sentence at hand names a day other than the one told of so far.
    anew: bool,
    /// The speech of the sentence at hand: verb, side, claimant, denial.
    here: Vec<Heard>,
    date: Option<Rc<DateSpan>>,
    place: Option<Rc<Place>>,
    /// The first date and place told of.
    lead: (Option<Rc<DateSpan>>, Option<Rc<Place>>),
    paragraph: u32,
    part: TextPart,
    sentences: usize,
    turned: bool,
    /// How often the account turned to something else.
    pub turns: usize,
}

#[derive(Clone, Copy)]
struct Spoke {
    claimant: usize,
    paragraph: u32,
    /// Of the whole article.
    sentence: usize,
}

struct Heard {
    at: usize,
    side: Side,
    claimant: Option<usize>,
    denies: bool,
}

/// How it is known whose claim it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// By the word of speech at this item.
    Said(usize),
    /// Whoever spoke before goes on.
    Carried,
    /// Nobody speaks but the article itself.
    Outlet,
}

impl Thread {
    pub fn new(outlet: Option<String>, settings: &Settings) -> Self {
        let head_first = settings.order.adjectives == Adjectives::After;
        Self {
            outlet,
            head_first,
            article: settings.clitics.article.clone().unwrap_or_default(),
            claimants: Vec::new(),
            names: Vec::new(),
            called: Vec::new(),
            surnames: HashSet::new(),
            speaker: None,
            anew: false,
            here: Vec::new(),
            date: None,
            place: None,
            lead: (None, None),
            paragraph: 0,
            part: TextPart::Body,
            sentences: 0,
            turned: false,
            turns: 0,
        }
    }

    /// A sentence begins.
    pub fn enter(&mut self, paragraph: u32, part: TextPart) {
        if part != self.part {
            (self.part, self.speaker) = (part, None);
        }
        if paragraph != self.paragraph {
            // A new paragraph goes back to what the article is about.
            self.date = self.lead.0.clone();
            self.place = self.lead.1.clone();
        }
        self.paragraph = paragraph;
        self.sentences += 1;
        self.here.clear();
    }

    /// The first sentences always matter: they hold dateline and lead.
    pub fn is_new_part(&self) -> bool {
        self.sentences <= 2
    }

    /// A sentence that nothing is read from.
    pub fn pass(&mut self, tokens: &[Token]) {
        self.turned |= tokens.iter().any(|t| t.classes.has(Class::Turn));
    }

    /// Takes in who speaks in this sentence.
    pub fn hear(&mut self, items: &[Token], speech: &[Speech]) {
        let turn = items.iter().take(6).any(|t| t.classes.has(Class::Turn));
        if turn || self.turned {
            self.speaker = None;
            self.turned = false;
            self.turns += 1;
        }
        for said in speech {
            let claimant = match &said.speaker {
                Speaker::Named(claimant) => Some(self.known(claimant)),
                Speaker::Again(again) => self.again(again),
            };
            if let Some(claimant) = claimant {
                self.speaker = Some(Spoke { claimant, paragraph: self.paragraph, sentence: self.sentences });
            }
            self.here.push(Heard { at: said.at, side: said.side, claimant, denies: said.denies });
        }
    }

    /// Takes in on which days what the sentence tells was.
    pub fn dates(&mut self, when: &[When]) {
        let other = |w: &When| self.date.as_ref().is_some_and(|told| !told.overlaps(&w.span));
        self.anew = when.iter().any(|w| w.span.precision <= DatePrecision::Month && other(w));
    }

    /// Remembers the names of people named in full: "Oqueli" of "Hector Oqueli Colindres" goes on alone.
    pub fn meet(&mut self, people: &[Group], items: &[Token], text: &str) {
        for (first, last) in people.iter().flat_map(|g| &g.names) {
            if last - first < 2 {
                continue;
            }
            for item in &items[*first..*last] {
                let word = &text[item.start as usize..item.end as usize];
                if word.len() > 3 {
                    self.surnames.insert(word.to_lowercase());
                }
            }
        }
    }

    /// The claimant already known by this name, by a part of it, or a new one.
    fn known(&mut self, claimant: &Claimant) -> usize {
        let name = claimant.name.to_lowercase();
        let short = self.head_first.then(|| format!(" {} ", name.strip_prefix(&self.article).unwrap_or(&name)));
        let begins = |whole: &str, part: &str| whole.strip_prefix(part).is_some_and(|rest| rest.starts_with(' '));
        let ends = |whole: &str, part: &str| whole.strip_suffix(part).is_some_and(|rest| rest.ends_with([' ', '-']));
        let same = |i: &usize| {
            let known = &self.names[*i];
            let shortened = short.as_ref().filter(|_| name.len() > 3).is_some_and(|short| {
                let words = self.claimants[*i].words.as_deref().unwrap_or_default().to_lowercase();
                format!(" {words} ").contains(short.as_str())
            });
            shortened
                || *known == name
                || name.len() > 3 && (begins(known, &name) || ends(known, &name))
                || known.len() > 3 && ends(&name, known)
        };
        // "in Homs and Derin Orsk said", where Paul Orsk spoke before: without commas a place runs into the name.
        let last = |name: &str| name.rfind(' ').map_or(0, |at| at + 1);
        let surname = |i: &usize| {
            let known = &self.names[*i];
            claimant.kind == ClaimantKind::Unknown
                && self.claimants[*i].kind == ClaimantKind::Unknown
                && known.contains(' ')
                && known.len() - last(known) > 3
                && known[last(known)..] == name[last(&name)..]
        };
        // "the provincial governor", and later "Governor Ravi Menz"
        let titled = |i: &usize| {
            let known = &self.names[*i];
            let title = name.split_once(' ').filter(|(title, rest)| title.len() > 4 && !rest.starts_with("of "));
            claimant.kind != ClaimantKind::Unknown
                && self.claimants[*i].kind == claimant.kind
                && title.is_some_and(|(title, _)| known == title || ends(known, title))
        };
        let recent = || (self.names.len().saturating_sub(RECENT)..self.names.len()).rev();
        let person = claimant.kind == ClaimantKind::Unknown && name.len() > 3;
        let called = || self.called.iter().rev().take(RECENT).find(|(words, _)| person && ends(words, &name));
        let known = recent()
            .find(same)
            .or_else(|| recent().find(surname))
            .or_else(|| recent().find(titled))
            .or_else(|| called().map(|(_, i)| *i));
        let known = known.unwrap_or_else(|| {
            self.claimants.push(claimant.clone());
            self.names.push(name);
            self.claimants.len() - 1
        });
        let words = claimant.words.as_deref().map(str::to_lowercase);
        self.called.extend(words.filter(|words| *words != self.names[known]).map(|words| (words, known)));
        known
    }

    fn again(&mut self, again: &Again) -> Option<usize> {
        if *again == Again::Ourselves {
            self.speaker = None;
            return None;
        }
        let called = |i: &usize| match again {
            Again::The { word, .. } => {
                let words = self.claimants[*i].words.as_deref().unwrap_or_default().to_lowercase();
                words.split(' ').any(|w| w.trim_end_matches('s') == word.trim_end_matches('s'))
            }
            Again::Person | Again::Body | Again::Several | Again::Ourselves => false,
        };
        let recent = self.claimants.len().saturating_sub(RECENT)..self.claimants.len();
        let last = self.speaker.map(|spoke| spoke.claimant);
        if let Some(same) = last.filter(called).or_else(|| recent.rev().find(called)) {
            return Some(same);
        }
        if let Again::The { claimant, themselves, .. } = again
            && (*themselves || last.is_none())
        {
            return Some(self.known(claimant));
        }
        let last = last?;
        let fits = |c: &Claimant| match again {
            Again::Body => !matches!(c.kind, ClaimantKind::Witness | ClaimantKind::Family),
            Again::Person | Again::Several | Again::Ourselves | Again::The { .. } => true,
        };
        if fits(&self.claimants[last]) {
            return Some(last);
        }
        let recent = self.claimants.len().saturating_sub(RECENT);
        self.claimants[recent..].iter().rposition(fits).map(|i| recent + i)
    }

    pub fn denies(&self) -> bool {
        self.here.iter().any(|h| h.denies)
    }

    /// Whose claim this is: the speech of its own sentence that reaches it, else whoever goes on speaking.
    pub fn attribute(&self, draft: &mut Draft, items: &[Token]) -> By {
        let reaches = |h: &&Heard| match h.side {
            Side::After => h.at < draft.trigger.max(draft.group.first),
            Side::Before => h.at > draft.trigger.min(draft.group.first),
        };
        let parted = |h: &Heard| {
            let (a, b) = (h.at.min(draft.trigger), h.at.max(draft.trigger));
            items[a..b].iter().filter(|t| t.classes.has(Class::But) || t.shape == Shape::Sign(';')).count()
        };
        let nearest = self.here.iter().filter(reaches).min_by_key(|h| (parted(h), h.at.abs_diff(draft.trigger)));
        let heard =
            nearest.or(self.here.iter().min_by_key(|h| h.at.abs_diff(draft.trigger)).filter(|_| self.here.len() == 1));
        match heard {
            Some(heard) => {
                draft.claimant = heard.claimant;
                // "denied having a part in the murder of": the murder itself is not denied.
                let told = items[draft.trigger].classes.has(Class::Noun) && draft.trigger > heard.at + DENIED_NOUN;
                if heard.denies && !told {
                    draft.stance = Stance::Denied;
                }
                By::Said(heard.at)
            }
            // What a war has cost is told by the outlet, whoever spoke last.
            None if draft.scope == Scope::Cumulative => By::Outlet,
            // "Two civilians injured in Bab Touma": a heading is of nobody's account.
            None if draft.headed => By::Outlet,
            None => {
                draft.claimant = self.carried();
                if draft.claimant.is_some() { By::Carried } else { By::Outlet }
            }
        }
    }

    /// An account goes on within its paragraph.
    fn carried(&self) -> Option<usize> {
        let goes_on = |s: &Spoke| s.paragraph == self.paragraph && self.sentences <= s.sentence + CARRIES && !self.anew;
        self.speaker.filter(goes_on).map(|spoke| spoke.claimant)
    }

    /// A sentence ends; what it told of day and place goes on.
    pub fn leave(&mut self, items: &[Token], when: &[When], r#where: &[Where]) {
        let background = items.iter().any(|t| t.classes.any(BACKGROUND));
        if background {
            return;
        }
        // A month told of the past takes no day away from what is told: "The town fell last month."
        let dated = self.date.as_ref().is_some_and(|date| date.precision <= DatePrecision::Days);
        let widest = if dated { DatePrecision::Days } else { DatePrecision::Month };
        if let Some(when) = when.iter().find(|w| w.span.precision <= widest) {
            let date = Rc::new(when.span.clone());
            self.lead.0.get_or_insert_with(|| date.clone());
            self.date = Some(date);
        }
        if let Some(place) = r#where.first() {
            let place = Rc::new(place.place.clone());
            self.lead.1.get_or_insert_with(|| place.clone());
            self.place = Some(place);
        }
    }

    pub fn date(&self) -> Option<DateSpan> {
        self.date.as_deref().cloned()
    }

    pub fn last_day(&self) -> Option<jiff::civil::Date> {
        self.date.as_ref().map(|d| d.start)
    }

    pub fn place(&self) -> Option<Place> {
        self.place.as_deref().cloned()
    }

    pub fn claimant(&self, index: Option<usize>) -> Claimant {
        match index.and_then(|i| self.claimants.get(i)) {
            Some(claimant) => claimant.clone(),
            None => Claimant {
                name: self.outlet.clone().unwrap_or_else(|| "outlet".into()),
                kind: ClaimantKind::Media,
                words: None,
            },
        }
    }
}

/// Sentences behind a speaker that still tell what they said.
const CARRIES: usize = 2;
/// Words from a denial to a noun it denies: "denied the killing of".
const DENIED_NOUN: usize = 3;
/// Claimants an article is searched back for by a part of their name.
const RECENT: usize = 128;
const BACKGROUND: Classes = Classes::all(&[Class::Since, Class::Era, Class::Period]);
