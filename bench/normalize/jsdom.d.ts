/** The part of jsdom that the bench uses; its own types bring those of browsers along. */
declare module 'jsdom' {
  export class JSDOM {
    constructor(html: string, options?: { url?: string; virtualConsole?: VirtualConsole });
    readonly window: { document: unknown; close(): void };
  }
  export class VirtualConsole {}
}
