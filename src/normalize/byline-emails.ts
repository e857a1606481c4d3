/** Takes the e-mail addresses out of a byline; the rest is what names are read from. `text` must be short. */
export function takeEmails(text: string): { rest: string; emails: string[] } {
  const emails: string[] = [];
  const rest = text.replace(/[^\s@<>()[\],;:]{1,64}@[^\s@<>()[\],;:]{1,120}/g, (email) => {
    emails.push(email.replace(/\.+$/, '').toLowerCase());
    return ' , ';
  });
  return { rest: rest.replace(/[<>"“”]/g, ' ').replace(/[.\s]+$/, ''), emails };
}

/** Of several addresses the one that holds the last name. */
export function emailOf(name: string, emails: string[]): string | null {
  const last = name.split(' ').at(-1)?.toLowerCase() ?? name;
  return emails.find((email) => email.includes(last)) ?? null;
}
