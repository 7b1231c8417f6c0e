//! A PDF with text is one article. Scanned pages hold none, and are said to.

use crate::text;

use super::{Known, Metadata, Parsed, Unread, plain};

pub fn parse(bytes: &[u8], metadata: &Metadata, known: &Known) -> Result<Parsed, Unread> {
    let read = pdf_extract::extract_text_from_mem(bytes).map_err(|e| format!("is a PDF that cannot be read: {e}"))?;
    let text = text::normalize(flowing(&read));
    if text.trim().is_empty() {
        return Err("is a PDF without text, perhaps scanned; run it through text recognition first".to_owned().into());
    }
    let mut parsed = plain::article(text, metadata);
    parsed.article.retrieved = known.retrieved;
    Ok(parsed)
}

/// Lines broken by the page become paragraphs again: an empty line ends one, and a word divided at the end of a line is
/// whole.
fn flowing(text: &str) -> String {
    let mut paragraphs: Vec<String> = vec![String::new()];
    for line in text.lines().map(str::trim) {
        let Some(last) = paragraphs.last_mut() else { continue };
        if line.is_empty() {
            if !last.is_empty() {
                paragraphs.push(String::new());
            }
            continue;
        }
        let continues = line.starts_with(char::is_lowercase);
        if last.ends_with('-') && continues && last.chars().rev().nth(1).is_some_and(char::is_alphabetic) {
            last.pop();
        } else if !last.is_empty() {
            last.push(' ');
        }
        last.push_str(line);
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_flow_into_paragraphs() {
        assert_eq!(flowing("Five peo-\nple died\nin Homs.\n\n\nThe army\n"), "Five people died in Homs.\n\nThe army");
    }
}
