/** The three things that can be compared, each with its fields. */

import type { ComponentChildren } from "preact";
import { navigate } from "../app/navigation.ts";
import { href } from "../route.ts";
import { named, typed } from "./asked.ts";

type Read = (name: string) => string;

export function CompareFields({ query }: { query: URLSearchParams }) {
  const [cluster = "", other = ""] = named(query, "clusters");
  return (
    <div class="columns">
      <Form
        title="Accounts: what do they share?"
        to={(read) => href("compare", "", { accounts: typed(read("accounts")) })}
      >
        <label class="wide">
          Account ids, two or more, one a line; or on one line, separated by commas
          <textarea name="accounts" rows={2} required value={named(query, "accounts").join("\n")} />
        </label>
      </Form>
      <Form
        title="Two clusters: what links them?"
        to={(read) => href("compare", "", { clusters: [read("cluster"), read("other")] })}
      >
        <Field label="One cluster" name="cluster" value={cluster} />
        <Field label="Another" name="other" value={other} />
      </Form>
      <Form
        title="A cluster: then and now"
        to={(read) => href("compare", "", { cluster: read("cluster"), at: read("at") })}
      >
        <Field label="Cluster" name="cluster" value={query.get("cluster") ?? ""} />
        <Field label="As of" name="at" value={query.get("at") ?? ""} type="date" />
      </Form>
    </div>
  );
}

function Form({ title, to, children }: { title: string; to(read: Read): string; children: ComponentChildren }) {
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    navigate(to((name) => String(data.get(name) ?? "").trim()));
  };
  return (
    <form class="panel" aria-label={title} onSubmit={submit}>
      <header>
        <h2>{title}</h2>
      </header>
      <div class="fields">
        {children}
        <button type="submit">Compare</button>
      </div>
    </form>
  );
}

function Field({ label, name, value, type = "text" }: { label: string; name: string; value: string; type?: string }) {
  return (
    <label>
      {label}
      <input name={name} type={type} value={value} required spellcheck={false} />
    </label>
  );
}
