//! Words from outside made harmless for whoever opens the file: spreadsheets, browsers, Markdown readers.

use crate::text::width::is_safe;

/// Words that a spreadsheet would take for a formula get an apostrophe before them, the spreadsheets' own mark for text.
pub fn defused(words: String) -> String {
    let is_formula = words.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '|', '%']);
    if is_formula || words.starts_with(['\t', '\r', '\n', '\0']) { format!("'{words}") } else { words }
}

/// Escaped for HTML and SVG, in text and in quoted attributes, without characters that nobody sees.
pub fn html(words: &str) -> String {
    let mut safe = String::with_capacity(words.len() + 16);
    for c in words.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' => safe.push('\n'),
            c if is_safe(c) => safe.push(c),
            _ => {}
        }
    }
    safe
}

/// On one line, with nothing that Markdown or the HTML inside it would read as more than words.
pub fn markdown(words: &str) -> String {
    let mut safe = String::with_capacity(words.len() + 16);
    for c in words.chars() {
        match c {
            '\n' | '\r' | '\t' => safe.push(' '),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '$' | '^' => {
                safe.push('\\');
                safe.push(c);
            }
            '-' | '+' | '=' if safe.is_empty() => {
                safe.push('\\');
                safe.push(c);
            }
            c if is_safe(c) => safe.push(c),
            _ => {}
        }
    }
    // "1." begins a list.
    let digits = safe.chars().take_while(char::is_ascii_digit).count();
    if digits > 0 && (safe[digits..].starts_with(". ") || safe[digits..].starts_with(") ")) {
        safe.insert(digits, '\\');
    }
    safe
}

/// An address that may become a link: nothing but http and https.
pub fn link(url: &str) -> Option<&str> {
    let is_web = ["http://", "https://"]
        .iter()
        .any(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    (is_web && !url.chars().any(|c| c.is_whitespace() || c.is_control())).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_words() {
        assert_eq!(defused("=1+1".into()), "'=1+1");
        assert_eq!(defused(" @SUM(A1)".into()), "' @SUM(A1)");
        assert_eq!(defused("－2".into()), "'－2");
        assert_eq!(defused("five dead - three hurt".into()), "five dead - three hurt");
    }

    #[test]
    fn words_stay_words_in_a_page() {
        assert_eq!(html("<script>'\"&\u{202e}"), "&lt;script&gt;&#39;&quot;&amp;");
        assert_eq!(markdown("1. [a](javascript:x)\n|"), "1\\. \\[a\\](javascript:x) \\|");
        assert_eq!(link("javascript:alert(1)"), None);
        assert_eq!(link("HTTPS://a.example/"), Some("HTTPS://a.example/"));
    }
}
