"""预审说符合, and then returned for correction with the same files: a sign; with other files, none."""

import datetime as dt

import pytest

from tests import make
from tongban.cases import actions, queries
from tongban.supervision import detecting

LATER = make.AT + dt.timedelta(hours=3)


@pytest.mark.parametrize(("fits", "same", "found"), [(True, True, 1), (True, False, 0), (False, True, 0)])
def test_a_correction_of_what_was_said_to_fit(town, fits, same, found):
    item, by = make.published(), make.applicant(firm=True)
    wanted = make.definition(item)
    draft = actions.begin(item, account=make.account("lin"), by=by, at=make.AT)
    actions.save(draft, answers=make.answers(wanted), at=make.AT)
    papers = queries.checklist(draft).uploads
    files = make.uploads(wanted, draft.answers, by)
    for paper in papers:
        for file in files.get(paper.key, []):
            draft.files.create(key=paper.key, file_id=file)
    asked = actions.ask_pre_review(draft, by=by, at=make.AT)
    points = [(key, fits, "" if fits else "不清楚") for key in ("form", *(paper.key for paper in papers))]
    actions.pre_review(asked, points=points, by=make.desk(), at=make.AT + make.HOUR)
    given = {"submission": draft.pk, "answers": draft.answers, "form": make.form(wanted, by), "by": by}
    files = files if same else make.uploads(wanted, draft.answers, by)
    case = actions.submit(item, files=files, at=LATER, **given)

    paper = papers[0]
    actions.return_for_correction(
        case, gaps=[(paper.key, paper.name, "缺页")], by=make.desk(), at=LATER + make.HOUR
    )

    counts = detecting.detect(LATER + dt.timedelta(days=1))
    assert counts["reversed"] == found
