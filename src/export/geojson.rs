//! Events as points (RFC 7946): longitude before latitude, no point where no place was found.

use serde_json::{Map, Value, json};

use super::{Form, Leaf, Parcel};

pub struct Features;

impl Form for Features {
    fn head(&self) -> Vec<u8> {
        b"{\"type\":\"FeatureCollection\",\"features\":[\n".into()
    }

    fn event(&self, parcel: &Parcel) -> Leaf {
        let mut leaf = Leaf::from(feature(parcel).to_string().into_bytes());
        if parcel.view.event.place.as_ref().and_then(|place| place.lat.zip(place.lon)).is_none() {
            leaf.said.remark("an event without coordinates: written without a point");
        }
        leaf
    }

    fn between(&self) -> &'static [u8] {
        b",\n"
    }

    fn tail(&self) -> Vec<u8> {
        b"\n]}\n".into()
    }
}

fn feature(parcel: &Parcel) -> Value {
    let event = &parcel.view.event;
    let point = event.place.as_ref().and_then(|place| place.lat.zip(place.lon));
    let geometry = point.map(|(lat, lon)| json!({"type": "Point", "coordinates": [lon, lat]}));
    let mut properties = Map::new();
    let mut set = |name: &str, value: Value| properties.insert(name.into(), value);
    set("event", event.id.to_string().into());
    set("name", event.name.as_str().into());
    set("date_start", json!(event.date.as_ref().map(|date| date.start)));
    set("date_end", json!(event.date.as_ref().map(|date| date.end)));
    set("date_precision", json!(event.date.as_ref().map(|date| date.precision)));
    set("place", json!(event.place.as_ref().map(|place| &place.name)));
    set("country", json!(event.place.as_ref().and_then(|place| place.country.as_deref())));
    set("place_precision", json!(event.place.as_ref().map(|place| place.precision)));
    set("kind", json!(event.kind));
    set("claimants", parcel.comparison.columns.len().into());
    for record in &parcel.records {
        let group = match record.measure.group() {
            all if all == "all" => String::new(),
            group => format!(" {group}"),
        };
        let name = format!("{}{group}", record.measure.outcome);
        let name: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
        for (part, number) in [("low", record.low), ("best", record.best), ("high", record.high)] {
            set(&format!("{name}_{part}"), json!(number));
        }
        set(&format!("{name}_state"), record.state.word().into());
    }
    json!({"type": "Feature", "id": format!("recount-{}", event.id), "geometry": geometry, "properties": properties})
}
