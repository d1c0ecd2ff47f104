"""After the storm: nothing that was acknowledged is lost, nothing is there twice."""

from django.db import connection

from tongban.journal import queries as journal

LOOK = """
WITH acknowledged AS (
  SELECT DISTINCT split_part(place, '/', 3) AS number FROM unnest(%(places)s::text[]) AS place
)
SELECT
  (SELECT count(*) FROM acknowledged),
  (SELECT count(*) FROM acknowledged JOIN cases_case USING (number)),
  (SELECT count(*) FROM acknowledged JOIN cases_case AS c USING (number)
    WHERE 1 = (SELECT count(*) FROM journal_line WHERE chain = 'case:' || c.id)),
  (SELECT count(*) FROM (
    SELECT c.id FROM acknowledged JOIN cases_case AS c USING (number)
    JOIN procrastinate_jobs AS job ON job.args->>'chain' = 'case:' || c.id
    GROUP BY c.id HAVING count(*) = %(jobs)s
  ) AS followed)
"""


def faults(places: list[str], jobs: int) -> list[str]:
    """What is wrong with the cases that these addresses acknowledge; empty when all is well."""
    with connection.cursor() as cursor:
        cursor.execute(LOOK, {"places": places, "jobs": jobs})
        acknowledged, cases, lines, followed = cursor.fetchone()
    found = {
        f"{len(places) - acknowledged} answers repeat a number": len(places) != acknowledged,
        f"{acknowledged - cases} acknowledged cases are missing": cases != acknowledged,
        f"{acknowledged - lines} cases have not exactly one line": lines != acknowledged,
        f"{acknowledged - followed} cases have not their jobs": followed != acknowledged,
        "chains have faults": bool(journal.faults()),
    }
    return [sentence for sentence, true in found.items() if true]
