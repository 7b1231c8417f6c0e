//! The desk: requests in, news out, nothing lost, nobody kept waiting. No test sleeps: they wait for quiet.

mod stored;

use std::{
    io::Write,
    path::PathBuf,
    sync::{Arc, Mutex},
};

use recount::{
    domain::{
        ArticleId, Change, ClaimId, Decision, EventId, FigureState, Judgement, Measure, Outcome, Role, Rule, Sort,
        Stretch, Subject,
        filter::{Filter, Test},
    },
    export::{Format, Manner},
    ingest::{Metadata, Source},
    store::Store,
    work::{
        Desk, Done, JobId, Lexicons, News, Reply, Request,
        outgoing::{Choice, Order},
    },
};
use stored::{arrivals, at};

struct Bench {
    desk: Desk,
    news: Arc<Mutex<Vec<News>>>,
    path: PathBuf,
    dir: tempfile::TempDir,
}

impl Bench {
    fn new(articles: usize) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("store.db");
        Store::open(&path).unwrap().add(&arrivals(articles), at(0)).unwrap();
        let news = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&news);
        let desk = Desk::start(&path, "Ana", Lexicons::default(), move |n| heard.lock().unwrap().push(n)).unwrap();
        Self { desk, news, path, dir }
    }

    fn ask(&self, request: Request) -> Result<Reply, String> {
        let job = self.desk.send(request);
        self.desk.idle();
        self.answer(job).expect("answered")
    }

    /// None where the job was dropped.
    fn answer(&self, job: JobId) -> Option<Result<Reply, String>> {
        let ends: Vec<_> = self
            .news
            .lock()
            .unwrap()
            .iter()
            .filter_map(|news| match news {
                News::Done(Done { job: done, result, .. }) if *done == job => Some(Some(result.clone())),
                News::Dropped(dropped) if *dropped == job => Some(None),
                _ => None,
            })
            .collect();
        let [end] = ends.as_slice() else { panic!("{job:?} ended {} times", ends.len()) };
        end.clone()
    }

    fn place(&self, of: impl Fn(&News) -> bool) -> usize {
        self.news.lock().unwrap().iter().position(of).unwrap()
    }

    /// A file of `n` articles as JSON lines.
    fn lines(&self, n: usize) -> Source {
        let path = self.dir.path().join("in.jsonl");
        let mut file = std::fs::File::create(&path).unwrap();
        for n in 0..n {
            writeln!(file, r#"{{"text":"Article {n}: five people were killed in Aleppo, police said."}}"#).unwrap();
        }
        writeln!(file, "not json").unwrap();
        Source::named(path)
    }
}

fn note(n: usize) -> Request {
    Request::Commit(Change::AddNote { subjects: vec![Subject::Claim(ClaimId(1))], text: format!("note {n}") })
}

fn search(words: &str) -> Request {
    let query = Filter::from(Test::Text(words.into()));
    Request::Articles { filter: query, sort: Sort::default(), from: Stretch::First, limit: 50, blind: None }
}

#[test]
fn every_question_is_answered_in_kind() {
    let bench = Bench::new(3);
    let all = Filter::default();
    let Ok(Reply::Articles(window)) = bench.ask(search("ministry")) else { panic!() };
    assert_eq!(window.rows.len(), 3);
    assert_eq!(bench.ask(Request::CountArticles(all)), Ok(Reply::CountArticles(3)));
    let Ok(Reply::Article(article)) = bench.ask(Request::Article(ArticleId(2))) else { panic!() };
    assert_eq!(article.claims.len(), 2);
    let Ok(Reply::Events(events)) = bench.ask(Request::Events {
        filter: Filter::from(Test::Text("rai".into())),
        sort: Sort::default(),
        from: Stretch::First,
        limit: 9,
        blind: None,
    }) else {
        panic!()
    };
    assert_eq!(events.rows[0].claims, 6);
    let Ok(Reply::Event(review)) = bench.ask(Request::Event(EventId(1))) else { panic!() };
    assert_eq!(review.rules.len(), review.comparison.rows().count());
    assert!(
        matches!(bench.ask(Request::Sources { words: String::new(), sort: Sort::default() }), Ok(Reply::Sources(all)) if all.rows.iter().filter(|row| row.claims > 0).count() == 2)
    );
    assert!(
        matches!(bench.ask(Request::Log { from: Stretch::First, limit: 9 }), Ok(Reply::Log(all)) if all.rows.len() == 1)
    );
    assert_eq!(bench.ask(Request::Article(ArticleId(99))), Err("there is no a99 in this store".into()));
}

#[test]
fn changes_are_made_in_order_and_taken_back() {
    let bench = Bench::new(1);
    let accept = Change::Judge { claims: vec![ClaimId(1)], judgement: Judgement::Accepted };
    bench.desk.send(Request::Commit(accept.clone()));
    let undone = bench.desk.send(Request::Undo);
    let redone = bench.desk.send(Request::Redo);
    let again = bench.desk.send(Request::Redo);
    bench.desk.idle();
    let summary = |job| match bench.answer(job).unwrap() {
        Ok(Reply::Committed(committed)) => committed.summary,
        other => format!("{other:?}"),
    };
    assert_eq!([summary(undone), summary(redone)], ["undo: accept c1", "redo: accept c1"]);
    assert_eq!(bench.answer(again), Some(Err("nothing of yours is left to redo".into())));
}

#[test]
fn a_decision_on_conflicting_reports_needs_its_reason() {
    let bench = Bench::new(1);
    let decide = |best, reason: &str| {
        let decision = Decision {
            measure: Measure::of(Outcome::Killed, Role::All),
            low: Some(5),
            best: Some(best),
            high: Some(best),
            rule: Rule::Manual,
            claims: vec![ClaimId(1)],
            reason: reason.into(),
            state: FigureState::Reconciled,
            waiting_for: None,
            standard: None,
            analyst: String::new(),
            at: at(0),
            signed_by: None,
        };
        bench.ask(Request::Commit(Change::Decide { event: EventId(1), decision: Box::new(decision) }))
    };
    let why = decide(7, " ").unwrap_err();
    assert!(
        why.starts_with("the reports on killed / all conflict (") && why.ends_with("give the reason for your figure"),
        "{why}"
    );
    assert!(decide(7, "the Observatory was there").is_ok());
    // Once only the ministry is left, nothing conflicts; but nobody said nine.
    let reopen = Change::Reopen { event: EventId(1), measure: Measure::of(Outcome::Killed, Role::All) };
    bench.ask(Request::Commit(reopen)).unwrap();
    bench.ask(Request::Commit(Change::Judge { claims: vec![ClaimId(2)], judgement: Judgement::Rejected })).unwrap();
    assert_eq!(decide(9, "").unwrap_err(), "no report on killed / all gives 9: give the reason for your figure");
    assert!(decide(5, "").is_ok());
}

#[test]
fn of_two_searches_the_newer_is_answered() {
    let bench = Bench::new(200);
    let jobs: Vec<_> = ["m", "mi", "min", "mini", "ministry"].map(search).map(|r| bench.desk.send(r)).into();
    bench.desk.idle();
    let answers: Vec<_> = jobs.iter().map(|job| bench.answer(*job)).collect();
    assert!(matches!(answers.last(), Some(Some(Ok(Reply::Articles(window)))) if window.rows.len() == 50));
    for answer in answers.into_iter().flatten() {
        answer.unwrap();
    }
}

#[test]
fn an_import_goes_on_behind_the_analysts_changes() {
    let bench = Bench::new(1);
    let import = bench.desk.send(Request::Import { sources: vec![bench.lines(600)], metadata: Metadata::default() });
    let noted = bench.desk.send(note(1));
    bench.desk.idle();
    let done = |job| bench.place(|news| matches!(news, News::Done(done) if done.job == job));
    assert!(done(noted) < done(import), "a change does not wait for an import");
    assert!(bench.place(|news| matches!(news, News::Progress(job, _) if *job == import)) < done(import));
    let Some(Ok(Reply::Imported(summary))) = bench.answer(import) else { panic!() };
    assert_eq!((summary.added, summary.known, summary.cancelled), (600, 0, false));
    assert_eq!(summary.failed[0].origin.line, Some(601));
    let again = bench.ask(Request::Import { sources: vec![bench.lines(600)], metadata: Metadata::default() });
    assert!(matches!(again, Ok(Reply::Imported(summary)) if (summary.added, summary.known) == (0, 600)));
    Store::open(&bench.path).unwrap().verify().unwrap();
}

#[test]
fn a_cancelled_import_keeps_what_it_took_in() {
    let bench = Bench::new(1);
    let import = bench.desk.send(Request::Import { sources: vec![bench.lines(5_000)], metadata: Metadata::default() });
    bench.desk.cancel(import);
    bench.desk.idle();
    let Some(Ok(Reply::Imported(summary))) = bench.answer(import) else { panic!() };
    assert!(summary.cancelled && summary.added < 5_000);
    assert_eq!(bench.ask(Request::CountArticles(Filter::default())), Ok(Reply::CountArticles(summary.added + 1)));
}

#[test]
fn closing_the_desk_keeps_every_change_sent() {
    let Bench { desk, path, dir: _dir, .. } = Bench::new(1);
    for n in 0..20 {
        desk.send(note(n));
    }
    drop(desk);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.article(ArticleId(1)).unwrap().notes.len(), 20);
}

#[test]
fn records_are_written_to_a_file() {
    let bench = Bench::new(2);
    let path = bench.dir.path().join("out.jsonl");
    let export = Request::Export { path: path.clone(), order: order(Format::Jsonl, Some(Rule::Range)) };
    let Ok(Reply::Exported { exported, .. }) = bench.ask(export) else { panic!() };
    assert_eq!(std::fs::read_to_string(path).unwrap().lines().count() as u64, exported.figures);
    assert!(exported.figures > 0);
    let nowhere = bench.dir.path().join("no/such/dir.csv");
    let export = Request::Export { path: nowhere, order: order(Format::Csv, None) };
    assert!(bench.ask(export).unwrap_err().contains("cannot write"));
}

fn order(format: Format, open: Option<Rule>) -> Order {
    Order { choice: Choice { open, ..Choice::default() }, format, manner: Manner::default(), license: None }
}
