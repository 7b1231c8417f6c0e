//! What rules read in each language, and telling languages apart: sentences of our own with what must be read in them
//! (`tests/languages/`).

use std::{collections::BTreeSet, fmt::Write, sync::OnceLock};

use proptest::prelude::*;
use recount::{
    domain::{Article, Claim, Scope, Stance},
    extract::{Reader, brief},
    text::CharIndex,
};
use serde::Deserialize;

fn reader() -> &'static Reader {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| Reader::builtin().expect("the shipped lexicons compile"))
}

fn article(text: &str, language: Option<&str>) -> Article {
    let published = Some("2025-05-18".parse().expect("a date"));
    Article { text: text.into(), published, language: language.map(Into::into), ..Article::default() }
}

fn read(text: &str, language: Option<&str>) -> Vec<Claim> {
    reader().read(&article(text, language))
}

fn language(text: &str) -> Option<String> {
    reader().language(&article(text, None)).map(Into::into)
}

#[derive(Deserialize)]
struct File {
    sentence: Vec<Sentence>,
}

#[derive(Deserialize)]
struct Sentence {
    about: String,
    text: String,
    claims: Vec<String>,
}

/// "killed 2 state_forces police, part of 0, hedged, by army"
fn in_words(claim: &Claim) -> String {
    let mut words = brief(claim);
    let traits: Vec<_> = claim.victims.traits.iter().map(ToString::to_string).collect();
    if !traits.is_empty() {
        let _ = write!(words, " {}", traits.join("+"));
    }
    if let Some(actor) = &claim.victims.actor {
        let _ = write!(words, " of {actor}");
    }
    if let Some(whole) = claim.part_of {
        let _ = write!(words, ", part of {whole}");
    }
    if claim.stance != Stance::Asserted {
        let _ = write!(words, ", {}", claim.stance);
    }
    if claim.scope != Scope::Event {
        let _ = write!(words, ", {}", claim.scope);
    }
    if claim.claimant.name != "outlet" {
        let _ = write!(words, ", by {}", claim.claimant.name);
    }
    words
}

/// The sentences of a file, each read as it says.
fn sentences(code: &str, file: &str) -> Vec<Sentence> {
    let file: File = toml::from_str(file).expect("the sentences are TOML");
    let mut misread = String::new();
    for sentence in &file.sentence {
        let got: Vec<_> = read(&sentence.text, Some(code)).iter().map(in_words).collect();
        if got != sentence.claims {
            let _ = writeln!(misread, "{}\n  should read {:?}\n  reads       {got:?}", sentence.text, sentence.claims);
        }
    }
    assert!(misread.is_empty(), "{misread}");
    file.sentence
}

fn check(code: &str, file: &str) {
    let sentences = sentences(code, file);
    let about: BTreeSet<&str> = sentences.iter().map(|s| s.about.as_str()).collect();
    assert!(sentences.len() >= 40, "only {} sentences", sentences.len());
    for topic in ["counts", "outcomes", "victims", "parts", "attribution", "left"] {
        assert!(about.contains(topic), "no sentence about {topic}");
    }
}

/// What general rules read, each with a sentence like it that they leave.
#[test]
fn english_is_read() {
    sentences("en", include_str!("languages/en.toml"));
}

#[test]
fn french_is_read() {
    check("fr", include_str!("languages/fr.toml"));
}

#[test]
fn arabic_is_read() {
    check("ar", include_str!("languages/ar.toml"));
}

const FRENCH: &str = "Deux soldats ont été tués samedi près de Gao, a annoncé l'armée. Les assaillants ont pris la fuite \
                      vers le nord, selon des habitants de la ville.";
const ARABIC: &str = "قال المرصد السوري لحقوق الإنسان إن خمسة أشخاص قتلوا فجر السبت في مداهمة في مدينة حلب، وأضاف أن من \
                      بين القتلى عنصرين من قوات الأمن.";
const ENGLISH: &str =
    "Two soldiers were killed near Gao on Saturday, the army said. The attackers fled to the north of the town.";
const SOLDIERS: &str = "killed 2 state_forces military, by army";
const SPANISH: &str = "Dos soldados fueron asesinados el sábado cerca de la ciudad, según el ejército. Los atacantes \
                       huyeron hacia el norte, dijeron los vecinos de la zona.";
const PERSIAN: &str = "دو سرباز در این حمله کشته شدند و پنج نفر زخمی شد. به گفته پلیس این حمله در شهر بود و از آن به بعد \
                       راه بسته شده است که تا شب باز نشد.";
const RUSSIAN: &str =
    "Два солдата погибли в субботу при нападении на пост, сообщили в полиции. После этого дорога была закрыта.";

#[test]
fn languages_are_told_apart() {
    for (text, code) in [
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        (ARABIC, "ar"),
        (SPANISH, "es"),
        (PERSIAN, "fa"),
        (RUSSIAN, "ru"),
        (
            "Zwei Soldaten wurden am Samstag bei einem Angriff auf den Posten getötet, und die Polizei ist nicht da.",
            "de",
        ),
        (&ENGLISH.to_uppercase(), "en"),
        (&FRENCH.to_uppercase(), "fr"),
        ("Five killed in Idlib", "en"),
        ("Cinq soldats tués dans une embuscade", "fr"),
        ("مقتل خمسة جنود", "ar"),
    ] {
        assert_eq!(language(text).as_deref(), Some(code), "{text}");
    }
    assert_eq!(language("士兵在袭击中丧生，警方周六表示。"), None);
}

#[test]
fn names_from_elsewhere_do_not_change_the_language() {
    let text = format!("{FRENCH} Le quotidien « المدينة اليوم » et le site “The Daily of the North” l'ont rapporté.");
    assert_eq!(language(&text).as_deref(), Some("fr"));
    let text = format!("{ARABIC} ونشرت صحيفة The Herald of the North صورا.");
    assert_eq!(language(&text).as_deref(), Some("ar"));
}

#[test]
fn a_language_that_is_not_read_gives_no_claims() {
    for text in [SPANISH, PERSIAN, RUSSIAN] {
        let mut article = article(text, None);
        assert_eq!(reader().read(&article), [], "{text}");
        let unread = reader().settle(&mut article).expect_err("not read");
        assert_eq!(unread.language, article.language);
        assert!(unread.to_string().contains(article.language.as_deref().expect("known")), "{unread}");
    }
}

#[test]
fn a_language_that_is_set_is_believed() {
    assert_eq!(read(ENGLISH, Some("es")), []);
    assert_eq!(read(ENGLISH, Some("fr")), []);
    for code in ["en", "EN-gb", "en_US", "eng"] {
        assert_eq!(read(ENGLISH, Some(code)).first().map(in_words).as_deref(), Some(SOLDIERS), "{code}");
    }
    let mut article = article(FRENCH, Some("fr-CA"));
    assert!(reader().settle(&mut article).is_ok());
    assert_eq!(article.language.as_deref(), Some("fr"));
}

#[test]
fn a_claimant_has_one_name_in_every_language() {
    let claims = [
        read("The Syrian Observatory for Human Rights said five people were killed.", Some("en")),
        read("L'OSDH a indiqué que cinq personnes avaient été tuées.", Some("fr")),
        read("قال المرصد إن خمسة أشخاص قتلوا.", Some("ar")),
    ];
    for claims in &claims {
        assert_eq!(claims.len(), 1);
        assert_eq!(claims[0].claimant.name, "Syrian Observatory for Human Rights");
        assert_eq!(brief(&claims[0]), "killed 5 all");
    }
}

#[test]
fn evidence_counts_characters_of_the_text() {
    let text = "قال المرصد السوري لحقوق الإنسان إن خمسة أشخاص قتلوا، وأُصيبَ ٤٥ آخرون.";
    let claims = read(text, None);
    let exact: Vec<_> = claims.iter().map(|c| c.evidence[0].exact.as_str()).collect();
    assert_eq!(exact, ["خمسة أشخاص قتلوا", "أُصيبَ ٤٥ آخرون"]);
    let index = CharIndex::new(text);
    for evidence in claims.iter().flat_map(|c| &c.evidence) {
        assert_eq!(index.slice(evidence.start, evidence.end), evidence.exact);
    }
}

#[test]
fn dates_and_places_are_told_in_each_language() {
    let french = &read("Trois policiers ont été tués mardi 13 mai dans la ville de Gao.", Some("fr"))[0];
    let arabic = &read("قتل ثلاثة جنود يوم 13 أيار/مايو في مدينة حلب.", Some("ar"))[0];
    for (claim, place) in [(french, "Gao"), (arabic, "حلب")] {
        assert_eq!(claim.date.as_ref().map(|d| d.start.to_string()).as_deref(), Some("2025-05-13"), "{claim:?}");
        assert_eq!(claim.place.as_ref().map(|p| p.name.as_str()), Some(place));
    }
    let saturday = &read("قتل ثلاثة جنود فجر السبت.", Some("ar"))[0];
    assert_eq!(saturday.date.as_ref().map(|d| d.start.to_string()).as_deref(), Some("2025-05-17"));
    assert_eq!(read("Un avion a tué deux civils hier.", Some("fr"))[0].means, None);
    assert_eq!(read("Une frappe de drone a tué deux civils.", Some("fr"))[0].means.as_deref(), Some("drone"));
    assert_eq!(read("قتل مدنيان في غارة جوية.", Some("ar"))[0].means.as_deref(), Some("airstrike"));
}

/// Words that rules look for, and what has tripped readers: signs, digits, marks, joined words.
const PIECES: &[&str] = &[
    "قتل",
    "وقتل",
    "مقتل",
    "خمسة",
    "وعشرون",
    "مدنيين",
    "بينهم",
    "منهم",
    "ال",
    "و11",
    "للمرصد",
    "قالت",
    "إن",
    "،",
    "٤٥",
    "نفسه",
    "لا",
    "ًًً",
    "ـ",
    "tués",
    "ont été",
    "d'",
    "l'",
    "1 200",
    "cinq",
    "dont",
    "des",
    "selon",
    "a",
    "dit",
    "« ",
    " »",
    ".",
    "\n\n",
    "soldats",
    "de",
    "à",
    "un",
    "blessés",
    "'",
    "\u{202f}",
    "12 345,6",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_text_is_survived(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60), noise in "\\PC{0,20}", joined in any::<bool>(),
    ) {
        let text = pieces.join(if joined { "" } else { " " }) + &noise;
        let index = CharIndex::new(&text);
        for code in ["fr", "ar", "en"] {
            for evidence in read(&text, Some(code)).iter().flat_map(|c| &c.evidence) {
                prop_assert_eq!(index.slice(evidence.start, evidence.end), &evidence.exact);
            }
        }
    }
}
