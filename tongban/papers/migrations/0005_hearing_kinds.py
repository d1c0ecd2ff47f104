"""Hearings have papers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_initial"),
        ("papers", "0004_services"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="paper",
            name="papers_paper_kind",
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "application",
                            "receipt",
                            "custody",
                            "acceptance",
                            "correction",
                            "non_acceptance",
                            "special_procedure",
                            "extension",
                            "hearing_right",
                            "hearing_notice",
                            "hearing_minutes",
                            "fee_notice",
                            "grant",
                            "refusal",
                            "withdrawal",
                            "termination",
                            "delivery",
                            "certificate",
                            "notice",
                            "talk_notice",
                            "bulletin",
                            "sanction_proposal",
                        ],
                    )
                ),
                name="papers_paper_kind",
            ),
        ),
    ]
