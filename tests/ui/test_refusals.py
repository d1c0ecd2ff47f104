"""What cannot be kept is refused with a page, and nothing fails."""

import pytest

from tests import make

ADDRESSES = [
    "/items/%00/",
    "/items/%00/notice/",
    "/verify/%00/",
    "/progress/%00/",
    "/search/?q=%00",
    "/search/suggest/?q=%00",
    "/themes/person/%00/",
    "/cases/%00/",
    "/mine/cases/?q=%00",
    "/counter/cases/%00/",
    "/counter/?q=%00",
    "/counter/items/?q=%00",
    "/desk/?q=%00",
    "/desk/cases/%00/",
    "/desk/cases/%00/materials/99999999999999999999/",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("login", ["lin", "shenqing"])
def test_no_address_makes_the_server_fail(town, address, login):
    assert make.client(login).get(address, follow=True).status_code in {200, 400, 403, 404}


def test_a_character_that_no_column_takes_is_told(client, town):
    answer = client.get("/items/%00/")

    assert answer.status_code == 400
    assert "这个请求没有读懂" in answer.content.decode()
