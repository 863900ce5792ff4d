import { LitElement, html, nothing, type TemplateResult } from "lit";
import type { ClauseEstimate, Estimate, Policy } from "./api";
import { bars, barsLegend } from "./bars";
import type { Catalogue, Ceilings } from "./catalogue";
import { bigAmount, clauseCard } from "./clause-card";
import { define } from "./define";
import { money } from "./money";
import { sheet } from "./sheet";
import cards from "./styles/cards.css?inline";
import { chineseDate, notInForce } from "./wording";

/** One estimate as a person reads it: whether it is in force, the total, a bar a clause, a card a clause. */
export class EstimateView extends LitElement {
  static override styles = sheet(cards);
  static override properties = {
    estimate: { attribute: false },
    catalogue: { attribute: false },
    policy: { state: true },
    ceilings: { state: true },
  };

  declare estimate: Estimate;
  declare catalogue: Catalogue;
  declare policy?: Policy;
  declare ceilings?: Ceilings;

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has("estimate") && !changed.has("catalogue")) return;
    const { id } = this.estimate.policy;
    // Labels and caps only add to the estimate: without them it is still whole, so a failure here stays quiet.
    this.catalogue.policy(id).then((policy) => (this.policy = policy), () => undefined);
    this.catalogue.ceilingsOf(id).then((ceilings) => (this.ceilings = ceilings), () => undefined);
  }

  override render(): TemplateResult {
    const { estimate } = this;
    const given = estimate.clauses.filter(({ status }) => status === "eligible" || status === "conditional");
    const wanting = estimate.clauses.filter(({ status }) => status === "needs_info");
    const discretionary = estimate.clauses.filter(({ status }) => status === "discretionary");
    const refused = estimate.clauses.filter(({ status }) => status === "ineligible");
    const warning = notInForce(estimate, this.policy);
    return html`<section aria-label="测算结果">
      ${warning ? html`<p class="warning"><b>${warning}</b></p>` : nothing}
      ${this.totalLine()}
      ${this.chart(given.length ? given.filter((clause) => !this.exclusionOf(clause)) : wanting)}
      ${this.cards(given)}
      ${this.folded("补充信息后可测算", wanting, !given.length && wanting.length <= 3)}
      ${this.folded("由政府酌定", discretionary)}
      ${this.folded("不符合", refused)}
      ${estimate.notes.length ? html`<ul class="notes">${estimate.notes.map((note) => html`<li>${note}</li>`)}</ul>` : nothing}
    </section>`;
  }

  private totalLine(): TemplateResult {
    const { total, potential, as_of } = this.estimate;
    const more = potential.max !== total.max || potential.min !== total.min;
    return html`<div class="total">
      <p class="total-label">预计合计 <small>按 ${chineseDate(as_of)} 申请测算</small></p>
      <p class="total-figure">${bigAmount(total)}</p>
      ${more ? html`<p class="potential">补充信息后：${money(potential)}</p>` : nothing}
    </div>`;
  }

  private chart(clauses: ClauseEstimate[]): TemplateResult | typeof nothing {
    const withAmount = clauses.filter((clause) => clause.amount && clause.amount.max !== 0);
    if (!withAmount.length) return nothing;
    return html`<div class="chart">${bars(withAmount, this.ceilings ?? new Map())}${barsLegend()}</div>`;
  }

  private cards(clauses: ClauseEstimate[]): TemplateResult[] {
    const labels = new Map(this.policy?.facts.map(({ id, label }) => [id, label]));
    return clauses.map((clause) => clauseCard(clause, { labels, exclusion: this.exclusionOf(clause) }));
  }

  private folded(label: string, clauses: ClauseEstimate[], open = false): TemplateResult | typeof nothing {
    if (!clauses.length) return nothing;
    return html`<details class="group" ?open=${open}>
      <summary>${label} <small>${clauses.length} 条</small></summary>
      ${this.cards(clauses)}
    </details>`;
  }

  private exclusionOf(clause: ClauseEstimate) {
    const { excluded, clauses } = this.estimate;
    const found = excluded.find((entry) => entry.clause === clause.id && entry.project === clause.project);
    const winner = clauses.find(({ id }) => id === found?.in_favour_of)?.title ?? found?.in_favour_of ?? "";
    return found && { ...found, winner };
  }
}

define("huiqi-estimate", EstimateView);
