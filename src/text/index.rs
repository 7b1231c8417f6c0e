//! Finds a word among many by a hash table in which a word of up to sixteen bytes is one number: folded, hashed and compared
//! as such. Longer words are rare.

/// The place of words that are not there.
pub const UNKNOWN: u32 = 0;

/// Bytes of a word that make one number.
const SHORT: usize = 16;

/// Words by their place in a list. Open addressing over a power of two of slots, at most half full.
pub struct Index {
    slots: Vec<u32>,
    /// The numbers of short words, and 0 for the others, by place.
    numbers: Vec<u128>,
    words: Vec<Box<str>>,
}

impl Index {
    /// The words at places 0 and up, folded; the first stands for those that are not there.
    pub fn new(words: Vec<Box<str>>) -> Self {
        let slots = vec![UNKNOWN; (words.len() * 2).next_power_of_two()];
        let numbers = words.iter().map(|word| number(word.as_bytes())).collect();
        let mut index = Self { slots, numbers, words };
        for place in 1..index.words.len() {
            let mut at = index.slot(match index.numbers[place] {
                0 => hash(0, &index.words[place]),
                short => hash(short, ""),
            });
            while index.slots[at] != UNKNOWN {
                at = (at + 1) & (index.slots.len() - 1);
            }
            index.slots[at] = place as u32;
        }
        index
    }

    pub fn word(&self, place: u32) -> &str {
        &self.words[place as usize]
    }

    /// The place of a folded word.
    pub fn find(&self, folded: &str) -> u32 {
        match number(folded.as_bytes()) {
            0 => self.probe(hash(0, folded), |place| *self.words[place as usize] == *folded),
            short => self.find_number(short),
        }
    }

    /// The place of the ASCII word at bytes `start..end` of a text, in any case.
    pub fn find_ascii(&self, text: &str, start: usize, end: usize) -> u32 {
        if end - start > SHORT {
            return self.find(&text[start..end].to_ascii_lowercase());
        }
        let short = match text.as_bytes().get(start..start + SHORT) {
            // What follows the word in the text is cut off.
            Some(bytes) => u128::from_le_bytes(bytes.try_into().unwrap_or_default()) & mask(end - start),
            None => number(&text.as_bytes()[start..end]),
        };
        self.find_number(lower(short))
    }

    fn find_number(&self, short: u128) -> u32 {
        self.probe(hash(short, ""), |place| self.numbers[place as usize] == short)
    }

    fn probe(&self, hash: u64, is: impl Fn(u32) -> bool) -> u32 {
        let mut at = self.slot(hash);
        loop {
            match self.slots[at] {
                UNKNOWN => return UNKNOWN,
                place if is(place) => return place,
                _ => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }

    /// The high bits of a product are the mixed ones.
    fn slot(&self, hash: u64) -> usize {
        (hash >> (u64::BITS - self.slots.len().trailing_zeros())) as usize
    }
}

/// A short word as a number, little-endian; 0 for a longer one.
fn number(word: &[u8]) -> u128 {
    let mut bytes = [0; SHORT];
    match bytes.get_mut(..word.len()) {
        Some(head) => head.copy_from_slice(word),
        None => return 0,
    }
    u128::from_le_bytes(bytes)
}

fn mask(len: usize) -> u128 {
    u128::MAX.checked_shr(8 * (SHORT - len) as u32).unwrap_or(0)
}

/// Sixteen bytes in lower case at a time, as far as they are ASCII.
fn lower(word: u128) -> u128 {
    const EACH: u128 = u128::from_le_bytes([1; SHORT]);
    let low = word & (EACH * 0x7f);
    let (from_a, past_z) = (low + EACH * (0x80 - b'A' as u128), low + EACH * (0x7f - b'Z' as u128));
    let capitals = from_a & !past_z & !word & (EACH * 0x80);
    word | capitals >> 2
}

const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

fn hash(short: u128, long: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(ODD).rotate_left(23);
    let (low, high) = (short as u64, (short >> 64) as u64);
    let folded = long.bytes().fold(low ^ high.wrapping_mul(ODD).rotate_left(29), step);
    (folded ^ folded >> 32).wrapping_mul(ODD)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(words: &[&str]) -> Index {
        Index::new([""].iter().chain(words).map(|word| Box::from(*word)).collect())
    }

    #[test]
    fn words_of_any_length_are_found_in_any_case() {
        let words = ["a", "killed", "counterterrorism", "counterterrorisms", "'s", "قتل", "ambassador-at-large-and-so"];
        let index = index(&words);
        for (place, word) in (1..).zip(words) {
            assert_eq!(index.find(word), place, "{word}");
            assert_eq!(index.word(place), word);
        }
        let text = "A KILLED Counterterrorism counterterrorismS kill killedx";
        let ends = text.match_indices(' ').map(|(at, _)| at).chain([text.len()]);
        let mut start = 0;
        let found: Vec<u32> = ends
            .map(|end| {
                let place = index.find_ascii(text, start, end);
                start = end + 1;
                place
            })
            .collect();
        assert_eq!(found, [1, 2, 3, 4, 0, 0]);
    }

    #[test]
    fn only_capitals_are_lowered() {
        let all: Vec<u8> = (0..=255).collect();
        for bytes in all.chunks_exact(SHORT) {
            let lowered = lower(u128::from_le_bytes(bytes.try_into().unwrap())).to_le_bytes();
            assert_eq!(lowered, <[u8; SHORT]>::try_from(bytes.to_ascii_lowercase()).unwrap());
        }
    }

    #[test]
    fn nothing_is_found_among_no_words() {
        assert_eq!(index(&[]).find("killed"), UNKNOWN);
        assert_eq!(index(&["killed"]).find(""), UNKNOWN);
    }
}
