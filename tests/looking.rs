//! A list that takes long: what was shown stays until rows come, rows come as they are found, and escape stops it.

use jiff::Timestamp;
use recount::{
    domain::{
        ArticleId,
        change::ArticleStatus,
        rows::{ArticleRow, Window},
    },
    tui::{
        keys::{Chord, Keymap},
        model::{Model, Session},
        msg::{Effect, Msg, Size, Ticket},
        update::{start, update},
    },
    work::{Reply, Request},
};

fn row(id: i64) -> ArticleRow {
    ArticleRow {
        id: ArticleId(id),
        title: format!("Article {id}"),
        outlet: None,
        published: None,
        status: ArticleStatus::Unread,
        claims: 0,
        unjudged: 0,
        snippet: None,
    }
}

fn rows(ids: impl IntoIterator<Item = i64>) -> Reply {
    Reply::Articles(Window { rows: ids.into_iter().map(row).collect(), next: None, ends: None })
}

struct Bench(Model);

impl Bench {
    /// Articles 1 to 3 are shown.
    fn new() -> Self {
        let session = Session::new("Leila", "store", Keymap::builtin().unwrap(), vec!["dark".into()]);
        let mut model = Model::new(Size { columns: 80, rows: 24 }, session);
        let asked = start(&mut model);
        let mut bench = Self(model);
        bench.send(Msg::Reply(list(&asked), Ok(rows(1..=3))));
        bench
    }

    fn send(&mut self, msg: Msg) -> Vec<Effect> {
        update(&mut self.0, msg, Timestamp::UNIX_EPOCH)
    }

    fn press(&mut self, keys: &str) -> Vec<Effect> {
        Chord::sequence(keys).unwrap().into_iter().flat_map(|chord| self.send(Msg::Key(chord))).collect()
    }

    /// Asks for the articles of a word.
    fn look(&mut self) -> Ticket {
        list(&self.press("/ r a r e enter"))
    }

    fn shown(&self) -> Vec<i64> {
        self.0.articles().unwrap().list.rows.iter().map(|row| row.id.0).collect()
    }

    fn filter(&self) -> String {
        self.0.articles().unwrap().query.filter.to_string()
    }
}

fn list(effects: &[Effect]) -> Ticket {
    let asked = |effect: &Effect| match effect {
        Effect::Ask(ticket, Request::Articles { .. }) => Some(*ticket),
        _ => None,
    };
    effects.iter().find_map(asked).unwrap_or_else(|| panic!("no list is asked for: {effects:?}"))
}

#[test]
fn what_was_shown_stays_until_the_first_rows_come() {
    let mut bench = Bench::new();
    let ticket = bench.look();
    assert_eq!((bench.shown(), bench.filter()), (vec![1, 2, 3], String::new()));
    bench.send(Msg::Partial(ticket, rows([])));
    assert_eq!(bench.shown(), [1, 2, 3], "nothing is found yet");
    bench.send(Msg::Partial(ticket, rows([7])));
    assert_eq!((bench.shown(), bench.filter().as_str()), (vec![7], "rare"));
    bench.send(Msg::Partial(ticket, rows([7, 8])));
    bench.press("j");
    bench.send(Msg::Reply(ticket, Ok(rows([7, 8, 9]))));
    let articles = bench.0.articles().unwrap();
    assert_eq!((bench.shown(), articles.list.selected, articles.slow), (vec![7, 8, 9], 1, false));
}

#[test]
fn escape_stops_looking_and_nothing_is_lost() {
    let mut bench = Bench::new();
    bench.press("j");
    let ticket = bench.look();
    bench.send(Msg::Partial(ticket, rows([])));
    let effects = bench.press("esc");
    assert!(effects.contains(&Effect::Cancel(ticket)), "{effects:?}");
    assert!(effects.iter().all(|effect| matches!(effect, Effect::Cancel(_))), "the count stops too: {effects:?}");
    bench.send(Msg::Dropped(ticket));
    let articles = bench.0.articles().unwrap();
    assert_eq!((bench.shown(), articles.list.selected, articles.slow), (vec![1, 2, 3], 1, false));
    // An answer that comes all the same is nobody's.
    bench.send(Msg::Reply(ticket, Ok(rows([9]))));
    assert_eq!(bench.shown(), [1, 2, 3]);
}

#[test]
fn escape_keeps_the_rows_found_so_far() {
    let mut bench = Bench::new();
    let ticket = bench.look();
    bench.send(Msg::Partial(ticket, rows([7])));
    assert!(bench.press("esc").contains(&Effect::Cancel(ticket)));
    bench.send(Msg::Dropped(ticket));
    assert_eq!((bench.shown(), bench.filter().as_str()), (vec![7], "rare"));
    assert!(!bench.0.articles().unwrap().is_looking());
}

#[test]
fn a_newer_question_takes_the_place_of_one_under_way() {
    let mut bench = Bench::new();
    let first = bench.look();
    let second = list(&bench.press("/ ctrl-u o t h e r enter"));
    bench.send(Msg::Dropped(first));
    bench.send(Msg::Reply(second, Ok(rows([5]))));
    assert_eq!((bench.shown(), bench.filter().as_str()), (vec![5], "other"));
}

#[test]
fn a_change_of_the_store_meanwhile_asks_again_for_what_is_looked_for() {
    let mut bench = Bench::new();
    let first = bench.look();
    let again = list(&bench.press("R"));
    assert_ne!(first, again);
    bench.send(Msg::Dropped(first));
    bench.send(Msg::Reply(again, Ok(rows([6]))));
    assert_eq!((bench.shown(), bench.filter().as_str()), (vec![6], "rare"));
}
