"""Static files as they are served in use: collected, compressed, kept by browsers for ever."""

import re

import pytest

from tongban.launch import assets

DIGEST = re.compile(r"\.[0-9a-f]{12}\.")


@pytest.fixture
def collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    assets.collect()
    return settings.STATIC_ROOT


def asked_for(client) -> list[str]:
    """Every static address in a page."""
    return re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/ui/").content.decode())


def served(client, address: str, **headers: str):
    """The answer for a file, its file closed."""
    answer = client.get(address, headers=headers)
    answer.close()
    return answer


def test_before_they_are_collected_files_have_their_plain_names(client, db):
    addresses = asked_for(client)

    assert len(addresses) > 20
    assert [address for address in addresses if DIGEST.search(address)] == []
    assert {served(client, address).status_code for address in addresses} == {200}


def test_collected_files_are_kept_for_ever(client, db, collected):
    addresses = asked_for(client)

    assert [address for address in addresses if not DIGEST.search(address)] == []
    kept = {served(client, address)["Cache-Control"] for address in addresses}
    assert kept == {"max-age=315360000, public, immutable"}


def test_texts_travel_compressed(client, db, collected):
    [sheet] = [address for address in asked_for(client) if "tabler.min" in address]

    packed = served(client, sheet, **{"Accept-Encoding": "gzip"})

    assert packed["Content-Encoding"] == "gzip"
    assert int(packed["Content-Length"]) < 100_000


def test_what_our_style_sheets_name_is_there(client, db, collected):
    named = []
    for sheet in collected.glob("ui/*.css"):
        named += [sheet.parent / name for name in re.findall(r'url\("?([^")]+)', sheet.read_text())]
    fonts = re.findall(r"url\(\.([^)]+woff2)\)", (collected / "npm/font/index.css").read_text())

    assert len(named) > 0
    assert len(fonts) > 90
    assert [path for path in named if not path.exists()] == []
    assert [name for name in fonts if not (collected / f"npm/font{name}").exists()] == []


def test_they_are_collected_again_only_when_one_has_changed(collected):
    manifest, stamp = collected / "staticfiles.json", collected / ".up-to-date"
    manifest.unlink()
    assets.collect()
    assert not manifest.exists()

    stamp.write_text("made of other files")
    assets.collect()
    assert manifest.exists()
