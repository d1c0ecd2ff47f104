import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

RULES = {
    "prolongation_reason": ~Q(("reason", "")),
    "prolongation_answered": Q(
        ("answered_at__isnull", True), ("officer__isnull", True), ("outcome", ""), ("until__isnull", True)
    )
    | Q(
        ("answered_at__isnull", False),
        ("officer__isnull", False),
        ("outcome__in", ["granted", "refused"]),
        ("until__isnull", False),
    ),
    "prolongation_is_longer": ~Q(("outcome", "granted")) | Q(("until__gt", F("was"))),
    "prolongation_refused_with_reason": ~Q(("outcome", "refused"))
    | (Q(("until__gte", F("was"))) & ~Q(("opinion", ""))),
}


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_lit"), ("identity", "0002_tally")]
    operations = [
        migrations.CreateModel(
            "Prolongation",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=500)),
                ("asked_at", models.DateTimeField()),
                ("was", models.DateField()),
                ("until", models.DateField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=[("granted", "同意"), ("refused", "不同意")], max_length=8
                    ),
                ),
                ("opinion", models.CharField(blank=True, max_length=500)),
                ("answered_at", models.DateTimeField(null=True)),
                ("post_name", models.CharField(blank=True, max_length=60)),
                ("instrument", models.CharField(blank=True, max_length=100)),
                (
                    "correction",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prolongation",
                        to="cases.correction",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.officer",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=rule, name=name) for name, rule in RULES.items()
                ]
            },
        ),
    ]
