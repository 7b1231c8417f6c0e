//! Lists must stay instant on large stores: no list reads more rows than it shows, or sorts any, unless it must.

use super::{Part, articles, claimants, events, parts};
use crate::{
    domain::{Filter, rows::Cursor},
    store::Store,
};

fn plan(store: &Store, sql: &str) -> String {
    let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let holes = statement.parameter_count();
    let values = vec![rusqlite::types::Value::Text("\"a\"".into()); holes];
    let steps = statement.query_map(rusqlite::params_from_iter(values), |row| row.get::<_, String>("detail")).unwrap();
    steps.collect::<Result<Vec<_>, _>>().unwrap().join("\n")
}

fn article_plans(line: &str, after: bool) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("store.db")).unwrap();
    let filter: Filter = line.parse().unwrap();
    let conditions = store.article_conditions(&filter).unwrap();
    let plan = |part: &Part| plan(&store, &articles::listing(&conditions, part, filter.text().is_some()));
    parts(after.then(|| Cursor("2025".into(), 1)).as_ref()).iter().map(plan).collect()
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
        for plan in [article_plans(query, false), article_plans(query, true)].concat() {
            assert!(plan.contains(&format!("article USING INDEX {index}")), "{query:?}:\n{plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{query:?}:\n{plan}");
        }
    }
}

#[test]
fn the_next_stretch_is_sought_and_not_counted_to() {
    let plans = article_plans("", true);
    assert!(plans[0].contains("SEARCH article USING INDEX article_by_day (day=? AND id<?)"), "{}", plans[0]);
    assert!(plans[1].contains("SEARCH article USING INDEX article_by_day (day<?)"), "{}", plans[1]);
}

#[test]
fn an_event_and_a_rare_word_lead_to_their_articles() {
    for query in ["event:e1", "rare"] {
        let plans = article_plans(query, false);
        assert!(plans[0].contains("SEARCH article USING INTEGER PRIMARY KEY (rowid=?)"), "{}", plans[0]);
    }
}

#[test]
fn counts_beside_a_row_never_leave_their_index() {
    let plans = article_plans("", false);
    assert!(!plans[0].contains("SCAN claim"), "{}", plans[0]);
    assert_eq!(plans[0].matches("SEARCH claim USING COVERING INDEX").count(), 2, "{}", plans[0]);
}

#[test]
fn events_are_walked_by_day() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("store.db")).unwrap();
    for part in [parts(None), parts(Some(&Cursor("2025".into(), 1)))].concat() {
        let plan = plan(&store, &events::listing(&store.event_conditions(&Filter::default()), &part));
        assert!(plan.contains("event USING INDEX event_by_day") && !plan.contains("TEMP B-TREE"), "{plan}");
    }
    let counts = plan(&store, events::COUNTS);
    assert!(counts.contains("SEARCH claim USING COVERING INDEX claim_by_event (event=?)"), "{counts}");
    let claimants = plan(&store, claimants::LIST);
    assert!(claimants.contains("SCAN claim USING COVERING INDEX claim_by_claimant"), "{claimants}");
}
