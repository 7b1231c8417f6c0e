//! Byte offsets, which code works in, against character offsets, which evidence is given in.

/// Bytes between two remembered character counts.
const STEP: usize = 128;

/// Translates between byte and character (Unicode scalar value) offsets of one text.
///
/// ASCII costs nothing; other text one `u32` for each 128 bytes, and a lookup reads at most that many bytes.
pub struct CharIndex<'t> {
    text: &'t str,
    /// `counts[i]` characters begin before byte `i * STEP`. Empty for ASCII, where both offsets are the same.
    counts: Vec<u32>,
}

impl<'t> CharIndex<'t> {
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self { text, counts: Vec::new() };
        }
        let mut total = 0;
        let counts = text.as_bytes().chunks(STEP).map(|chunk| {
            let before = total;
            total += starts(chunk);
            before as u32
        });
        Self { text, counts: counts.collect() }
    }

    /// The number of characters before `byte`, which must lie on a character boundary at or before the end.
    pub fn char_of(&self, byte: usize) -> usize {
        debug_assert!(self.text.is_char_boundary(byte));
        let Some(block) = byte.min(self.text.len()).checked_div(STEP).filter(|_| !self.counts.is_empty()) else {
            return byte;
        };
        // The end of a text whose length is a multiple of STEP has no block of its own.
        let block = block.min(self.counts.len() - 1);
        self.counts[block] as usize + starts(&self.text.as_bytes()[block * STEP..byte.min(self.text.len())])
    }

    /// Where character number `char` begins in bytes; the end of the text for any number past its last character.
    pub fn byte_of(&self, char: usize) -> usize {
        if self.counts.is_empty() {
            return char.min(self.text.len());
        }
        let block = self.counts.partition_point(|&count| count as usize <= char).saturating_sub(1);
        let mut left = char - self.counts[block] as usize;
        let bytes = &self.text.as_bytes()[block * STEP..];
        for (at, &byte) in bytes.iter().enumerate() {
            if is_start(byte) {
                if left == 0 {
                    return block * STEP + at;
                }
                left -= 1;
            }
        }
        self.text.len()
    }

    /// The words at a character range, end exclusive; cut to the text where it reaches past it.
    pub fn slice(&self, start: usize, end: usize) -> &'t str {
        let (start, end) = (self.byte_of(start), self.byte_of(end));
        &self.text[start..end.max(start)]
    }
}

fn is_start(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| is_start(b)).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ascii_is_the_identity() {
        let index = CharIndex::new("five dead");
        assert_eq!((index.char_of(5), index.byte_of(5), index.byte_of(99)), (5, 5, 9));
        assert_eq!(index.slice(5, 99), "dead");
    }

    proptest! {
        #[test]
        fn agrees_with_counting(text in "[a-zé’م😀]{0,600}") {
            let index = CharIndex::new(&text);
            let starts = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
            for (char, byte) in starts.enumerate() {
                prop_assert_eq!(index.char_of(byte), char);
                prop_assert_eq!(index.byte_of(char), byte);
            }
            prop_assert_eq!(index.byte_of(text.len() + 1), text.len());
        }
    }
}
