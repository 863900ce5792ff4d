import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Estimate, FactDefinition, Policy, PolicyClause } from "../api";
import { money } from "../money";
import { isAskedOfApplicant, type Scenario } from "./scenario";
import { factValue, understood, type Typed } from "./typed-value";

export interface FormActions {
  edited: () => void;
  addProject: () => void;
  removeProject: (index: number) => void;
}

/** The questions of a policy: what every clause needs, what one clause needs, what is asked of each project. */
export function form(policy: Policy, scenario: Scenario, actions: FormActions): TemplateResult {
  const { typed, projects } = scenario.state;
  const ofApplicant = policy.facts.filter((fact) => isAskedOfApplicant(fact, policy));
  const ofProject = policy.facts.filter(({ scope }) => scope === "project");
  const clauseOf = new Map(ofApplicant.map((fact) => [fact.id, onlyClauseUsing(fact, policy)]));
  const field = (fact: FactDefinition) => factField(fact, typed, problemOf(scenario, null, fact), `applicant-${fact.id}`, actions.edited);
  return html`<form @submit=${(event: Event) => event.preventDefault()}>
    ${group("基本情况", "", ofApplicant.filter(({ id }) => !clauseOf.get(id)).map(field))}
    ${policy.clauses.map((clause) => {
      const own = ofApplicant.filter(({ id }) => clauseOf.get(id) === clause);
      return own.length ? group(clause.title, soFar(clause, scenario.estimate), own.map(field)) : nothing;
    })}
    ${ofProject.length
      ? html`<h2 class="group-title">项目</h2>
          <div class="projects">
            ${projects.map((project, index) => {
              const path = `project-${index}`;
              const label = project.name || `项目${index + 1}`;
              return html`<fieldset class="group project">
                <legend class="unseen">${label}</legend>
                <div class="project-head">
                  <input
                    aria-label="${label}的名称"
                    placeholder=${label}
                    .value=${project.name}
                    @input=${onText((text) => {
                      project.name = text;
                      actions.edited();
                    })}
                  />
                  ${projects.length > 1
                    ? html`<button type="button" class="quiet" aria-label="删除${label}" @click=${() => actions.removeProject(index)}>删除</button>`
                    : nothing}
                </div>
                ${ofProject.map((fact) =>
                  factField(fact, project.typed, problemOf(scenario, index, fact), `${path}-${fact.id}`, actions.edited),
                )}
              </fieldset>`;
            })}
          </div>
          <button type="button" class="chip" @click=${actions.addProject}>再加一个项目</button>`
      : nothing}
  </form>`;
}

function group(title: string, aside: string, fields: TemplateResult[]): TemplateResult {
  return html`<fieldset class="group">
    <legend>${title} <small>${aside}</small></legend>
    ${fields}
  </fieldset>`;
}

function factField(fact: FactDefinition, typed: Typed, problem: string | undefined, path: string, edited: () => void) {
  const set = (text: string) => {
    if (text) typed[fact.id] = text;
    else delete typed[fact.id];
    edited();
  };
  if (fact.kind === "boolean") return threeWay(fact, typed[fact.id] ?? "", path, set);
  const value = fact.kind === "choice" ? undefined : factValue(fact, typed[fact.id]);
  const note = problem ?? understood(value);
  return html`<div class="field">
    <label for=${path} title=${fact.question}>${fact.label}</label>
    <span class="entry">
      ${fact.kind === "choice"
        ? html`<select id=${path} @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}>
            <option value="" ?selected=${!typed[fact.id]}>未知</option>
            ${fact.choices.map(({ id, label }) => html`<option value=${id} ?selected=${typed[fact.id] === id}>${label}</option>`)}
          </select>`
        : html`<input
              id=${path}
              type=${fact.kind === "date" ? "date" : "text"}
              autocomplete="off"
              enterkeyhint="next"
              placeholder="未知"
              aria-invalid=${problem ? "true" : "false"}
              aria-describedby="${path}-note"
              .value=${typed[fact.id] ?? ""}
              @input=${onText(set)}
              @compositionend=${(event: Event) => set((event.target as HTMLInputElement).value)}
            /><small>${fact.unit ?? (fact.kind === "months" ? "个月" : "")}</small>`}
    </span>
    <p id="${path}-note" class=${problem ? "note wrong" : "note"}>${note}</p>
  </div>`;
}

/** Yes, no and unknown are three answers; unknown is where one starts. */
function threeWay(fact: FactDefinition, picked: string, path: string, set: (text: string) => void): TemplateResult {
  const choice = (value: string, label: string) =>
    html`<label><input type="radio" name=${path} value=${value} .checked=${picked === value} @change=${() => set(value)} /><span>${label}</span></label>`;
  return html`<div class="field" role="radiogroup" aria-labelledby="${path}-label">
    <span id="${path}-label" title=${fact.question}>${fact.label}</span>
    <span class="three-way">${choice("yes", "是")}${choice("no", "否")}${choice("", "未知")}</span>
  </div>`;
}

// While 万 is being composed the field holds its pinyin; the text counts when the composition has ended.
function onText(set: (text: string) => void): (event: InputEvent) => void {
  return (event) => {
    if (!event.isComposing) set((event.target as HTMLInputElement).value);
  };
}

function onlyClauseUsing({ id }: FactDefinition, { clauses }: Policy): PolicyClause | undefined {
  const using = clauses.filter(({ facts }) => facts.includes(id));
  return using.length === 1 ? using[0] : undefined;
}

function soFar({ id }: PolicyClause, estimate?: Estimate): string {
  const found = estimate?.clauses.find((clause) => clause.id === id);
  if (!found?.amount) return "";
  return found.status === "ineligible" ? "不符合" : money(found.amount);
}

function problemOf({ fieldProblem }: Scenario, project: number | null, { id }: FactDefinition): string | undefined {
  return fieldProblem?.fact === id && fieldProblem.project === project ? fieldProblem.message : undefined;
}
