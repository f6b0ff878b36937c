/** One time, to the minute or the day, in UTC; exactly on demand. */

import { day, minute } from "./times.ts";

interface Props {
  at: string | null | undefined;
  to?: "minute" | "day";
}

export function Time({ at, to = "minute" }: Props) {
  if (at === null || at === undefined) return <span class="quiet-text">not known</span>;
  return (
    <time dateTime={at} title={`${at} (UTC)`}>
      {to === "day" ? day(at) : minute(at)}
    </time>
  );
}

export function TimeSpan({ first, last }: { first: string | null; last: string | null }) {
  if (first !== null && last !== null && day(first) === day(last)) return <Time at={first} to="day" />;
  return (
    <>
      <Time at={first} to="day" /> to <Time at={last} to="day" />
    </>
  );
}
