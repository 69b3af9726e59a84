import { randomBytes, randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import { buildApp } from '../../server/app.ts';
import type { Round, RoundAction } from '../../server/contract/rounds/schemas.ts';
import type { BoxPublication, RoomView } from '../../server/contract/room/schemas.ts';
import { SEAT_HEADER, type Seat } from '../../server/contract/common/roles.ts';
import {
  ServerFrame,
  type ClientFrame,
  type PaperMarks,
  type Vote,
} from '../../server/contract/room/socket.ts';
import type { Context } from '../../server/context.ts';
import type { RoundDefinitionInput } from '../../server/domain/round/document.ts';
import type { Live } from '../../server/live/live.ts';
import type { Timing } from '../../server/live/timing.ts';
import { realWorld, type World } from '../../server/platform/clock.ts';
import { openDatabase } from '../../server/platform/database.ts';
import { cookieName, type App } from '../../server/platform/http.ts';
import {
  beginScreenSession,
  beginSession,
} from '../../server/platform/sessions/sessions.service.ts';
import { tokenHash } from '../../server/platform/secrets.ts';
import { freshDatabase } from './database.ts';
import { TEST_CODE_KEY } from './world.ts';

/** 12 items, up to 10 of them, two thirds present, more than half of all. */
export const TWELVE_CHOOSE_TEN: RoundDefinitionInput = {
  kind: 'choose',
  seats: 10,
  items: Array.from({ length: 12 }, (_, i) => ({
    id: `p${String(i + 1).padStart(2, '0')}`,
    title: `样例项目${String(i + 1)}`,
  })),
  quorum: [{ of: 'enrolled', fraction: '2/3', strict: false }],
  majority: [{ base: 'enrolled', fraction: '1/2', strict: true }],
};

export type Answer = { status: number; body: unknown };

/** One server process on a hall's database: it listens on a free port. */
export type ServerProcess = {
  app: App;
  context: Context;
  live: Live;
  origin: string;
  stop: () => Promise<void>;
};

/**
 * A hall on a database of its own: an assembly, a meeting in session, `deputies` present with a tablet
 * each, a presider. Everything goes through the real app over real sockets.
 */
export async function openHall(options: {
  deputies: number;
  absent?: number;
  /** A database that is there already, instead of one of its own. */
  url?: string;
  /** Another clock than the real one; a process may have one of its own. */
  world?: World;
  /** Time limits other than the usual ones. */
  timing?: Partial<Timing>;
  /** The built web app, for tests with a browser. */
  webDir?: string;
}) {
  const database = options.url === undefined ? await freshDatabase() : undefined;
  const url = options.url ?? database?.url ?? '';
  // For tests that tamper; connects when it is first used.
  const owner = database && openDatabase(database.ownerUrl, { max: 1, onError: () => undefined });
  const processes: ServerProcess[] = [];
  const startProcess = async (
    own: { databaseUrl?: string; patienceMs?: number; world?: World } = {},
  ): Promise<ServerProcess> => {
    const { databaseUrl = url, patienceMs } = own;
    const { db, pool, close } = openDatabase(databaseUrl, {
      onError: () => undefined,
      ...(patienceMs === undefined ? {} : { patienceMs }),
    });
    const { app, context, live } = await buildApp({
      db,
      pool,
      databaseUrl,
      world: own.world ?? options.world ?? realWorld,
      timing: options.timing ?? {},
      config: { publicOrigin: undefined, trustProxy: 0, logLevel: 'silent' },
      codeKey: TEST_CODE_KEY,
      version: 'test',
      webDir: options.webDir,
    });
    await app.listen({ host: '127.0.0.1', port: 0 });
    const address = app.server.address();
    if (typeof address !== 'object' || address === null) throw new Error('no address');
    let stopped: Promise<void> | undefined;
    const started: ServerProcess = {
      app,
      context,
      live,
      origin: `http://127.0.0.1:${String(address.port)}`,
      stop: () => (stopped ??= app.close().then(close)),
    };
    processes.push(started);
    return started;
  };
  const first = await startProcess();
  const { db, world } = first.context;

  const assemblyId = randomUUID();
  const meetingId = randomUUID();
  const presider = randomUUID();
  const deputies = Array.from({ length: options.deputies }, () => randomUUID());
  const absent = Array.from({ length: options.absent ?? 0 }, () => randomUUID());
  const now = world.now();
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('assembly')
      .values({ id: assemblyId, name: '样例镇', kind: 'town', sample: true, created_at: now })
      .execute();
    const people = [presider, ...deputies, ...absent].map((id, i) => ({
      assembly_id: assemblyId,
      id,
      name: `样例${String(i)}`,
      created_at: now,
    }));
    for (let i = 0; i < people.length; i += 1000) {
      await tx
        .insertInto('person')
        .values(people.slice(i, i + 1000))
        .execute();
    }
    await tx
      .insertInto('person_role')
      .values({ assembly_id: assemblyId, person_id: presider, role: 'presider' })
      .execute();
    await tx
      .insertInto('person_role')
      .values({ assembly_id: assemblyId, person_id: presider, role: 'administrator' })
      .execute();
    await tx
      .insertInto('meeting')
      .values({
        assembly_id: assemblyId,
        id: meetingId,
        title: '样例会议',
        starts_at: now,
        state: 'in_session',
        created_at: now,
      })
      .execute();
    await tx
      .insertInto('room')
      .values({ assembly_id: assemblyId, meeting_id: meetingId })
      .execute();
    const entries = [...deputies, ...absent].map((id) => ({
      assembly_id: assemblyId,
      meeting_id: meetingId,
      person_id: id,
      class: 'deputy' as const,
      entitled: true,
      attendance: deputies.includes(id) ? ('present' as const) : ('absent' as const),
    }));
    for (let i = 0; i < entries.length; i += 1000) {
      await tx
        .insertInto('roll_entry')
        .values(entries.slice(i, i + 1000))
        .execute();
    }
  });

  const signIn = async (seat: Seat, personId: string): Promise<string> =>
    db.transaction().execute(async (tx) => {
      const session = await beginSession(tx, world, {
        assemblyId,
        seat,
        personId,
        meetingId: seat === 'tablet' ? meetingId : null,
      });
      return session.token;
    });
  const chairToken = await signIn('chair', presider);
  const deskToken = await signIn('desk', presider);

  const request = async (
    who: { seat: Seat; token: string } | undefined,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    origin = first.origin,
  ): Promise<Answer> => {
    const response = await fetch(`${origin}/api${path}`, {
      method,
      headers: {
        origin,
        ...(who === undefined
          ? {}
          : { [SEAT_HEADER]: who.seat, cookie: `${cookieName(who.seat)}=${who.token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  const chair = { seat: 'chair' as const, token: chairToken };
  const desk = { seat: 'desk' as const, token: deskToken };

  const hall = {
    url,
    /** The same database for the owner of its tables, who alone could tamper with them. */
    get ownerUrl(): string {
      if (database === undefined) throw new Error('not a database of the hall’s own');
      return database.ownerUrl;
    },
    get owner() {
      if (owner === undefined) throw new Error('not a database of the hall’s own');
      return owner.db;
    },
    db,
    world,
    assemblyId,
    meetingId,
    presider,
    deputies,
    absent,
    origin: first.origin,
    first,
    chair,
    desk,
    startProcess,
    signIn,
    request,
    /** A draft made ready. Gives its id. */
    async round(
      definition: RoundDefinitionInput,
      display: string | { display: string; shownGroup: number } = 'live',
      title = '样例票决',
      boxPublication: BoxPublication = 'off',
    ): Promise<string> {
      const drafted = await request(desk, 'POST', `/meetings/${meetingId}/rounds`, {
        title,
        ...(typeof display === 'string' ? { display } : display),
        definition,
        boxPublication,
      });
      if (drafted.status !== 200) throw new Error(JSON.stringify(drafted.body));
      const { id } = drafted.body as Round;
      const ready = await request(desk, 'POST', `/rounds/${id}/make-ready`);
      if (ready.status !== 200) throw new Error(JSON.stringify(ready.body));
      return id;
    },
    act(roundId: string, action: RoundAction, origin?: string): Promise<Answer> {
      return request(chair, 'POST', `/rounds/${roundId}/${action}`, undefined, origin);
    },
    /** Acts and insists that it was done. */
    async press(roundId: string, ...actions: RoundAction[]): Promise<Round> {
      let last: Answer | undefined;
      for (const action of actions) {
        last = await hall.act(roundId, action);
        if (last.status !== 200) throw new Error(`${action}: ${JSON.stringify(last.body)}`);
      }
      return last?.body as Round;
    },
    async tablet(personId: string, origin = first.origin): Promise<Device> {
      const token = await signIn('tablet', personId);
      return connect(origin, 'tablet', token, personId);
    },
    async watch(origin = first.origin): Promise<Device> {
      return connect(origin, 'chair', chairToken, presider, meetingId);
    },
    /** The token of a projector paired with the meeting. */
    async pairScreen(): Promise<string> {
      const token = randomBytes(32).toString('base64url');
      const secretHash = tokenHash(token);
      await db
        .transaction()
        .execute((tx) => beginScreenSession(tx, world, { assemblyId, meetingId, secretHash }));
      return token;
    },
    async close(): Promise<void> {
      for (const started of processes) await started.stop();
      await owner?.close();
      await database?.drop();
    },
  };
  return hall;
}
export type Hall = Awaited<ReturnType<typeof openHall>>;

/** A vote as a tablet makes it. */
export function voteOf(roundId: string, marks: PaperMarks): Vote {
  return { roundId, castId: randomUUID(), receipt: randomUUID(), marks };
}

/** A socket that keeps every frame it got and the picture they make. */
export class Device {
  readonly socket: WebSocket;
  readonly token: string;
  readonly personId: string;
  readonly frames: ServerFrame[] = [];
  view: RoomView | undefined;
  seq = -1;
  closed: { code: number; reason: string } | undefined;
  #waiting: (() => void)[] = [];

  constructor(socket: WebSocket, token: string, personId: string) {
    this.socket = socket;
    this.token = token;
    this.personId = personId;
    socket.on('message', (data: Buffer) => {
      const frame = ServerFrame.parse(JSON.parse(data.toString('utf8')));
      this.frames.push(frame);
      if (frame.type === 'snapshot') {
        this.view = frame.view;
        this.seq = frame.seq;
      }
      if (frame.type === 'change' && this.view !== undefined) {
        if (frame.prev !== this.seq) throw new Error('a change does not follow the picture before');
        this.view = { ...this.view, ...frame.sections } as RoomView;
        this.seq = frame.seq;
      }
      this.#wake();
    });
    socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
      this.#wake();
    });
    socket.on('error', () => undefined);
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }

  send(frame: ClientFrame | Record<string, unknown>): void {
    this.socket.send(JSON.stringify(frame));
  }

  /** Waits until `found` gives something; fails after `ms`. */
  async until<T>(found: () => T | undefined | false, ms = 10_000): Promise<T> {
    const deadline = Date.now() + ms;
    for (;;) {
      const value = found();
      if (value !== undefined && value !== false) return value;
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`waited ${String(ms)} ms in vain: ${found.toString()}`);
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([
        new Promise<void>((resolve) => this.#waiting.push(resolve)),
        new Promise<void>((resolve) => (timer = setTimeout(resolve, left))),
      ]);
      clearTimeout(timer);
    }
  }

  /** Sends a vote and gives the answer to it. */
  async vote(vote: Vote, ms?: number) {
    const from = this.frames.length;
    this.send({ type: 'vote', vote });
    return this.until(() => {
      for (const frame of this.frames.slice(from)) {
        if (frame.type === 'vote_answer' && frame.answer.castId === vote.castId)
          return frame.answer;
      }
      return undefined;
    }, ms);
  }

  close(): void {
    this.socket.close();
  }
}

export type Connecting = {
  origin: string;
  seat: Seat;
  token: string | undefined;
  personId?: string;
  meetingId?: string;
  /** Options of the WebSocket itself; `headers` are added to the usual ones. */
  socket?: WebSocket.ClientOptions;
};

/** A socket as it is after the upgrade: nothing was said yet. Rejects when the upgrade is refused. */
export async function openSocket(to: Connecting): Promise<Device> {
  const { origin, seat, token, meetingId, socket: own } = to;
  const meeting = meetingId === undefined ? '' : `&meeting=${meetingId}`;
  const socket = new WebSocket(
    `${origin.replace('http', 'ws')}/api/socket?seat=${seat}${meeting}`,
    {
      ...own,
      headers: {
        origin,
        ...(token === undefined ? {} : { cookie: `${cookieName(seat)}=${token}` }),
        ...own?.headers,
      },
    },
  );
  const device = new Device(socket, token ?? '', to.personId ?? '');
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return device;
}

/** Connects a device and waits for the first picture. */
export async function connect(
  origin: string,
  seat: Seat,
  token: string,
  personId: string,
  meetingId?: string,
): Promise<Device> {
  const device = await openSocket({
    origin,
    seat,
    token,
    personId,
    ...(meetingId === undefined ? {} : { meetingId }),
  });
  device.send({ type: 'hello', version: 1 });
  await device.until(() => device.view);
  return device;
}
