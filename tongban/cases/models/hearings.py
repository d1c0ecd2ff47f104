"""听证 of a case: who was told of the right, who asked, when and where it is held, its minutes."""

from django.db import models
from django.db.models import F, Q

from tongban.cases.models.acts import Act
from tongban.cases.models.case import Case
from tongban.cases.models.interruptions import Pause
from tongban.files.models import File
from tongban.identity.models import Officer


class HearingRight(Act):
    """告知听证权利: before the decision, once (行政许可法 47)."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="hearing_right")
    stage = models.CharField(max_length=40)
    matter = models.CharField(max_length=500)  # what is to be decided, and whose interest it touches
    until = models.DateField()  # the last day on which a hearing may be asked for

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(matter="") & Q(officer__isnull=False, paper__isnull=False),
                name="hearing_right_told",
            )
        ]


class HearingParty(models.Model):
    """申请人 or 利害关系人 who was told, and his answer."""

    class Answer(models.TextChoices):
        ASKED = "asked", "要求听证"
        WAIVED = "waived", "放弃听证"

    right = models.ForeignKey(HearingRight, models.PROTECT, related_name="parties")
    name = models.CharField(max_length=120)
    contact = models.CharField(max_length=200, blank=True)
    applicant = models.BooleanField(default=False)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)  # when that was recorded
    recorded_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["right"], condition=Q(applicant=True), name="hearing_one_applicant"
            ),
            models.UniqueConstraint(fields=["right", "name"], name="hearing_party_once"),
            models.CheckConstraint(condition=~Q(name=""), name="hearing_party_named"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True, answered_at__isnull=True)
                | Q(answer__in=["asked", "waived"], answered_on__isnull=False, answered_at__isnull=False),
                name="hearing_party_answered",
            ),
        ]


class Hearing(Act):
    """听证, asked for by a party (行政许可法 47) or called by the agency (46); its pause is its time."""

    class Kind(models.TextChoices):
        ASKED = "asked", "申请人、利害关系人要求"
        CALLED = "called", "行政机关主动举行"

    case = models.ForeignKey(Case, models.PROTECT, related_name="hearings")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.CharField(max_length=500)
    asked_on = models.DateField()
    hold_by = models.DateField()
    pause = models.OneToOneField(Pause, models.PROTECT, related_name="hearing")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["asked", "called"]), name="hearing_kind"),
            models.CheckConstraint(condition=Q(hold_by__gt=F("asked_on")), name="hearing_after_asking"),
        ]


class HearingNotice(Act):
    """听证通知: when and where, and who presides; the last one counts."""

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="notices")
    meets_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    chair = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    announcement = models.TextField(blank=True)  # 公告, where the public is told

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(place="") & Q(paper__isnull=False, meets_at__gt=F("at")),
                name="hearing_notice_told",
            )
        ]


class HearingMinutes(Act):
    """听证笔录: signed by those who were there; the decision rests on it (行政许可法 48)."""

    hearing = models.OneToOneField(Hearing, models.PROTECT, related_name="minutes")
    held_on = models.DateField()
    text = models.TextField(blank=True)
    file = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    signed_by = models.CharField(max_length=500)
    result = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text="") | Q(file__isnull=False), name="hearing_minutes_say"),
            models.CheckConstraint(
                condition=~Q(signed_by="") & ~Q(result="") & Q(paper__isnull=False),
                name="hearing_minutes_signed",
            ),
        ]
