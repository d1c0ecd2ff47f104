"""The root of all errors that a person may see."""

from collections.abc import Sequence


class Problem(Exception):
    """Why something cannot be done. Carries the sentence to show; subclasses are named by the reason."""

    status = 409

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field

    @property
    def code(self) -> str:
        """The reason as a word for programs: `NotNow` → `not-now`."""
        name = type(self).__name__
        return "".join("-" + c.lower() if c.isupper() and i else c.lower() for i, c in enumerate(name))


class NotEntitled(Problem):
    """无权: this actor may not do this here."""

    status = 403


class Invalid(Problem):
    """What was given cannot be taken as it is: `errors` lists (field key, sentence)."""

    status = 422

    def __init__(self, sentence: str, errors: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(sentence, field=errors[0][0] if errors else None)
        self.errors = list(errors)
