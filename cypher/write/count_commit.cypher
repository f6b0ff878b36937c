// name: count_commit
// mode: write
// doc: Count a transaction that writes down what it changes, last in it: what the server counts beyond is of others.
// params:
//   counter: string - which of several counters, so that writers at one time seldom wait for one another
MERGE (c:Commits {id: $counter})
ON CREATE SET c.count = 1
ON MATCH SET c.count = c.count + 1
