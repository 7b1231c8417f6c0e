#!/usr/bin/env python3
"""Checks what recount exported with the programs that others read it with.

    recount export --open --rule ucdp --format FORMAT --output DIR/one.FORMAT     for each format
    recount export --open --hxl --output DIR/hxl.csv
    recount export --open --format package --output DIR/package
    RECOUNT=target/debug/recount python3 tests/others/check.py DIR

With RECOUNT set, files that others wrote are taken in as well: archives of warcio, feeds as feedparser reads them.

What is not installed is skipped and said so: pip install frictionless openpyxl pandas libhxl geopandas warcio feedparser; LibreOffice
(soffice), GDAL (ogrinfo) and Chromium from the system's packages. Exits with 1 where anything is not as it should be.
`cargo test --test others` does all of this.
"""

import importlib.util
import io
import json
import os
import pathlib
import re
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

    def opened(page):
        """What a browser makes of a page, and the addresses that the page itself asks for."""
        log = folder / "network.json"
        log.unlink(missing_ok=True)
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                   f"--log-net-log={log}", "--dump-dom", page]
        drawn = subprocess.run(command, capture_output=True, text=True, timeout=120).stdout
        asked = set()
        for event in log.read_text().splitlines():  # one a line; the log itself is cut where the browser ends
            initiator = re.search(r'"initiator":"([^"]*)"', event)
            url = re.search(r'"url":"((?:https?|wss?|ftp)://[^"]*)"', event)
            # What the browser asks for on its own has no origin.
            if initiator and url and initiator[1] != "not an origin":
                asked.add(url[1])
        return drawn, asked

    page = (folder / "one.html").resolve().as_uri()
    drawn, asked = opened(page)
    check("Chromium draws the dossier", "<article" in drawn and "<caption>" in drawn)
    check("the dossier asks for nothing", not asked)
    for url in sorted(asked):
        print("        asked for " + url)
    talkative = folder / "talkative.html"
    talkative.write_text('<p>x</p><img src="http://127.0.0.1:9/seen.png">')
    check("a page that asks is noticed", opened(talkative.resolve().as_uri())[1] == {"http://127.0.0.1:9/seen.png"})
    picture = folder / "dossier.png"
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1000,2400",
               f"--screenshot={picture}", page]
    subprocess.run(command, capture_output=True, timeout=120)
    check("the dossier has a picture", picture.exists() and picture.stat().st_size > 20_000)

recount = os.environ.get("RECOUNT")


def taken_in(name, path):
    """The articles of a file as a new store has them, oldest first."""
    store = str(folder / (name + ".db"))
    base = [recount, "--store", store, "--analyst", "check"]
    subprocess.run(base + ["add", str(path)], capture_output=True, check=True)
    rows = json.loads(subprocess.run(base + ["list", "--json"], capture_output=True, check=True).stdout)
    shown = []
    for row in sorted(rows, key=lambda row: row["id"]):
        one = subprocess.run(base + ["show", "--json", f"a{row['id']}"], capture_output=True, check=True)
        shown.append(json.loads(one.stdout)["article"])
    return shown


STORY = "Five people were killed on Saturday when shells struck the market of Harat, the health office said. "

if recount and has("warcio"):
    from warcio.archiveiterator import ArchiveIterator
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = folder / "crawl.warc.gz"
    page = f"<html><head><title>Raid</title></head><body><article><p>{STORY * 4}</p></article></body></html>"
    with open(path, "wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        writer.write_record(writer.create_warcinfo_record("crawl.warc.gz", {"software": "warcio"}))
        for number in range(3):
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            body = io.BytesIO(page.replace("Raid", f"Raid {number}").encode())
            url = f"https://w.example/{number}"
            writer.write_record(writer.create_warc_record(url, "response", payload=body, http_headers=head))
    theirs = [record.rec_headers["WARC-Target-URI"] for record in ArchiveIterator(open(path, "rb"))
              if record.rec_type == "response"]
    ours = taken_in("warc", path)
    check("an archive of warcio's is read", [article["url"] for article in ours] == theirs and len(ours) == 3)
    check("its pages have their words", all(STORY.strip() in article["text"] for article in ours))

if recount and has("feedparser"):
    import feedparser

    item = "<item><guid>{0}</guid><title>Raid &amp; siege {0}</title><link>https://g.example/{0}</link>" \
           "<pubDate>Sat, 17 May 2025 1{0}:00:00 GMT</pubDate><description>&lt;p&gt;{1}&lt;/p&gt;</description></item>"
    items = "".join(item.format(number, STORY) for number in range(3))
    path = folder / "feed.xml"
    path.write_text(f'<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title>{items}</channel></rss>')
    theirs = feedparser.parse(str(path))
    ours = taken_in("feed", path)
    told = [(entry.title, entry.link, "%d-%02d-%02d" % entry.published_parsed[:3]) for entry in theirs.entries]
    read = [(article["title"], article["url"], article["published"]) for article in ours]
    check("a feed is read as feedparser reads it", sorted(told) == sorted(read) and len(read) == 3)
    check("its outlet is the feed's title", {article["outlet"] for article in ours} == {theirs.feed.title})

sys.exit(1 if failed else 0)
