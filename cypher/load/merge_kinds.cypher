// name: merge_kinds
// mode: write
// doc: Declare kinds of identifier, or renew what is declared of them.
// params:
//   rows: list<map> - id, label, normaliser, lease_days, group, derived_from and derivation of each kind
UNWIND $rows AS row
MERGE (k:Kind {id: row.id})
SET k.label = row.label, k.normaliser = row.normaliser, k.lease_days = row.lease_days, k.group = row.group,
    k.derived_from = row.derived_from, k.derivation = row.derivation
