/** A failure of the API as an error: RFC 9457, with the hint of what to do. */

/** One field that was refused, and why. */
interface Fault {
  field: string;
  message: string;
}

interface ProblemBody {
  title: string;
  detail: string;
  code: string;
  hint: string;
  request_id: string;
  errors: readonly Fault[];
}

export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly code: string;
  readonly hint: string;
  readonly requestId: string;
  readonly faults: readonly Fault[];

  constructor(status: number, body: Partial<ProblemBody>) {
    const title = body.title ?? "The request failed";
    super(title);
    this.status = status;
    this.title = title;
    this.detail = body.detail ?? "";
    this.code = body.code ?? "";
    this.hint = body.hint ?? "";
    this.requestId = body.request_id ?? "";
    this.faults = body.errors ?? [];
  }

  /** The problem an answer that is no success tells of. */
  static of(response: Response, body: unknown): Problem {
    if (isRecord(body)) return new Problem(response.status, { ...texts(body), errors: faultsOf(body.errors) });
    return new Problem(response.status, { title: `The server answered ${response.status} ${response.statusText}` });
  }

  /** Whatever was thrown, as a problem. */
  static from(thrown: unknown): Problem {
    if (thrown instanceof Problem) return thrown;
    if (thrown instanceof TypeError)
      return new Problem(0, {
        title: "The server cannot be reached",
        detail: thrown.message,
        hint: "see whether linkage serve is running, then try again",
      });
    return new Problem(0, { title: "Something unforeseen failed", detail: String(thrown) });
  }
}

function isRecord(body: unknown): body is Record<string, unknown> {
  return typeof body === "object" && body !== null;
}

function faultsOf(errors: unknown): Fault[] {
  if (!Array.isArray(errors)) return [];
  return errors.filter(isRecord).map(({ field, message }) => ({ field: String(field), message: String(message) }));
}

function texts(body: Record<string, unknown>): Partial<ProblemBody> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(body)) if (typeof value === "string") found[name] = value;
  return found;
}
