/** Short names for what the API answers with. */

import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

export type Account = Schemas["Account"];
export type AccountOfIdentifier = Schemas["AccountOfIdentifier"];
export type Alike = Schemas["Alike"];
export type Argument = Schemas["Argument"];
export type Campaign = Schemas["Campaign"];
export type Case = Schemas["Case"];
export type Cluster = Schemas["Cluster"];
export type ClusterOfAccount = Schemas["ClusterOfAccount"];
export type Descent = Schemas["Descent"];
export type Explanation = Schemas["Explanation"];
export type Found = Schemas["Found"];
export type HubClass = Schemas["HubClass"];
export type Identifier = Schemas["Identifier"];
export type IdentifierOfAccount = Schemas["IdentifierOfAccount"];
export type KindQuality = Schemas["KindQuality"];
export type Member = Schemas["Member"];
export type Run = Schemas["Run"];
export type RunSummary = Schemas["RunSummary"];
export type SharedIdentifier = Schemas["SharedIdentifier"];
export type Step = Schemas["Step"];
export type Tie = Schemas["Tie"];
export type Verdict = Schemas["Cluster"]["verdict"];
export type WhatIf = Schemas["WhatIf"];
export type Why = Schemas["Why"];
