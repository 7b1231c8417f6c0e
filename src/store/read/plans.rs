//! Lists must stay instant on large stores: no list reads more rows than it shows, or sorts any, unless it must.

use super::{Part, articles, claimants, events};
use crate::{
    domain::{ArticleKey, EventKey, Filter, Sort, Stretch, rows::Cursor},
    store::Store,
};

fn plan(store: &Store, sql: &str) -> String {
    let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let holes = statement.parameter_count();
    let values = vec![rusqlite::types::Value::Text("\"a\"".into()); holes];
    let steps = statement.query_map(rusqlite::params_from_iter(values), |row| row.get::<_, String>("detail")).unwrap();
    steps.collect::<Result<Vec<_>, _>>().unwrap().join("\n")
}

fn somewhere() -> Cursor {
    Cursor("2025".into(), 1)
}

fn article_plans(line: &str, sort: Sort<ArticleKey>, from: &Stretch) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("store.db")).unwrap();
    let filter: Filter = line.parse().unwrap();
    let (conditions, order) = (store.article_conditions(&filter).unwrap(), articles::order(sort));
    let plan = |part: &Part| plan(&store, &articles::listing(&conditions, &order, part, filter.text().is_some()));
    order.parts(from).iter().map(plan).collect()
}

fn first_and_after(line: &str) -> Vec<String> {
    let plans = |from| article_plans(line, Sort::default(), &from);
    [plans(Stretch::First), plans(Stretch::After(somewhere()))].concat()
}

#[test]
fn lists_walk_an_index_in_their_order() {
    let queries = [
        ("", "article_by_day"),
        ("status:unread", "article_by_status"),
        ("outlet:AFP", "article_by_outlet"),
        ("after:2025-01-01", "article_by_day"),
    ];
    for (query, index) in queries {
        for plan in first_and_after(query) {
            assert!(plan.contains(&format!("article USING INDEX {index}")), "{query:?}:\n{plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{query:?}:\n{plan}");
        }
    }
}

#[test]
fn the_next_stretch_is_sought_and_not_counted_to() {
    let plans = article_plans("", Sort::default(), &Stretch::After(somewhere()));
    assert!(plans[0].contains("SEARCH article USING INDEX article_by_day (day=? AND id<?)"), "{}", plans[0]);
    assert!(plans[1].contains("SEARCH article USING INDEX article_by_day (day<?)"), "{}", plans[1]);
}

fn every_stretch() -> [Stretch; 5] {
    let at = somewhere;
    [Stretch::First, Stretch::At(at()), Stretch::After(at()), Stretch::Before(at()), Stretch::Last]
}

#[test]
fn every_order_of_articles_has_its_index_both_ways() {
    for (by, index) in [
        (ArticleKey::Date, "article_by_day"),
        (ArticleKey::Arrival, "SCAN article"),
        (ArticleKey::Outlet, "article_by_outlet_day"),
        (ArticleKey::Status, "article_by_status_day"),
        (ArticleKey::Title, "article_by_title"),
        (ArticleKey::Claims, "article_by_claims"),
    ] {
        for (sort, from) in [Sort::up(by), Sort::down(by)].into_iter().flat_map(|s| every_stretch().map(|f| (s, f))) {
            for plan in article_plans("", sort, &from) {
                let by_id = by == ArticleKey::Arrival && plan.contains("INTEGER PRIMARY KEY");
                assert!(by_id || plan.contains(index), "{sort:?} {from:?}:\n{plan}");
                assert!(!plan.contains("TEMP B-TREE"), "{sort:?} {from:?}:\n{plan}");
            }
        }
    }
}

#[test]
fn an_event_and_a_rare_word_lead_to_their_articles() {
    for query in ["event:e1", "rare"] {
        let plans = article_plans(query, Sort::default(), &Stretch::First);
        assert!(plans[0].contains("SEARCH article USING INTEGER PRIMARY KEY (rowid=?)"), "{}", plans[0]);
    }
}

#[test]
fn counts_beside_a_row_never_leave_their_index() {
    let plans = article_plans("", Sort::default(), &Stretch::First);
    assert!(!plans[0].contains("SCAN claim"), "{}", plans[0]);
    assert_eq!(plans[0].matches("SEARCH claim USING COVERING INDEX").count(), 2, "{}", plans[0]);
}

#[test]
fn events_are_walked_by_day() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("store.db")).unwrap();
    for (sort, index) in [
        (Sort::default(), "event_by_day"),
        (Sort::up(EventKey::Name), "event_by_name"),
        (Sort::down(EventKey::Place), "event_by_place_low"),
        (Sort::down(EventKey::Killed), "standing_by_killed"),
        (Sort::up(EventKey::Conflicts), "standing_by_disputed"),
        (Sort::down(EventKey::Articles), "standing_by_reported"),
        (Sort::down(EventKey::Claims), "standing_by_claimed"),
    ] {
        let order = events::order(sort);
        for part in every_stretch().iter().flat_map(|from| order.parts(from)) {
            let sql = events::listing(&store.event_conditions(&Filter::default()).unwrap(), &order, &part);
            let plan = plan(&store, &sql);
            assert!(plan.contains(index) && !plan.contains("TEMP B-TREE"), "{sort:?}:\n{plan}");
        }
    }
    let counts = plan(&store, events::COUNTS);
    assert!(counts.contains("SEARCH claim USING COVERING INDEX claim_by_event (event=?)"), "{counts}");
    let claimants = plan(&store, claimants::LIST);
    assert!(claimants.contains("SCAN claim USING COVERING INDEX claim_by_claimant"), "{claimants}");
}
