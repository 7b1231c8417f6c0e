//! The incidents told in one article: its claims, kept together unless place or date says they cannot be one.

use std::{borrow::Cow, cmp::Reverse, ops::Range};

use jiff::civil::Date;

use super::places::Designation;
use crate::{
    domain::{
        Article, Bound, Claim, DatePrecision, DateSpan, Evidence, Outcome, Place, PlacePrecision, Scope, TextPart,
    },
    text::gazetteer,
};

/// Two towns farther apart than this, in kilometres, are two incidents'.
const APART: f64 = 25.0;

/// Days after which another date is another incident's. Within them it may be the day a victim died or an arrest was made.
const SAME_INCIDENT: i32 = 10;

/// Days from publication, or from the main story, within which another incident is news and not background.
const RECENT: i32 = 4;

/// Days before publication that a bulletin of many incidents covers.
const BULLETIN: i32 = 45;

/// Claims of a group, and groups, that a claim is compared with: bounds the work on an archive printed as one article.
const LOOKED_AT: usize = 64;

/// Incidents that one article is cut into; whatever it tells beyond them is of none.
const MOST_STORIES: usize = 64;

/// One incident as one article tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Story<'a> {
    /// Places in the article's list of claims, ascending. Empty for an article without claims on events.
    pub claims: Vec<usize>,
    /// The words about it: the whole article for its main story, else the paragraphs its claims stand in.
    pub text: Cow<'a, str>,
    /// The story the article is mainly about.
    pub main: bool,
}

/// The stories of an article, the main one first. There is always one. What it only looks back on is of none.
pub fn stories<'a>(article: &'a Article, claims: &[Claim]) -> Vec<Story<'a>> {
    let mut groups = group(claims);
    // Most harm first; of equals what is told longest, then first.
    let harmed = |group: &[usize]| group.iter().filter(|i| is_harm(&claims[**i])).count();
    groups.sort_by_key(|group| (Reverse(harmed(group)), Reverse(group.len()), group[0]));
    headline(&mut groups, claims);
    let mut groups = groups.into_iter();
    let own = groups.next().unwrap_or_default();
    let news = Main::new(&own, claims, article.published);
    let others: Vec<Vec<usize>> = groups.filter(|group| news.stands_beside(group, claims)).take(MOST_STORIES).collect();

    let words = |group: &[usize]| Words::new(group.iter().flat_map(|i| &claims[*i].evidence));
    let (told, beside) = (words(&own), words(&others.concat()));
    let text = match others.is_empty() {
        true => Cow::Borrowed(article.text.as_str()),
        // What is told of the others is not the main story's.
        false => Cow::Owned(paragraphs(&article.text, |here| told.stand_in(here) || !beside.stand_in(here))),
    };
    let main = Story { claims: own, text, main: true };
    let others = others.into_iter().map(|group| Story {
        text: Cow::Owned(telling(&article.text, &words(&group))),
        claims: group,
        main: false,
    });
    std::iter::once(main).chain(others).collect()
}

fn is_harm(claim: &Claim) -> bool {
    matches!(claim.outcome, Outcome::Killed | Outcome::Injured | Outcome::Casualties)
}

/// Claims on events, grouped, those of the headline left out. A claim with neither date nor place of its own goes with
/// the claim before it, a part with its whole, a restatement with what it restates.
fn group(claims: &[Claim]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut of: Vec<Option<usize>> = vec![None; claims.len()];
    let mut last = None;
    for (i, claim) in claims.iter().enumerate().filter(|(_, c)| c.scope == Scope::Event && !is_headline(c)) {
        let tied = [claim.part_of, claim.repeats].into_iter().flatten().find_map(|j| of.get(j).copied().flatten());
        let silent = claim.place.is_none() && claim.date.is_none();
        let fits = |g: &usize| belongs(claim, &groups[*g], claims);
        let latest = groups.len().saturating_sub(LOOKED_AT)..groups.len();
        let home = tied.or(last.filter(|_| silent)).or_else(|| last.filter(fits)).or_else(|| latest.clone().find(fits));
        let home = home.unwrap_or_else(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[home].push(i);
        of[i] = Some(home);
        last = Some(home);
    }
    groups
}

/// Adds the headline's claims: they tell of the main story where they can, and of none where they sum up several.
fn headline(groups: &mut Vec<Vec<usize>>, claims: &[Claim]) {
    let told = |c: &&Claim| c.scope == Scope::Event && is_headline(c);
    for (i, claim) in claims.iter().enumerate().filter(|(_, c)| told(c)).take(LOOKED_AT) {
        let sums = |c: &Claim| c.scope != Scope::Event && c.outcome == claim.outcome && c.count.low == claim.count.low;
        if claims.iter().any(sums) {
            continue;
        }
        let tied = [claim.part_of, claim.repeats].into_iter().flatten();
        let tied = tied.filter_map(|j| groups.iter().position(|group| group.contains(&j))).next();
        match tied.or_else(|| groups.iter().position(|group| belongs(claim, group, claims))) {
            Some(home) => groups[home].push(i),
            None if groups.is_empty() => groups.push(vec![i]),
            None => {}
        }
    }
}

fn is_headline(claim: &Claim) -> bool {
    claim.evidence.first().is_some_and(|e| e.part == TextPart::Title)
}

/// A part is where its whole is, and a restatement where what it restates, whatever their own words name: they keep
/// nothing else out. Of a group told at great length the latest claims speak for all.
fn belongs(claim: &Claim, group: &[usize], claims: &[Claim]) -> bool {
    let whole = |c: &&Claim| c.part_of.is_none() && c.repeats.is_none();
    let members = group.iter().rev().map(|j| &claims[*j]).filter(whole);
    members.take(LOOKED_AT).all(|other| may_be_one(claim, other))
}

/// When and where the main story is, to tell what else is news from what is only looked back on.
struct Main<'a> {
    days: Vec<Date>,
    places: Vec<&'a Place>,
    published: Option<Date>,
}

impl<'a> Main<'a> {
    fn new(main: &[usize], claims: &'a [Claim], published: Option<Date>) -> Self {
        let own = || main.iter().map(|i| &claims[*i]);
        let days = own().filter_map(|c| c.date.as_ref()).map(|d| d.start).collect();
        Self { days, places: own().filter_map(|c| c.place.as_ref()).collect(), published }
    }

    /// Is the other group an incident of its own that the article reports? An earlier one that is only recalled is not,
    /// nor is one in which nobody was harmed.
    fn stands_beside(&self, group: &[usize], claims: &[Claim]) -> bool {
        let own = || group.iter().map(|i| &claims[*i]);
        let harm = own().any(|c| c.count.bound != Bound::None);
        let mut dates = own().filter_map(|c| c.date.as_ref()).peekable();
        harm && (dates.peek().is_none() || dates.any(|date| self.is_news(date, own())))
    }

    fn is_news<'c>(&self, date: &DateSpan, mut claims: impl Iterator<Item = &'c Claim>) -> bool {
        if date.precision > DatePrecision::Week {
            return false;
        }
        let after = |day: Date| (day - date.end).get_days();
        if self.days.iter().chain(&self.published).any(|day| after(*day).abs() <= RECENT) {
            return true;
        }
        // A bulletin goes through the weeks, each incident with its place.
        let elsewhere = |place: &Place| self.places.iter().all(|own| own.name != place.name);
        self.published.is_some_and(|day| after(day) <= BULLETIN)
            && claims.any(|claim| claim.place.as_ref().is_some_and(elsewhere))
    }
}

fn may_be_one(a: &Claim, b: &Claim) -> bool {
    let gap = a.date.as_ref().zip(b.date.as_ref()).map_or(0, |(a, b)| days_between(a, b));
    let places = told(a).zip(told(b)).map_or(Places::Unknown, |(a, b)| compare_places(a, b));
    // A bomb on Thursday and an ambush the week before.
    let harm = is_harm;
    let one_told = told(a).is_some() || told(b).is_some();
    let regions = a.place.as_ref().zip(b.place.as_ref()).is_some_and(|(a, b)| one_told && other_regions(a, b));
    if regions && harm(a) && harm(b) {
        return false;
    }
    let dated = |c: &Claim| c.date.as_ref().is_some_and(|date| !date.words.is_empty());
    if gap > 1
        && dated(a)
        && dated(b)
        && harm(a)
        && harm(b)
        && a.means.as_ref().zip(b.means.as_ref()).is_some_and(|(a, b)| a != b)
    {
        return false;
    }
    match places {
        Places::Apart => false,
        // Two names that no gazetteer knows may be a street and its quarter; with two days they are two incidents.
        Places::OtherNames => gap == 0,
        Places::Beside => gap <= 2,
        Places::One | Places::Unknown => gap <= SAME_INCIDENT,
    }
}

/// The place told with a claim; one taken from elsewhere in the article tells nothing apart.
fn told(claim: &Claim) -> Option<&Place> {
    claim.place.as_ref().filter(|place| !place.words.is_empty())
}

/// Do they lie in two regions of one country, one of them said no finer?
fn other_regions(a: &Place, b: &Place) -> bool {
    let region = |p: &Place| p.found.as_ref().and_then(|found| found.region.clone());
    let wide = [a, b].iter().any(|p| p.precision == PlacePrecision::Region);
    wide && region(a).zip(region(b)).is_some_and(|(a, b)| a != b)
}

enum Places {
    One,
    Apart,
    OtherNames,
    /// A known place, and one that no gazetteer knows and that may be a part of it.
    Beside,
    Unknown,
}

fn compare_places(a: &Place, b: &Place) -> Places {
    let wide =
        |p: &Place| matches!(p.precision, PlacePrecision::Region | PlacePrecision::Country | PlacePrecision::District);
    match (a.lat.zip(a.lon), b.lat.zip(b.lon)) {
        (Some(_), Some(_)) if (wide(a) || wide(b)) && a.country == b.country => Places::Unknown,
        (Some(at), Some(bt)) if gazetteer::distance(at, bt) <= APART => Places::One,
        (Some(_), Some(_)) => Places::Apart,
        _ if a.name.contains(&b.name) || b.name.contains(&a.name) => Places::One,
        (None, None) if is_town(a) && is_town(b) => Places::Apart,
        // Beside a known town, what is named as nothing in particular may be a school or a river bank.
        (Some(_), None) if !is_town(b) => Places::Beside,
        (None, Some(_)) if !is_town(a) => Places::Beside,
        _ => Places::OtherNames,
    }
}

/// Do its words say that it is a town, not a street or a quarter of one?
fn is_town(place: &Place) -> bool {
    matches!(Designation::of(&place.name, &place.words).1, Designation::Town)
}

/// Days from the end of one to the start of the other, 0 where they meet.
fn days_between(a: &DateSpan, b: &DateSpan) -> i32 {
    (a.start - b.end).get_days().max((b.start - a.end).get_days()).max(0)
}

/// Where the words of some claims begin in an article's body, in characters, sorted.
pub struct Words(Vec<usize>);

impl Words {
    pub fn new<'e>(evidence: impl Iterator<Item = &'e Evidence>) -> Self {
        let mut starts: Vec<usize> = evidence.filter(|e| e.part == TextPart::Body).map(|e| e.start).collect();
        starts.sort_unstable();
        Self(starts)
    }

    fn stand_in(&self, here: &Range<usize>) -> bool {
        let first = self.0.partition_point(|start| *start < here.start);
        self.0.get(first).is_some_and(|start| *start <= here.end)
    }
}

/// The paragraphs that hold these words, in order.
pub fn telling(text: &str, words: &Words) -> String {
    paragraphs(text, |here| words.stand_in(here))
}

/// The paragraphs, by their characters, that are to be kept.
fn paragraphs(text: &str, keep: impl Fn(&Range<usize>) -> bool) -> String {
    let mut at = 0;
    let mut kept = Vec::new();
    for paragraph in text.split('\n') {
        let end = at + paragraph.chars().count();
        if keep(&(at..end)) {
            kept.push(paragraph);
        }
        at = end + 1;
    }
    kept.join("\n")
}
