//! Bytes to characters: what the bytes declare, else UTF-8, else the likeliest legacy encoding.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// The text, and a remark where it is not simply what the bytes say.
pub fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<String>), String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decoded(encoding, &bytes[mark..]);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return if is_binary(text) { Err(NOT_TEXT.into()) } else { Ok((Cow::Borrowed(text), None)) };
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return decoded(encoding, bytes);
    }
    if let Some(broken) = mostly_utf8(bytes) {
        let remark = format!("{broken} broken UTF-8 sequence(s) were replaced by \u{fffd}");
        return Ok((String::from_utf8_lossy(bytes), Some(remark)));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let (text, _) = decoded(guess, bytes)?;
    Ok((text, Some(format!("not UTF-8; read as {}", guess.name()))))
}

/// The text of a web page or a feed: as its bytes mark it, as its carrier or it itself declares, else as [`decode`] tells.
pub fn decode_page<'a>(bytes: &'a [u8], carrier: Option<&str>) -> Result<(Cow<'a, str>, Option<String>), String> {
    if Encoding::for_bom(bytes).is_some() {
        return decode(bytes);
    }
    let declared = carrier.map(str::to_owned).or_else(|| declared(bytes));
    let encoding = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    match encoding {
        // What calls itself UTF-8 and is not may still be guessed; what is UTF-8 is, whatever it calls itself.
        Some(encoding) if encoding != encoding_rs::UTF_8 && std::str::from_utf8(bytes).is_err() => {
            decoded(encoding, bytes)
        }
        _ => decode(bytes),
    }
}

/// The encoding that a page or a feed names near its start.
fn declared(bytes: &[u8]) -> Option<String> {
    const NEAR: usize = 2048;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(NEAR)]).to_ascii_lowercase();
    let after = |mark: &str| head.split_once(mark).map(|(_, rest)| rest.trim_start_matches(['"', '\'', ' ']));
    let label = after("charset=").or_else(|| head.starts_with("<?xml").then(|| after("encoding=")).flatten())?;
    let end =
        label.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':' | '.')).unwrap_or(label.len());
    Some(label[..end].to_owned()).filter(|label| !label.is_empty())
}

/// An encoding for what follows a start like this, where cells are too short to tell one by one.
pub fn guess(head: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return encoding;
    }
    if std::str::from_utf8(head).is_ok() || mostly_utf8(head).is_some() {
        return encoding_rs::UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(head, true);
    detector.guess(None, Utf8Detection::Deny)
}

const NOT_TEXT: &str = "is not text; give the article's words as plain text or JSON lines";

fn decoded<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Result<(Cow<'a, str>, Option<String>), String> {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if is_binary(&text) {
        return Err(NOT_TEXT.into());
    }
    let remark = broken.then(|| format!("broken {} sequences were replaced by \u{fffd}", encoding.name()));
    Ok((text, remark))
}

/// Control characters that no text format uses, more than one in a hundred or a NUL among the first 4 KiB.
fn is_binary(text: &str) -> bool {
    let head = &text.as_bytes()[..text.len().min(4096)];
    let odd = head.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | 0x0b | 0x0c | b'\r' | 0x1b)).count();
    head.contains(&0) || odd * 100 > head.len()
}

/// A western text in UTF-16 has a zero in every other byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024) & !1];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count() * 10 > head.len() * 3;
    match (zeros(0), zeros(1)) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// The number of broken sequences, where whole ones of more than a byte are at least ten times as many: a cut or damaged
/// UTF-8 text rather than one in another encoding.
fn mostly_utf8(bytes: &[u8]) -> Option<usize> {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    (whole >= 10 * broken).then_some(broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes).unwrap().0.into_owned()
    }

    #[test]
    fn declared_encodings_are_believed() {
        assert_eq!(text(b"\xef\xbb\xbffive dead"), "five dead");
        assert_eq!(text(b"\xff\xfe5\0 \0d\0"), "5 d");
        assert_eq!(text(b"\xfe\xff\x005\0 \0d"), "5 d");
    }

    #[test]
    fn utf16_is_seen_without_a_mark() {
        let bytes: Vec<u8> = "Five people were killed in Homs, é".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(std::str::from_utf8(&bytes).is_err());
        assert_eq!(text(&bytes), "Five people were killed in Homs, é");
    }

    #[test]
    fn legacy_encodings_are_guessed_and_named() {
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode("В результате обстрела погибли пять человек");
        let (text, remark) = decode(&bytes).unwrap();
        assert_eq!(text, "В результате обстрела погибли пять человек");
        assert!(remark.unwrap().contains("windows-1251"));
        assert_eq!(
            self::text(b"caf\xe9 attack, two na\xefve passers-by dead"),
            "café attack, two naïve passers-by dead"
        );
    }

    #[test]
    fn a_damaged_utf8_text_stays_utf8() {
        let mut bytes = "قتل خمسة أشخاص في غارة".as_bytes().to_vec();
        bytes.pop();
        let (text, remark) = decode(&bytes).unwrap();
        assert!(text.starts_with("قتل خمسة"));
        assert!(remark.unwrap().starts_with("1 broken"));
    }

    #[test]
    fn binaries_are_refused() {
        assert!(decode(b"PK\x03\x04\x14\0\0\0").is_err());
        assert!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe").is_err());
    }
}
