/** Takes everything out of a text that looks like a credential, wherever in it. */

const FORMS: readonly (readonly [RegExp, string])[] = [
  // A signed or encrypted token: base64url parts that begin with `{"`.
  [/eyJ[\w-]{8,}(?:\.[\w-]*){1,4}/g, '[token]'],
  // An Entra client secret carries `8Q~` (older: `7Q~`) after three characters.
  [/[\w.~-]{3}\dQ~[\w.~-]{20,40}/g, '[secret]'],
  // To the end of the block, or of the text where it was cut off. Line ends may be escaped.
  [
    /-----BEGIN (?:[A-Z ]+ )?PRIVATE KEY-----[^"]*?(?:-----END (?:[A-Z ]+ )?PRIVATE KEY-----|(?="|$))/g,
    '[private key]',
  ],
  [/\b(Bearer|Basic)(\s+|%20)[\w.~+/=-]+/gi, '$1 [redacted]'],
  [
    /\b(client_secret|client_assertion|code|code_verifier|device_code|refresh_token|access_token|id_token|password|press)=[^&\s"\\]+/gi,
    '$1=[redacted]',
  ],
  // The password in the address of a database.
  [/(\w+:\/\/[^:/\s"]+:)[^@\s"]+@/g, '$1[redacted]@'],
];

export function scrub(text: string): string {
  return FORMS.reduce((scrubbed, [form, instead]) => scrubbed.replace(form, instead), text);
}
