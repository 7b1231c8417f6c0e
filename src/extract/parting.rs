//! Turns the parts found in a sentence into drafts, bound to their wholes.

use super::draft::Draft;
use super::lexicon::Class;
use super::{
    construction::Match,
    context,
    draft::words,
    part,
    people::Whole,
    reading::{Line, Read, Reading},
    sentence::Clause,
};
use crate::domain::{Bound, Count, Inclusion, Outcome, Role, Scope, Stance};

impl Reading<'_> {
    /// Parts of what was just read, and parts told in a sentence of their own.
    pub(super) fn parts(&mut self, line: &Line<'_>, clause: &Clause<'_>, first: usize) {
        let taken: Vec<usize> = self.drafts[first..].iter().filter_map(|d| clause.people_at(d.group.first)).collect();
        for found in part::parts(clause, &self.language.lexicon, &taken) {
            self.part(line, clause, &found);
        }
        self.partitives(line, first);
        let counted = |d: &Draft| d.is_total() || d.part_of.is_none() && d.count.low != Some(1);
        let wholes: Vec<usize> = (first..self.drafts.len()).filter(|i| counted(&self.drafts[*i])).collect();
        for whole in wholes {
            let group = self.drafts[whole].group.last;
            let after = self.drafts[whole].trigger.max(group);
            let total = self.drafts[whole].count.high;
            let named = part::named_behind(clause, group, total);
            for g in named.into_iter().chain(part::broken_down(clause, after, total)) {
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
                        whole: Some(whole),
                    };
                    self.part(line, clause, &found);
                }
            }
        }
    }

    /// "three of them died": a claim of its own outcome, and a part of what "them" are.
    pub(super) fn partitives(&mut self, line: &Line<'_>, first: usize) {
        for i in first..self.drafts.len() {
            let (anchor, group) = (self.drafts[i].group.first, self.drafts[i].group.clone());
            let named_whole = match group.of {
                Some(Whole::Suffered(outcome)) => Some(outcome),
                Some(Whole::Kind) | None => continue,
                Some(_) => None,
            };
            // "Three of the wounded died": parts of a toll told just before.
            let died = |o| {
                self.drafts[i].outcome != o
                    && self.drafts[..first].iter().any(|d| d.moves && d.sentence + 2 >= line.sentence)
            };
            let named_whole = named_whole.map(|o| if died(o) { self.drafts[i].outcome } else { o });
            // "killing 31 jihadists and wounding dozens of them": of the same men, not of the dead
            let dead = |whole: &usize| {
                self.drafts[*whole].outcome == Outcome::Killed && self.drafts[i].outcome == Outcome::Injured
            };
            let whole = part::whole_of(&self.drafts, line.sentence, anchor, &group, named_whole);
            if let Some(whole) = whole.filter(|whole| !dead(whole)) {
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

    pub(super) fn part(&mut self, line: &Line<'_>, clause: &Clause<'_>, found: &part::Part) {
        let group = &clause.people[found.group];
        if group.pronoun || group.negative || group.any {
            return;
        }
        // Those fatally hit are a part of everybody hit.
        let told = found.outcome.filter(|_| part::manner(clause, &self.language.lexicon, group.last).is_none());
        let whole = found.whole.or_else(|| part::whole_of(&self.drafts, line.sentence, found.anchor, group, told));
        let Some(outcome) = found.outcome.or(whole.map(|w| self.drafts[w].outcome)) else { return };
        let elsewhere = whole.is_some_and(|w| self.drafts[w].sentence != line.sentence);
        if elsewhere && found.rule == "part-including" {
            return;
        }
        // "11 fighters, half a dozen of them women, were late": of those here, whatever was told earlier
        let here = clause.people.iter().rfind(|g| g.last <= found.anchor && !g.pronoun);
        let several = here.is_some_and(|g| g.is_counted() && g.low.is_some_and(|n| n > 1));
        if elsewhere && several && matches!(group.of, Some(Whole::Them | Whole::Whom)) {
            return;
        }
        // "including soldiers and rebels" says of what kinds, and of nobody how many.
        let kinds = group.bound == Bound::Some && !group.definite && group.names.is_empty();
        if kinds && found.rule == "part-including" {
            return;
        }
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
        let includes_attackers = Inclusion::Unknown;
        let reading = Read { trigger, outcome, role: None, means: None, includes_attackers, rule: found.rule };
        let place =
            Match { first: group.first, last: combined.last, people: vec![found.group], reduced: false, yields: false };
        let mut draft = self.draft(line, clause, &combined, &place, &reading);
        if let Some(description) = description {
            draft.victims.words = words(clause.items, line.text, (description.first, description.last));
        }
        draft.part_of = whole;
        draft.scope = context::scope(clause, &place, found.anchor.max(trigger), &self.language.lexicon);
        if let Some(whole) = whole.filter(|_| combined.bound == Bound::Vague && clause.has(group.first, Class::Half)) {
            self.halve(&mut draft, whole);
        }
        if let Some(whole) = whole {
            let whole = &self.drafts[whole];
            if whole.scope != Scope::Event {
                draft.scope = whole.scope;
            }
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
    pub(super) fn halve(&self, draft: &mut Draft, whole: usize) {
        let of = &self.drafts[whole].count;
        if let Some(n) = of.low.filter(|n| of.high == Some(*n) && n.is_multiple_of(2)) {
            draft.count = Count::exact(n / 2, std::mem::take(&mut draft.count.words));
        }
    }
}
