"""Preferences, permission, pages of errors, and what no template may contain."""

import datetime as dt
import re
from pathlib import Path

import jinja2
import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.template import engines
from django.test import RequestFactory

import tongban.ui
from tongban.core.errors import Problem
from tongban.identity import models
from tongban.ui import access, refusals

TEMPLATES = sorted(Path(tongban.ui.__file__).parent.glob("templates/ui/**/*.html"))
TODAY = dt.date.today()  # noqa: DTZ011 posts are held today


@pytest.fixture
def accounts(db):
    """An applicant, an officer on two posts, an officer without one."""
    region = models.Region.objects.create(code="990100000000", name="云溪市", level=2)
    agency = models.Agency.objects.create(code="11990100MB0Q4T312Q", name="市场监管局", region=region)
    made = {
        "applicant": models.Account(
            login="lin", person=models.Person.objects.create(name="林小安", id_number="1", id_index=b"1")
        )
    }
    for login in ("zhou", "gao"):
        officer = models.Officer.objects.create(number=login, name=login)
        made[login] = models.Account(login=login, officer=officer)
    for name in ("审查岗", "窗口岗"):
        post = models.Post.objects.create(agency=agency, name=name, kind="review")
        models.Appointment.objects.create(officer=made["zhou"].officer, post=post, since=TODAY)
    return made


def answer(view, user, **cookies):
    request = RequestFactory().get("/somewhere/?a=1")
    request.COOKIES |= cookies
    request.user = user
    return view(request)


@access.person
def for_applicants(_request):
    return HttpResponse("ok")


@access.staff
def for_staff(request):
    return HttpResponse(f"{request.desk.post_name} {len(request.desks)}")


def test_access_is_named():
    assert (for_applicants.access, for_staff.access, access.public(for_staff).access) == (
        "person",
        "staff",
        "public",
    )


def test_persons_and_staff_keep_to_their_pages(accounts):
    assert answer(for_applicants, accounts["applicant"]).content == b"ok"
    assert answer(for_applicants, accounts["zhou"]).status_code == 403
    assert answer(for_staff, accounts["applicant"]).status_code == 403
    assert answer(for_staff, accounts["gao"]).status_code == 403
    assert answer(for_staff, accounts["zhou"]).content.decode() == "审查岗 2"


def test_an_officer_works_on_the_post_he_chose(accounts):
    chosen = models.Post.objects.get(name="窗口岗")
    assert answer(for_staff, accounts["zhou"], tb_post=str(chosen.pk)).content.decode() == "窗口岗 2"
    assert answer(for_staff, accounts["zhou"], tb_post="0").content.decode() == "审查岗 2"


def test_strangers_are_sent_to_sign_in(client):
    sent = answer(for_staff, AnonymousUser())
    assert (sent.status_code, sent["Location"]) == (302, "/sign-in/?next=/somewhere/%3Fa%3D1")


@pytest.mark.parametrize(
    ("address", "status", "location", "cookie"),
    [
        ("/preferences/mode/elder/?next=/guides/", 302, "/guides/", ("tb_mode", "elder")),
        ("/preferences/contrast/high/?next=//evil.example/", 302, "/", ("tb_contrast", "high")),
        ("/preferences/mode/elder/?next=https://evil.example/", 302, "/", ("tb_mode", "elder")),
        ("/preferences/mode/elder/?next=javascript:alert(1)", 302, "/", ("tb_mode", "elder")),
        ("/preferences/language/en/", 302, "/", ("django_language", "en")),
        ("/preferences/language/xx/", 404, None, None),
        ("/preferences/mode/giant/", 404, None, None),
        ("/preferences/sessionid/elder/", 404, None, None),
    ],
)
def test_preferences_are_remembered_and_lead_back(client, address, status, location, cookie):
    response = client.get(address)
    assert (response.status_code, response.get("Location")) == (status, location)
    assert [(name, morsel.value) for name, morsel in response.cookies.items()] == ([cookie] if cookie else [])


def test_the_gallery_shows_the_chosen_modes(client):
    client.cookies["tb_mode"], client.cookies["tb_contrast"] = "elder", "high"
    page = client.get("/ui/").content.decode()
    assert 'lang="zh-CN" data-mode="elder" data-contrast="high" data-density="normal"' in page


def test_a_forged_cookie_is_the_normal_mode(client):
    client.cookies["tb_mode"] = '"><script>'
    assert 'data-mode="normal"' in client.get("/ui/").content.decode()


def test_the_browser_does_not_choose_the_language(client):
    assert 'lang="zh-CN"' in client.get("/ui/", headers={"Accept-Language": "en"}).content.decode()


@pytest.mark.parametrize("status", refusals.PAGES)
def test_a_refusal_has_a_number_that_stands_in_the_log(status, caplog):
    response = refusals.page(RequestFactory().get("/lost/"), status, sentence="<b>")
    page = response.content.decode()
    number = re.search(r"[0-9A-F]{4}-[0-9A-F]{4}", page)[0]
    assert response.status_code == status
    assert number in caplog.text
    assert "&lt;b&gt;" in page


def test_a_problem_becomes_a_page(accounts):
    @access.public
    def view(_request):
        raise Problem("办件已经决定，不能再补正。")

    response = answer(view, accounts["applicant"])
    assert response.status_code == 409
    assert "办件已经决定，不能再补正。" in response.content.decode()


def test_a_refused_act_leads_back_to_its_page():
    here = RequestFactory().post("/cases/1/acceptance/", headers={"Referer": "http://testserver/cases/1/"})
    elsewhere = RequestFactory().post("/cases/1/acceptance/", headers={"Referer": "http://evil.example/"})
    assert 'href="http://testserver/cases/1/"' in refusals.page(here, 409).content.decode()
    assert "evil" not in refusals.page(elsewhere, 409).content.decode()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_compile_and_carry_no_script_or_style(path):
    source = path.read_text()
    name = str(path.relative_to(path.parents[2 if path.parent.name == "errors" else 1]))
    assert engines["jinja2"].env.get_template(name)
    assert re.findall(r"\sstyle=|<style|\son[a-z]+=|hx-on|javascript:|<script(?![^>]*\ssrc=)", source) == []
    assert len(source.splitlines()) <= 100


def test_a_name_that_was_not_given_fails_when_it_is_shown():
    env = engines["jinja2"].env
    assert env.from_string("{% if nothing %}x{% endif %}").render() == ""
    with pytest.raises(jinja2.UndefinedError):
        env.from_string("{{ nothing }}").render()
