//! Finds the event of each story as it comes: scores it against the stories it shares most with, and joins the event
//! that fits best, if one fits well enough.

use std::collections::BTreeMap;

use super::{
    compare::compare,
    index::Index,
    model::{Reason, Scorer},
    signature::{Reading, Signature},
    vocabulary::Vocabulary,
};

/// Reports of an event that a new story is compared with; the others are taken to be like them.
const COMPARED: usize = 32;
/// No single pair speaks for or against more than this, in log-odds.
const CERTAIN: f32 = 9.0;

/// A story by its number, in the order of arrival.
pub type StoryId = u32;
/// An article by any number of the caller's.
pub type ArticleNumber = u32;
/// A group of stories by its number.
pub type GroupId = u32;

/// Why a story joined a group.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// The story of the group that it is most like.
    pub like: StoryId,
    /// Log-odds over the whole group.
    pub score: f32,
    pub reasons: Vec<Reason>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    pub story: StoryId,
    pub group: GroupId,
    /// None where the story opened the group.
    pub why: Option<Why>,
    /// The earlier stories it shares most with, best first.
    pub near: Vec<StoryId>,
}

#[derive(Debug, Default)]
struct Group {
    stories: Vec<StoryId>,
    /// An analyst's or a store's event: the machine adds to it and never dissolves it into another.
    fixed: bool,
    merged_into: Option<GroupId>,
}

/// The stories seen so far and their groups.
#[derive(Debug)]
pub struct Grouper {
    scorer: Scorer,
    vocabulary: Vocabulary,
    index: Index,
    signatures: Vec<Signature>,
    /// The article each story is of: two stories of one article are two incidents.
    articles: Vec<ArticleNumber>,
    group_of: Vec<GroupId>,
    groups: Vec<Group>,
}

impl Default for Grouper {
    fn default() -> Self {
        Self::new(Scorer::builtin())
    }
}

impl Grouper {
    pub fn new(scorer: Scorer) -> Self {
        Self {
            scorer,
            vocabulary: Vocabulary::default(),
            index: Index::default(),
            signatures: Vec::new(),
            articles: Vec::new(),
            group_of: Vec::new(),
            groups: Vec::new(),
        }
    }

    /// Counts the words of an article. Once for each article, before or as it is placed.
    pub fn learn(&mut self, reading: &Reading) {
        self.vocabulary.learn(reading.terms());
    }

    /// A story whose event is known: it joins that group whatever its score.
    pub fn put(&mut self, article: ArticleNumber, reading: &Reading, group: GroupId) -> StoryId {
        let signature = reading.weigh(&self.vocabulary);
        self.keep(article, signature, group)
    }

    /// A group that stands for an event of the store.
    pub fn fixed_group(&mut self) -> GroupId {
        self.groups.push(Group { fixed: true, ..Group::default() });
        self.groups.len() as GroupId - 1
    }

    /// From now on the group stands for an event of the store.
    pub fn fix(&mut self, group: GroupId) {
        self.groups[group as usize].fixed = true;
    }

    /// Puts a story in the group it fits best, or in one of its own.
    pub fn place(&mut self, article: ArticleNumber, reading: &Reading) -> Placed {
        let signature = reading.weigh(&self.vocabulary);
        let candidates = self.index.candidates(&signature, &self.vocabulary);
        let scores: BTreeMap<StoryId, f32> =
            candidates.iter().map(|story| (*story, self.score(&signature, *story))).collect();
        let mut fits: Vec<(GroupId, f32, StoryId)> = Vec::new();
        for story in &candidates {
            let group = self.group_of[*story as usize];
            if !fits.iter().any(|(known, _, _)| *known == group) && !self.tells(group, article) {
                let (fit, like) = self.fit(&signature, group, &scores);
                fits.push((group, fit, like));
            }
        }
        fits.retain(|(_, fit, _)| *fit > self.scorer.join);
        fits.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));

        let Some((group, score, like)) = fits.first().copied() else {
            self.groups.push(Group::default());
            let group = self.groups.len() as GroupId - 1;
            let story = self.keep(article, signature, group);
            return Placed { story, group, why: None, near: candidates };
        };
        let features = compare(&signature, &self.signatures[like as usize], &self.vocabulary);
        let why = Why { like, score, reasons: self.scorer.reasons(&features) };
        let story = self.keep(article, signature, group);
        for (other, _, _) in &fits[1..] {
            self.merge_if_one(group, *other);
        }
        Placed { story, group: self.group(story), why: Some(why), near: candidates }
    }

    /// The group a story is in now.
    pub fn group(&self, story: StoryId) -> GroupId {
        let mut group = self.group_of[story as usize];
        while let Some(into) = self.groups[group as usize].merged_into {
            group = into;
        }
        group
    }

    fn keep(&mut self, article: ArticleNumber, signature: Signature, group: GroupId) -> StoryId {
        let story = self.signatures.len() as StoryId;
        self.index.add(story, &signature, &self.vocabulary);
        self.signatures.push(signature);
        self.articles.push(article);
        self.group_of.push(group);
        self.groups[group as usize].stories.push(story);
        story
    }

    /// Is a story of this article in the group? Only the latest are looked at: an article's stories come together.
    fn tells(&self, group: GroupId, article: ArticleNumber) -> bool {
        let latest = self.groups[group as usize].stories.iter().rev().take(COMPARED);
        latest.into_iter().any(|story| self.articles[*story as usize] == article)
    }

    fn score(&self, signature: &Signature, story: StoryId) -> f32 {
        let features = compare(signature, &self.signatures[story as usize], &self.vocabulary);
        self.scorer.score(&features).clamp(-CERTAIN, CERTAIN)
    }

    /// How well a story fits a group, and the story of the group it is most like.
    fn fit(&self, signature: &Signature, group: GroupId, known: &BTreeMap<StoryId, f32>) -> (f32, StoryId) {
        let stories = sample(&self.groups[group as usize].stories);
        let scores =
            stories.map(|story| (known.get(&story).copied().unwrap_or_else(|| self.score(signature, story)), story));
        self.blend(scores)
    }

    /// Mean and best of some scores, mixed as the model says, and where the best was found.
    fn blend(&self, scores: impl Iterator<Item = (f32, StoryId)>) -> (f32, StoryId) {
        let (mut sum, mut n, mut best) = (0.0, 0.0, (f32::NEG_INFINITY, 0));
        for (score, story) in scores {
            sum += score;
            n += 1.0;
            if score > best.0 {
                best = (score, story);
            }
        }
        let share = self.scorer.mean_share;
        (share * sum / f32::max(n, 1.0) + (1.0 - share) * best.0, best.1)
    }

    /// Two groups that the newest story fits both may be one event reported from two ends.
    fn merge_if_one(&mut self, into: GroupId, other: GroupId) {
        let (a, b) = (&self.groups[into as usize], &self.groups[other as usize]);
        if into == other || b.fixed || b.merged_into.is_some() || a.merged_into.is_some() {
            return;
        }
        if b.stories.iter().any(|story| self.tells(into, self.articles[*story as usize])) {
            return;
        }
        let pairs = sample(&a.stories).flat_map(|x| sample(&b.stories).map(move |y| (x, y)));
        let (fit, _) = self.blend(pairs.map(|(x, y)| (self.score(&self.signatures[x as usize], y), y)));
        if fit > self.scorer.join {
            let moved = std::mem::take(&mut self.groups[other as usize].stories);
            self.groups[other as usize].merged_into = Some(into);
            moved.iter().for_each(|story| self.group_of[*story as usize] = into);
            self.groups[into as usize].stories.extend(moved);
        }
    }
}

/// At most `COMPARED` stories of a group, evenly from first to last.
fn sample(stories: &[StoryId]) -> impl Iterator<Item = StoryId> + '_ {
    let step = stories.len().div_ceil(COMPARED).max(1);
    stories.iter().step_by(step).copied()
}
