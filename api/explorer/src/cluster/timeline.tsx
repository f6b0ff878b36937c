/** Sign-ups and bans of a cluster over time: what is bought, and what replaces it. */

import type { RowOf } from "../api/questions.ts";
import type { Cluster } from "../api/types.ts";
import type { Answer } from "../app/answer.ts";
import { useQuestion } from "../app/question.ts";
import { binned, daysSpanned, LONG_BEFORE, withoutTail } from "../parts/bins.ts";
import { ColumnChart } from "../parts/column-chart.tsx";
import { count, counted } from "../parts/numbers.ts";
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
/** Members of whom no more than this share was created long before the others are left out at first. */
const TAIL = 0.01;
/** From so many days on, weeks are easier to read than days. */
const MANY_DAYS = 120;
/** Of more days than this, columns of a day would be too narrow to see. */
const TOO_MANY_DAYS = 1500;

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
  const known = answer.state === "there" ? answer.value.rows : [];
  const shown = isWhole ? known : withoutTail(known, (row) => row.created, TAIL);
  const span = daysSpanned(shown);
  const days = answer.state === "there" ? width(span, query.get("by")) : null;
  return (
    <Panel
      title={TITLE}
      note="members by the day they were created, and banned members by the day they were last seen (UTC)"
      answer={answer}
      reserve={19}
      cypher={{ name: "list_timeline_of_cluster", params }}
      actions={<Choices id={id} query={query} span={span} days={days} isWhole={isWhole} />}
      empty={({ rows }) => rows.length === 0 && "No member's time of creation is known."}
    >
      {({ rows, truncated }) => (
        <ColumnChart
          caption={captionOf(days, rows, shown, truncated)}
          description={describe(rows)}
          bins={binned(shown.map(valuesOf), days ?? 1)}
          series={SERIES}
          file={`${id}-timeline`}
        />
      )}
    </Panel>
  );
}

const BY = ["day", "week"] as const;

interface ChoicesProps {
  id: string;
  query: URLSearchParams;
  /** Days from the first to the last that is shown. */
  span: number;
  /** Days of a column. */
  days: number | null;
  isWhole: boolean;
}

function Choices({ id, query, span, days, isWhole }: ChoicesProps) {
  const route: Route = { view: "cluster", id, query };
  return (
    <>
      {(span > TOO_MANY_DAYS ? BY.slice(1) : BY).map((by) => (
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

function width(span: number, by: string | null): number {
  if (by === "week" || span > TOO_MANY_DAYS) return 7;
  return by === "day" || span <= MANY_DAYS ? 1 : 7;
}

function captionOf(days: number | null, rows: readonly Day[], shown: readonly Day[], truncated: boolean): string {
  const by = `Members by ${days === 7 ? "week" : "day"}`;
  const left = counted(sum(rows, "created") - sum(shown, "created"), "member");
  const from = ` from ${day(shown[0]?.day ?? 0)} on; ${left} created ${LONG_BEFORE} days or more before it left out`;
  return `${by}${shown.length < rows.length ? from : ""}${truncated ? "; later days left out" : ""}`;
}

function valuesOf({ day: at, created, banned, ended }: Day) {
  return { day: at, values: [created - banned, banned, ended] };
}

function describe(rows: readonly Day[]): string {
  const busiest = rows.reduce((most, row) => (row.created > most.created ? row : most), rows[0] ?? NO_DAY);
  return (
    `${count(sum(rows, "created"))} members created, ${count(sum(rows, "banned"))} of them banned by now; ` +
    `most on ${day(busiest.day)}, ${count(busiest.created)}.`
  );
}

function sum(rows: readonly Day[], of: "created" | "banned"): number {
  return rows.reduce((total, row) => total + row[of], 0);
}

const NO_DAY: Day = { day: "1970-01-01T00:00:00Z", created: 0, banned: 0, ended: 0 };
