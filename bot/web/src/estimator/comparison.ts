import { html, nothing, type TemplateResult } from "lit/html.js";
import type { ClauseEstimate, Policy } from "../api";
import { sumInWords } from "../estimate-view";
import { money } from "../money";
import { STATUS, projectName } from "../wording";
import { isAskedOfApplicant, type Scenario } from "./scenario";
import type { Typed } from "./typed-value";

/** Several scenarios in columns: what was filled in differently, what each clause brings, the sums. */
export function comparison(policy: Policy, scenarios: Scenario[]): TemplateResult | typeof nothing {
  if (scenarios.length < 2) return nothing;
  const differing = writtenFacts(policy, scenarios).filter(({ values }) => new Set(values).size > 1);
  const row = (label: string, cells: (scenario: Scenario) => unknown, name = "") =>
    html`<tr class=${name}>
      <th scope="row">${label}</th>
      ${scenarios.map((scenario) => html`<td>${scenario.problem ? "待更正" : scenario.estimate ? cells(scenario) : "…"}</td>`)}
    </tr>`;
  return html`<div class="comparison" tabindex="0" role="region" aria-label="方案对比">
    <table>
      <thead>
        <tr><th scope="col">方案对比</th>${scenarios.map(({ state }) => html`<th scope="col">${state.name}</th>`)}</tr>
      </thead>
      <tbody>
        ${row("合计", ({ estimate }) => sumInWords(estimate!), "sum-row")}
        ${row("补充信息后", ({ estimate }) => money(estimate!.potential))}
        ${clauseRows(scenarios).map(({ key, label }) => row(label, (scenario) => cell(scenario, key)))}
      </tbody>
      ${differing.length
        ? html`<tbody>
            <tr><th scope="rowgroup" colspan=${scenarios.length + 1}>填写不同之处</th></tr>
            ${differing.map(({ label, values }) => html`<tr><th scope="row">${label}</th>${values.map((value) => html`<td>${value || "未知"}</td>`)}</tr>`)}
          </tbody>`
        : nothing}
    </table>
  </div>`;
}

/** What was filled in, as the person wrote it: one row a fact, one value a scenario. */
export function writtenFacts(policy: Policy, scenarios: Scenario[]): { label: string; values: string[] }[] {
  const rows = policy.facts
    .filter((fact) => isAskedOfApplicant(fact, policy))
    .map((fact) => ({ label: fact.label, values: scenarios.map(({ state }) => written(policy, fact.id, state.typed)) }));
  const most = Math.max(...scenarios.map(({ state }) => state.projects.length));
  for (let index = 0; index < most; index++)
    for (const fact of policy.facts.filter(({ scope }) => scope === "project")) {
      const ofProject = scenarios.map(({ state }) => state.projects[index]);
      const name = ofProject.find((project) => project?.name)?.name ?? `项目${index + 1}`;
      rows.push({
        label: `${name}：${fact.label}`,
        values: ofProject.map((project) => written(policy, fact.id, project?.typed ?? {})),
      });
    }
  return rows;
}

function written(policy: Policy, id: string, typed: Typed): string {
  const fact = policy.facts.find((fact) => fact.id === id)!;
  const text = typed[id] ?? "";
  if (fact.kind === "boolean") return text && (text === "yes" ? "是" : "否");
  if (fact.kind === "choice") return fact.choices.find((choice) => choice.id === text)?.label ?? "";
  return /\d$/.test(text) ? `${text} ${fact.unit ?? ""}` : text;
}

function clauseRows(scenarios: Scenario[]): { key: string; label: string }[] {
  const rows = new Map<string, string>();
  for (const { estimate } of scenarios)
    for (const clause of estimate?.clauses ?? []) rows.set(keyOf(clause), `${clause.title} ${projectName(clause.project)}`);
  return [...rows].map(([key, label]) => ({ key, label }));
}

function cell({ estimate }: Scenario, key: string): TemplateResult | string {
  const clause = estimate!.clauses.find((clause) => keyOf(clause) === key);
  if (!clause) return "—";
  const isCounted = clause.status === "eligible" || clause.status === "conditional";
  return html`${isCounted ? money(clause.amount!) : nothing} <small>${STATUS[clause.status]}</small>`;
}

function keyOf({ id, project }: ClauseEstimate): string {
  return `${id}/${project ?? ""}`;
}
