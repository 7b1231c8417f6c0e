//! The dossier as Markdown with tables (GitHub's dialect): the same words as the page, without its drawings.

use std::fmt::Write;

use crate::{
    domain::{Basis, Comparison},
    text::words,
};

use super::{
    super::{Form, Leaf, Manner, Parcel, Record, safe},
    carried, cell, facts, numbers,
    quotes::{self, Passage},
    standing,
};

pub struct Markdown {
    pub manner: Manner,
}

impl Form for Markdown {
    fn event(&self, parcel: &Parcel) -> Leaf {
        let mut page = String::new();
        // Writing to a String cannot fail.
        let _ = self.dossier(&mut page, parcel);
        let mut leaf = Leaf::from(page.into_bytes());
        if parcel.tolls.len() > 1 || parcel.view.event.place.is_some() {
            leaf.said.remark("Markdown holds no drawings: the map and the toll over time are in the HTML dossier");
        }
        leaf
    }

    fn between(&self) -> &'static [u8] {
        b"\n---\n\n"
    }
}

type Done = std::fmt::Result;

impl Markdown {
    fn dossier(&self, page: &mut String, parcel: &Parcel) -> Done {
        writeln!(page, "# {}\n", safe::markdown(&parcel.view.event.name))?;
        for (label, words) in facts(parcel) {
            writeln!(page, "* **{label}**: {}", safe::markdown(&words))?;
        }
        figures(page, &parcel.records)?;
        comparison(page, &parcel.comparison)?;
        sources(page, parcel, self.manner)?;
        if !parcel.view.notes.is_empty() {
            writeln!(page, "\n## Notes\n")?;
            for note in &parcel.view.notes {
                let (text, by) = (safe::markdown(&note.text), safe::markdown(&note.analyst));
                writeln!(page, "* {text} ({by}, {})", words::time(note.at))?;
            }
        }
        if !parcel.history.is_empty() {
            writeln!(page, "\n## What was done\n")?;
            for entry in &parcel.history {
                let (who, what) = (entry.actor.to_string(), safe::markdown(&entry.summary));
                writeln!(page, "1. {}, {}: {what}", words::time(entry.at), safe::markdown(&who))?;
            }
        }
        Ok(())
    }
}

fn figures(page: &mut String, records: &[Record]) -> Done {
    writeln!(page, "\n## Figures\n")?;
    if records.is_empty() {
        return writeln!(page, "Nothing was decided yet.");
    }
    writeln!(page, "| Of whom | Number | Rule | Why | State |\n|---|---|---|---|---|")?;
    for record in records {
        let of = format!("{}, {}", record.measure.outcome.label(), record.measure.group());
        let cells =
            [of, numbers(record), record.rule.to_string(), record.reason.clone().unwrap_or_default(), standing(record)];
        row(page, cells.iter())?;
    }
    Ok(())
}

fn row<'a>(page: &mut String, cells: impl Iterator<Item = &'a String>) -> Done {
    let cells: Vec<_> = cells.map(|cell| safe::markdown(cell)).collect();
    writeln!(page, "| {} |", cells.join(" | "))
}

fn comparison(page: &mut String, comparison: &Comparison) -> Done {
    writeln!(page, "\n## What each source says")?;
    for table in &comparison.tables {
        let speaks = |column: &usize| {
            table.rows.iter().any(|row| row.cells.get(*column).is_some_and(|cell| cell.basis != Basis::Silent))
        };
        let columns: Vec<usize> = (0..comparison.columns.len()).filter(speaks).collect();
        writeln!(page, "\n### {}\n", safe::markdown(&table.outcome.label()))?;
        let names = columns.iter().map(|at| {
            let column = &comparison.columns[*at];
            format!("{} ({})", column.claimant, carried(column))
        });
        let head: Vec<_> = std::iter::once("Who".to_owned()).chain(names).chain(["State".into()]).collect();
        row(page, head.iter())?;
        writeln!(page, "|{}", "---|".repeat(head.len()))?;
        for line in &table.rows {
            let indent = "– ".repeat(line.depth.min(3).into());
            let state = match line.explanation.as_str() {
                "" => line.state.label(),
                why => format!("{}: {why}", line.state.label()),
            };
            let cells = columns.iter().filter_map(|at| line.cells.get(*at)).map(cell);
            let all: Vec<_> =
                std::iter::once(format!("{indent}{}", line.measure.group())).chain(cells).chain([state]).collect();
            row(page, all.iter())?;
        }
    }
    Ok(())
}

fn sources(page: &mut String, parcel: &Parcel, manner: Manner) -> Done {
    let quoted = quotes::quotes(parcel, manner.redacted);
    if quoted.is_empty() {
        return Ok(());
    }
    writeln!(page, "\n## In their words")?;
    for quoted in quoted {
        let article = &quoted.cited.article;
        writeln!(page, "\n### {}\n", safe::markdown(article.title.as_deref().unwrap_or("Without a title")))?;
        let published = article.published.map(|day| day.to_string());
        let facts = [Some(quoted.cited.id.to_string()), article.outlet.clone(), published, article.url.clone()];
        writeln!(page, "{}  ", safe::markdown(&facts.into_iter().flatten().collect::<Vec<_>>().join(", ")))?;
        write!(page, "SHA-256 `{}`", safe::markdown(&article.sha256))?;
        if let Some(capture) = &quoted.cited.capture {
            let (way, at) = (capture.way.label(), words::time(capture.at));
            let told = format!("taken in from {} ({way}) {at} by {}", capture.place(), capture.tool);
            write!(page, "; {}", safe::markdown(&told))?;
        }
        writeln!(page)?;
        quoted.passages.iter().try_for_each(|passage| quote(page, passage))?;
    }
    Ok(())
}

fn quote(page: &mut String, passage: &Passage) -> Done {
    write!(page, "\n> {}", if passage.cut_before { "… " } else { "" })?;
    for stretch in &passage.stretches {
        let words = safe::markdown(stretch.words);
        if stretch.claims.is_empty() {
            page.push_str(&words);
        } else {
            let ids: Vec<_> = stretch.claims.iter().map(ToString::to_string).collect();
            // Emphasis may not begin or end in a space.
            let trimmed = words.trim();
            let (before, after) = words.split_once(trimmed).unwrap_or_default();
            write!(page, "{before}**{trimmed}**{after} \\({}\\)", ids.join(" "))?;
        }
    }
    writeln!(page, "{}", if passage.cut_after { " …" } else { "" })
}
