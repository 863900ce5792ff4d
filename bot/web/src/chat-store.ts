import type { HistoryMessage, Reply } from "./api";
import type { SessionStorage } from "./session-storage";
import { RefusedError, type Transport } from "./transport";

export interface UserMessage {
  role: "user";
  id: string;
  text: string;
  /** what the button said that was pressed; its payload is the text */
  title?: string;
  delivery: "waiting" | "sending" | "failed" | "sent";
  problem?: string;
}

export interface BotMessage {
  role: "bot";
  reply: Reply;
  /** id of the message it answers; null when the server did not say */
  answers: string | null;
  useful?: boolean;
}

export type Message = UserMessage | BotMessage;

/** The conversation: sends in order, one at a time, each message under one id however often it is tried. */
export class ChatStore extends EventTarget {
  messages: Message[] = [];
  /** replies that came in this page's lifetime, for the screen reader */
  announcement = "";
  /** the recorded conversation could not be fetched yet */
  historyPending = false;
  private session: string | null;
  private draining = false;

  constructor(
    private readonly transport: Transport,
    private readonly storage: SessionStorage,
  ) {
    super();
    this.session = storage.session;
  }

  get isWorking(): boolean {
    return this.messages.some((message) => message.role === "user" && message.delivery === "sending");
  }

  get isEmpty(): boolean {
    return this.messages.length === 0 && !this.historyPending;
  }

  /** Call when the element enters the page; returns what to call when it leaves. */
  start(): () => void {
    const wake = () => {
      if (document.visibilityState === "visible") void this.wake();
    };
    addEventListener("online", wake);
    addEventListener("offline", this.changed);
    document.addEventListener("visibilitychange", wake);
    this.historyPending = this.session !== null;
    this.messages = this.storage.outbox.map(({ id, text }) => userMessage(id, text));
    void this.wake();
    return () => {
      removeEventListener("online", wake);
      removeEventListener("offline", this.changed);
      document.removeEventListener("visibilitychange", wake);
    };
  }

  send(text: string, title?: string): void {
    this.messages.push({ ...userMessage(randomId(), text), title });
    this.keepOutbox();
    void this.drain();
  }

  retry(id: string): void {
    for (const message of this.messages)
      if (message.role === "user" && message.id === id) message.delivery = "waiting";
    void this.drain();
  }

  restart(): void {
    this.session = this.storage.session = null;
    this.storage.outbox = [];
    this.messages = [];
    this.historyPending = false;
    this.announcement = "已重新开始";
    this.changed();
  }

  async rate(message: BotMessage, useful: boolean): Promise<void> {
    const before = message.useful;
    message.useful = useful;
    this.changed();
    try {
      await this.transport.feedback(this.session!, message.answers!, useful);
    } catch {
      message.useful = before;
      this.announcement = "反馈没有送达，请稍后再试";
    }
    this.changed();
  }

  reportUrl(format: "docx" | "html"): string | null {
    return this.session && this.transport.reportUrl(this.session, format);
  }

  private async wake(): Promise<void> {
    await this.loadHistory();
    for (const message of this.messages)
      if (message.role === "user" && message.delivery === "failed" && !message.problem) message.delivery = "waiting";
    await this.drain();
  }

  private async loadHistory(): Promise<void> {
    if (!this.historyPending || !this.session) return;
    try {
      const recorded = (await this.transport.history(this.session)).messages;
      if (!this.historyPending) return;
      const known = new Set(recorded.map((message) => message.message_id));
      const unsent = this.messages.filter((message) => message.role === "user" && !known.has(message.id));
      this.messages = [...fromHistory(recorded), ...unsent];
      this.historyPending = false;
    } catch (error) {
      if (error instanceof RefusedError && !error.isTemporary) this.forgetSession();
    }
    this.changed();
  }

  private async drain(): Promise<void> {
    this.changed();
    if (this.draining || this.historyPending) return;
    this.draining = true;
    try {
      for (let next = this.nextUnsent(); next; next = this.nextUnsent()) await this.deliver(next);
    } finally {
      this.draining = false;
    }
  }

  /** The oldest message still to be sent; a failed one holds back those after it, so that the order stays. */
  private nextUnsent(): UserMessage | undefined {
    const unsent = this.messages.find(
      (message): message is UserMessage => message.role === "user" && message.delivery !== "sent",
    );
    return unsent?.delivery === "waiting" && navigator.onLine ? unsent : undefined;
  }

  private async deliver(message: UserMessage): Promise<void> {
    message.delivery = "sending";
    message.problem = undefined;
    this.changed();
    try {
      const answer = await this.transport.chat(this.session, message.id, message.text);
      if (!this.messages.includes(message)) return; // restarted meanwhile
      this.session = this.storage.session = answer.session;
      message.delivery = "sent";
      const place = this.messages.indexOf(message) + 1;
      this.messages.splice(place, 0, ...answer.replies.map((reply) => botMessage(reply, message.id)));
      this.announcement = answer.replies.map((reply) => reply.text).join("\n");
      this.dispatchEvent(new CustomEvent("answered", { detail: message.id }));
    } catch (error) {
      this.noteFailure(message, error);
    }
    this.keepOutbox();
    this.changed();
  }

  private noteFailure(message: UserMessage, error: unknown): void {
    if (error instanceof RefusedError && error.concernsSession && this.session) {
      this.forgetSession();
      message.delivery = "waiting";
    } else if (error instanceof RefusedError) {
      message.delivery = "failed";
      message.problem = error.message;
      this.announcement = `没有发送成功：${error.message}`;
    } else if (navigator.onLine && document.visibilityState === "visible") {
      message.delivery = "failed";
      this.announcement = "没有发送成功，可以重试";
    } else {
      message.delivery = "waiting"; // `online` or `visibilitychange` takes it up again
    }
  }

  private forgetSession(): void {
    this.session = this.storage.session = null;
    this.historyPending = false;
  }

  private keepOutbox(): void {
    this.storage.outbox = this.messages
      .filter((message): message is UserMessage => message.role === "user" && message.delivery !== "sent")
      .map(({ id, text }) => ({ id, text }));
  }

  private changed = (): void => {
    this.dispatchEvent(new Event("change"));
  };
}

function userMessage(id: string, text: string): UserMessage {
  return { role: "user", id, text, delivery: "waiting" };
}

function botMessage(reply: Reply, answers: string | null): BotMessage {
  return { role: "bot", reply, answers };
}

/** Replies belong to the message before them. */
function fromHistory(recorded: HistoryMessage[]): Message[] {
  let asked: string | null = null;
  return recorded.map(({ role, message_id, text, buttons = [], estimate = null, citations = [] }) => {
    if (role === "bot") return botMessage({ text, buttons, estimate, citations }, asked);
    asked = message_id || null;
    return { ...userMessage(asked ?? randomId(), text), delivery: "sent" };
  });
}

// crypto.randomUUID exists on secure origins only; an intranet may serve plain http.
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
