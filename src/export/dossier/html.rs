//! The dossier as one HTML page: no script, no request, printable, readable to a screen reader, everything escaped.

use std::fmt::Write;

use crate::{
    domain::{Basis, Comparison, OutcomeTable, Row, rows::Statement},
    text::{gazetteer, words},
};

use super::{
    super::{Form, Leaf, Manner, Parcel, Record, safe},
    carried, cell, chart, facts, map, numbers,
    quotes::{self, Quoted},
    standing,
};

pub struct Html {
    pub manner: Manner,
}

impl Form for Html {
    fn head(&self) -> Vec<u8> {
        let style = include_str!("../../../assets/export/dossier.css");
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, \
             initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src \
             'unsafe-inline'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>Casualty dossier</title>\n<style>\n{style}</style>\n</head>\n\
             <body>\n<main>\n"
        )
        .into_bytes()
    }

    fn event(&self, parcel: &Parcel) -> Leaf {
        let mut page = String::new();
        // Writing to a String cannot fail.
        let _ = self.dossier(&mut page, parcel);
        page.into_bytes().into()
    }

    fn tail(&self) -> Vec<u8> {
        format!(
            "<footer><p>Written by recount {}. Numbers are whole persons; – is silence, not a zero; n+ is open above. {}.</p></footer>\n\
             </main>\n</body>\n</html>\n",
            env!("CARGO_PKG_VERSION"),
            safe::html(gazetteer::CREDIT)
        )
        .into_bytes()
    }
}

type Done = std::fmt::Result;

impl Html {
    fn dossier(&self, page: &mut String, parcel: &Parcel) -> Done {
        let event = &parcel.view.event;
        let id = event.id;
        writeln!(page, "<article id=\"{id}\" aria-labelledby=\"{id}-name\">")?;
        writeln!(page, "<h1 id=\"{id}-name\" dir=\"auto\">{}</h1>", safe::html(&event.name))?;
        writeln!(page, "<dl>")?;
        for (label, words) in facts(parcel) {
            writeln!(page, "<dt>{label}</dt><dd dir=\"auto\">{}</dd>", safe::html(&words))?;
        }
        writeln!(page, "</dl>")?;
        figures(page, &parcel.records)?;
        comparison(page, &parcel.comparison)?;
        sources(page, parcel, self.manner)?;
        if let Some(chart) = chart::chart(&parcel.tolls) {
            section(page, "The toll over time")?;
            writeln!(
                page,
                "<figure>{chart}<figcaption class=\"faint\">Killed, all. Hollow: replaced by a later word of the same claimant.</figcaption></figure>\n</section>"
            )?;
        }
        if let Some(map) = event.place.as_ref().and_then(map::map) {
            section(page, "Where")?;
            writeln!(page, "<figure>{map}</figure>\n</section>")?;
        }
        if !parcel.view.notes.is_empty() {
            section(page, "Notes")?;
            for note in &parcel.view.notes {
                let by = format!("{}, {}", note.analyst, words::time(note.at));
                writeln!(
                    page,
                    "<p dir=\"auto\">{} <span class=\"faint\">{}</span></p>",
                    safe::html(&note.text),
                    safe::html(&by)
                )?;
            }
            writeln!(page, "</section>")?;
        }
        history(page, parcel)?;
        writeln!(page, "</article>")
    }
}

fn section(page: &mut String, title: &str) -> Done {
    writeln!(page, "<section>\n<h2>{title}</h2>")
}

fn figures(page: &mut String, records: &[Record]) -> Done {
    section(page, "Figures")?;
    if records.is_empty() {
        return writeln!(page, "<p>Nothing was decided yet.</p>\n</section>");
    }
    writeln!(page, "<div class=\"wide\"><table>\n<caption>What was decided, by which rule and why</caption>")?;
    writeln!(
        page,
        "<thead><tr><th scope=\"col\">Of whom</th><th scope=\"col\">Number</th><th scope=\"col\">Rule</th><th scope=\"col\">Why</th><th scope=\"col\">State</th></tr></thead>\n<tbody>"
    )?;
    for record in records {
        let of = format!("{}, {}", record.measure.outcome.label(), record.measure.group());
        let used = record.claims.iter().filter(|claim| claim.used);
        let rests: Vec<String> = used.map(|claim| format!("{} ({})", claim.claim, claim.claimant)).collect();
        let rests = if rests.is_empty() { String::new() } else { format!("rests on {}", rests.join(", ")) };
        writeln!(
            page,
            "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td>{}</td><td dir=\"auto\">{}<small>{}</small></td><td>{}</td></tr>",
            safe::html(&of),
            safe::html(&numbers(record)),
            record.rule,
            safe::html(record.reason.as_deref().unwrap_or_default()),
            safe::html(&rests),
            safe::html(&standing(record))
        )?;
    }
    writeln!(page, "</tbody></table></div>\n</section>")
}

fn comparison(page: &mut String, comparison: &Comparison) -> Done {
    section(page, "What each source says")?;
    if comparison.tables.is_empty() {
        return writeln!(page, "<p>No claim bears on this event.</p>\n</section>");
    }
    for table in &comparison.tables {
        outcome(page, comparison, table)?;
    }
    writeln!(page, "</section>")
}

fn outcome(page: &mut String, comparison: &Comparison, table: &OutcomeTable) -> Done {
    let speaks = |column: usize| {
        table.rows.iter().any(|row| row.cells.get(column).is_some_and(|cell| cell.basis != Basis::Silent))
    };
    let columns: Vec<usize> = (0..comparison.columns.len()).filter(|column| speaks(*column)).collect();
    let label = table.outcome.label();
    writeln!(page, "<div class=\"wide\"><table>\n<caption>{}</caption>", safe::html(&capital(&label)))?;
    write!(page, "<thead><tr><th scope=\"col\">Who</th>")?;
    for &at in &columns {
        let column = &comparison.columns[at];
        let (name, carried) = (safe::html(&column.claimant), safe::html(&carried(column)));
        write!(page, "<th scope=\"col\" dir=\"auto\">{name}<small>{carried}</small></th>")?;
    }
    writeln!(page, "<th scope=\"col\">State</th></tr></thead>\n<tbody>")?;
    table.rows.iter().try_for_each(|row| measure(page, row, &columns))?;
    writeln!(page, "</tbody></table></div>")
}

fn measure(page: &mut String, row: &Row, columns: &[usize]) -> Done {
    write!(page, "<tr><th scope=\"row\" class=\"d{}\">{}</th>", row.depth.min(2), safe::html(&row.measure.group()))?;
    for at in columns {
        let Some(of) = row.cells.get(*at) else { continue };
        let class = if of.basis == Basis::Silent { "n silent" } else { "n" };
        let derivation = of.derivation.as_deref().map(|why| format!("<small>{}</small>", safe::html(why)));
        write!(page, "<td class=\"{class}\">{}{}</td>", safe::html(&cell(of)), derivation.unwrap_or_default())?;
    }
    let state = row.state.word();
    writeln!(
        page,
        "<td class=\"{state}\">{}<small>{}</small></td></tr>",
        row.state.label(),
        safe::html(&row.explanation)
    )
}

fn sources(page: &mut String, parcel: &Parcel, manner: Manner) -> Done {
    let quoted = quotes::quotes(parcel, manner.redacted);
    if quoted.is_empty() {
        return Ok(());
    }
    section(page, "In their words")?;
    quoted.iter().try_for_each(|quoted| source(page, quoted))?;
    writeln!(page, "</section>")
}

fn source(page: &mut String, quoted: &Quoted) -> Done {
    let article = &quoted.cited.article;
    let title = article.title.as_deref().unwrap_or("Without a title");
    writeln!(page, "<h3 dir=\"auto\">{}</h3>", safe::html(title))?;
    let published = article.published.map(|day| day.to_string());
    let copied = quoted.cited.copy_of.map(|original| format!("copy of {original}"));
    let facts = [Some(quoted.cited.id.to_string()), article.outlet.clone(), published, copied];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    write!(page, "<p class=\"source\">{}", safe::html(&facts))?;
    if let Some(url) = &article.url {
        let shown = safe::html(url);
        match safe::link(url) {
            Some(_) => write!(page, ", <a href=\"{shown}\" rel=\"noopener noreferrer nofollow\">{shown}</a>")?,
            None => write!(page, ", {shown}")?,
        }
    }
    let taken_in = quoted.cited.capture.as_ref().map(|capture| {
        let (way, at) = (capture.way.label(), words::time(capture.at));
        format!("; taken in from {} ({way}) {at} by {}", capture.place(), capture.tool)
    });
    let custody = safe::html(&format!("SHA-256 {}{}", article.sha256, taken_in.unwrap_or_default()));
    writeln!(page, "<br><span class=\"hash\">{custody}</span></p>")?;
    let language =
        article.language.as_deref().filter(|code| code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
    let language = language.map(|code| format!(" lang=\"{code}\"")).unwrap_or_default();
    for passage in &quoted.passages {
        write!(page, "<blockquote dir=\"auto\"{language}>{}", if passage.cut_before { "… " } else { "" })?;
        for stretch in &passage.stretches {
            let words = safe::html(stretch.words).replace('\n', "<br>");
            if stretch.claims.is_empty() {
                page.push_str(&words);
            } else {
                let ids: Vec<_> = stretch.claims.iter().map(ToString::to_string).collect();
                write!(page, "<mark>{words}</mark><sup>{}</sup>", ids.join(" "))?;
            }
        }
        writeln!(page, "{}</blockquote>", if passage.cut_after { " …" } else { "" })?;
    }
    readings(page, &quoted.statements)
}

fn readings(page: &mut String, statements: &[&Statement]) -> Done {
    writeln!(page, "<ul class=\"faint\">")?;
    for statement in statements {
        let claim = &statement.record.claim;
        let victims = words::victims(&claim.victims);
        let beside = |place: usize| {
            let other = statements.iter().find(|other| other.record.ordinal == place);
            other.map_or_else(|| "a claim elsewhere".into(), |other| other.record.id.to_string())
        };
        let manner = words::manner(claim, beside);
        let parts = [
            format!("{}: {} {}", claim.claimant.name, claim.outcome.label(), words::count(&claim.count)),
            victims,
            manner,
            statement.record.judgement.label(),
            statement.record.credibility.map_or(String::new(), |grade| format!("credibility {grade}")),
        ];
        let said: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        writeln!(page, "<li id=\"{0}\" dir=\"auto\">{0}: {1}</li>", statement.record.id, safe::html(&said.join("; ")))?;
    }
    writeln!(page, "</ul>")
}

fn history(page: &mut String, parcel: &Parcel) -> Done {
    if parcel.history.is_empty() {
        return Ok(());
    }
    section(page, "What was done")?;
    writeln!(page, "<ol class=\"log\">")?;
    for entry in &parcel.history {
        let (when, who) = (words::time(entry.at), entry.actor.to_string());
        writeln!(page, "<li dir=\"auto\">{when}, {}: {}</li>", safe::html(&who), safe::html(&entry.summary))?;
    }
    writeln!(page, "</ol>\n</section>")
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}
