//! Domain values as JSON with their keys in order and their coordinates rounded, without a tree of values between.
//!
//! The same text as `row::canonical` makes of `row::json`: what is written here is read back there and must have the same
//! digest.

use serde::{
    Serialize, Serializer,
    ser::{
        SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple, SerializeTupleStruct,
        SerializeTupleVariant,
    },
};
use serde_json::{Error, value};

use super::row;

type Result<T = ()> = std::result::Result<T, Error>;

/// The text of a value. None of the domain's types can fail to serialize: their keys are strings.
pub(super) fn text<T: Serialize + ?Sized>(domain: &T) -> String {
    let mut json = Vec::with_capacity(1024);
    let written = domain.serialize(Canonical(&mut json));
    debug_assert!(written.is_ok(), "a domain value always serializes");
    // JSON is UTF-8: nothing is ever lost here.
    String::from_utf8(json).unwrap_or_default()
}

struct Canonical<'a>(&'a mut Vec<u8>);

impl<'a> Canonical<'a> {
    fn leaf<T: Serialize + ?Sized>(self, leaf: &T) -> Result {
        serde_json::to_writer(self.0, leaf)
    }

    /// `{"variant":`, to be closed by a brace.
    fn variant(self, variant: &'static str) -> Result<&'a mut Vec<u8>> {
        self.0.push(b'{');
        serde_json::to_writer(&mut *self.0, variant)?;
        self.0.push(b':');
        Ok(self.0)
    }
}

macro_rules! leaves {
    ($($name:ident $type:ty),+) => { $(fn $name(self, leaf: $type) -> Result { self.leaf(&leaf) })+ };
}

impl<'a> Serializer for Canonical<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Items<'a>;
    type SerializeTuple = Items<'a>;
    type SerializeTupleStruct = Items<'a>;
    type SerializeTupleVariant = Items<'a>;
    type SerializeMap = Map<'a>;
    type SerializeStruct = Fields<'a>;
    type SerializeStructVariant = Fields<'a>;

    leaves!(
        serialize_bool bool, serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_u8 u8,
        serialize_u16 u16, serialize_u32 u32, serialize_u64 u64, serialize_char char, serialize_str &str,
        serialize_bytes &[u8]
    );

    fn serialize_f32(self, leaf: f32) -> Result {
        self.serialize_f64(leaf.into())
    }

    fn serialize_f64(self, leaf: f64) -> Result {
        self.leaf(&row::rounded(leaf))
    }

    fn serialize_none(self) -> Result {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result {
        self.leaf(&())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result {
        self.leaf(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result {
        let json = self.variant(variant)?;
        value.serialize(Canonical(json))?;
        json.push(b'}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a>> {
        Ok(Items::open(self.0, b"]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'a>> {
        Ok(Items::open(self.0, b"]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items<'a>> {
        Ok(Items::open(self.0, b"]"))
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Items<'a>> {
        Ok(Items::open(self.variant(variant)?, b"]}"))
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Map<'a>> {
        Ok(Map { json: self.0, inner: value::Serializer.serialize_map(length)? })
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Fields<'a>> {
        Ok(Fields::open(self.0, length, b"}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Fields<'a>> {
        Ok(Fields::open(self.variant(variant)?, length, b"}}"))
    }
}

struct Items<'a> {
    json: &'a mut Vec<u8>,
    empty: bool,
    close: &'static [u8],
}

impl<'a> Items<'a> {
    fn open(json: &'a mut Vec<u8>, close: &'static [u8]) -> Self {
        json.push(b'[');
        Self { json, empty: true, close }
    }

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result {
        if !std::mem::replace(&mut self.empty, false) {
            self.json.push(b',');
        }
        value.serialize(Canonical(self.json))
    }

    fn close(self) -> Result {
        self.json.extend_from_slice(self.close);
        Ok(())
    }
}

macro_rules! items {
    ($($of:ident $each:ident),+) => { $(
        impl $of for Items<'_> {
            type Ok = ();
            type Error = Error;

            fn $each<T: Serialize + ?Sized>(&mut self, value: &T) -> Result {
                self.item(value)
            }

            fn end(self) -> Result {
                self.close()
            }
        }
    )+ };
}
items!(
    SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field
);

/// The fields of a struct, written as they come and put in order at the end.
struct Fields<'a> {
    json: &'a mut Vec<u8>,
    from: usize,
    /// Name and where its `"name":value` ends; each begins where the one before ends.
    ends: Vec<(&'static str, usize)>,
    close: &'static [u8],
}

impl<'a> Fields<'a> {
    fn open(json: &'a mut Vec<u8>, length: usize, close: &'static [u8]) -> Self {
        let from = json.len();
        Self { json, from, ends: Vec::with_capacity(length), close }
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result {
        serde_json::to_writer(&mut *self.json, name)?;
        self.json.push(b':');
        value.serialize(Canonical(self.json))?;
        self.ends.push((name, self.json.len()));
        Ok(())
    }

    fn close(self) -> Result {
        let Self { json, from, ends, close } = self;
        let mut fields = Vec::with_capacity(ends.len());
        ends.iter().fold(from, |start, (name, end)| {
            fields.push((*name, start..*end));
            *end
        });
        fields.sort_unstable_by_key(|(name, _)| *name);
        // Behind what is there, then moved to its place.
        let unsorted = json.len();
        json.push(b'{');
        for (n, (_, field)) in fields.into_iter().enumerate() {
            if n > 0 {
                json.push(b',');
            }
            json.extend_from_within(field);
        }
        json.extend_from_slice(close);
        json.drain(from..unsorted);
        Ok(())
    }
}

macro_rules! fields {
    ($($of:ident),+) => { $(
        impl $of for Fields<'_> {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result {
                self.field(name, value)
            }

            fn end(self) -> Result {
                self.close()
            }
        }
    )+ };
}
fields!(SerializeStruct, SerializeStructVariant);

/// Keys that may be any words are rare: they go through a tree of values.
struct Map<'a> {
    json: &'a mut Vec<u8>,
    inner: <value::Serializer as Serializer>::SerializeMap,
}

impl SerializeMap for Map<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result {
        self.inner.serialize_key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result {
        self.inner.serialize_value(value)
    }

    fn end(self) -> Result {
        let tree = SerializeMap::end(self.inner)?;
        self.json.extend_from_slice(row::canonical(&row::json(&tree)).as_bytes());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;

    use super::*;

    #[derive(Serialize)]
    enum Kind {
        Plain,
        One(u8),
        Two(u8, String),
        Named { z: Option<f64>, a: &'static str },
    }

    #[derive(Serialize)]
    struct Sample {
        z: Vec<Kind>,
        b: BTreeMap<String, f64>,
        a: (Option<u64>, char, bool, ()),
        #[serde(skip_serializing_if = "Option::is_none")]
        left_out: Option<u8>,
        #[serde(flatten)]
        flat: BTreeMap<String, i32>,
    }

    #[derive(Serialize)]
    struct Nested {
        last: f64,
        first: Kind,
        #[serde(rename = "in")]
        inside: Kind,
    }

    #[test]
    fn the_text_is_that_of_the_tree_of_values() {
        let map = [("\"b".to_owned(), 0.123_456_789_f64), ("a\n".to_owned(), -0.0)];
        let flat = [("y".to_owned(), -1), ("c".to_owned(), 2)];
        let kinds = vec![
            Kind::Plain,
            Kind::One(1),
            Kind::Two(2, "\u{1}é\"".into()),
            Kind::Named { z: Some(36.2), a: "x" },
            Kind::Named { z: None, a: "" },
        ];
        let sample = Sample { z: kinds, b: map.into(), a: (None, 'ß', true, ()), left_out: None, flat: flat.into() };
        assert_eq!(text(&sample), row::canonical(&row::json(&sample)));
        let nested = Nested { last: f64::NAN, first: Kind::Named { z: Some(1e-9), a: "n" }, inside: Kind::Plain };
        assert_eq!(text(&nested), row::canonical(&row::json(&nested)));
        assert_eq!(text(&nested), r#"{"first":{"Named":{"a":"n","z":0.0}},"in":"Plain","last":null}"#);
    }
}
