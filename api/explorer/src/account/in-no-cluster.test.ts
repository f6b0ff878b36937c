import assert from "node:assert/strict";
import { test } from "node:test";
import type { Explanation } from "../api/types.ts";
import { nothing } from "./in-no-cluster.ts";

const of = (cluster: string | null) => ({ cluster }) as Explanation;

test("nothing is only said to be found of members, whom the explanation looks at", () => {
  assert.equal(nothing(of("op-1"), "Nothing was found."), "Nothing was found.");
  assert.match(nothing(of(null), "Nothing was found."), /not looked at/);
});
