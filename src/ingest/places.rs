//! An analyst's own list of places: a GeoNames country dump, or a table of their own with a line of column names.
//!
//! Guesses which column is which and says so. What a line lacks is reported with its number; the others are read.

use std::collections::BTreeMap;

use crate::{
    domain::{ListedPlace, PlacePrecision},
    text::gazetteer::Gazetteer,
};

/// A list as it was understood.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Listing {
    pub places: Vec<ListedPlace>,
    /// What each column is taken for, and how the file calls it.
    pub columns: Vec<(String, String)>,
    /// Lines that could not be used, counted from 1, and why.
    pub skipped: Vec<(usize, String)>,
}

/// A file that is no list of places.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoListing {
    #[error("the file is empty")]
    Empty,
    #[error("no column of {0} was found among: {1}. Name the columns in the first line, as in: name,lat,lon,country")]
    Missing(&'static str, String),
    #[error("no column says the country, and none is given: add --country with its two letters")]
    Country,
    #[error("`{0}` is no country's two letters")]
    NoCountry(String),
}

/// What a column may be, and the words that name it in a first line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Name,
    OtherNames,
    Latitude,
    Longitude,
    Country,
    Region,
    Kind,
    Population,
}

const FIELDS: &[(Field, &str, &[&str])] = &[
    (Field::Latitude, "latitude", &["lat", "latitude", "y", "y_coord", "lat_dd", "point_y"]),
    (Field::Longitude, "longitude", &["lon", "lng", "long", "longitude", "x", "x_coord", "long_dd", "point_x"]),
    (Field::Country, "country", &["country", "country_code", "countrycode", "iso", "iso2", "cc", "admin0", "adm0_en"]),
    (
        Field::Region,
        "region",
        &["region", "province", "governorate", "admin1", "adm1", "adm1_en", "admin1_name", "state", "district_of"],
    ),
    (Field::Kind, "kind", &["kind", "type", "category", "class", "precision", "feature"]),
    (Field::Population, "population", &["population", "pop", "inhabitants"]),
    (
        Field::Name,
        "name",
        &[
            "name",
            "name_en",
            "place",
            "placename",
            "place_name",
            "village",
            "town",
            "location",
            "settlement",
            "community",
            "checkpoint",
            "site",
            "camp",
            "toponym",
            "admin4_en",
            "adm4_en",
            "label",
        ],
    ),
    (
        Field::OtherNames,
        "other names",
        &[
            "other",
            "other_names",
            "othernames",
            "alternate",
            "alternatenames",
            "alternate_names",
            "aka",
            "alias",
            "aliases",
            "altname",
            "alt_name",
            "name_ar",
            "arabic",
            "name_local",
            "local_name",
            "name_fr",
            "name_es",
            "name_ku",
            "name_ru",
            "name_uk",
            "adm4_ar",
            "asciiname",
        ],
    ),
];

/// Columns of a GeoNames dump, which has no line of names.
const GEONAMES: &[(Field, usize)] = &[
    (Field::Name, 1),
    (Field::OtherNames, 3),
    (Field::Latitude, 4),
    (Field::Longitude, 5),
    (Field::Kind, 6),
    (Field::Country, 8),
    (Field::Region, 10),
    (Field::Population, 14),
];

/// Reads a list. `country` (ISO 3166-1 alpha-2) is that of lines which name none.
///
/// # Errors
/// Where no column of names or coordinates can be made out, or no country is known.
pub fn read(text: &str, country: Option<&str>) -> Result<Listing, NoListing> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().filter(|line| !line.trim().is_empty()).ok_or(NoListing::Empty)?;
    let country = country.map(str::to_uppercase);
    if let Some(code) = country.as_deref().filter(|code| Gazetteer::builtin().country(code).is_none()) {
        return Err(NoListing::NoCountry(code.into()));
    }
    let separator = separator(first);
    let mut lines = lines(text, separator).into_iter().peekable();
    let cells = lines.peek().map(|(_, cells)| cells.clone()).ok_or(NoListing::Empty)?;
    let dump = separator == '\t' && cells.len() >= 15 && cells[4].parse::<f64>().is_ok() && cells[6].len() == 1;
    let (places, names) = if dump { (GEONAMES.to_vec(), None) } else { (columns(&cells)?, Some(cells)) };
    let mut listing = Listing { columns: told(&places, names.as_deref()), ..Listing::default() };
    let of: BTreeMap<Field, Vec<usize>> = places.iter().fold(BTreeMap::new(), |mut of, (field, at)| {
        of.entry(*field).or_insert_with(Vec::new).push(*at);
        of
    });
    if !of.contains_key(&Field::Country) && country.is_none() {
        return Err(NoListing::Country);
    }
    let line = Line { of: &of, country: country.as_deref(), dump };
    for (number, cells) in lines.skip(usize::from(!dump)) {
        match line.place(&cells) {
            Ok(Some(place)) => listing.places.push(place),
            Ok(None) => {}
            Err(why) => listing.skipped.push((number, why)),
        }
    }
    Ok(listing)
}

/// How the lines of one file are read.
struct Line<'a> {
    of: &'a BTreeMap<Field, Vec<usize>>,
    country: Option<&'a str>,
    dump: bool,
}

impl Line<'_> {
    fn cell<'c>(&self, cells: &'c [String], field: Field) -> Option<&'c str> {
        let at = *self.of.get(&field)?.first()?;
        cells.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }

    /// None for what is no place people are at: a river, a road.
    fn place(&self, cells: &[String]) -> Result<Option<ListedPlace>, String> {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(None);
        }
        let kind = self.cell(cells, Field::Kind).unwrap_or("");
        if self.dump && !matches!(kind, "P" | "S" | "L" | "A" | "T") {
            return Ok(None);
        }
        let name = self.cell(cells, Field::Name).ok_or("no name")?;
        let degrees = |field, most: f64| {
            let cell = self.cell(cells, field).ok_or("no coordinates")?;
            let number: f64 =
                cell.replace(',', ".").parse().map_err(|_| format!("`{cell}` is no number of degrees"))?;
            if number.abs() <= most { Ok(number) } else { Err(format!("{number} degrees is off the map")) }
        };
        let (lat, lon) = (degrees(Field::Latitude, 90.0)?, degrees(Field::Longitude, 180.0)?);
        let country = match self.cell(cells, Field::Country) {
            Some(named) => code(named).ok_or_else(|| format!("`{named}` is no country"))?,
            None => self.country.ok_or("no country")?.to_owned(),
        };
        let others = self.of.get(&Field::OtherNames).into_iter().flatten().filter_map(|at| cells.get(*at));
        let mut other_names: Vec<String> = others
            .flat_map(|cell| cell.split([',', ';', '|']))
            .map(|other| other.trim().to_owned())
            .filter(|other| !other.is_empty() && other != name)
            .collect();
        other_names.dedup();
        Ok(Some(ListedPlace {
            name: name.to_owned(),
            other_names,
            country,
            region: self.cell(cells, Field::Region).map(str::to_owned),
            lat,
            lon,
            precision: precision(kind, self.dump, cells.get(7).map_or("", String::as_str)),
            population: self.cell(cells, Field::Population).and_then(|n| n.parse().ok()).unwrap_or(0),
        }))
    }
}

fn precision(kind: &str, dump: bool, code: &str) -> PlacePrecision {
    match (dump, kind.to_lowercase().as_str()) {
        (true, "p") => PlacePrecision::Town,
        (true, "a") if code == "ADM1" => PlacePrecision::Region,
        (true, "a") => PlacePrecision::District,
        (true, _) => PlacePrecision::Site,
        (false, "region" | "province" | "governorate" | "admin1") => PlacePrecision::Region,
        (false, "district" | "subdistrict" | "municipality" | "admin2" | "admin3") => PlacePrecision::District,
        (false, "site" | "checkpoint" | "camp" | "base" | "hospital" | "school" | "crossing" | "bridge") => {
            PlacePrecision::Site
        }
        (false, _) => PlacePrecision::Town,
    }
}

/// A country by its letters or its name.
fn code(named: &str) -> Option<String> {
    let gazetteer = Gazetteer::builtin();
    if let Some(known) = gazetteer.country(&named.to_uppercase()) {
        return Some(known.country.into());
    }
    gazetteer.lookup(named).find(|e| e.exact && e.precision == PlacePrecision::Country).map(|e| e.country.into())
}

/// Which column of a first line is which.
fn columns(cells: &[String]) -> Result<Vec<(Field, usize)>, NoListing> {
    let plain: Vec<String> = cells.iter().map(|cell| cell.trim().to_lowercase().replace([' ', '-'], "_")).collect();
    let mut found: Vec<(Field, usize)> = Vec::new();
    for (field, _, words) in FIELDS {
        // Words in the order of how plainly they say it; a column is one thing only.
        let free = |at: &usize| !found.iter().any(|(_, taken)| taken == at);
        let fitting: Vec<usize> =
            words.iter().flat_map(|word| plain.iter().position(|cell| cell == word)).filter(free).collect();
        let most = if *field == Field::OtherNames { usize::MAX } else { 1 };
        found.extend(fitting.into_iter().take(most).map(|at| (*field, at)));
    }
    for (field, name, _) in
        FIELDS.iter().filter(|(f, ..)| matches!(f, Field::Name | Field::Latitude | Field::Longitude))
    {
        if !found.iter().any(|(known, _)| known == field) {
            return Err(NoListing::Missing(name, cells.join(", ")));
        }
    }
    found.sort();
    Ok(found)
}

fn told(places: &[(Field, usize)], names: Option<&[String]>) -> Vec<(String, String)> {
    let word = |field: &Field| FIELDS.iter().find(|(known, ..)| known == field).map_or("", |(_, word, _)| word);
    let name = |at: usize| names.map_or(format!("column {}", at + 1), |names| names[at].trim().to_owned());
    places.iter().map(|(field, at)| (word(field).to_owned(), name(*at))).collect()
}

/// What stands most often between the cells of the first line.
fn separator(first: &str) -> char {
    let times = |separator: &char| first.matches(*separator).count();
    ['\t', ';', '|', ','].into_iter().max_by_key(times).unwrap_or(',')
}

/// Lines with their numbers, counted from 1. A quoted cell may hold line ends; a dump's quotes quote nothing.
fn lines(text: &str, separator: char) -> Vec<(usize, Vec<String>)> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator as u8)
        .quoting(separator != '\t')
        .from_reader(text.as_bytes());
    // The text is UTF-8 and the lines may differ in length: nothing is left that could fail.
    let records = reader.records().filter_map(Result::ok);
    let line = |record: &csv::StringRecord| record.position().map_or(0, |p| p.line() as usize);
    records.map(|record| (line(&record), record.iter().map(str::to_owned).collect())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_ones_own_are_guessed_and_told() {
        let table = "Village;Name (AR);LAT;Long;Governorate;name_ar\nMarea;x;36,48;37.19;Aleppo;مارع\n;;1;2;;\nNowhere;;95;1;;\n";
        let listing = read(table, Some("sy")).unwrap();
        assert_eq!(listing.places.len(), 1);
        let place = &listing.places[0];
        assert_eq!((place.name.as_str(), place.country.as_str(), place.lat), ("Marea", "SY", 36.48));
        assert_eq!(place.other_names, ["مارع"]);
        assert_eq!(place.region.as_deref(), Some("Aleppo"));
        assert!(listing.columns.contains(&("name".into(), "Village".into())));
        let skipped: Vec<usize> = listing.skipped.iter().map(|(line, _)| *line).collect();
        assert_eq!(skipped, [3, 4]);
    }

    #[test]
    fn a_geonames_dump_needs_no_names_of_columns() {
        let row = |kind: &str, code: &str, name: &str| {
            format!(
                "1\t{name}\t{name}\tOther,اسم\t36.5\t37.2\t{kind}\t{code}\tSY\t\t09\t\t\t\t1200\t\t300\tAsia/Damascus\t2020-01-01"
            )
        };
        let dump = [row("P", "PPL", "Mari"), row("H", "STM", "River"), row("S", "CKPT", "Gate")].join("\n");
        let listing = read(&dump, None).unwrap();
        let names: Vec<_> = listing.places.iter().map(|p| (p.name.as_str(), p.precision)).collect();
        assert_eq!(names, [("Mari", PlacePrecision::Town), ("Gate", PlacePrecision::Site)]);
        assert_eq!(listing.places[0].population, 1200);
    }

    #[test]
    fn what_is_missing_is_said() {
        assert!(matches!(read("", None), Err(NoListing::Empty)));
        assert!(matches!(read("name,lat\nA,1", None), Err(NoListing::Missing("longitude", _))));
        assert_eq!(read("name,lat,lon\nA,1,2", None), Err(NoListing::Country));
        assert_eq!(read("name,lat,lon\nA,1,2", Some("QQ")), Err(NoListing::NoCountry("QQ".into())));
        let quoted = read("name,lat,lon,country\n\"Tell, Upper \"\"A\"\"\",1,2,Syria", None).unwrap();
        assert_eq!(quoted.places[0].name, "Tell, Upper \"A\"");
    }
}
