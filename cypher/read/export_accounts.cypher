// name: export_accounts
// mode: export
// doc: Accounts with what detection reads of them, as parallel lists, for a range of ids. Unknown times are -1,
//   unknown texts empty: a list leaves nulls out, and would lose its place.
// params:
//   after: string - account ids above this one
//   until: string - and not above this one
// returns:
//   ids: account ids
//   created: creation times, epoch milliseconds
//   status: the accounts' status
//   verified: true or false as text
//   plan: the accounts' plan
//   org: the accounts' organisation
MATCH (a:Account)
WHERE a.id > $after AND a.id <= $until
RETURN collect(a.id) AS ids,
       collect(coalesce(a.created_at.epochMillis, -1)) AS created,
       collect(coalesce(toString(a.status), '')) AS status,
       collect(coalesce(toString(a.verified), '')) AS verified,
       collect(coalesce(toString(a.plan), '')) AS plan,
       collect(coalesce(toString(a.org), '')) AS org
