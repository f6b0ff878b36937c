/** The runs of detection, latest first, with what each found and changed. */

import { ask, type RowOf } from "../api/questions.ts";
import { listRuns } from "../api/read.ts";
import type { RunSummary } from "../api/types.ts";
import { useAnswer } from "../app/answer.ts";
import type { Column } from "../parts/columns.ts";
import { LineChart } from "../parts/line-chart.tsx";
import { count } from "../parts/numbers.ts";
import { Panel } from "../parts/panel.tsx";
import { ShortTable } from "../parts/short-table.tsx";
import { Time } from "../parts/time.tsx";
import { lasting, minute } from "../parts/times.ts";
import { Title } from "../parts/title.tsx";
import { href } from "../route.ts";

const LIMIT = 200;
const CHANGES = { name: "list_changes_by_run", params: { limit: LIMIT } } as const;

type Row = RunSummary & { changed: RowOf<"list_changes_by_run"> | null };

interface Latest {
  runs: Row[];
  /** Whether there are earlier runs than these. */
  truncated: boolean;
}

const COLUMNS: Column<Row>[] = [
  { name: "run", value: (row) => row.run_id, cell: (row) => <a href={href("run", row.run_id)}>{row.run_id}</a> },
  { name: "started (UTC)", value: (row) => row.started_at, cell: (row) => <Time at={row.started_at} /> },
  { name: "took", value: took },
  {
    name: "as of (UTC)",
    value: (row) => row.as_of,
    cell: (row) => (row.as_of === null ? "the present" : <Time at={row.as_of} />),
  },
  { name: "accounts", value: (row) => row.accounts, numeric: true },
  { name: "clusters", value: (row) => row.clusters, numeric: true },
  { name: "accounts flagged", value: (row) => row.flagged, numeric: true },
  ...(["created", "merged", "split", "continued", "reborn"] as const).map((name) => ({
    name,
    value: (row: Row) => row.changed?.[name] ?? null,
    numeric: true,
  })),
];

export function Runs() {
  const answer = useAnswer("runs and changes", async (signal): Promise<Latest> => {
    const [page, changes] = await Promise.all([
      listRuns(LIMIT, null, signal),
      ask(CHANGES.name, CHANGES.params, signal),
    ]);
    const of = new Map(changes.rows.map((row) => [row.run_id, row]));
    const runs = page.items.map((run) => ({ ...run, changed: of.get(run.run_id) ?? null }));
    return { runs, truncated: page.next !== null };
  });
  const none = ({ runs }: Latest) => runs.length === 0 && "There has been no run yet: linkage detect makes one.";
  return (
    <div class="view">
      <Title name="Runs" />
      <Panel
        title="Runs and what each changed"
        note="latest first"
        answer={answer}
        reserve={9}
        cypher={CHANGES}
        empty={none}
      >
        {({ runs, truncated }) => (
          <ShortTable
            caption="Created, merged, split, continued and reborn count operators"
            columns={COLUMNS}
            rows={runs}
            rowKey={(row) => row.run_id}
            file="runs"
            first={20}
            truncated={truncated}
          />
        )}
      </Panel>
      <Panel title="Over the runs" answer={answer} reserve={18} empty={none}>
        {({ runs }) => <OverRuns runs={runs.toReversed()} />}
      </Panel>
    </div>
  );
}

const COUNTED = ["clusters", "flagged", "accounts", "identifiers"] as const;
const WORDS = { clusters: "clusters", flagged: "accounts flagged", accounts: "accounts", identifiers: "identifiers" };

function OverRuns({ runs }: { runs: readonly Row[] }) {
  return (
    <div class="small-charts">
      {COUNTED.map((name) => (
        <LineChart
          key={name}
          caption={WORDS[name]}
          description={`From ${count(runs[0]?.[name] ?? 0)} in the first run shown to ${count(runs.at(-1)?.[name] ?? 0)} in the latest.`}
          along="run started (UTC)"
          steps={runs.map((run) => (run.started_at === null ? run.run_id : minute(run.started_at)))}
          lines={[{ name: WORDS[name], colour: 1, values: runs.map((run) => run[name]) }]}
          file={`runs-${name}`}
        />
      ))}
    </div>
  );
}

function took({ started_at: started, finished_at: finished }: RunSummary): string | null {
  return started === null || finished === null ? null : lasting(started, finished);
}
