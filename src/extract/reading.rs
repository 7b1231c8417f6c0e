//! The cascade over one article: sentence by sentence from words to drafts, then the threads that run between sentences.

use super::{
    attackers::left_out,
    circumstance::{Around, dateline_end, means, perpetrator, settle, stamp},
    construction::{Construction, Match},
    context,
    draft::{Draft, count_of, victims_of, words},
    explain::{self, Trace, WhyNot},
    fits::{
        fits_softly, held_by_armed, hits_others, is_compound, is_dead, is_force, is_person, is_somebody,
        is_told_of_a_side, kind_of_act, takes_object,
    },
    language::Language,
    lexicon::{Class, Classes, TRIGGERS},
    own_hand::{is_by_own_hand, is_hit},
    people::{Group, Names, groups},
    place::places,
    scan::{Scan, Sentence, Shape, Token},
    sentence::{Clause, is_inside_quotes, join_phrases},
    side::{loser, side},
    thread::{By, Thread},
    voice::speech,
    when::{When, dates},
};
use jiff::civil::Date;

use crate::domain::{Article, Bound, Count, DatePrecision, Inclusion, Outcome, Role, Scope, Stance, TextPart, Victims};

/// What has been read of an article so far.
pub struct Reading<'a> {
    pub(super) language: &'a Language,
    article: &'a Article,
    pub drafts: Vec<Draft>,
    pub thread: Thread,
    scratch: &'a mut Scratch,
    /// Number of sentences before the part being read.
    offset: usize,
    /// Capitals name nobody in the part being read.
    caseless: bool,
    /// Quotation marks opened earlier are open over the sentence being read. Asked only where somebody says "we".
    quoted: bool,
    /// Notes for explanations, only where they are asked for.
    pub trace: Option<Trace>,
    /// The text speaks of a suicide.
    pub suicide: bool,
    /// The day of its dateline, else of its publication.
    written: Option<Date>,
}

/// Memory that is used for one article after the other.
#[derive(Debug, Default)]
pub struct Scratch {
    scan: Scan,
    items: Vec<Token>,
}

/// The sentence at hand.
pub(super) struct Line<'a> {
    pub text: &'a str,
    pub part: TextPart,
    pub sentence: usize,
    pub title: bool,
}

impl<'a> Reading<'a> {
    pub fn new(language: &'a Language, scratch: &'a mut Scratch, article: &'a Article) -> Self {
        let thread = Thread::new(article.outlet.clone(), &language.lexicon.settings);
        let written = article.published;
        let (drafts, trace) = (Vec::new(), None);
        Self {
            language,
            article,
            drafts,
            thread,
            scratch,
            offset: 0,
            caseless: false,
            quoted: false,
            trace,
            suicide: false,
            written,
        }
    }

    /// Reads title and body. The title comes last in the list, since the body says more of the same.
    pub fn read(&mut self) {
        let article = self.article;
        self.read_part(&article.text, TextPart::Body);
        if let Some(title) = &article.title {
            let repeated = article.text.trim_start().starts_with(title.trim());
            if !repeated {
                self.read_part(title, TextPart::Title);
            }
        }
    }

    fn read_part(&mut self, text: &str, part: TextPart) {
        let mut scan = std::mem::take(&mut self.scratch.scan);
        scan.read(text, &self.language.lexicon);
        self.caseless = !self.language.lexicon.settings.capitals || is_caseless(&scan);
        for (n, sentence) in scan.sentences.iter().enumerate() {
            let tokens = &scan.tokens[sentence.first as usize..sentence.last as usize];
            let heading =
                n == 0 && self.article.title.as_deref().is_some_and(|t| text.trim_start().starts_with(t.trim()));
            let line = Line { text, part, sentence: self.offset + n, title: part == TextPart::Title || heading };
            let paragraph = if part == TextPart::Title { u32::MAX } else { sentence.paragraph };
            self.thread.enter(paragraph, part);
            self.quoted = sentence.classes.has(Class::We) && is_inside_quotes(&scan, n);
            self.read_sentence(&line, sentence, tokens);
        }
        self.offset += scan.sentences.len();
        self.scratch.scan = scan;
    }

    fn read_sentence(&mut self, line: &Line<'_>, sentence: &Sentence, tokens: &[Token]) {
        let lexicon = &self.language.lexicon;
        let mut items = std::mem::take(&mut self.scratch.items);
        if sentence.is_awake() || sentence.classes.any(TELLING) || self.thread.is_new_part() {
            join_phrases(tokens, lexicon, &mut items);
            if !items.iter().any(|t| t.classes.has(Class::Teaser)) {
                self.read_items(line, &items, sentence.is_awake());
            } else if let Some(trace) = &mut self.trace {
                trace.numbers_passed(&items, lexicon, line.part, WhyNot::Teaser);
            }
        } else {
            self.thread.pass(tokens);
            if let Some(trace) = &mut self.trace {
                join_phrases(tokens, lexicon, &mut items);
                trace.numbers_passed(&items, lexicon, line.part, WhyNot::NoOutcome);
            }
        }
        self.scratch.items = items;
    }

    fn read_items(&mut self, line: &Line<'_>, items: &[Token], awake: bool) {
        let lexicon = &self.language.lexicon;
        self.suicide |= items.iter().any(|t| t.classes.has(Class::OwnHand) && !t.classes.has(Class::Describes));
        let speech = speech(items, lexicon, line.text, self.quoted);
        let dates_of = |today| dates(items, lexicon, line.text, today, self.thread.last_day());
        let mut when = dates_of(self.written);
        if let Some(end) = dateline_end(items) {
            // A dispatch counts its days from its own date, which may be some before its publication.
            let own =
                when.iter().find(|w| w.first < end && w.span.precision == DatePrecision::Day).map(|w| w.span.start);
            if let Some(own) = own.filter(|own| is_shortly_before(*own, self.written)) {
                when = dates_of(Some(own));
                self.written = Some(own);
            }
            when.retain(|w| w.first > end);
        }
        let head = line.sentence == 0 && line.part == TextPart::Body;
        if let Some((last, day)) = stamp(items, &when, self.written).filter(|_| head) {
            when = dates_of(Some(day));
            self.written = Some(day);
            when.retain(|w| w.first >= last);
        }
        let published = self.written;
        let r#where = places(items, &lexicon.settings, line.text, self.caseless);
        let told: Vec<When> = when.extract_if(.., |w| speech.iter().any(|s| s.dates(w.first))).collect();
        self.thread.hear(items, &speech);
        self.thread.dates(&when);
        let names = Names { text: line.text, caseless: self.caseless, known: &self.thread.surnames };
        let people = groups(items, lexicon, &names);
        self.thread.meet(&people, items, line.text);
        let clause = Clause::new(items, &people);
        let first = self.drafts.len();
        if awake {
            self.constructions(line, &clause);
            self.give_way(first);
        }
        self.later_died(first);
        self.parts(line, &clause, first);
        left_out(&clause, &mut self.drafts[first..]);

        let mut running = self.drafts[..first].last().is_some_and(|d| d.scope == Scope::Period);
        for draft in &mut self.drafts[first..] {
            let by = self.thread.attribute(draft, items);
            let said = matches!(by, By::Said(_));
            side(draft, &clause, draft.claimant.map(|c| self.thread.claimants[c].kind));
            let around = Around { when: &when, r#where: &r#where, published, running, said };
            settle(draft, &clause, &around, &self.thread);
            running = draft.scope == Scope::Period;
            draft.as_of = told.first().map(|w| w.span.end).or(published);
            draft.perpetrator = perpetrator(&clause, draft, &lexicon.settings, line.text);
            if draft.means.is_none() {
                draft.means = means(items, lexicon);
            }
            if self.trace.is_some() {
                draft.why = explain::reasons(&clause, lexicon, &when, draft, by);
            }
        }
        if let Some(trace) = &mut self.trace {
            let read = explain::Read { clause: &clause, lexicon, when: &when, part: line.part };
            trace.numbers_read(&read, &self.drafts[first..]);
        }
        self.in_order(first);
        self.thread.leave(items, &when, &r#where);
    }

    /// Every outcome word of the sentence, by the first construction that fits it.
    fn constructions(&mut self, line: &Line<'_>, clause: &Clause<'_>) {
        for trigger in 0..clause.items.len() {
            if !clause.items[trigger].classes.any(TRIGGERS) {
                continue;
            }
            for construction in &self.language.constructions {
                let Some(found) = construction.matches(clause, trigger) else { continue };
                if self.construction(line, clause, trigger, construction, &found) && !construction.shares {
                    break;
                }
            }
        }
    }

    /// Reads what one construction found; false where its words rule it out.
    fn construction(
        &mut self,
        line: &Line<'_>,
        clause: &Clause<'_>,
        trigger: usize,
        construction: &'a Construction,
        found: &Match,
    ) -> bool {
        let word = &clause.items[trigger];
        let entry = self.language.lexicon.entry(word.lex);
        let Some(mut outcome) = construction.outcome.or(entry.outcome) else { return false };
        // "Two were released": a number alone is people where it is the subject.
        let number =
            |g: usize| clause.people[g].last <= trigger && clause.people[g].is_bare() && clause.people[g].is_counted();
        let somebody = |g: &usize| is_person(clause, *g) || number(*g) && !found.reduced;
        if word.classes.has(Class::NeedsPerson) && !found.people.iter().any(somebody) {
            return false;
        }
        // "Lawmakers killed the bill": what follows is an object, though no person.
        if found.reduced && word.classes.has(Class::Past) && takes_object(clause, trigger, found) {
            return false;
        }
        if !fits_softly(clause, trigger, found, self.caseless) {
            return false;
        }
        // Whom rebels hold is a hostage, whom the police hold is under arrest.
        if outcome == Outcome::Detained && held_by_armed(clause, trigger) {
            outcome = Outcome::Abducted;
        }
        if outcome == Outcome::Casualties && hits_others(clause, trigger, found) {
            outcome = Outcome::Killed;
        }
        let falls = word.classes.has(Class::Undergo);
        let force =
            |g: &usize| is_force(clause, *g, falls) || is_person(clause, *g) && loser(clause, trigger, *g).is_some();
        if word.classes.has(Class::NeedsForce) && !found.people.iter().any(force) {
            return false;
        }
        // "The square lost a soldier": a statue.
        if word.classes.has(Class::NeedsForce) && !falls && !is_told_of_a_side(clause, trigger, found) {
            return false;
        }
        if word.classes.has(Class::OwnHand) && found.people.iter().any(|g| is_hit(clause, *g)) {
            return false;
        }
        let one = |g: &usize| clause.people[*g].high.is_none_or(|n| n == 1);
        let himself = word.classes.has(Class::Himself) && word.classes.has(Class::Singular);
        if himself && !found.people.iter().all(one) {
            return false;
        }
        let role = construction.role.or(entry.role.filter(|_| word.classes.has(Class::Himself)));
        let means = construction.means.clone().or_else(|| entry.means.as_deref().map(str::to_string));
        self.people(
            line,
            clause,
            found,
            &Read {
                trigger,
                outcome,
                role,
                means,
                rule: &construction.id,
                includes_attackers: construction.includes_attackers,
            },
        );
        true
    }

    fn people(&mut self, line: &Line<'_>, clause: &Clause<'_>, found: &Match, reading: &Read<'_>) {
        let polarity = context::polarity(clause, found, reading.trigger);
        if polarity.unreal {
            self.turn_away(&found.people, WhyNot::Unreal);
            return;
        }
        let scope = context::scope(clause, found, reading.trigger, &self.language.lexicon);
        for g in &found.people {
            let group = &clause.people[*g];
            // "the bodies had been mutilated", "four dead people were taken to hospital"
            if reading.outcome == Outcome::Injured && is_dead(clause, reading.trigger, group, &self.language.lexicon) {
                continue;
            }
            // "had seen no bodies" says what was seen, not how many died.
            let unseen = group.negative && clause.items[reading.trigger].classes.has(Class::Remains);
            let zero = group.negative || group.any && polarity.negated;
            if unseen || polarity.negated && !zero || group.any && !polarity.negated && !self.thread.denies() {
                self.turn_away(&[*g], WhyNot::Negated);
                continue;
            }
            // "a toll of 12 dead": read already.
            let told = |d: &Draft| d.sentence == line.sentence && d.part == line.part && d.outcome == reading.outcome;
            if self.drafts.iter().rev().take(NEAR).any(|d| told(d) && d.group.first == group.first) {
                continue;
            }
            let weak = group.bound == Bound::Some && clause.has(reading.trigger, Class::Soft);
            let habit = clause.items[reading.trigger].classes.any(HABITUAL) && group.head != Some(reading.trigger);
            let generic =
                habit && group.bound == Bound::Some && !group.definite || kind_of_act(clause, reading.trigger, group);
            if weak || generic && !line.title || is_compound(clause, reading.trigger, group) {
                continue;
            }
            // "rose to 32 and more than 115 wounded persons", "the bodies of 44 people and 140 injured": each with what they
            // suffered
            let listed = clause.has(reading.trigger, Class::Remains) && found.people.first() != Some(g);
            let own = group.suffering.filter(|_| listed || clause.has(reading.trigger, Class::Toll));
            let outcome = own.and_then(|i| self.language.lexicon.entry(clause.items[i].lex).outcome);
            let reading = &Read { outcome: outcome.unwrap_or(reading.outcome), ..reading.clone() };
            let mut draft = self.draft(line, clause, group, found, reading);
            if let Some(inner) = group.inner.filter(|_| found.reduced && !line.title) {
                // "one of the five people killed": five were killed.
                let words = words(clause.items, line.text, (inner.first, inner.last));
                draft.count = Count { bound: inner.bound, low: inner.low, high: inner.high, words };
            }
            draft.scope = scope;
            draft.yields = found.yields;

            if polarity.hedged || group.hedged {
                draft.stance = Stance::Hedged;
            }
            self.drafts.push(draft);
        }
    }

    fn turn_away(&mut self, people: &[usize], why: WhyNot) {
        if let Some(trace) = &mut self.trace {
            trace.turned_away.extend(people.iter().map(|g| (*g, why)));
        }
    }

    pub(super) fn draft(
        &self,
        line: &Line<'_>,
        clause: &Clause<'_>,
        group: &Group,
        found: &Match,
        reading: &Read<'_>,
    ) -> Draft {
        let items = clause.items;
        let mut count = count_of(group, items, line.text);
        if group.any || group.negative {
            count = Count::zero(count.words);
        }
        let mut victims = victims_of(group, items, line.text);
        if group.head.is_none() && group.names.is_empty() && group.of.is_none() && !group.pronoun {
            self.take_kind(line, group, &mut victims);
        }

        if let Some(role) = reading.role {
            victims.role = role;
        }
        let first = group.first.min(reading.trigger).min(found.first.max(group.first.min(reading.trigger)));
        let last = group.last.max(reading.trigger + 1);
        let span = (items[first].start as usize, items[last - 1].end as usize);
        Draft {
            part: line.part,
            sentence: line.sentence,
            outcome: reading.outcome,
            group: group.clone(),
            count,
            victims,
            stance: Stance::Asserted,
            scope: Scope::Event,
            claimant: None,
            words: span,
            trigger: reading.trigger,
            rule: reading.rule.to_string(),
            why: Vec::new(),
            part_of: None,
            repeats: None,
            superseded_by: None,
            includes_attackers: reading.includes_attackers,
            means: reading.means.clone(),
            perpetrator: None,
            date: None,
            place: None,
            as_of: None,
            dated_here: false,
            moves: items[reading.trigger].classes.has(Class::Toll),
            yields: false,
            title: line.title,
            headed: found.reduced && group.first == 0,
            presupposed: items[reading.trigger].classes.has(Class::Noun)
                || items[found.first.min(reading.trigger)..reading.trigger].iter().any(|t| t.classes.has(Class::Who)),
            lasting: items[found.first.min(reading.trigger)..reading.trigger].iter().any(|t| t.classes.any(LASTING))
                || reading.trigger > 0 && items[reading.trigger - 1].classes.any(LASTING),
            mortal: items[reading.trigger].classes.has(Class::Mortal),
            detail: clause.has(reading.trigger, Class::Detail)
                || group.head.is_some_and(|h| clause.has(h, Class::Detail)),
            somebody: is_somebody(clause, group, &items[group.first..group.last]),
            by_own_hand: is_by_own_hand(clause, group, reading.trigger),
            turns: self.thread.turns,
        }
    }

    /// Puts the drafts of a sentence in the order of their words.
    fn in_order(&mut self, first: usize) {
        if self.drafts[first..].is_sorted_by_key(|d| d.words) {
            return;
        }
        let mut order: Vec<usize> = (first..self.drafts.len()).collect();
        order.sort_by_key(|i| self.drafts[*i].words);
        let place = |old: usize| order.iter().position(|o| *o == old).map_or(old, |new| first + new);
        let mut old: Vec<Option<Draft>> = self.drafts.drain(first..).map(Some).collect();
        let moved = order.iter().filter_map(|at| old[at - first].take());
        self.drafts.extend(moved.map(|draft| Draft { part_of: draft.part_of.map(place), ..draft }));
    }

    /// "the toll rose to 15 | 15 dead": one reading of the same people is enough, and the other says that the toll moved.
    fn give_way(&mut self, first: usize) {
        for i in (first..self.drafts.len()).rev() {
            let draft = &self.drafts[i];
            let (yields, moves, group, outcome) = (draft.yields, draft.moves, draft.group.first, draft.outcome);
            // "the 17 victims were buried": which of them died is told by the other.
            let told = |other: Outcome| other == outcome || outcome == Outcome::Casualties;
            let same = |j: &usize| *j != i && self.drafts[*j].group.first == group && told(self.drafts[*j].outcome);
            if let Some(other) = (first..self.drafts.len()).find(same).filter(|_| yields) {
                self.drafts[other].moves |= moves;
                self.drafts.remove(i);
            }
        }
    }

    /// "Two people hurt in the blast died": the same people are no longer counted as hurt.
    fn later_died(&mut self, first: usize) {
        let died: Vec<_> = self.drafts[first..]
            .iter()
            .filter(|d| d.outcome == Outcome::Killed)
            .map(|d| (d.group.first, d.sentence))
            .collect();
        // Of this sentence alone: a long article has thousands before it.
        let hurt = |d: &mut Draft| d.outcome == Outcome::Injured && died.contains(&(d.group.first, d.sentence));
        self.drafts.extract_if(first.., hurt).for_each(drop);
    }

    /// "Three soldiers were killed and five wounded": a number alone counts the kind named before it.
    fn take_kind(&self, line: &Line<'_>, group: &Group, victims: &mut Victims) {
        let mut here = self.drafts.iter().rev().take_while(|d| d.sentence == line.sentence);
        let before = here.find(|d| d.group.first < group.first);
        if let Some(before) = before.filter(|b| b.part_of.is_none() && b.count.low.is_none_or(|n| n > 1) || group.other)
        {
            victims.role = before.victims.role;
            victims.actor.clone_from(&before.victims.actor);
        }
    }
}

#[derive(Clone)]
pub(super) struct Read<'a> {
    pub trigger: usize,
    pub outcome: Outcome,
    pub role: Option<Role>,
    pub means: Option<String>,
    pub includes_attackers: Inclusion,
    pub rule: &'a str,
}

/// A dispatch is printed within days.
fn is_shortly_before(own: Date, published: Option<Date>) -> bool {
    published.is_none_or(|day| (0..=4).contains(&(day - own).get_days()))
}

/// Text in one case only, where capitals name nobody.
fn is_caseless(scan: &Scan) -> bool {
    let mut counts = [0_u32; 3];
    for token in scan.tokens.iter().filter(|t| t.end - t.start > 1) {
        match token.shape {
            Shape::Lower => counts[0] += 1,
            Shape::Capital => counts[1] += 1,
            Shape::Upper => counts[2] += 1,
            _ => {}
        }
    }
    let [lower, capital, upper] = counts;
    lower * 4 < upper || capital * 25 < lower && upper * 25 < lower && lower > 60
}

/// Claims back in which the same words may have been read already.
const NEAR: usize = 16;
const LASTING: Classes = Classes::of(Class::Continuing);
/// Verb forms that tell of habits, not of an event, when nobody is counted: "kills workers".
const HABITUAL: Classes = Classes::of(Class::Base);
/// Words that make a sentence without an outcome worth reading: somebody speaks, or a part is told.
const TELLING: Classes =
    Classes::all(&[Class::Say, Class::According, Class::Deny, Class::Tell, Class::Including, Class::Among]);
