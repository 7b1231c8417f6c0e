//! What an article is made of, for comparing: words, names, ages and hours, each as the hash of its lower-case form.
//!
//! Knows no meaning: a *name* is two capitalized words side by side. Works for any script that separates words; one
//! without capitals simply has no names.

/// One word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'a> {
    pub text: &'a str,
    /// Of the lower-case form.
    pub hash: u32,
    pub capital: bool,
    /// Only one space, or the point of an initial, stands between it and the word before.
    pub joined: bool,
}

/// Bits of a term's hash: sixteen million words and names are told apart, and a weight fits beside it in four bytes.
pub const TERM_BITS: u32 = 24;

/// FNV-1a over lower-case letters; the same in every release, since stored documents are compared by it.
pub fn hash(word: &str) -> u32 {
    let mut h = Fnv::default();
    word.chars().for_each(|c| h.letter(c));
    (h.0 ^ (h.0 >> TERM_BITS)) & ((1 << TERM_BITS) - 1)
}

struct Fnv(u32);

impl Default for Fnv {
    fn default() -> Self {
        Self(0x811c_9dc5)
    }
}

impl Fnv {
    fn byte(&mut self, b: u8) {
        self.0 = (self.0 ^ u32::from(b)).wrapping_mul(0x0100_0193);
    }

    fn letter(&mut self, c: char) {
        if c.is_ascii() {
            self.byte(c.to_ascii_lowercase() as u8);
        } else {
            for lower in c.to_lowercase() {
                lower.encode_utf8(&mut [0; 4]).bytes().for_each(|b| self.byte(b));
            }
        }
    }
}

/// The hash of two words side by side.
pub fn pair(a: u32, b: u32) -> u32 {
    (a.rotate_left(7) ^ b).wrapping_mul(0x9e37_79b1) >> (32 - TERM_BITS)
}

/// The words of a text, in order. Letters and digits make words; an apostrophe or hyphen inside separates them.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut rest = text;
    let mut first = true;
    std::iter::from_fn(move || {
        let start = rest.find(char::is_alphanumeric)?;
        let gap = &rest[..start];
        rest = &rest[start..];
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let (text, tail) = rest.split_at(end);
        rest = tail;
        let joined = !first && matches!(gap, " " | ". " | "-" | ", ");
        first = false;
        let capital = text.starts_with(char::is_uppercase);
        Some(Word { text, hash: hash(text), capital, joined: joined && gap != ", " })
    })
}

/// Ages ("15-year-old", "aged 15", "Kevin Barbee, 15,") and hours ("6:30 p.m.") of a text, each once, sorted.
pub fn ages_and_hours(text: &str) -> (Vec<u8>, Vec<u16>) {
    let (mut ages, mut hours) = (Vec::new(), Vec::new());
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() || (at > 0 && bytes[at - 1].is_ascii_alphanumeric()) {
            at += 1;
            continue;
        }
        let len = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let (before, after) = (&bytes[..at], &bytes[at + len..]);
        if len <= 2 {
            let number = text[at..at + len].parse::<u8>().unwrap_or(0);
            if is_age(before, after) && number > 0 {
                ages.push(number);
            }
            if let Some(hour) = hour(number, before, after) {
                hours.push(hour);
            }
        }
        at += len;
    }
    ages.extend(spelled_ages(text));
    ages.sort_unstable();
    ages.dedup();
    hours.sort_unstable();
    hours.dedup();
    (ages, hours)
}

/// "six-year-old", "Nine year old".
fn spelled_ages(text: &str) -> impl Iterator<Item = u8> + '_ {
    const SPELLED: [&str; 19] = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    text.match_indices("ear").filter_map(move |(at, _)| {
        // The byte before "ear" is the "y" or "Y" of "year"; before it stands a hyphen or a space.
        let head = text.get(..at)?.strip_suffix(['y', 'Y'])?.strip_suffix(['-', ' '])?;
        let old = text.get(at + 3..)?.trim_start_matches('s').get(1..)?;
        let old = words(old).next().filter(|_| old.starts_with(['o', 'O']))?.text;
        let word = head.rsplit(|c: char| !c.is_alphabetic()).next()?;
        let number = SPELLED.iter().position(|spelled| spelled.eq_ignore_ascii_case(word))?;
        old.eq_ignore_ascii_case("old").then_some(number as u8 + 1)
    })
}

fn is_age(before: &[u8], after: &[u8]) -> bool {
    let year_old = |rest: &[u8]| rest.len() >= 6 && rest[1..].starts_with(b"year");
    let aged = before.ends_with(b"aged ") || before.ends_with(b"age ") || before.ends_with(b"ages ");
    let apposed = before.ends_with(b", ")
        && matches!(after.first(), Some(b',' | b'.' | b';'))
        && before.iter().rev().nth(2).is_some_and(u8::is_ascii_alphabetic);
    year_old(after) || aged || apposed
}

/// Minutes since midnight, where "a.m." or "p.m." follows.
fn hour(number: u8, before: &[u8], after: &[u8]) -> Option<u16> {
    if before.ends_with(b":") || !(1..=12).contains(&number) {
        return None;
    }
    let (minutes, rest) = match after {
        [b':', a @ b'0'..=b'5', b @ b'0'..=b'9', rest @ ..] => (u16::from(a - b'0') * 10 + u16::from(b - b'0'), rest),
        rest => (0, rest),
    };
    let rest = rest.trim_ascii_start();
    let late = match rest {
        [b'p' | b'P', b'.' | b'm' | b'M', ..] => true,
        [b'a' | b'A', b'.' | b'm' | b'M', ..] => false,
        _ => return None,
    };
    Some(u16::from(number % 12) * 60 + minutes + if late { 720 } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_their_case_and_their_neighbours() {
        let found: Vec<_> =
            words("Police said Kevin Barbee, of Burning Tree.").map(|w| (w.text, w.capital, w.joined)).collect();
        assert_eq!(found[2], ("Kevin", true, true));
        assert_eq!(found[3], ("Barbee", true, true));
        assert_eq!(found[4], ("of", false, false));
        assert_eq!(hash("BARBEE"), hash("barbee"));
    }

    #[test]
    fn ages_and_hours_are_read() {
        let text = "A 17-year-old shot Kevin Barbee, 15, at 6:30 p.m. on Jan. 28; two others, ages 13 and 44, at 7 a.m., 2014.";
        assert_eq!(ages_and_hours(text), (vec![13, 15, 17], vec![420, 1110]));
        assert_eq!(ages_and_hours("A Nine-Year-Old and a six year old; two years older").0, [6, 9]);
    }
}
