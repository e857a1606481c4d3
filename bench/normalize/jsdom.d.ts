/** The part of jsdom that the bench and tests use; its own types bring those of browsers along. */
declare module 'jsdom' {
  export class JSDOM {
    constructor(
      html: string,
      options?: { url?: string; contentType?: string; virtualConsole?: VirtualConsole },
    );
    readonly window: { document: unknown; close(): void };
  }
  export class VirtualConsole {}
}
