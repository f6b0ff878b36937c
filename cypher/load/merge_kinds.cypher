// name: merge_kinds
// mode: write
// doc: Declare kinds of identifier, or renew what is declared of them.
// params:
//   rows: list<map> - id, label, normaliser, lease_days and group of each kind
UNWIND $rows AS row
MERGE (k:Kind {id: row.id})
SET k.label = row.label, k.normaliser = row.normaliser, k.lease_days = row.lease_days, k.group = row.group
