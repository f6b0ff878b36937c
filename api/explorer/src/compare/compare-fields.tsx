/** The three things that can be compared, each with its fields. */

import type { ComponentChildren } from "preact";
import { navigate } from "../app/navigation.ts";
import { href } from "../route.ts";
import { named, typed } from "./asked.ts";
import { useField } from "./use-field.ts";

type Read = (name: string) => string;

export function CompareFields({ query }: { query: URLSearchParams }) {
  const [cluster = "", other = ""] = named(query, "clusters");
  return (
    <div class="columns">
      <Form
        title="Accounts: what do they share?"
        to={(read) => href("compare", "", { accounts: typed(read("accounts")) })}
      >
        <Accounts asked={named(query, "accounts").join("\n")} />
      </Form>
      <Form
        title="Two clusters: what links them?"
        to={(read) => href("compare", "", { clusters: [read("cluster"), read("other")] })}
      >
        <Field label="One cluster" name="cluster" asked={cluster} />
        <Field label="Another" name="other" asked={other} />
      </Form>
      <Form
        title="A cluster: then and now"
        to={(read) => href("compare", "", { cluster: read("cluster"), at: read("at") })}
      >
        <Field label="Cluster" name="cluster" asked={query.get("cluster") ?? ""} />
        <Field label="As of" name="at" asked={query.get("at") ?? ""} type="date" />
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

function Accounts({ asked }: { asked: string }) {
  const [text, setText] = useField(asked);
  return (
    <label class="wide">
      Account ids, two or more, one a line; or on one line, separated by commas
      <textarea
        name="accounts"
        rows={2}
        required
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </label>
  );
}

interface FieldProps {
  label: string;
  name: string;
  asked: string;
  type?: string;
}

function Field({ label, name, asked, type = "text" }: FieldProps) {
  const [text, setText] = useField(asked);
  return (
    <label>
      {label}
      <input
        name={name}
        type={type}
        value={text}
        required
        spellcheck={false}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </label>
  );
}
