//! A claim in the making: what one construction read, before it is known who said it and what it belongs to.

use jiff::civil::Date;

use super::{explain::Fired, lexicon::Class, people::Group, scan::Token};
use crate::domain::{Count, DateSpan, Inclusion, Outcome, Place, Role, Scope, Stance, TextPart, Victims};

/// Index into the drafts of an article.
pub type DraftId = usize;

#[derive(Debug, Clone)]
pub struct Draft {
    pub part: TextPart,
    /// Of the sentence, counted over title and body.
    pub sentence: usize,
    pub outcome: Outcome,
    pub group: Group,
    pub count: Count,
    pub victims: Victims,
    pub stance: Stance,
    pub scope: Scope,
    /// Index into the claimants of the article; none is the outlet itself.
    pub claimant: Option<usize>,
    /// Bytes of its words in title or body, end exclusive.
    pub words: (usize, usize),
    /// The items of outcome word and people, for what is read later in the same sentence.
    pub trigger: usize,
    pub rule: String,
    /// What made it so; filled only when asked for.
    pub why: Vec<Fired>,
    pub part_of: Option<DraftId>,
    pub repeats: Option<DraftId>,
    pub superseded_by: Option<DraftId>,
    pub includes_attackers: Inclusion,
    pub means: Option<String>,
    pub perpetrator: Option<String>,
    pub date: Option<DateSpan>,
    pub place: Option<Place>,
    /// The day its claimant spoke.
    pub as_of: Option<Date>,
    /// Its date or place was named in its own sentence.
    pub dated_here: bool,
    /// A total that replaces an earlier one: "rose to 12".
    pub moves: bool,
    /// Any other reading of the same people in its sentence is the better one.
    pub yields: bool,
    pub title: bool,
    /// Opens its sentence and says nothing with a finite verb, as headings do.
    pub headed: bool,
    /// Taken for known rather than told: "the murder of the mayor", "the mayor, who was killed".
    pub presupposed: bool,
    /// Told in the perfect or as going on: "have killed many", "are being killed".
    pub lasting: bool,
    /// Told by a word that leaves open whether they lived: "shot".
    pub mortal: bool,
    /// Told in words that presuppose people counted before: "victim", "in critical condition".
    pub detail: bool,
    /// One person by name or age, or pointed at.
    pub somebody: bool,
    /// "killed himself", "a self-inflicted wound"
    pub by_own_hand: bool,
    /// How often the account had turned to something else by then: "meanwhile", "separately".
    pub turns: usize,
}

impl Draft {
    pub fn is_total(&self) -> bool {
        self.victims.role == Role::All && self.victims.traits.is_empty() && self.part_of.is_none()
    }
}

/// The count of a group in words.
pub fn count_of(group: &Group, items: &[Token], text: &str) -> Count {
    Count { bound: group.bound, low: group.low, high: group.high, words: words(items, text, group.counted) }
}

/// Who the group are, as we sort them, with their own words.
pub fn victims_of(group: &Group, items: &[Token], text: &str) -> Victims {
    let from = group.counted.1.min(group.last);
    let span = if from < group.last && group.is_counted() && !whole_is_count(group) {
        (from, group.last)
    } else {
        (group.first, group.last)
    };

    // "20 personnes | au moins": the bound belongs to the count.
    let (from, mut to) = span;
    while group.head.is_some() && to > from + 1 && items[to - 1].classes.has(Class::Bound) {
        to -= 1;
    }
    let span = (from, to);
    let names = group.names.iter().map(|n| words(items, text, *n)).collect();
    Victims {
        words: words(items, text, span),
        role: group.role(),
        traits: group.traits.clone(),
        actor: group.actor.as_deref().map(str::to_string),
        names,
    }
}

fn whole_is_count(group: &Group) -> bool {
    group.counted == (group.first, group.last)
}

/// The text of items `first..last`, on one line.
pub fn words(items: &[Token], text: &str, (first, last): (usize, usize)) -> String {
    if first >= last || last > items.len() {
        return String::new();
    }
    let span = &text[items[first].start as usize..items[last - 1].end as usize];
    if span.contains('\n') { span.split_whitespace().collect::<Vec<_>>().join(" ") } else { span.to_string() }
}
