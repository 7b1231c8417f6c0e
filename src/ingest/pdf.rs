//! A PDF with text is one article. Scanned pages hold none, and are said to.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;

use crate::text;

use super::{Known, Metadata, Parsed, Unread, plain};

pub fn parse(bytes: &[u8], metadata: &Metadata, known: &Known) -> Result<Parsed, Unread> {
    if swells(bytes) {
        return Err("is a PDF whose streams unpack to more than any text needs".to_owned().into());
    }
    let read = pdf_extract::extract_text_from_mem(bytes).map_err(|e| format!("is a PDF that cannot be read: {e}"))?;
    let text = text::normalize(flowing(&read));
    if text.trim().is_empty() {
        return Err("is a PDF without text, perhaps scanned; run it through text recognition first".to_owned().into());
    }
    let mut parsed = plain::article(text, metadata);
    parsed.article.retrieved = known.retrieved;
    Ok(parsed)
}

/// A stream that unpacks to more than this holds no page of text, in bytes.
const LARGEST_STREAM: u64 = 128 << 20;

/// Would reading it fill the memory? The reader of PDFs unpacks without a limit, so every packed stream is unpacked into
/// nothing first. Streams packed in other ways than Flate do not swell that much.
fn swells(bytes: &[u8]) -> bool {
    let after = |at: usize| match &bytes[at..] {
        [b'\r', b'\n', ..] => at + 2,
        [b'\n' | b'\r', ..] => at + 1,
        _ => at,
    };
    let starts =
        finds(bytes, b"stream").map(|at| after(at + 6)).filter(|at| bytes.get(*at).is_some_and(|b| b & 0x0f == 8));
    let mut starts = starts.map(|at| ZlibDecoder::new(&bytes[at..]).take(LARGEST_STREAM + 1));
    // What is broken is told by the reader itself.
    let is_too_large = |mut stream: io::Take<_>| {
        let _ = io::copy(&mut stream, &mut io::sink());
        stream.limit() == 0
    };
    starts.any(is_too_large) || is_packed_twice(bytes)
}

/// Packed within packed: no program writes that, and each packing may swell a thousandfold.
fn is_packed_twice(bytes: &[u8]) -> bool {
    const FLATE: &[u8] = b"/FlateDecode";
    finds(bytes, FLATE).any(|at| bytes[at + FLATE.len()..].trim_ascii_start().starts_with(FLATE))
}

fn finds<'a>(bytes: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    bytes.windows(word.len()).enumerate().filter(move |(_, window)| *window == word).map(|(at, _)| at)
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
