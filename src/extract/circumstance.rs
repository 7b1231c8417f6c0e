//! When, where, by whom and by what: binds a draft to the circumstances told around it.

use jiff::civil::Date;

use super::{
    context::counts_over,
    draft::{Draft, words},
    lexicon::{Class, Classes, Lexicon, Settings, SpeakerPlace},
    phrase::own_run,
    place::Where,
    scan::{Shape, Token},
    sentence::Clause,
    thread::Thread,
    when::When,
};
use crate::domain::{Bound, DatePrecision, DateSpan, Outcome, Scope};

/// "BANFA, Kotoro, July 12 (Meridian) - ": the item that ends a dateline, whose date is the article's and not the event's.
pub fn dateline_end(items: &[Token]) -> Option<usize> {
    let dash = items.iter().take(24).position(|t| matches!(t.shape, Shape::Sign('-' | '–')) && t.spaced)?;
    let place = items.first().is_some_and(|t| t.shape == Shape::Upper || t.shape == Shape::Capital);
    let comma_or_agency = items[..dash].iter().any(|t| matches!(t.shape, Shape::Sign(',' | '(')));
    let told = items[..dash].iter().any(|t| t.classes.any(TOLD));
    (place && !told && (comma_or_agency || dash <= 3)).then_some(dash)
}

/// "Monitor AFP Saturday 10 Sep 2016": a full date at the head of a text printed later, and where it ends.
pub fn stamp(items: &[Token], when: &[When], printed: Option<Date>) -> Option<(usize, Date)> {
    let year = |w: &&When| (w.first..w.last).any(|i| matches!(items[i].shape, Shape::Digits(1900..=2099)));
    let dated = when.iter().take(2).find(year)?;
    let weekday = (dated.first.saturating_sub(1)..=dated.first).any(|i| items[i].classes.has(Class::Weekday));
    let full = weekday && dated.first < HEAD && dated.span.precision == DatePrecision::Day;
    let before = printed.is_some_and(|day| (1..=REPRINTED).contains(&(day - dated.span.start).get_days()));
    (full && before).then_some((dated.last, dated.span.start))
}

/// What is told around a draft.
pub struct Around<'a> {
    pub when: &'a [When],
    pub r#where: &'a [Where],
    pub published: Option<Date>,
    /// The claim before it was of a longer time.
    pub running: bool,
    /// Somebody speaks in its sentence.
    pub said: bool,
}

/// Binds a draft to the date and place nearest to it, in its sentence or told before.
pub fn settle(draft: &mut Draft, clause: &Clause<'_>, around: &Around<'_>, thread: &Thread) {
    let Around { when, r#where, published, running, said } = *around;
    let trigger = draft.trigger;
    let distance = |first: usize| first.abs_diff(trigger);
    // The day on which a toll rose is not the day on which people died.
    let dates = when.iter().filter(|w| w.before || !draft.moves && !after_since(clause, w.first));
    let date = dates.min_by_key(|w| distance(w.first));
    draft.dated_here = date.is_some();
    draft.date = date.map(|w| w.span.clone()).or_else(|| thread.date());
    if draft.date.is_none() {
        draft.date = published.map(|day| DateSpan::day(day, String::new()));
    }
    let wide = draft.date.as_ref().is_some_and(|d| d.precision == DatePrecision::Month)
        && date.map_or(running, |w| counts_over(clause, w.first));
    // A month's figure of ten or more sums a month up; a smaller one tells of an incident in it.
    if wide && draft.scope == Scope::Event && draft.count.low.is_some_and(|n| n >= 10) {
        draft.scope = Scope::Period;
    }
    // "They have killed many people": no day, no number, so no incident.
    let uncounted =
        matches!(draft.count.bound, Bound::Some | Bound::Vague) && !draft.group.definite && !draft.group.other;
    if uncounted && draft.lasting && !draft.dated_here && draft.scope == Scope::Event {
        draft.scope = Scope::Cumulative;
    }
    // "More than 200,000 people have been killed": no incident, where no day is named.
    let vast = match draft.outcome {
        Outcome::Killed => draft.lasting && draft.count.low.is_some_and(|n| n >= VAST),
        Outcome::Displaced => draft.count.low.is_some_and(|n| n >= VAST_FLIGHT),
        _ => false,
    };
    if vast && !draft.dated_here && draft.scope == Scope::Event {
        draft.scope = Scope::Cumulative;
        draft.claimant = if said { draft.claimant } else { None };
    }
    recent(draft, clause, when, published);
    let nearest = (0..r#where.len()).min_by_key(|i| distance(r#where[*i].first));
    // "in the town of Marea in Aleppo": not the province.
    let own = nearest.map(|i| (0..=i).rev().find(|j| !r#where[*j].holds).unwrap_or(i));
    let place = own.map(|i| &r#where[i]);
    draft.place = place.map(|w| w.place.clone()).or_else(|| thread.place());
}

/// "since Saturday", "since 11 May": a day named shortly before begins what the article is about, and no war.
fn recent(draft: &mut Draft, clause: &Clause<'_>, when: &[When], published: Option<Date>) {
    let since = when.iter().find(|w| after_since(clause, w.first) && w.span.precision == DatePrecision::Day);
    let days = since.zip(published).map(|(w, today)| (today - w.span.start).get_days());
    draft.scope = match (draft.scope, days) {
        (Scope::Cumulative | Scope::Period, Some(0..=LASTS)) => Scope::Event,
        (Scope::Cumulative, Some(_)) => Scope::Period,
        (scope, _) => scope,
    };
}

/// Days for which one incident goes on.
/// Items in which the head of a text ends.
const HEAD: usize = 24;
/// Days within which a dispatch is printed again.
const REPRINTED: i32 = 60;
const LASTS: i32 = 3;
/// Dead that no single incident told without its day has.
const VAST: u64 = 10_000;
/// Displaced whom no single incident has.
const VAST_FLIGHT: u64 = 500_000;

fn after_since(clause: &Clause<'_>, at: usize) -> bool {
    clause.has(at, Class::Since) || at > 0 && clause.has(at - 1, Class::Since)
}

/// Who did it: the agent after "by", the subject of an active verb, those who fired, or the means that names them.
pub fn perpetrator(clause: &Clause<'_>, draft: &Draft, settings: &Settings, text: &str) -> Option<String> {
    let items = clause.items;
    let hyphen = |i: usize| items[i].shape == Shape::Sign('-') && !items[i].spaced;
    let ends =
        |i: &usize| matches!(items[*i].shape, Shape::Sign(_)) && !hyphen(*i) || items[*i].classes.any(ENDS_AGENT);
    let leftward = |to: usize| ((0..to).rev().take(8).find(ends).map_or(to.saturating_sub(8), |i| i + 1), to);
    let rightward =
        |from: usize| (from, (from..items.len().min(from + 8)).find(ends).unwrap_or(items.len().min(from + 8)));
    let named = |(first, last): (usize, usize)| {
        let first = own_run(items, first, last, AGENTS)?;
        let head = (first..last).find(|i| items[*i].classes.any(AGENTS))?;
        let place = (head..last).find(|i| items[*i].classes.any(PLACES)).unwrap_or(last);
        Some(words(items, text, (first, place)))
    };
    let by = (draft.trigger + 1..items.len().min(draft.trigger + 6)).find(|i| items[*i].classes.has(Class::By));
    if let Some(agent) = by.and_then(|by| named(rightward(by + 1))) {
        return Some(agent);
    }
    let counted = |i: &usize| clause.people_at(*i).is_some_and(|g| clause.people[g].is_counted());
    let between = |from: usize, to: usize| if (from..to).any(|i| counted(&i)) { (to, to) } else { (from, to) };
    let verb_first = settings.order.speaker == SpeakerPlace::After;
    // "the police in self-defence fired", "the officers who on Sunday killed": the agent may stand a phrase further left.
    let agent = |verb: usize| {
        // "blew up at an outpost killing ten": what stands before is not who did it.
        if items.get(verb).is_some_and(|t| t.classes.has(Class::Ger)) {
            return None;
        }
        let near = leftward(verb);
        let skips = near.0.checked_sub(1).filter(|i| items[*i].classes.any(TELLS_MORE));
        named(near).or_else(|| skips.and_then(|i| named(leftward(i))))
    };
    // "the army has | killed"; but who "put the toll at" killed nobody.
    let verb = (0..draft.trigger).rev().find(|i| !items[*i].classes.any(HELPS_VERB)).map_or(0, |i| i + 1);
    if draft.group.first > draft.trigger
        && !draft.moves
        && let Some(agent) = if verb_first { named(between(draft.trigger + 1, draft.group.first)) } else { agent(verb) }
    {
        return Some(agent);
    }
    let fired = (0..items.len()).find(|i| items[*i].classes.has(Class::Attack));
    if let Some(agent) = fired.and_then(agent) {
        return Some(agent);
    }
    let means =
        (0..items.len()).find(|i| items[*i].classes.has(Class::Perpetrator) && items[*i].classes.has(Class::Means));
    means.map(|at| words(items, text, (at, at + 1)))
}

/// What harmed them, by the first word of the sentence that names a means.
pub fn means(items: &[Token], lexicon: &Lexicon) -> Option<String> {
    let named = items.iter().filter(|t| t.classes.has(Class::Means));
    named.filter_map(|t| lexicon.entry(t.lex).means.clone()).next().map(String::from)
}
const TOLD: Classes = Classes::all(&[Class::Be, Class::Have, Class::Say, Class::Past, Class::Definite]);
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
const TELLS_MORE: Classes = Classes::all(&[Class::Locative, Class::Who, Class::That, Class::Whom]);
const HELPS_VERB: Classes = Classes::all(&[Class::Have, Class::Adverb, Class::Hedge]);
const PLACES: Classes = Classes::all(&[Class::Locative, Class::At, Class::Weekday, Class::When]);
const AGENTS: Classes = Classes::all(&[Class::Person, Class::Voice, Class::Perpetrator, Class::Means]);
