import { InvalidArgumentError } from 'commander';

const useTarget =
  'use the address of a webhook, e.g. https://desk.example/hook; that of a chat with --channel chat, e.g. ' +
  'https://hooks.chat.example/T0/B0; or one of e-mail, e.g. editor@paper.example.';
const useOwner =
  'use an address of e-mail, e.g. editor@paper.example, or that of a chat, e.g. https://hooks.chat.example/T0/B0.';

/** What is called as a URL: an address of e-mail, with or without `mailto:`, or one of http. */
export function readTarget(text: string): string {
  return asUrl(text) ?? refuse(useTarget);
}

/** Who is told of a subscription's end, as above. */
export function readOwner(text: string): string {
  return asUrl(text) ?? refuse(useOwner);
}

function asUrl(text: string): string | null {
  if (/^(?:mailto:)?[^\s@:/]+@[^\s@:/]+$/i.test(text)) return text.replace(/^(?:mailto:)?/i, 'mailto:');
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text) ? text : null;
}

function refuse(use: string): never {
  throw new InvalidArgumentError(use);
}
