import { damages, type Random } from '../parse/damage/kinds.ts';

const tokens = [
  '<item>',
  '</item>',
  '<![CDATA[',
  ']]>',
  '<!--',
  '&amp;',
  '&#x0;',
  '"',
  '<',
  '>',
  '\0',
  '\ufffe',
  'é',
];

type Mutation = (document: Buffer, random: Random, others: readonly Buffer[]) => Buffer;

/** A document changed in one to four ways at random: by bytes, by pieces of others, or as feeds of the wild are broken. */
export function mutate(document: Buffer, random: Random, others: readonly Buffer[]): Buffer {
  let mutated = document;
  const times = 1 + Math.floor(random() * 4);
  for (let time = 0; time < times; time += 1) mutated = pick(mutations, random)(mutated, random, others);
  return mutated;
}

const mutations: readonly Mutation[] = [
  (document, random) => {
    const flipped = Buffer.from(document);
    if (flipped.length > 0) flipped[place(flipped, random)] = Math.floor(random() * 256);
    return flipped;
  },
  (document, random) => {
    const at = place(document, random);
    return Buffer.concat([document.subarray(0, at), document.subarray(at + Math.floor(random() * 200))]);
  },
  (document, random) => document.subarray(0, place(document, random)),
  (document, random) => insert(document, place(document, random), Buffer.from(pick(tokens, random))),
  (document, random) => {
    const piece = pieceOf(document, random);
    return insert(document, place(document, random), Buffer.concat(Array.from({ length: 8 }, () => piece)));
  },
  (document, random, others) =>
    insert(document, place(document, random), pieceOf(pick(others, random), random)),
  (document, random) => Buffer.from(pick(damages, random).apply(document.toString(), random)),
];

function insert(document: Buffer, at: number, piece: Buffer): Buffer {
  return Buffer.concat([document.subarray(0, at), piece, document.subarray(at)]);
}

function pieceOf(document: Buffer, random: Random): Buffer {
  const at = place(document, random);
  return document.subarray(at, at + Math.floor(random() * 500));
}

function place(document: Buffer, random: Random): number {
  return Math.floor(random() * document.length);
}

function pick<Choice>(choices: readonly Choice[], random: Random): Choice {
  const picked = choices[Math.floor(random() * choices.length)];
  if (picked === undefined) throw new Error('there is nothing to pick from');
  return picked;
}
