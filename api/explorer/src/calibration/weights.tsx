/** One small chart a kind: how certain sharing one is, now and in the run before. */

import { count, percent } from "../parts/numbers.ts";
import { SizeChart } from "../parts/size-chart.tsx";
import { type Step, stepsOf } from "./certainty.ts";
import type { Calibration } from "./read-calibration.ts";

export function Weights({ now, before }: { now: Calibration; before: Calibration | null }) {
  const learnt = now.kinds.filter((kind) => stepsOf(now, kind).length > 0);
  return (
    <div class="small-charts">
      {learnt.map((kind) => (
        <OfKind
          key={kind}
          kind={kind}
          now={stepsOf(now, kind)}
          before={before === null ? null : stepsOf(before, kind)}
        />
      ))}
    </div>
  );
}

function OfKind({ kind, now, before }: { kind: string; now: readonly Step[]; before: readonly Step[] | null }) {
  const users = [...new Set([...now, ...(before ?? [])].map((step) => step.users))].sort((one, other) => one - other);
  const lines = [
    { name: "this run", colour: 1, values: along(users, now) },
    ...(before === null ? [] : [{ name: "run before", colour: 3, hollow: true, values: along(users, before) }]),
  ];
  return <SizeChart kind={kind} description={describe(now)} sizes={users} lines={lines} file={`calibration-${kind}`} />;
}

function along(users: readonly number[], steps: readonly Step[]): (number | null)[] {
  const known = new Map(steps.map((step) => [step.users, step.certainty]));
  return users.map((number) => known.get(number) ?? null);
}

function describe(steps: readonly Step[]): string {
  const pairs = count(steps.reduce((sum, step) => sum + step.pairs, 0));
  const said = steps.map((step) => `${percent(step.certainty)} from ${count(step.users)} on`);
  return `Learnt from ${pairs} pairs: ${said.join(", ")}.`;
}
