//! Exports read with the programs that others read them with, as far as those are installed here; `tests/others/check.py`
//! says what it skipped. Set `PYTHON` to the interpreter that has them.

mod common;

use common::Place;

#[test]
fn what_is_written_is_read_by_others() {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".into());
    if std::process::Command::new(&python).arg("--version").output().is_err() {
        return eprintln!("skipped: there is no {python} here");
    }
    let place = Place::empty();
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/samples.jsonl");
    place.run(["add", samples]).done();
    let export = |arguments: &[&str]| {
        let output = place.run(["export", "--open", "--rule", "ucdp"].into_iter().chain(arguments.iter().copied()));
        assert!(output.status <= 1, "{}", output.stderr); // 1: what a format's law forbids was left out
    };
    let path = |name: &str| place.path().join(name).to_str().unwrap().to_owned();
    for format in ["csv", "tsv", "jsonl", "json", "xlsx", "ucdp", "acled", "geojson", "annotations", "html", "markdown"]
    {
        export(&["--format", format, "--output", &path(&format!("one.{format}"))]);
    }
    export(&["--hxl", "--output", &path("hxl.csv")]);
    export(&["--format", "package", "--output", &path("package")]);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/others/check.py");
    let output = std::process::Command::new(python)
        .arg(script)
        .arg(place.path())
        .env("RECOUNT", env!("CARGO_BIN_EXE_recount"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{said}");
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
}
