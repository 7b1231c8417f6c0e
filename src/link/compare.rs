//! How alike two signatures are, feature by feature.

use super::{signature::Signature, vocabulary::Vocabulary};

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        /// What two articles have in common or differ in. Values are about 0 to 1; the weights are the model's.
        #[derive(Debug, Clone, Copy, PartialEq, Default)]
        pub struct Features { $($(#[$doc])* pub $name: f32),+ }

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
    words, lead, names, rare, rarest, name_rarity, name_count, root_words, root_names,
    ages, ages_differ, hours, hours_differ,
    same_day, near_days, week, month, beyond, days_log,
    names_late, words_late, words_near,
    no_names,
}

pub fn compare(a: &Signature, b: &Signature, vocabulary: &Vocabulary) -> Features {
    let mut f = Features {
        words: a.words.cosine(&b.words),
        lead: a.lead.cosine(&b.lead),
        names: a.names.cosine(&b.names),
        ..Features::default()
    };
    f.root_words = f.words.max(0.0).sqrt();
    f.root_names = f.names.max(0.0).sqrt();
    let (mut rare, mut rarest) = (0.0_f32, 0.0_f32);
    for (term, _, _) in a.words.shared(&b.words) {
        let rarity = vocabulary.rarity(term);
        rare += (rarity - 4.0).max(0.0);
        rarest = rarest.max(rarity);
    }
    f.rare = (1.0 + rare).ln() / 4.0;
    f.rarest = rarest / 9.0;
    let (mut sum, mut count) = (0.0_f32, 0.0_f32);
    for (term, _, _) in a.names.shared(&b.names) {
        sum += (vocabulary.rarity(term) - 3.0).max(0.0);
        count += 1.0;
    }
    f.name_rarity = (1.0 + sum).ln() / 4.0;
    f.name_count = (1.0 + count).ln() / 3.0;
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
    f.names_late = f.names * f.days_log;
    f.words_late = f.words * f.days_log;
    f.words_near = f.words * (f.same_day + f.near_days);
    f
}
