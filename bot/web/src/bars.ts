import { html, nothing, svg, type TemplateResult } from "lit/html.js";
import type { ClauseEstimate } from "./api";
import type { Ceilings } from "./policy-context";
import { money } from "./money";
import { projectName } from "./wording";

/** One bar a clause on a common scale: solid is certain, light is the range, the outline ends at the clause's cap. */
export function bars(all: ClauseEstimate[], ceilings: Ceilings = new Map()): TemplateResult | typeof nothing {
  const clauses = all.filter(({ amount }) => amount && amount.max !== 0);
  const capOf = ({ id }: ClauseEstimate) => ceilings.get(id) ?? 0;
  const scale = Math.max(1, ...clauses.flatMap((clause) => [capOf(clause), clause.amount!.max ?? clause.amount!.min]));
  const share = (yuan: number) => `${(yuan / scale) * 100}%`;
  const bar = (name: string, yuan: number) => svg`<rect class=${name} y="1" height="10" width=${share(yuan)} rx="2" />`;
  if (!clauses.length) return nothing;
  return html`<ul class="bars" aria-label="各条款金额">
      ${clauses.map((clause) => {
        const { min, max } = clause.amount!;
        const cap = capOf(clause);
        return html`<li>
          <span>${clause.title} <small>${projectName(clause.project)}</small></span><span>${money(clause.amount!)}</span>
          <svg class=${clause.status} width="100%" height="12" aria-hidden="true">
            ${bar("cap", cap)}${bar("range", max ?? scale)}${bar("sure", min)}
            ${cap ? svg`<line x1=${share(cap)} x2=${share(cap)} y2="12" />` : null}
          </svg>
        </li>`;
      })}
    </ul>
    <p class="legend" aria-hidden="true"><i class="sure"></i>至少<i class="range"></i>最多<i class="cap"></i>条款上限</p>`;
}
