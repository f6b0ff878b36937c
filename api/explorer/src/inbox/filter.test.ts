import assert from "node:assert/strict";
import { test } from "node:test";
import { filterOf } from "./filter.ts";

test("the query of the URL says what is shown", () => {
  const query = new URLSearchParams("verdict=watch&kind=ip&min_size=20&since=2026-06-01&changed=yes");
  assert.deepEqual(filterOf(query), {
    verdict: "watch",
    kind: "ip",
    minSize: 20,
    since: "2026-06-01T00:00:00Z",
    changed: true,
  });
});

test("what makes no sense is passed over", () => {
  const query = new URLSearchParams("verdict=guilty&min_size=-1&since=soon&changed=yes");
  assert.deepEqual(filterOf(query), { verdict: null, kind: null, minSize: 0, since: null, changed: false });
});

test("a size beyond what the server takes is its most", () => {
  assert.equal(filterOf(new URLSearchParams("min_size=99999999999")).minSize, 2_147_483_647);
});
