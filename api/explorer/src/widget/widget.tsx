/** The graph of a cluster in a notebook: Python has the store, and answers each change of what is open. */

import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Quotient } from "../graph/quotient.ts";
import { QuotientGraph } from "../graph/quotient-graph.tsx";
import "./widget.css";

/** What the widget and Python have in common; Python writes all of it but `opened`. */
interface Shared {
  cluster_id: string;
  quotient: Quotient;
  opened: string[];
  problem: string;
}

interface Model {
  get<Name extends keyof Shared>(name: Name): Shared[Name];
  set<Name extends keyof Shared>(name: Name, value: Shared[Name]): void;
  save_changes(): void;
  on(event: string, act: () => void): void;
  off(event: string, act: () => void): void;
}

function Widget({ model }: { model: Model }) {
  const clusterId = useShared(model, "cluster_id");
  const quotient = useShared(model, "quotient");
  const opened = useShared(model, "opened");
  const problem = useShared(model, "problem");
  const open = (ids: string[]) => {
    model.set("opened", ids);
    model.save_changes();
  };
  return (
    <>
      {problem !== "" && <p role="alert">{problem}</p>}
      <QuotientGraph
        clusterId={clusterId}
        quotient={quotient}
        isAwaited={false}
        open={opened}
        onOpen={open}
        onAccount={null}
        onIdentifier={null}
      />
    </>
  );
}

function useShared<Name extends keyof Shared>(model: Model, name: Name): Shared[Name] {
  const [value, setValue] = useState(model.get(name));
  useEffect(() => {
    const read = () => setValue(() => model.get(name));
    model.on(`change:${name}`, read);
    return () => model.off(`change:${name}`, read);
  }, [model, name]);
  return value;
}

export default {
  render({ model, el }: { model: Model; el: HTMLElement }) {
    el.classList.add("linkage-widget");
    render(<Widget model={model} />, el);
    return () => render(null, el);
  },
};
