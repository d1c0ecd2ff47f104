"""The whole text of a proposal as a file (全文)."""

from tongban.catalogue import documents, elements, markup
from tongban.catalogue.definition import Definition
from tongban.catalogue.documents import Entry, Fault
from tongban.catalogue.models import Proposal
from tongban.catalogue.proposals import texts


def entry(proposal: Proposal) -> Entry:
    """The place of the item, as its file says it."""
    return Entry(
        code=proposal.code,
        level=proposal.level,
        agency=documents.Agency(code=proposal.agency.code, name=proposal.agency.name),
        region=documents.Region(code=proposal.region_id, name=proposal.region.name),
    )


def written(proposal: Proposal) -> str:
    """Its text as it stands."""
    return text(proposal, proposal.definition)


def text(proposal: Proposal, document: dict) -> str:
    """A document as the text of a file; one with faults just as it stands."""
    definition, _ = texts.read(document)
    if definition:
        return documents.write(entry(proposal), definition)
    place = {"item": entry(proposal).model_dump(mode="json", exclude_defaults=True)}
    return markup.dump(place | elements.ordered(Definition, document))


def read(proposal: Proposal, typed: str) -> dict:
    """The document of a text; raises Unreadable, also when it is the file of another item."""
    reading = documents.read(typed.encode())
    if reading.entry != entry(proposal):
        sentence = "这是另一个事项的文件，或者改了事项的编码、机关、区划。这里只能改这个事项的内容。"
        raise documents.Unreadable([Fault("item", reading.fault("item", "").line, sentence)])
    return reading.definition.written
