// name: merge_setting
// mode: write
// doc: Write a setting unless the store has it already, and return what it has now.
// params:
//   id: string - its name
//   value: string - its value, where there is none yet
// returns:
//   value: the value in force
MERGE (s:Setting {id: $id})
ON CREATE SET s.value = $value
RETURN s.value AS value
