//! Names found, names refused, and what looking them up costs.

use std::time::Instant;

use super::*;

fn first(name: &str) -> Entry {
    Gazetteer::builtin().lookup(name).next().unwrap_or_else(|| panic!("{name} is not known"))
}

fn town(name: &str) -> Entry {
    Gazetteer::builtin()
        .lookup(name)
        .find(|e| e.precision == PlacePrecision::Town)
        .unwrap_or_else(|| panic!("no town {name}"))
}

#[test]
fn the_built_in_file_is_sound() {
    let gazetteer = Gazetteer::builtin();
    let [countries, regions, districts, towns] = gazetteer.table.counts();
    assert!(countries > 230 && regions > 3_000 && districts > 5_000 && towns > 150_000);
    for place in 0..countries + regions + districts + towns {
        let entry = gazetteer.entry(place, true);
        assert!(!entry.name.is_empty() && entry.country.len() == 2, "{entry:?}");
        assert!(entry.lat.abs() <= 90.0 && entry.lon.abs() <= 180.0, "{entry:?}");
    }
}

#[test]
fn spellings_of_the_news_find_the_town() {
    for (name, country, called) in [
        ("Aleppo", "SY", "Aleppo"),
        ("ALEPPO", "SY", "Aleppo"),
        ("Idleb", "SY", "Idlib"),
        ("Deir Ezzor", "SY", "Deir ez-Zor"),
        ("Deir al-Zour", "SY", "Deir ez-Zor"),
        ("Khan Younis", "PS", "Khan Yunis"),
        ("حلب", "SY", "Aleppo"),
        ("إدلب", "SY", "Idlib"),
        ("بحلب", "SY", "Aleppo"),
        ("الرقة", "SY", "Ar Raqqah"),
        ("رقة", "SY", "Ar Raqqah"),
        ("Sao Paulo", "BR", "São Paulo"),
        ("Saint Louis", "US", "St. Louis"),
    ] {
        let found = town(name);
        assert_eq!((found.country, found.name), (country, called), "{name}");
    }
}

#[test]
fn countries_regions_and_demonyms_are_known() {
    let gazetteer = Gazetteer::builtin();
    assert_eq!((first("Syria").country, first("Syria").precision), ("SY", PlacePrecision::Country));
    assert_eq!(first("سوريا").country, "SY");
    assert_eq!(first("U.S.").country, "US");
    assert_eq!((first("Tennessee").precision, first("Calif.").name), (PlacePrecision::Region, "California"));
    assert_eq!(gazetteer.region("US", "TN").unwrap().name, "Tennessee");
    assert_eq!(gazetteer.demonym("Syrian"), Some("SY"));
    assert_eq!(gazetteer.demonym("Burkinabé"), Some("BF"));
    assert_eq!(gazetteer.demonym("soldiers"), None);
    assert_eq!(gazetteer.country("YE").unwrap().name, "Yemen");
}

#[test]
fn towns_lie_in_their_regions_and_countries() {
    let gazetteer = Gazetteer::builtin();
    let (idlib, syria, iraq) = (town("Idlib"), first("Syria"), first("Iraq"));
    let region = gazetteer.lookup("Idlib").find(|e| e.precision == PlacePrecision::Region).unwrap();
    assert!(gazetteer.within(idlib.id, region.id) && gazetteer.within(idlib.id, syria.id));
    assert!(!gazetteer.within(idlib.id, iraq.id));
    assert_eq!(idlib.admin1, Some("Idlib"));
}

#[test]
fn ordinary_words_are_no_places() {
    for word in ["", "—", "Police", "The", "They", "Sunday", "May", "xyzzyqwv", "Ministry of Interior", "Said"] {
        let spelled = Gazetteer::builtin().spelled(Print::of(fold::exact(word).bytes())).next();
        assert!(word == "Said" || spelled.is_none(), "{word}");
    }
}

/// Generous, since it runs unoptimized beside other tests; the bench has the real figure.
#[test]
fn a_miss_is_cheap() {
    let start = Instant::now();
    for _ in 0..10_000 {
        assert!(std::hint::black_box(Gazetteer::builtin()).lookup("Interior Ministry").next().is_none());
    }
    assert!(start.elapsed().as_millis() < 1_000);
}

#[test]
fn a_sieve_keeps_every_name_and_little_else() {
    let mut sieve = Gazetteer::builtin().sieve();
    let mut passes = |name: &str| sieve.passes(Print::of(fold::exact(name).bytes()));
    for name in ["Syria", "Syrian", "the Syrians", "Aleppo", "Deir ez-Zor", "حلب", "South African", "U.S.", "Al-Bab"]
    {
        assert!(passes(name), "{name}");
    }
    let others = (0..1_000).filter(|n| passes(&format!("Wq{n}zzy")));
    assert!(others.count() < 120);
}
