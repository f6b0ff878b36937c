/** The heading of a view: names the page, and takes the focus when one comes from another view. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { hasNavigated } from "../app/navigation.ts";

/** Of a name in the title of the window: hostile ones are as long as they like. */
const MOST = 60;

export function Title({
  name,
  children,
  aside,
}: {
  name: string;
  children?: ComponentChildren;
  aside?: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${name.slice(0, MOST)} · Account linkage`;
  }, [name]);
  useEffect(() => {
    if (hasNavigated()) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div class="title">
      <h1 ref={heading} tabIndex={-1}>
        {children ?? name}
      </h1>
      {aside}
    </div>
  );
}
