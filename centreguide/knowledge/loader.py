"""Loads a folder of knowledge files, or says everything that is wrong with them at once."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import parse_obj_as

from centreguide.faults import Fault, FaultsError
from centreguide.knowledge.fields import field_faults
from centreguide.knowledge.model import Fact, Page, Subject, Trust, WaysToAsk
from centreguide.knowledge.query import Knowledge
from centreguide.knowledge.references import Entry, reference_faults
from centreguide.yaml_lines import Document, read

TRUST = "trust"
SECTIONS: dict[str, type] = {"subjects": Subject, "facts": Fact, "pages": Page, "ways_to_ask": WaysToAsk}


Entries = Mapping[str, list[Entry]]
"""What stands in each section, with its places, in the order of the files."""


def load(folder: Path, intents: Collection[str] | None = None) -> Knowledge:
    """The knowledge in the folder's `*.yml` files.

    Args:
        intents: the intents that the bot knows; a fact that answers another one is a fault. None leaves that unchecked.

    Raises:
        FaultsError: with every fault in every file.
    """
    return load_with_entries(folder, intents)[0]


def load_with_entries(
    folder: Path, intents: Collection[str] | None = None, within: str = ""
) -> tuple[Knowledge, Entries]:
    """The knowledge as `load` gives it, and what it was made from: an entry each, in the same order.

    Args:
        within: what is told before a file's name, such as "knowledge/".

    Raises:
        FaultsError: with every fault in every file.
    """
    documents = [read(path, within + path.name) for path in sorted(folder.glob("*.yml"))]
    faults = [fault for document in documents for fault in document.faults]
    if not documents:
        faults.append(Fault(str(folder), 1, "the folder", "it holds no .yml file; knowledge files belong here."))
    entries: dict[str, list[Entry]] = {section: [] for section in (TRUST, *SECTIONS)}
    for document in documents:
        for section, found in _entries(document):
            if isinstance(found, Fault):
                faults.append(found)
            else:
                entries[section].append(found)
                faults.extend(field_faults(found, SECTIONS.get(section, Trust)))
    if all(document.data is not None for document in documents):
        if documents and not entries[TRUST]:
            missing = "no file has the trust's settings; add a `trust:` section."
            faults.append(Fault(documents[0].name, 1, TRUST, missing))
        # With a file that can't be read, all that refers to it would seem wrong.
        faults.extend(reference_faults(entries, intents))
    if faults:
        raise FaultsError(faults)
    knowledge = Knowledge(
        trust=parse_obj_as(Trust, entries[TRUST][0].data),
        pages=tuple(parse_obj_as(Page, entry.data) for entry in entries["pages"]),
        subjects=tuple(parse_obj_as(Subject, entry.data) for entry in entries["subjects"]),
        facts=tuple(parse_obj_as(Fact, entry.data) for entry in entries["facts"]),
        ways_to_ask=tuple(parse_obj_as(WaysToAsk, entry.data) for entry in entries["ways_to_ask"]),
    )
    return knowledge, entries


def _entries(document: Document) -> Iterator[tuple[str, Entry | Fault]]:
    content: Any = document.data
    if content is None and document.faults:
        return
    if not isinstance(content, dict):
        yield "", document.fault((), "it should hold sections such as `subjects:` and `facts:`.")
        return
    for section, items in content.items():
        if section == TRUST:
            yield section, _entry(Entry(document, (TRUST,), items))
        elif section not in SECTIONS:
            yield section, document.fault((section,), f"no such section; use one of trust, {', '.join(SECTIONS)}.")
        elif not isinstance(items, list):
            yield section, document.fault((section,), "it should be a list: start each entry with a dash.")
        else:
            for index, item in enumerate(items):
                yield section, _entry(Entry(document, (section, index), item))


def _entry(entry: Entry) -> Entry | Fault:
    return entry if isinstance(entry.data, dict) else entry.fault("it should hold fields, each as `name: value`.")
