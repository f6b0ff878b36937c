/** What a run had learnt, read out of the JSON it is stored as. */

export interface Calibration {
  accounts: number;
  kinds: string[];
  /** By pass, kind and size: how often an independent kind agrees. */
  share: number[][][];
  /** By pass: the same of two accounts taken at random. */
  chance: number[];
  /** By kind and size: pairs the share was learnt from. */
  pairs: number[][];
  /** By kind and size: how far labels moved the log-odds. */
  moved: number[][];
  /** What is usual among accounts in communities of fewer than five; among all where fewer than 200 are in such. */
  population: Record<string, number>;
  /** Share of all activity in each ten minutes of a day. */
  profile: number[];
}

/** Null where the JSON is not as this version of the page knows it. */
export function readCalibration(json: unknown): Calibration | null {
  if (!isRecord(json)) return null;
  const { accounts, kinds, share, chance, pairs, moved, population, rhythm } = json;
  if (!isListOf(kinds, isText) || !isListOf(share, isTable) || !isListOf(chance, isNumber)) return null;
  if (!isTable(pairs) || !isTable(moved) || !isNumber(accounts)) return null;
  const profile = isRecord(rhythm) && isListOf(rhythm.profile, isNumber) ? rhythm.profile : [];
  return { accounts, kinds, share, chance, pairs, moved, population: numbersOf(population), profile };
}

function numbersOf(record: unknown): Record<string, number> {
  if (!isRecord(record)) return {};
  return Object.fromEntries(Object.entries(record).filter((entry): entry is [string, number] => isNumber(entry[1])));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

function isListOf<T>(value: unknown, is: (one: unknown) => one is T): value is T[] {
  return Array.isArray(value) && value.every(is);
}

function isTable(value: unknown): value is number[][] {
  return isListOf(value, (row): row is number[] => isListOf(row, isNumber));
}
