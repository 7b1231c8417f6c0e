//! Which claims count, and why the others do not. A claim left out keeps its reason; none is lost.

use std::collections::{HashMap, HashSet};

use crate::domain::{ArticleId, Claim, ClaimId, ClaimantKind, Judgement, Role, Scope, Stance, rows::Statement};

use super::{
    claimant::identity,
    who::Who,
    wording::{Apart, apart},
    wounded::leave_out_dead,
};

/// Why a claim stays out of the comparison. Numbers are places in the pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    Rejected,
    Unsound,
    Denied,
    OtherScope(Scope),
    SettledCumulative,
    ReplacedBy(usize),
    /// The same claimant's word of a later day.
    Outdated(usize),
    /// A part that no longer fits the whole which replaced its own.
    Outgrown(usize),
    Restates(usize),
    CopyOf(usize),
    /// Of the wounded, who died and is counted there.
    Died(usize),
    /// Of everybody hit, this many were injured.
    CountsTheDead(usize),
}

/// All statements in one order, each with its fate. `None`: it counts.
pub struct Pool<'a> {
    /// By article, then ordinal, whatever order they came in.
    pub statements: Vec<&'a Statement>,
    pub fate: Vec<Option<Why>>,
    /// The claim that each calls its whole, standing or not.
    wholes: Vec<Option<usize>>,
}

impl<'a> Pool<'a> {
    pub fn new(statements: &'a [Statement]) -> Self {
        let mut statements: Vec<&Statement> = statements.iter().collect();
        statements.sort_by_key(|s| (s.record.article, s.record.ordinal, s.record.id));
        let mut pool = Self { fate: vec![None; statements.len()], wholes: Vec::new(), statements };
        pool.wholes = (0..pool.statements.len()).map(|at| pool.follow(at, pool.claim(at).part_of)).collect();
        for at in 0..pool.statements.len() {
            pool.fate[at] = pool.by_itself(at).or_else(|| pool.replaced(at)).or_else(|| pool.restated(at));
        }
        pool.leave_out_copies();
        leave_out_dead(&mut pool);
        pool
    }

    pub fn claim(&self, at: usize) -> &'a Claim {
        &self.statements[at].record.claim
    }

    pub fn article(&self, at: usize) -> ArticleId {
        self.statements[at].record.article
    }

    pub fn id(&self, at: usize) -> ClaimId {
        self.statements[at].record.id
    }

    /// Why a claim was left out, as people read it.
    pub fn words(&self, why: Why) -> String {
        match why {
            Why::Rejected => "rejected".into(),
            Why::Unsound => "its low end is above its high end".into(),
            Why::Denied => "a denial".into(),
            Why::OtherScope(Scope::Cumulative) => "counts a longer time than this event".into(),
            Why::OtherScope(_) => "counts several incidents or a period".into(),
            Why::SettledCumulative => "settled: this claimant counts a longer time than this event".into(),
            Why::ReplacedBy(by) => format!("replaced by {}", self.id(by)),
            Why::Outdated(by) => format!("replaced by the same claimant's later word, {}", self.id(by)),
            Why::Outgrown(by) => format!("no longer fits {}, which replaced its whole", self.id(by)),
            Why::Restates(first) => format!("restates {}", self.id(first)),
            Why::CopyOf(first) => format!("copy of {}", self.id(first)),
            Why::CountsTheDead(injured) => format!("counts the dead too, {} does not", self.id(injured)),
            Why::Died(killed) => format!("died: counted by {}", self.id(killed)),
        }
    }

    fn by_itself(&self, at: usize) -> Option<Why> {
        let Statement { record, .. } = self.statements[at];
        match (record.judgement, record.claim.stance, record.claim.scope) {
            (Judgement::Rejected, ..) => Some(Why::Rejected),
            (_, Stance::Denied, _) => Some(Why::Denied),
            (.., scope @ (Scope::Period | Scope::Cumulative)) => Some(Why::OtherScope(scope)),
            _ if !record.claim.count.is_sound() => Some(Why::Unsound),
            _ => None,
        }
    }

    /// The claim at a place of an article's list.
    fn find(&self, article: ArticleId, ordinal: usize) -> Option<usize> {
        self.statements.binary_search_by_key(&(article, ordinal), |s| (s.record.article, s.record.ordinal)).ok()
    }

    fn follow(&self, at: usize, to: Option<usize>) -> Option<usize> {
        self.find(self.statements[at].record.article, to?).filter(|&found| found != at)
    }

    /// The standing claim that this one is a part of, wherever the whole's meaning went: to the claim it restates, to its
    /// replacement, to the original of a copy. `None` where the whole does not count here.
    pub fn whole_of(&self, at: usize) -> Option<usize> {
        let mut whole = self.wholes[at]?;
        for _ in 0..self.statements.len() {
            whole = match self.fate[whole] {
                None => return Some(whole).filter(|&found| found != at),
                Some(Why::ReplacedBy(to) | Why::Outdated(to) | Why::Restates(to) | Why::CopyOf(to)) => to,
                Some(_) => return None,
            };
        }
        None
    }

    /// Does a whole of it number people of this role?
    pub fn is_inside(&self, at: usize, role: Role) -> bool {
        let mut wholes =
            std::iter::successors(self.wholes[at], |&whole| self.wholes[whole]).take(self.statements.len());
        let outcome = self.claim(at).outcome;
        wholes.any(|whole| self.claim(whole).outcome == outcome && self.claim(whole).victims.role == role)
    }

    /// "Two of them died": of people counted as hit.
    pub fn is_part_of_another_outcome(&self, at: usize) -> bool {
        self.wholes[at].is_some_and(|whole| self.claim(whole).outcome != self.claim(at).outcome)
    }

    /// Was the claim's own whole replaced by a later figure?
    pub fn lost_its_whole(&self, at: usize) -> bool {
        self.wholes[at].is_some_and(|w| matches!(self.fate[w], Some(Why::ReplacedBy(_) | Why::Outdated(_))))
    }

    /// A rejected later word replaces nothing, and a circle of replacements replaces nothing either.
    fn replaced(&self, at: usize) -> Option<Why> {
        let by = self.follow(at, self.claim(at).superseded_by)?;
        let mut next = by;
        for _ in 0..self.statements.len() {
            match self.follow(next, self.claim(next).superseded_by) {
                Some(further) if further == at => return None,
                Some(further) => next = further,
                None => break,
            }
        }
        (self.statements[by].record.judgement != Judgement::Rejected).then_some(Why::ReplacedBy(by))
    }

    /// Only an earlier claim that could mean the same number is restated; where the first mention was rejected, the
    /// second one speaks for itself.
    fn restated(&self, at: usize) -> Option<Why> {
        let first = self.follow(at, self.claim(at).repeats).filter(|&first| first < at)?;
        let (this, that) = (self.claim(at), self.claim(first));
        let alike = this.outcome == that.outcome && this.count.interval().overlaps(that.count.interval());
        match self.fate[first] {
            _ if !alike => None,
            Some(Why::Rejected | Why::Unsound) => None,
            _ => Some(Why::Restates(first)),
        }
    }

    /// In a text printed more than once only the first print's claims count, the original's before its copies'. What a
    /// copy adds of its own still counts. A claim rejected in the original is not revived by a copy.
    fn leave_out_copies(&mut self) {
        let print_of = |s: &Statement| s.copy_of.unwrap_or(s.record.article);
        let copied: HashSet<ArticleId> = self.statements.iter().filter_map(|s| s.copy_of).collect();
        let mut order: Vec<usize> = (0..self.statements.len()).collect();
        order.retain(|&at| copied.contains(&print_of(self.statements[at])));
        order.sort_by_key(|&at| (self.statements[at].copy_of.is_some(), at));
        let mut first: HashMap<_, usize> = HashMap::new();
        for at in order {
            let claim = self.claim(at);
            let speaker = match claim.claimant.kind {
                ClaimantKind::Media => String::new(),
                _ => identity(&claim.claimant.name),
            };
            let said = (claim.outcome, claim.count.interval(), Who::of(&claim.victims), &claim.victims.names);
            let owner = *first.entry((print_of(self.statements[at]), speaker, said)).or_insert(at);
            if self.statements[owner].record.article != self.statements[at].record.article && self.fate[at].is_none() {
                self.fate[at] = Some(Why::CopyOf(owner));
            }
        }
    }

    /// Is the number also given without "others", in a headline perhaps? Then it is everybody.
    pub fn is_restated_plainly(&self, at: usize) -> bool {
        let article = self.statements[at].record.article;
        let start = self.statements.partition_point(|s| s.record.article < article);
        let own = (start..self.statements.len()).take_while(|&i| self.statements[i].record.article == article);
        let plain = |i: usize| {
            apart(self.claim(i)) == Apart::No && self.claim(i).count.interval() == self.claim(at).count.interval()
        };
        own.into_iter().any(|i| self.fate[i] == Some(Why::Restates(at)) && plain(i))
    }
}
