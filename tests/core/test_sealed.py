import pytest
from cryptography.exceptions import InvalidTag

from tongban.core import sealed


def test_a_sealed_text_opens_again_and_never_looks_the_same():
    first, second = sealed.seal("13900000026"), sealed.seal("13900000026")

    assert sealed.unseal(first) == sealed.unseal(second) == "13900000026"
    assert first != second
    assert b"13900000026" not in first


def test_a_changed_bit_is_noticed():
    data = bytearray(sealed.seal("990100199001010012"))
    data[-1] ^= 1

    with pytest.raises(InvalidTag):
        sealed.unseal(bytes(data))


def test_old_keys_still_open(settings):
    old = sealed.seal("旧")
    settings.FIELD_KEYS = settings.FIELD_KEYS | {2: bytes(range(16))}

    assert sealed.unseal(old) == "旧"
    assert sealed.seal("新")[0] == 2


def test_the_blind_index_is_keyed_and_ignores_case(settings):
    before = sealed.blind("11010519491231002x")
    assert before == sealed.blind("11010519491231002X")

    settings.BLIND_KEY = b"another"
    assert before != sealed.blind("11010519491231002X")
