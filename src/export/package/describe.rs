//! What a package says of itself: a Frictionless data package, an RO-Crate, and a page for people.

use serde_json::{Value, json};

use super::{
    super::{
        Manner,
        layout::{CLAIMS, EVENTS, FIGURES, LOG, SOURCES},
        table::{Column, Kind},
    },
    About, BUNDLE, CRATE, DESCRIPTOR, Described,
};

pub fn data_package(files: &[Described], about: &About, manner: Manner) -> String {
    let resources: Vec<Value> = files.iter().map(|file| resource(file, manner)).collect();
    let mut package = json!({
        "profile": "data-package",
        "name": "recount-casualty-records",
        "title": "Casualty records",
        "description": "Figures of killed, injured, detained or missing with the claims, sources and decisions behind them.",
        "resources": resources,
    });
    if let Some(changed) = about.changed {
        package["created"] = json!(changed);
    }
    if let Some(license) = &about.license {
        package["licenses"] = json!([{"name": license}]);
    }
    if let Some(head) = about.head.as_ref().filter(|_| !manner.redacted) {
        package["recount:journal"] = json!(head);
    }
    pretty(&package)
}

fn resource(file: &Described, manner: Manner) -> Value {
    let (stem, ending) = file.name.rsplit_once('.').unwrap_or((&file.name, ""));
    let slug = format!("{stem}-{ending}").to_ascii_lowercase();
    let mut resource = json!({
        "name": slug,
        "path": file.name,
        "format": ending,
        "mediatype": media_type(&file.name),
        "hash": format!("sha256:{}", file.sha256),
        "bytes": file.bytes,
    });
    let schema = schema(&file.name);
    resource["type"] = if schema.is_some() { "table".into() } else { "file".into() };
    if let Some(schema) = schema {
        resource["profile"] = "tabular-data-resource".into();
        resource["encoding"] = "utf-8".into();
        resource["dialect"] =
            json!({"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true});
        if manner.hxl {
            resource["dialect"]["commentRows"] = json!([2]);
        }
        resource["schema"] = schema;
    }
    resource
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "csv" => "text/csv",
        "jsonl" => "application/x-ndjson",
        "jsonld" => "application/ld+json",
        "html" => "text/html",
        "md" => "text/markdown",
        _ => "application/octet-stream",
    }
}

fn schema(name: &str) -> Option<Value> {
    let key = |column: &str, resource: &str| json!([{"fields": [column], "reference": {"resource": resource, "fields": [column]}}]);
    Some(match name {
        "events.csv" => json!({"fields": fields(EVENTS), "primaryKey": ["event"], "missingValues": [""]}),
        "figures.csv" => {
            json!({"fields": fields(FIGURES), "primaryKey": ["event", "outcome", "group"], "missingValues": [""],
                   "foreignKeys": key("event", "events-csv")})
        }
        "claims.csv" => {
            json!({"fields": fields(CLAIMS), "primaryKey": ["claim"], "missingValues": [""],
                   "foreignKeys": key("event", "events-csv")})
        }
        "sources.csv" => json!({"fields": fields(SOURCES), "missingValues": [""]}),
        "log.csv" => json!({"fields": fields(LOG), "missingValues": [""], "foreignKeys": key("event", "events-csv")}),
        _ => return None,
    })
}

fn fields<Row: ?Sized>(columns: &[Column<Row>]) -> Vec<Value> {
    let field = |column: &Column<Row>| {
        let kind = match column.kind {
            Kind::Words => "string",
            Kind::Integer => "integer",
            Kind::Number => "number",
            Kind::Date => "date",
            Kind::Time => "datetime",
        };
        let mut field = json!({"name": column.name, "type": kind, "description": column.says});
        if column.kind == Kind::Time {
            field["format"] = "any".into();
        }
        field
    };
    columns.iter().map(field).collect()
}

pub fn ro_crate(files: &[Described], about: &About) -> String {
    let parts: Vec<Value> =
        files.iter().map(|file| json!({"@id": file.name})).chain([json!({"@id": DESCRIPTOR})]).collect();
    let mut root = json!({
        "@id": "./",
        "@type": "Dataset",
        "name": "Casualty records",
        "description": "Figures of killed, injured, detained or missing with the claims, sources and decisions behind them.",
        "datePublished": about.changed.map_or_else(|| "1970-01-01".into(), |at| at.strftime("%Y-%m-%d").to_string()),
        "hasPart": parts,
    });
    root["license"] = about.license.as_deref().unwrap_or("Not stated: ask whoever gave you this package").into();
    let mut graph = vec![
        json!({
            "@id": CRATE,
            "@type": "CreativeWork",
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.2"},
            "about": {"@id": "./"},
        }),
        root,
        json!({"@id": "#recount", "@type": "SoftwareApplication", "name": "recount", "version": env!("CARGO_PKG_VERSION")}),
        json!({"@id": DESCRIPTOR, "@type": "File", "name": DESCRIPTOR, "encodingFormat": "application/json"}),
    ];
    graph.extend(files.iter().map(|file| {
        json!({
            "@id": file.name,
            "@type": "File",
            "name": file.name,
            "encodingFormat": media_type(&file.name),
            "contentSize": file.bytes.to_string(),
            "sha256": file.sha256,
        })
    }));
    pretty(&json!({"@context": "https://w3id.org/ro/crate/1.2/context", "@graph": graph}))
}

pub fn readme(names: &[&str], manner: Manner) -> String {
    let says = |name: &str| match name {
        "events.csv" => "one row an event",
        "figures.csv" => "one row a figure: numbers, rule, reason, who decided",
        "claims.csv" => "one row a claim, those that lost too, with its words and their place",
        "sources.csv" => "the articles each event cites, with the SHA-256 of their bytes",
        "log.csv" => "what was done to each event, by whom and when",
        "figures.jsonl" => "the figures with nothing shortened, one JSON object a line",
        "annotations.jsonld" => "the words of every claim as W3C Web Annotations",
        "dossier.html" => "all of it to read and print",
        BUNDLE => "everything again for `recount merge`: articles as they came in, claims, judgements, decisions",
        _ => "",
    };
    let mut page = String::from("# Casualty records\n\nWritten by recount. An empty cell is unknown, never zero.\n\n");
    for name in names {
        page.push_str(&format!("* `{name}`: {}\n", says(name)));
    }
    page.push_str("\nCheck that nothing was altered: `recount verify-package .`\n");
    if manner.redacted {
        page.push_str("\nPeople's names were replaced by pseudonyms that stay the same between exports.\n");
    }
    page
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
