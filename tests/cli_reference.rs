//! What the program says about itself: help, completions, man pages, schemas.

mod common;

use clap::CommandFactory;
use common::Place;

#[test]
fn the_command_line_is_sound() {
    recount::cli::Cli::command().debug_assert();
}

#[test]
fn every_command_and_option_is_explained() {
    let command = recount::cli::Cli::command();
    for sub in command.get_subcommands() {
        let name = sub.get_name();
        let about = sub.get_about().unwrap_or_else(|| panic!("{name} is not explained")).to_string();
        assert!(about.starts_with(char::is_uppercase) && about.len() < 120, "{name}: {about}");
        for option in sub.get_opts() {
            assert!(
                option.get_help().is_some() || matches!(option.get_id().as_str(), "best" | "high"),
                "{name} --{}",
                option.get_id()
            );
        }
    }
    let help = Place::empty().run(["--help"]).done().stdout;
    for words in ["recount demo", "Exit status", "Examples", "GeoNames"] {
        assert!(help.contains(words), "no {words} in\n{help}");
    }
    assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
}

#[test]
fn completions_are_made_for_every_shell() {
    let place = Place::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(place.run(["completions", shell]).done().stdout.contains("reconcile"), "{shell}");
    }
    assert_eq!(place.run(["completions", "cmd"]).status, 2);
}

#[test]
fn man_pages_are_made_for_every_command() {
    let place = Place::empty();
    assert!(place.run(["man"]).done().stdout.contains(".TH recount 1"));
    place.run(["man", "--dir", place.path().join("man").to_str().unwrap()]).done();
    assert!(std::fs::read_to_string(place.path().join("man/recount-decide.1")).unwrap().contains("Decide one figure"));
}

#[test]
fn schemas_are_schemas() {
    let place = Place::empty();
    for of in ["claim", "figure", "event", "extracted", "linked", "record"] {
        let schema = place.run(["schema", of]).done().json();
        assert!(schema["$schema"].as_str().unwrap().contains("json-schema.org"), "{of}");
        jsonschema::meta::validate(&schema).unwrap();
    }
}

#[test]
fn without_a_command_and_a_terminal_the_workbench_says_so() {
    let output = Place::empty().run([]);
    assert_eq!((output.status, output.stdout.as_str()), (2, ""));
    assert!(output.stderr.contains("terminal"), "{}", output.stderr);
}

#[test]
fn the_picture_of_the_comparison_repeats() {
    let draw = || Place::empty().run(["picture", "--size", "110x30", "g", "e", "enter"]).done().stdout;
    let svg = draw();
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"), "{svg}");
    assert!(svg.contains("killed"));
    assert_eq!(svg, draw());
}

#[test]
fn it_logs_to_a_file_and_only_when_asked() {
    let place = Place::with_raid();
    let path = place.path().join("recount.log");
    assert!(place.command().arg("list").output().unwrap().stderr.is_empty());
    assert!(!path.exists());
    assert!(place.command().env("RECOUNT_LOG", &path).arg("list").output().unwrap().status.success());
    assert!(std::fs::read_to_string(&path).unwrap().contains("started"));
    let refused = place.command().env("RECOUNT_LOG", place.path()).arg("list").output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn keys_and_colours_are_shown_as_the_files_they_are_made_from() {
    let place = Place::empty();
    assert_eq!(place.run(["keymap", "show"]).done().stdout, include_str!("../assets/keymap.toml"));
    assert!(place.run(["keymap", "path"]).done().stdout.trim_end().ends_with("recount/keymap.toml"));
    for (name, file) in [
        ("dark", include_str!("../assets/themes/dark.toml")),
        ("light", include_str!("../assets/themes/light.toml")),
        ("high-contrast", include_str!("../assets/themes/high-contrast.toml")),
        ("mono", include_str!("../assets/themes/mono.toml")),
    ] {
        assert_eq!(place.run(["theme", "show", name]).done().stdout, file);
    }
    let refused = place.run(["theme", "show", "sepia"]);
    assert!(refused.status == 2 && refused.stderr.contains("high-contrast"), "{}", refused.stderr);
}
