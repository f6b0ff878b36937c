import { useEffect, useRef, useState } from "preact/hooks";
import { type Picture, type PictureNode, successorOf } from "./picture.ts";

interface Selected {
  node: PictureNode | undefined;
  select(id: string | null): void;
}

/** The selected node; where it was opened or folded away, the one that stands for it. */
export function useSelected(picture: Picture): Selected {
  const [id, select] = useState<string | null>(null);
  const last = useRef<PictureNode | undefined>(undefined);
  const found = picture.nodes.find((one) => one.id === id);
  const node = found ?? (last.current && last.current.id === id ? successorOf(last.current, picture) : undefined);
  useEffect(() => {
    if (!node) return;
    last.current = node;
    select(node.id);
  }, [node]);
  return { node, select };
}
