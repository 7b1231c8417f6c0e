//! What is linked, what is kept apart, and that order and batches do not matter.

use super::*;

fn article(title: &str, day: &str, text: &str) -> Article {
    Article {
        title: Some(title.into()),
        text: text.into(),
        published: Some(day.parse().unwrap()),
        ..Article::default()
    }
}

fn grouped(articles: &[Article]) -> Grouping {
    let names: Vec<String> = (0..articles.len()).map(|i| format!("d{i}")).collect();
    let reported: Vec<Reported> =
        articles.iter().zip(&names).map(|(article, document)| Reported { document, article, claims: &[] }).collect();
    link(&reported)
}

#[test]
fn nothing_gives_nothing() {
    assert_eq!(link(&[]), Grouping::default());
}

#[test]
fn a_lone_article_without_claims_is_no_event() {
    let grouping = grouped(&[article("Market opens", "2024-05-19", "The weekly market opened on Sunday.")]);
    assert_eq!((grouping.drafts.len(), grouping.documents[0].event), (0, None));
}
