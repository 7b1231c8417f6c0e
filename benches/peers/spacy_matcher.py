#!/usr/bin/env python3
"""spaCy's blank English tokenizer with a Matcher of three casualty patterns, on one core.

  spacy_matcher.py FILE

FILE is JSON lines with a `text` each. Prints how many matches there were, in how many bytes, in how many seconds
without the start. `pip install spacy==3.8.18`; no model is needed.
"""
import json
import sys
import time

import spacy
from spacy.matcher import Matcher

NUMBER = {"LIKE_NUM": True}
FILLER = {"IS_ALPHA": True, "OP": "{0,3}"}
BE = {"LOWER": {"IN": ["was", "were", "been", "be"]}, "OP": "?"}
SUFFERED = {"LOWER": {"IN": ["killed", "dead", "injured", "wounded", "arrested", "detained", "missing", "kidnapped"]}}
ACTED = {"LOWER": {"IN": ["killed", "killing", "injured", "injuring", "wounded", "wounding", "arrested"]}}
TOLL = {"LOWER": {"IN": ["toll", "deaths", "casualties"]}}

nlp = spacy.blank("en")
matcher = Matcher(nlp.vocab)
matcher.add("passive", [[NUMBER, FILLER, BE, SUFFERED]])
matcher.add("active", [[ACTED, {"IS_ALPHA": True, "OP": "{0,2}"}, NUMBER]])
matcher.add("toll", [[TOLL, {"IS_ALPHA": True, "OP": "{0,4}"}, NUMBER]])

start, found, size = time.perf_counter(), 0, 0
with open(sys.argv[1], encoding="utf-8") as lines:
    texts = (json.loads(line)["text"] for line in lines)
    for doc in nlp.pipe(texts):
        found += len(matcher(doc))
        size += len(doc.text.encode())
print(f"spacy {spacy.__version__}: {found} matches in {size} bytes, {time.perf_counter() - start:.2f} s")
