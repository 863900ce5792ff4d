import { html, svg, type TemplateResult } from "lit";
import type { ClauseEstimate } from "./api";
import type { Ceilings } from "./catalogue";
import { money } from "./money";
import { projectName } from "./wording";

/** One bar a clause on a common scale: solid is certain, light is the range, the outline ends at the clause's cap. */
export function bars(clauses: ClauseEstimate[], ceilings: Ceilings): TemplateResult {
  const scale = Math.max(1, ...clauses.map((clause) => Math.max(ceilingOf(clause, ceilings), upperEnd(clause))));
  return html`<ul class="bars" aria-label="各条款金额">
    ${clauses.map(
      (clause) => html`<li>
        <span class="bar-label">${clause.title}${clause.project !== null && html`<small> ${projectName(clause.project)}</small>`}</span>
        <span class="bar-amount">${money(clause.amount!)}</span>
        ${bar(clause, ceilingOf(clause, ceilings) / scale, scale)}
      </li>`,
    )}
  </ul>`;
}

function bar(clause: ClauseEstimate, cap: number, scale: number): TemplateResult {
  const { min, max } = clause.amount!;
  const low = percent(min / scale);
  const high = max === null ? "100%" : percent(max / scale);
  return html`<svg class="bar ${clause.status}" width="100%" height="12" aria-hidden="true">
    ${cap ? svg`<rect class="cap" y="1" height="10" width=${percent(cap)} rx="2" />` : null}
    <rect class="range" y="1" height="10" width=${high} rx="2" />
    <rect class="sure" y="1" height="10" width=${low} rx="2" />
    ${cap ? svg`<line class="cap-end" x1=${percent(cap)} x2=${percent(cap)} y1="0" y2="12" />` : null}
  </svg>`;
}

export function barsLegend(): TemplateResult {
  return html`<p class="legend" aria-hidden="true">
    <span class="swatch sure"></span>至少 <span class="swatch range"></span>最多 <span class="swatch cap"></span>条款上限
  </p>`;
}

function ceilingOf(clause: ClauseEstimate, ceilings: Ceilings): number {
  return ceilings.get(clause.id) ?? 0;
}

function upperEnd(clause: ClauseEstimate): number {
  return clause.amount!.max ?? clause.amount!.min;
}

function percent(share: number): string {
  return `${(Math.min(share, 1) * 100).toFixed(2)}%`;
}
