//! Which place a name means, by what stands around it.

use super::*;

fn article(title: &str, outlet: Option<&str>, text: &str) -> Article {
    Article { title: Some(title.into()), text: text.into(), outlet: outlet.map(Into::into), ..Article::default() }
}

fn meant(article: &Article, name: &str, words: &str) -> Place {
    let gazetteer = Gazetteer::builtin();
    resolved(&Place::unresolved(name, words), &Context::new(article, &mut Senses::new(gazetteer)), gazetteer)
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
fn the_reason_and_the_rivals_are_given() {
    let a = article("Clashes in Tripoli", None, "Libyan militias fought in Tripoli on Monday.");
    let found = explain(&a, &Place::unresolved("Tripoli", "in Tripoli"), Gazetteer::builtin()).unwrap();
    assert_eq!((found.entry.country, found.how), ("LY", How::Country));
    assert!(found.rivals.iter().any(|r| r.country == "LB"));
}
