// name: confirm_clusters
// mode: write
// doc: Note that a run found every cluster that is shown as it stands.
// params:
//   run: string - id of the run
MATCH (c:Cluster)
WHERE c.retired_at IS NULL
SET c.run = $run
