// name: lock_latest_run
// mode: write
// doc: Have other detections wait with publishing until this transaction ends; then return who published last.
// returns:
//   run: id of the latest run, null before the first
MERGE (s:Setting {id: 'latest run'})
SET s.locked = true
RETURN s.value AS run
