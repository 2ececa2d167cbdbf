const lengthMax = 200;

/** Words for a fault, cut where they hold a long piece of what came; never in the middle of a character. */
export function shortWords(words: string): string {
  return words.length <= lengthMax ? words : `${words.slice(0, lengthMax).toWellFormed()}…`;
}
