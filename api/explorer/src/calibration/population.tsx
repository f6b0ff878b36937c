/** What is usual among accounts, against which clusters are judged: chance, bans, plans, and the time of day. */

import { Facts } from "../parts/facts.tsx";
import { LineChart } from "../parts/line-chart.tsx";
import { percent } from "../parts/numbers.ts";
import type { Calibration } from "./read-calibration.ts";

const NAMES: Record<string, string> = {
  banned: "banned",
  verified: "verified",
  paid: "on a paid plan",
  close: "two of them created within a day of each other",
};
const MINUTES = 10;

export function Population({ calibration }: { calibration: Calibration }) {
  const { population, chance, profile } = calibration;
  const usual = Object.entries(NAMES).flatMap(([name, words]) => {
    const share = population[name];
    return share === undefined ? [] : [[words, percent(share)] as const];
  });
  return (
    <>
      <Facts of={[["two accounts at random corroborated by chance", percent(chance.at(-1) ?? 0)]]} />
      {usual.length > 0 && (
        <>
          <p class="quiet-text">
            Of the accounts in communities of fewer than five, or of all accounts where fewer than 200 are in such:
          </p>
          <Facts of={usual} />
        </>
      )}
      {profile.length > 0 && (
        <LineChart
          caption="Activity by time of day (UTC), % of all"
          description="Share of all activity in each ten minutes of a day; acting in step counts beyond this."
          along="from"
          steps={profile.map((_, place) => clock(place * MINUTES))}
          lines={[{ name: "% of activity", colour: 1, values: profile.map((share) => 100 * share) }]}
          file="calibration-rhythm"
        />
      )}
    </>
  );
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
