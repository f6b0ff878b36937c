/** One line on the whole inbox: how many clusters of each verdict, and what the latest run or the time since changed. */

import type { CaseFilter, CasePage } from "../api/read.ts";
import { useQuestion } from "../app/question.ts";
import { counted } from "../parts/numbers.ts";
import { Time } from "../parts/time.tsx";
import { day } from "../parts/times.ts";
import { Verdict } from "../parts/verdict.tsx";
import { VERDICTS } from "../parts/verdicts.ts";
import { href } from "../route.ts";

export function Summary({ first, filter }: { first: CasePage | null; filter: CaseFilter }) {
  return (
    <p class="summary">
      {first !== null && (
        <>
          {VERDICTS.map((verdict) => (
            <span key={verdict}>
              {counted(first.verdicts[verdict] ?? 0, "cluster")} <Verdict verdict={verdict} />
            </span>
          ))}
          <span>
            {filter.since === null ? <LatestRun /> : since(first, filter)} Latest activity <Time at={first.now} /> UTC.
          </span>
        </>
      )}
    </p>
  );
}

function since(first: CasePage, { since, changed }: CaseFilter): string {
  if (since === null) return "";
  return changed
    ? `${counted(first.total, "cluster")} changed since ${day(since)}.`
    : `Changes since ${day(since)} are told.`;
}

function LatestRun() {
  const answer = useQuestion("list_changes_by_run", { limit: 1 });
  const run = answer.state === "there" ? answer.value.rows[0] : undefined;
  if (run === undefined) return null;
  const { created, merged, split, continued, reborn } = run;
  const told = [
    [created, "new"],
    [merged, "merged into another"],
    [split, "split off"],
    [continued, "on the infrastructure of another"],
    [reborn, "reborn"],
  ] as const;
  const changes = told.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return (
    <>
      The <a href={href("run", run.run_id)}>latest run</a> changed{" "}
      {changes.length === 0 ? "no cluster" : `clusters: ${changes.join(", ")}`}.
    </>
  );
}
