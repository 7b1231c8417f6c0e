//! Which of the places an article names a claim is about.
//!
//! The place read with the claim stands, where it is fine enough and something happened there. Else the nearest that will
//! do is looked for: in the claim's sentence, then before it, in the headline and in the lead. A wide place only gives
//! way to one inside it. Nothing is taken from nowhere: every place is one the article names.

use std::{ops::Range, rc::Rc};

use crate::{
    domain::{Claim, Found, How, Place, PlacePrecision, Rival, Scope, TextPart},
    text::{
        gazetteer::{Entry, Gazetteer, distance},
        hashed::{Memory, hash},
    },
};

use super::{
    WELL_KNOWN,
    context::Context,
    cues::{self, Cue, Designation, kind},
    meaning::{Resolution, find},
    names::{self, Mention},
    roll::Roll,
    senses::Senses,
    told::{AHEAD, BACK, Told, near},
};

/// Bytes of the lead.
const LEAD: usize = 500;
/// Bytes in which a headline's news is told first.
const OPENING: usize = 300;
/// Bytes in which the first place told is taken where no nearer one is.
const FURTHER: usize = 1_500;
/// Kilometres around the middle of a region that are of it where words say so.
const AROUND: f64 = 60.0;

pub struct Choice<'a> {
    context: &'a Context<'a>,
    senses: &'a mut Senses,
    told: Told<'a>,
    /// The places and peoples the article names, those of the title first; looked for when first asked.
    mentions: Option<Vec<Mention<'a>>>,
    /// What each name means with the words around it.
    known: Memory<Option<Rc<Meant>>>,
}

/// A place with the gazetteer's entry for it.
#[derive(Debug)]
struct Meant {
    place: Place,
    entry: Entry,
}

impl<'a> Choice<'a> {
    /// Title and body are those of the article that the context is of.
    pub fn new(context: &'a Context<'a>, title: &'a Roll<'a>, body: &'a Roll<'a>, senses: &'a mut Senses) -> Self {
        Self { context, senses, told: Told::new(title, body), mentions: None, known: Memory::default() }
    }

    fn gazetteer(&self) -> &'static Gazetteer {
        self.senses.gazetteer()
    }

    /// The place of a claim; none where the article names none that could be meant. One that was not told with the claim
    /// has no words: it says where the claim belongs, and is no ground to tell two incidents apart.
    pub fn place(&mut self, claim: &Claim) -> Option<Place> {
        let evidence = claim.evidence.first();
        let part = evidence.map_or(TextPart::Body, |e| e.part);
        let at = evidence.map_or(0, |e| self.told.byte_of(part, e.start));
        // A people's name is no place, nor is a word in capitals.
        let is_place = |place: &&Place| {
            let people = self.gazetteer().demonym(&place.name).is_some() || cues::is_people(&place.name);
            !people && !self.told.is_word(&place.name)
        };
        let (read, away) = match claim.place.as_ref().filter(is_place) {
            Some(place) if self.told.is_away(place, part, at) => (None, Some(place)),
            read => (read, None),
        };
        let wide = claim.scope != Scope::Event;
        if let Some(country) = read.filter(|_| wide).and_then(|place| self.turned_to(&place.name, part, at)) {
            return Some(country);
        }
        if let Some(words) = self.told.everywhere(read, part, at)
            && let Some(country) = self.home(words)
        {
            return Some(country);
        }
        let region = read.and_then(|place| self.told.as_region(&place.name, part, at).zip(Some(place)));
        let region = region.map(|(words, place)| Place { words: words.into(), ..place.clone() });
        let read = region.as_ref().or(read);
        let meant = read.and_then(|place| self.meaning(place));
        // "a source in the YPG"
        let read = read.filter(|place| meant.is_some() || !self.told.is_acronym(&place.name, part));
        if let Some(named) = read.filter(|_| meant.is_none()) {
            let found = self.quarter(named, part, at).or_else(|| self.instead(named, part, at));
            return Some(found.unwrap_or_else(|| named.clone()));
        }
        // "an outlawed group (banned in Russia)" is not about Russia.
        let foreign =
            |meant: &Rc<Meant>| meant.entry.precision == PlacePrecision::Country && self.is_foreign(&meant.entry);
        let meant = meant.filter(|meant| !foreign(meant));
        if let Some(fine) = meant.as_ref().filter(|meant| is_fine(&meant.entry)) {
            let named = claim.place.as_ref().unwrap_or(&fine.place);
            let closer = self.before_it(named, part, at, &fine.entry).or_else(|| self.beside(named, part, at));
            return Some(closer.unwrap_or_else(|| fine.place.clone()));
        }
        let within = meant.as_ref().map(|meant| meant.entry);
        // "villages in Idlib province": it is not said which.
        let region = within.is_some_and(|e| e.precision != PlacePrecision::Country);
        if region {
            let finer = claim.place.as_ref().zip(within).and_then(|(wide, e)| self.before_it(wide, part, at, &e));
            return finer.or(meant.map(|meant| meant.place.clone()));
        }
        if let Some(found) = self.best(part, self.told.sentence(part, at), at, within) {
            return Some(found);
        }
        let standing = meant.map(|meant| meant.place.clone());
        if claim.scope != Scope::Event {
            return standing;
        }
        let elsewhere = |place: Place| Place { words: String::new(), ..place };
        let found = self.around(part, at, within).map(elsewhere).or(standing).or_else(|| self.dateline());
        let away = found.is_none().then_some(away).flatten();
        let away = away.map(|place| self.meaning(place).map_or_else(|| place.clone(), |meant| meant.place.clone()));
        found.or(away.map(elsewhere)).or_else(|| self.widest().map(elsewhere))
    }

    /// A figure of years that stands in a sentence without the place read for it is of the country that was named since:
    /// "Syria has been at war since 2011. Since then 200,000 have been killed."
    fn turned_to(&mut self, name: &str, part: TextPart, at: usize) -> Option<Place> {
        let sentence = self.told.sentence(part, at);
        let stands = self.told.nearest(name, part, at);
        if stands.is_some_and(|stands| sentence.contains(&stands) || stands > at) {
            return None;
        }
        let since = stands.unwrap_or_default()..sentence.end;
        let inside = |m: &&Mention| m.part == part && since.contains(&m.start) && m.cue != Cue::Away;
        let named: Vec<Mention> = self.mentions().iter().filter(inside).copied().collect();
        named.into_iter().rev().find_map(|mention| {
            let place = Place::unresolved(mention.name, "");
            let meant = self.meaning(&place).filter(|meant| meant.entry.precision == PlacePrecision::Country)?;
            self.context.is_home(meant.entry.country).then(|| meant.place.clone())
        })
    }

    /// The place a dispatch is sent from, where the article names no other: "SARN, Orvania, Sept 19 (Meridian) - ".
    fn dateline(&mut self) -> Option<Place> {
        let line = self.told.body.text[near(self.told.body.text, 0, 0, AHEAD)].lines().next()?;
        let opening = line.split([',', '(', '-', '–', '—']).next()?;
        let capitals = opening.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let ends = self.told.body.text[opening.len()..].chars().take(80).any(|c| matches!(c, '-' | '–' | '—'));
        let name = opening.trim();
        if !capitals || !ends || name.len() < 3 || name.len() > 40 {
            return None;
        }
        // As the article writes it elsewhere.
        let spelled: Vec<String> = name.split(' ').map(capitalized).collect();
        let place = Place::unresolved(spelled.join(" "), "");
        match self.meaning(&place) {
            Some(meant) if self.context.is_home(meant.entry.country) => Some(meant.place.clone()),
            // Reporters sit in capitals of other countries.
            Some(meant) if self.is_foreign(&meant.entry) => None,
            Some(_) | None => Some(place),
        }
    }

    /// A quarter that is in no gazetteer lies in the town told beside it.
    fn quarter(&mut self, named: &Place, part: TextPart, at: usize) -> Option<Place> {
        let (_, designation) = match self.told.followed(&named.name, part, at) {
            Some(kind) => (named.name.as_str(), kind),
            None => Designation::of(&named.name, &named.words),
        };
        if !matches!(designation, Designation::Quarter | Designation::District) {
            return None;
        }
        let sentence = self.told.sentence(part, at);
        let town = self.best(part, sentence, at, None).or_else(|| self.around(part, at, None));
        let town = town.filter(|town| town.precision <= PlacePrecision::District)?;
        let found = town.found.map(|found| Found { how: How::Inside, ..found });
        let name = format!("{}, {}", named.name, town.name);
        Some(Place { name, words: named.words.clone(), precision: PlacePrecision::Site, found, ..town })
    }

    /// What is meant where the words read are in no gazetteer: the town of a region that has none of its own there, and in
    /// a headline, where any word may have its capital, the place told beside them.
    fn instead(&mut self, named: &Place, part: TextPart, at: usize) -> Option<Place> {
        let said = Designation::of(&named.name, &named.words).1;
        let headline = part == TextPart::Title && said == Designation::Unsaid;
        if !headline && said != Designation::Region {
            return None;
        }
        let sentence = self.told.sentence(part, at);
        self.best(part, sentence, at, None).or_else(|| self.around(part, at, None).filter(|_| headline))
    }

    /// "the town of X in the Idlib province", "X in Idlib": the place said to lie in what was read.
    fn before_it(&mut self, wide: &Place, part: TextPart, at: usize, entry: &Entry) -> Option<Place> {
        /// Bytes between the two: ", in the northern province of ".
        const BETWEEN: usize = 40;
        let stands = self.told.nearest(&wide.name, part, at)?;
        let text = self.told.text(part);
        let before = near(text, stands, 2 * BETWEEN, 0);
        // Nearly never; the article's names need not be looked for then.
        let behind_name = |at: usize| {
            let end = text[..before.start + at].trim_end_matches(',').len();
            self.told.roll(part).ends_name(end)
        };
        if !text[before.clone()].match_indices(" in ").any(|(at, _)| behind_name(at)) {
            return None;
        }
        let inside = before.start.max(self.told.sentence(part, stands).start)..stands;
        if !text.get(inside.clone()).is_some_and(|before| before.contains(" in ")) {
            return None;
        }
        let last = self.mentions().iter().rfind(|m| m.part == part && inside.contains(&m.start) && m.end <= stands);
        let Some(last) = last.copied().filter(|m| stands - m.end <= BETWEEN) else {
            return self.unknown_inside(part, inside, entry);
        };
        let between = text[last.end..stands].trim_start_matches(',');
        if !between.starts_with(" in ") || last.cue == Cue::Away {
            return None;
        }
        let meant = self.meaning(&Place::unresolved(last.name, said(text, &last)))?;
        let region = |e: &Entry| e.admin1.filter(|_| e.country == entry.country);
        let held = self.gazetteer().within(meant.entry.id, entry.id)
            || entry.precision == PlacePrecision::Town
                && region(entry).is_some()
                && region(entry) == region(&meant.entry);
        // "Sarmada in the Damascus countryside": the region around the town it is named after may be another.
        let around = entry.precision == PlacePrecision::Region
            && meant.entry.country == entry.country
            && distance((meant.entry.lat, meant.entry.lon), (entry.lat, entry.lon)) < AROUND;
        (is_fine(&meant.entry) && (held || around) && meant.entry.id != entry.id).then(|| meant.place.clone())
    }

    /// "struck al-Tayn in the Homs countryside": a place that is in no gazetteer lies in the one told behind it.
    fn unknown_inside(&self, part: TextPart, inside: Range<usize>, entry: &Entry) -> Option<Place> {
        let text = self.told.text(part);
        let end = inside.start + text[inside.clone()].rfind(" in ")?;
        let words = || self.told.roll(part).words.iter().filter(|w| inside.contains(&w.start) && w.end <= end);
        let joined = |from: usize| {
            text[from..end].split(' ').all(|word| word.starts_with(char::is_uppercase) || word.starts_with("al-"))
        };
        let start = words().map(|w| w.start).find(|from| joined(*from))?;
        let name = &text[start..end];
        let people =
            self.gazetteer().demonym(name).is_some() || cues::is_people(name) || self.told.is_acronym(name, part);
        let titled = names::is_titled(&text[self.told.sentence(part, start)]);
        let told = cues::cue(text, start, end) == Cue::At && !titled && !self.told.is_word(name);
        if people || !told || entry.precision != PlacePrecision::Region {
            return None;
        }
        let inside = Resolution { name, entry: *entry, how: How::Inside, rivals: Vec::new() };
        Some(resolved(&Place::unresolved(name, name), &inside))
    }

    /// The country that the article is mainly about.
    fn home(&mut self, words: &str) -> Option<Place> {
        let country = self.gazetteer().country(self.context.main()?)?;
        self.meaning(&Place::unresolved(country.name, words)).map(|meant| meant.place.clone())
    }

    /// What was read is only said to be near: the place of the sentence where it happened, if it is told.
    fn beside(&mut self, named: &Place, part: TextPart, at: usize) -> Option<Place> {
        let only_near = self.told.cue_of(&named.name, part, at) == Some(Cue::Near);
        let sentence = self.told.sentence(part, at);
        only_near.then(|| self.best_of(part, sentence, at, None, Cue::At)).flatten()
    }

    fn is_foreign(&self, entry: &Entry) -> bool {
        self.context.is_sure && !self.context.is_home(entry.country)
    }

    fn meaning(&mut self, place: &Place) -> Option<Rc<Meant>> {
        let key = hash(place.name.as_bytes()).rotate_left(1) ^ hash(place.words.as_bytes());
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        // A quarter is of a town that the article tells of, whatever else has its name abroad.
        let quarter = Designation::of(&place.name, &place.words).1 == Designation::Quarter;
        let found = find(place, self.context, self.gazetteer());
        let found = found.filter(|found| !(quarter && self.is_foreign(&found.entry)));
        let meant = found.map(|found| Rc::new(Meant { place: resolved(place, &found), entry: found.entry }));
        self.known.insert(key, meant.clone());
        meant
    }

    /// The place where something happened that is told nearest before a claim in its paragraph; one of the headline; any
    /// told before it, in the lead, or right after.
    fn around(&mut self, part: TextPart, at: usize, within: Option<Entry>) -> Option<Place> {
        let lead = 0..LEAD.min(self.told.body.text.len());
        if part == TextPart::Title {
            let opening = &self.told.body.text[near(self.told.body.text, 0, 0, OPENING)];
            let everywhere = cues::everywhere(opening, 0).map(|(_, words)| words);
            let home = everywhere.and_then(|words| self.home(words));
            return home.or_else(|| self.best(TextPart::Body, lead, 0, within));
        }
        let before = near(self.told.body.text, at, BACK, 0);
        let paragraph =
            self.told.body.text.get(before.clone()).and_then(|before| before.rfind('\n')).map_or(0, |line| line + 1);
        let before = before.start + paragraph..at;
        let ahead = at..(at + AHEAD).min(self.told.body.text.len());
        self.best_of(TextPart::Body, before.clone(), at, within, Cue::At)
            .or_else(|| self.best(TextPart::Title, 0..self.told.title.text.len(), 0, within))
            .or_else(|| self.best(TextPart::Body, before, at, within))
            .or_else(|| self.best(TextPart::Body, lead, 0, within))
            .or_else(|| self.best(TextPart::Body, ahead, at, within))
            .or_else(|| self.best_of(TextPart::Body, near(self.told.body.text, 0, 0, FURTHER), 0, within, Cue::At))
    }

    fn mentions(&mut self) -> &[Mention<'a>] {
        let Self { context, senses, told, .. } = self;
        self.mentions.get_or_insert_with(|| {
            let mut found = Vec::new();
            names::mentions(told.title, TextPart::Title, context, senses, &mut found);
            names::mentions(told.body, TextPart::Body, context, senses, &mut found);
            found
        })
    }

    /// The best of the towns named in a stretch: where it happened rather than what is near, then the nearest to `at`.
    fn best(&mut self, part: TextPart, stretch: Range<usize>, at: usize, within: Option<Entry>) -> Option<Place> {
        self.best_of(part, stretch, at, within, Cue::Near)
    }

    /// The same of those that are at least so telling.
    fn best_of(
        &mut self,
        part: TextPart,
        stretch: Range<usize>,
        at: usize,
        within: Option<Entry>,
        least: Cue,
    ) -> Option<Place> {
        let context = self.context;
        let inside = |m: &&Mention| m.part == part && stretch.contains(&m.start) && m.end <= stretch.end;
        let text = self.told.text(part);
        let telling = |m: &&Mention| !m.people && m.cue <= least;
        let mut named: Vec<Mention> = self.mentions().iter().filter(inside).filter(telling).copied().collect();
        named.retain(|m| !self.told.is_word(m.name));
        // Where a dispatch was sent from comes last.
        let sent = |m: &Mention| m.part == TextPart::Body && m.start == 0 && !legible(m.name);
        named.sort_by_key(|m| (sent(m), m.cue, m.start.abs_diff(at)));
        named.into_iter().find_map(|mention| {
            let place = Place::unresolved(mention.name, said(text, &mention));
            let meant = self.meaning(&place).filter(|meant| is_fine(&meant.entry))?;
            let held = within.is_none_or(|wide| self.gazetteer().within(meant.entry.id, wide.id));
            let known = !context.is_sure && meant.entry.population >= WELL_KNOWN;
            let home = within.is_some() || known || context.is_home(meant.entry.country);
            let words = if mention.cue == Cue::At { meant.place.words.clone() } else { String::new() };
            (held && home).then(|| Place { words, ..meant.place.clone() })
        })
    }

    /// Where nothing finer is named: a region, or the country the article names first.
    fn widest(&mut self) -> Option<Place> {
        let context = self.context;
        let mut wide: Vec<Place> = Vec::new();
        let named: Vec<Mention> = self.mentions().iter().take(12).copied().collect();
        // "on the Turkish border" is in another country.
        let border = named.iter().all(|m| m.cue == Cue::Near);
        let named = named.into_iter().filter(|m| border || m.cue != Cue::Near);
        for mention in named.filter(|m| !self.told.is_word(m.name)).collect::<Vec<_>>() {
            let people = self.gazetteer().demonym(mention.name).filter(|_| mention.people);
            let country = people.and_then(|code| self.gazetteer().country(code));
            let place = Place::unresolved(country.map_or(mention.name, |country| country.name), "");
            let away = mention.cue == Cue::Away;
            let meant = self.meaning(&place).filter(|meant| context.is_home(meant.entry.country));
            // Where somebody only speaks is not where it happened; the region they speak for may be.
            let meant = meant.filter(|meant| !away || !is_fine(&meant.entry));
            wide.extend(meant.map(|meant| meant.place.clone()));
        }
        wide.into_iter().min_by_key(|place| place.precision)
    }
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect()
}

/// A name with the word that says what kind of place it is: "Hasakeh city", "the town of Marea".
fn said(text: &str, mention: &Mention) -> String {
    let before = text[..mention.start].rsplit(' ').filter(|word| !word.is_empty()).take(2);
    let before: Vec<&str> = before.filter(|word| kind(word).is_some() || *word == "of").collect();
    let after = cues::kind_behind(&text[mention.end..]).and_then(|(behind, _)| behind.rsplit(' ').next());
    let words = before.into_iter().rev().chain([mention.name]).chain(after);
    words.collect::<Vec<_>>().join(" ")
}

fn is_fine(entry: &Entry) -> bool {
    matches!(entry.precision, PlacePrecision::Site | PlacePrecision::Town | PlacePrecision::District)
}

/// A place with what was found for it.
fn resolved(place: &Place, meant: &Resolution) -> Place {
    let Resolution { name, entry, how, rivals } = meant;
    let inside = *how == How::Inside;
    let name = match inside {
        true if !place.name.contains(entry.name) => format!("{}, {}", place.name, entry.name),
        _ if legible(name) && entry.precision != PlacePrecision::Country => name.trim_start_matches("The ").to_owned(),
        _ => entry.name.to_owned(),
    };
    let rival = |e: &Entry| Rival { name: full(e), country: e.country.into(), lat: e.lat, lon: e.lon };
    Place {
        name,
        words: place.words.clone(),
        country: Some(entry.country.to_owned()),
        lat: Some(entry.lat),
        lon: Some(entry.lon),
        // A quarter of a town is as precise as the town; a village somewhere in a province only as the province.
        precision: if inside && entry.precision == PlacePrecision::Town {
            PlacePrecision::Site
        } else {
            entry.precision
        },
        found: Some(Found {
            name: entry.name.to_owned(),
            region: region(entry),
            how: *how,
            rivals: rivals.iter().map(rival).collect(),
        }),
    }
}

/// Is it in Latin letters, and not in capitals only?
fn legible(name: &str) -> bool {
    name.chars().any(|c| c.is_lowercase() && c < '\u{370}')
}

/// The first-order division that a place lies in, or is.
fn region(entry: &Entry) -> Option<String> {
    let own = (entry.precision == PlacePrecision::Region).then_some(entry.name);
    entry.admin1.or(own).map(str::to_owned)
}

/// "Tripoli, North"
fn full(entry: &Entry) -> String {
    match entry.admin1 {
        Some(region) if region != entry.name => format!("{}, {region}", entry.name),
        _ => entry.name.to_owned(),
    }
}
