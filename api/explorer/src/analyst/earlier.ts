/** The last queries of one's own, kept until the tab is closed: they may hold raw identifiers. */

import { ofTab } from "../api/storage.ts";
import type { Own } from "./asked.ts";

const NAME = "analyst-earlier";
const MOST = 20;

export function readEarlier(): Own[] {
  try {
    const kept: unknown = JSON.parse(ofTab.get(NAME) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isOwn) : [];
  } catch {
    return [];
  }
}

export function keepEarlier(own: Own): Own[] {
  const kept = [own, ...readEarlier().filter(({ text }) => text !== own.text)].slice(0, MOST);
  ofTab.set(NAME, JSON.stringify(kept));
  return kept;
}

function isOwn(value: unknown): value is Own {
  return typeof value === "object" && value !== null && "text" in value && "params" in value;
}
