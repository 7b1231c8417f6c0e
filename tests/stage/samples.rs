//! Three articles on two incidents, with their claims as they stand in the words.

use recount::{
    domain::{
        Article, Bound, Claim, Claimant, ClaimantKind, Count, DateSpan, Evidence, Inclusion, Outcome, Place, Role,
        Scope, Stance, TextPart, Victims,
    },
    store::{Arrivals, Draft, NewArticle, NewClaim, Target},
};

const RAID: &str = "Security forces raided a hideout in the northern city of Aleppo on Saturday and lost one of their \
own men in the fighting, the interior ministry said.

One member of the security forces was killed, the ministry said in a statement. Three militants were neutralized and \
four others were arrested, it added, without saying whether those neutralized were dead.

The Syrian Observatory for Human Rights said five people were killed. Two of them belonged to the security forces and \
three were suspected members of the cell, two of whom reportedly blew themselves up when the building was stormed.

It was one of the first operations of its kind that the new authorities have announced in the city. The war, which \
began in 2011, has cost more than 500,000 lives.";

const SECOND: &str = "The interior ministry on Sunday repeated that one member of the security forces was killed in \
Aleppo. Residents spoke of an ambulance 日本製 parked at the corner.";

const ROAD: &str = "قُتل ثلاثة مدنيين في انفجار لغم على طريق قرب إدلب، قال الدفاع المدني.

وقال شهود إن شخصين أصيبا بجروح.";

struct Made<'a> {
    outcome: Outcome,
    count: Count,
    role: Role,
    claimant: (&'a str, ClaimantKind),
    words: &'a str,
    part_of: Option<usize>,
    stance: Stance,
    scope: Scope,
}

impl Default for Made<'_> {
    fn default() -> Self {
        Self {
            outcome: Outcome::Killed,
            count: Count::exact(1, "one"),
            role: Role::All,
            claimant: MINISTRY,
            words: "",
            part_of: None,
            stance: Stance::Asserted,
            scope: Scope::Event,
        }
    }
}

const MINISTRY: (&str, ClaimantKind) = ("Interior ministry", ClaimantKind::Official);
const SOHR: (&str, ClaimantKind) = ("Syrian Observatory for Human Rights", ClaimantKind::Monitor);

fn claim(article: &Article, made: Made) -> Claim {
    let at = article.text.find(made.words).unwrap_or_else(|| panic!("{:?} is not in the text", made.words));
    let start = article.text[..at].chars().count();
    let day = article.published.map(|d| DateSpan::day(d, ""));
    Claim {
        outcome: made.outcome,
        count: made.count,
        victims: Victims {
            words: made.words.into(),
            role: made.role,
            traits: Vec::new(),
            actor: None,
            names: Vec::new(),
        },
        claimant: Claimant { name: made.claimant.0.into(), kind: made.claimant.1, words: None },
        outlet: article.outlet.clone(),
        stance: made.stance,
        scope: made.scope,
        part_of: made.part_of,
        includes_attackers: Inclusion::Unknown,
        means: None,
        perpetrator: None,
        date: day,
        place: None,
        as_of: article.published,
        repeats: None,
        superseded_by: None,
        evidence: vec![Evidence {
            start,
            end: start + made.words.chars().count(),
            exact: made.words.into(),
            part: TextPart::Body,
        }],
        rule: "passive".into(),
    }
}

fn article(title: &str, text: &str, outlet: &str, day: &str, language: &str) -> Article {
    Article {
        title: Some(title.into()),
        text: text.into(),
        outlet: Some(outlet.into()),
        url: Some(format!("https://example.org/{}", day.replace('-', "/"))),
        published: Some(day.parse().unwrap()),
        language: Some(language.into()),
        ..Article::default()
    }
}

fn arrived(article: Article, claims: Vec<(Claim, Option<usize>)>) -> NewArticle {
    let new = |(claim, event): (Claim, Option<usize>)| NewClaim { claim, event: event.map(Target::New) };
    NewArticle {
        raw: article.text.clone().into_bytes(),
        claims: claims.into_iter().map(new).collect(),
        article,
        copy_of: None,
        capture: None,
    }
}

fn raid() -> NewArticle {
    use Outcome::{Detained, Killed, Neutralized};
    let a = article(
        "Security man killed in Aleppo raid; monitor counts five dead",
        RAID,
        "Levant Wire",
        "2025-05-17",
        "en",
    );
    let base = Made::default;
    let hedged = Stance::Hedged;
    let many = Count { bound: Bound::AtLeast, low: Some(500_001), high: None, words: "more than 500,000".into() };
    let made = vec![
        Made { role: Role::StateForces, words: "One member of the security forces was killed", ..base() },
        Made {
            outcome: Neutralized,
            count: Count::exact(3, "Three"),
            role: Role::ArmedGroup,
            words: "Three militants were neutralized",
            ..base()
        },
        Made {
            outcome: Detained,
            count: Count::exact(4, "four"),
            role: Role::ArmedGroup,
            words: "four others were arrested",
            ..base()
        },
        Made { count: Count::exact(5, "five"), claimant: SOHR, words: "five people were killed", ..base() },
        Made {
            count: Count::exact(2, "Two"),
            role: Role::StateForces,
            claimant: SOHR,
            part_of: Some(3),
            words: "Two of them belonged to the security forces",
            ..base()
        },
        Made {
            count: Count::exact(3, "three"),
            role: Role::ArmedGroup,
            claimant: SOHR,
            part_of: Some(3),
            stance: hedged,
            words: "three were suspected members of the cell",
            ..base()
        },
        Made {
            count: Count::exact(2, "two"),
            role: Role::ArmedGroup,
            claimant: SOHR,
            part_of: Some(5),
            stance: hedged,
            words: "two of whom reportedly blew themselves up",
            ..base()
        },
        Made {
            outcome: Killed,
            count: many,
            scope: Scope::Cumulative,
            claimant: ("Levant Wire", ClaimantKind::Media),
            words: "more than 500,000 lives",
            ..base()
        },
    ];
    let claims = made.into_iter().map(|m| (m.scope == Scope::Event, claim(&a, m)));
    let claims = claims.map(|(linked, claim)| (claim, linked.then_some(0))).collect();
    arrived(a, claims)
}

fn second() -> NewArticle {
    let a = article("Ministry repeats its figure", SECOND, "Harbour Daily", "2025-05-18", "en");
    let words = "one member of the security forces was killed";
    let c = claim(&a, Made { role: Role::StateForces, words, ..Made::default() });
    arrived(a, vec![(c, Some(0))])
}

fn road() -> NewArticle {
    let a = article("انفجار لغم قرب إدلب", ROAD, "نشرة الشمال", "2025-05-20", "ar");
    let defence = ("الدفاع المدني", ClaimantKind::Medical);
    let killed = Made {
        count: Count::exact(3, "ثلاثة"),
        role: Role::Civilian,
        claimant: defence,
        words: "قُتل ثلاثة مدنيين",
        ..Made::default()
    };
    let injured = Made {
        outcome: Outcome::Injured,
        count: Count::exact(2, "شخصين"),
        claimant: ("شهود", ClaimantKind::Witness),
        words: "شخصين أصيبا بجروح",
        ..Made::default()
    };
    let claims = [killed, injured].map(|m| (claim(&a, m), Some(1)));
    arrived(a, claims.into())
}

pub fn arrivals() -> Arrivals {
    let draft = |name: &str, day: &str, place: &str, (lat, lon): (f64, f64)| Draft {
        name: name.into(),
        date: Some(DateSpan::day(day.parse().unwrap(), "")),
        place: Some(Place {
            country: Some("SY".into()),
            lat: Some(lat),
            lon: Some(lon),
            ..Place::unresolved(place, "")
        }),
        kind: None,
        parties: Vec::new(),
    };
    Arrivals {
        events: vec![
            draft("Aleppo raid", "2025-05-17", "Aleppo", (36.2, 37.16)),
            draft("Mine on a road", "2025-05-20", "Idlib", (35.93, 36.63)),
        ],
        articles: vec![raid(), second(), road()],
        ..Arrivals::default()
    }
}

/// So many articles that they come in windows.
pub fn many(articles: usize) -> Arrivals {
    let one = |n: usize| {
        let mut a = article(&format!("Report number {n}"), "", "Wire", "2025-05-17", "en");
        a.text = format!("The ministry said one person was killed in incident {n}.");
        let c = claim(&a, Made { words: "one person was killed", ..Made::default() });
        arrived(a, vec![(c, None)])
    };
    Arrivals { articles: (0..articles).map(one).collect(), ..Arrivals::default() }
}
