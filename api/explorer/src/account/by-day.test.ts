import assert from "node:assert/strict";
import { test } from "node:test";
import type { AccountEvent } from "../api/questions.ts";
import { byDay } from "./by-day.ts";

const event = (at: string, what: AccountEvent, name = "a") => ({ at, event: what, label: "IP", name, count: 1 });

test("events of one day are together, in order", () => {
  const events = [
    event("2026-01-01T01:00:00Z", "created"),
    event("2026-01-01T02:00:00Z", "first use"),
    event("2026-01-03T00:00:00Z", "last use"),
  ];
  assert.deepEqual(
    byDay(events).map(({ day, events: list }) => [day.slice(0, 10), list.map((one) => one.event)]),
    [
      ["2026-01-01", ["created", "first use"]],
      ["2026-01-03", ["last use"]],
    ],
  );
});

test("what was used once has one event", () => {
  const once = [event("2026-01-01T02:00:00Z", "first use"), event("2026-01-01T02:00:00Z", "last use")];
  assert.equal(byDay(once)[0]?.events.length, 1);
  const another = [event("2026-01-01T02:00:00Z", "first use"), event("2026-01-01T02:00:00Z", "last use", "b")];
  assert.equal(byDay(another)[0]?.events.length, 2);
});
