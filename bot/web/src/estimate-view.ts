import { html, nothing, type TemplateResult } from "lit/html.js";
import type { ClauseEstimate, Estimate } from "./api";
import { bars } from "./bars";
import { bigAmount, clauseCard } from "./clause-card";
import { money } from "./money";
import type { PolicyContext } from "./policy-context";
import { chineseDate, outsideDates } from "./wording";

/** One estimate as a person reads it: whether it is in force, the total, a bar a clause, a card a clause. */
export function estimateView(estimate: Estimate, { policy, ceilings }: PolicyContext): TemplateResult {
  const labels = new Map(policy?.facts.map(({ id, label }) => [id, label]));
  const cards = (clauses: ClauseEstimate[]) =>
    clauses.map((clause) => clauseCard(clause, labels, outdoneBy(clause, estimate)));
  const group = (label: string, clauses: ClauseEstimate[]) =>
    clauses.length
      ? html`<details class="group">
          <summary>${label} <small>${clauses.length} 条</small></summary>
          ${cards(clauses)}
        </details>`
      : nothing;
  const having = (...statuses: string[]) => estimate.clauses.filter(({ status }) => statuses.includes(status));
  const given = having("eligible", "conditional");
  const wanting = having("needs_info");
  const counted = given.filter((clause) => !outdoneBy(clause, estimate));
  return html`<section class="estimate" aria-label="测算结果">
    ${total(estimate, estimate.in_force ? "" : outsideDates(policy, estimate.as_of))}
    ${bars(counted.length ? counted : wanting, ceilings)}
    ${cards(given)} ${group("补充信息后可测算", wanting)} ${group(
      "由政府酌定",
      having("discretionary"),
    )} ${group("不符合", having("ineligible"))}
    <ul class="notes">
      ${estimate.notes.map((note) => html`<li>${note}</li>`)}
    </ul>
  </section>`;
}

function total({ total, potential, as_of }: Estimate, warning: string): TemplateResult {
  const mayGrow = potential.max !== total.max || potential.min !== total.min;
  return html`<div>
    ${warning ? html`<p class="expired">${warning}</p>` : nothing}
    <p class="hint">预计合计（按 ${chineseDate(as_of)} 申请）</p>
    <p class="total">${bigAmount(total)}</p>
    ${mayGrow ? html`<p class="hint">补充信息后：${money(potential)}</p>` : nothing}
  </div>`;
}

/** Title of the clause that is counted instead of this one, if 就高不重复 sets it aside. */
function outdoneBy({ id, project }: ClauseEstimate, { excluded, clauses }: Estimate): string | undefined {
  const winner = excluded.find((entry) => entry.clause === id && entry.project === project)?.in_favour_of;
  return clauses.find((clause) => clause.id === winner)?.title ?? winner;
}
