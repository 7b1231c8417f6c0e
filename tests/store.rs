//! The store through its public surface, on real files.

use recount::{
    domain::{ArticleId, EventId, rows::ArticleQuery},
    store::Added,
};

mod stored;
use stored::{arrivals, at, store};

#[test]
fn what_comes_in_can_be_read_back() {
    let (_dir, mut store) = store();
    let landed = store.add(&arrivals(3), at(0)).unwrap();
    assert_eq!(landed.articles, [1, 2, 3].map(|n| Added::New(ArticleId(n))));
    let window = store.articles(&ArticleQuery::default(), None, 10).unwrap();
    assert_eq!(window.rows.len(), 3);
    let view = store.article(ArticleId(1)).unwrap();
    assert_eq!(view.claims.len(), 2);
    assert_eq!(store.event(EventId(1)).unwrap().statements.len(), 6);
    store.verify().unwrap();
}
