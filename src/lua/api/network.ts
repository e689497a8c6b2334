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

export const network: readonly ApiModule[] = [http];

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
