import { html, nothing, type TemplateResult } from "lit/html.js";
import type { AmountRange, ClauseEstimate, Condition, Reading } from "./api";
import { money, moneyParts } from "./money";
import { CONDITION_STATE, STATUS, projectName, whyARange } from "./wording";

type Part = TemplateResult | typeof nothing;

/**
 * @param labels fact id → its Chinese label
 * @param common open conditions that are said above all cards
 * @param winner what is counted instead of this one and by which rule, if it is set aside
 */
export function clauseCard(
  clause: ClauseEstimate,
  labels: Map<string, string>,
  common: string[],
  winner?: string,
): TemplateResult {
  const { status, amount } = clause;
  const refused = status === "ineligible";
  return html`<article class="card ${status} ${winner ? "outdone" : ""}">
    <header>
      <h3>${clause.title} <small>${projectName(clause.project)}</small></h3>
      <p class="status">${STATUS[status]}</p>
    </header>
    ${refused
      ? line("不满足", inState(clause, "unmet"))
      : [
          amount ? html`<p class="sum">${bigAmount(amount)} <span class="hint">${whyARange(clause)}</span></p>` : nothing,
          clause.formula ? html`<p class="formula">${clause.formula}</p>` : nothing,
          winner ? line("不重复", [`与${winner}，未计入合计`]) : nothing,
          line("还差", clause.missing.map((fact) => labels.get(fact) ?? fact)),
          line("待确认", unconfirmed(clause).filter((text) => !common.includes(text))),
          line("待评审", inState(clause, "review")),
          line("拨付", clause.payments.map((payment) => `${payment.label} ${money(payment.amount)}`)),
        ]}
    ${line("提示", clause.notes)}
    <details>
      <summary>原文与算法 <small>${clause.number}</small></summary>
      <blockquote>${clause.quote}</blockquote>
      ${clause.steps.length && !refused ? steps(clause) : nothing}
      <ul class="conditions">
        ${clause.conditions.map(({ state, text }) => html`<li class=${state}><b>${CONDITION_STATE[state]}</b>${text}</li>`)}
      </ul>
      ${clause.readings.map(reading)}
    </details>
  </article>`;
}

export function unconfirmed(clause: ClauseEstimate): string[] {
  return inState(clause, "unknown");
}

function inState({ conditions }: ClauseEstimate, state: Condition["state"]): string[] {
  return conditions.filter((condition) => condition.state === state).map(({ text }) => text);
}

export function bigAmount(range: AmountRange): TemplateResult {
  const { lead, figure, unit } = moneyParts(range);
  return html`<span class="amount"><small>${lead}</small> <b>${figure}</b> <small>${unit}</small></span>`;
}

function reading({ question, chosen, others }: Reading): TemplateResult {
  return html`<p class="hint">
    口径：${question} 本测算采用“${chosen}”${others.length ? `；另一种理解：${others.join("；")}` : ""}。
  </p>`;
}

function line(label: string, items: string[]): Part {
  return items.length ? html`<p class="line"><b>${label}</b><span>${items.join("；")}</span></p>` : nothing;
}

function steps(clause: ClauseEstimate): TemplateResult {
  return html`<table>
    ${clause.steps.map(
      ({ label, expression, amount }) =>
        html`<tr>
          <th scope="row">${label}</th>
          <td>${expression}</td>
          <td>${money(amount)}</td>
        </tr>`,
    )}
  </table>`;
}
