// What reaches other machines.
import { type ApiClass, type ApiModule, closed, fields, fn } from './model.ts';

const HTTP = { capability: 'http' };

const http: ApiModule = {
  name: 'http',
  doc: 'Requests to servers. Every function waits; a reload gives up those that are under way. Any answer is a result, whatever its status; where there is none it is `nil, err`, with `err.code` `"denied"`, `"timeout"`, `"too_large"`, `"redirects"`, `"rate"`, `"network"` or `"usage"`. Eight at once of a file, the rest wait in line. Files of improvements/ reach only ports 80 and 443 of the public network, whatever a name leads to, with 60 requests a minute and 3 redirects. Proxies that the environment names are not used.',
  fields: [],
  functions: [
    fn('get(url: string, opts?: HttpOptions): HttpResponse', 'Asks for a page.', HTTP),
    fn('post(url: string, opts?: HttpOptions): HttpResponse', 'Sends a body.', HTTP),
    fn('request(opts: HttpRequest): HttpResponse', 'Any method.', HTTP),
  ],
};

const ws: ApiModule = {
  name: 'ws',
  doc: 'Connections to WebSocket servers. A reload that connects to the same again takes the open one over; one that it does not is closed. So give the handlers beside `connect`, not within `on_open`, which is not called then. Files of improvements/ reach what `http` does.',
  fields: [],
  functions: [
    fn(
      'connect(url: string, opts?: WebSocketOptions): WebSocket',
      'Begins to connect. What may not be reached is an error of its line.',
      { capability: 'ws' },
    ),
    // `ws:send(data)` and the like, for a file with one connection.
    fn(
      'send(data: string, binary?: boolean): boolean',
      'As `WebSocket:send`, of the one that this file made last.',
    ),
    fn('on_open(handler: fun(protocol: string)): WebSocket', 'As `WebSocket:on_open`, of that one.'),
    fn(
      'on_message(handler: fun(data: string, binary: boolean)): WebSocket',
      'As `WebSocket:on_message`, of that one.',
    ),
    fn(
      'on_close(handler: fun(code: integer, reason: string, again_in?: number)): WebSocket',
      'As `WebSocket:on_close`, of that one.',
    ),
    fn('close(): boolean', 'As `WebSocket:close`, of that one.'),
  ],
};

const webrtc: ApiModule = {
  name: 'webrtc',
  doc: 'Not available here: every function raises. Peers are reached with `ws` or `http`.',
  fields: [],
  functions: [
    fn('connect(signal_url: string, token?: string)', 'Raises.'),
    fn('send(channel: string, data: string)', 'Raises.'),
    fn('on_message(handler: fun(data: string))', 'Raises.'),
    fn('close()', 'Raises.'),
  ],
};

export const network: readonly ApiModule[] = [http, ws, webrtc];

const common: Parameters<typeof fields>[0] = {
  'headers?': [
    'table',
    'Names and texts. What frames the message (`host`, `content-length`) cannot be given.',
  ],
  'body?': ['string', 'Any bytes, at most 5 MB.'],
  'json?': ['any', 'Sent as JSON.'],
  'form?': ['table', 'Names and values, sent as a form.'],
  'timeout?': ['number', 'Seconds, for everything together: default 30, at most 120.'],
  'max_bytes?': ['integer', 'Of the body that is answered: default 5 MB, at most 8 MB.'],
  'redirects?': [
    'integer',
    'How many are followed: default and most 10, in improvements/ 3. With 0 the redirect is the answer.',
  ],
};

export const networkClasses: readonly ApiClass[] = [
  closed('HttpOptions', 'How a request is made. One of `body`, `json` and `form`.', common),
  closed('HttpRequest', 'A request, as `HttpOptions`.', {
    url: ['string', ''],
    'method?': ['string', 'GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS. Default GET.'],
    ...common,
  }),
  closed('WebSocketOptions', 'How a connection is made.', {
    'headers?': ['table', 'Names and texts, sent with the first request.'],
    'protocols?': ['string[]', 'Those that are offered; the server chooses one.'],
    'reconnect?': [
      'boolean|ReconnectOptions',
      'Connects again when the connection is lost, later each time: after 1, 2, 4 … 30 seconds. Default false.',
    ],
    'key?': ['string', 'Its name over reloads. Default: made from the URL.'],
  }),
  closed('ReconnectOptions', 'How long to wait.', {
    'min?': ['number', 'Seconds before the first time: default 1, at least 0.1, in improvements/ 1.'],
    'max?': ['number', 'At most so many: default 30.'],
  }),
  {
    name: 'WebSocket',
    doc: 'A connection to a server.',
    closed: false,
    fields: fields({
      key: ['string', 'Its name over reloads.'],
      closed: ['boolean', 'It has ended, for good.'],
    }),
    methods: [
      fn(
        'send(data: string, binary?: boolean): boolean',
        'Sends a message of at most 1 MB; what is no UTF-8 goes as a binary one. Until it is connected up to 4 MB wait. False where it is closed.',
      ),
      fn('on_open(handler: fun(protocol: string)): WebSocket', 'Calls the handler whenever it is connected.'),
      fn(
        'on_message(handler: fun(data: string, binary: boolean)): WebSocket',
        'Calls the handler with every message, one after the other. A file that is slow keeps the server waiting.',
      ),
      fn(
        'on_close(handler: fun(code: integer, reason: string, again_in?: number)): WebSocket',
        'Calls the handler when the connection is lost, or could not be made (code 1006); with `reconnect` the third argument is in how many seconds it is tried again.',
      ),
      fn('close(): boolean', 'Closes it; handlers are not called. False where it is closed.'),
    ],
  },
  {
    name: 'HttpResponse',
    doc: 'What a server answered.',
    closed: false,
    fields: fields({
      status: ['integer', '200 and so on.'],
      ok: ['boolean', 'The status is 200 to 299.'],
      headers: ['table', 'Names in small letters.'],
      body: ['string', 'Any bytes, as they came.'],
      url: ['string', 'Where the answer came from, after redirects.'],
    }),
    methods: [],
  },
];
