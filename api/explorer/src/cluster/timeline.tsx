/** Sign-ups and bans of a cluster over time: what is bought, and what replaces it. */

import type { RowOf } from "../api/questions.ts";
import type { Cluster } from "../api/types.ts";
import type { Answer } from "../app/answer.ts";
import { useQuestion } from "../app/question.ts";
import { binned, withoutTail } from "../parts/bins.ts";
import { ColumnChart } from "../parts/column-chart.tsx";
import { count } from "../parts/numbers.ts";
import { Panel } from "../parts/panel.tsx";
import { day } from "../parts/times.ts";
import { type Route, withQuery } from "../route.ts";
import { OfMembers } from "./of-members.tsx";

type Day = RowOf<"list_timeline_of_cluster">;

const SERIES = [
  { name: "created, not banned", colour: 1 },
  { name: "created, banned by now", colour: 2, hollow: true },
  { name: "banned, last seen", colour: 3, below: true },
];
/** Members of whom so small a share was created long before the others are left out at first. */
const TAIL = 0.01;
/** From so many days on, weeks are easier to read than days. */
const MANY_DAYS = 120;

const TITLE = "Sign-ups and bans";

interface Props {
  id: string;
  query: URLSearchParams;
  cluster: Answer<Cluster>;
}

export function Timeline({ id, query, cluster }: Props) {
  return (
    <OfMembers cluster={cluster} title={TITLE} reserve={19}>
      {() => <OverTime id={id} query={query} />}
    </OfMembers>
  );
}

function OverTime({ id, query }: { id: string; query: URLSearchParams }) {
  const params = { cluster: id };
  const answer = useQuestion("list_timeline_of_cluster", params);
  const isWhole = query.get("span") === "whole";
  const valued = answer.state === "there" ? answer.value.rows.map(valuesOf) : [];
  const shown = isWhole ? valued : withoutTail(valued, TAIL);
  const days = answer.state === "there" ? width(shown.length, query.get("by")) : null;
  return (
    <Panel
      title={TITLE}
      note="members by the day they were created, and banned members by the day they were last seen (UTC)"
      answer={answer}
      reserve={19}
      cypher={{ name: "list_timeline_of_cluster", params }}
      actions={<Choices id={id} query={query} days={days} isWhole={isWhole} />}
      empty={({ rows }) => rows.length === 0 && "No member's time of creation is known."}
    >
      {({ rows }) => (
        <ColumnChart
          caption={captionOf(days, shown.length < valued.length)}
          description={describe(rows)}
          bins={binned(shown, days ?? 1)}
          series={SERIES}
          file={`${id}-timeline`}
        />
      )}
    </Panel>
  );
}

interface ChoicesProps {
  id: string;
  query: URLSearchParams;
  days: number | null;
  isWhole: boolean;
}

function Choices({ id, query, days, isWhole }: ChoicesProps) {
  const route: Route = { view: "cluster", id, query };
  return (
    <>
      {(["day", "week"] as const).map((by) => (
        <a
          key={by}
          class="button"
          href={withQuery(route, { by })}
          aria-current={days === (by === "week" ? 7 : 1) ? "true" : undefined}
        >
          By {by}
        </a>
      ))}
      <a
        class="button"
        href={withQuery(route, { span: isWhole ? "" : "whole" })}
        aria-current={isWhole ? "true" : undefined}
      >
        Whole time
      </a>
    </>
  );
}

function width(days: number, by: string | null): number {
  if (by === "day" || by === "week") return by === "week" ? 7 : 1;
  return days > MANY_DAYS ? 7 : 1;
}

function captionOf(days: number | null, isCut: boolean): string {
  const by = `Members by ${days === 7 ? "week" : "day"}`;
  return isCut ? `${by}, without the first hundredth of them, created long before` : by;
}

function valuesOf({ day: at, created, banned, ended }: Day) {
  return { day: at, values: [created - banned, banned, ended] };
}

function describe(rows: readonly Day[]): string {
  const sum = (of: (row: Day) => number) => count(rows.reduce((total, row) => total + of(row), 0));
  const busiest = rows.reduce((most, row) => (row.created > most.created ? row : most), rows[0] ?? NO_DAY);
  return (
    `${sum((row) => row.created)} members created, ${sum((row) => row.banned)} of them banned by now; ` +
    `most on ${day(busiest.day)}, ${count(busiest.created)}.`
  );
}

const NO_DAY: Day = { day: "1970-01-01T00:00:00Z", created: 0, banned: 0, ended: 0 };
