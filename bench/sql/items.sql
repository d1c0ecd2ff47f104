-- Copies of the items of the town under codes and numbers that follow from their order.
WITH model AS MATERIALIZED (
  SELECT i.*, row_number() OVER (ORDER BY i.id) - 1 AS place, count(*) OVER () AS models
  FROM catalogue_item AS i WHERE i.current_id IS NOT NULL
), copy AS MATERIALIZED (
  SELECT n, m.* FROM generate_series(1, %(items)s) AS n JOIN model AS m ON m.place = n %% m.models
), item AS (
  INSERT INTO catalogue_item (id, code, base_code, agency_id, region_id, level, state, name, kind, project_type,
    promised_days, visits, online, charged, audiences, person_themes, firm_themes, current_id)
  SELECT %(base)s + n, 'BENCH' || lpad(n::text, 6, '0'), base_code, agency_id, region_id, level, state, name || n,
    kind, project_type, promised_days, visits, online, charged, audiences, person_themes, firm_themes, %(base)s + n
  FROM copy
), version AS (
  INSERT INTO catalogue_version (id, item_id, number, definition, digest, effective_from, published_at,
    published_by, source)
  SELECT %(base)s + n, %(base)s + n, 1, v.definition || jsonb_build_object('name', copy.name || n), v.digest,
    v.effective_from, v.published_at, v.published_by, v.source
  FROM copy JOIN catalogue_version AS v ON v.id = copy.current_id
)
INSERT INTO catalogue_searchentry (item_id, name_key, initials, pinyin, vector)
SELECT %(base)s + n, s.name_key || n, s.initials, s.pinyin, s.vector
FROM copy JOIN catalogue_searchentry AS s ON s.item_id = copy.id;
