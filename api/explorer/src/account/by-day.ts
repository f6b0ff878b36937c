/** Events in order, brought together by the day (UTC) they happened on. */

import type { RowOf } from "../api/questions.ts";

/** One thing that is known of an account, and when it was. */
export type Happening = RowOf<"list_timeline_of_account">;

interface Day {
  day: string;
  events: Happening[];
}

/** An identifier used once has one event, not a first and a last use at the same time. */
export function byDay(events: readonly Happening[]): Day[] {
  const days = new Map<string, Day>();
  const begun = new Set<string>();
  for (const event of events) {
    const use = `${event.at} ${event.label} ${event.name}`;
    if (event.event === "first use") begun.add(use);
    if (event.event === "last use" && begun.has(use)) continue;
    const day = `${event.at.slice(0, 10)}T00:00:00Z`;
    const known = days.get(day);
    if (known === undefined) days.set(day, { day, events: [event] });
    else known.events.push(event);
  }
  return [...days.values()];
}
