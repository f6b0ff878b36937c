/** Times as the page writes them: always UTC. */

const DAY = 86_400_000;

/** "2026-06-30 23:51", of any RFC 3339 time. */
export function minute(at: string): string {
  return new Date(at).toISOString().slice(0, 16).replace("T", " ");
}

/** "2026-06-30", of a time as text or as milliseconds. */
export function day(at: string | number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** The start of a day that a date field holds, as the API takes it. */
export function startOfDay(date: string): string {
  return `${date}T00:00:00Z`;
}

/** Whether text is a date as date fields write it, one that exists, and no year half typed: 0020 on the way to 2026. */
export function isDate(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(startOfDay(text)) : Number.NaN;
  return at >= 0 && day(at) === text;
}

export function daysBefore(at: string, days: number): string {
  return day(Date.parse(at) - days * DAY);
}

/** How long from one time to another: "12 s", "5 h", "114 days". */
export function lasting(from: string, to: string): string {
  const seconds = Math.max(Date.parse(to) - Date.parse(from), 0) / 1000;
  if (seconds < 60) return `${Math.round(seconds * 10) / 10} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}
