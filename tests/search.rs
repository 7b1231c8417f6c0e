//! Full-text search: every string is a valid search, and words are found however they are written.

mod stored;

use proptest::prelude::*;
use recount::{
    domain::{
        Article,
        filter::{Filter, Test},
    },
    store::{Arrivals, NewArticle, Store},
};
use stored::{at, store};

fn with(texts: &[&str]) -> (tempfile::TempDir, Store) {
    let (dir, mut store) = store();
    let new = |text: &&str| NewArticle {
        article: Article { text: (*text).into(), ..Article::default() },
        raw: text.as_bytes().to_vec(),
        claims: Vec::new(),
        copy_of: None,
        capture: None,
    };
    store.add(&Arrivals { articles: texts.iter().map(new).collect(), ..Arrivals::default() }, at(0)).unwrap();
    (dir, store)
}

/// The ids of what is found, in their order.
fn found(store: &Store, words: &str) -> Vec<i64> {
    let query = Filter::from(Test::Text(words.into()));
    let rows = store.articles(&query, None, 100).unwrap().rows;
    assert_eq!(rows.len() as u64, store.count_articles(&query).unwrap(), "{words:?}");
    let mut ids: Vec<_> = rows.iter().map(|row| row.id.0).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn arabic_is_found_with_and_without_harakat_and_article() {
    let (_dir, store) =
        with(&["قُتِلَ خمسة أشخاص في المَوصل", "مقتل جندي في حلب", "وقالت وزارة الداخلية إن ٥ قتلوا بالموصل"]);
    assert_eq!(found(&store, "قتل"), [1, 3], "the last word may go on");
    assert_eq!(found(&store, "قُتل "), [1], "with harakat, and ended by a space");
    assert_eq!(found(&store, "موصل"), [1, 3]);
    assert_eq!(found(&store, "الموصل"), [1, 3]);
    assert_eq!(found(&store, "اشخاص"), [1]);
    assert_eq!(found(&store, "5"), [3]);
}

#[test]
fn words_in_any_order_phrases_as_they_stand() {
    let (_dir, store) = with(&["Two of whom died in Łódź.", "Whom of the two died?", "Été: the death toll rose"]);
    assert_eq!(found(&store, "whom two"), [1, 2]);
    assert_eq!(found(&store, "\"two of whom\""), [1]);
    assert_eq!(found(&store, "\"two of whom"), [1], "an open quote runs to the end");
    assert_eq!(found(&store, "LODZ"), [1]);
    assert_eq!(found(&store, "ete"), [3]);
    assert_eq!(found(&store, "dea"), [3], "the last word may still be being typed");
    assert_eq!(found(&store, "dea "), [] as [i64; 0]);
    assert_eq!(found(&store, "died OR rose"), [] as [i64; 0], "no word is an operator");
    assert_eq!(found(&store, " \""), [1, 2, 3], "nothing to look for yet");
    assert_eq!(found(&store, "!!!"), [] as [i64; 0]);
}

#[test]
fn a_hit_is_shown_in_its_own_words() {
    let (_dir, store) = with(&["Hier, dans l'Été syrien, cinq morts."]);
    let query = Filter::from(Test::Text("ete".into()));
    let row = store.articles(&query, None, 1).unwrap().rows.remove(0);
    assert_eq!(row.snippet.as_deref(), Some("Hier, dans l'Été syrien, cinq morts."));
    assert_eq!(row.title, "Hier, dans l'Été syrien, cinq morts.");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_string_makes_search_fail(query in prop_oneof![
        "\\PC{0,30}",
        "[\"'*^():+\\-{}\\[\\]NEAR ORANDT,.\\\\/ab\u{0}\u{640}\u{64b}ا]{0,20}",
        any::<String>(),
    ]) {
        thread_local! {
            static STORE: (tempfile::TempDir, Store) = with(&["a b NEAR or and not", "ا ب"]);
        }
        STORE.with(|(_, store)| {
            found(store, &query);
            store.events(&Filter::from(Test::Text(query)), None, 5).unwrap();
        });
    }
}
