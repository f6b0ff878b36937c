/** The questions of the library as the API lists them. */

import { api, dataOf } from "../api/client.ts";

export interface Param {
  name: string;
  type: string;
  default: string | null;
  help: string;
  required: boolean;
}

export interface Question {
  name: string;
  doc: string;
  params: Param[];
}

export async function listQuestions(signal: AbortSignal): Promise<Question[]> {
  const { items } = await dataOf(api.GET("/v1/queries", { signal }));
  return items.map(({ name, doc, params }) => ({ name, doc, params: params.map(paramOf) }));
}

/** What a parameter is made of is not in the OpenAPI document. */
function paramOf(param: Record<string, unknown>): Param {
  return {
    name: String(param.name),
    type: String(param.type),
    default: typeof param.default === "string" && param.default !== "null" ? param.default : null,
    help: String(param.help),
    required: param.required === true,
  };
}
