interface Props {
  isTable: boolean;
  onSwitch(isTable: boolean): void;
}

/** The same graph drawn or written. */
export function ViewSwitch({ isTable, onSwitch }: Props) {
  return (
    <div class="graph-switch">
      <button type="button" aria-pressed={!isTable} onClick={() => onSwitch(false)}>
        Graph
      </button>
      <button type="button" aria-pressed={isTable} onClick={() => onSwitch(true)}>
        Table
      </button>
    </div>
  );
}
