//! One file of plain text is one article, its title line included.

use crate::{domain::Article, text};

use super::{Metadata, Parsed, Unread, dateline, encoding};

/// Longer lines are paragraphs. In characters.
const TITLE_LIMIT: usize = 200;

/// Lines looked at before giving up on a title.
const TITLE_LINES: usize = 8;

pub fn parse(bytes: &[u8], metadata: &Metadata) -> Result<Parsed, Unread> {
    let (decoded, remark) = encoding::decode(bytes)?;
    let text = text::normalize(decoded);
    if text.trim().is_empty() {
        return Err("is empty".to_owned().into());
    }
    Ok(Parsed { remarks: remark.into_iter().collect(), ..article(text, metadata) })
}

/// A normalized text with what can be told about it.
pub fn article(text: String, metadata: &Metadata) -> Parsed {
    let article = Article {
        title: metadata.title.clone().or_else(|| title(&text).map(text::display)),
        outlet: metadata.outlet.clone(),
        url: metadata.url.clone(),
        published: metadata.published.or_else(|| dateline::find(&text)),
        retrieved: None,
        language: metadata.language.clone(),
        sha256: String::new(),
        text,
    };
    Parsed { id: None, article, remarks: Vec::new() }
}

/// The first line that reads like a headline and has a story under it. Counters, dates, addresses and single words
/// ("0", "Share", "Home") that pages put above it are passed over; a sentence ends the search.
fn title(text: &str) -> Option<&str> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    for line in lines.by_ref().take(TITLE_LINES) {
        let words = line.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count();
        if line.chars().count() > TITLE_LIMIT || (words > 1 && line.ends_with(['.', '…', ':', ';', ','])) {
            return None;
        }
        let is_clutter = words < 2 || line.contains("://") || dateline::is_only_date(line);
        if !is_clutter {
            return lines.next().map(|_| line);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_is_the_first_headline_with_a_story_under_it() {
        let story = "0\n\nIS Group: Forces Clash in Aleppo\n\nOn Saturday, a member was killed.";
        assert_eq!(title(story), Some("IS Group: Forces Clash in Aleppo"));
        assert_eq!(title("Share\n17 May 2025\nFive dead in raid\nText."), Some("Five dead in raid"));
        assert_eq!(title("https://a.example/x\nFive dead in raid\nText."), Some("Five dead in raid"));
    }

    #[test]
    fn a_text_without_a_headline_has_no_title() {
        assert_eq!(title("Five people died on Saturday.\nMore text."), None);
        assert_eq!(title("Five dead in raid"), None);
        assert_eq!(title(&format!("{}\nText.", "long words ".repeat(30))), None);
    }

    #[test]
    fn flags_fill_in_and_the_text_keeps_its_title() {
        let metadata = Metadata { outlet: Some("AFP".into()), ..Metadata::default() };
        let Ok(parsed) = parse(b"Five dead in raid\r\n\r\nALEPPO, May 17, 2025 (AFP) - Five died.\r\n", &metadata)
        else {
            panic!("unread")
        };
        assert_eq!(parsed.article.title.as_deref(), Some("Five dead in raid"));
        assert_eq!(parsed.article.text, "Five dead in raid\n\nALEPPO, May 17, 2025 (AFP) - Five died.\n");
        assert_eq!(parsed.article.published, Some(jiff::civil::date(2025, 5, 17)));
    }
}
