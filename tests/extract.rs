//! Reading claims through the public surface: any text is survived, every claim holds to its words, and the cases that a
//! recorder checks first are read as one would.

use std::time::Instant;

use proptest::prelude::*;
#[path = "common/reading.rs"]
mod reading;

use reading::{briefly, read, reader};
use recount::{
    domain::{Article, Claim, Inclusion, Outcome, Role, Scope, Stance, TextPart},
    extract::brief,
    link::{self, Reported},
    text::CharIndex,
    work,
};

/// Every reference points into the list, and every piece of evidence is in the text at its place.
fn holds_together(text: &str, claims: &[Claim]) {
    let index = CharIndex::new(text);
    for (i, claim) in claims.iter().enumerate() {
        for other in [claim.part_of, claim.repeats, claim.superseded_by].into_iter().flatten() {
            assert!(other < claims.len() && other != i, "claim {i} points to {other}");
        }
        assert!(claim.count.is_sound(), "claim {i} counts {:?}", claim.count);
        for evidence in claim.evidence.iter().filter(|e| e.part == TextPart::Body) {
            assert_eq!(index.slice(evidence.start, evidence.end), evidence.exact);
        }
    }
}

#[test]
fn two_sources_and_a_part_of_a_part() {
    let text = "On Saturday a soldier was killed in a raid in the city of Homs, the interior ministry said. \
                Four militants were neutralized.\n\nBut the Syrian Observatory for Human Rights said six people were killed, \
                two of whom were soldiers. Among the dead were three suspected militants, two of whom reportedly blew \
                themselves up.";
    let claims = read(text);
    assert_eq!(
        claims.iter().map(brief).collect::<Vec<_>>(),
        [
            "killed 1 state_forces",
            "neutralized 4 armed_group",
            "killed 6 all",
            "killed 2 state_forces",
            "killed 3 armed_group",
            "killed 2 attacker",
        ]
    );
    assert_eq!(claims.iter().map(|c| c.part_of).collect::<Vec<_>>(), [None, None, None, Some(2), Some(2), Some(4)]);
    assert_eq!(claims[1].claimant.name, "interior ministry");
    assert_eq!(claims[5].claimant.name, "Syrian Observatory for Human Rights");
    assert_eq!(claims[5].stance, Stance::Hedged);
    assert_eq!(claims[0].date.as_ref().map(|d| d.start.to_string()).as_deref(), Some("2025-05-17"));
    assert_eq!(claims[0].includes_attackers, Inclusion::Unknown);
    holds_together(text, &claims);
}

#[test]
fn numbers_that_count_nobody_make_no_claim() {
    for text in [
        "Lawmakers killed the water bill by 51 votes to 47.",
        "The storm killed 23 cows and 1,100 hens.",
        "Talks hit a dead end after 14 days.",
        "He received 22 death threats in 2014.",
        "Police seized 127 weapons and captured two towns.",
        "The group threatened to kill 10 judges.",
        "A 15-year war would have killed hundreds.",
    ] {
        assert_eq!(briefly(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_war_since_a_year_is_no_event() {
    let claims = read("More than 500,000 people have been killed since 2011, the United Nations said.");
    assert_eq!((claims[0].scope, claims[0].count.low), (Scope::Cumulative, Some(500_001)));
}

#[test]
fn nobody_is_a_zero_and_a_denial_is_denied() {
    let claims = read("The army denied that any soldier was hurt. No civilians were killed.");
    assert_eq!((claims[0].stance, claims[0].count.high), (Stance::Denied, Some(0)));
    assert_eq!((claims[1].outcome, claims[1].victims.role), (Outcome::Killed, Role::Civilian));
    assert!(claims[1].count.is_zero());
}

#[test]
fn parts_that_add_up_belong_to_their_total() {
    let claims = read("Police said 24 people were killed: 15 traders, four soldiers and five gunmen.");
    assert_eq!(claims.iter().map(|c| c.part_of).collect::<Vec<_>>(), [None, Some(0), Some(0), Some(0)]);
}

#[test]
fn a_text_in_capitals_names_its_dead() {
    let text = "BOGOTA, 12 MAY (EFE) -- PABLO RESTREPO, 45, A FORMER MAYOR OF TUNJA, WAS MURDERED TODAY BY GUNMEN.";
    let claims = read(text);
    assert_eq!(claims[0].victims.names, ["PABLO RESTREPO"]);
}

/// Texts of a shape that no writer chose, each of about `n` bytes.
fn hostile(n: usize) -> Vec<(&'static str, String)> {
    let fill = |unit: &str| unit.repeat(n / unit.len() + 1);
    let numbered = |write: fn(usize) -> String| {
        let mut text = String::with_capacity(n + 100);
        for i in 0.. {
            if text.len() >= n {
                break;
            }
            text.push_str(&write(i));
        }
        text
    };
    vec![
        ("nested quotes", format!("{}five people were killed{}", "\"".repeat(10_000), "\"".repeat(10_000))),
        ("one sentence of claims", fill("five people were killed and ")),
        ("one sentence of nothing", fill("and so on ")),
        ("digits", fill("9")),
        ("numbers", fill("12, 300 ")),
        ("number words", fill("twenty hundred and ")),
        ("capitalized words", fill("Qwer ")),
        ("names of places", fill("San Juan in Aleppo of Syria, ")),
        ("marks outside ASCII", fill("\u{301}\u{2019}\u{64b}")),
        ("brackets", fill("(five dead (")),
        ("commas", fill("five, ")),
        ("stops", fill(".")),
        ("toll words", fill("the death toll of the deaths of ")),
        ("parts", fill("two of whom, including three of them, ")),
        ("speakers", numbered(|i| format!("Ali Q{i}x said two were killed. "))),
        ("places", numbered(|i| format!("Two died in Q{i}xa. "))),
        ("the named", numbered(|i| format!("Ali Q{i}x was killed. "))),
        ("days", numbered(|i| format!("Two died on {} May {}. ", i % 28 + 1, 1990 + i % 30))),
        ("paragraphs", fill("Two died.\n\n")),
    ]
}

/// Nothing in the work grows faster than the text: were it quadratic, a megabyte would take hours.
#[test]
fn hostile_texts_are_read_in_bounded_time() {
    for (shape, text) in hostile(if cfg!(debug_assertions) { 200_000 } else { 2_000_000 }) {
        let start = Instant::now();
        let article = Article { text, published: Some("2025-05-18".parse().expect("a date")), ..Article::default() };
        let claims = work::claims(reader(), &article);
        holds_together(&article.text, &claims);
        link::link(&[Reported { document: shape, article: &article, claims: &claims }]);
        assert!(start.elapsed().as_secs() < 60, "{shape} took {:?}", start.elapsed());
    }
}

proptest! {
    #[test]
    fn any_text_is_survived(text in "\\PC{0,300}") {
        holds_together(&text, &read(&text));
    }

    #[test]
    fn any_shuffle_of_telling_words_is_survived(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "killed", "two", "of", "whom", "were", "soldiers", ",", "and", "the", "dead", "included", "said", "police",
                "no", "one", "\"", "denied", "that", "half", "them", "at least", "12", "to", "15", "since", "2011", "himself",
                "others", ".", ":", "injured", "–", "’s", "death", "toll", "rose", "from", "Ali", "Omar", "a", "(", ")",
            ]),
            0..60,
        )
    ) {
        let text = words.join(" ");
        let claims = read(&text);
        holds_together(&text, &claims);
        prop_assert_eq!(claims, read(&text));
    }
}

/// Those whom `claim` says were told again, replaced or counted elsewhere.
fn stands(claim: &Claim) -> bool {
    claim.repeats.is_none() && claim.superseded_by.is_none()
}

#[test]
fn people_shot_are_counted_without_a_noun_and_at_any_number() {
    assert_eq!(briefly("Five people were shot on Mill Street."), ["injured 5 all"]);
    assert_eq!(briefly("Officers found four people shot behind the school."), ["injured 4 all"]);
    assert_eq!(briefly("Four shot outside club"), ["injured 4 all"]);
    assert_eq!(briefly("Police look for a man who shot 3 in Halden."), ["injured 3 all"]);
    assert_eq!(briefly("Police heard six shots."), Vec::<String>::new());
    assert_eq!(briefly("The army denies hitting villagers."), Vec::<String>::new());
}

#[test]
fn a_number_of_people_hit_that_holds_the_dead_is_none_of_injured() {
    let claims = read("Six people were shot at a fair in Halden. Two of them died and four others were wounded.");
    assert_eq!(claims.iter().map(brief).collect::<Vec<_>>(), ["casualties 6 all", "killed 2 all", "injured 4 all"]);
    assert_eq!(claims[1].part_of, Some(0));
    let nobody_died = read("Six people were shot at a fair in Halden. Two of them were women.");
    assert_eq!(nobody_died.iter().map(brief).collect::<Vec<_>>(), ["injured 6 all", "injured 2 all"]);
}

#[test]
fn one_person_hurt_who_died_counts_among_the_dead_only() {
    let later = read("A porter was shot on Mill Street. He was taken to the hospital, where he died on Monday.");
    assert_eq!(later.iter().filter(|c| stands(c)).map(brief).collect::<Vec<_>>(), ["killed 1 all"]);
    let before = read("Lena Orsk was killed on Monday. Orsk was shot in the chest.");
    assert_eq!(before.iter().filter(|c| stands(c)).map(brief).collect::<Vec<_>>(), ["killed 1 all"]);
    let another = read("A porter was killed on Mill Street. His brother was shot in the leg.");
    assert_eq!(another.iter().filter(|c| stands(c)).count(), 2);
}

#[test]
fn a_toll_says_whether_it_holds_the_attackers() {
    let inclusion = |text: &str| read(text).first().map(|c| c.includes_attackers);
    assert_eq!(inclusion("Five people were killed, two of whom blew themselves up."), Some(Inclusion::Yes));
    assert_eq!(inclusion("Nine people were killed, including the bomber."), Some(Inclusion::Yes));
    assert_eq!(inclusion("Nine people were killed, not counting the bomber."), Some(Inclusion::No));
    assert_eq!(inclusion("Nine people were killed, including two guards."), Some(Inclusion::Unknown));
    let others = read("The bomber killed himself and nine others.");
    let of = |n| others.iter().find(|c| c.count.low == Some(n)).map(|c| c.includes_attackers);
    assert_eq!((of(9), of(1)), (Some(Inclusion::No), Some(Inclusion::Unknown)));
}

#[test]
fn the_year_of_one_incident_is_a_date_and_no_period() {
    let scope = |text: &str| read(text).first().map(|c| c.scope);
    assert_eq!(scope("A man was arrested for a shooting that injured four last year."), Some(Scope::Event));
    assert_eq!(scope("Gunmen injured forty people last year."), Some(Scope::Period));
}

#[test]
fn details_are_parts_of_the_number_told_before_whoever_tells_them() {
    let claims = read(
        "Nine people were wounded in the market, witnesses said. Two victims were taken to the district hospital, \
         officers said. Lena Orsk, 34, was in critical condition. Meanwhile a boy, 12, was wounded in Halden.",
    );
    let told: Vec<_> = claims.iter().map(|c| (c.count.low, c.part_of)).collect();
    assert_eq!(told, [(Some(9), None), (Some(2), Some(0)), (Some(1), Some(0)), (Some(1), None)]);
    let own = read("Nine people were wounded, the governor said. The hospital said eight people were being treated.");
    assert_eq!(own.iter().map(|c| c.part_of).collect::<Vec<_>>(), [None, None]);
}

#[test]
fn a_headline_holds_the_people_its_text_tells_of() {
    let text = "A woman, 30, was killed at the gate, police said. Her brother, 26, was killed in the yard.".to_string();
    let title = Some("Two killed in Halden".to_string());
    let claims = reader().read(&Article { text, title, ..Article::default() });
    assert_eq!(
        claims.iter().map(|c| (c.count.low, c.part_of)).collect::<Vec<_>>(),
        [(Some(1), Some(2)), (Some(1), Some(2)), (Some(2), None)]
    );
}

#[test]
fn people_listed_with_their_ages_are_counted_together() {
    let both = ["killed 1 all", "killed 1 all"];
    assert_eq!(briefly("Lena Orsk, 34, and Paul Derin, 29, were killed."), both);
    assert_eq!(briefly("Gunmen killed Lena Orsk, 34, and Paul Derin, 29."), both);
}

#[test]
fn hospitals_and_groups_are_no_people() {
    assert_eq!(briefly("Ambulances took the samples to Halden Regional Trauma Center."), Vec::<String>::new());
    assert_eq!(briefly("Two men were taken to local hospitals with gunshot wounds."), ["injured 2 all"]);
    assert_eq!(briefly("The terrorist groups have been taken by surprise."), Vec::<String>::new());
    assert_eq!(briefly("A helpline for shooting victims was opened."), Vec::<String>::new());
}

#[test]
fn a_speaker_is_named_without_the_words_before() {
    let claimant = |text: &str| read(text).first().map(|c| c.claimant.name.clone()).unwrap_or_default();
    assert_eq!(claimant("Shells wounded at least 50 a monitoring group said."), "monitoring group");
    assert_eq!(claimant("A doctor at the hospital gave a different count. He said 14 people had died."), "doctor");
    let reports = read("Eleven people were killed on Friday amid reports of clashes.");
    assert_eq!(reports[0].claimant.name, "outlet");
    let which = read("The police counted 11 dead. That is more than the army, which maintains that four people died.");
    assert_eq!(which.last().map(|c| c.claimant.name.as_str()), Some("army"));
}

#[test]
fn a_war_torn_town_is_no_war() {
    let scope = |text: &str| read(text).first().map(|c| c.scope);
    assert_eq!(scope("Two men were killed in the war-torn city."), Some(Scope::Event));
    assert_eq!(scope("The war has killed 40,000 people."), Some(Scope::Cumulative));
    assert_eq!(scope("Nine people were killed in the war."), Some(Scope::Cumulative));
    assert_eq!(scope("Two mines left over from the war killed seven people on Monday."), Some(Scope::Event));
    assert_eq!(scope("Details have emerged of violence that left five dead."), Some(Scope::Event));
}

#[test]
fn parts_are_found_behind_an_owner_or_a_relative_clause() {
    let listed = ["killed 2 state_forces", "killed 1 civilian", "killed 13 attacker"];
    assert_eq!(briefly("The dead include two policemen, the town's mayor and 13 attackers."), listed);
    let among = briefly("Two guards who had tried to stop the man were among the dead.");
    assert_eq!(among, ["killed 2 state_forces"]);
    let died = read("The death toll rose to 23. Three of the injured had died in hospital.");
    assert_eq!(died.iter().map(|c| c.part_of).collect::<Vec<_>>(), [None, Some(0)]);
}

#[test]
fn a_toll_is_found_far_behind_its_noun_where_it_moves() {
    let text = "The ministry revised down the number of people killed in the bombing of a tutoring centre in the western \
                district of the capital to 34.";
    assert_eq!(briefly(text), ["killed 34 all"]);
}

#[test]
fn fighters_fall_but_not_from_a_roof() {
    assert_eq!(briefly("The front said three of its fighters fell."), ["killed 3 armed_group"]);
    assert_eq!(briefly("Two men fell from a roof."), Vec::<String>::new());
}

#[test]
fn those_pointed_at_are_those_counted_before_whoever_speaks() {
    let claims =
        read("Nine people were wounded, the governor said. The victims were wounded in the yard, police said.");
    assert_eq!(claims.iter().map(|c| c.repeats).collect::<Vec<_>>(), [None, Some(0)]);
    let elsewhere = read("Five people were killed in Halden, police said. A man was killed in Orsk.");
    assert_eq!(elsewhere.iter().map(|c| c.part_of).collect::<Vec<_>>(), [None, None]);
}

#[test]
fn unions_and_offices_speak_and_bombs_do_not() {
    let claimant = |text: &str| read(text).first().map(|c| c.claimant.name.clone()).unwrap_or_default();
    assert_eq!(claimant("The teachers' union said four pupils were killed."), "teachers' union");
    assert_eq!(claimant("Syria's army said four soldiers were killed."), "army");
    assert_eq!(claimant("The legal aid office said four men were arrested."), "legal aid office");
    assert_eq!(claimant("Roadside Bomb Claims Six Lives"), "outlet");
}

#[test]
fn a_speaker_is_found_in_a_text_without_commas() {
    let claimant = |text: &str| read(text).first().map(|c| c.claimant.name.clone()).unwrap_or_default();
    let army = "Two men were hurt in clashes in the same region the Halden army said.";
    assert_eq!(claimant(army), "Halden army");
    assert_eq!(claimant("October 31 2014 Activists said nine people were killed."), "Activists");
    assert_eq!(claimant("Nine people were killed the Halden Rights Network (HRN) said."), "Halden Rights Network");
    let dated = "June 12 2016 At least 39 people were killed and reports said dozens were hurt.";
    assert_eq!(claimant(dated), "outlet");
    let war = read("Nine people were killed, the army said. The war has killed 40,000 people.");
    assert_eq!(war[1].claimant.name, "outlet");
}

#[test]
fn attackers_who_flee_are_not_displaced() {
    assert_eq!(briefly("The attackers fled to the north of the town."), Vec::<String>::new());
    assert_eq!(briefly("Hundreds of people have fled to the lake."), ["displaced 200.. all"]);
}

#[test]
fn a_toll_is_a_number_and_may_is_no_month() {
    assert_eq!(briefly("The death toll was confirmed to a correspondent."), Vec::<String>::new());
    assert_eq!(briefly("The death toll was put at 9 by the Halden Association."), ["killed 9 all"]);
    let claims = read("The blast may be an attack. Fifteen people died.");
    assert_eq!(claims.last().map(|c| c.scope), Some(Scope::Event));
}

#[test]
fn who_gives_the_toll_has_killed_nobody() {
    let by = |text: &str| read(text).first().and_then(|c| c.perpetrator.clone());
    assert_eq!(by("The ministry revised down the number of people killed on Friday to 34."), None);
    assert_eq!(by("Gunmen killed nine people."), Some("Gunmen".into()));
}

#[test]
fn a_pronoun_is_no_speaker() {
    let text = "An officer explained that they had \"counted those who were whole\". The group that sent the man still says that it \
                killed more than thirty.";
    let claims = read(text);
    assert_eq!(claims.len(), 1);
    assert_ne!(claims[0].claimant.name, "who");
}

#[test]
fn a_place_keeps_the_small_word_between_its_hyphens() {
    let place = |text: &str| read(text)[0].place.as_ref().map(|place| place.name.clone());
    assert_eq!(place("A blast killed 30 people in Kafr-e-Noor on Friday."), Some("Kafr-e-Noor".into()));
    assert_eq!(place("A blast killed 30 people in the town of Kafr-e-Noor."), Some("Kafr-e-Noor".into()));
    assert_ne!(place("A blast killed 30 people in Sand-i-Marel on Friday."), Some("Sand-".into()));
}

#[test]
fn a_range_keeps_its_low_end_where_the_high_one_is_open() {
    assert_eq!(briefly("Estimates of the death toll vary from 1000 to more than 3000."), ["killed 1000.. all"]);
    assert_eq!(briefly("Between 20 and more than 30 people were killed."), ["killed 20.. all"]);
    assert_eq!(briefly("The death toll ranges from 12 to 15."), ["killed 12..15 all"]);
    assert_eq!(briefly("The death toll rose from 12 to more than 15."), ["killed 16.. all"]);
}

#[test]
fn whoever_says_we_in_no_quotation_marks_is_the_outlet() {
    let last = |text: &str| read(text).last().map(|c| c.claimant.name.clone());
    let told = "The district chief said five villagers were killed. In Orla, we also recorded the deaths of two women.";
    assert_eq!(last(told).as_deref(), Some("outlet"));
    let quoted = "\"It was a long night,\" the army said. \"Rain fell. We confirmed that two men were killed.\"";
    assert_eq!(last(quoted).as_deref(), Some("army"));
}

#[test]
fn one_is_lost_only_by_a_side() {
    assert_eq!(briefly("The government troops lost a commander in the raid."), ["killed 1 state_forces"]);
    assert_eq!(briefly("A rebel commander was killed near Orla."), ["killed 1 armed_group"]);
    assert_eq!(briefly("A commander was killed near Orla."), ["killed 1 all"]);
    assert_eq!(briefly("The square, which itself lost a soldier to a careless truck, was swept."), [""; 0]);
}

#[test]
fn one_more_of_a_long_count_died_on_a_day() {
    let claims = read("The cameraman Ravi Menz is the sixth reporter to be killed in the war.");
    assert_eq!(
        claims.iter().map(|c| (brief(c), c.scope)).collect::<Vec<_>>(),
        [("killed 1 civilian".into(), Scope::Event)]
    );
    assert_eq!(briefly("Six reporters are to be killed in the film."), [""; 0]);
}

#[test]
fn links_to_other_stories_are_no_news() {
    assert_eq!(briefly("The minister visited Orla.\n\nRELATED: Five killed in Tula bus crash"), [""; 0]);
    assert_eq!(briefly("Two related women were killed in a bus crash."), ["killed 2 all"]);
    assert_eq!(briefly("The driver was life flighted to Tula."), [""; 0]);
    assert_eq!(briefly("The blast cost 11 lives."), ["killed 11 all"]);
}
