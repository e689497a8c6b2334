// Secrets taken out of text that is to be shown to others. It rather takes too much than too little: what looks like a
// secret is one.

const MASKED = '[masked]';

/** What a name says of its value. */
const secretName =
  /pass(?:word|wd|phrase|code)|pwd|secret|token|credential|cookie|signature|auth|bearer|session[_-]?id|key$|[_-]key|apikey/i;

/** Formats by which those who hand secrets out know them. */
const formats: readonly RegExp[] = [
  /\b(?:sk|pk|rk|whsec)[-_][\w-]{8,}/g,
  /\b(?:gh[oprsu]_|github_pat_|gl(?:pat|dt|rt|soat)-|npm_|pypi-|hf_|xapp-|xox[a-z]-|ya29\.|dop_v1_|shp(?:at|ss|ca)_|hv[sb]\.|dckr_pat_|lin_api_|r8_|gsk_|glc_|pul-|sq0\w{3}-|AGE-SECRET-KEY-1)[\w.-]{6,}/g,
  /\b(?:AKIA|ASIA|AGPA|AIDA|AROA)[A-Z0-9]{12,}/g,
  /\bAIza[\w-]{20,}/g,
  /\bSG\.[\w-]{8,}\.[\w-]{8,}/g,
  /\beyJ[\w-]{6,}\.[\w-]+(?:\.[\w-]*)?/g,
  /\b\d{6,12}:[\w-]{30,}/g,
  /\bhooks\.slack\.com\/\S+|\bdiscord(?:app)?\.com\/api\/webhooks\/\S+/g,
];

/** Long runs that no word is: hashes, keys, ids of sessions. */
const runs: readonly RegExp[] = [
  /(?<![\w+=-])(?=[\w+=-]*\d)(?=[\w+=-]*[A-Za-z])[\w+=-]{32,}/g,
  /(?<![A-Za-z0-9+/])(?=[A-Za-z0-9+/]*\d)(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*[A-Z])[A-Za-z0-9+/]{40,}={0,2}/g,
];

const pem =
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY[A-Z ]*-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY[A-Z ]*-----|$)/g;
const header =
  /((?:\b(?:proxy-)?authorization|\b(?:set-)?cookie|\bx-[\w-]*(?:key|token|auth|secret)[\w-]*)\\?["']?\s*[:=]\s*)[^\r\n]+/gi;
const scheme = /\b(bearer|basic|digest|token)\s+(?=\S*[\d+/=_.-])\S{6,}/gi;
const userOfUrl = /(?<![a-z0-9+.-])([a-z][a-z0-9+.-]*:\/\/)(?:[^\s/?#@"'<>]*|[^\s@/]*:[^\s"'<>]*)@/gi;
const email = /(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+/g;
const otherHome = /((?:\/home|\/Users|[A-Z]:\\Users)[\\/])[^\s\\/:"']+/g;
/** `name = `, `"name": `, `name=`, `--name `: what a value follows. Each run of letters is looked at once. */
const naming = /(?<![\w.-])(?:([\w.-]+)\\?["']?\]?\s*(?:=>|[:=])+\s*|(--?\w[\w.-]*)\s+)/g;
const aValue = /\\?"(?:\\.|[^"\\])*\\?"|'(?:\\.|[^'\\])*'|`[^`]*`|[^\s,;&)}\]]+/y;

/** Variables of the system that are named like secrets and hold paths. */
const paths = new Set(['PWD', 'OLDPWD', 'XAUTHORITY', 'SSH_AUTH_SOCK']);

export interface Known {
  /** The home directory of the user, shown as `~`. */
  readonly home: string;
  /** The environment: values of variables that are named like secrets are masked wherever they stand. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Whether a variable of this name holds what nobody else is to see. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/** Returns a function that masks secrets, e-mail addresses and home directories in a text. */
export function createMask({ home, env }: Known): (text: string) => string {
  const values = Object.entries(env)
    .filter(([name, value]) => isSecretName(name) && !paths.has(name) && (value?.length ?? 0) >= 6)
    .map(([, value]) => value!)
    // A value that holds another goes as a whole.
    .sort((a, b) => b.length - a.length);
  return (text) => {
    let masked = text.replace(pem, MASKED);
    for (const value of values) masked = masked.replaceAll(value, MASKED);
    masked = masked
      .replace(header, `$1${MASKED}`)
      .replace(scheme, `$1 ${MASKED}`)
      .replace(userOfUrl, `$1${MASKED}@`);
    masked = maskNamed(masked);
    for (const pattern of [...formats, ...runs]) masked = masked.replace(pattern, MASKED);
    if (home.length > 1) masked = masked.replaceAll(home, '~');
    return masked.replace(email, MASKED).replace(otherHome, `$1${MASKED}`);
  };
}

/** Masks what is given to a name like `password`. */
function maskNamed(text: string): string {
  let masked = '';
  let end = 0;
  for (const match of text.matchAll(naming)) {
    const start = match.index + match[0].length;
    const name = match[1] ?? match[2] ?? '';
    if (match.index < end || !secretName.test(name)) continue;
    aValue.lastIndex = start;
    const value = aValue.exec(text)?.[0];
    // Lists of Lua files count their keys.
    if (value === undefined || (name === 'key' && /^\d{1,4}$/.test(value))) continue;
    const [quote = ''] = /^\\?["'`]/.exec(value) ?? [];
    masked += text.slice(end, start) + quote + MASKED + quote;
    end = start + value.length;
  }
  return masked + text.slice(end);
}
