// name: count_commits
// mode: read
// doc: How many transactions wrote down what they changed.
// returns:
//   commits: how many
MATCH (c:Commits)
RETURN coalesce(sum(c.count), 0) AS commits
