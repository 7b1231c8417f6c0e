//! Finds the event of each story as it comes: scores it against the stories it shares most with, and joins the event
//! that fits best, if one fits well enough.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    compare::compare,
    index::{Index, Rarest},
    model::{Reason, Scorer},
    signature::{Reading, Signature},
    vocabulary::Vocabulary,
};

/// Reports of an event that a new story is compared with; the others are taken to be like them.
const COMPARED: usize = 16;
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

/// Two groups that may be one event, where it is not for the machine to say so: events of the store, or a new group that
/// all but fits one.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    pub a: GroupId,
    pub b: GroupId,
    /// Log-odds over both groups.
    pub score: f32,
    /// Of the two stories most alike.
    pub reasons: Vec<Reason>,
}

/// Log-odds below joining at which a likeness is still worth a person's look.
const DOUBTFUL: f32 = 1.0;

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
    doubts: Vec<Doubt>,
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
            doubts: Vec::new(),
        }
    }

    /// Counts the words of an article. Once for each article, before or as it is placed.
    pub fn learn(&mut self, reading: &Reading) {
        self.vocabulary.learn(reading.terms());
    }

    /// A story whose event is known: it joins that group whatever its score.
    pub fn put(&mut self, article: ArticleNumber, reading: &Reading, group: GroupId) -> StoryId {
        let signature = reading.weigh(&self.vocabulary);
        let rarest = Rarest::new(&signature, &self.vocabulary);
        self.keep(article, signature, &rarest, group)
    }

    /// A group for stories that are of no event yet.
    pub fn open_group(&mut self) -> GroupId {
        self.new_group(Group::default())
    }

    /// What was left open since it was last asked.
    pub fn take_doubts(&mut self) -> Vec<Doubt> {
        std::mem::take(&mut self.doubts)
    }

    /// A group that stands for an event of the store.
    pub fn fixed_group(&mut self) -> GroupId {
        self.new_group(Group { fixed: true, ..Group::default() })
    }

    /// From now on the group stands for an event of the store.
    pub fn fix(&mut self, group: GroupId) {
        self.groups[group as usize].fixed = true;
    }

    /// Puts an article's main story in the group it fits best, or in one of its own. Groups that it shows to be one
    /// event are joined; of two that stand for events of the store it is said that they may be one.
    pub fn place(&mut self, article: ArticleNumber, reading: &Reading) -> Placed {
        let (placed, fits) = self.join(article, reading);
        for fit in &fits {
            let own = self.group(placed.story);
            if fit.score > self.scorer.join {
                self.merge_if_one(own, fit.group);
            } else if fit.group != own && self.groups[own as usize].stories.len() == 1 {
                self.doubt(own, fit.group, fit.score, (placed.story, fit.like));
            }
        }
        Placed { group: self.group(placed.story), ..placed }
    }

    /// The same for what an article tells beside its main story. So few words join no groups.
    pub fn place_aside(&mut self, article: ArticleNumber, reading: &Reading) -> Placed {
        self.join(article, reading).0
    }

    /// Places a story, and names all groups it would fit or all but fits, best first.
    fn join(&mut self, article: ArticleNumber, reading: &Reading) -> (Placed, Vec<Fit>) {
        let signature = reading.weigh(&self.vocabulary);
        let rarest = Rarest::new(&signature, &self.vocabulary);
        let near = self.index.candidates(&signature, &rarest);
        let scores: BTreeMap<StoryId, f32> =
            near.iter().map(|story| (*story, self.score(&signature, *story))).collect();
        let groups: BTreeSet<GroupId> = near.iter().map(|story| self.group_of[*story as usize]).collect();
        let mut fits: Vec<Fit> = groups
            .into_iter()
            .filter(|group| !self.tells(*group, article))
            .map(|group| {
                let (score, like) = self.fit(&signature, group, &scores);
                Fit { group, score, like }
            })
            .filter(|fit| fit.score > self.scorer.join - DOUBTFUL)
            .collect();
        fits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.group.cmp(&b.group)));

        let best = fits.first().copied().filter(|fit| fit.score > self.scorer.join);
        let why = best.map(|Fit { score, like, .. }| {
            let features = compare(&signature, &self.signatures[like as usize], &self.vocabulary);
            Why { like, score, reasons: self.scorer.reasons(&features) }
        });
        let group = best.map_or_else(|| self.open_group(), |fit| fit.group);
        let story = self.keep(article, signature, &rarest, group);
        (Placed { story, group, why, near }, fits)
    }

    fn new_group(&mut self, group: Group) -> GroupId {
        self.groups.push(group);
        self.groups.len() as GroupId - 1
    }

    /// The group a story is in now.
    pub fn group(&self, story: StoryId) -> GroupId {
        self.standing(self.group_of[story as usize])
    }

    /// The group itself, or the one it was joined to.
    pub fn standing(&self, mut group: GroupId) -> GroupId {
        while let Some(into) = self.groups[group as usize].merged_into {
            group = into;
        }
        group
    }

    fn keep(&mut self, article: ArticleNumber, signature: Signature, rarest: &Rarest, group: GroupId) -> StoryId {
        let story = self.signatures.len() as StoryId;
        self.index.add(story, &signature, rarest);
        self.signatures.push(signature);
        self.articles.push(article);
        self.group_of.push(group);
        self.groups[group as usize].stories.push(story);
        story
    }

    /// Is a story of this article in the group?
    fn tells(&self, group: GroupId, article: ArticleNumber) -> bool {
        self.groups[group as usize].stories.iter().any(|story| self.articles[*story as usize] == article)
    }

    fn score(&self, signature: &Signature, story: StoryId) -> f32 {
        let other = &self.signatures[story as usize];
        if signature.told.contradicts(&other.told) {
            return -CERTAIN;
        }
        self.scorer.score(&compare(signature, other, &self.vocabulary)).clamp(-CERTAIN, CERTAIN)
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
    fn merge_if_one(&mut self, one: GroupId, other: GroupId) {
        // What stands for a stored event takes the other in.
        let stays = self.groups[one as usize].fixed || !self.groups[other as usize].fixed;
        let (into, other) = if stays { (one, other) } else { (other, one) };
        let (a, b) = (&self.groups[into as usize], &self.groups[other as usize]);
        if into == other || b.merged_into.is_some() || a.merged_into.is_some() {
            return;
        }
        if b.stories.iter().any(|story| self.tells(into, self.articles[*story as usize])) {
            return;
        }
        let score = |x: StoryId, y: StoryId| self.score(&self.signatures[x as usize], y);
        let pairs = || sample(&a.stories).flat_map(|x| sample(&b.stories).map(move |y| (x, y)));
        let (fit, _) = self.blend(pairs().map(|(x, y)| (score(x, y), y)));
        if fit <= self.scorer.join {
            return;
        }
        if b.fixed {
            let likest = pairs().max_by(|p, q| score(p.0, p.1).total_cmp(&score(q.0, q.1)));
            likest.into_iter().for_each(|pair| self.doubt(into, other, fit, pair));
            return;
        }
        let moved = std::mem::take(&mut self.groups[other as usize].stories);
        self.groups[other as usize].merged_into = Some(into);
        moved.iter().for_each(|story| self.group_of[*story as usize] = into);
        self.groups[into as usize].stories.extend(moved);
    }

    /// Leaves it to a person whether two groups are one; only an event of the store is worth asking about.
    fn doubt(&mut self, a: GroupId, b: GroupId, score: f32, (x, y): (StoryId, StoryId)) {
        if self.groups[a as usize].fixed || self.groups[b as usize].fixed {
            let features = compare(&self.signatures[x as usize], &self.signatures[y as usize], &self.vocabulary);
            self.doubts.push(Doubt { a, b, score, reasons: self.scorer.reasons(&features) });
        }
    }
}

/// How well a story fits a group, and the story there that it is most like.
#[derive(Debug, Clone, Copy)]
struct Fit {
    group: GroupId,
    score: f32,
    like: StoryId,
}

/// At most `COMPARED` stories of a group, evenly from first to last.
fn sample(stories: &[StoryId]) -> impl Iterator<Item = StoryId> + '_ {
    let step = stories.len().div_ceil(COMPARED).max(1);
    stories.iter().step_by(step).copied()
}
