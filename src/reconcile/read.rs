//! One cell: what one claimant's report says of one group of victims, and how that follows.

use crate::domain::{Basis, Interval, Measure, Outcome, Role, Stance};

use super::{
    forest::Forest,
    group::{Group, Place},
    report::Report,
    settle::Settled,
    sum::{Sum, sum},
    who::{Traits, Who},
    words,
};

/// What a row asks of every report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub outcome: Outcome,
    pub who: Who,
    /// One explicit part, by its label.
    pub label: Option<String>,
}

impl Question {
    pub fn measure(&self) -> Measure {
        self.who.measure(self.outcome, self.label.clone())
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub basis: Basis,
    pub count: Interval,
    /// Places in the pool of the claims it rests on, evidence first.
    pub claims: Vec<usize>,
    /// False where there are only words such as "several".
    pub has_number: bool,
    /// One number for the whole group, not a sum of parts that happened to be told of.
    pub whole: bool,
    /// Tells of attackers only, or of persons somebody knew of: no toll where others give one.
    pub partial: bool,
    /// Numbers people of one age or sex where all are asked for: gives way to a larger toll, but is one beside persons.
    pub narrow: bool,
    pub hedged: bool,
    pub note: Option<String>,
    pub derivation: Option<String>,
}

/// `None`: silent.
pub fn read(report: &Report, settled: &Settled, question: &Question) -> Option<Reading> {
    let own = report.forest(question.outcome).and_then(|forest| answer(forest, settled, question));
    match question.outcome {
        Outcome::Killed if question.label.is_none() => report.open.iter().fold(own, |own, &outcome| {
            let perhaps = perhaps(report, outcome, question.who, own.is_some());
            weigh(own, perhaps, question.who)
        }),
        Outcome::Injured if question.who == Who::ALL && question.label.is_none() => {
            own.or_else(|| survivors(report, settled))
        }
        _ => own,
    }
}

/// "Twelve people were shot, two of them died": ten are hurt, where one report gives everybody hit and the dead.
fn survivors(report: &Report, settled: &Settled) -> Option<Reading> {
    let of = |outcome| {
        let question = Question { outcome, who: Who::ALL, label: None };
        let forest = report.forest(outcome)?;
        let told = answer(forest, settled, &question).filter(|r| r.count.is_exact() && r.basis != Basis::Possible)?;
        let articles: Vec<_> = forest.groups.iter().flat_map(|g| &g.mentions).map(|m| m.article).collect();
        Some((told, articles))
    };
    let ((all, texts), (dead, same)) = (of(Outcome::Casualties)?, of(Outcome::Killed)?);
    let left = all.count.low.checked_sub(dead.count.low).filter(|left| *left > 0)?;
    let left = Some(left).filter(|_| texts.iter().any(|t| same.contains(t)))?;
    let derivation = Some(format!("{left} = {} hit − {} dead", all.count, dead.count));
    let claims = all.claims.iter().chain(&dead.claims).copied().collect();
    let (partial, hedged) = (dead.partial, all.hedged || dead.hedged);
    Some(Reading {
        basis: Basis::Derived,
        count: Interval::exact(left),
        partial,
        hedged,
        derivation,
        claims,
        note: None,
        ..all
    })
}

/// The groups that together answer the question, none a part of another. Parts of somebody else's number answer for their
/// own side and kind, never for all.
fn tops(forest: &Forest, question: &Question) -> Vec<usize> {
    let who = question.who;
    let matches = |i: usize| {
        let group = &forest.groups[i];
        match &question.label {
            Some(_) => group.label == question.label && group.who == who,
            None => who.covers(group.who) && (who != Who::ALL || !forest.is_foreign(i)),
        }
    };
    let found: Vec<bool> = (0..forest.groups.len()).map(matches).collect();
    (0..found.len()).filter(|&i| found[i] && !forest.ancestors(i).any(|a| found[a])).collect()
}

fn answer(forest: &Forest, settled: &Settled, question: &Question) -> Option<Reading> {
    let tops = tops(forest, question);
    let groups: Vec<&Group> = tops.iter().map(|&i| &forest.groups[i]).collect();
    let is_stated = groups.len() == 1 && groups[0].states(question.who) && groups[0].lead().settled_from.is_none();
    let undivided = ages_of_an_undivided_whole(forest, &tops, question.who);
    let opened = !is_stated && !settled.silence_means_none(&question.measure());
    let mut sum = sum(forest, &tops, question.who.role);
    sum.count.low = least(forest, &sum, question.who);
    sum.count.high = undivided.unwrap_or(if opened { None } else { sum.count.high });
    let all_foreign = tops.iter().all(|&i| is_of_somebody_elses(forest, i, question.who));
    let basis = match question.label {
        None if undivided.is_some() || all_foreign => Basis::Possible,
        _ if is_stated => Basis::Stated,
        _ => Basis::Derived,
    };
    let narrow = is_of_one_age(&groups, question.who);
    let mentions = || groups.iter().flat_map(|g| &g.mentions);
    let mut claims: Vec<usize> = Vec::with_capacity(mentions().count());
    for mention in mentions() {
        if !claims.contains(&mention.at) {
            claims.push(mention.at);
        }
    }
    (!claims.is_empty()).then(|| Reading {
        basis,
        count: sum.count,
        has_number: groups.iter().any(|g| g.has_number),
        whole: groups.len() == 1 && groups[0].who.role == question.who.role && !narrow,
        narrow,
        partial: is_partial(forest, &tops, question.who),
        hedged: mentions().all(|m| m.claim.stance == Stance::Hedged),
        note: words::note(forest, &tops, is_stated),
        derivation: (!is_stated).then(|| words::derivation(forest, &sum, question.who, opened, undivided.is_some())),
        claims,
    })
}

/// Where nobody settled whether the attackers are inside the total, they may add nothing to it.
fn least(forest: &Forest, sum: &Sum, who: Who) -> u64 {
    if who != Who::ALL || !forest.attackers_unsettled {
        return sum.count.low;
    }
    let victims = sum.groups.iter().filter(|&&i| forest.groups[i].who.role != Role::Attacker);
    let least = victims.fold(0u64, |sum, &i| sum.saturating_add(forest.count[i].low));
    if least == 0 { sum.count.low } else { least.min(sum.count.low) }
}

/// "Two women", where everybody is asked for.
fn is_of_one_age(groups: &[&Group], asked: Who) -> bool {
    asked.traits.is_empty() && matches!(groups, [only] if only.is_of_one_age())
}

/// Attackers alone, persons, and parts of somebody else's number give no toll.
fn is_partial(forest: &Forest, tops: &[usize], who: Who) -> bool {
    let group = |i: usize| &forest.groups[i];
    let attackers_alone = who == Who::ALL && tops.iter().all(|&i| group(i).who.role == Role::Attacker);
    let is_of_persons = |i: usize| group(i).mentions.iter().all(|m| m.is_of_persons(who));
    attackers_alone || tops.iter().all(|&i| is_of_persons(i) || is_of_somebody_elses(forest, i, who))
}

/// Some part of another claimant's number does not tell how many of a side there were, unless it names the side as such.
fn is_of_somebody_elses(forest: &Forest, i: usize, who: Who) -> bool {
    let names_the_side = forest.groups[i].states(who) && !forest.groups[i].is_single();
    who.traits.is_empty() && forest.is_foreign(i) && !names_the_side
}

/// "46 killed, five of them children", "46 killed, the mayor's two daughters too" does not say how many of the 46 were
/// civilians, though it calls those so.
/// Returns the most there can be, where that is so.
fn ages_of_an_undivided_whole(forest: &Forest, tops: &[usize], who: Who) -> Option<Option<u64>> {
    if who.role == Role::All || !who.traits.is_empty() {
        return None;
    }
    let mut most = tops.first().map(|_| 0u64);
    for &i in tops {
        let group = &forest.groups[i];
        let is_age = !group.who.traits.is_empty() && Traits::OF_A_FAMILY.contains(group.who.traits);
        let is_one = group.mentions.iter().all(|m| !m.names().is_empty());
        let whole = forest.parent[i].filter(|&w| (is_age || is_one) && forest.groups[w].who.role == Role::All)?;
        let parts: Vec<usize> = forest.parts(whole).collect();
        let counted = parts.iter().fold(0u64, |sum, &p| sum.saturating_add(forest.count[p].low));
        if forest.count[whole].high.is_some_and(|high| counted >= high) {
            return None;
        }
        most = most.zip(forest.count[whole].high).map(|(a, b)| a.max(b));
    }
    Some(most)
}

/// What another outcome may add to the dead: its own groups of this kind that no word on the dead covers.
struct Perhaps {
    count: Interval,
    claims: Vec<usize>,
    hedged: bool,
    words: String,
    /// Dead and hurt of every side: they contain the dead already counted.
    contains: bool,
}

fn perhaps(report: &Report, outcome: Outcome, who: Who, has_own: bool) -> Option<Perhaps> {
    let forest = report.forest(outcome)?;
    let killed = report.forest(Outcome::Killed);
    let counted =
        |role: Role| killed.is_some_and(|f| f.groups.iter().any(|g| g.who.role == role && g.place != Place::Foreign));
    let question = Question { outcome, who, label: None };
    let adds = |i: &usize| !has_own || forest.groups[*i].who.role == Role::All || !counted(forest.groups[*i].who.role);
    let groups: Vec<usize> = tops(forest, &question).into_iter().filter(adds).collect();
    let mentions = || groups.iter().flat_map(|&i| &forest.groups[i].mentions);
    mentions().next()?;
    Some(Perhaps {
        count: report.perhaps_dead(outcome, &groups),
        claims: mentions().map(|m| m.at).collect(),
        hedged: mentions().all(|m| m.claim.stance == Stance::Hedged),
        words: words::quoted(forest, &groups, outcome),
        contains: groups.iter().any(|&i| forest.groups[i].who == Who::ALL),
    })
}

/// Silent cells become possible; of derived totals the interval widens; stated numbers stay.
fn weigh(own: Option<Reading>, perhaps: Option<Perhaps>, who: Who) -> Option<Reading> {
    let Some(perhaps) = perhaps else { return own };
    let Some(mut own) = own else {
        return Some(Reading {
            basis: Basis::Possible,
            count: perhaps.count,
            has_number: true,
            whole: false,
            partial: false,
            narrow: false,
            hedged: perhaps.hedged,
            note: Some(perhaps.words),
            derivation: None,
            claims: perhaps.claims,
        });
    };
    match own.basis {
        Basis::Derived if who == Who::ALL => {
            let high = match perhaps.contains {
                true => own.count.hull(perhaps.count).high,
                false => own.count.plus(perhaps.count).high,
            };
            own.derivation = own.derivation.map(|d| words::widened(&d, own.count, high, &perhaps.words));
            own.count.high = high;
            own.partial = false;
            own.claims.extend(perhaps.claims);
        }
        Basis::Possible => own.count = own.count.hull(perhaps.count),
        Basis::Derived | Basis::Stated | Basis::Silent => {}
    }
    Some(own)
}
