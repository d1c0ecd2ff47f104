"""What a browser would send of a form on a page."""

from html.parser import HTMLParser


class _Reader(HTMLParser):
    def __init__(self, form: str) -> None:
        super().__init__()
        self.form, self.inside = form, False
        self.sent: dict[str, list[str]] = {}
        self.buttons: list[str] = []
        self.chosen = self.area = ""

    def handle_starttag(self, tag: str, attrs: list) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = said.get("id") == self.form
        elif self.inside and tag in ("button", "input", "select", "option", "textarea"):
            getattr(self, tag)(said)

    def button(self, said: dict[str, str]) -> None:
        if "disabled" not in said:
            self.buttons.append(said.get("value", ""))

    def input(self, said: dict[str, str]) -> None:
        if said.get("type") not in ("checkbox", "radio") or "checked" in said:
            self.sent.setdefault(said["name"], []).append(said.get("value", "on"))

    def select(self, said: dict[str, str]) -> None:
        self.chosen = said["name"]
        self.sent[self.chosen] = []

    def option(self, said: dict[str, str]) -> None:
        if "selected" in said or not self.sent[self.chosen]:
            self.sent[self.chosen] = [said.get("value", "")]

    def textarea(self, said: dict[str, str]) -> None:
        self.area = said["name"]
        self.sent[self.area] = [""]

    def handle_data(self, data: str) -> None:
        if self.area:
            self.sent[self.area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area:
            self.sent[self.area][0] = self.sent[self.area][0].removeprefix("\n")
            self.area = ""
        if tag == "form":
            self.inside = False


def form_of(page: str, form: str) -> tuple[dict[str, list[str]], list[str]]:
    """The fields as they stand, and the values of the buttons that can be pressed."""
    reader = _Reader(form)
    reader.feed(page)
    reader.sent.pop("csrfmiddlewaretoken", None)
    return reader.sent, reader.buttons
