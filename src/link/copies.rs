//! Near-duplicates: the same wire story in other papers, cut, retitled, with a line added.
//!
//! MinHash (Broder 1997) in its bottom-k form: the smallest hashes of a text's five-word shingles. Two texts whose
//! sketches are alike are compared exactly, shingle by shingle, where both texts are at hand.

use super::words;

/// Words of a shingle.
const SHINGLE: usize = 5;
/// Hashes kept of a text; one with fewer shingles is kept whole.
const KEPT: usize = 40;
/// Share of common shingles from which a sketch is worth an exact look.
const ALIKE: f32 = 0.35;
/// Share of all shingles of both that must be common, or of the shorter's.
const SAME: f32 = 0.6;
const CONTAINED: f32 = 0.8;
/// Texts of fewer shingles are too short to be called copies.
const SHORTEST: usize = 12;

/// The smallest hashes of a text's shingles, sorted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sketch(Box<[u32]>);

/// All of them, each once, sorted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shingles(Vec<u32>);

impl Shingles {
    pub fn new(text: &str) -> Self {
        let hashes: Vec<u32> = words::words(text).map(|word| word.hash).collect();
        let mut all: Vec<u32> = hashes.windows(SHINGLE).map(|window| window.iter().fold(0, mix)).collect();
        all.sort_unstable();
        all.dedup();
        Self(all)
    }

    pub fn sketch(&self) -> Sketch {
        Sketch(self.0[..self.0.len().min(KEPT)].into())
    }

    /// Is one text a copy of the other?
    pub fn are_copies(&self, other: &Self) -> bool {
        let (a, b) = (&self.0, &other.0);
        let shorter = a.len().min(b.len());
        if shorter < SHORTEST {
            return false;
        }
        let both = a.iter().filter(|h| b.binary_search(h).is_ok()).count();
        let all = a.len() + b.len() - both;
        both as f32 >= SAME * all as f32 || both as f32 >= CONTAINED * shorter as f32
    }
}

fn mix(hash: u32, word: &u32) -> u32 {
    let mixed = (hash.rotate_left(7) ^ word).wrapping_mul(0x9e37_79b1);
    mixed ^ (mixed >> 15)
}

impl Sketch {
    pub fn new(text: &str) -> Self {
        Shingles::new(text).sketch()
    }

    /// Estimated share of shingles the two texts have in common, of the ones that either has.
    pub fn likeness(&self, other: &Self) -> f32 {
        let (mut ours, mut theirs) = (self.0.iter().peekable(), other.0.iter().peekable());
        let (mut both, mut seen) = (0, 0);
        // The smallest of both together, in order.
        while seen < KEPT
            && let Some(smallest) = ours.peek().into_iter().chain(theirs.peek()).min().copied()
        {
            let is_ours = ours.next_if_eq(&smallest).is_some();
            let is_theirs = theirs.next_if_eq(&smallest).is_some();
            both += usize::from(is_ours && is_theirs);
            seen += 1;
        }
        if seen == 0 { 0.0 } else { both as f32 / seen as f32 }
    }

    pub fn alike(&self, other: &Self) -> bool {
        self.0.len().min(other.0.len()) >= SHORTEST && self.likeness(other) >= ALIKE
    }
}

/// Is one text a copy of the other, by all their shingles?
pub fn is_copy(a: &str, b: &str) -> bool {
    Shingles::new(a).are_copies(&Shingles::new(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "At least nine people were killed on Sunday when mortar rounds struck a workshop street in the \
        eastern quarter of the town, health officials said. Fourteen others were taken to hospital, two of them children. \
        Residents said the fire came from the hills above the river, where the army has held positions since spring.";

    #[test]
    fn a_retitled_and_cut_story_is_a_copy() {
        let cut = format!("BELZOR (Wire) - {}", STORY.replace(" Residents said the fire came from the hills above the river, where the army has held positions since spring.", ""));
        assert!(Sketch::new(STORY).alike(&Sketch::new(&cut)));
        assert!(is_copy(STORY, &cut));
    }

    #[test]
    fn the_same_news_in_other_words_is_no_copy() {
        let other = "Mortar fire on a street of workshops left nine dead on Sunday, according to health officials, who said \
            that fourteen wounded had been brought in. Two children were among those hurt. People living nearby blamed the \
            army, whose guns overlook the river.";
        assert!(!Sketch::new(STORY).alike(&Sketch::new(other)));
        assert!(!is_copy(STORY, other));
    }

    #[test]
    fn sketches_of_equal_texts_are_equal_and_of_none_are_nothing() {
        assert_eq!(Sketch::new(STORY).likeness(&Sketch::new(STORY)), 1.0);
        assert_eq!(Sketch::new("").likeness(&Sketch::new("")), 0.0);
        assert!(!is_copy("killed", "killed"));
    }
}
