//! How alike two signatures are, feature by feature.

use super::{
    signature::{Shared, Signature},
    vocabulary::Vocabulary,
};

macro_rules! features {
    ($($name:ident),+ $(,)?) => {
        /// What two articles have in common or differ in. Values are about 0 to 1; the weights are the model's.
        #[derive(Debug, Clone, Copy, PartialEq, Default)]
        pub struct Features { $(pub $name: f32),+ }

        impl Features {
            pub const NAMES: &[&str] = &[$(stringify!($name)),+];
            pub const COUNT: usize = Self::NAMES.len();

            /// In the order of `NAMES`.
            pub fn values(&self) -> [f32; Self::COUNT] {
                [$(self.$name),+]
            }
        }
    };
}

features! {
    // Cosine of the weighted words, of those of title and lead, of the names; and their roots, since a little in common
    // tells much.
    words, lead, names, root_words, root_names,
    // Rarity of the words in common: all of it, and of the rarest.
    rare, rarest,
    // Rarity of the names in common, and how many they are.
    name_rarity, name_count,
    // The share of the shorter one's words and names that the other has.
    words_covered, names_covered,
    // Both of one outlet: its furniture is in common, whatever the incident.
    same_outlet, words_same_outlet, names_same_outlet,
    // One of them has no names at all.
    no_names,
    // Ages and hours: some in common, or both have some and none is.
    ages, ages_differ, hours, hours_differ,
    // Days between publications.
    same_day, near_days, week, month, beyond, days_log,
    // Likeness of articles far apart or close in time.
    names_late, words_late, words_near,
    // What was understood: places, dates and tolls that agree or not.
    place_same, place_far, date_same, date_near, date_apart, toll_same, toll_differs, place_and_date,
    // In letters that share no words: only what was understood can tell.
    foreign,
}

pub fn compare(a: &Signature, b: &Signature, vocabulary: &Vocabulary) -> Features {
    let (words, names) = (Shared::new(&a.words, &b.words), Shared::new(&a.names, &b.names));
    let mut f =
        Features { words: words.cosine, lead: a.lead.cosine(&b.lead), names: names.cosine, ..Features::default() };
    f.root_words = f.words.max(0.0).sqrt();
    f.root_names = f.names.max(0.0).sqrt();
    let (mut rare, mut rarest) = (0.0_f32, 0.0_f32);
    for term in words.terms() {
        let rarity = vocabulary.rarity(term);
        rare += (rarity - 4.0).max(0.0);
        rarest = rarest.max(rarity);
    }
    f.rare = (1.0 + rare).ln() / 4.0;
    f.rarest = rarest / 9.0;
    let sum: f32 = names.terms().map(|term| (vocabulary.rarity(term) - 3.0).max(0.0)).sum();
    f.name_rarity = (1.0 + sum).ln() / 4.0;
    f.name_count = (1.0 + names.terms().len() as f32).ln() / 3.0;
    f.no_names = f32::from(a.names.is_empty() || b.names.is_empty());

    let both = a.ages.iter().filter(|n| b.ages.contains(n)).count();
    if !a.ages.is_empty() && !b.ages.is_empty() {
        f.ages = (both as f32 / a.ages.len().min(b.ages.len()) as f32) * (1.0 + both as f32).ln();
        f.ages_differ = f32::from(both == 0);
    }
    if !a.hours.is_empty() && !b.hours.is_empty() {
        let near = a.hours.iter().any(|x| b.hours.iter().any(|y| x.abs_diff(*y) <= 15));
        f.hours = f32::from(near);
        f.hours_differ = f32::from(!near);
    }
    if let (Some(x), Some(y)) = (a.day, b.day) {
        let days = x.abs_diff(y);
        f.same_day = f32::from(days == 0);
        f.near_days = f32::from((1..=2).contains(&days));
        f.week = f32::from((3..=7).contains(&days));
        f.month = f32::from((8..=30).contains(&days));
        f.beyond = f32::from(days > 30);
        f.days_log = (1.0 + days as f32).ln() / 5.0;
    }
    f.words_covered = words.covered;
    f.names_covered = names.covered;
    if a.outlet.is_some() && a.outlet == b.outlet {
        f.same_outlet = 1.0;
        f.words_same_outlet = f.root_words;
        f.names_same_outlet = f.root_names;
    }
    f.place_same = a.told.place(&b.told).max(0.0);
    f.place_far = (-a.told.place(&b.told)).max(0.0);
    if let Some(days) = a.told.days(&b.told) {
        f.date_same = f32::from(days == 0);
        f.date_near = f32::from(days == 1);
        f.date_apart = f32::from(days > 1);
    }
    let (same, differ) = a.told.tolls(&b.told);
    f.toll_same = same.min(4.0) / 2.0;
    f.toll_differs = f32::from(differ);
    f.place_and_date = f.place_same * f.date_same;
    f.foreign = f32::from(a.script != b.script);
    f.names_late = f.names * f.days_log;
    f.words_late = f.words * f.days_log;
    f.words_near = f.words * (f.same_day + f.near_days);
    f
}
