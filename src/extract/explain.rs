//! Tells of each claim which rules read it and from which words, and of each number that became no claim, why not.
//!
//! Looks at what was read when a sentence is done; reading itself only notes what it turned away, and only when asked to.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    draft::Draft,
    lexicon::{Class, Classes, Lexicon, TRIGGERS},
    number::{NotACount, Quantity, not_a_count, quantity},
    people::Group,
    scan::{Shape, Token},
    sentence::Clause,
    thread::By,
    when::When,
};
use crate::domain::{Claim, Evidence, Scope, Stance, TextPart};

/// The claims of an article with the reasons of each, and the numbers that are in none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Explained {
    #[serde(skip)]
    pub claims: Vec<Claim>,
    /// For each claim, in order, what made it so.
    pub reasons: Vec<Vec<Reason>>,
    /// The numbers that count nobody, or nobody to whom anything happened, in the order of the text.
    pub numbers: Vec<LeftOut>,
}

/// A rule that fired, on some words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reason {
    pub step: Step,
    /// The rule: a construction's id, a word class, a way of being said.
    pub rule: String,
    /// Null where it fired on no words of its own.
    pub words: Option<Evidence>,
}

/// What a rule decided of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    Construction,
    Outcome,
    Count,
    Victims,
    Claimant,
    Stance,
    Scope,
    Date,
    Place,
    Means,
    Perpetrator,
    PartOf,
    Repeats,
    SupersededBy,
}

impl Step {
    /// For people to read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Construction => "construction",
            Self::Outcome => "outcome",
            Self::Count => "count",
            Self::Victims => "victims",
            Self::Claimant => "claimant",
            Self::Stance => "stance",
            Self::Scope => "scope",
            Self::Date => "date",
            Self::Place => "place",
            Self::Means => "means",
            Self::Perpetrator => "perpetrator",
            Self::PartOf => "part of",
            Self::Repeats => "repeats",
            Self::SupersededBy => "superseded by",
        }
    }
}

/// A number that became no claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftOut {
    pub why: WhyNot,
    pub words: Evidence,
}

/// Why a number became no claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    /// A measure: "12 km", "40 percent"
    Unit,
    /// A name: "article 12", "room 15"
    Label,
    Money,
    /// A date or an hour
    Date,
    Year,
    Age,
    /// Inside a word or a larger number
    PartOfWord,
    /// It counts animals, vehicles, houses
    Things,
    /// It counts nothing that is people
    Nobody,
    /// The whole that another count is a part of: "two of the five"
    Whole,
    /// The words call it threatened, planned or supposed
    Unreal,
    /// The words say that it did not happen
    Negated,
    /// Its sentence has an outcome, but none that is about these people
    NoOutcomeNear,
    /// Its sentence tells nothing that happens to people
    NoOutcome,
    /// "Read more", "click here"
    Teaser,
}

impl WhyNot {
    /// For people to read.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Unit => "measures, and counts nobody",
            Self::Label => "is part of a name",
            Self::Money => "is a sum of money",
            Self::Date => "is a date or an hour",
            Self::Year => "is a year",
            Self::Age => "is an age",
            Self::PartOfWord => "is part of a word or a larger number",
            Self::Things => "counts things or animals",
            Self::Nobody => "counts nothing that is people",
            Self::Whole => "is the whole that another count is a part of",
            Self::Unreal => "is threatened, planned or supposed, not told as done",
            Self::Negated => "did not happen, as its words say",
            Self::NoOutcomeNear => "is about people, but no outcome of its sentence is about them",
            Self::NoOutcome => "stands in a sentence that tells no outcome",
            Self::Teaser => "stands in a pointer to another text",
        }
    }
}

impl From<NotACount> for WhyNot {
    fn from(why: NotACount) -> Self {
        match why {
            NotACount::Unit => Self::Unit,
            NotACount::Label => Self::Label,
            NotACount::Money => Self::Money,
            NotACount::Date => Self::Date,
            NotACount::Year => Self::Year,
            NotACount::Age => Self::Age,
            NotACount::PartOfWord => Self::PartOfWord,
        }
    }
}

/// A rule and the bytes it fired on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fired {
    pub step: Step,
    pub rule: String,
    pub span: Option<(usize, usize)>,
}

/// Notes of one reading.
#[derive(Debug, Default)]
pub struct Trace {
    /// Groups of the sentence at hand that a construction found and its words ruled out.
    pub turned_away: Vec<(usize, WhyNot)>,
    /// Bytes of each number left out, and why.
    pub numbers: Vec<(TextPart, (usize, usize), WhyNot)>,
}

/// A sentence that has been read.
pub struct Read<'a> {
    pub clause: &'a Clause<'a>,
    pub lexicon: &'a Lexicon,
    pub when: &'a [When],
    pub part: TextPart,
}

impl Trace {
    /// The numbers of a sentence that was read, `drafts` being what became of it.
    pub fn numbers_read(&mut self, read: &Read<'_>, drafts: &[Draft]) {
        let items = read.clause.items;
        for q in quantities(items, read.lexicon) {
            let counted = drafts.iter().any(|d| overlap(d.group.counted, (q.first, q.last)));
            if !counted {
                let why = self.why_not(read, &q, drafts);
                self.numbers.push((read.part, span(items, q.first, q.last), why));
            }
        }
        self.turned_away.clear();
    }

    /// The numbers of a sentence that nothing is read from.
    pub fn numbers_passed(&mut self, items: &[Token], lexicon: &Lexicon, part: TextPart, why: WhyNot) {
        for q in quantities(items, lexicon) {
            let why = not_a_count(items, &q).map_or(why, WhyNot::from);
            self.numbers.push((part, span(items, q.first, q.last), why));
        }
    }

    fn why_not(&self, read: &Read<'_>, q: &Quantity, drafts: &[Draft]) -> WhyNot {
        let items = read.clause.items;
        let awake = items.iter().any(|t| t.classes.any(TRIGGERS));
        if let Some(why) = not_a_count(items, q) {
            return why.into();
        }
        if read.when.iter().any(|w| overlap((w.first, w.last), (q.first, q.last))) {
            return WhyNot::Date;
        }
        let things = items[q.last..].iter().take(3).any(|t| t.classes.has(Class::Thing));
        let Some(g) = (q.first..q.last).find_map(|item| read.clause.people_at(item)) else {
            return match () {
                () if things => WhyNot::Things,
                () if awake => WhyNot::Nobody,
                () => WhyNot::NoOutcome,
            };
        };
        let turned_away = self.turned_away.iter().find(|(group, _)| *group == g).map(|(_, why)| *why);
        let inside = |d: &Draft| d.group.first == read.clause.people[g].first;
        match turned_away {
            Some(why) => why,
            None if drafts.iter().any(inside) || read.clause.people[g].of.is_some() => WhyNot::Whole,
            None if awake => WhyNot::NoOutcomeNear,
            None => WhyNot::NoOutcome,
        }
    }
}

/// Every quantity of a sentence, left to right.
fn quantities(items: &[Token], lexicon: &Lexicon) -> Vec<Quantity> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < items.len() {
        match quantity(items, at, lexicon) {
            Some(q) => {
                at = q.last.max(at + 1);
                found.push(q);
            }
            None => at += 1,
        }
    }
    found
}

fn overlap(a: (usize, usize), b: (usize, usize)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

fn span(items: &[Token], first: usize, last: usize) -> (usize, usize) {
    (items[first].start as usize, items[last - 1].end as usize)
}

/// Which rules made a draft, told when its sentence has been read.
pub fn reasons(clause: &Clause<'_>, lexicon: &Lexicon, when: &[When], draft: &Draft, by: By) -> Vec<Fired> {
    let items = clause.items;
    let at = |item: usize| Some(span(items, item, item + 1));
    let mut fired = Vec::new();
    let mut tell = |step, rule: String, span| fired.push(Fired { step, rule, span });
    tell(Step::Construction, draft.rule.clone(), Some(draft.words));
    match items[draft.trigger].classes.any(TRIGGERS) {
        true => tell(Step::Outcome, draft.outcome.to_string(), at(draft.trigger)),
        false => tell(Step::Outcome, "that of its whole".into(), None),
    }
    let group = &draft.group;
    if group.is_counted() {
        tell(
            Step::Count,
            how_counted(group, items, lexicon).into(),
            Some(span(items, group.counted.0, group.counted.1)),
        );
    }
    tell(Step::Victims, how_named(group, draft), Some(span(items, group.first, group.last)));
    match by {
        By::Said(verb) => tell(Step::Claimant, "said in this sentence".into(), at(verb)),
        By::Carried => tell(Step::Claimant, "goes on speaking".into(), None),
        By::Outlet => tell(Step::Claimant, "nobody is named: the outlet's own words".into(), None),
    }
    let near = |classes: Classes| {
        let cues = (0..items.len()).filter(|i| items[*i].classes.any(classes));
        cues.min_by_key(|i| i.abs_diff(draft.trigger)).and_then(at)
    };
    match draft.stance {
        Stance::Asserted => {}
        Stance::Hedged => tell(Step::Stance, "hedged".into(), near(Classes::of(Class::Hedge))),
        Stance::Denied => tell(Step::Stance, "denied".into(), near(Classes::of(Class::Deny))),
    }
    match draft.scope {
        Scope::Event => {}
        Scope::Period => tell(Step::Scope, "period".into(), near(LONGER)),
        Scope::Cumulative => tell(Step::Scope, "cumulative".into(), near(WHOLE_WAR)),
    }
    if let Some(date) = &draft.date {
        let named = when.iter().find(|w| draft.dated_here && date.words == w.span.words);
        let rule = match named {
            Some(_) => "named in this sentence",
            None if date.words.is_empty() => "none is named: the day of publication",
            None => "goes on from an earlier sentence",
        };
        tell(Step::Date, rule.into(), named.map(|w| span(items, w.first, w.last)));
    }
    if let Some(place) = &draft.place {
        tell(Step::Place, place.words.clone(), None);
    }
    if let Some(means) = &draft.means {
        tell(Step::Means, means.clone(), near(Classes::of(Class::Means)));
    }
    if let Some(perpetrator) = &draft.perpetrator {
        tell(Step::Perpetrator, perpetrator.clone(), None);
    }
    fired
}

fn how_counted(group: &Group, items: &[Token], lexicon: &Lexicon) -> &'static str {
    let words = &items[group.counted.0..group.counted.1];
    let any = |class| words.iter().any(|t| t.classes.has(class));
    match () {
        () if group.negative || group.any => "nobody",
        () if words.iter().any(|t| matches!(t.shape, Shape::Digits(_))) => "digits",
        () if any(Class::Vague) => "vague",
        () if any(Class::Number) => "number",
        () if words.iter().any(|t| lexicon.entry(t.lex).size.is_some()) => "size",
        () if group.counted.0 < group.counted.1 && !group.names.is_empty() => "names",
        () if group.pronoun || any(Class::Singular) || any(Class::Indefinite) => "singular",
        () => "counted",
    }
}

fn how_named(group: &Group, draft: &Draft) -> String {
    let kind = match () {
        () if group.pronoun => "pronoun",
        () if group.of.is_some() => "part of a whole",
        () if group.head.is_some() => "noun",
        () if !group.names.is_empty() => "name",
        () => "bare number",
    };
    let traits: String = draft.victims.traits.iter().map(|t| format!(" {t}")).collect();
    format!("{kind}: {}{traits}", draft.victims.role)
}

const LONGER: Classes = Classes::all(&[Class::Period, Class::TimeUnit, Class::Last]);
const WHOLE_WAR: Classes = Classes::all(&[Class::Since, Class::Era]);

/// What later claims of the article make of one.
pub fn relations(draft: &Draft) -> impl Iterator<Item = Fired> {
    let to = [(Step::PartOf, draft.part_of), (Step::Repeats, draft.repeats), (Step::SupersededBy, draft.superseded_by)];
    let fired = |(step, to): (Step, Option<usize>)| Some(Fired { step, rule: format!("claim {}", to?), span: None });
    to.into_iter().filter_map(fired)
}
