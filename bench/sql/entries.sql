-- The items of a list once more for each of many places, under codes that follow from their number.
WITH model AS MATERIALIZED (
  SELECT item.* FROM catalogue_item AS item WHERE item.current_id IS NOT NULL
), place AS MATERIALIZED (
  SELECT array_agg(code ORDER BY code) AS codes FROM identity_region
), copy AS MATERIALIZED (
  SELECT %(base)s + row_number() OVER (ORDER BY n, model.id) AS pk, codes[1 + n %% cardinality(codes)] AS place, model.*
  FROM place, generate_series(1, ceil(%(entries)s / (SELECT count(*)::numeric FROM model))::int - 1) AS n, model
), item AS (
  INSERT INTO catalogue_item (id, code, base_code, agency_id, region_id, level, state, name, kind, project_type,
    promised_days, visits, online, charged, audiences, person_themes, firm_themes, current_id)
  SELECT pk, 'BENCH' || pk, base_code, agency_id, place, level, state, name, kind, project_type,
    promised_days, visits, online, charged, audiences, person_themes, firm_themes, pk
  FROM copy
), version AS (
  INSERT INTO catalogue_version (id, item_id, number, definition, digest, effective_from, published_at,
    published_by, source)
  SELECT pk, pk, 1, '{}', v.digest, v.effective_from, v.published_at, v.published_by, v.source
  FROM copy JOIN catalogue_version AS v ON v.id = copy.current_id
)
INSERT INTO catalogue_searchentry (item_id, name_key, initials, pinyin, vector)
SELECT pk, s.name_key, s.initials, s.pinyin, s.vector
FROM copy JOIN catalogue_searchentry AS s ON s.item_id = copy.id;
