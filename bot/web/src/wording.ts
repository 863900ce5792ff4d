import type { ClauseEstimate, ClauseStatus, Condition, PolicySummary } from "./api";

export const STATUS: Record<ClauseStatus, string> = {
  eligible: "可享受",
  conditional: "有条件",
  needs_info: "需补充信息",
  ineligible: "不符合",
  discretionary: "由政府酌定",
};

export const CONDITION_STATE: Record<Condition["state"], string> = {
  met: "已满足",
  unmet: "不满足",
  unknown: "待确认",
  review: "待评审",
};

const BECAUSE: Record<string, string> = {
  review: "比例或标准由评审确定",
  ceiling_only: "文件只写了上限",
  missing_fact: "有信息待补充",
  approximate_fact: "填写的是大致数字",
};

export function whyARange(clause: ClauseEstimate): string {
  return clause.range_because.map((reason) => BECAUSE[reason] ?? reason).join("，");
}

export function projectName(project: string | number | null): string {
  if (project === null) return "";
  return typeof project === "number" ? `项目${project + 1}` : project;
}

/** Said before anything else wherever figures of a policy outside its dates are shown. */
export function outsideDates(policy: PolicySummary | undefined, day: string): string {
  return policy?.in_force_from && day < policy.in_force_from ? "尚未施行，仅供测算" : "已失效，仅供测算";
}

export function validity(policy: PolicySummary): string {
  const { in_force_from: from, in_force_until: until } = policy;
  return `有效期 ${from ? chineseDate(from) : "发布之日"}至${until ? chineseDate(until) : "另行通知"}`;
}

export function chineseDate(iso: string): string {
  const [year, month, day] = iso.split("-").map(Number);
  return `${year}年${month}月${day}日`;
}

/** The one date that matters on a day outside a policy's validity. */
export function nearestDate({ in_force_from: from, in_force_until: until }: PolicySummary, day: string): string {
  if (from && day < from) return `${chineseDate(from)}起施行`;
  return until ? `有效期至${chineseDate(until)}` : "";
}

/** Today where the policies are applied for, as YYYY-MM-DD. */
export function todayInShanghai(): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
}

export function isInForce(policy: PolicySummary, day: string): boolean {
  return (policy.in_force_from ?? "") <= day && day <= (policy.in_force_until ?? "9999");
}
