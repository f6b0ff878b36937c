/** A choice among verdicts, or all of them; what is chosen is in the URL. */

import type { Verdict } from "../api/types.ts";
import { changeQuery } from "../app/navigation.ts";
import { VERDICTS } from "./verdicts.ts";

export function VerdictChoice({ label, verdict }: { label: string; verdict: Verdict | null }) {
  return (
    <label>
      {label}{" "}
      <select value={verdict ?? ""} onChange={(event) => changeQuery({ verdict: event.currentTarget.value })}>
        <option value="">all</option>
        {VERDICTS.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    </label>
  );
}
