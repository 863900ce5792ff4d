import { html, nothing, type TemplateResult } from "lit";
import type { Policy, PolicySummary } from "./api";
import type { Ceilings } from "./catalogue";
import { money } from "./money";
import { isInForce, todayInShanghai, validity } from "./wording";

export interface Intro {
  policies: PolicySummary[];
  policy?: Policy;
  ceilings?: Ceilings;
  ask: (text: string) => void;
}

const EXAMPLES = [
  "我们是闵行的人工智能企业，新落户的，租了800平，每平每天4块5，去年主营收入6200万，之前最高4800万，能拿多少？",
  "做智能工厂示范项目，总投资2000万，补多少？",
  "怎么申请，要准备哪些材料？",
];

/** What one sees before the first message: what can be asked, and what there is to get. */
export function intro({ policies, policy, ceilings, ask }: Intro): TemplateResult {
  const [first] = policies;
  return html`<div class="intro">
    <h2>说说企业情况，算一算能拿多少扶持</h2>
    <p class="lede">逐条给出金额、算式和政策原文，缺什么会接着问。</p>
    <ul class="examples" aria-label="试试这样问">
      ${EXAMPLES.map((text) => html`<li><button class="chip" @click=${() => ask(text)}>${text}</button></li>`)}
    </ul>
    ${policy ? clauseList(policy, ceilings, ask) : nothing}
    ${first ? html`<p class="source">依据 《${first.title}》 ${first.document_number}，${validity(first)}</p>` : nothing}
  </div>`;
}

/** The first line of every page while a policy on offer is outside its dates. */
export function validityWarning(policies: PolicySummary[]): TemplateResult | typeof nothing {
  const today = todayInShanghai();
  const expired = policies.filter((policy) => !isInForce(policy, today));
  if (!expired.length) return nothing;
  const which = policies.length > 1 ? expired.map(({ title }) => `《${title}》`).join("、") : "现收录的政策";
  const until = expired.length === 1 && expired[0]!.in_force_until ? `（${expired[0]!.in_force_until} 止）` : "";
  return html`<p class="warning"><b>已失效，仅供测算</b>　${which}已过有效期${until}，金额不代表现在可以申请</p>`;
}

function clauseList(policy: Policy, ceilings: Ceilings | undefined, ask: (text: string) => void): TemplateResult {
  return html`<h3>可以测算的扶持</h3>
    <ul class="offers">
      ${policy.clauses.map((clause) => {
        const max = ceilings?.get(clause.id);
        return html`<li>
          <button @click=${() => ask(`${clause.title}是怎么规定的？`)}>
            <span>${clause.title}</span>${max ? html`<small>${money({ min: 0, max })}</small>` : nothing}
          </button>
        </li>`;
      })}
    </ul>`;
}
