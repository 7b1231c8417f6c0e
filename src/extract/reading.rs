//! The cascade over one article: sentence by sentence from words to drafts, then the threads that run between sentences.

use jiff::civil::Date;

use super::{
    Reader,
    construction::{Construction, Match},
    context,
    draft::{Draft, count_of, victims_of, words},
    lexicon::{Class, Classes, Lexicon, TRIGGERS},
    part,
    people::{Group, Names, groups},
    place::{Where, places},
    scan::{Scan, Sentence, Shape, Token},
    sentence::{Clause, join_phrases},
    thread::Thread,
    voice::speech,
    when::{When, dates},
};
use crate::domain::{
    Article, Bound, Count, DatePrecision, DateSpan, Inclusion, Outcome, Role, Scope, Stance, TextPart, Victims,
};

/// What has been read of an article so far.
pub struct Reading<'a> {
    reader: &'a Reader,
    article: &'a Article,
    pub drafts: Vec<Draft>,
    pub thread: Thread,
    scan: Scan,
    items: Vec<Token>,
    /// Number of sentences before the part being read.
    offset: usize,
}

/// The sentence at hand.
struct Line<'a> {
    text: &'a str,
    part: TextPart,
    sentence: usize,
    title: bool,
}

impl<'a> Reading<'a> {
    pub fn new(reader: &'a Reader, article: &'a Article) -> Self {
        let thread = Thread::new(article.outlet.clone());
        Self { reader, article, drafts: Vec::new(), thread, scan: Scan::default(), items: Vec::new(), offset: 0 }
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
        let mut scan = std::mem::take(&mut self.scan);
        scan.read(text, &self.reader.lexicon);
        let caseless = is_caseless(&scan);
        for (n, sentence) in scan.sentences.iter().enumerate() {
            let tokens = &scan.tokens[sentence.first as usize..sentence.last as usize];
            let heading =
                n == 0 && self.article.title.as_deref().is_some_and(|t| text.trim_start().starts_with(t.trim()));
            let line = Line { text, part, sentence: self.offset + n, title: part == TextPart::Title || heading };
            let paragraph = if part == TextPart::Title { u32::MAX } else { sentence.paragraph };
            self.thread.enter(paragraph, part);
            self.read_sentence(&line, sentence, tokens, caseless);
        }
        self.offset += scan.sentences.len();
        self.scan = scan;
    }

    fn read_sentence(&mut self, line: &Line<'_>, sentence: &Sentence, tokens: &[Token], caseless: bool) {
        let lexicon = &self.reader.lexicon;
        let mut items = std::mem::take(&mut self.items);
        let speaks = tokens.iter().any(|t| t.classes.any(SPEAKING));
        if sentence.awake || speaks || self.thread.is_new_part() || tokens.iter().any(|t| t.classes.any(PARTS)) {
            join_phrases(tokens, lexicon, &mut items);
            if !items.iter().any(|t| t.classes.has(Class::Teaser)) {
                self.read_items(line, &items, caseless, sentence.awake);
            }
        } else {
            self.thread.pass(tokens);
        }
        self.items = items;
    }

    fn read_items(&mut self, line: &Line<'_>, items: &[Token], caseless: bool, awake: bool) {
        let lexicon = &self.reader.lexicon;
        let published = self.article.published;
        let speech = speech(items, lexicon, line.text);
        let mut when = dates(items, lexicon, line.text, published, self.thread.last_day());
        if let Some(end) = dateline_end(items) {
            when.retain(|w| w.first > end);
        }
        let r#where = places(items, line.text, caseless);
        let told: Vec<When> = when.extract_if(.., |w| speech.iter().any(|s| s.dates(w.first))).collect();
        self.thread.hear(items, &speech);
        let names = Names { text: line.text, caseless, known: &self.thread.surnames };
        let people = groups(items, lexicon, &names);
        self.thread.meet(&people, items, line.text);
        let clause = Clause::new(items, &people);
        let first = self.drafts.len();
        if awake {
            self.constructions(line, &clause);
        }
        self.later_died(first);
        self.parts(line, &clause, first);

        for draft in &mut self.drafts[first..] {
            self.thread.attribute(draft, items);
            settle(draft, &clause, &when, &r#where, &self.thread, published);
            draft.as_of = told.first().map(|w| w.span.end).or(published);
            draft.perpetrator = perpetrator(&clause, draft, line.text);
            if draft.means.is_none() {
                draft.means = means(items, lexicon);
            }
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
            for construction in &self.reader.constructions {
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
        let entry = self.reader.lexicon.entry(word.lex);
        let Some(outcome) = construction.outcome.or(entry.outcome) else { return false };
        if word.classes.has(Class::NeedsPerson) && !found.people.iter().any(|g| is_person(clause, *g)) {
            return false;
        }
        if word.classes.has(Class::NeedsForce) && !found.people.iter().any(|g| is_force(clause, *g)) {
            return false;
        }
        let role = construction.role.or(entry.role.filter(|_| word.classes.has(Class::Himself)));
        let means = construction.means.clone().or_else(|| entry.means.as_deref().map(str::to_string));
        self.people(line, clause, found, &Read { trigger, outcome, role, means, rule: &construction.id });
        true
    }

    fn people(&mut self, line: &Line<'_>, clause: &Clause<'_>, found: &Match, reading: &Read<'_>) {
        let polarity = context::polarity(clause, found, reading.trigger);
        if polarity.unreal {
            return;
        }
        let scope = context::scope(clause, reading.trigger, &self.reader.lexicon);
        for g in &found.people {
            let group = &clause.people[*g];
            let zero = group.negative || group.any && polarity.negated;
            if polarity.negated && !zero || group.any && !polarity.negated && !self.thread.denies() {
                continue;
            }
            let generic =
                group.bound == Bound::Some && !group.definite && clause.items[reading.trigger].classes.any(HABITUAL);
            if generic && !line.title {
                continue;
            }
            let mut draft = self.draft(line, clause, group, found, reading);
            if let Some(inner) = group.inner.filter(|_| found.reduced && !line.title) {
                // "one of the five people killed": five were killed.
                let words = words(clause.items, line.text, (inner.first, inner.last));
                draft.count = Count { bound: inner.bound, low: inner.low, high: inner.high, words };
            }
            draft.scope = scope;

            if polarity.hedged || group.hedged {
                draft.stance = Stance::Hedged;
            }
            self.drafts.push(draft);
        }
    }

    fn draft(&self, line: &Line<'_>, clause: &Clause<'_>, group: &Group, found: &Match, reading: &Read<'_>) -> Draft {
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
            part_of: None,
            repeats: None,
            superseded_by: None,
            includes_attackers: Inclusion::Unknown,
            means: reading.means.clone(),
            perpetrator: None,
            date: None,
            place: None,
            as_of: None,
            dated_here: false,
            moves: items[reading.trigger].classes.has(Class::Toll),
            title: line.title,
        }
    }

    /// Puts the drafts of a sentence in the order of their words.
    fn in_order(&mut self, first: usize) {
        let mut order: Vec<usize> = (first..self.drafts.len()).collect();
        order.sort_by_key(|i| self.drafts[*i].words);
        let place = |old: usize| order.iter().position(|o| *o == old).map_or(old, |new| first + new);
        let moved: Vec<Draft> = order
            .iter()
            .map(|old| {
                let draft = self.drafts[*old].clone();
                Draft { part_of: draft.part_of.map(place), ..draft }
            })
            .collect();
        self.drafts.truncate(first);
        self.drafts.extend(moved);
    }

    /// "Two people hurt in the blast died": the same people are no longer counted as hurt.
    fn later_died(&mut self, first: usize) {
        let died: Vec<_> = self.drafts[first..]
            .iter()
            .filter(|d| d.outcome == Outcome::Killed)
            .map(|d| (d.group.first, d.sentence))
            .collect();
        let mut at = 0;
        self.drafts.retain(|d| {
            at += 1;
            at <= first || d.outcome != Outcome::Injured || !died.contains(&(d.group.first, d.sentence))
        });
    }

    /// "Three soldiers were killed and five wounded": a number alone counts the kind named before it.
    fn take_kind(&self, line: &Line<'_>, group: &Group, victims: &mut Victims) {
        let before = self.drafts.iter().rev().find(|d| d.sentence == line.sentence && d.group.first < group.first);
        if let Some(before) = before.filter(|b| b.part_of.is_none() && b.count.low.is_none_or(|n| n > 1) || group.other)
        {
            victims.role = before.victims.role;
            victims.actor.clone_from(&before.victims.actor);
        }
    }

    /// Parts of what was just read, and parts told in a sentence of their own.
    fn parts(&mut self, line: &Line<'_>, clause: &Clause<'_>, first: usize) {
        let taken: Vec<usize> = self.drafts[first..].iter().filter_map(|d| clause.people_at(d.group.first)).collect();
        for found in part::parts(clause, &self.reader.lexicon, &taken) {
            self.part(line, clause, &found);
        }
        self.partitives(line, first);
        let wholes: Vec<usize> = (first..self.drafts.len()).filter(|i| self.drafts[*i].is_total()).collect();
        for whole in wholes {
            let after = self.drafts[whole].trigger.max(self.drafts[whole].group.last);
            for g in part::broken_down(clause, after, self.drafts[whole].count.high) {
                let known = self.drafts[first..].iter().any(|d| d.group.first == clause.people[g].first);
                let outcome = self.drafts[whole].outcome;
                if !known && clause.people[g].is_counted() {
                    let found = part::Part {
                        group: g,
                        described_by: None,
                        outcome: Some(outcome),
                        rule: "part-listed",
                        anchor: clause.people[g].first,
                        hedged: false,
                    };
                    self.part(line, clause, &found);
                }
            }
        }
    }

    /// "three of them died": a claim of its own outcome, and a part of what "them" are.
    fn partitives(&mut self, line: &Line<'_>, first: usize) {
        for i in first..self.drafts.len() {
            let (anchor, group) = (self.drafts[i].group.first, self.drafts[i].group.clone());
            let named_whole = match group.of {
                Some(super::people::Whole::Suffered(outcome)) => Some(outcome),
                Some(super::people::Whole::Kind) | None => continue,
                Some(_) => None,
            };
            if let Some(whole) = part::whole_of(&self.drafts, line.sentence, anchor, &group, named_whole) {
                let (role, actor) = (self.drafts[whole].victims.role, self.drafts[whole].victims.actor.clone());
                let draft = &mut self.drafts[i];
                draft.part_of = Some(whole);
                if draft.victims.role == Role::All {
                    draft.victims.role = role;
                    draft.victims.actor = actor;
                }
            }
        }
    }

    fn part(&mut self, line: &Line<'_>, clause: &Clause<'_>, found: &part::Part) {
        let group = &clause.people[found.group];
        if group.pronoun || group.negative || group.any {
            return;
        }
        let whole = part::whole_of(&self.drafts, line.sentence, found.anchor, group, found.outcome);
        let Some(outcome) = found.outcome.or(whole.map(|w| self.drafts[w].outcome)) else { return };
        if whole.is_none() && found.rule == "part-described" {
            return;
        }
        let mut combined = group.clone();
        let description = found.described_by.map(|d| &clause.people[d]);
        if let Some(description) = description {
            combined.role = description.role.or(combined.role);
            combined.traits.clone_from(&description.traits);
            combined.actor.clone_from(&description.actor);
            combined.last = description.last;
        }
        let trigger = description.map_or(group.last - 1, |d| d.last - 1);
        let reading = Read { trigger, outcome, role: None, means: None, rule: found.rule };
        let place = Match { first: group.first, last: combined.last, people: vec![found.group], reduced: false };
        let mut draft = self.draft(line, clause, &combined, &place, &reading);
        if let Some(description) = description {
            draft.victims.words = words(clause.items, line.text, (description.first, description.last));
        }
        draft.part_of = whole;
        if let Some(whole) = whole.filter(|_| combined.bound == Bound::Vague && clause.has(group.first, Class::Half)) {
            self.halve(&mut draft, whole);
        }
        if let Some(whole) = whole {
            let whole = &self.drafts[whole];
            draft.scope = whole.scope;
            draft.stance = whole.stance;
            if draft.victims.role == Role::All && found.rule != "part-listed" && whole.victims.role != Role::All {
                draft.victims.role = whole.victims.role;
            }
            draft.dated_here = false;
        }
        if found.hedged {
            draft.stance = Stance::Hedged;
        }
        self.drafts.push(draft);
    }
}

impl Reading<'_> {
    /// "half of them": half of an exact whole is a number.
    fn halve(&self, draft: &mut Draft, whole: usize) {
        let of = &self.drafts[whole].count;
        if let Some(n) = of.low.filter(|n| of.high == Some(*n) && n.is_multiple_of(2)) {
            draft.count = Count::exact(n / 2, std::mem::take(&mut draft.count.words));
        }
    }
}

struct Read<'a> {
    trigger: usize,
    outcome: Outcome,
    role: Option<Role>,
    means: Option<String>,
    rule: &'a str,
}

fn is_force(clause: &Clause<'_>, g: usize) -> bool {
    let group = &clause.people[g];
    let side = matches!(group.role, Some(Role::StateForces | Role::ArmedGroup | Role::Attacker));
    is_person(clause, g) && (side || group.is_counted() && group.low.is_some_and(|n| n > 1))
}

fn is_person(clause: &Clause<'_>, g: usize) -> bool {
    let group = &clause.people[g];
    !group.names.is_empty()
        || group.pronoun
        || group.negative
        || group.other
        || group.of.is_some()
        || group.head.is_some_and(|h| clause.has(h, Class::Person))
}

/// "BANFA, Kotoro, July 12 (Meridian) - ": the item that ends a dateline, whose date is the article's and not the event's.
fn dateline_end(items: &[Token]) -> Option<usize> {
    let dash = items.iter().take(24).position(|t| matches!(t.shape, Shape::Sign('-' | '–')) && t.spaced)?;
    let place = items.first().is_some_and(|t| t.shape == Shape::Upper || t.shape == Shape::Capital);
    let comma_or_agency = items[..dash].iter().any(|t| matches!(t.shape, Shape::Sign(',' | '(')));
    let told = items[..dash].iter().any(|t| t.classes.any(TOLD));
    (place && !told && (comma_or_agency || dash <= 3)).then_some(dash)
}

/// Binds a draft to the date and place nearest to it, in its sentence or told before.
fn settle(
    draft: &mut Draft,
    clause: &Clause<'_>,
    when: &[When],
    r#where: &[Where],
    thread: &Thread,
    published: Option<Date>,
) {
    let distance = |first: usize| first.abs_diff(draft.trigger);
    // The day on which a toll rose is not the day on which people died.
    let dates = when.iter().filter(|w| !draft.moves && !after_since(clause, w.first));
    let date = dates.min_by_key(|w| distance(w.first));
    draft.dated_here = date.is_some();
    draft.date = date.map(|w| w.span.clone()).or_else(|| thread.date());
    if draft.date.is_none() {
        draft.date = published.map(|day| DateSpan::day(day, String::new()));
    }
    let wide = draft.date.as_ref().is_some_and(|d| d.precision == DatePrecision::Month);
    // A month's figure of ten or more sums a month up; a smaller one tells of an incident in it.
    if wide && draft.scope == Scope::Event && draft.count.low.is_some_and(|n| n >= 10) {
        draft.scope = Scope::Period;
    }
    let place = r#where.iter().min_by_key(|w| distance(w.first));
    draft.place = place.map(|w| w.place.clone()).or_else(|| thread.place());
}

fn after_since(clause: &Clause<'_>, at: usize) -> bool {
    clause.has(at, Class::Since) || at > 0 && clause.has(at - 1, Class::Since)
}

/// Who did it: the agent after "by", the subject of an active verb, those who fired, or the means that names them.
fn perpetrator(clause: &Clause<'_>, draft: &Draft, text: &str) -> Option<String> {
    let items = clause.items;
    let ends = |i: &usize| matches!(items[*i].shape, Shape::Sign(_)) || items[*i].classes.any(ENDS_AGENT);
    let leftward = |to: usize| ((0..to).rev().take(8).find(ends).map_or(to.saturating_sub(8), |i| i + 1), to);
    let rightward =
        |from: usize| (from, (from..items.len().min(from + 8)).find(ends).unwrap_or(items.len().min(from + 8)));
    let named = |(first, last): (usize, usize)| {
        (first < last && (first..last).any(|i| items[i].classes.any(AGENTS))).then(|| words(items, text, (first, last)))
    };
    let by = (draft.trigger + 1..items.len().min(draft.trigger + 6)).find(|i| items[*i].classes.has(Class::By));
    if let Some(agent) = by.and_then(|by| named(rightward(by + 1))) {
        return Some(agent);
    }
    if draft.group.first > draft.trigger
        && let Some(agent) = named(leftward(draft.trigger))
    {
        return Some(agent);
    }
    let fired = (0..items.len()).find(|i| items[*i].classes.has(Class::Attack));
    if let Some(agent) = fired.and_then(|at| named(leftward(at))) {
        return Some(agent);
    }
    let means =
        (0..items.len()).find(|i| items[*i].classes.has(Class::Perpetrator) && items[*i].classes.has(Class::Means));
    means.map(|at| words(items, text, (at, at + 1)))
}

/// What harmed them, by the first word of the sentence that names a means.
fn means(items: &[Token], lexicon: &Lexicon) -> Option<String> {
    items.iter().find_map(|t| lexicon.entry(t.lex).means.as_deref().map(str::to_string))
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
    lower * 4 < upper || capital * 50 < lower && upper * 50 < lower && lower > 60
}

/// Verb forms that tell of habits, not of an event, when nobody is counted: "kills workers".
const HABITUAL: Classes = Classes::of(Class::Base);
const SPEAKING: Classes = Classes::all(&[Class::Say, Class::According, Class::Deny, Class::Tell]);
const TOLD: Classes = Classes::all(&[Class::Be, Class::Have, Class::Say, Class::Past, Class::Definite]);
const PARTS: Classes = Classes::all(&[Class::Including, Class::Among]);
const ENDS_AGENT: Classes = Classes::all(&[
    Class::But,
    Class::That,
    Class::Who,
    Class::And,
    Class::Be,
    Class::Have,
    Class::Locative,
    Class::Say,
]);
const AGENTS: Classes = Classes::all(&[Class::Person, Class::Voice, Class::Perpetrator, Class::Means]);
