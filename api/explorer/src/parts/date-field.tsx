/** A day, UTC; tells of whole dates only, not of those that typing a year passes. */

import type { ComponentChildren } from "preact";
import { isDate } from "./times.ts";

interface Props {
  label: ComponentChildren;
  value: string;
  onChange(date: string): void;
}

export function DateField({ label, value, onChange }: Props) {
  return (
    <label>
      {label}
      <input
        type="date"
        value={isDate(value) ? value : ""}
        onChange={(event) => {
          const date = event.currentTarget.value;
          if (date === "" || isDate(date)) onChange(date);
        }}
      />
    </label>
  );
}
