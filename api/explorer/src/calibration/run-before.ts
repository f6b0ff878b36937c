import type { Page } from "../api/page.ts";
import type { RunSummary } from "../api/types.ts";

type Runs = Page<Pick<RunSummary, "run_id">>;

/** The run before one, looked for in the latest and then on the pages behind them; null where that one is the first. */
export async function runBefore(
  run: string,
  latest: Runs,
  load: (cursor: string) => Promise<Runs>,
): Promise<string | null> {
  let isNext = false;
  for (let page = latest; ; page = await load(page.next)) {
    for (const { run_id } of page.items) {
      if (isNext) return run_id;
      isNext = run_id === run;
    }
    if (page.next === null) return null;
  }
}
