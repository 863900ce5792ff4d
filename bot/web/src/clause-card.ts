import { html, nothing, type TemplateResult } from "lit";
import type { AmountRange, ClauseEstimate, Exclusion } from "./api";
import { money, moneyParts } from "./money";
import { CONDITION_STATE, STATUS, projectName, whyARange } from "./wording";

export interface CardContext {
  /** fact id → its Chinese label */
  labels: Map<string, string>;
  /** what this clause gives way to, if it does */
  exclusion?: Exclusion & { winner: string };
}

export function clauseCard(clause: ClauseEstimate, context: CardContext): TemplateResult {
  const open = clause.conditions.filter(({ state }) => state === "unknown" || state === "review");
  const unmet = clause.conditions.filter(({ state }) => state === "unmet");
  return html`<article class="card ${clause.status} ${context.exclusion ? "given-up" : ""}">
    <header>
      <h4>${clause.title}${clause.project !== null ? html` <small>${projectName(clause.project)}</small>` : nothing}</h4>
      <p class="status">${STATUS[clause.status]}</p>
    </header>
    ${clause.amount && clause.status !== "ineligible" ? amountLine(clause, clause.amount) : nothing}
    ${context.exclusion ? givenUp(context.exclusion) : nothing}
    ${clause.formula && clause.status !== "ineligible" ? html`<p class="formula">${clause.formula}</p>` : nothing}
    ${labelledList("还差", clause.missing.map((fact) => context.labels.get(fact) ?? fact))}
    ${labelledList("不满足", unmet.map(({ text }) => text))}
    ${clause.status === "ineligible" ? nothing : html`
      ${labelledList("待确认", open.filter(({ state }) => state === "unknown").map(({ text }) => text))}
      ${labelledList("待评审", open.filter(({ state }) => state === "review").map(({ text }) => text))}
      ${clause.payments.length
        ? html`<p class="line"><b>拨付</b><span>${clause.payments.map(({ label, amount }) => `${label} ${money(amount)}`).join("；")}</span></p>`
        : nothing}`}
    ${clause.notes.map((note) => html`<p class="line"><b>提示</b><span>${note}</span></p>`)}
    ${basis(clause)}
  </article>`;
}

export function bigAmount(range: AmountRange): TemplateResult {
  const { lead, figure, unit } = moneyParts(range);
  return html`<span class="amount">${lead ? html`<small>${lead}</small> ` : nothing}<b>${figure}</b> <small>${unit}</small></span>`;
}

function amountLine(clause: ClauseEstimate, amount: AmountRange): TemplateResult {
  const why = amount.min === amount.max ? "" : whyARange(clause);
  return html`<p class="amount-line">${bigAmount(amount)}${why ? html`<span class="why">${why}</span>` : nothing}</p>`;
}

function givenUp(exclusion: { winner: string; quote: string }): TemplateResult {
  return html`<p class="line"><b>不重复</b><span>与“${exclusion.winner}”就高不重复，未计入合计</span></p>`;
}

function labelledList(label: string, items: string[]): TemplateResult | typeof nothing {
  return items.length ? html`<p class="line"><b>${label}</b><span>${items.join("；")}</span></p>` : nothing;
}

/** Everything a doubter wants to see, folded away for the others: the clause's words, the steps, the readings. */
function basis(clause: ClauseEstimate): TemplateResult {
  return html`<details>
    <summary>原文与计算过程 <small>${clause.number}</small></summary>
    <blockquote>${clause.quote}</blockquote>
    ${clause.steps.length
      ? html`<table>
          <caption>计算步骤</caption>
          ${clause.steps.map(
            (step) => html`<tr><th scope="row">${step.label}</th><td>${step.expression}</td><td class="num">${money(step.amount)}</td></tr>`,
          )}
        </table>`
      : nothing}
    ${clause.conditions.length
      ? html`<ul class="conditions">
          ${clause.conditions.map((condition) => html`<li class=${condition.state}><span>${CONDITION_STATE[condition.state]}</span>${condition.text}</li>`)}
        </ul>`
      : nothing}
    ${clause.readings.map(
      (reading) => html`<p class="reading"><b>口径</b>${reading.question} 本测算采用：${reading.chosen}。${reading.others.length ? html`<br />另一种理解：${reading.others.join("；")}。` : nothing}</p>`,
    )}
  </details>`;
}
