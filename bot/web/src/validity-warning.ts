import { html, nothing, type TemplateResult } from "lit/html.js";
import type { PolicySummary } from "./api";
import { isInForce, outsideDates, todayInShanghai, validity } from "./wording";

/** The first line of every page while a policy on offer is outside its dates. */
export function validityWarning(policies: PolicySummary[], day = todayInShanghai()): TemplateResult | typeof nothing {
  const outside = policies.filter((policy) => !isInForce(policy, day));
  if (!outside.length) return nothing;
  const dates = outside.length < 2 ? "" : outside.map(({ title }) => `《${title}》`).join("、");
  return html`<p class="warning"><b>${outsideDates(outside[0]!, day)}</b>　${dates || validity(outside[0]!)}</p>`;
}
