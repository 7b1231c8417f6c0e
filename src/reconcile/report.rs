//! Everything one claimant says about the event: its columns' worth of forests, one per outcome.

use crate::domain::{Claim, Interval, Outcome, Role, event::Meaning};

use super::{
    admit::Pool,
    forest::Forest,
    group::group,
    mention::{Mention, Whole},
    settle::Settled,
    who::Who,
    wording::Apart,
};

/// Outcomes that may mean another one, until the analyst settles it.
pub const BEARING: [Outcome; 2] = [Outcome::Neutralized, Outcome::Casualties];

/// The claims of one claimant that count, before its later words replace the earlier ones.
pub struct Draft<'a> {
    own: Vec<usize>,
    /// Outcomes whose words may yet mean killed.
    open: Vec<Outcome>,
    mentions: Vec<(Outcome, Vec<Mention<'a>>)>,
}

impl<'a> Draft<'a> {
    /// `own`: the places in the pool of the claims that count, in order.
    pub fn new(pool: &Pool<'a>, own: Vec<usize>, settled: &Settled) -> Self {
        let means = |outcome| match outcome {
            Outcome::Neutralized => settled.neutralized(),
            Outcome::Casualties => settled.casualties(),
            _ => Meaning::Open,
        };
        let mut mentions: Vec<(Outcome, Vec<Mention>)> = Vec::new();
        let mut add = |outcome, mention| match mentions.iter_mut().find(|(o, _)| *o == outcome) {
            Some((_, found)) => found.push(mention),
            None => mentions.push((outcome, vec![mention])),
        };
        for &at in &own {
            let mut mention = Mention::new(at, pool.statements[at], who(pool, at));
            if mention.apart != Apart::No && pool.is_restated_plainly(at) {
                mention.apart = Apart::No;
            }
            let outcome = mention.claim.outcome;
            if means(outcome) == Meaning::Killed {
                add(Outcome::Killed, mention.settled(outcome));
            }
            tie(pool, &mut mention, &own);
            add(outcome, mention);
        }
        let open = BEARING.into_iter().filter(|&o| means(o) == Meaning::Open).collect();
        Self { own, open, mentions }
    }

    /// The mentions of each outcome, for replacements to be marked.
    pub fn mentions(&mut self) -> impl Iterator<Item = &mut Vec<Mention<'a>>> {
        self.mentions.iter_mut().map(|(_, m)| m)
    }
}

#[derive(Debug, Default)]
pub struct Report<'a> {
    forests: Vec<(Outcome, Forest<'a>)>,
    pub open: Vec<Outcome>,
    /// Of the neutralized, by their place in the pool, those reported taken alive.
    alive: Vec<(usize, u64)>,
}

impl<'a> Report<'a> {
    pub fn new(pool: &Pool<'a>, draft: Draft<'a>, settled: &Settled) -> Self {
        let mut forests: Vec<(Outcome, Forest)> = Vec::new();
        for (outcome, mentions) in draft.mentions {
            forests.push((outcome, Forest::grow(group(pool, mentions, outcome), settled.attackers())));
        }
        forests.sort_by_key(|(outcome, _)| *outcome);
        Self { forests, open: draft.open, alive: alive(pool, &draft.own) }
    }

    pub fn forest(&self, outcome: Outcome) -> Option<&Forest<'a>> {
        self.forests.iter().find(|(o, _)| *o == outcome).map(|(_, f)| f)
    }

    pub fn forests(&self) -> impl Iterator<Item = &(Outcome, Forest<'a>)> {
        self.forests.iter()
    }
}

/// The group of a claim with what its wholes say of it: of four soldiers, one by friendly fire is a soldier.
fn who(pool: &Pool, at: usize) -> Who {
    let mut who = Who::of(&pool.claim(at).victims);
    let mut whole = pool.whole_of(at);
    for _ in 0..pool.statements.len().min(16) {
        let Some(above) = whole else { break };
        let outer = Who::of(&pool.claim(above).victims);
        if who.role == Role::All {
            who.role = outer.role;
        }
        if who.role == outer.role {
            who.traits = who.traits.with(outer.traits);
        }
        whole = pool.whole_of(above);
    }
    who
}

/// Ties a part to its whole, and names it where role and traits do not tell the two apart.
fn tie(pool: &Pool, mention: &mut Mention, own: &[usize]) {
    let same = |&whole: &usize| pool.claim(whole).outcome == mention.claim.outcome;
    let Some(whole) = pool.whole_of(mention.at).filter(same) else { return };
    mention.whole = if own.binary_search(&whole).is_ok() { Whole::In(whole) } else { Whole::Foreign };
    if who(pool, whole) == mention.who {
        mention.label = Some(label(mention.claim, pool.claim(whole)));
    }
}

/// What the claimant's words add: the means, the names, or the words themselves.
fn label(part: &Claim, whole: &Claim) -> String {
    const LONGEST: usize = 40;
    let means = part.means.as_ref().filter(|means| Some(*means) != whole.means.as_ref());
    let text = match means {
        Some(means) => format!("by {means}"),
        None if !part.victims.names.is_empty() => part.victims.names.join(", "),
        None if !part.victims.words.is_empty() => part.victims.words.clone(),
        None => part.count.words.clone(),
    };
    match text.char_indices().nth(LONGEST) {
        None if text.is_empty() => "part".into(),
        None => text,
        Some((end, _)) => {
            let end = text[..end].rfind(' ').unwrap_or(end);
            format!("{}…", &text[..end])
        }
    }
}

/// "26 neutralized, nine of them surrendered": the nine are alive.
fn alive(pool: &Pool, own: &[usize]) -> Vec<(usize, u64)> {
    let taken = |claim: &Claim| matches!(claim.outcome, Outcome::Surrendered | Outcome::Detained | Outcome::Released);
    let parts = own.iter().filter(|&&at| pool.fate[at].is_none() && taken(pool.claim(at)));
    parts.filter_map(|&at| Some((pool.whole_of(at)?, pool.claim(at).count.interval().low))).collect()
}

impl Report<'_> {
    /// How many of these neutralized may be dead.
    pub fn perhaps_dead(&self, outcome: Outcome, groups: &[usize]) -> Interval {
        let Some(forest) = self.forest(outcome) else { return Interval::ZERO };
        let most = super::sum::sum(forest, groups, Role::All).count.high;
        let ats: Vec<usize> = groups.iter().flat_map(|&g| &forest.groups[g].mentions).map(|m| m.at).collect();
        let alive: u64 = self.alive.iter().filter(|(whole, _)| ats.contains(whole)).map(|(_, n)| n).sum();
        Interval { low: 0, high: most.map(|most| most.saturating_sub(alive)) }
    }
}
