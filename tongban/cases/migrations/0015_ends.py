"""Ends: non-acceptance by kind, termination, voiding, reopening, revocation; a stage named to an officer."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_prolongation"),
        ("identity", "0002_tally"),
        ("licences", "0002_guards"),
        ("papers", "0003_application"),
    ]

    operations = [
        migrations.CreateModel(
            name="Revocation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("post_name", models.CharField(blank=True, max_length=60)),
                ("instrument", models.CharField(blank=True, max_length=100)),
                ("ground", models.CharField(max_length=40)),
                ("reason", models.TextField()),
                ("basis", models.TextField()),
                ("defence_until", models.DateField()),
                ("defence", models.TextField(blank=True)),
                ("defended_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=[("revoked", "撤销"), ("dropped", "不撤销")], max_length=10
                    ),
                ),
                ("opinion", models.TextField(blank=True)),
                ("remedies", models.TextField(blank=True)),
                ("decided_on", models.DateField(null=True)),
                ("decided_post", models.CharField(blank=True, max_length=60)),
                ("decided_instrument", models.CharField(blank=True, max_length=100)),
            ],
        ),
        migrations.CreateModel(
            name="Termination",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("post_name", models.CharField(blank=True, max_length=60)),
                ("instrument", models.CharField(blank=True, max_length=100)),
                ("kind", models.CharField(max_length=40)),
                ("reason", models.TextField()),
                ("basis", models.TextField()),
                ("remedies", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Voiding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("post_name", models.CharField(blank=True, max_length=60)),
                ("instrument", models.CharField(blank=True, max_length=100)),
                (
                    "kind",
                    models.CharField(choices=[("mistake", "登记有误"), ("twice", "重复登记")], max_length=10),
                ),
                ("reason", models.CharField(max_length=500)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("voided", "批准"), ("refused", "不批准"), ("over", "办件结束")],
                        max_length=10,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_post", models.CharField(blank=True, max_length=60)),
                ("answered_instrument", models.CharField(blank=True, max_length=100)),
                ("opinion", models.CharField(blank=True, max_length=500)),
            ],
        ),
        migrations.AddField(
            model_name="nonacceptance",
            name="basis",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="nonacceptance",
            name="competent_agency",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.agency"
            ),
        ),
        migrations.AddField(
            model_name="nonacceptance",
            name="kind",
            field=models.CharField(
                choices=[
                    ("not_needed", "依法不需要取得行政许可"),
                    ("not_competent", "不属于本机关职权范围"),
                    ("other", "法律规定不予受理的其他情形"),
                ],
                default="not_needed",
                max_length=16,
            ),
            preserve_default=False,
        ),
        migrations.RunSQL(
            "UPDATE cases_nonacceptance SET kind = 'not_competent' WHERE competent_body <> ''",
            migrations.RunSQL.noop,
        ),
        migrations.AddField(
            model_name="turn",
            name="officer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identity.officer",
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="cases.case"
            ),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="cases.case"
            ),
        ),
        migrations.AlterField(
            model_name="nonacceptance",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="non_acceptances", to="cases.case"
            ),
        ),
        migrations.AlterField(
            model_name="withdrawal",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="withdrawals", to="cases.case"
            ),
        ),
        migrations.CreateModel(
            name="Reassignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("post_name", models.CharField(blank=True, max_length=60)),
                ("instrument", models.CharField(blank=True, max_length=100)),
                (
                    "kind",
                    models.CharField(choices=[("conflict", "回避"), ("work", "工作安排")], max_length=10),
                ),
                ("reason", models.CharField(max_length=500)),
                (
                    "given_to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.officer"
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
                (
                    "paper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="papers.paper",
                    ),
                ),
                (
                    "turn",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reassignments",
                        to="cases.turn",
                    ),
                ),
                (
                    "was",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.officer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reopening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("post_name", models.CharField(blank=True, max_length=60)),
                ("instrument", models.CharField(blank=True, max_length=100)),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("review", "行政复议决定"),
                            ("court", "人民法院判决、裁定"),
                            ("own", "自行纠正"),
                        ],
                        max_length=10,
                    ),
                ),
                ("order", models.CharField(blank=True, max_length=100)),
                ("reason", models.TextField()),
                (
                    "before",
                    models.CharField(
                        choices=[
                            ("received", "待受理"),
                            ("correcting", "待补正"),
                            ("declined", "不予受理"),
                            ("accepted", "审查中"),
                            ("granted", "准予，待送达"),
                            ("refused", "不予许可，待送达"),
                            ("delivered", "已办结"),
                            ("withdrawn", "已撤回"),
                            ("lapsed", "补正逾期，已终止"),
                            ("terminated", "已终止"),
                            ("voided", "已作废"),
                            ("revoked", "许可已撤销"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("received", "待受理"),
                            ("correcting", "待补正"),
                            ("declined", "不予受理"),
                            ("accepted", "审查中"),
                            ("granted", "准予，待送达"),
                            ("refused", "不予许可，待送达"),
                            ("delivered", "已办结"),
                            ("withdrawn", "已撤回"),
                            ("lapsed", "补正逾期，已终止"),
                            ("terminated", "已终止"),
                            ("voided", "已作废"),
                            ("revoked", "许可已撤销"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reopenings",
                        to="cases.case",
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
                (
                    "paper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="papers.paper",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="decision",
            name="overturned",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.reopening"
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="overturned",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.reopening"
            ),
        ),
        migrations.AddField(
            model_name="nonacceptance",
            name="overturned",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.reopening"
            ),
        ),
        migrations.AddField(
            model_name="withdrawal",
            name="overturned",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.reopening"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("overturned__isnull", True)),
                fields=("case",),
                name="decision_stands_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                condition=models.Q(("overturned__isnull", True)),
                fields=("case",),
                name="delivery_stands_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="nonacceptance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("overturned__isnull", True)),
                fields=("case",),
                name="non_acceptance_stands_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="nonacceptance",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="non_acceptance_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="nonacceptance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "not_needed"),
                    models.Q(("kind", "not_competent"), models.Q(("competent_body", ""), _negated=True)),
                    models.Q(("kind", "other"), models.Q(("basis", ""), _negated=True)),
                    _connector="OR",
                ),
                name="non_acceptance_says_where_or_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("overturned__isnull", True)),
                fields=("case",),
                name="withdrawal_stands_once",
            ),
        ),
        migrations.AddField(
            model_name="revocation",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="revocations", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="revocation",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identity.officer",
            ),
        ),
        migrations.AddField(
            model_name="revocation",
            name="decision_paper",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.paper"
            ),
        ),
        migrations.AddField(
            model_name="revocation",
            name="officer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identity.officer",
            ),
        ),
        migrations.AddField(
            model_name="revocation",
            name="paper",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.paper"
            ),
        ),
        migrations.AddField(
            model_name="termination",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="terminations", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="termination",
            name="officer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identity.officer",
            ),
        ),
        migrations.AddField(
            model_name="termination",
            name="overturned",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.reopening"
            ),
        ),
        migrations.AddField(
            model_name="termination",
            name="paper",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.paper"
            ),
        ),
        migrations.AddField(
            model_name="voiding",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identity.officer",
            ),
        ),
        migrations.AddField(
            model_name="voiding",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="voidings", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="voiding",
            name="officer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identity.officer",
            ),
        ),
        migrations.AddField(
            model_name="voiding",
            name="overturned",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.reopening"
            ),
        ),
        migrations.AddField(
            model_name="voiding",
            name="paper",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.paper"
            ),
        ),
        migrations.AddField(
            model_name="voiding",
            name="twin",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
            ),
        ),
        migrations.AddConstraint(
            model_name="reassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="reassignment_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="reassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("was__isnull", True),
                    models.Q(("was", models.F("given_to")), _negated=True),
                    _connector="OR",
                ),
                name="reassignment_to_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="reopening",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="reopening_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="reopening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ground", "own"), models.Q(("order", ""), _negated=True), _connector="OR"
                ),
                name="reopening_names_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="reopening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("before__in", ["refused", "delivered"]), _negated=True),
                    models.Q(("ground", "own"), _negated=True),
                    _connector="OR",
                ),
                name="decision_overturned_from_outside",
            ),
        ),
        migrations.AddConstraint(
            model_name="revocation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome__in", ["", "revoked"])), fields=("case",), name="revocation_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="revocation",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["", "revoked", "dropped"])), name="revocation_outcome"
            ),
        ),
        migrations.AddConstraint(
            model_name="revocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", ""), _negated=True),
                    models.Q(("basis", ""), _negated=True),
                    ("paper__isnull", False),
                ),
                name="revocation_announced",
            ),
        ),
        migrations.AddConstraint(
            model_name="revocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "revoked"), _negated=True),
                    models.Q(
                        models.Q(
                            ("decided_on__gt", models.F("defence_until")),
                            ("defended_at__isnull", False),
                            _connector="OR",
                        ),
                        ("decided_by__isnull", False),
                        ("decision_paper__isnull", False),
                        models.Q(("remedies", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="revocation_heard_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="termination",
            constraint=models.UniqueConstraint(
                condition=models.Q(("overturned__isnull", True)),
                fields=("case",),
                name="termination_stands_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="termination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", ""), _negated=True),
                    models.Q(("basis", ""), _negated=True),
                    models.Q(("remedies", ""), _negated=True),
                ),
                name="termination_gives_reasons",
            ),
        ),
        migrations.AddConstraint(
            model_name="voiding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome__in", ["", "voided"]), ("overturned__isnull", True)),
                fields=("case",),
                name="voiding_stands_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="voiding",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["", "voided", "refused", "over"])), name="voiding_outcome"
            ),
        ),
        migrations.AddConstraint(
            model_name="voiding",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("reason", ""), _negated=True), ("officer__isnull", False)),
                name="voiding_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="voiding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "mistake"), ("twin__isnull", True)),
                    models.Q(
                        ("kind", "twice"),
                        ("twin__isnull", False),
                        models.Q(("twin", models.F("case")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="voiding_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="voiding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["", "over"]),
                    models.Q(
                        ("answered_by__isnull", False),
                        models.Q(("answered_by", models.F("officer")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="voiding_by_two",
            ),
        ),
    ]
