"""A second reader as a program: finds that a wording adds an adverb which its evidence does not have."""

import json
import re
import sys

for line in sys.stdin:
    asked = json.loads(line)
    evidence = " ".join(one["quote"] for one in asked["evidence"])
    new = [word for word in re.findall(r"[a-z]+ly\b", asked["text"]) if word not in evidence]
    found = {"verdict": "adds", "words": new[0], "why": "only the wording says it"} if new else {"verdict": "supported"}
    said = {"statement": asked["statement"], "wording": asked["wording"], **found}
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()
