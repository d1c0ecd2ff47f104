"""好差评: the applicant rates the service of one case, once, after a decision."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.core import errors
from tongban.portal import acting, cases
from tongban.ratings import actions, codes, queries
from tongban.ratings.models import Rating
from tongban.ui import access


def chosen_grade(given: str) -> int | None:
    """The grade of a link or a form, or None."""
    return next((grade for grade in codes.GRADES if str(grade) == given), None)


def summary(wrong: errors.Invalid) -> list[dict[str, str]]:
    """What must be changed, each line leading to its field."""
    return [{"id": f"f-{field}", "label": "", "sentence": sentence} for field, sentence in wrong.errors]


@access.person
def rating(request: HttpRequest, number: str) -> HttpResponse:
    """评价: first the grade, then what was good or bad."""
    found, party = acting.case(request, number)
    given = Rating.objects.filter(case=found).first()
    grade = chosen_grade(request.POST.get("grade") or request.GET.get("grade", ""))
    shown = cases.head(found) | {
        "grades": codes.GRADES,
        "grade": grade,
        "reasons": list(codes.INDICATORS.get(grade or 0, {}).items()),
        "given": given,
        "labels": [codes.INDICATORS[given.grade][code] for code in given.indicators] if given else [],
        "open": queries.may_be_rated(found),
    }
    if request.method != "POST":
        return render(request, "portal/case/rating.html", shown)
    chosen = {
        "indicators": request.POST.getlist("indicators"),
        "comment": request.POST.get("comment", "").replace("\0", ""),
        "anonymous": request.POST.get("anonymous") == "true",
    }
    try:
        actions.rate(found, grade=grade, **chosen, by=party, at=timezone.now())
    except errors.Invalid as wrong:
        again = {"wrong": wrong.errors, "summary": summary(wrong), "values": chosen["indicators"]}
        return render(request, "portal/case/rating.html", shown | chosen | again, status=422)
    messages.success(request, _("谢谢您的评价。不满意的，我们会核实整改并答复您。"))
    return redirect("portal:case", found.number)
