import { html, nothing, type TemplateResult } from "lit/html.js";
import type { ClauseEstimate, Estimate } from "./api";
import { bars } from "./bars";
import { bigAmount, clauseCard, unconfirmed } from "./clause-card";
import { money } from "./money";
import type { PolicyContext } from "./policy-context";
import { chineseDate, outsideDates, projectName } from "./wording";

/** One estimate as a person reads it: whether it is in force, the total, a bar a clause, a card a clause. */
export function estimateView(estimate: Estimate, { policy, ceilings }: PolicyContext): TemplateResult {
  const labels = new Map(policy?.facts.map(({ id, label }) => [id, label]));
  const common = sharedByAll(estimate);
  const cards = (clauses: ClauseEstimate[]) =>
    clauses.map((clause) => clauseCard(clause, labels, common, outdoneBy(clause, estimate)));
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
    ${common.length ? html`<p class="line"><b>各条都要</b><span>${common.join("；")}（待确认）</span></p>` : nothing}
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

function total(estimate: Estimate, warning: string): TemplateResult {
  const { total, potential, as_of } = estimate;
  const mayGrow = potential.max !== total.max || potential.min !== total.min;
  return html`<div>
    ${warning ? html`<p class="expired">${warning}</p>` : nothing}
    <h2 class="hint">预计合计（按 ${chineseDate(as_of)} 申请）</h2>
    <p class="total">${awaitsFacts(estimate) ? html`<b>${WAITING}</b>` : bigAmount(total)}</p>
    ${mayGrow ? html`<p class="hint">补充信息后：${money(potential)}</p>` : nothing}
  </div>`;
}

export function sumInWords(estimate: Estimate): string {
  return awaitsFacts(estimate) ? WAITING : money(estimate.total);
}

const WAITING = "待补充信息";

/** Nothing can be counted yet, which is not the same as 0 元. */
function awaitsFacts({ clauses }: Estimate): boolean {
  const has = (...statuses: string[]) => clauses.some(({ status }) => statuses.includes(status));
  return has("needs_info") && !has("eligible", "conditional");
}

/** Open conditions of every clause that is not refused: said once above instead of on every card. */
function sharedByAll({ clauses }: Estimate): string[] {
  const [first = [], ...others] = clauses.filter(({ status }) => status !== "ineligible").map(unconfirmed);
  return others.length ? first.filter((text) => others.every((texts) => texts.includes(text))) : [];
}

/** The clause that is counted instead of this one and by which rule, if one sets it aside: “租金补贴”就高不重复. */
function outdoneBy({ id, project }: ClauseEstimate, { excluded, clauses }: Estimate): string | undefined {
  const found = excluded.find((entry) => entry.clause === id && entry.project === project);
  if (!found) return undefined;
  const { in_favour_of: winner, in_favour_of_project: other = null, rule = "就高不重复" } = found;
  const title = clauses.find((clause) => clause.id === winner)?.title ?? winner;
  return `“${title}”${projectName(other)}${rule}`;
}
