/** The line below a long table: how much of it is there, what failed, and all of it as a file. */

import { useState } from "preact/hooks";
import { Problem } from "../api/problem.ts";
import { csv } from "./csv.ts";
import type { LongTableProps } from "./long-table.tsx";
import { count } from "./numbers.ts";
import { ProblemBox } from "./problem-box.tsx";
import { save } from "./save.ts";

export function BelowLongTable<Row>({ label, columns, pages, total, empty, file }: LongTableProps<Row>) {
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const download = async () => {
    setSaving(true);
    setProblem(null);
    try {
      save(`${file}.csv`, "text/csv", csv(columns, await pages.rest()));
    } catch (thrown) {
      setProblem(Problem.from(thrown));
    }
    setSaving(false);
  };
  const failed = pages.problem ?? problem;
  return (
    <div class="below-table">
      <span role="status">{standing(pages.rows.length, pages.done, total, empty)}</span>
      <button type="button" class="quiet" disabled={saving} onClick={download}>
        {saving ? "Reading all rows" : "Download CSV"}
        <span class="unseen"> of {label}</span>
      </button>
      {failed !== null && <ProblemBox problem={failed} again={pages.more} />}
    </div>
  );
}

function standing(read: number, done: boolean, total: number | undefined, empty: string): string {
  if (done) return read === 0 ? empty : `All ${count(read)} rows are here.`;
  if (read === 0) return "Loading";
  return total === undefined
    ? `${count(read)} rows read; scroll for more.`
    : `${count(read)} of ${count(total)} rows read; scroll for more.`;
}
