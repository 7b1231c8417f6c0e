//! Events for tests, written as one line per claim.

use recount::{
    domain::{
        ArticleId, Basis, Bound, Cell, Claim, ClaimId, Claimant, ClaimantKind, Comparison, Count, Evidence, Inclusion,
        Interval, Judgement, Measure, Outcome, Reliability, Role, Row, RowState, Rule, Scope, Stance, Switch, TextPart,
        Trait, Victims,
        rows::{ClaimRecord, Statement},
    },
    reconcile::{self, RuleResult},
};

/// Some articles' claims about one event.
#[derive(Debug, Clone, Default)]
pub struct Event {
    pub statements: Vec<Statement>,
    pub switches: Vec<Switch>,
    day: i8,
}

/// A claim being written.
pub struct Said<'e>(&'e mut Statement);

impl Event {
    pub fn new() -> Self {
        Self { day: 1, ..Self::default() }
    }

    /// What follows is published on this day of May 2025.
    pub fn day(&mut self, day: i8) {
        self.day = day;
    }

    /// The next claim of an article, `killed` if nothing else is said.
    pub fn say(&mut self, article: i64, claimant: &str, count: impl Into<Number>, role: Role) -> Said<'_> {
        let article = ArticleId(article);
        let ordinal = self.statements.iter().filter(|s| s.record.article == article).count();
        let (Number(count), at) = (count.into(), ordinal * 10);
        let claim = Claim {
            outcome: Outcome::Killed,
            count,
            victims: Victims { words: String::new(), role, traits: vec![], actor: None, names: vec![] },
            claimant: Claimant { name: claimant.into(), kind: ClaimantKind::Unknown, words: Some(claimant.into()) },
            outlet: Some(format!("Outlet {}", article.0)),
            stance: Stance::Asserted,
            scope: Scope::Event,
            part_of: None,
            includes_attackers: Inclusion::Unknown,
            means: None,
            perpetrator: None,
            date: None,
            place: None,
            as_of: None,
            repeats: None,
            superseded_by: None,
            evidence: vec![Evidence { start: at, end: at + 1, exact: String::new(), part: TextPart::Body }],
            rule: "test".into(),
        };
        let id = ClaimId(self.statements.len() as i64 + 1);
        let record =
            ClaimRecord { id, article, ordinal, event: None, judgement: Judgement::Accepted, credibility: None, claim };
        self.statements.push(Statement {
            record,
            title: None,
            outlet: Some(format!("Outlet {}", article.0)),
            url: None,
            published: Some(jiff::civil::date(2025, 5, self.day)),
            sha256: String::new(),
            copy_of: None,
            reliability: None,
        });
        Said(self.statements.last_mut().unwrap())
    }

    pub fn grade(&mut self, claimant: &str, grade: Reliability) {
        for s in self.statements.iter_mut().filter(|s| s.record.claim.claimant.name == claimant) {
            s.reliability = Some(grade);
        }
    }

    pub fn compare(&self) -> Comparison {
        reconcile::compare(&self.statements, &self.switches)
    }

    pub fn row(&self, role: Role, traits: &[Trait]) -> Row {
        self.row_of(Outcome::Killed, role, traits)
    }

    pub fn row_of(&self, outcome: Outcome, role: Role, traits: &[Trait]) -> Row {
        let wanted = Measure { traits: traits.to_vec(), ..Measure::of(outcome, role) };
        let comparison = self.compare();
        let found = comparison.rows().find(|r| r.measure == wanted).cloned();
        found.unwrap_or_else(|| panic!("no row {wanted} in {comparison:#?}"))
    }

    pub fn cell(&self, claimant: &str, role: Role, traits: &[Trait]) -> Cell {
        let column = self.column(claimant);
        self.row(role, traits).cells[column].clone()
    }

    pub fn column(&self, claimant: &str) -> usize {
        let comparison = self.compare();
        comparison.columns.iter().position(|c| c.claimant == claimant).unwrap_or_else(|| panic!("no {claimant}"))
    }

    /// The total's numbers and basis in one claimant's column.
    pub fn total(&self, claimant: &str) -> (String, Basis) {
        let cell = self.cell(claimant, Role::All, &[]);
        (shown(&cell), cell.basis)
    }

    pub fn state(&self) -> RowState {
        self.row(Role::All, &[]).state
    }

    pub fn rule(&self, rule: Rule, role: Role) -> RuleResult {
        let results = reconcile::rules(&self.statements, &self.switches, &Measure::of(Outcome::Killed, role));
        results.into_iter().find(|r| r.rule == rule).unwrap()
    }
}

pub fn shown(cell: &Cell) -> String {
    cell.interval.map_or("·".into(), |i| i.to_string())
}

impl Said<'_> {
    fn with(self, change: impl FnOnce(&mut Claim)) -> Self {
        change(&mut self.0.record.claim);
        self
    }

    pub fn outcome(self, outcome: Outcome) -> Self {
        self.with(|c| c.outcome = outcome)
    }

    pub fn kind(self, kind: ClaimantKind) -> Self {
        self.with(|c| c.claimant.kind = kind)
    }

    pub fn traits(self, traits: &[Trait]) -> Self {
        self.with(|c| c.victims.traits = traits.to_vec())
    }

    pub fn words(self, words: &str) -> Self {
        self.with(|c| c.victims.words = words.into())
    }

    pub fn named(self, name: &str) -> Self {
        self.with(|c| c.victims.names = vec![name.into()])
    }

    pub fn part_of(self, whole: usize) -> Self {
        self.with(|c| c.part_of = Some(whole))
    }

    pub fn repeats(self, first: usize) -> Self {
        self.with(|c| c.repeats = Some(first))
    }

    pub fn superseded_by(self, later: usize) -> Self {
        self.with(|c| c.superseded_by = Some(later))
    }

    pub fn attackers(self, inside: Inclusion) -> Self {
        self.with(|c| c.includes_attackers = inside)
    }

    pub fn stance(self, stance: Stance) -> Self {
        self.with(|c| c.stance = stance)
    }

    pub fn scope(self, scope: Scope) -> Self {
        self.with(|c| c.scope = scope)
    }

    pub fn means(self, means: &str) -> Self {
        self.with(|c| c.means = Some(means.into()))
    }

    pub fn true_on(self, day: i8) -> Self {
        self.with(|c| c.as_of = Some(jiff::civil::date(2025, 5, day)))
    }

    /// Told in the words of another claim of its article: "killing a man and a boy".
    pub fn beside(self, other: usize) -> Self {
        self.with(|c| (c.evidence[0].start, c.evidence[0].end) = (other * 10, other * 10 + 1))
    }

    pub fn evidence(self, exact: &str) -> Self {
        self.with(|c| c.evidence[0].exact = exact.into())
    }

    pub fn perpetrator(self, who: &str) -> Self {
        self.with(|c| c.perpetrator = Some(who.into()))
    }

    pub fn of(self, actor: &str) -> Self {
        self.with(|c| c.victims.actor = Some(actor.into()))
    }

    pub fn judged(self, judgement: Judgement) -> Self {
        self.0.record.judgement = judgement;
        self
    }

    pub fn copy_of(self, article: i64) -> Self {
        self.0.copy_of = Some(ArticleId(article));
        self
    }

    pub fn id(self) -> ClaimId {
        self.0.record.id
    }
}

/// `5`, `at_least(9)`, `up_to(70)`, `vague("dozens")`, `some()`, `(4, 6)`.
pub struct Number(pub Count);

impl From<u64> for Number {
    fn from(n: u64) -> Self {
        Self(if n == 0 { Count::zero("no") } else { Count::exact(n, n.to_string()) })
    }
}

impl From<(u64, u64)> for Number {
    fn from((low, high): (u64, u64)) -> Self {
        Self(Count {
            bound: Bound::Range,
            low: Some(low),
            high: Some(high),
            words: format!("between {low} and {high}"),
        })
    }
}

pub fn at_least(n: u64) -> Number {
    Number(Count { bound: Bound::AtLeast, low: Some(n), high: None, words: format!("at least {n}") })
}

pub fn up_to(n: u64) -> Number {
    Number(Count { bound: Bound::AtMost, low: Some(0), high: Some(n), words: format!("up to {n}") })
}

pub fn vague(words: &str, low: u64, high: Option<u64>) -> Number {
    Number(Count { bound: Bound::Vague, low: Some(low), high, words: words.into() })
}

pub fn some() -> Number {
    Number(Count { bound: Bound::Some, low: None, high: None, words: String::new() })
}

pub fn another(n: u64) -> Number {
    Number(Count::exact(n, format!("another {n}")))
}

pub fn exactly(n: u64) -> Option<Interval> {
    Some(Interval::exact(n))
}
