/** The shapes the server speaks. Money is in 元; a null upper end means there is no upper bound. */

export interface AmountRange {
  min: number;
  max: number | null;
}

export type ClauseStatus = "eligible" | "conditional" | "needs_info" | "ineligible" | "discretionary";

export interface Condition {
  text: string;
  fact: string;
  state: "met" | "unmet" | "unknown" | "review";
  quote: string;
}

export interface LabelledAmount {
  label: string;
  amount: AmountRange;
}

export interface CalculationStep extends LabelledAmount {
  expression: string;
}

export interface Reading {
  question: string;
  chosen: string;
  others: string[];
}

export interface ClauseEstimate {
  id: string;
  number: string;
  title: string;
  quote: string;
  project: string | number | null;
  status: ClauseStatus;
  amount: AmountRange | null;
  formula: string;
  steps: CalculationStep[];
  payments: LabelledAmount[];
  conditions: Condition[];
  missing: string[];
  range_because: string[];
  readings: Reading[];
  notes: string[];
}

export interface Exclusion {
  clause: string;
  project: string | number | null;
  in_favour_of: string;
  /** Only where it is about another project. */
  in_favour_of_project?: string | number | null;
  /** Only where it is not 就高不重复. */
  rule?: string;
  quote: string;
}

export interface Estimate {
  policy: { id: string; title: string; document_number: string };
  as_of: string;
  in_force: boolean;
  clauses: ClauseEstimate[];
  excluded: Exclusion[];
  total: AmountRange;
  potential: AmountRange;
  next_question: { fact: string; text: string; choices: unknown[]; at_stake: number | null } | null;
  notes: string[];
}

export interface ReplyButton {
  title: string;
  payload: string;
}

export interface Citation {
  policy: string;
  section: string;
  quote: string;
}

export interface Reply {
  text: string;
  buttons: ReplyButton[];
  estimate: Estimate | null;
  citations: Citation[];
}

export interface ChatAnswer {
  session: string;
  replies: Reply[];
}

export interface HistoryMessage extends Partial<Reply> {
  role: "user" | "bot";
  text: string;
  at: string;
  message_id?: string | null;
}

export interface History {
  session: string;
  messages: HistoryMessage[];
}

export interface PolicySummary {
  id: string;
  title: string;
  document_number: string;
  in_force_from: string | null;
  in_force_until: string | null;
}

export type FactKind = "money" | "area" | "unit_price" | "monthly_unit_price" | "share" | "count" | "months" | "date" | "boolean" | "choice";
export type Scope = "applicant" | "project";

export interface FactDefinition {
  id: string;
  label: string;
  kind: FactKind;
  scope: Scope;
  unit: string | null;
  question: string;
  choices: { id: string; label: string }[];
}

export interface PolicyClause {
  id: string;
  number: string;
  title: string;
  quote: string;
  scope: Scope;
  facts: string[];
}

export interface Policy extends PolicySummary {
  issuer: string;
  facts: FactDefinition[];
  clauses: PolicyClause[];
}

export type FactValue = number | string | boolean | [number | string, number | string | null];
export type Facts = { [fact: string]: FactValue | Facts[] };

export interface EstimateRequest {
  policy: string;
  as_of: string | null;
  facts: Facts;
}
