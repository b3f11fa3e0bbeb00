"""ninjs, the news item in JSON of the IPTC: generation 1 (`headline`, `body_html`) and 2 and 3 (`headlines`, `bodies`).

Field names are compared without regard to case, as generation 3 writes `versionCreated` for `versioncreated`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.documents.dates import read_date
from checker.documents.fields import FieldReader
from checker.documents.json_source import Json, JsonString, read_json
from checker.errors import DocumentError, Problem
from checker.model import BlockKind, Document, Published

_DATES = ("firstpublished", "published", "versioncreated", "contentcreated", "firstcreated")
_BODIES = ("body_html", "body_xhtml", "body_html5", "body_text")
_DESCRIPTIONS = ("description_text", "description_html", "abstract", "standfirst", "subheadline")
_PLAIN = ("text/plain", "text")
_MARKUP = ("text/html", "application/xhtml+xml", "html", "xhtml")

Item = dict[str, Json]


def read(source: str, *, path: str) -> Document:
    """The article in a ninjs item."""
    root = read_json(source, path=path)
    item = _lowered(root) if isinstance(root, dict) else {}
    if not looks_like(item):
        raise DocumentError(
            Problem(path=path, message="is JSON, but no ninjs item: it has no headline and no body")
        )
    fields = FieldReader()
    _read_item(item, fields, source, standing="main")
    blocks, directives = fields.finish()
    return Document(
        path=path,
        source=source,
        blocks=blocks,
        published=_published(item),
        format="ninjs",
        directives=directives,
    )


def looks_like(item: Item) -> bool:
    """Whether a JSON object is a news item."""
    return any(name in ("headline", "headlines", "bodies") or name.startswith("body_") for name in item)


def _read_item(item: Item, fields: FieldReader, source: str, *, standing: str) -> None:
    headline: BlockKind = "headline" if standing == "main" else "caption"
    standfirst: BlockKind = "standfirst" if standing == "main" else "caption"
    for place, (name, value) in enumerate(_texts(item, ("headline", "title"), "headlines")):
        block = value.text(source)
        if block is not None:
            fields.line(block, headline if place == 0 or standing != "main" else "heading", field=name)
    for name, value in _texts(item, _DESCRIPTIONS, "descriptions"):
        block = value.text(source)
        if block is not None and "<" in block.text and ("html" in name or "</" in block.text):
            fields.html(block, standfirst, field=name)
        elif block is not None:
            fields.text(block, standfirst, field=name)
    body = _body(item)
    if body is not None:
        name, value, markup = body
        block = value.text(source)
        kind: BlockKind = "paragraph" if standing == "main" else "caption"
        if block is not None and markup:
            fields.html(block, kind, field=name)
        elif block is not None:
            fields.text(block, kind, field=name)
    if standing == "main":
        for associated in _associated(item.get("associations")):
            kind_of = associated.get("type")
            if isinstance(kind_of, JsonString) and kind_of.value in ("picture", "graphic", "video", "audio"):
                _read_item(associated, fields, source, standing="associated")


def _texts(item: Item, names: Sequence[str], plural: str) -> Iterator[tuple[str, JsonString]]:
    """The strings of a field, from its several names or from the list that later generations write."""
    for name in names:
        value = item.get(name)
        if isinstance(value, JsonString):
            yield name, value
            if names[0] == "headline" or name.startswith("description_"):
                break
    several = item.get(plural)
    for entry in several if isinstance(several, list) else ():
        if isinstance(entry, dict):
            value = _lowered(entry).get("value")
            if isinstance(value, JsonString):
                yield plural, value


def _body(item: Item) -> tuple[str, JsonString, bool] | None:
    """The one body to read, as they all say the same: HTML before text; with whether it is HTML."""
    for name in (*_BODIES, *(name for name in item if name.startswith("body_"))):
        value = item.get(name)
        if isinstance(value, JsonString) and value.value.strip():
            return name, value, name != "body_text"
    several = item.get("bodies")
    found: list[tuple[str, JsonString]] = []
    for entry in several if isinstance(several, list) else ():
        fields = _lowered(entry) if isinstance(entry, dict) else {}
        value = fields.get("value")
        if isinstance(value, JsonString):
            said = fields.get("contenttype") or fields.get("role")
            content_type = said.value.lower() if isinstance(said, JsonString) else ""
            found.append((content_type or ("text/html" if "</" in value.value else "text/plain"), value))
    for wanted, markup in ((_MARKUP, True), (_PLAIN, False)):
        for content_type, value in found:
            if content_type.split(";")[0].strip() in wanted:
                return "bodies", value, markup
    if found:
        return "bodies", found[0][1], "</" in found[0][1].value
    return None


def _associated(value: Json) -> Iterator[Item]:
    entries = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for entry in entries:
        if isinstance(entry, dict):
            yield _lowered(entry)


def _published(item: Item) -> Published | None:
    for name in _DATES:
        value = item.get(name)
        if isinstance(value, JsonString):
            day = read_date(value.value)
            if day is not None:
                return Published(day=day, origin="metadata", start=value.start, end=value.end)
    return None


def _lowered(item: Item) -> Item:
    return {name.lower(): value for name, value in item.items()}
