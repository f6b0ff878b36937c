/** What an analyst's query answered: rows, a drawing where it holds paths, and how far it was let. */

import { useState } from "preact/hooks";
import { writeExact } from "../api/exact.ts";
import { navigate } from "../app/navigation.ts";
import { LongTable } from "../parts/long-table.tsx";
import { Value } from "../parts/names.tsx";
import { counted } from "../parts/numbers.ts";
import { Frame } from "../parts/panel.tsx";
import { ProblemBox } from "../parts/problem-box.tsx";
import { save } from "../parts/save.ts";
import { columnsOf, type ResultRow, routeOf } from "./answer-columns.tsx";
import { type Asked, isSame, told } from "./asked.ts";
import { ResultGraph } from "./result-graph.tsx";
import type { Asking, Result } from "./use-asking.ts";

const FILE = "answer";

interface Props {
  asking: Asking;
  /** What stands in the form above, where that is known. */
  above: Asked | null;
}

export function AnswerView({ asking: { standing }, above }: Props) {
  return (
    <Frame title="Answer">
      <div class="analyst-answer" aria-busy={standing.state === "asked"}>
        {standing.state !== "nothing" && (
          <AskedLine asked={standing.asked} isOther={above !== null && !isSame(standing.asked, above)} />
        )}
        {standing.state === "nothing" && <p class="empty">Nothing was asked yet.</p>}
        {standing.state === "asked" && <p class="waiting">Asking</p>}
        {standing.state === "failed" && <ProblemBox problem={standing.problem} />}
        {standing.state === "there" && <Answered key={standing.result.number} result={standing.result} />}
      </div>
    </Frame>
  );
}

function AskedLine({ asked, isOther }: { asked: Asked; isOther: boolean }) {
  const { what, params } = told(asked);
  return (
    <p>
      Asked: <Value text={what} />
      {params.map(([name, value]) => (
        <span key={name}>
          , {name} <Value text={value} />
        </span>
      ))}
      . {isOther && <strong>This is not what stands above.</strong>}
    </p>
  );
}

function Answered({ result }: { result: Result }) {
  const [isDrawn, setIsDrawn] = useState(result.graph !== null);
  return (
    <>
      <p class="analyst-caps">
        {result.truncated ? `The first ${counted(result.rows.length, "row")}: there are more` : rows(result)};{" "}
        {result.caps}.
        {result.graph !== null && (
          <button type="button" aria-pressed={isDrawn} onClick={() => setIsDrawn(!isDrawn)}>
            {isDrawn ? "Show its rows" : "Draw it"}
          </button>
        )}
      </p>
      {result.graph !== null && isDrawn ? <ResultGraph graph={result.graph} /> : <Rows result={result} />}
    </>
  );
}

function rows(result: Result): string {
  return result.rows.length === 0 ? "No row" : counted(result.rows.length, "row");
}

function Rows({ result }: { result: Result }) {
  if (result.columns.length === 0) return null;
  const columns = columnsOf(result.columns);
  const numbered = result.rows.map((values, number): ResultRow => ({ number, values }));
  const jsonLines = () => result.rows.map((row) => `${writeExact(row)}\n`).join("");
  return (
    <>
      <LongTable
        label="Rows of the answer"
        columns={columns}
        pages={{
          key: `answer ${result.number}`,
          rows: numbered,
          first: null,
          done: true,
          problem: null,
          more: () => {},
          rest: async () => numbered,
        }}
        rowKey={(row) => String(row.number)}
        height="24rem"
        total={numbered.length}
        onOpen={(row) => {
          const route = routeOf(row);
          if (route !== null) navigate(route);
        }}
        empty="No row."
        file={FILE}
      />
      <p>
        <button type="button" onClick={() => save(`${FILE}.jsonl`, "application/jsonl", jsonLines())}>
          Download JSON lines
        </button>
      </p>
    </>
  );
}
