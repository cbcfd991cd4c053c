import type { FailureTable } from './shape.ts';

export const choicesFailures = {
  NAME_EMPTY: {
    what: 'The name is empty.',
    why: 'An application in Microsoft Entra needs a display name that people can recognise.',
    fix: 'Type a name, for example {example}.',
  },
  NAME_TOO_SHORT: {
    what: 'The name has {length} characters; at least {shortest} are needed.',
    why: 'The vendor does not accept shorter names.',
    fix: 'Type a name of {shortest} to {longest} characters.',
  },
  NAME_TOO_LONG: {
    what: 'The name has {length} characters; {longest} are allowed.',
    why: 'Longer names are refused when the application is registered or when the vendor reads it.',
    fix: 'Shorten the name to {longest} characters. An emoji counts as two or more.',
  },
  NAME_EDGE_SPACE: {
    what: 'The name begins or ends with a space.',
    why: 'Nobody sees that space, and searching for the name as shown would not find it.',
    fix: 'Remove the space at the beginning or the end.',
  },
  NAME_FORBIDDEN_CHARACTER: {
    what: 'The name contains {character}, which is not allowed.',
    why: 'The portal or the vendor refuses a name with any of these: {forbidden}',
    fix: 'Take {character} out of the name.',
  },
  NAME_CONTROL: {
    what: 'The name contains a line break or a control character ({codepoint}).',
    why: 'A name is one line of visible text; anything else could hide or forge text in lists and logs.',
    fix: 'Type the name again on one line instead of pasting it.',
  },
  NAME_HIDDEN: {
    what: 'The name contains a character nobody can see ({codepoint}).',
    why: 'Invisible and direction-changing characters make two different names look the same.',
    fix: 'Type the name again instead of pasting it.',
  },
  NAME_MIXED_SCRIPT: {
    what: 'The word {word} mixes letters of different alphabets ({scripts}).',
    why: 'Letters that look alike but are not the same are how one name is made to pass for another.',
    fix: 'Type that word again with letters of one alphabet.',
  },
  NAME_MARKS: {
    what: 'The name stacks too many accents on one letter.',
    why: 'Stacked accents cover the text around them.',
    fix: 'Leave at most four accents on a letter.',
  },
  NAME_RESERVED: {
    what: 'The name begins with {word}.',
    why: 'A name that begins so looks like an application of Microsoft itself, and people would trust it as one.',
    fix: 'Begin with the name of the vendor; {word} may come later in the name.',
  },
  NAME_PLACEHOLDER: {
    what: 'The name is the word {word}.',
    why: 'That is what a program writes when a name is missing, so it is almost never meant.',
    fix: 'Type a name, for example {example}.',
  },
  CHOICE_UNKNOWN: {
    what: '{field} has a value that is not one of its options: {typed}.',
    why: 'The form offers {options}; anything else cannot have come from it as it is now.',
    fix: 'Choose one of the options shown.',
  },
  LIFE_UNREADABLE: {
    what: 'I cannot read {typed} as a length of time.',
    why: 'A number and a unit are needed: days, months or years.',
    fix: 'Write it as, for example, 18 months, 2 years or 90 days.',
  },
  LIFE_ZERO: {
    what: 'The secret would live for no time at all.',
    why: 'A secret that expires when it is made never works.',
    fix: 'Choose one day or more; {preset} is usual.',
  },
  LIFE_TOO_LONG: {
    what: '{typed} is longer than a secret for this connector may live.',
    why: 'The longest life here is {longest}.',
    fix: 'Choose {longest} or less; {preset} is usual.',
  },
  LIFE_LONG: {
    what: 'The secret will live {life}.',
    why: 'A secret that lives longer than {usual} can be used for that long by anyone who comes by it.',
    fix: 'Choose {usual} or less unless you have a reason; you are reminded before it expires either way.',
  },
  AUDIENCE_MULTIPLE: {
    what: 'Accounts of other organizations will be able to use this application.',
    why: 'Most connectors need this organizational directory only.',
    fix: 'Choose "Accounts in this organizational directory only" unless the vendor asks for the other.',
  },
  CERTIFICATE_MISSING: {
    what: 'No certificate has been given yet.',
    why: 'You chose a certificate, and its public half goes into the registration.',
    fix: 'Paste the certificate from {from}, or choose a client secret.',
  },
} as const satisfies FailureTable;
