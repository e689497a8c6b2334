// What we use of the package `ws`, which comes without types.
declare module 'ws' {
  import type { EventEmitter } from 'node:events';
  import type { ClientRequest, IncomingMessage } from 'node:http';
  import type { LookupFunction } from 'node:net';

  export interface WebSocketOptions {
    readonly headers?: Readonly<Record<string, string>>;
    readonly lookup?: LookupFunction;
    readonly maxPayload?: number;
    readonly perMessageDeflate?: boolean;
    readonly handshakeTimeout?: number;
    /** Has to end the request. */
    readonly finishRequest?: (request: ClientRequest) => void;
  }

  interface WebSocketEvents {
    open: [];
    message: [data: Buffer, isBinary: boolean];
    close: [code: number, reason: Buffer];
    error: [error: Error];
    'unexpected-response': [request: ClientRequest, response: IncomingMessage];
  }

  export class WebSocket extends EventEmitter<WebSocketEvents> {
    constructor(url: URL, protocols: readonly string[], options: WebSocketOptions);
    static readonly OPEN: 1;
    readonly readyState: number;
    readonly bufferedAmount: number;
    readonly isPaused: boolean;
    readonly protocol: string;
    send(data: string | Buffer, options: { readonly binary: boolean }): void;
    close(code?: number, reason?: string): void;
    terminate(): void;
    pause(): void;
    resume(): void;
  }

  export class WebSocketServer extends EventEmitter<{
    connection: [socket: WebSocket, request: IncomingMessage];
  }> {
    constructor(options: {
      readonly port: number;
      readonly host: string;
      readonly handleProtocols?: (set: Set<string>) => string;
    });
    readonly clients: Set<WebSocket>;
    address(): { readonly port: number };
    close(): void;
  }
}
