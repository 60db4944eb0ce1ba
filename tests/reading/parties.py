"""The parties that the written pairs of wordings speak of."""

from briefkit.reading import Context

PAIRS = Context(
    parties={
        "lindahl": ("Tove Lindahl", "Lindahl", "Minister of Fisheries", "Minister Lindahl"),
        "board": ("Harbour Board", "the Board"),
        "skarland": ("Skarland",),
        "ulmia": ("Ulmia",),
        "orvane": ("Orvane",),
        "group": ("Island Group", "the Group"),
        "telvar": ("Telvar",),
        "nordcom": ("Nordcom",),
        "rehn": ("Oskar Rehn", "Rehn", "Deputy Governor of the Central Bank"),
        "diallo": ("Amara Diallo", "Diallo", "Professor Diallo"),
        "hauke": ("Lorenz Hauke", "Hauke", "Bishop", "Bishop Hauke"),
    },
)
"""The record's declared parties."""
