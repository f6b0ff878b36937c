/** A table of rows that are all there: the first few until more are wanted, and all of them as a file. */

import { useState } from "preact/hooks";
import { type Column, cellOf } from "./columns.ts";
import { DownloadCsv } from "./download-csv.tsx";
import { count } from "./numbers.ts";
import { ShowAll } from "./show-all.tsx";

interface Props<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey(row: Row): string;
  /** Name of the file without its ending. */
  file: string;
  /** Rows shown at first. */
  first?: number;
  /** Whether the API has more rows than it gave. */
  truncated?: boolean;
}

export function ShortTable<Row>({ caption, columns, rows, rowKey, file, first = 12, truncated = false }: Props<Row>) {
  const [isAll, setIsAll] = useState(false);
  const shown = isAll ? rows : rows.slice(0, first);
  return (
    <>
      <div class="table">
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.name} scope="col" class={column.numeric ? "numeric" : undefined}>
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <TableRow key={rowKey(row)} row={row} columns={columns} />
            ))}
          </tbody>
        </table>
      </div>
      <div class="below-table">
        <ShowAll isAll={isAll} setIsAll={setIsAll} first={first} total={rows.length} />
        {truncated && <span>There are more than these {count(rows.length)}.</span>}
        <DownloadCsv columns={columns} rows={rows} file={file} of={caption} />
      </div>
    </>
  );
}

function TableRow<Row>({ row, columns }: { row: Row; columns: readonly Column<Row>[] }) {
  return (
    <tr>
      {columns.map((column, place) =>
        place === 0 ? (
          <th key={column.name} scope="row" class={column.numeric ? "numeric" : undefined}>
            {cellOf(column, row)}
          </th>
        ) : (
          <td key={column.name} class={column.numeric ? "numeric" : undefined}>
            {cellOf(column, row)}
          </td>
        ),
      )}
    </tr>
  );
}
