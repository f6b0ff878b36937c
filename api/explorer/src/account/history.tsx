/** What is known of an account in the order it happened, day by day. */

import { useState } from "preact/hooks";
import { useQuestion } from "../app/question.ts";
import { kindWords } from "../parts/kind-words.ts";
import { ClusterLink, IdentifierChip, Value } from "../parts/names.tsx";
import { count } from "../parts/numbers.ts";
import { Panel } from "../parts/panel.tsx";
import { ShowAll } from "../parts/show-all.tsx";
import { Time } from "../parts/time.tsx";
import { byDay, type Happening } from "./by-day.ts";

const FIRST_DAYS = 12;

export function History({ id }: { id: string }) {
  const params = { account: id, limit: 2000 };
  return (
    <Panel
      title="History"
      note="times in UTC"
      answer={useQuestion("list_timeline_of_account", params)}
      reserve={20}
      cypher={{ name: "list_timeline_of_account", params }}
      empty={({ rows }) => rows.length === 0 && "Nothing is known of it in time."}
    >
      {({ rows, truncated }) => <Days events={rows} truncated={truncated} />}
    </Panel>
  );
}

function Days({ events, truncated }: { events: readonly Happening[]; truncated: boolean }) {
  const [isAll, setIsAll] = useState(false);
  const days = byDay(events);
  const shown = isAll ? days : days.slice(0, FIRST_DAYS);
  return (
    <>
      <ol class="history">
        {shown.map(({ day, events: list }) => (
          <li key={day}>
            <Time at={day} to="day" />
            <ul>
              {list.map((event) => (
                <li key={`${event.at} ${event.event} ${event.label} ${event.name}`}>
                  <span class="quiet-text">{event.at.slice(11, 16)}</span> <Words event={event} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <div class="below-table">
        <ShowAll isAll={isAll} setIsAll={setIsAll} first={FIRST_DAYS} total={days.length} of="days" />
        {truncated && <span>More happened than is shown here.</span>}
      </div>
    </>
  );
}

function Words({ event }: { event: Happening }) {
  switch (event.event) {
    case "created":
      return <>created</>;
    case "tied":
      return (
        <>
          first use of what ties it to <ClusterLink id={event.name} />
        </>
      );
    case "acted":
      return (
        <>
          acted with fingerprint <Value text={event.name} />
          {times(event.count)}
        </>
      );
    default:
      return (
        <>
          {event.event} of <IdentifierChip kind={kindWords(event.label)} reference={event.name} copy={false} />
          {event.event === "first use" && times(event.count)}
        </>
      );
  }
}

function times(number: number | null): string {
  return number === null || number === 1 ? "" : `, ${count(number)} times in all`;
}
