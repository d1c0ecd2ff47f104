"""Pages kept in process: packed, bounded, the same for those who cannot unpack."""

import gzip

import pytest

from tongban.catalogue.models import Item
from tongban.portal import kept


@pytest.fixture
def address(town) -> str:
    return f"/items/{Item.objects.order_by('pk').values_list('code', flat=True)[0]}/"


def test_a_guide_is_packed_for_those_who_can_unpack_it(client, address):
    plain, packed = client.get(address), client.get(address, headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in plain.headers
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] == plain["ETag"]
    assert packed["Vary"] == "Cookie, Accept-Encoding"


def test_whoever_has_the_guide_is_sent_nothing(client, address):
    etag = client.get(address)["ETag"]
    again = client.get(address, headers={"If-None-Match": etag, "Accept-Encoding": "gzip"})
    assert (again.status_code, again.content) == (304, b"")


def test_a_guide_is_made_anew_when_its_agency_says_something_else(client, address):
    before = client.get(address)
    agency = Item.objects.get(code=address.split("/")[2]).agency
    agency.name = "云溪市另一个局"
    agency.save()
    after = client.get(address)
    assert after["ETag"] != before["ETag"]


def test_the_oldest_pages_make_room():
    shelf = kept.Shelf(room=100)
    for number in range(10):
        shelf.put((number,), b"page %d" % number)
    sizes = [len(packed) for _mark, packed in shelf.pages.values()]
    assert list(shelf.pages) == [(7,), (8,), (9,)]
    assert shelf.filled == sum(sizes)
    assert gzip.decompress(shelf.pages[(9,)][1]) == b"page 9"


def test_a_page_put_twice_takes_its_room_once():
    shelf = kept.Shelf(room=1000)
    for _ in range(3):
        shelf.put(("a",), b"page")
    assert shelf.filled == len(gzip.compress(b"page", 6))
