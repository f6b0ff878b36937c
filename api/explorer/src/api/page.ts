/** One page of a long list, and how to ask for the next. */
export interface Page<Row> {
  items: Row[];
  next: string | null;
}
