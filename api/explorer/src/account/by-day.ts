/** Events in order, brought together by the day (UTC) they happened on. */

import type { RowOf } from "../api/questions.ts";

type Event = RowOf<"list_timeline_of_account">;

/** An identifier used once has one event, not a first and a last use at the same time. */
export function byDay(events: readonly Event[]): { day: string; events: Event[] }[] {
  const days = new Map<string, Event[]>();
  const begun = new Set<string>();
  for (const event of events) {
    const use = `${event.at} ${event.label} ${event.name}`;
    if (event.event === "first use") begun.add(use);
    if (event.event === "last use" && begun.has(use)) continue;
    const day = `${event.at.slice(0, 10)}T00:00:00Z`;
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return [...days].map(([day, list]) => ({ day, events: list }));
}
