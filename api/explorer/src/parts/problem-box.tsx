/** What failed, why, and what to do: alike wherever something was asked for. */

import type { Problem } from "../api/problem.ts";
import { focusAround } from "./focus-around.ts";

export function ProblemBox({ problem, again }: { problem: Problem; again?: () => void }) {
  return (
    <div class="problem" role="alert">
      <strong>{problem.title}</strong>
      {problem.detail !== "" && <span>{problem.detail}</span>}
      {problem.faults.map(({ field, message }) => (
        <span key={`${field} ${message}`}>
          {field}: {message}
        </span>
      ))}
      {problem.hint !== "" && <span class="quiet-text">What to do: {problem.hint}.</span>}
      {problem.requestId !== "" && <span class="quiet-text">Request {problem.requestId}</span>}
      {again !== undefined && (
        <button
          type="button"
          onClick={(event) => {
            focusAround(event.currentTarget);
            again();
          }}
        >
          Try again
        </button>
      )}
    </div>
  );
}
