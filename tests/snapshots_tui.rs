//! Every screen as it looks: the cells, and a legend of their styles, in several sizes and themes.

mod stage;

use stage::Stage;

/// Each screen, named, reached by keys from the sample articles.
const SCREENS: [(&str, &str); 21] = [
    ("articles", ""),
    ("reader", "G enter n n n"),
    ("reader-arabic", "enter"),
    ("events", "g e"),
    ("compare", "g e G enter"),
    ("rules", "g e G enter r"),
    ("own-figures", "g e G enter o enter"),
    ("settle", "g e G enter s"),
    ("derivation", "g e G enter l d"),
    ("map", "g e g m n"),
    ("links", "g p"),
    ("picture", "g e G enter t"),
    ("sources", "g s"),
    ("record", "g e G enter o 5 tab 5 tab 5 tab x enter g s j r"),
    ("places", "g e P ctrl-u T r i p o l i enter"),
    ("differences", "g d"),
    ("review", "g r"),
    ("select", "G enter v w w"),
    ("log", "G enter a x g l"),
    ("palette", "g e G enter : s i g"),
    ("help", "g e G enter ?"),
];

fn snapshots(columns: u16, rows: u16, theme: &str) {
    for (name, keys) in SCREENS {
        let mut stage = Stage::new();
        stage.resize(columns, rows);
        if !keys.is_empty() {
            stage.press(keys);
        }
        insta::assert_snapshot!(format!("{name}-{columns}x{rows}-{theme}"), stage.styled(theme));
    }
}

#[test]
fn screens_at_80x24() {
    snapshots(80, 24, "dark");
}

#[test]
fn screens_at_120x40() {
    snapshots(120, 40, "dark");
}

#[test]
fn screens_at_200x60() {
    snapshots(200, 60, "dark");
}

#[test]
fn screens_at_40x10() {
    snapshots(40, 10, "dark");
}

#[test]
fn screens_without_colour() {
    snapshots(80, 24, "mono");
}

#[test]
fn screens_on_a_light_terminal() {
    snapshots(80, 24, "light");
}

#[test]
fn decided_figures_and_what_waits() {
    let mut stage = Stage::new();
    stage.resize(100, 30).press("g e G enter a").type_in("both agree on the police").press("enter j p");
    stage.type_in("the ministry").press("enter k");
    insta::assert_snapshot!("compare-decided-100x30-dark", stage.styled("dark"));
}

#[test]
fn ticks_orders_forms_and_the_tour() {
    let mut stage = Stage::new();
    stage.resize(80, 24).press("t S");
    insta::assert_snapshot!("sort-80x24-dark", stage.styled("dark"));
    stage.press("esc I");
    insta::assert_snapshot!("import-80x24-dark", stage.styled("dark"));
    stage.press("esc g t");
    insta::assert_snapshot!("tour-80x24-mono", stage.styled("mono"));
}

#[test]
fn the_keys_after_a_prefix() {
    let mut stage = Stage::new();
    stage.resize(80, 24).press("m");
    insta::assert_snapshot!("prefix-80x24-dark", stage.styled("dark"));
}

#[test]
fn an_empty_store_and_a_terminal_too_small() {
    let mut stage = Stage::on(&recount::store::Arrivals::default(), "Leila");
    stage.resize(80, 24);
    insta::assert_snapshot!("empty-80x24-dark", stage.styled("dark"));
    stage.resize(30, 8);
    insta::assert_snapshot!("too-small-30x8-dark", stage.styled("dark"));
}
