import http from 'k6/http';
import { WebSocket } from 'k6/websockets';
import { counters, trends } from './measures.ts';
import type { Entry, Plan, Stage } from './plan.ts';

/** So many requests a browser has under way with one server. */
const AT_ONCE = 6;
/** After a lost connection: come back within this time (milliseconds), at random. */
const RECONNECT_MS = 1_000;

type Answer = {
  outcome: 'recorded' | 'refused' | 'busy';
  castId: string;
  retryMs?: number;
};

/** What the server says of a cast that is in doubt. */
type SettleAnswer = {
  outcome: 'recorded' | 'not_recorded' | 'busy';
  castId: string;
  open?: boolean;
  retryMs?: number;
};

/**
 * What a device has to know of a frame is read off its text: on the machine that it shares with the server,
 * taking three thousand pictures apart would cost more than the server needs to make and send them.
 */
function after(text: string, mark: string, length: number): string | undefined {
  const at = text.indexOf(mark);
  return at < 0 ? undefined : text.slice(at + mark.length, at + mark.length + length);
}

/** One deputy's tablet: keeps a socket, votes once when the round opens, and notes when it sees the end. */
export class Device {
  readonly #plan: Plan;
  readonly #entry: Entry;
  readonly #tell: (at: Stage) => void;
  #cookie = '';
  #socket: WebSocket | undefined;
  #ready = false;
  #over = false;
  /** Since when it has been trying to come back. */
  #awaySince: number | undefined;
  /** How many rounds it has seen open, and the one it votes in. */
  #turn = 0;
  #round: string | undefined;
  /** The round of its vote, also when it is over. */
  #roundId = '';
  #papers = 0;
  #frame: string | undefined;
  #castId = '';
  #pressedAt = 0;
  /** Whether its vote has left on some connection. */
  #sent = false;
  #answered = false;
  #beats = 0;

  constructor(plan: Plan, entry: Entry, tell: (at: Stage) => void) {
    this.#plan = plan;
    this.#entry = entry;
    this.#tell = tell;
  }

  begin(): void {
    if ('cookie' in this.#entry) {
      this.#cookie = this.#entry.cookie;
      this.#open();
      return;
    }
    const { code } = this.#entry;
    void this.#loadPage().then(() => {
      this.#signIn(code);
    });
  }

  /** Fetches the files of its page as a browser does over plain http: packed, six at a time. */
  async #loadPage(): Promise<void> {
    const { origin, page } = this.#plan;
    if (page.length === 0) return;
    const began = Date.now();
    const waiting = [...page];
    const params = { headers: { 'accept-encoding': 'gzip' }, responseType: 'none' } as const;
    const line = async (): Promise<void> => {
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
        const response = await http.asyncRequest('GET', `${origin}${path}`, null, params);
        if (response.status !== 200) counters.refused.add(1);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, line));
    trends.page_ms.add(Date.now() - began);
  }

  #signIn(code: string): void {
    const asked = Date.now();
    const url = `${this.#plan.origin}/api/sign-in/card`;
    const headers = {
      origin: this.#plan.origin,
      'content-type': 'application/json',
      'x-gongyi-seat': 'tablet',
    };
    const body = JSON.stringify({ code });
    void http
      .asyncRequest('POST', url, body, { headers, jar: new http.CookieJar() })
      .then((response) => {
        if (response.status !== 200) {
          counters.refused.add(1);
          this.#end();
          return;
        }
        counters.recorded.add(1);
        trends.ack_ms.add(Date.now() - asked);
        this.#cookie = `gongyi_tablet=${response.cookies['gongyi_tablet']?.[0]?.value ?? ''}`;
        this.#awaySince = Date.now();
        if (this.#plan.server === 'echo') this.#end();
        else this.#open();
      });
  }

  #open(): void {
    const url = `${this.#plan.origin.replace('http', 'ws')}/api/socket?seat=tablet`;
    const headers = { Cookie: this.#cookie, Origin: this.#plan.origin };
    const socket = new WebSocket(url, null, { headers });
    this.#socket = socket;
    socket.onopen = () => {
      if (this.#plan.server === 'echo') this.#welcomed();
      else socket.send('{"type":"hello","version":1}');
    };
    socket.onmessage = (event) => {
      const data = event?.data;
      if (socket === this.#socket && typeof data === 'string') this.#hear(data);
    };
    const lost = (): void => {
      if (socket === this.#socket) this.#lost();
    };
    socket.onerror = lost;
    socket.onclose = lost;
  }

  #lost(): void {
    this.#socket = undefined;
    if (this.#over) return;
    this.#awaySince ??= Date.now();
    setTimeout(() => {
      this.#open();
    }, Math.random() * RECONNECT_MS);
  }

  /** The connection works. As a tablet does: what was sent without an answer is asked about, not sent again blindly. */
  #welcomed(): void {
    if (this.#awaySince !== undefined) {
      trends.back_ms.add(Date.now() - this.#awaySince);
      if (this.#ready) counters.reconnected.add(1);
      this.#awaySince = undefined;
    }
    if (!this.#ready) {
      this.#ready = true;
      this.#tell('ready');
      if (this.#plan.checkInMs !== null) this.#end();
      if (this.#plan.beats !== null) this.#beat(this.#plan.beats);
    }
    if (this.#pressedAt === 0 || this.#answered) return;
    if (this.#sent) this.#ask();
    else this.#transmit();
  }

  #hear(text: string): void {
    // The floor sends back what it gets, and says when to begin and when to end.
    if (this.#plan.server === 'echo') {
      if (text === 'begin') this.#opened('echo');
      else if (text === 'end') this.#end();
      else if (text.startsWith('{"type":"vote"')) this.#recorded();
      return;
    }
    const is = (type: string): boolean => text.startsWith(`{"type":"${type}"`);
    if (is('snapshot')) {
      this.#see(text);
      this.#welcomed();
    } else if (is('change')) this.#see(text);
    else if (is('vote_answer')) this.#answer((JSON.parse(text) as { answer: Answer }).answer);
    else if (is('settle_answer')) {
      this.#settled((JSON.parse(text) as { answer: SettleAnswer }).answer);
    } else if (is('pong')) trends.ack_ms.add(Date.now() - this.#pressedAt);
  }

  /** The picture, or the sections of it that changed. */
  #see(text: string): void {
    const papers = after(text, '"papers":', 8);
    if (papers !== undefined) this.#papers = parseInt(papers, 10);
    const round = after(text, '"round":{"id":"', 1_500);
    if (round === undefined) return;
    const roundId = round.slice(0, 36);
    const state = after(round, '"state":"', 6);
    if (state === 'voting' && this.#plan.beats === null) this.#opened(roundId);
    if (state === 'closed' && roundId === this.#round) this.#closed();
  }

  #closed(): void {
    this.#round = undefined;
    if (this.#turn === 1) {
      trends.final_at.add(Date.now());
      trends.final_papers.add(this.#papers);
    }
    if (this.#turn === this.#plan.roundsMs.length) this.#end();
  }

  #opened(roundId: string): void {
    const spreadMs = this.#plan.roundsMs[this.#turn];
    if (this.#round === roundId || spreadMs === undefined) return;
    this.#round = roundId;
    this.#turn += 1;
    this.#answered = false;
    this.#sent = false;
    this.#pressedAt = 0;
    this.#roundId = roundId === 'echo' ? crypto.randomUUID() : roundId;
    this.#castId = crypto.randomUUID();
    const { items, seats } = this.#plan;
    const first = Math.floor(Math.random() * items.length);
    const vote = {
      roundId: this.#roundId,
      castId: this.#castId,
      receipt: crypto.randomUUID(),
      marks: Object.fromEntries(
        items.map((id, index) => {
          const chosen = (index + first) % items.length < seats;
          return [id, chosen ? 'for' : 'against'];
        }),
      ),
    };
    this.#frame = JSON.stringify({ type: 'vote', vote });
    const { storm } = this.#plan;
    if (storm !== null && this.#turn === 1) {
      setTimeout(() => {
        this.#drop(storm.withinMs);
      }, storm.afterMs);
    }
    setTimeout(() => {
      this.#pressedAt = Date.now();
      if (this.#turn > 1) trends.rush_sent_at.add(this.#pressedAt);
      this.#transmit();
    }, Math.random() * spreadMs);
  }

  #transmit(): void {
    // Without a connection the next welcome sends it.
    if (this.#socket?.readyState !== 1 || this.#frame === undefined) return;
    this.#sent = true;
    this.#socket.send(this.#frame);
  }

  #ask(): void {
    if (this.#answered || this.#socket?.readyState !== 1) return;
    const settle = { roundId: this.#roundId, castId: this.#castId };
    this.#socket.send(JSON.stringify({ type: 'settle', settle }));
  }

  #settled({ outcome, castId, open, retryMs }: SettleAnswer): void {
    if (castId !== this.#castId || this.#answered) return;
    if (outcome === 'recorded') this.#recorded();
    else if (outcome === 'busy') {
      counters.busy.add(1);
      setTimeout(() => {
        this.#ask();
      }, retryMs ?? 1_000);
    } else if (open === true) this.#transmit();
    else this.#refused();
  }

  #answer(answer: Answer): void {
    if (answer.castId !== this.#castId || this.#answered) return;
    if (answer.outcome === 'busy') {
      counters.busy.add(1);
      setTimeout(() => {
        if (!this.#answered) this.#transmit();
      }, answer.retryMs ?? 1_000);
      return;
    }
    if (answer.outcome === 'recorded') this.#recorded();
    else this.#refused();
  }

  #refused(): void {
    this.#answered = true;
    counters.refused.add(1);
    this.#tell(this.#turn === 1 ? 'answered' : 'rushed');
  }

  #recorded(): void {
    if (this.#answered) return;
    const now = Date.now();
    this.#answered = true;
    counters.recorded.add(1);
    if (this.#turn === 1) {
      trends.ack_ms.add(now - this.#pressedAt);
      this.#tell('answered');
    } else {
      trends.rush_ack_ms.add(now - this.#pressedAt);
      trends.rush_acked_at.add(now);
      this.#tell('rushed');
    }
  }

  /** The network goes: the socket is given up, and the device comes back at a random moment. */
  #drop(withinMs: number): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#awaySince = Date.now();
    socket?.close();
    setTimeout(() => {
      this.#awaySince = Date.now();
      this.#open();
    }, Math.random() * withinMs);
  }

  #beat({ count, everyMs }: NonNullable<Plan['beats']>): void {
    setTimeout(
      () => {
        if (this.#over) return;
        if (this.#beats === count) {
          this.#tell('answered');
          this.#end();
          return;
        }
        this.#beats += 1;
        this.#pressedAt = Date.now();
        if (this.#socket?.readyState === 1) {
          this.#socket.send(JSON.stringify({ type: 'ping', n: this.#beats }));
        }
        this.#beat({ count, everyMs });
      },
      everyMs * (this.#beats === 0 ? Math.random() : 1),
    );
  }

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#socket?.close();
    this.#tell('over');
  }
}
