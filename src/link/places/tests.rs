//! Which place a name means, by what stands around it.

use serde_json::json;

use super::*;
use crate::domain::{How, Place, PlacePrecision};

fn article(title: &str, outlet: Option<&str>, text: &str) -> Article {
    Article { title: Some(title.into()), text: text.into(), outlet: outlet.map(Into::into), ..Article::default() }
}

/// A claim read from these words of the article, with the place read beside it.
fn claim(article: &Article, evidence: &str, place: Option<Place>) -> Claim {
    let start = article.text.find(evidence).map_or(0, |at| article.text[..at].chars().count());
    let claim = json!({
        "outcome": "killed", "count": {"bound": "exact", "low": 2, "high": 2, "words": "two"},
        "victims": {"words": "", "role": "all", "traits": [], "actor": null, "names": []},
        "claimant": {"name": "Police", "kind": "police", "words": null}, "outlet": null, "stance": "asserted",
        "scope": "event", "part_of": null, "includes_attackers": "unknown", "means": null, "perpetrator": null,
        "date": null, "place": place, "as_of": null, "repeats": null, "superseded_by": null,
        "evidence": [{"start": start, "end": start + evidence.chars().count(), "exact": evidence}], "rule": "test"
    });
    serde_json::from_value(claim).unwrap()
}

fn placed(article: &Article, evidence: &str, place: Option<Place>) -> Option<Place> {
    let mut claims = [claim(article, evidence, place)];
    Resolver::new(Gazetteer::builtin()).resolve(article, &mut claims);
    let [claim] = claims;
    claim.place
}

fn meant(article: &Article, name: &str, words: &str) -> Place {
    placed(article, name, Some(Place::unresolved(name, words))).unwrap()
}

#[test]
fn the_country_named_tells_towns_of_one_name_apart() {
    let syria = article(
        "Car bomb in Tripoli",
        None,
        "A car bomb went off in Tripoli in northern Lebanon, the Lebanese army said in Beirut.",
    );
    let libya = article(
        "Clashes in Tripoli",
        None,
        "Libyan militias fought in Tripoli on Monday, residents of the Libyan capital said.",
    );
    assert_eq!(meant(&syria, "Tripoli", "in Tripoli").country.as_deref(), Some("LB"));
    assert_eq!(meant(&libya, "Tripoli", "in Tripoli").country.as_deref(), Some("LY"));
}

#[test]
fn the_outlet_tells_where_nothing_else_does() {
    let text = "Two men were shot dead in Hyderabad on Friday night.";
    let pakistan = article("Two shot dead", Some("Pakistan Observer"), text);
    let india = article("Two shot dead", Some("Indian Express"), text);
    assert_eq!(meant(&pakistan, "Hyderabad", "in Hyderabad").country.as_deref(), Some("PK"));
    assert_eq!(meant(&india, "Hyderabad", "in Hyderabad").country.as_deref(), Some("IN"));
}

#[test]
fn what_contains_a_place_tells_which_it_is() {
    let a = article("Shooting", None, "A man was shot in Springfield, Illinois, on Friday.");
    let b = article("Shooting", None, "A man was shot in Springfield, Missouri, on Friday.");
    let (a, b) = (meant(&a, "Springfield", "in Springfield"), meant(&b, "Springfield", "in Springfield"));
    assert!(a.lat.unwrap() > 39.5 && b.lat.unwrap() < 37.5, "{a:?} {b:?}");
}

#[test]
fn a_quarter_unknown_to_the_gazetteer_lies_in_its_town() {
    let a = article("Raid in Aleppo", None, "Syrian forces raided the Salah al-Din district of Aleppo on Saturday.");
    let place = meant(&a, "Salah al-Din district", "the Salah al-Din district of Aleppo");
    assert_eq!(place.country.as_deref(), Some("SY"));
    assert!((place.lat.unwrap() - 36.2).abs() < 0.3, "{place:?}");
}

#[test]
fn a_province_is_not_its_town() {
    let a = article("Strikes", None, "Syrian warplanes bombed villages in Idlib province and the town of Saraqeb.");
    assert_eq!(meant(&a, "Idlib", "in Idlib province").precision, PlacePrecision::Region);
    assert_eq!(meant(&a, "Idlib province", "in Idlib province").precision, PlacePrecision::Region);
    assert_eq!(meant(&a, "Saraqeb", "the town of Saraqeb").precision, PlacePrecision::Town);
    assert_eq!(meant(&a, "Aleppo", "the northern city of Aleppo").precision, PlacePrecision::Town);
}

#[test]
fn arabic_articles_are_resolved_too() {
    let a = article("قصف على حلب", None, "قتل خمسة أشخاص في قصف على مدينة حلب شمال سوريا.");
    assert_eq!(meant(&a, "حلب", "مدينة حلب").name, "Aleppo");
}

#[test]
fn a_name_that_only_sounds_alike_needs_its_country() {
    let nowhere = article("Statement", None, "The group issued a statement in Command on Sunday.");
    assert_eq!(meant(&nowhere, "Sakhoor", "in Sakhoor").precision, PlacePrecision::Unresolved);
}

#[test]
fn the_reason_and_the_rivals_are_kept() {
    let a = article("Clashes in Tripoli", None, "Libyan militias fought in Tripoli on Monday.");
    let place = meant(&a, "Tripoli", "in Tripoli");
    let found = place.found.unwrap();
    assert_eq!((place.country.as_deref(), found.how), (Some("LY"), How::Country));
    assert!(found.rivals.iter().any(|rival| rival.country == "LB"), "{:?}", found.rivals);
}

#[test]
fn a_place_is_called_as_the_article_calls_it() {
    let a = article("Deaths in Idleb", None, "Two people died in Idleb in northern Syria on Monday.");
    let place = meant(&a, "Idleb", "in Idleb");
    assert_eq!((place.name.as_str(), place.precision), ("Idleb", PlacePrecision::Town));
    assert!(place.found.unwrap().name.starts_with("Idlib"));
}

#[test]
fn where_somebody_speaks_or_fires_from_is_not_where_it_happened() {
    let text = "Syrian rebels stationed in Binnish fired rockets on the town of Saraqeb. Two people died, a spokesman in \
        Damascus said.";
    let a = article("Two dead in Syria", None, text);
    let read = |name: &str| Some(Place::unresolved(name, name));
    assert_eq!(placed(&a, "Two people died", read("Binnish")).unwrap().name, "Saraqeb");
    assert_eq!(placed(&a, "Two people died", read("Damascus")).unwrap().name, "Saraqeb");
    assert_eq!(placed(&a, "Two people died", None).unwrap().name, "Saraqeb");
}

#[test]
fn a_country_gives_way_to_the_town_of_the_headline() {
    let text = "Twin bombings in northern Syria killed 44 people on Wednesday.";
    let a = article("Twin bombing hits Qamishli", None, text);
    assert_eq!(placed(&a, "killed 44", Some(Place::unresolved("Syria", "northern Syria"))).unwrap().name, "Qamishli");
}

#[test]
fn lost_apostrophes_and_commas_make_no_other_places() {
    let a = article(
        "Strikes",
        None,
        "Air strikes on Syrias Homs killed two. Rockets hit Deir Ezzor Aleppo and Hama in Syria.",
    );
    assert_eq!(meant(&a, "Syrias", "Syrias").country.as_deref(), Some("SY"));
    assert_eq!(meant(&a, "Deir Ezzor Aleppo", "Deir Ezzor Aleppo").name, "Aleppo");
}

#[test]
fn an_unknown_place_is_not_named_with_whose_it_is() {
    let a = article("Strikes", None, "Air strikes on Syrias Ostrel killed two. Rockets hit Athens Ostrel too.");
    assert_eq!(meant(&a, "Syrias Ostrel", "Syrias Ostrel").name, "Ostrel");
    assert_eq!(meant(&a, "Athens Ostrel", "Athens Ostrel").name, "Athens Ostrel");
}

#[test]
fn a_word_in_capitals_is_no_place_and_an_invented_one_stays_unresolved() {
    let text = "MINE KILLS TWO ON FORMER FRONT LINE\n\nA mine killed two people on the former front line near Ostrel.";
    let a = article("", None, text);
    assert_eq!(placed(&a, "KILLS TWO", Some(Place::unresolved("FORMER", "FORMER"))), None);
    assert_eq!(meant(&a, "Ostrel", "Ostrel").precision, PlacePrecision::Unresolved);
}

#[test]
fn the_beginning_of_a_name_is_not_the_town_that_is_called_so() {
    let text = "Syrian rebels said that fighters had entered Khan Toumar, a village. Ten were killed. In Aleppo all was quiet.";
    let a = article("Fighting in Syria", None, text);
    assert_ne!(placed(&a, "Ten were killed", None).unwrap().name, "Khan");
    let b = article("Fighting in Syria", None, "Syrian rebels entered Aleppo Police Command. Ten were killed.");
    assert_eq!(placed(&b, "Ten were killed", None).unwrap().name, "Aleppo");
}

#[test]
fn initials_in_a_mixed_text_are_no_town() {
    let text =
        "A source told SANA that the bomb, a copy of the MOAB type, fell on a camp in Aleppo. Ten Syrians were killed.";
    let a = article("Bomb in Syria", None, text);
    assert_eq!(placed(&a, "Ten Syrians", None).unwrap().name, "Aleppo");
    assert_eq!(placed(&a, "Ten Syrians", Some(Place::unresolved("SDFX", "in the SDFX"))).unwrap().name, "Aleppo");
    let b = article("BOMB IN HOMS", None, "HOMS, Syria (AP) - Ten Syrians were killed.");
    assert_eq!(placed(&b, "Ten Syrians", None).unwrap().country.as_deref(), Some("SY"));
}

#[test]
fn a_faith_is_no_place() {
    let text = "Syrian activists said that raids on Assyrian villages went on in Hasakah. Ten people were abducted.";
    let a = article("Raids in Syria", None, text);
    assert_eq!(placed(&a, "Ten people", Some(Place::unresolved("Assyrian", "on Assyrian"))).unwrap().name, "Hasakah");
}

#[test]
fn a_town_abroad_that_only_its_own_name_speaks_for_is_not_meant() {
    let text =
        "Syrian planes bombed the district of Al Mashhad on Monday, residents of Aleppo said. Five Syrians died.";
    let a = article("Raid on Aleppo in Syria", None, text);
    let place = meant(&a, "Al Mashhad", "the district of Al Mashhad");
    assert_eq!((place.country.as_deref(), place.name.as_str()), (Some("SY"), "Al Mashhad, Aleppo"));
    let b = article("Blast in Iran", None, "Iranian police said that a bomb went off in Mashhad on Monday.");
    assert_eq!(meant(&b, "Mashhad", "in Mashhad").country.as_deref(), Some("IR"));
}

#[test]
fn where_a_group_is_outlawed_nothing_happened() {
    let text = "Militants of a group outlawed in Russia killed 40 people in the Syrian city of Aleppo.";
    let a = article("Militants kill 40 in Syria", None, text);
    assert_eq!(placed(&a, "killed 40", Some(Place::unresolved("Russia", "in Russia"))).unwrap().name, "Aleppo");
}

#[test]
fn a_figure_of_years_is_of_the_country_named_since() {
    let text = "Ten people died in the town of Saraqeb on Monday.\nSyria has been at war since 2011. Since then more than \
        300,000 people have been killed.";
    let a = article("Raid in Syria", None, text);
    let mut total = claim(&a, "more than 300,000", Some(Place::unresolved("Saraqeb", "the town of Saraqeb")));
    total.scope = crate::domain::Scope::Cumulative;
    let mut claims = [total];
    Resolver::new(Gazetteer::builtin()).resolve(&a, &mut claims);
    assert_eq!(claims[0].place.as_ref().unwrap().name, "Syria");
    // What is told of the town in its own sentence is the town's.
    let b = article("Raid in Syria", None, "More than 300 people have died in the town of Saraqeb since 2011.");
    let mut total = claim(&b, "300 people", Some(Place::unresolved("Saraqeb", "the town of Saraqeb")));
    total.scope = crate::domain::Scope::Cumulative;
    let mut claims = [total];
    Resolver::new(Gazetteer::builtin()).resolve(&b, &mut claims);
    assert_eq!(claims[0].place.as_ref().unwrap().name, "Saraqeb");
}

#[test]
fn a_short_name_may_have_lost_a_doubled_letter() {
    let a = article("Strikes in Syria", None, "Syrian activists said that air strikes on the city of Raqa killed ten.");
    let place = meant(&a, "Raqa", "the city of Raqa");
    assert_eq!((place.country.as_deref(), place.precision), (Some("SY"), PlacePrecision::Town));
    let b = article("A day out", None, "Ten people met in Raqa on Sunday.");
    assert_eq!(meant(&b, "Raqa", "in Raqa").precision, PlacePrecision::Unresolved);
}

#[test]
fn what_happened_across_a_country_is_placed_in_no_town_of_it() {
    let text = "Twelve people were killed in raids across the country on Monday. Five of them died in Idlib, Syrian rebels said.";
    let a = article("Raids in Syria", None, text);
    let found = placed(&a, "Twelve people", Some(Place::unresolved("Idlib", "Idlib"))).unwrap();
    assert_eq!((found.name.as_str(), found.words.as_str()), ("Syria", "across the country"));
    assert_eq!(placed(&a, "Five of them", Some(Place::unresolved("Idlib", "Idlib"))).unwrap().name, "Idlib");
}

#[test]
fn the_words_behind_a_name_tell_the_countryside_from_the_town() {
    let a = article(
        "Blasts in Syria",
        None,
        "Two blasts hit Homs eastern countryside on Monday, killing ten, Syrian media said.",
    );
    assert_eq!(meant(&a, "Homs", "Homs").precision, PlacePrecision::Region);
    let b = article("Blasts in Syria", None, "Two blasts hit Homs on Monday, killing ten, Syrian media said.");
    assert_eq!(meant(&b, "Homs", "Homs").precision, PlacePrecision::Town);
}

#[test]
fn a_quarter_lies_in_the_town_told_beside_it_wherever_its_kind_is_told() {
    let text = "A shell hit Qastali and Derbal neighborhoods of Aleppo, Syrian media said. Nine died in Qastali.";
    let a = article("Shells on Aleppo", None, text);
    let found = placed(&a, "Nine died", Some(Place::unresolved("Qastali", "Qastali"))).unwrap();
    assert_eq!((found.name.as_str(), found.precision), ("Qastali, Aleppo", PlacePrecision::Site));
    let b = article("Blast in Syria", None, "A blast killed ten in the Sumala area in the Syrian capital Damascus.");
    assert_eq!(meant(&b, "Sumala", "the Sumala area").name, "Sumala, Damascus");
}

#[test]
fn a_village_of_no_gazetteer_lies_in_the_region_told_behind_it() {
    let a = article(
        "Blast in Syria",
        None,
        "A blast struck al-Tayrun in the Homs countryside, killing ten, Syrian media said.",
    );
    let found = meant(&a, "Homs", "the Homs countryside");
    assert_eq!((found.name.as_str(), found.precision), ("al-Tayrun, Homs", PlacePrecision::Region));
}

#[test]
fn a_group_is_no_place_though_its_name_ends_in_one() {
    let a = article(
        "Jund al-Sham leader killed in bombing",
        None,
        "A leader of a Syrian group was killed in Idlib on Monday.",
    );
    assert_eq!(placed(&a, "A leader", None).unwrap().name, "Idlib");
}

#[test]
fn the_country_across_a_border_is_not_where_it_happened() {
    let text = "Twenty fighters were killed on Monday, Syrian activists said. Syrian media told of ten.";
    let a = article("Raid near Turkish border", None, text);
    assert_eq!(placed(&a, "Twenty fighters", None).unwrap().name, "Syria");
}

#[test]
fn what_is_told_twice_happened_in_the_finer_place() {
    let text = "Raids killed ten people in the town of Saraqeb on Monday, Syrian activists said.";
    let a = article("Raids kill ten in Syria", None, text);
    let mut claims = [
        claim(&a, "ten people", Some(Place::unresolved("Syria", "Syria"))),
        claim(&a, "ten people", Some(Place::unresolved("Saraqeb", "the town of Saraqeb"))),
    ];
    claims[1].repeats = Some(0);
    claims[0].evidence[0].part = crate::domain::TextPart::Title;
    Resolver::new(Gazetteer::builtin()).resolve(&a, &mut claims);
    assert_eq!(claims[0].place.as_ref().unwrap().name, "Saraqeb");
}

#[test]
fn a_name_that_only_sounds_known_is_asked_again_where_words_say_it_is_a_place() {
    let text = "A reporter in Salamiya said two men were killed by shells on a market in Salamiya, Syrian media said.";
    let a = article("Rockets on Aleppo", None, text);
    let found = placed(&a, "two men", Some(Place::unresolved("Salamiya", "Salamiya")));
    assert_ne!(found.unwrap().name, "Aleppo");
}
