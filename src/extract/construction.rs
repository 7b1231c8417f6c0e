//! Constructions: how a language says that something happened to somebody, as patterns over word classes.
//!
//! A pattern is anchored on its outcome word (`@part|adj`) and reads outward from it. `be|get+` is a run of words of
//! these classes, `?` and `*` as usual; `!class` demands that none of these stands there; `<subject>` and the other slots are people, found by the ways of [`Slot`].

use serde::Deserialize;

use super::{
    attach::{Slot, attach},
    file::{Fault, File, Keyed, lay_over},
    lexicon::{Class, Classes},
    scan::Shape,
    sentence::Clause,
};
use crate::domain::{Inclusion, Outcome, Role};

/// A way of saying it, compiled.
#[derive(Debug, Clone)]
pub struct Construction {
    pub id: String,
    pub outcome: Option<Outcome>,
    pub role: Option<Role>,
    pub means: Option<String>,
    /// Another construction may read the same word as well: "killed himself and 12 others".
    pub shares: bool,
    /// Are the attackers among the people it names?
    pub includes_attackers: Inclusion,
    /// Where another reads the same people of the same outcome, this one does not count.
    pub yields: bool,
    anchor: Classes,
    /// Nearest to the anchor first.
    before: Vec<Element>,
    after: Vec<Element>,
}

#[derive(Debug, Clone, Copy)]
struct Element {
    what: What,
    least: usize,
    most: usize,
}

#[derive(Debug, Clone, Copy)]
enum What {
    Word(Classes),
    /// `~`: any word, but no sign and nobody.
    Any,
    /// `_`: any word or people, but no sign.
    Span,
    /// `^`: the sentence begins here.
    Start,
    /// `!class`: no word of these stands here. Takes none.
    Not(Classes),
    People(Slot),
}

/// The file's form of a construction, with the sentences that test it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub id: String,
    #[serde(default)]
    pub pattern: String,
    pub outcome: Option<Outcome>,
    pub role: Option<Role>,
    pub means: Option<String>,
    #[serde(default)]
    pub shares: bool,
    pub includes_attackers: Option<Inclusion>,
    #[serde(default)]
    pub yields: bool,
    /// The construction of this name no longer reads.
    #[serde(default)]
    pub off: bool,
    /// Sentences it must read, with what is read: "killed 5 state_forces".
    #[serde(default)]
    pub reads: Vec<Example>,
    /// Sentences from which it must read nothing.
    #[serde(default)]
    pub leaves: Vec<String>,
}

impl Keyed for Row {
    fn key(&self) -> &str {
        &self.id
    }

    fn is_off(&self) -> bool {
        self.off
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    pub text: String,
    pub claims: Vec<String>,
}

/// Compiles the constructions of all files, in order of precedence.
pub fn compile(files: &[File], faults: &mut Vec<Fault>) -> Vec<Construction> {
    let rows = lay_over(files, |file| &file.constructions, faults);
    let compiled = rows.into_iter().map(|row| Construction::compile(&row.is).map_err(|message| row.fault(message)));
    compiled.filter_map(|construction| construction.map_err(|fault| faults.push(fault)).ok()).collect()
}

impl Construction {
    fn compile(row: &Row) -> Result<Self, String> {
        let (mut anchor, mut before, mut after) = (None, Vec::new(), Vec::new());
        for word in row.pattern.split_whitespace() {
            if let Some(classes) = word.strip_prefix('@') {
                if anchor.replace(parse_classes(classes)?).is_some() {
                    return Err(format!("`{}` has two anchors", row.id));
                }
            } else if anchor.is_some() {
                after.push(parse_element(word)?);
            } else {
                before.push(parse_element(word)?);
            }
        }
        before.reverse();
        let anchor = anchor.ok_or_else(|| format!("`{}` has no anchor: mark its outcome word with @", row.id))?;
        let slots = before.iter().chain(&after).filter(|e| matches!(e.what, What::People(_))).count();
        if slots == 0 {
            return Err(format!("`{}` names no people: add a slot such as <subject>", row.id));
        }
        Ok(Self {
            id: row.id.clone(),
            outcome: row.outcome,
            role: row.role,
            means: row.means.clone(),
            shares: row.shares,
            includes_attackers: row.includes_attackers.unwrap_or(Inclusion::Unknown),
            yields: row.yields,
            anchor,
            before,
            after,
        })
    }
}

fn parse_element(word: &str) -> Result<Element, String> {
    let (body, least, most) = match word.chars().last() {
        Some('?') => (&word[..word.len() - 1], 0, 1),
        Some('*') => (&word[..word.len() - 1], 0, usize::MAX),
        Some('+') => (&word[..word.len() - 1], 1, usize::MAX),
        _ => (word, 1, 1),
    };
    let what = match body.strip_prefix('<').and_then(|b| b.strip_suffix('>')) {
        Some(slot) => What::People(slot.parse()?),
        None if body == "^" => What::Start,
        None if body == "~" => What::Any,
        None if body == "_" => What::Span,
        None if body.starts_with('!') => What::Not(parse_classes(&body[1..])?),
        None => What::Word(parse_classes(body)?),
    };
    Ok(Element { what, least, most })
}

fn parse_classes(words: &str) -> Result<Classes, String> {
    words.split('|').try_fold(Classes::NONE, |all, word| {
        let class = Class::deserialize(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(word))
            .map_err(|_| format!("`{word}` is no word class"))?;
        Ok(all.with(Classes::of(class)))
    })
}

/// Where a construction matched: items `first..last`, and the people it names.
#[derive(Debug, Clone)]
pub struct Match {
    pub first: usize,
    pub last: usize,
    pub people: Vec<usize>,
    /// The outcome word stands right behind the people and tells more of them: "people killed".
    pub reduced: bool,
    /// See [`Construction::yields`].
    pub yields: bool,
}

impl Construction {
    fn is_reduced(&self) -> bool {
        self.after.is_empty() && self.before.iter().any(|e| matches!(e.what, What::People(Slot::Left)))
    }

    pub fn matches(&self, clause: &Clause<'_>, trigger: usize) -> Option<Match> {
        if !clause.items[trigger].classes.any(self.anchor) {
            return None;
        }
        let (people, reduced, yields) = (Vec::new(), self.is_reduced(), self.yields);
        let mut found = Match { first: trigger, last: trigger + 1, people, reduced, yields };
        let reading = Reading { clause, trigger };
        let first = reading.leftward(&self.before, trigger, &mut found.people)?;
        let last = reading.rightward(&self.after, trigger + 1, &mut found.people)?;
        (found.first, found.last) = (first, last);
        (!found.people.is_empty()).then_some(found)
    }
}

/// A run of words never needs to be longer; bounds the work on hostile text.
const LONGEST_RUN: usize = 8;

struct Reading<'a> {
    clause: &'a Clause<'a>,
    trigger: usize,
}

impl Reading<'_> {
    /// Matches `elements` leftward from item `at` (exclusive); the first item matched.
    fn leftward(&self, elements: &[Element], at: usize, people: &mut Vec<usize>) -> Option<usize> {
        let Some((element, rest)) = elements.split_first() else { return Some(at) };
        match element.what {
            What::People(slot) => {
                let found = attach(slot, self.clause, self.trigger, at)?;
                let first = found.first;
                let kept = people.len();
                people.extend(found.people);
                self.leftward(rest, first, people).or_else(|| {
                    people.truncate(kept);
                    None
                })
            }
            What::Start => self.leftward(rest, at, people).filter(|_| at == 0),
            What::Not(classes) => {
                let free = at == 0 || !self.clause.items[at - 1].classes.any(classes);
                free.then(|| self.leftward(rest, at, people)).flatten()
            }
            what => {
                let spans = matches!(what, What::Span);
                let fits = |i: &usize| self.fits(what, *i) && (spans || !self.clause.in_people(*i));
                let run = (0..at).rev().take(element.most.min(LONGEST_RUN)).take_while(fits).count();
                // Greedy, then one word fewer at a time.
                (element.least..=run).rev().find_map(|n| self.leftward(rest, at - n, people))
            }
        }
    }

    fn fits(&self, what: What, item: usize) -> bool {
        let token = &self.clause.items[item];
        match what {
            What::Word(classes) => token.classes.any(classes),
            What::Any | What::Span => !matches!(token.shape, Shape::Sign(_)),
            What::Start | What::Not(_) | What::People(_) => false,
        }
    }

    fn rightward(&self, elements: &[Element], at: usize, people: &mut Vec<usize>) -> Option<usize> {
        let Some((element, rest)) = elements.split_first() else { return Some(at) };
        match element.what {
            What::People(slot) => {
                let found = attach(slot, self.clause, self.trigger, at)?;
                let last = found.last;
                let kept = people.len();
                people.extend(found.people);
                self.rightward(rest, last, people).or_else(|| {
                    people.truncate(kept);
                    None
                })
            }
            What::Not(classes) => {
                let free = self.clause.items.get(at).is_none_or(|t| !t.classes.any(classes));
                free.then(|| self.rightward(rest, at, people)).flatten()
            }
            what => {
                let items = self.clause.items;
                let fits = |i: &usize| self.fits(what, *i);
                let run = (at..items.len()).take(element.most.min(LONGEST_RUN)).take_while(fits).count();
                (element.least..=run).rev().find_map(|n| self.rightward(rest, at + n, people))
            }
        }
    }
}
