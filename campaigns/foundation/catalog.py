"""The Chinese catalogue: locale/zh_Hans/LC_MESSAGES/django.po, written so that differences stay small.

Rule: sorted by text, no line numbers, no dates. A translation whose string left the sources is kept below
as obsolete until `prune`, so that a string that comes back finds its Chinese again.
"""

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from .extraction import Source

LANGUAGE = "zh_Hans"
_HEADER = f"""# Convoy 同路: the Chinese of every string, {LANGUAGE}.
# Written by `manage.py messages`; sorted, without places and dates.
"""
_NAMES = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
Key = tuple[str, str]


def path_in(root: Path) -> Path:
    return root / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def read(path: Path) -> dict[Key, Message]:
    """Messages of one PO file, obsolete ones too, by context and English singular."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalog = read_po(file, locale=LANGUAGE, ignore_obsolete=False, abort_invalid=True)
    every = [*catalog.obsolete.values(), *catalog]
    return {_key(message): message for message in every if message.id}


def build(sources: Iterable[Source], known: dict[Key, Message], *, prune: bool = False) -> Catalog:
    """A catalogue of exactly `sources`, translated from `known`; the rest of `known` becomes obsolete."""
    catalog = Catalog(locale=LANGUAGE, fuzzy=False, header_comment=_HEADER)
    used: set[Key] = set()
    for source in _without_doubles(sources):
        key = (source.context, source.singular)
        used.add(key)
        text = chinese(known.get(key))
        string = (text,) if source.plural else text
        english = (source.singular, source.plural) if source.plural else source.singular
        catalog.add(english, string, context=source.context or None)
    for key, message in known.items():
        if key not in used and chinese(message) and not prune:
            catalog.obsolete[(key[1], key[0]) if key[0] else key[1]] = message
    return catalog


def write(catalog: Catalog, path: Path) -> None:
    output = BytesIO()
    write_po(output, catalog, sort_output=True, no_location=True, omit_header=True, width=100)
    header = _HEADER + (
        'msgid ""\nmsgstr ""\n"Language: zh_Hans\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    text = header + output.getvalue().decode()
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def compile_catalog(path: Path) -> None:
    """Write the .mo that Django reads, next to the .po, when it is older; replaced in one step."""
    compiled = path.with_suffix(".mo")
    if not path.exists() or (compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime):
        return
    with path.open("rb") as file:
        catalog = read_po(file, locale=LANGUAGE)
    for message in [message for message in catalog if message.id and not chinese(message)]:
        catalog.delete(message.id, message.context)  # an empty plural would print as nothing
    fresh = compiled.with_suffix(".mo.new")
    with fresh.open("wb") as file:
        write_mo(file, catalog)
    fresh.replace(compiled)


def faults(catalog: Catalog) -> list[str]:
    """One sentence for each string without Chinese, marked fuzzy, or with other {names} than the English."""
    found = []
    for message in catalog:
        if not message.id:
            continue
        english, text = _english(message), chinese(message)
        if not text:
            found.append(f"no Chinese: {english}")
        elif message.fuzzy:
            found.append(f"marked fuzzy: {english}")
        elif not _names(text) <= _names(*_both(message)):
            found.append(f"unknown names in the Chinese of: {english}")
    return sorted(found)


def _without_doubles(sources: Iterable[Source]) -> list[Source]:
    """The same English with and without plural is one message; the plural form carries both."""
    best: dict[Key, Source] = {}
    for source in sorted(sources):
        best[(source.context, source.singular)] = source
    return list(best.values())


def _both(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _english(message: Message) -> str:
    return _both(message)[0]


def chinese(message: Message | None) -> str:
    string = message.string if message else ""
    return string if isinstance(string, str) else (string or [""])[0]


def _key(message: Message) -> Key:
    return (message.context or "", _english(message))


def _names(*texts: str) -> set[str]:
    return {name for text in texts for pair in _NAMES.findall(text) for name in pair if name}
