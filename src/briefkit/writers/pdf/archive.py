"""What an archive asks of a file: metadata, colour, and the record behind it (ISO 19005-3)."""

from functools import partial
from html import escape
from importlib.resources import files

from briefkit.document import Meta
from briefkit.writers.pdf.file import File, text

PRODUCER = "briefkit"

_escaped = partial(escape, quote=False)


def add_metadata(file: File, meta: Meta) -> int:
    """Add the XMP packet (ISO 16684-1) and return its number."""
    packet = (files("briefkit.writers.pdf") / "packet.xml").read_text(encoding="utf-8")
    packet = packet.format(properties="\n".join(_properties(meta)))
    return file.add_stream(packet.encode(), "/Type/Metadata/Subtype/XML", compress=False)


def _properties(meta: Meta) -> list[str]:
    """Return the elements of the packet; empty fields have none."""
    stamp = meta.moment
    simple = {
        "dc:format": "application/pdf",
        "dc:identifier": meta.identifier,
        "pdf:Producer": PRODUCER,
        "pdf:Keywords": ", ".join(meta.keywords),
        "xmp:CreatorTool": PRODUCER,
        "xmp:CreateDate": stamp,
        "xmp:ModifyDate": stamp,
        "xmp:MetadataDate": stamp,
        "pdfaid:part": "3",
        "pdfaid:conformance": "A",
        "pdfuaid:part": "1",
    }
    arrays = {
        "dc:creator": ("Seq", (meta.organisation,)),
        "dc:subject": ("Bag", meta.keywords),
        "dc:language": ("Bag", (meta.language,)),
        "dc:type": ("Bag", (meta.edition,)),
    }
    alternatives = {"dc:title": meta.title, "dc:description": meta.subject, "dc:rights": meta.marking}
    return [
        *(f"<{name}>{_escaped(value)}</{name}>" for name, value in simple.items() if value),
        *(_array(name, kind, values) for name, (kind, values) in arrays.items() if any(values)),
        *(_alternative(name, value, meta.language) for name, value in alternatives.items() if value),
    ]


def _array(name: str, kind: str, values: tuple[str, ...]) -> str:
    items = "".join(f"<rdf:li>{_escaped(value)}</rdf:li>" for value in values)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"


def _alternative(name: str, value: str, language: str) -> str:
    items = "".join(f'<rdf:li xml:lang="{escape(tag)}">{_escaped(value)}</rdf:li>' for tag in ("x-default", language))
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def add_information(file: File, meta: Meta) -> int:
    """Add the information dictionary, which says what the XMP packet says, and return its number."""
    stamp = _date(meta)
    fields = {
        "Title": meta.title,
        "Author": meta.organisation,
        "Subject": meta.subject,
        "Keywords": ", ".join(meta.keywords),
        "Creator": PRODUCER,
        "Producer": PRODUCER,
        "CreationDate": stamp,
        "ModDate": stamp,
    }
    return file.add(f"<<{''.join(f'/{key}{text(value)}' for key, value in fields.items() if value)}>>")


def _date(meta: Meta) -> str:
    """Return the moment as PDF writes it (ISO 32000-1, 7.9.4)."""
    return f"D:{''.join(char for char in meta.moment if char.isalnum()).replace('T', '')}"


def add_output_intent(file: File) -> int:
    """Add the colour space that all colours are meant in, and return its number."""
    profile = (files("briefkit.writers.pdf") / "sRGB2014.icc").read_bytes()
    number = file.add_stream(profile, "/N 3")
    name = "sRGB IEC61966-2.1"
    return file.add(
        f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier({name})/Info({name})"
        f"/DestOutputProfile {number} 0 R>>"
    )


def add_record(file: File, meta: Meta, record: bytes) -> str:
    """Add the record as an associated file (ISO 19005-3, 6.8); return the catalog's entries for it."""
    stamp = _date(meta)
    entries = f"/Type/EmbeddedFile/Subtype/application#2Fjson/Params<</ModDate({stamp})/Size {len(record)}>>"
    stream = file.add_stream(record, entries)
    name = text(f"{meta.identifier}.json")
    number = file.add(
        f"<</Type/Filespec/F{name}/UF{name}/Desc{text('The record that this document was made from')}"
        f"/AFRelationship/Source/EF<</F {stream} 0 R/UF {stream} 0 R>>>>"
    )
    return f"/AF[{number} 0 R]/Names<</EmbeddedFiles<</Names[{name}{number} 0 R]>>>>"
