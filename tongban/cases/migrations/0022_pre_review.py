
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0021_pause_law"),
        ("catalogue", "0011_overtime_causes"),
        ("identity", "0002_tally"),
    ]

    operations = [
        migrations.CreateModel(
            name="PreReview",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("submission", models.UUIDField()),
                ("round", models.PositiveSmallIntegerField()),
                ("asked_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("outcome", models.CharField(blank=True, choices=[("fits", "可以提交"), ("mend", "建议修改")], max_length=4)),
                ("opinion", models.CharField(blank=True, max_length=500)),
                ("answered_at", models.DateTimeField(null=True)),
                ("post_name", models.CharField(blank=True, max_length=60)),
                ("instrument", models.CharField(blank=True, max_length=100)),
                ("agency", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.agency")),
                ("firm", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.firm")),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.item")),
                ("officer", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.officer")),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.person")),
            ],
        ),
        migrations.CreateModel(
            name="PreReviewPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=200)),
                ("fits", models.BooleanField()),
                ("need", models.CharField(blank=True, max_length=500)),
                ("files", models.JSONField(default=list)),
                ("pre_review", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="points", to="cases.prereview")),
            ],
        ),
        migrations.AddIndex(
            model_name="prereview",
            index=models.Index(condition=models.Q(("outcome", "")), fields=["agency", "due_on"], name="pre_review_waiting"),
        ),
        migrations.AddConstraint(
            model_name="prereview",
            constraint=models.UniqueConstraint(fields=("submission", "round"), name="pre_review_round"),
        ),
        migrations.AddConstraint(
            model_name="prereview",
            constraint=models.UniqueConstraint(condition=models.Q(("outcome", "")), fields=("submission",), name="pre_review_open_once"),
        ),
        migrations.AddConstraint(
            model_name="prereview",
            constraint=models.CheckConstraint(condition=models.Q(models.Q(("answered_at__isnull", True), ("officer__isnull", True), ("outcome", "")), models.Q(("answered_at__isnull", False), ("officer__isnull", False), ("outcome__in", ["fits", "mend"])), _connector="OR"), name="pre_review_answered"),
        ),
        migrations.AddConstraint(
            model_name="prereviewpoint",
            constraint=models.UniqueConstraint(fields=("pre_review", "key"), name="pre_review_point_once"),
        ),
        migrations.AddConstraint(
            model_name="prereviewpoint",
            constraint=models.CheckConstraint(condition=models.Q(("fits", True), models.Q(("need", ""), _negated=True), _connector="OR"), name="pre_review_says_what"),
        ),
    ]
