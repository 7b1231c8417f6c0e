#!/usr/bin/env python3
"""Checks what recount exported with the programs that others read it with.

    recount export --open --rule ucdp --format FORMAT --output DIR/one.FORMAT     for each format
    recount export --open --hxl --output DIR/hxl.csv
    recount export --open --format package --output DIR/package
    python3 tests/others/check.py DIR

What is not installed is skipped and said so: pip install frictionless openpyxl pandas libhxl geopandas; LibreOffice
(soffice), GDAL (ogrinfo) and Chromium from the system's packages. Exits with 1 where anything is not as it should be.
`cargo test --test others` does all of this.
"""

import importlib.util
import json
import pathlib
import shutil
import subprocess
import sys

folder = pathlib.Path(sys.argv[1])
failed = []


def check(what, right):
    print(("ok      " if right else "WRONG   ") + what)
    if not right:
        failed.append(what)


def has(module):
    found = importlib.util.find_spec(module) is not None
    if not found:
        print(f"skipped {module}: not installed")
    return found


def program(*names):
    found = next((path for path in map(shutil.which, names) if path), None)
    if not found:
        print(f"skipped {names[0]}: not installed")
    return found


figures = sum(1 for _ in open(folder / "one.jsonl", encoding="utf-8"))

if has("pandas"):
    import pandas

    check("csv has a row for each figure", len(pandas.read_csv(folder / "one.csv")) == figures)
    check("tsv has a row for each figure", len(pandas.read_csv(folder / "one.tsv", sep="\t")) == figures)
    check("json has an object for each figure", len(pandas.read_json(folder / "one.json")) == figures)
    ucdp = pandas.read_csv(folder / "one.ucdp")
    sides = ucdp.deaths_a + ucdp.deaths_b + ucdp.deaths_civilians + ucdp.deaths_unknown
    check("ucdp has 49 columns", ucdp.shape[1] == 49)
    check("ucdp's best is the sum of the sides", bool((ucdp.best == sides).all()))
    check("ucdp's low, best and high are in order", bool(((ucdp.low <= ucdp.best) & (ucdp.best <= ucdp.high)).all()))
    check("acled has 31 columns", pandas.read_csv(folder / "one.acled").shape[1] == 31)

if has("openpyxl"):
    import openpyxl

    book = openpyxl.load_workbook(folder / "one.xlsx")
    sheet = book["Figures"]
    names = [cell.value for cell in sheet[1]]
    check("the workbook has its sheets", book.sheetnames == ["Figures", "Claims", "Sources", "Events", "Log"])
    check("the workbook has a row for each figure", sheet.max_row == figures + 1)
    check("the header is frozen and filtered", sheet.freeze_panes == "A2" and bool(sheet.auto_filter.ref))
    row = next(row for row in sheet.iter_rows(min_row=2) if row[names.index("date_start")].value)
    check("dates are dates", row[names.index("date_start")].is_date)
    check("numbers are numbers", any(row[names.index(n)].data_type == "n" for n in ("low", "best", "high")))
    formulas = [cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    check("no cell is a formula", not formulas)

if has("hxl"):
    import hxl

    data = hxl.data(str(folder / "hxl.csv"), hxl.InputOptions(allow_local=True))
    check("the tag row is read", "#affected+best" in data.display_tags and sum(1 for _ in data) == figures)

if has("frictionless"):
    from frictionless import Package

    report = Package(str(folder / "package" / "datapackage.json")).validate()
    check("the package is valid", report.valid)
    if not report.valid:
        print(report.to_summary())

if has("geopandas"):
    import geopandas

    check("the points are read", len(geopandas.read_file(folder / "one.geojson")) > 0)

if ogrinfo := program("ogrinfo"):
    said = subprocess.run([ogrinfo, "-al", "-so", folder / "one.geojson"], capture_output=True, text=True)
    check("GDAL reads the points", said.returncode == 0 and "Feature Count" in said.stdout)

annotations = json.load(open(folder / "one.annotations", encoding="utf-8"))["items"]
check("every annotation has a quote", all(t["selector"][0]["exact"] for a in annotations for t in a["target"]))

if soffice := program("soffice", "libreoffice"):
    command = [soffice, "--headless", "--convert-to", "csv", "--outdir", folder, folder / "one.xlsx"]
    check("LibreOffice opens the workbook", subprocess.run(command, capture_output=True).returncode == 0)

if chromium := program("chromium", "chromium-browser", "google-chrome"):
    log = folder / "network.json"
    page = (folder / "one.html").resolve().as_uri()
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
               f"--log-net-log={log}", "--dump-dom", page]
    drawn = subprocess.run(command, capture_output=True, text=True, timeout=120)
    check("Chromium draws the dossier", "<article" in drawn.stdout and "<caption>" in drawn.stdout)
    asked = log.read_text() if log.exists() else ""
    check("the dossier asks for nothing", "example.org" not in asked and "samples/" not in asked)

sys.exit(1 if failed else 0)
