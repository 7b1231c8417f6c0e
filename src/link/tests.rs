//! Linking as its callers see it: documents in, events and copies out.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::domain::{
    ArticleId, Claimant, ClaimantKind, Count, DateSpan, EventId, Evidence, Inclusion, Outcome, Place, PlacePrecision,
    Role, Scope, Stance, TextPart, Victims,
};

fn article(title: &str, day: &str, text: &str) -> Article {
    Article {
        title: Some(title.into()),
        text: text.into(),
        published: Some(day.parse().unwrap()),
        ..Article::default()
    }
}

#[derive(Debug)]
struct Doc {
    name: String,
    article: Article,
    claims: Vec<Claim>,
}

impl Doc {
    fn reported(&self) -> Reported<'_> {
        Reported { document: &self.name, article: &self.article, claims: &self.claims }
    }
}

fn docs(articles: Vec<Article>) -> Vec<Doc> {
    articles
        .into_iter()
        .enumerate()
        .map(|(i, article)| Doc { name: format!("d{i}"), article, claims: Vec::new() })
        .collect()
}

fn grouped(docs: &[Doc]) -> Grouping {
    link(&docs.iter().map(Doc::reported).collect::<Vec<_>>())
}

/// A claim that `n` were killed, whose evidence is found in the text.
fn killed(article: &Article, n: u64, words: &str, town: Option<(&str, f64, f64)>, day: Option<i8>) -> Claim {
    let start = article.text[..article.text.find(words).expect("the words stand in the text")].chars().count();
    Claim {
        outcome: Outcome::Killed,
        count: Count::exact(n, n.to_string()),
        victims: Victims { words: "people".into(), role: Role::All, traits: vec![], actor: None, names: vec![] },
        claimant: Claimant { name: "police".into(), kind: ClaimantKind::Police, words: None },
        outlet: None,
        stance: Stance::Asserted,
        scope: Scope::Event,
        part_of: None,
        includes_attackers: Inclusion::Unknown,
        means: Some("bombing".into()),
        perpetrator: None,
        date: day.map(|d| DateSpan::day(date(2024, 5, d), "on Sunday")),
        place: town.map(|(name, lat, lon)| Place {
            lat: Some(lat),
            lon: Some(lon),
            precision: PlacePrecision::Town,
            ..Place::unresolved(name, name)
        }),
        as_of: None,
        repeats: None,
        superseded_by: None,
        evidence: vec![Evidence {
            start,
            end: start + words.chars().count(),
            exact: words.into(),
            part: TextPart::Body,
        }],
        rule: "test".into(),
    }
}

const MARKET: &str = "A bomb hidden under a vegetable stall killed nine people in the Rahmani market of Belzor on Sunday \
    morning, police said. The stall belonged to Yusuf Karimov, 54, who was among the dead. Fourteen wounded were taken \
    to the Mercy hospital, whose director Leyla Amin asked for blood.";
const MARKET_AGAIN: &str = "Police in Belzor say the blast at the Rahmani market shortly after opening time left nine dead. \
    Traders wept over the body of greengrocer Yusuf Karimov, 54. Leyla Amin, who heads the Mercy hospital, spoke of 14 \
    injured people and a shortage of blood.";
const BARRACKS: &str = "A suicide bomber drove a tanker into the Second Brigade barracks on the airport road of Belzor on \
    Sunday night and killed three soldiers, the army said. Colonel Anwar Sadiqi, the commander, survived. The Crimson \
    Path movement claimed the attack in a message on its channel.";
const BARRACKS_AGAIN: &str = "Three soldiers died when a tanker exploded at the gate of the Second Brigade near Belzor \
    airport late on Sunday. The Crimson Path said one of its fighters was at the wheel; Colonel Anwar Sadiqi told state \
    radio that the guards had opened fire on him.";

fn two_bombings() -> Vec<Doc> {
    docs(vec![
        article("Nine killed in Belzor market bombing", "2024-05-19", MARKET),
        article("Tanker bomb hits Belzor barracks", "2024-05-19", BARRACKS),
        article("Greengrocer among nine dead in Belzor", "2024-05-20", MARKET_AGAIN),
        article("Crimson Path says it bombed Belzor brigade", "2024-05-20", BARRACKS_AGAIN),
    ])
}

#[test]
fn nothing_gives_nothing() {
    assert_eq!(link(&[]), Grouping::default());
}

#[test]
fn a_lone_article_without_claims_is_no_event() {
    let grouping = grouped(&docs(vec![article("Market opens", "2024-05-19", "The weekly market opened on Sunday.")]));
    assert_eq!((grouping.drafts.len(), grouping.documents[0].event), (0, None));
}

#[test]
fn two_bombings_in_one_town_on_one_day_stay_two() {
    let events: Vec<_> = grouped(&two_bombings()).documents.iter().map(|d| d.event).collect();
    assert_eq!(events, [Some(0), Some(1), Some(0), Some(1)]);
}

#[test]
fn a_story_in_thirty_papers_is_one_event_and_one_voice() {
    let printed = |i: usize| {
        let line = ["", " More follows.", " Reporting by our own staff."][i % 3];
        article(&format!("Belzor market bombing, edition {i}"), "2024-05-19", &format!("{MARKET}{line}"))
    };
    let documents = grouped(&docs((0..30).map(printed).collect())).documents;
    assert!(documents.iter().all(|d| d.event == documents[0].event), "one event");
    // Of one day, what is cut is cut from the longest.
    let (origins, copies): (Vec<_>, Vec<_>) = documents.iter().partition(|d| d.copy_of.is_none());
    assert!(copies.len() == 29 && origins.len() == 1, "{documents:?}");
    assert!(copies.iter().all(|d| d.copy_of == Some(2)), "{documents:?}");
}

#[test]
fn other_words_on_the_same_bombing_are_no_copy() {
    assert!(grouped(&two_bombings()).documents.iter().all(|d| d.copy_of.is_none()));
}

#[test]
fn a_part_that_names_a_far_place_keeps_no_claim_out() {
    let text = "Five people were killed in Belzor, two of them in the words of a monitor based in Tarin. Police in Belzor \
        counted four dead.";
    let article = article("Five killed in Belzor", "2024-05-19", text);
    let belzor = Some(("Belzor", 40.0, 45.0));
    let part = killed(&article, 2, "two of them", Some(("Tarin", 40.0, 49.0)), Some(19));
    let claims = vec![
        killed(&article, 5, "Five people were killed", belzor, Some(19)),
        Claim { part_of: Some(0), ..part },
        killed(&article, 4, "four dead", belzor, Some(19)),
    ];
    let grouping = grouped(&[Doc { name: "belzor".into(), article, claims }]);
    assert_eq!(grouping.documents[0].claims, [Some(0); 3]);
}

/// A round-up tells of both bombings, in two towns: each claim goes to its own.
fn roundup() -> Vec<Doc> {
    let text = "Nine people were killed on Sunday by a bomb in the Rahmani market of Belzor, police said, among them the \
        greengrocer Yusuf Karimov.\n\nIn Tarin, two hundred miles to the east, four villagers died when shells hit the \
        Lower Mill on Saturday.";
    let roundup = article("Weekend of violence", "2024-05-20", text);
    let belzor = Some(("Belzor", 40.0, 45.0));
    let claims = vec![
        killed(&roundup, 9, "Nine people were killed", belzor, Some(19)),
        killed(&roundup, 4, "four villagers died", Some(("Tarin", 40.0, 49.0)), Some(18)),
    ];
    let market = article("Nine killed in Belzor market bombing", "2024-05-19", MARKET);
    let own = vec![killed(&market, 9, "killed nine people", belzor, Some(19))];
    vec![
        Doc { name: "market".into(), article: market, claims: own },
        Doc { name: "roundup".into(), article: roundup, claims },
    ]
}

#[test]
fn an_article_on_two_incidents_is_linked_claim_by_claim() {
    let grouping = grouped(&roundup());
    assert_eq!(grouping.documents[1].claims, [Some(0), Some(1)]);
    assert_eq!(grouping.documents[0].claims, [Some(0)]);
    assert_eq!(grouping.drafts[0].name, "Belzor bombing · 19 May 2024");
    assert_eq!(grouping.drafts[1].place.as_ref().unwrap().name, "Tarin");
}

#[test]
fn a_stored_event_is_joined_and_never_dissolved() {
    let all = two_bombings();
    // The analyst put both bombings in one event; the machine does not take them apart or open another.
    let known = |i: usize| Known { id: ArticleId(i as i64 + 1), reported: all[i].reported(), events: vec![] };
    let mut linker = Linker::new([known(0), known(1)].into_iter());
    let free = linker.place(&[all[2].reported()]);
    assert_eq!(free.documents[0].event, None, "claims of known articles name their event, and these have none");

    let mut stored = roundup();
    let late = stored.pop().unwrap();
    let known = Known { id: ArticleId(7), reported: stored[0].reported(), events: vec![Some(EventId(5))] };
    let placed = Linker::new([known].into_iter()).place(&[late.reported()]);
    assert_eq!(placed.documents[0].claims, [Some(Found::Stored(EventId(5))), Some(Found::New(0))]);
    assert_eq!(placed.drafts.len(), 1);
}

#[test]
fn a_stored_batch_is_known_to_the_next() {
    let all = roundup();
    let mut linker = Linker::default();
    assert_eq!(linker.place(&[all[0].reported()]).documents[0].event, Some(Found::New(0)));
    linker.stored(&[ArticleId(1)], &[Some(EventId(9))]);
    let next = linker.place(&[all[1].reported()]);
    assert_eq!(next.documents[0].claims[0], Some(Found::Stored(EventId(9))));
}

/// Articles made of a few incidents' names and a filler: enough to meet, join and miss one another.
fn invented() -> impl Strategy<Value = Vec<Doc>> {
    let one = (0usize..4, 0usize..6, 0i8..9).prop_map(|(incident, filler, day)| {
        let names = [
            "Karim Danov at Mill Lane",
            "Petra Solis at Cedar Court",
            "Oleg Brandt at Dock Nine",
            "Amina Yaro at Hill Top",
        ];
        let fillers = [
            "",
            "Police asked for witnesses.",
            "Schools were closed.",
            "A vigil is planned.",
            "It rained.",
            "Trains ran late.",
        ];
        let text = format!(
            "A shooting killed {} on Monday. {} Neighbours heard shots and called for help.",
            names[incident], fillers[filler]
        );
        article("Shooting", &format!("2024-05-1{day}"), &text)
    });
    prop::collection::vec(one, 1..14).prop_map(docs)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_same_documents_give_the_same_grouping(docs in invented()) {
        prop_assert_eq!(grouped(&docs), grouped(&docs));
    }

    /// A linker rebuilt from what is stored puts the next article where the one that saw it all arrive does.
    #[test]
    fn incremental_is_batch(mut docs in invented()) {
        docs.sort_by_key(|d| d.article.published);
        let read = |d: &Doc| signature::Reading::new("Shooting", &d.article.text, d.article.published);
        let readings: Vec<_> = docs.iter().map(read).collect();
        let (last, before) = readings.split_last().unwrap();
        let mut live = grouper::Grouper::default();
        let mut rebuilt = grouper::Grouper::default();
        readings.iter().for_each(|r| { live.learn(r); rebuilt.learn(r) });

        let stories: Vec<u32> = before.iter().zip(0..).map(|(r, i)| live.place(i, r).story).collect();
        let mut groups = std::collections::BTreeMap::new();
        for (reading, story) in before.iter().zip(&stories) {
            let group = *groups.entry(live.group(*story)).or_insert_with(|| rebuilt.fixed_group());
            rebuilt.put(*story, reading, group);
        }
        let (a, b) = (live.place(99, last), rebuilt.place(99, last));
        prop_assert_eq!(a.near, b.near);
        prop_assert_eq!(a.why.map(|w| w.like), b.why.map(|w| w.like));
    }

    /// Whatever the order given, articles are placed by day: only those of one day can trade places.
    #[test]
    fn the_order_given_does_not_matter_between_days(docs in invented()) {
        let mut distinct: Vec<Doc> = Vec::new();
        for doc in docs {
            if distinct.iter().all(|d| d.article.published != doc.article.published) {
                distinct.push(doc);
            }
        }
        let partition = |docs: &[Doc]| {
            let grouping = grouped(docs);
            let mut named: Vec<(String, Option<usize>)> =
                docs.iter().map(|d| d.name.clone()).zip(grouping.documents.iter().map(|d| d.event)).collect();
            named.sort();
            let same: Vec<bool> = named
                .iter()
                .flat_map(|a| named.iter().map(move |b| a.1.is_some() && a.1 == b.1))
                .collect();
            same
        };
        let forward = partition(&distinct);
        distinct.reverse();
        prop_assert_eq!(forward, partition(&distinct));
    }
}

#[test]
fn the_day_of_a_report_keeps_no_claim_out_of_its_story() {
    let a = article("", "2024-05-24", "A hundred people were killed. Twelve were killed.");
    let battle = Claim { means: Some("clash".into()), ..killed(&a, 12, "Twelve", None, Some(20)) };
    let dated = killed(&a, 100, "A hundred", None, Some(24));
    let undated = Claim { date: Some(DateSpan::day(date(2024, 5, 24), "")), ..dated.clone() };
    assert_eq!(super::stories::stories(&a, &[undated, battle.clone()]).len(), 1);
    assert_eq!(super::stories::stories(&a, &[dated, battle]).len(), 2);
}
