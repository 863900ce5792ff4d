import type { ChatAnswer, Estimate, EstimateRequest, History, Policy, PolicySummary } from "./api";

/** The server understood the request and refused it; `message` is Chinese and meant for the person. */
export class RefusedError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly field: string | null,
  ) {
    super(message);
  }

  /** Trying the same again may help: the server is busy, restarting or still loading its model. */
  get isTemporary(): boolean {
    return this.status >= 500 || this.status === 429;
  }

  get concernsSession(): boolean {
    return this.code.includes("session");
  }
}

// A turn that takes longer than this has been lost on the way; the message can be sent again under its own id.
const PATIENCE_MS = 30_000;

export class Transport {
  /** @param origin of the server; empty on its own pages */
  constructor(readonly origin = "") {}

  chat(session: string | null, messageId: string, text: string): Promise<ChatAnswer> {
    return this.request("/api/chat", { session, message_id: messageId, text });
  }

  history(session: string): Promise<History> {
    return this.request(`/api/history?session=${encodeURIComponent(session)}`);
  }

  async policies(): Promise<PolicySummary[]> {
    return (await this.request<{ policies: PolicySummary[] }>("/api/policies")).policies;
  }

  policy(id: string): Promise<Policy> {
    return this.request(`/api/policies/${encodeURIComponent(id)}`);
  }

  estimate(request: EstimateRequest, signal?: AbortSignal): Promise<Estimate> {
    return this.request("/api/estimate", request, signal);
  }

  async feedback(session: string, messageId: string, useful: boolean): Promise<void> {
    await this.request("/api/feedback", { session, message_id: messageId, useful });
  }

  /** A real URL rather than a blob: WeChat's webview and a host page's form-action rule both let a link through. */
  reportUrl(session: string, format: "docx" | "html"): string {
    return `${this.origin}/api/report?format=${format}&session=${encodeURIComponent(session)}`;
  }

  private async request<T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    const patience = new AbortController();
    const giveUp = () => patience.abort();
    const timer = setTimeout(giveUp, PATIENCE_MS);
    signal?.addEventListener("abort", giveUp);
    try {
      const response = await fetch(this.origin + path, {
        signal: patience.signal,
        credentials: "omit",
        ...(body !== undefined && {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        }),
      });
      const answer: unknown = response.status === 204 ? null : await response.json().catch(() => null);
      if (!response.ok) throw refusal(response.status, answer);
      return answer as T;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", giveUp);
    }
  }
}

function refusal(status: number, answer: unknown): RefusedError {
  const error = (answer as { error?: { code?: string; message?: string; field?: string | null } } | null)?.error;
  return new RefusedError(
    status,
    error?.code ?? "",
    error?.message ?? "服务暂时不可用，请稍后重试",
    error?.field ?? null,
  );
}
