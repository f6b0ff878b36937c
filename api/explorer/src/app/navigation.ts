/** Moving between views: the hash of the URL is the only place where it is kept which one is shown. */

import { useEffect, useState } from "preact/hooks";
import { isSamePlace, parseRoute, type Query, type Route, withQuery } from "../route.ts";

export function useRoute(): Route {
  const [route, setRoute] = useState(currentRoute);
  useEffect(() => {
    const follow = () => setRoute(currentRoute());
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  return route;
}

function currentRoute(): Route {
  return parseRoute(window.location.hash);
}

export function navigate(to: string): void {
  window.location.hash = to;
}

/** Show the view differently; Back undoes it. */
export function changeQuery(change: Query): void {
  navigate(withQuery(currentRoute(), change));
}

/** The same for what is typed or dragged, where each step is not worth a Back. */
export function replaceQuery(change: Query): void {
  window.location.replace(withQuery(currentRoute(), change));
}

let arrivals = 0;

/** Whether the view was reached from another one on this page: only then may the focus be moved. */
export function hasNavigated(): boolean {
  return arrivals > 0;
}

/** Names the entry of the history that is shown, so that what is kept for it is found by Back and not by a link. */
export function historyEntry(): string {
  return JSON.stringify(window.history.state);
}

function markEntry(): void {
  window.history.replaceState({ made: Date.now() }, "");
}

/** A new place starts at its top; one that Back returns to is scrolled by the browser to where it was. */
export function followPlaces(): void {
  let last = currentRoute();
  if (window.history.state === null) markEntry();
  window.addEventListener("hashchange", () => {
    const now = currentRoute();
    const isNew = window.history.state === null;
    if (isNew) markEntry();
    if (isSamePlace(last, now)) return;
    last = now;
    arrivals += 1;
    if (isNew) window.scrollTo(0, 0);
  });
}
