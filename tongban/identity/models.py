"""People, bodies, agencies, posts and delegations."""

import datetime as dt
import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tongban.core.sealed import SealedField


def until_after_since(name: str) -> models.CheckConstraint:
    """Spans are half-open: `since` ≤ day < `until`."""
    return models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gt=F("since")), name=name)


class Region(models.Model):
    """行政区划: province to village, by the 12-digit code."""

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^[0-9]{12}$"), name="region_code"),
            models.CheckConstraint(condition=Q(level__range=(1, 5)), name="region_level"),
        ]


class Agency(models.Model):
    """实施主体: a body that holds powers."""

    code = models.CharField(max_length=18, unique=True)  # 统一社会信用代码, or the pseudo-code of a source
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40, blank=True)
    mark = models.CharField(max_length=20, blank=True)  # 机关代字, as in 云市监
    serial = models.CharField(max_length=4, blank=True)  # in case numbers
    region = models.ForeignKey(Region, models.PROTECT, related_name="agencies")
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    review_body = models.CharField(max_length=120, blank=True)  # 行政复议机关
    court = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return self.name


class Tally(models.Model):
    """尝试次数: how often somebody has tried something (`identity.limits`), until it is forgotten."""

    key = models.CharField(max_length=64, primary_key=True)
    times = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)


class Person(models.Model):
    """自然人, proven by a document. Number, phone and address are kept sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=100)
    id_kind = models.CharField(max_length=3, default="111")
    id_number = SealedField()
    id_index = models.BinaryField(max_length=32)
    phone = SealedField(null=True)
    phone_index = models.BinaryField(max_length=32, null=True)
    address = SealedField(null=True)
    assurance = models.CharField(max_length=1, default="A")  # real-name level

    class Meta:
        constraints = [models.UniqueConstraint(fields=["id_kind", "id_index"], name="person_once")]
        indexes = [models.Index(fields=["phone_index"], name="person_phone")]


class Firm(models.Model):
    """法人和非法人组织, by the credit code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    code = models.CharField(max_length=18, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, default="enterprise")
    address = models.CharField(max_length=200, blank=True)
    legal_representative = models.ForeignKey(Person, models.PROTECT, null=True)


class Representation(models.Model):
    """法定代表人 or 经办人授权: who may act for a firm, until when."""

    firm = models.ForeignKey(Firm, models.CASCADE, related_name="representations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="representations")
    role = models.CharField(max_length=10, choices=[("legal", "法定代表人"), ("handler", "经办人")])
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [until_after_since("representation_span")]

    @property
    def last_day(self) -> dt.date | None:
        """The last day on which it holds."""
        return self.until and self.until - dt.timedelta(days=1)


class Officer(models.Model):
    """工作人员."""

    number = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=60)
    person = models.ForeignKey(Person, models.PROTECT, null=True)  # so that nobody decides his own case


class Post(models.Model):
    """岗位 of an agency: 综合窗口岗, 审查岗, 科长 …"""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="posts")
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)  # named by flows: window, review, review2, visit, decide, issue
    place = models.CharField(max_length=100, blank=True)  # 云溪市政务服务中心一楼A区07号

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="post_name")]


class Appointment(models.Model):
    """任职: an officer on a post, from a day until a day."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="appointments")
    post = models.ForeignKey(Post, models.CASCADE, related_name="appointments")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [until_after_since("appointment_span")]


class Delegation(models.Model):
    """授权书: an agency lets a post do certain acts on its items, until a day, by a written instrument."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="delegations")
    post = models.ForeignKey(Post, models.PROTECT, related_name="delegations")
    acts = ArrayField(models.CharField(max_length=40))  # verbs of cases
    items = ArrayField(models.CharField(max_length=64), null=True)  # item codes; null: all of the agency
    since = models.DateField()
    until = models.DateField(null=True)
    revoked_on = models.DateField(null=True)
    instrument = models.CharField(max_length=100)

    class Meta:
        constraints = [until_after_since("delegation_span")]
        indexes = [models.Index(fields=["post", "agency"], name="delegation_post")]


class Accounts(BaseUserManager):
    """Django asks for a manager with this one look-up."""

    def get_by_natural_key(self, login: str) -> "Account":
        """The account that signs in by this name."""
        return self.get(login=login)


class Account(AbstractBaseUser):
    """账号: of a person or of an officer, never of both."""

    login = models.CharField(max_length=60, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, null=True, related_name="account")
    officer = models.OneToOneField(Officer, models.PROTECT, null=True, related_name="account")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "login"
    objects = Accounts()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, officer__isnull=True)
                | Q(person__isnull=True, officer__isnull=False),
                name="account_of_one",
            )
        ]
