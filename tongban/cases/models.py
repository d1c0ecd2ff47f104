"""The case, its papers from the applicant, and the record of every act."""

import uuid

from django.db import models
from django.db.models import F, Q

from tongban.cases.states import OPEN, STEPS, State
from tongban.catalogue.models import Item, Version
from tongban.core.sealed import SealedField
from tongban.files.models import File
from tongban.identity.models import Account, Agency, Firm, Officer, Person, Region
from tongban.identity.rules import Applicant, Desk
from tongban.licences.models import Certificate
from tongban.papers.models import Paper


class Draft(models.Model):
    """草稿: what somebody is filling in; its id becomes the submission's, so one draft makes one case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    account = models.ForeignKey(Account, models.CASCADE, related_name="drafts")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    firm = models.ForeignKey(Firm, models.CASCADE, null=True, related_name="+")
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    answers = models.JSONField(default=dict)
    form = SealedField(default="{}")  # JSON text
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["account", "saved_at"], name="draft_account")]


class DraftFile(models.Model):
    """A file put to a draft for one required paper."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    key = models.CharField(max_length=40)
    file = models.ForeignKey(File, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "key", "file"], name="draft_file_once")]


class CaseSet(models.QuerySet):
    """Cases are fetched through permission."""

    def visible_to(self, *applicants: Applicant) -> "CaseSet":
        """The cases of this person, or of the firm he acts for; of several parties, those of each."""
        reach = Q(pk__in=[])
        for one in applicants:
            own = Q(person_id=one.person_id, firm__isnull=True)
            reach |= Q(firm_id=one.firm_id) if one.firm_id else own
        return self.filter(reach)

    def within(self, desk: Desk) -> "CaseSet":
        """The cases this officer's post has any power over, today; power over items is none."""
        reach = Q(pk__in=[])
        for power in desk.powers:
            if power.acts.isdisjoint(STEPS):
                continue
            scope = Q(agency_id=power.agency_id)
            reach |= scope if power.items is None else scope & Q(item__code__in=power.items)
        return self.filter(reach)


class Case(models.Model):
    """办件."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    number = models.CharField(max_length=40, unique=True)
    submission = models.UUIDField(unique=True)
    item = models.ForeignKey(Item, models.PROTECT, related_name="cases")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="cases")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State)
    stage = models.CharField(max_length=40, blank=True)
    post_kind = models.CharField(max_length=20)  # whose turn it is
    item_name = models.CharField(max_length=500)
    applicant_name = models.CharField(max_length=200)
    person = models.ForeignKey(Person, models.PROTECT, related_name="cases")
    firm = models.ForeignKey(Firm, models.PROTECT, null=True, related_name="cases")
    channel = models.CharField(max_length=16)
    answers = models.JSONField(default=dict)
    form = models.JSONField(default=dict)
    form_sealed = SealedField(default="{}")  # identifiers in the form, as JSON text
    # type → identifier of the certificates that stood for papers
    held = models.JSONField(db_default={})  # pyright: ignore[reportCallIssue] (missing in the stubs)
    received_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)  # the limit that runs now; null while none runs
    yellow_on = models.DateField(null=True)
    statutory_due_on = models.DateField(null=True)
    provisional = models.BooleanField(default=False)
    taken_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    objects = CaseSet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="case_state"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(accepted_at__isnull=False),
                name="case_accepted_first",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(accepted_at__gte=F("received_at")),
                name="case_received_first",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "received_at"], name="case_person"),
            models.Index(fields=["firm", "received_at"], name="case_firm"),
            models.Index(fields=["item"], name="case_item"),
            *[
                models.Index(
                    fields=["agency", "post_kind", "due_on", "id"],
                    condition=Q(state=state),
                    name=f"case_{state.value}",
                )
                for state in sorted(OPEN)
            ],
        ]

    @property
    def chain(self) -> str:
        """The name of its chain in the journal."""
        return f"case:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Does it still wait for somebody?"""
        return self.state in OPEN


class Material(models.Model):
    """申请材料 as handed in; a supplement adds rows of a later round."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="materials")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    file = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    given_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case"], name="material_case")]


class Act(models.Model):
    """What every record of an act has."""

    at = models.DateTimeField()
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    post_name = models.CharField(max_length=60, blank=True)
    instrument = models.CharField(max_length=100, blank=True)  # the delegation it rests on
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


class Acceptance(Act):
    """受理; `deemed` when nobody answered within the five days, so that it counts from the receipt."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="acceptance")
    deemed = models.BooleanField(default=False)
    promised_due_on = models.DateField(null=True)
    statutory_due_on = models.DateField(null=True)


class NonAcceptance(Act):
    """不予受理."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="non_acceptance")
    reason = models.TextField()
    competent_body = models.CharField(max_length=200, blank=True)


class Correction(Act):
    """一次性补正告知: once for a case, with every gap in it."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="correction")
    until = models.DateField()
    supplemented_at = models.DateTimeField(null=True)


class Gap(models.Model):
    """One thing to be corrected."""

    correction = models.ForeignKey(Correction, models.CASCADE, related_name="gaps")
    key = models.CharField(max_length=40)  # a required paper, or "form"
    name = models.CharField(max_length=200)
    need = models.CharField(max_length=500)


class GapFile(models.Model):
    """A file put to a gap, until all gaps are answered and handed in together."""

    gap = models.ForeignKey(Gap, models.CASCADE, related_name="files")
    file = models.ForeignKey(File, models.PROTECT, related_name="+")


class Review(Act):
    """审查意见 of one stage; a site visit keeps its finding in `findings`."""

    class Verdict(models.TextChoices):
        AGREE = "agree", "同意"
        OPPOSE = "oppose", "拟不予许可"
        BACK = "back", "退回"

    case = models.ForeignKey(Case, models.PROTECT, related_name="reviews")
    stage = models.CharField(max_length=40)
    stage_name = models.CharField(max_length=60)
    verdict = models.CharField(max_length=10, choices=Verdict)
    opinion = models.TextField()
    findings = models.JSONField(default=dict)


class Decision(Act):
    """决定."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="decision")
    granted = models.BooleanField()
    reason = models.TextField(blank=True)
    basis = models.TextField(blank=True)
    remedies = models.TextField(blank=True)
    certificate = models.OneToOneField(Certificate, models.PROTECT, null=True, related_name="decision")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(granted=True) | (~Q(reason="") & ~Q(basis="") & ~Q(remedies="")),
                name="refusal_gives_reasons",
            )
        ]


class Delivery(Act):
    """送达."""

    class Method(models.TextChoices):
        """送达方式."""

        ELECTRONIC = "electronic", "电子送达"
        WINDOW = "window", "窗口领取"
        POST = "post", "邮寄"

    case = models.OneToOneField(Case, models.PROTECT, related_name="delivery")
    method = models.CharField(max_length=12, choices=Method.choices)
    recipient = models.CharField(max_length=120)


class Withdrawal(Act):
    """撤回."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=500, blank=True)


class Hold(models.Model):
    """等待事项: what a decision must wait for; lifted by who owns the matter."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="holds")
    kind = models.CharField(max_length=20, choices=[("fee", "缴费")])
    placed_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"], condition=Q(lifted_at__isnull=True), name="hold_once"
            )
        ]
