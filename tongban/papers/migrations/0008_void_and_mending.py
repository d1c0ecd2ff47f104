"""作废通知书 and 限期整改通知书 are kinds of papers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_initial"),
        ("papers", "0007_promises"),
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
                            "deemed_renewal",
                            "refusal",
                            "tolerance",
                            "commitment",
                            "mending",
                            "withdrawal",
                            "termination",
                            "voiding",
                            "reopening",
                            "revocation_notice",
                            "revocation",
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
