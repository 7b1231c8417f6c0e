//! In which order the articles of a batch are placed: a report comes after the one it may be a copy of.

use std::{cmp::Reverse, collections::HashSet};

use crate::domain::Article;

/// Characters of a text's beginning in which an agency is credited: "BELZOR, May 20 (Northern Wire) - ".
const OPENING: usize = 160;

/// Their places, by day of publication (the undated last); within a day those of an agency that others credit, then the
/// longest: what is cut is cut from the whole.
pub fn order(articles: &[&Article]) -> Vec<usize> {
    let credited: HashSet<String> = articles.iter().filter_map(|article| credit(&article.text)).collect();
    let agency = |article: &Article| {
        article.outlet.as_deref().is_some_and(|outlet| credited.contains(outlet.to_lowercase().as_str()))
    };
    let mut order = by_day(articles);
    order.sort_by_key(|i| {
        let article = articles[*i];
        (article.published.is_none(), article.published, !agency(article), Reverse(article.text.len()))
    });
    order
}

/// Their places by day of publication alone, the undated last; within a day as they came.
pub fn by_day(articles: &[&Article]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by_key(|i| (articles[*i].published.is_none(), articles[*i].published));
    order
}

/// The agency that a text names at its beginning, lower case.
fn credit(text: &str) -> Option<String> {
    let end = text.char_indices().nth(OPENING).map_or(text.len(), |(at, _)| at);
    let (before, rest) = text[..end].split_once('(')?;
    let (name, after) = rest.split_once(')')?;
    let dateline = !before.contains(". ") && after.trim_start().starts_with(['-', '–', '—']);
    (dateline && name.len() <= 40).then(|| name.trim().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(outlet: &str, day: i8, text: &str) -> Article {
        let published = Some(jiff::civil::date(2024, 5, day));
        Article { outlet: Some(outlet.into()), text: text.into(), published, ..Article::default() }
    }

    #[test]
    fn an_agency_comes_before_the_papers_that_credit_it_and_the_whole_before_its_parts() {
        let cut = article("Morning Star", 20, "BELZOR, May 20 (Northern Wire) - Nine people died.");
        let longer =
            article("Evening Post", 20, "BELZOR, May 20 (Northern Wire) - Nine people died. Two are children.");
        let own = article("Northern Wire", 20, "BELZOR - Nine died.");
        let earlier = article("Gazette", 19, "A blast.");
        assert_eq!(order(&[&cut, &longer, &own, &earlier]), [3, 2, 1, 0]);
    }
}
