/** What outlives a reload. On another site's origin only the session id may be kept there. */

const SESSION_KEY = "huiqi.session";
const OUTBOX_KEY = "huiqi.outbox";

export interface Unsent {
  id: string;
  text: string;
}

export class SessionStorage {
  constructor(private readonly keepsOutbox: boolean) {}

  get session(): string | null {
    return read(SESSION_KEY);
  }

  set session(session: string | null) {
    write(SESSION_KEY, session);
  }

  get outbox(): Unsent[] {
    if (!this.keepsOutbox) return [];
    try {
      return JSON.parse(read(OUTBOX_KEY) ?? "[]") as Unsent[];
    } catch {
      return [];
    }
  }

  set outbox(unsent: Unsent[]) {
    if (this.keepsOutbox) write(OUTBOX_KEY, unsent.length ? JSON.stringify(unsent) : null);
  }
}

// A private window or a sandboxed frame throws on any access: the conversation then lives as long as the page.
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    /* see read */
  }
}
