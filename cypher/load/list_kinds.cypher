// name: list_kinds
// mode: read
// doc: The declared kinds of identifier, as the last load that declared them wrote them.
// params:
//   limit: integer = 1000 - most kinds
// returns:
//   name: how inputs call it
//   label: its node label
//   normaliser: the rule that makes two spellings equal
//   lease_days: days without use after which a value may have changed hands, 0 for never
//   group: its independence group
//   derived_from: the kind whose values it is computed from; empty where it is observed
//   derivation: the rule that computes it, or empty
MATCH (k:Kind)
RETURN k.id AS name, k.label AS label, k.normaliser AS normaliser, k.lease_days AS lease_days, k.group AS group,
       coalesce(k.derived_from, '') AS derived_from, coalesce(k.derivation, '') AS derivation
ORDER BY name
LIMIT $limit
