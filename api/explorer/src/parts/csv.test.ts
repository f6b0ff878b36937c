import assert from "node:assert/strict";
import { test } from "node:test";
import type { Column } from "./columns.ts";
import { csv } from "./csv.ts";

interface Row {
  id: string;
  size: number | null;
}

const COLUMNS: Column<Row>[] = [
  { name: "id", value: (row) => row.id },
  { name: "size, in accounts", value: (row) => row.size },
];

test("fields with separators, quotes and line breaks are quoted", () => {
  assert.equal(csv(COLUMNS, [{ id: 'a "b"\nc', size: 3 }]), 'id,"size, in accounts"\r\n"a ""b""\nc",3\r\n');
});

test("text that a spreadsheet would run is made inert, and negative numbers are left alone", () => {
  assert.match(csv(COLUMNS, [{ id: "=HYPERLINK(1)", size: -3 }]), /\r\n'=HYPERLINK\(1\),-3\r\n/);
});

test("text that begins with a line break is made inert too", () => {
  assert.match(csv(COLUMNS, [{ id: "\n=1+1", size: 1 }]), /\r\n"'\n=1\+1",1\r\n/);
});

test("nothing is an empty field", () => {
  assert.match(csv(COLUMNS, [{ id: "a", size: null }]), /\r\na,\r\n/);
});
