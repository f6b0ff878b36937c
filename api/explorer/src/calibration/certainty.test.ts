import assert from "node:assert/strict";
import { test } from "node:test";
import { certainty, differences, stepsOf } from "./certainty.ts";
import { readCalibration } from "./read-calibration.ts";

const json = (share: number) => ({
  accounts: 10,
  kinds: ["ip"],
  share: [[[0.4, 0.1, 0.1]], [[0.4, share, 0.1]]],
  chance: [0.01, 0.0],
  pairs: [[0, 50, 3]],
  moved: [[0, 0, 0]],
  population: { banned: 0.1, created: [1, 2] },
  rhythm: { days: 3, profile: [0.5, 0.5] },
});

const read = (share: number) => {
  const calibration = readCalibration(json(share));
  assert.ok(calibration !== null);
  return calibration;
};

test("corroboration a twentieth above chance is as likely as not, and nothing is certain", () => {
  assert.ok(Math.abs(certainty(0.06, 0.01) - 0.5) < 1e-9);
  assert.equal(certainty(0.005, 0.01), 0);
  assert.equal(certainty(1, 0), 0.95);
});

test("labels move the certainty both ways", () => {
  assert.ok(certainty(0.06, 0.01, 1) > 0.7);
  assert.ok(certainty(0.06, 0.01, -1) < 0.3);
});

test("only sizes that were learnt from pairs are told, by the last pass", () => {
  assert.deepEqual(
    stepsOf(read(0.05), "ip").map(({ users, pairs, certainty: value }) => [users, pairs, value]),
    [
      [2, 50, 0.5],
      [4, 3, 0.1 / (0.1 + 0.05)],
    ],
  );
});

test("what two runs learnt differently is told, what they agree on is not", () => {
  assert.deepEqual(
    differences(read(0.05), read(0.15)).map(({ kind, users }) => [kind, users]),
    [["ip", 2]],
  );
});

test("sizes that only one of the runs learnt are told last, by whichever run that is", () => {
  const [before, now] = [read(0.05), read(0.15)];
  const fewer = { ...now, pairs: [[0, 50, 0]] };
  const told = (of: ReturnType<typeof differences>) =>
    of.map((one) => [one.users, one.before !== null, one.now !== null]);
  assert.deepEqual(told(differences(before, fewer)), [
    [2, true, true],
    [4, true, false],
  ]);
  assert.deepEqual(told(differences({ ...before, kinds: [] }, now)), [
    [2, false, true],
    [4, false, true],
  ]);
});

test("figures of the population that are no numbers are passed over", () => {
  assert.deepEqual(read(0.05).population, { banned: 0.1 });
});

test("JSON of another form is no calibration", () => {
  for (const other of [null, [], {}, { kinds: ["ip"] }, { ...json(0.1), pairs: "none" }])
    assert.equal(readCalibration(other), null);
});
