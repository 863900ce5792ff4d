import { html, nothing, type TemplateResult } from "lit/html.js";
import type { PolicySummary } from "./api";
import { isInForce, nearestDate, outsideDates, todayInShanghai } from "./wording";

/** The first line of every page while a policy on offer is outside its dates. */
export function validityWarning(policies: PolicySummary[], day = todayInShanghai()): TemplateResult | typeof nothing {
  const outside = policies.filter((policy) => !isInForce(policy, day));
  if (!outside.length) return nothing;
  const which = outside.length < 2 ? nearestDate(outside[0]!, day) : outside.map(({ title }) => `《${title}》`).join("、");
  return html`<p class="warning"><b>${outsideDates(outside[0]!, day)}</b>　${which}</p>`;
}
