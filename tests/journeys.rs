//! What an analyst does, by keys alone, on a real store: keys in, screen and store out.

mod stage;

use recount::domain::{
    ArticleId, ClaimId, Credibility, EventId, FigureState, Judgement, Outcome, Role, Rule, Subject,
    change::ArticleStatus,
    filter::{Filter, Test},
};
use stage::{Stage, samples};

/// The comparison of the Aleppo raid.
fn raid() -> Stage {
    let mut stage = Stage::new();
    stage.press("g e");
    open_raid(&mut stage);
    stage
}

fn open_raid(stage: &mut Stage) {
    let row = stage.model.events().unwrap().list.rows.iter().position(|r| r.event.id == EventId(1)).unwrap();
    stage.press("g g");
    for _ in 0..row {
        stage.press("j");
    }
    stage.press("enter").sees("Interior ministry");
}

fn raid_decisions(stage: &Stage) -> Vec<recount::domain::Decision> {
    stage.store().event(EventId(1)).unwrap().decisions
}

fn claim(stage: &Stage, id: i64) -> recount::domain::rows::ClaimRecord {
    let articles = [1, 2, 3].map(|a| stage.store().article(ArticleId(a)).unwrap());
    articles.into_iter().flat_map(|a| a.claims).find(|c| c.id == ClaimId(id)).unwrap()
}

#[test]
fn from_the_list_to_a_decided_figure_and_back() {
    let mut stage = Stage::new();
    stage.sees("Security man killed in Aleppo raid").press("g e");
    open_raid(&mut stage);
    stage.sees("≠ conflict").sees("five people").sees("Three militants were neutralized");
    // A conflict: the figure needs a reason, and does not appear before it has one.
    stage.press("a").sees("the sources conflict").press("enter").sees("needs its reason");
    assert!(raid_decisions(&stage).is_empty());
    stage.type_in("two lists agree").press("enter");
    stage.sees("decide killed").sees("u takes it back");
    let decided = raid_decisions(&stage);
    assert_eq!(decided.len(), 1);
    assert_eq!((decided[0].reason.as_str(), decided[0].analyst.as_str()), ("two lists agree", "Leila"));
    assert!(!decided[0].claims.is_empty());
    stage.press("u").sees("undo");
    assert!(raid_decisions(&stage).is_empty());
    stage.press("ctrl-r").sees("1 decided");
    // It is there after leaving, and its history with it.
    let mut stage = stage.again("Leila");
    stage.press("g e");
    open_raid(&mut stage);
    stage.sees("1 decided").press("H").sees("History").sees("undo").press("esc").sees_not("History");
}

#[test]
fn a_claim_is_accepted_rejected_and_taken_back() {
    let mut stage = Stage::new();
    stage.press("G enter").sees("claims 8");
    stage.press("a");
    assert_eq!(claim(&stage, 1).judgement, Judgement::Accepted);
    assert_eq!(stage.model.reader().unwrap().selected, 1, "the next claim is selected");
    stage.press("x");
    assert_eq!(claim(&stage, 2).judgement, Judgement::Rejected);
    stage.press("N backspace");
    assert_eq!(claim(&stage, 2).judgement, Judgement::Proposed);
    stage.press("u u").sees("undo");
    assert_eq!(claim(&stage, 2).judgement, Judgement::Proposed, "both judgements are taken back");
    assert_eq!(claim(&stage, 1).judgement, Judgement::Accepted);
}

#[test]
fn a_claim_is_corrected_and_what_cannot_be_is_refused_where_it_stands() {
    let mut stage = Stage::new();
    stage.press("G enter n n n e").sees("Claim c4");
    stage.press("tab tab ctrl-u").type_in("6").press("enter").sees("an exact count has one number");
    stage.press("tab ctrl-u").type_in("many").press("enter").sees("“many” is not a whole number");
    assert_eq!(claim(&stage, 4).claim.count.low, Some(5), "nothing is saved yet");
    stage.press("ctrl-u").type_in("6").press("tab tab right enter").sees_not("Claim c4 ·");
    let corrected = claim(&stage, 4).claim;
    assert_eq!((corrected.count.low, corrected.count.high), (Some(6), Some(6)));
    assert_eq!((corrected.victims.role, corrected.rule.as_str()), (Role::Civilian, "analyst"));
    stage.press("e").type_in("x").press("esc");
    assert_eq!(claim(&stage, 4).claim, corrected, "a form that is closed changes nothing");
}

#[test]
fn credibility_notes_and_status_are_kept() {
    let mut stage = Stage::new();
    stage.press("m d").sees("✓ done").press("m d").sees("already");
    assert_eq!(stage.store().article(ArticleId(3)).unwrap().status, ArticleStatus::Done);
    stage.press("G enter c enter").sees("an empty note says nothing").type_in("asked the ministry").press("enter");
    stage.sees("asked the ministry (Leila)");
    let notes = stage.store().article(ArticleId(1)).unwrap().notes;
    assert_eq!(notes[0].subject, Subject::Claim(ClaimId(1)));
    stage.press("V j j enter").sees("credible");
    assert_eq!(claim(&stage, 1).credibility, Some(Credibility::Possible));
}

#[test]
fn own_figures_are_checked_before_they_are_sent() {
    let mut stage = raid();
    stage.press("o enter").sees("give at least one number");
    stage
        .press("shift-tab")
        .type_in("6")
        .press("tab")
        .type_in("4")
        .press("enter")
        .sees("the low 6 is above the best 4");
    stage.press("up ctrl-u").type_in("4").press("down down").type_in("7").press("enter").sees("say why these numbers");
    assert!(raid_decisions(&stage).is_empty());
    stage.type_in("the morgue's list").press("enter").sees("4    4    7 ✓");
    let d = &raid_decisions(&stage)[0];
    assert_eq!((d.low, d.best, d.high, d.rule), (Some(4), Some(4), Some(7), Rule::Manual));
    assert!(!d.claims.is_empty(), "it rests on the row's claims");
}

#[test]
fn a_rule_is_chosen_among_all_of_them() {
    let mut stage = raid();
    stage.press("r");
    for rule in ["range", "ucdp", "conservative", "recent"] {
        stage.sees(rule);
    }
    stage.press("enter").type_in("as we publish").press("enter");
    let d = &raid_decisions(&stage)[0];
    assert_eq!((d.rule, d.best), (Rule::Range, None), "a range has no best");
    assert!(d.low < d.high);
    stage.press("X");
    assert!(raid_decisions(&stage).is_empty());
}

#[test]
fn pending_says_what_is_waited_for() {
    let mut stage = raid();
    stage.press("p enter").sees("say what is waited for").type_in("the hospital").press("enter");
    stage.sees("pending").press("j k").sees("waiting for the hospital");
    let d = &raid_decisions(&stage)[0];
    assert_eq!((d.state, d.waiting_for.as_deref()), (FigureState::Pending, Some("the hospital")));
}

#[test]
fn settling_a_word_changes_the_comparison() {
    let mut stage = raid();
    stage.sees("(0–3)").press("s").sees("“neutralized” means killed here").press("enter");
    stage.sees_not("(0–3)");
    assert_eq!(stage.store().event(EventId(1)).unwrap().switches.len(), 1);
    let explanation = &stage.model.compare().unwrap().current_row().unwrap().explanation;
    assert_eq!(explanation, "differ by 1, all of it state forces");
    stage.press("u").sees("(0–3)");
}

#[test]
fn a_second_person_signs_and_the_first_cannot() {
    let mut stage = raid();
    stage.press("S").sees("nothing was decided").press("a").type_in("why").press("enter S").sees("a second person");
    let mut stage = stage.again("Omar");
    stage.press("g e");
    open_raid(&mut stage);
    stage.press("S");
    let d = &raid_decisions(&stage)[0];
    assert_eq!((d.state, d.signed_by.as_deref()), (FigureState::Signed, Some("Omar")));
    stage.sees("✔✔").press("a").type_in("again").press("enter").sees("was signed off by Omar");
    assert!(!stage.model.layers.is_empty(), "the refusal stands beside what was typed");
}

#[test]
fn a_source_is_graded_with_a_reason() {
    let mut stage = raid();
    stage.press("v j enter").sees("why?").type_in("on the spot").press("enter");
    let column = stage.model.compare().unwrap().columns()[0].clone();
    assert_eq!(column.reliability, Some(recount::domain::Reliability::B));
    stage.sees(" B ");
}

#[test]
fn going_between_conflicts_cells_and_sources() {
    let mut stage = raid();
    let place = |stage: &Stage| {
        let c = stage.model.compare().unwrap();
        (c.row, c.column, c.other())
    };
    let (row, column, other) = place(&stage);
    assert_eq!((row, column, other), (0, 0, Some(1)), "opens on the first conflict, against the other source");
    stage.press("n");
    assert_ne!(place(&stage).0, row);
    stage.press("N l");
    assert_eq!(place(&stage), (0, 1, Some(0)));
    stage.press("d").sees("Derivation").sees("1–4 = 1 state forces").press("q");
    stage.press("h enter").sees("claims 8");
    assert_eq!(stage.model.reader().unwrap().selected, 3, "at the claim the cell rests on");
    stage.press("enter").sees("Interior ministry").press("q q").sees("low best high");
}

#[test]
fn search_and_filters_narrow_the_list() {
    let mut stage = Stage::new();
    stage.press("/").type_in("ambulance").press("enter").sees("1 article").sees("Articles  ambulance");
    stage.sees("Ministry repeats").sees_not("Security man killed");
    stage.press("/ ctrl-u").type_in("unicorn").press("enter").sees("No article answers to this");
    stage.press("esc").sees("3 articles");
    stage.press("o j enter").sees("1 article").press("esc");
    stage.press("m d s j j j enter").sees("1 article").sees("done").press("esc").sees("3 articles");
    stage.press("esc").sees("all articles are shown already");
    let query = Filter::from(Test::Status(vec![ArticleStatus::Done]));
    assert_eq!(stage.store().count_articles(&query).unwrap(), 1);
}

#[test]
fn a_filter_is_completed_corrected_and_shown() {
    let mut stage = Stage::new();
    stage.press("/").type_in("colour:red").press("enter").sees("`colour:` is none of").press("ctrl-u");
    stage.type_in("stat").sees("status:").press("tab").type_in("unr").press("tab enter").sees("status:unread");
    stage.press("/ ctrl-u").type_in("killed>=5 -has:decision").press("enter").sees("killed>=5 -has:decision");
    stage.sees("Aleppo").press("esc").sees("3 articles");
}

#[test]
fn the_map_shows_the_events_of_the_list_and_opens_them() {
    let mut stage = Stage::new();
    stage.press("g e /").type_in("killed>=4").press("enter g m").sees("Map").sees("killed>=4").sees("killed per");
    stage
        .press("n")
        .sees("Aleppo raid")
        .press("+ + l k t")
        .sees("injured per")
        .press("0 enter")
        .sees("Interior ministry");
    stage.press("q e").sees("Events").sees("Aleppo raid");
    stage.press("/ ctrl-u").type_in("mine").press("enter g m").sees("1 of 1 events have a place");
}

#[test]
fn what_is_left_leads_to_the_list_of_it() {
    let mut stage = Stage::new();
    stage.press("g r").sees("What is left").sees("Events with open conflicts").sees("Articles to read");
    stage
        .press("j j enter")
        .sees("No two events wait")
        .press("q j enter")
        .sees("No bundle says anything otherwise")
        .press("q j enter")
        .sees("has:conflict")
        .sees("Aleppo raid")
        .sees_not("Mine on a road");
    stage.press("q k k k k enter").sees("status:unread").sees("3 articles");
}

#[test]
fn sources_are_graded_and_lead_to_what_they_say() {
    let mut stage = Stage::new();
    stage.press("g s").sees("Sources").sees("Interior ministry").sees("claims");
    stage.press("v").sees("Reliability of").press("enter").type_in("seen at the place").press("enter");
    stage.sees("seen at the place").press("enter").sees("claimant:");
    stage.press("q a").sees("claimant:").sees("article");
}

#[test]
fn events_are_filtered_named_and_listed_by_article() {
    let mut stage = Stage::new();
    stage.press("g e /").type_in("mine").press("enter").sees("Mine on a road").sees_not("Aleppo raid");
    stage.press("r ctrl-u enter").sees("an event needs a name").type_in("Mine near Idlib").press("enter");
    stage.sees("Mine near Idlib").press("a").sees("1 article").sees("event:e2").press("q esc").sees("2 events");
}

#[test]
fn the_log_shows_what_was_done_and_leads_there() {
    let mut stage = Stage::new();
    stage.press("G enter a g l").sees("accept c1").press("enter").sees("hash").sees("+ accepted").press("q");
    stage.press("o").sees("Interior ministry").press("q").sees("accept c1");
}

#[test]
fn words_are_copied_with_their_citation() {
    let mut stage = raid();
    stage.press("y enter y q g a G y g e y");
    let observatory = "“five people were killed” (Syrian Observatory for Human Rights, in Levant Wire, ";
    assert!(stage.copied[0].starts_with(observatory), "{:?}", stage.copied);
    assert!(stage.copied[1].starts_with(observatory) && stage.copied[1].ends_with("[a1 c4]"), "{:?}", stage.copied);
    assert!(stage.copied[2].ends_with("Levant Wire, 2025-05-17 [a1]"), "{:?}", stage.copied);
    assert!(stage.copied[3].starts_with("Mine on a road, 2025-05-20, Idlib"), "{:?}", stage.copied);
}

#[test]
fn articles_are_imported_and_figures_exported() {
    let mut stage = Stage::on(&recount::store::Arrivals::default(), "Leila");
    stage.sees("This store is empty").sees("recount demo");
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("in.jsonl");
    std::fs::write(&file, "{\"text\":\"Five people were killed in Aleppo, police said.\"}\nnot json\n").unwrap();
    stage.press("I").sees("outlet");
    stage.send(recount::tui::msg::Msg::Paste(format!("{}\n", file.display())));
    stage.press("enter").sees("1 article added").sees("not read").press("j").sees("1 article");
    stage.press("E ctrl-u").type_in("figures.doc").press("enter").sees(".csv, .tsv, .jsonl").press("ctrl-u");
    let out = dir.path().join("out.csv");
    stage.send(recount::tui::msg::Msg::Paste(out.display().to_string()));
    stage.press("enter").sees("figures written");
    assert!(out.exists());
}

#[test]
fn windows_come_as_the_selection_nears_them() {
    let mut stage = Stage::on(&samples::many(450), "Leila");
    let rows = |stage: &Stage| stage.model.articles().unwrap().list.rows.len();
    stage.sees("450 articles");
    assert_eq!(rows(&stage), 200);
    for _ in 0..4 {
        stage.press("pagedown");
    }
    assert_eq!(rows(&stage), 400);
    stage.press("G").sees("Report number 0");
    assert!(rows(&stage) <= 400, "the end is one window, whatever lies between");
    stage.press("g g 3 j");
    assert_eq!(stage.model.articles().unwrap().list.selected, 3, "a count moves by as much");
}

#[test]
fn the_palette_finds_runs_and_says_why_not() {
    let mut stage = raid();
    stage.press(":").type_in("reop").sees("nothing was decided").press("enter").sees("reopen: this figure is open");
    stage.press(":").type_in("events").press("enter").sees("Aleppo raid").sees("sources");
    stage.press("ctrl-p").type_in("zzz").sees("No command answers").press("esc ?").sees("Keys · Events").press("esc");
    stage.press("z").sees("z does nothing here").press("g").sees("log").press("z").sees("g z does nothing here");
}

#[test]
fn leaving_is_asked_about_only_while_articles_come_in() {
    let mut stage = Stage::new();
    stage.press("ctrl-c");
    assert!(stage.model.quitting);
    let mut stage = Stage::new();
    stage.press("q");
    assert!(stage.model.quitting, "back from the first screen leaves");
}

#[test]
fn arabic_is_set_to_the_right_and_alone_on_its_rows() {
    let mut stage = Stage::new();
    stage.press("enter");
    let reader = stage.model.reader().unwrap();
    assert!(reader.is_rtl());
    let screen = stage.screen();
    let line = screen.lines().find(|l| l.contains("قُتل")).unwrap();
    assert!(line.starts_with("   "), "not at the right: {line}");
    assert!(screen.lines().find(|l| l.contains("claims 2")).unwrap().starts_with('─'), "the claims stand below");
    stage.press("enter").sees("الدفاع المدني");
    assert_eq!(stage.model.compare().unwrap().row_at(0).unwrap().measure.outcome, Outcome::Killed);
}

#[test]
fn a_claim_the_machine_missed_is_made_of_the_words_in_a_few_keys() {
    let mut stage = Stage::new();
    stage.press("G enter").sees("claims");
    let before = stage.model.reader().unwrap().claims().to_vec();
    stage.press("v w w").sees("make a claim").press("enter").sees("New claim").press("enter").sees("u takes it back");
    let after = stage.model.reader().unwrap().claims().to_vec();
    assert_eq!(after.len(), before.len() + 1);
    let made = &after[after.len() - 1];
    assert_eq!((made.claim.rule.as_str(), made.event), ("analyst", before[0].event));
    assert_eq!(
        made.claim.evidence[0].start, before[0].claim.evidence[0].start,
        "it begins where the selected claim did"
    );
    stage.press("u");
    assert_eq!(stage.model.reader().unwrap().claims().len(), before.len());
}

#[test]
fn words_are_chosen_from_either_end_and_copied() {
    let mut stage = Stage::new();
    stage.press("G enter v w o b y").sees("words copied").sees_not("make a claim");
    let evidence = stage.model.reader().unwrap().claims()[0].claim.evidence[0].clone();
    assert!(!stage.copied[0].is_empty() && stage.copied[0].chars().count() > 2, "{:?} from {evidence:?}", stage.copied);
    stage.press("v $ j k 0 esc").sees("accept").press("q").sees("3 articles");
}

#[test]
fn words_are_looked_for_in_an_article() {
    let mut stage = Stage::new();
    stage.press("G enter /").type_in("KILLED").press("enter").sees("place");
    let hits = stage.model.reader().unwrap().find.as_ref().unwrap().hits.len();
    assert!(hits > 0);
    stage.press("n");
    assert_eq!(stage.model.reader().unwrap().find.as_ref().unwrap().at, 1 % hits);
    stage.press("/ ctrl-u").type_in("unicorn").press("enter").sees("is not in this article");
    stage.press("esc").sees("claims").press("esc").sees("3 articles");
}

#[test]
fn words_are_chosen_by_dragging_the_mouse() {
    use recount::tui::msg::{Mouse, Msg};
    let mut stage = Stage::new();
    stage.press("G enter");
    let screen = stage.screen();
    let row = screen.lines().position(|line| line.contains("Security forces raided")).unwrap() as u16;
    stage.send(Msg::Mouse(Mouse::Click { column: 1, row }));
    stage.send(Msg::Mouse(Mouse::Drag { column: 15, row }));
    stage.sees("make a claim").press("y");
    assert_eq!(stage.copied, ["Security forces"]);
    stage.send(Msg::Mouse(Mouse::Click { column: 1, row }));
    stage.sees_not("make a claim").send(Msg::Mouse(Mouse::Drag { column: 90, row }));
    stage.sees_not("make a claim");
}

#[test]
fn a_filter_is_added_to_without_gluing_words_together() {
    let mut stage = Stage::new();
    stage.press("/").type_in("status:unread").press("enter /").type_in("lang:en").press("enter");
    stage.sees("status:unread lang:en");
}
