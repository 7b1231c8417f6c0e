//! `peers duckling FILE`: the numbers and times of each document's text, by the Rust port of Duckling.
//! `peers regex FILE`: one expression for "N people killed" over the same texts, the bound to approach.
//!
//! FILE is JSON lines with a `text` each. Prints how many were found, and in how many bytes.

use std::{
    env,
    error::Error,
    fs::File,
    io::{BufRead, BufReader},
};

use duckling::{Context, DimensionKind, Lang, Locale, Options, parse};
use regex::Regex;

const COUNTED: &str = r"(?i)\b(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds)\s+(?:\w+\s+){0,3}(?:were\s+|was\s+|have been\s+)?(?:killed|dead|injured|wounded|arrested|missing)\b";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(peer), Some(file)) = (arguments.next(), arguments.next()) else {
        return Err("usage: peers duckling|regex FILE".into());
    };
    let find: Box<dyn Fn(&str) -> usize> = match peer.as_str() {
        "duckling" => {
            let (locale, context, options) = (Locale::new(Lang::EN, None), Context::default(), Options::default());
            let dims = [DimensionKind::Numeral, DimensionKind::Time];
            Box::new(move |text| {
                text.lines().map(|line| parse(line, &locale, &dims, &context, &options).len()).sum()
            })
        }
        "regex" => {
            let counted = Regex::new(COUNTED)?;
            Box::new(move |text| counted.find_iter(text).count())
        }
        other => return Err(format!("no peer is called `{other}`").into()),
    };
    let (mut found, mut bytes) = (0, 0);
    for line in BufReader::new(File::open(file)?).lines() {
        let document: serde_json::Value = serde_json::from_str(&line?)?;
        let text = document["text"].as_str().unwrap_or("");
        bytes += text.len();
        found += find(text);
    }
    println!("{peer}: {found} found in {bytes} bytes of text");
    Ok(())
}
