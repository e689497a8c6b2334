// This program's version, as `--version`, the handshakes and XTVERSION tell it.
export const VERSION = '0.1.0';
