/** The line below a long table: how much of it is there, what failed, and all of it as a file. */

import { useEffect, useState } from "preact/hooks";
import { Problem } from "../api/problem.ts";
import { csv } from "./csv.ts";
import type { LongTableProps } from "./long-table.tsx";
import { ProblemBox } from "./problem-box.tsx";
import { save } from "./save.ts";
import { standing } from "./standing.ts";

export function BelowLongTable<Row>({ label, columns, pages, total, empty, file }: LongTableProps<Row>) {
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => setProblem(null), [pages.key]);
  const download = async () => {
    if (saving) return;
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
      <span role="status">
        {standing({ read: pages.rows.length, done: pages.done, failed: pages.problem !== null, total, empty })}
      </span>
      <button type="button" class="quiet" aria-disabled={saving} onClick={download}>
        {saving ? "Reading all rows" : "Download CSV"}
        <span class="unseen"> of {label}</span>
      </button>
      {failed !== null && <ProblemBox problem={failed} again={problem === null ? pages.more : download} />}
    </div>
  );
}
