/** A button that saves the rows of a table. */

import type { Column } from "./columns.ts";
import { csv } from "./csv.ts";
import { save } from "./save.ts";

interface Props<Row> {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** Name of the file without its ending. */
  file: string;
  /** What the table is about, for who does not see it. */
  of: string;
}

export function DownloadCsv<Row>({ columns, rows, file, of }: Props<Row>) {
  return (
    <button type="button" class="quiet" onClick={() => save(`${file}.csv`, "text/csv", csv(columns, rows))}>
      Download CSV<span class="unseen"> of {of}</span>
    </button>
  );
}
