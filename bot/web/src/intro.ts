import { html, nothing, type TemplateResult } from "lit/html.js";
import type { PolicySummary } from "./api";
import { money } from "./money";
import type { PolicyContext } from "./policy-context";
import { validity } from "./wording";

const EXAMPLES = [
  "我们是闵行的人工智能企业，新落户的，租了800平，每平每天4块5，去年主营收入6200万，之前最高4800万，能拿多少？",
  "做智能工厂示范项目，总投资2000万，补多少？",
  "怎么申请，要准备哪些材料？",
];

type Ask = (text: string) => void;

/** What one sees before the first message: what can be asked, and what there is to get. */
export function intro(policy: PolicySummary | undefined, context: PolicyContext, ask: Ask): TemplateResult {
  return html`<div class="intro">
    <h2>说说企业情况，算一算能拿多少扶持</h2>
    <p class="hint">逐条给出金额、算式和政策原文，缺什么会接着问。</p>
    <ul class="examples" aria-label="试试这样问">
      ${EXAMPLES.map((text) => html`<li><button class="chip" @click=${() => ask(text)}>${text}</button></li>`)}
    </ul>
    ${offers(context, ask)}
    ${policy
      ? html`<p class="hint">依据《${policy.title}》${policy.document_number}，${validity(policy)}</p>`
      : nothing}
  </div>`;
}

function offers({ policy, ceilings }: PolicyContext, ask: Ask): TemplateResult | typeof nothing {
  if (!policy) return nothing;
  return html`<h3>可以测算的扶持</h3>
    <ul class="offers">
      ${policy.clauses.map(({ id, title }) => {
        const max = ceilings?.get(id);
        return html`<li>
          <button @click=${() => ask(`${title}是怎么规定的？`)}>
            <span>${title}</span><small>${max ? money({ min: 0, max }) : ""}</small>
          </button>
        </li>`;
      })}
    </ul>`;
}
