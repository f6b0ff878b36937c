// name: create_change
// mode: write
// doc: Write down in the journal what this transaction changes, so that a detection need not read all the rest again.
// params:
//   id: string - of this entry
//   accounts: list<string> - accounts of which something new is known
//   refs: list<string> - identifiers that imply a derived one they did not imply before
CREATE (:Change {id: $id, accounts: $accounts, refs: $refs})
