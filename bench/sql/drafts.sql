-- Ready drafts, all copies of one, under ids that follow from their order.
WITH copy AS (
  INSERT INTO cases_draft (id, account_id, person_id, firm_id, item_id, version_id, answers, form, created_at,
    saved_at)
  SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, d.account_id, d.person_id, d.firm_id,
    d.item_id, d.version_id, d.answers, d.form, d.created_at, d.saved_at
  FROM cases_draft AS d, generate_series(%(first)s::bigint, %(last)s::bigint) AS n WHERE d.id = %(model)s
  RETURNING id
)
INSERT INTO cases_draftfile (draft_id, key, file_id)
SELECT copy.id, f.key, f.file_id FROM copy, cases_draftfile AS f WHERE f.draft_id = %(model)s;
