// Loaded into a foreign server before its own code (`node --import`): gives it a clock that can be moved, as `faketime`
// would. What the server reads by Date is what it acts by; its intervals come due by the same clock. The time goes on
// after a move. Who knows the token asks at /.own-clock.
import { Server, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';

const token = process.env['INTEROP_CLOCK_TOKEN'];
const RealDate = Date;
// Some library may set it again.
const realNow = RealDate.now.bind(RealDate);
let aheadMs = 0;
/** While an interval is made up for: the instant at which it was due. */
let dueMs;
const nowMs = () => dueMs ?? realNow() + aheadMs;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, parts) => Reflect.construct(target, parts.length === 0 ? [nowMs()] : parts),
  apply: () => new RealDate(nowMs()).toString(),
  get: (target, key) => (key === 'now' ? nowMs : Reflect.get(target, key)),
});

const intervals = new Set();
const { setTimeout: startTimer, clearTimeout: stopTimer, clearInterval: stopOther } = globalThis;

class Interval {
  #everyMs;
  #act;
  #nextMs;
  #timer;

  constructor(act, everyMs) {
    this.#act = act;
    this.#everyMs = Math.max(1, everyMs);
    this.#nextMs = nowMs() + this.#everyMs;
    intervals.add(this);
    this.catchUp();
  }

  /** Acts once for all that has come due, at the last instant of these. */
  catchUp() {
    stopTimer(this.#timer);
    const lateMs = nowMs() - this.#nextMs;
    if (lateMs >= 0) {
      dueMs = this.#nextMs + Math.floor(lateMs / this.#everyMs) * this.#everyMs;
      this.#nextMs = dueMs + this.#everyMs;
      try {
        this.#act();
      } finally {
        dueMs = undefined;
      }
    }
    if (intervals.has(this)) this.#timer = startTimer(() => this.catchUp(), this.#nextMs - nowMs()).unref();
  }

  /** Acts now, as at the start of the server, and counts from here. */
  restart() {
    this.#act();
    this.#nextMs = nowMs() + this.#everyMs;
    this.catchUp();
  }

  stop() {
    intervals.delete(this);
    stopTimer(this.#timer);
  }

  // The server itself keeps the process alive.
  ref() {
    return this;
  }

  unref() {
    return this;
  }
}

globalThis.setInterval = (act, everyMs = 1, ...parts) => new Interval(() => act(...parts), everyMs);
globalThis.clearInterval = (interval) =>
  interval instanceof Interval ? interval.stop() : stopOther(interval);

// The field that Node would set is by the clock of the machine.
const { writeHead } = ServerResponse.prototype;
ServerResponse.prototype.writeHead = function (...parts) {
  if (!this.hasHeader('date')) this.setHeader('date', new Date().toUTCString());
  return writeHead.apply(this, parts);
};

const { emit } = Server.prototype;
Server.prototype.emit = function (event, request, response, ...parts) {
  if (event !== 'request' || request.url !== '/.own-clock')
    return emit.call(this, event, request, response, ...parts);
  control(request, response).catch(() => response.writeHead(500).end());
  return true;
};

async function control(request, response) {
  if (token === undefined || request.headers.authorization !== `Bearer ${token}`) {
    response.writeHead(401).end();
    return;
  }
  const { seconds = 0, restart = false } = await json(request);
  aheadMs += seconds * 1000;
  for (const interval of intervals) {
    if (restart) interval.restart();
    else interval.catchUp();
  }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ now: new Date() }));
}
