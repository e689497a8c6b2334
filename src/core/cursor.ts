// The shape of a text cursor (DECSCUSR without the blink).
export type CursorShape = 'block' | 'underline' | 'bar';
