"""容缺受理承诺书 and 告知承诺书 are kinds of papers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_initial"),
        ("papers", "0006_ending_kinds"),
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
                            "withdrawal",
                            "termination",
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
