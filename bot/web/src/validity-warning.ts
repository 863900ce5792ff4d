import { html, nothing, type TemplateResult } from "lit/html.js";
import type { PolicySummary } from "./api";
import { isInForce, nearestDate, outsideDates, todayInShanghai } from "./wording";

/** The first line of every page while its policy is outside its dates. */
export function validityWarning(policy?: PolicySummary, day = todayInShanghai()): TemplateResult | typeof nothing {
  if (!policy || isInForce(policy, day)) return nothing;
  return html`<p class="warning"><b>${outsideDates(policy, day)}</b>　${nearestDate(policy, day)}</p>`;
}
