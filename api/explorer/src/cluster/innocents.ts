/** What the library says of those whom a ban could hit unfairly. */

import type { Cluster } from "../api/types.ts";

export const SIGNS =
  "signs of honesty: verified, on a paid plan, created 180 days or more before the first activity of the cluster";

/** The question is one about operators; of a campaign its operator is asked about, null where it is not known. */
export function operatorOf({ cluster_id, level, operator }: Cluster): string | null {
  return level === "operator" ? cluster_id : operator;
}
