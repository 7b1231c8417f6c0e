//! Rust source as tokens: as much of its grammar as is needed to find paths.

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    pub line: usize,
}

/// Identifiers, `::` and single marks. Comments, strings and character literals are left out.
pub fn tokens(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let (mut out, mut i, mut line) = (Vec::new(), 0, 1);
    while i < chars.len() {
        let end = match chars[i] {
            '/' if chars.get(i + 1) == Some(&'/') => until(&chars, i, |c| c == '\n'),
            '/' if chars.get(i + 1) == Some(&'*') => block_comment(&chars, i),
            '"' => string(&chars, i),
            '\'' => quote(&chars, i),
            c if c.is_alphabetic() || c == '_' => {
                let end = until(&chars, i, |c| !c.is_alphanumeric() && c != '_');
                let word: String = chars[i..end].iter().collect();
                match raw_string(&chars, &word, end) {
                    Some(after) => after,
                    None => {
                        out.push(Token { text: word, line });
                        end
                    }
                }
            }
            ':' if chars.get(i + 1) == Some(&':') => {
                out.push(Token { text: "::".into(), line });
                i + 2
            }
            c => {
                if !c.is_whitespace() {
                    out.push(Token { text: c.into(), line });
                }
                i + 1
            }
        };
        line += chars[i..end].iter().filter(|c| **c == '\n').count();
        i = end;
    }
    out
}

fn until(chars: &[char], from: usize, stop: impl Fn(char) -> bool) -> usize {
    chars[from..].iter().position(|c| stop(*c)).map_or(chars.len(), |n| from + n)
}

fn block_comment(chars: &[char], from: usize) -> usize {
    let (mut i, mut depth) = (from, 0);
    while i < chars.len() {
        match (chars[i], chars.get(i + 1)) {
            ('/', Some('*')) => (depth, i) = (depth + 1, i + 2),
            ('*', Some('/')) => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
        if depth == 0 {
            return i;
        }
    }
    i
}

fn string(chars: &[char], from: usize) -> usize {
    let mut i = from + 1;
    while i < chars.len() && chars[i] != '"' {
        i += if chars[i] == '\\' { 2 } else { 1 };
    }
    (i + 1).min(chars.len())
}

/// After a `'`: a character literal, or a lifetime (skipped, its name is nobody's path).
fn quote(chars: &[char], from: usize) -> usize {
    match (chars.get(from + 1), chars.get(from + 2)) {
        (Some('\\'), _) => (until(chars, (from + 3).min(chars.len()), |c| c == '\'') + 1).min(chars.len()),
        (Some(_), Some('\'')) => from + 3,
        _ => until(chars, from + 1, |c| !c.is_alphanumeric() && c != '_'),
    }
}

/// Where `r"..."`, `br#"..."#` and their like end, if `prefix` opens one.
fn raw_string(chars: &[char], prefix: &str, from: usize) -> Option<usize> {
    if !matches!(prefix, "r" | "br" | "cr") {
        return None;
    }
    let quote = until(chars, from, |c| c != '#');
    if chars.get(quote) != Some(&'"') {
        return None;
    }
    let close: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', quote - from)).collect();
    let body = &chars[quote + 1..];
    let end = body.windows(close.len()).position(|w| w == close).map_or(body.len(), |n| n + close.len());
    Some(quote + 1 + end)
}
