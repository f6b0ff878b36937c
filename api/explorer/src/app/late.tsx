/** A component whose code is fetched when it is first shown, so that the first view is soon there. */

import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Problem } from "../api/problem.ts";
import { ProblemBox } from "../parts/problem-box.tsx";

export function late<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let there: ComponentType<Props> | null = null;
  return function Late(props: Props) {
    const [, setLoaded] = useState(there !== null);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (there !== null || failed) return;
      load().then(
        (component) => {
          there = component;
          setLoaded(true);
        },
        () => setFailed(true),
      );
    }, [failed]);
    if (failed) return <ProblemBox problem={MISSING} again={() => setFailed(false)} />;
    const Component = there;
    return Component === null ? <p class="waiting">Loading</p> : <Component {...props} />;
  };
}

const MISSING = new Problem(0, {
  title: "A part of the page cannot be loaded",
  hint: "reload the page: the server may have a newer version of it",
});
