//! The user's own words: laid over the shipped ones, reported with file and line where they cannot be used.

mod common;

use std::fs;

use common::Place;

/// Writes a lexicon file and gives the directory it is found in.
fn lexicon(place: &Place, files: &[(&str, &str)]) -> String {
    let dir = place.path().join("lexicon");
    for (name, text) in files {
        let path = dir.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir.to_str().unwrap().to_owned()
}

/// What is read of a text, in short.
fn read(place: &Place, options: &[&str], text: &str) -> Vec<String> {
    let arguments = ["extract"].into_iter().chain(options.iter().copied());
    let line = place.feed(arguments, text).done().json();
    let brief = |claim: &serde_json::Value| {
        format!("{} {} by {}", claim["outcome"].as_str().unwrap(), claim["count"]["low"], claim["claimant"]["name"])
    };
    line["claims"].as_array().unwrap().iter().map(brief).collect()
}

#[test]
fn words_of_ones_own_are_read() {
    let place = Place::empty();
    let dir =
        lexicon(&place, &[("en/mine.toml", "[[row]]\noutcome = \"killed\"\ninflect = \"verb\"\nwords = [\"zap\"]\n")]);
    let text = "Five villagers were zaped on Monday.";
    assert_eq!(read(&place, &[], text), Vec::<String>::new());
    assert_eq!(read(&place, &["--lexicon", &dir], text), ["killed 5 by \"outlet\""]);
    // The files may also lie in the directory itself.
    assert_eq!(read(&place, &["--lexicon", &format!("{dir}/en")], text), ["killed 5 by \"outlet\""]);
}

#[test]
fn the_configuration_directory_is_read_unless_another_is_named() {
    let place = Place::empty();
    let row = "[[row]]\noutcome = \"killed\"\nclass = [\"part\"]\nwords = [\"zapped\"]\n";
    let own = place.path().join(".config/recount/lexicon/en");
    fs::create_dir_all(&own).unwrap();
    fs::write(own.join("words.toml"), row).unwrap();
    let text = "Five villagers were zapped on Monday.";
    assert_eq!(read(&place, &[], text), ["killed 5 by \"outlet\""]);
    let other = lexicon(&place, &[("en/none.toml", "")]);
    assert_eq!(read(&place, &["--lexicon", &other], text), Vec::<String>::new());
}

#[test]
fn a_row_changes_a_word_or_takes_it_away() {
    let place = Place::empty();
    let text = "Dozens of people were killed on Monday.";
    assert_eq!(read(&place, &[], text), ["killed 24 by \"outlet\""]);
    let changed = "[[row]]\nvague = [12]\nwords = [\"dozens of\"]\n";
    let dir = lexicon(&place, &[("en/mine.toml", changed)]);
    assert_eq!(read(&place, &["--lexicon", &dir], text), ["killed 12 by \"outlet\""]);
    let off = "[[row]]\noff = true\nwords = [\"killed\"]\n";
    let dir = lexicon(&place, &[("en/mine.toml", off)]);
    assert_eq!(read(&place, &["--lexicon", &dir], text), Vec::<String>::new());
    let replaced = "[[row]]\nreplace = true\noutcome = \"injured\"\nclass = [\"part\"]\nwords = [\"killed\"]\n";
    let dir = lexicon(&place, &[("en/mine.toml", replaced)]);
    assert_eq!(read(&place, &["--lexicon", &dir], text), ["injured 24 by \"outlet\""]);
}

#[test]
fn the_same_name_replaces_and_can_be_switched_off() {
    let place = Place::empty();
    let text = "Five villagers were killed, SOHR said.";
    assert_eq!(read(&place, &[], text), ["killed 5 by \"Syrian Observatory for Human Rights\""]);
    let off = "[[claimant]]\nname = \"Syrian Observatory for Human Rights\"\noff = true\n\n\
               [[claimant]]\nname = \"The London office\"\nkind = \"monitor\"\naliases = [\"SOHR\"]\n";
    let dir = lexicon(&place, &[("en/mine.toml", off)]);
    assert_eq!(read(&place, &["--lexicon", &dir], text), ["killed 5 by \"The London office\""]);
    let off = "[[construction]]\nid = \"passive\"\noff = true\n";
    let dir = lexicon(&place, &[("en/mine.toml", off)]);
    let rule = |options: &[&str]| {
        let arguments = ["extract"].into_iter().chain(options.iter().copied());
        place.feed(arguments, "Five villagers were killed.").done().json()["claims"][0]["rule"].clone()
    };
    assert_eq!(rule(&[]), "passive");
    assert_ne!(rule(&["--lexicon", &dir]), "passive");
}

#[test]
fn a_construction_of_ones_own_comes_before_the_shipped_ones() {
    let place = Place::empty();
    let own = "[[construction]]\nid = \"mine\"\npattern = \"<subject> be @part\"\noutcome = \"missing\"\n\
               reads = [{ text = \"Five men were killed.\", claims = [\"missing 5 all\"] }]\nleaves = [\"Nothing.\"]\n";
    let dir = lexicon(&place, &[("en/mine.toml", own)]);
    let line = place.feed(["extract", "--lexicon", &dir], "Five villagers were killed on Monday.").done().json();
    assert_eq!((&line["claims"][0]["rule"], &line["claims"][0]["outcome"]), (&"mine".into(), &"missing".into()));
}

#[test]
fn every_mistake_is_told_at_once_with_its_file_and_line() {
    let place = Place::empty();
    let dir = lexicon(
        &place,
        &[
            (
                "en/a.toml",
                "[[row]]\nclass = [\"persn\"]\nwords = [\"x\"]\n\n[[row]]\nclass = [\"part\"]\nwords = [\"gone\"]\n",
            ),
            (
                "en/b.toml",
                "[[construction]]\nid = \"mine\"\npattern = \"<subjekt> @part\"\n\n[[claimant]]\nname = \"Us\"\n",
            ),
            (
                "en/c.toml",
                "[[row]]\noff = true\nwords = [\"nosuchword\"]\n\n[[construction]]\nid = \"none\"\noff = true\n",
            ),
            ("zz/d.toml", ""),
        ],
    );
    for command in ["extract", "link", "reconcile", "add"] {
        let output = place.feed([command, "--lexicon", &dir], "Five died.");
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{command}: {}", output.stderr);
        for told in [
            "en/a.toml, line 2: `persn` is not known here; is it `person`?",
            "en/a.toml, line 5: `gone` is an outcome word without an outcome",
            "en/b.toml, line 1: <subjekt> is no slot",
            "en/b.toml, line 5: `Us` has no kind",
            "en/c.toml, line 1: no row knows `nosuchword`",
            "en/c.toml, line 5: there is no `none` to switch off",
            "zz/d.toml, line 1: no file of this language says how its words are formed",
        ] {
            assert!(
                output.stderr.lines().any(|line| line.contains(told)),
                "{command}: no {told} in\n{}",
                output.stderr
            );
        }
    }
}

#[test]
fn a_lexicon_that_is_not_there_is_said() {
    let place = Place::empty();
    let output = place.feed(["extract", "--lexicon", "/nowhere"], "Five died.");
    assert_eq!(output.status, 2);
    assert!(output.stderr.contains("/nowhere"), "{}", output.stderr);
}

#[test]
fn the_shipped_lexicon_passes_its_own_check() {
    let output = Place::empty().run(["lexicon", "check"]);
    assert_eq!(output.status, 0, "{}{}", output.stdout, output.stderr);
    assert!(output.stdout.contains("all read as they should"), "{}", output.stdout);
}

#[test]
fn the_check_tries_words_of_ones_own_in_the_sentences_of_their_class() {
    let place = Place::empty();
    let row = "[[row]]\noutcome = \"killed\"\nclass = [\"part\"]\nwords = [\"zapped\"]\n";
    let dir = lexicon(&place, &[("en/mine.toml", row)]);
    place.run(["lexicon", "check", &dir]).done();
    // A row that a later one overrules is told.
    let overruled = "[[row]]\nclass = [\"person\"]\nrole = \"civilian\"\nwords = [\"zapper\"]\n\n\
                     [[row]]\nclass = [\"person\"]\nrole = \"attacker\"\nwords = [\"zapper\"]\n";
    let dir = lexicon(&place, &[("en/mine.toml", overruled)]);
    let output = place.run(["lexicon", "check", &dir]);
    assert_eq!(output.status, 1, "{}", output.stdout);
    let told =
        output.stderr.lines().find(|line| line.contains("`zapper`")).unwrap_or_else(|| panic!("{}", output.stderr));
    assert!(told.contains("mine.toml, line 1") && told.contains("should read"), "{told}");
}

#[test]
fn the_check_tells_what_has_no_example_or_fails_its_own() {
    let place = Place::empty();
    let bare = "[[construction]]\nid = \"mine\"\npattern = \"<subject> be @part\"\n\n\
                [[example]]\nclass = [\"part\"]\nwords = [\"killed\"]\nclaim = { outcome = \"released\" }\n\
                reads = [\"Five villagers were {}.\"]\nleaves = [\"Five bridges were {}.\"]\n\n\
                [[example]]\nclass = [\"part\"]\nreads = [\"Five villagers were {}.\"]\n";
    let dir = lexicon(&place, &[("en/mine.toml", bare)]);
    let output = place.run(["lexicon", "check", &dir]);
    assert_eq!(output.status, 1, "{}", output.stdout);
    for told in [
        "mine.toml, line 1: `mine` has no sentence it reads",
        "mine.toml, line 1: `mine` has no sentence it leaves",
        "“Five villagers were killed.”: should read a claim with {\"outcome\":\"released\"}, reads killed 5 civilian",
        "mine.toml, line 12: an example needs a sentence it reads and one it leaves",
    ] {
        assert!(output.stderr.contains(told), "no {told} in\n{}", output.stderr);
    }
}

#[test]
fn a_word_is_shown_with_its_rows() {
    let place = Place::empty();
    let dir = lexicon(&place, &[("en/mine.toml", "[[row]]\nvague = [12]\nwords = [\"dozens of\"]\n")]);
    let known = place.run(["lexicon", "show", "--lexicon", &dir, "--json", "Dozens", "of"]).done().json();
    let rows: Vec<_> = known.as_array().unwrap().iter().map(|row| row["means"].as_str().unwrap().to_owned()).collect();
    assert_eq!(rows, ["at least 24", "at least 12"]);
    let printed = place.run(["lexicon", "show", "murdered"]).done().stdout;
    assert!(printed.contains("outcome killed") && printed.contains("en/outcomes.toml:"), "{printed}");
    assert!(place.run(["lexicon", "show", "nosuchword"]).done().stdout.contains("no row knows this"));
    let path = place.run(["lexicon", "path"]).done().stdout;
    assert!(path.trim().ends_with("recount/lexicon"), "{path}");
}
