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
  NAME_UNASKED: {
    what: 'A new registration has a name and settings of its own.',
    why: 'The form was the one for a registration that is there.',
    fix: 'Look at them, and continue.',
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
  NAME_IN_RECORDS: {
    what: 'There is a registration or service called {name} already.',
    why: 'The vendor asks for a name that is used once.',
    fix: 'Choose another name, or add to the one that is there.',
  },
  NAME_NOTICED: {
    what: 'The name contains {word}.',
    why: '{text}',
    fix: 'Go on if you are sure, or choose a name without it.',
  },
  FUNCTION_NONE: {
    what: 'No function is chosen.',
    why: 'What the connector asks for follows from what it is to do: {options}.',
    fix: 'Tick at least one.',
  },
  DESCRIPTION_TAKEN: {
    what: '{description} has a secret already, on {name}.',
    why: 'Each {what} has a secret of its own, so that one can be renewed without the others.',
    fix: 'Type another name.',
  },
  PERMISSION_UNREADABLE: {
    what: '{typed} is not written like a permission.',
    why: 'Permissions are named with words and dots, such as Presence.Read.All.',
    fix: 'Copy the name from the vendor, and separate several by commas.',
  },
  PERMISSIONS_TOO_MANY: {
    what: '{count} permissions are named; {most} can be.',
    why: 'A list that long is rarely what a vendor needs.',
    fix: 'Ask the vendor which of them it really uses.',
  },
  PERMISSION_UNKNOWN: {
    what: '{resource} has no {type} permission called {permission} in this tenant.',
    why: 'It was typed by name, and the tenant publishes none of that name.',
    fix: 'Correct the name on the form. Nothing was written.',
  },
  USER_NAME_UNREADABLE: {
    what: '{typed} cannot be a user name.',
    why: "Before the @ stand 1 to 64 letters, digits or the signs ' . - _ # ^ ~ and no dot at either end.",
    fix: 'Type only the part before the @, without accents or spaces.',
  },
  USER_DOMAIN_UNREADABLE: {
    what: '{typed} is not a domain.',
    why: 'A domain is letters, digits and hyphens with dots between, such as contoso.com.',
    fix: 'Type a verified domain of your tenant, or leave it empty for the default one.',
  },
  USER_EXISTING_UNREADABLE: {
    what: '{typed} is not the name of a user.',
    why: 'A user is named as it signs in, with the @ and the domain.',
    fix: 'Type it as, for example, service@contoso.com.',
  },
  DAYS_UNREADABLE: {
    what: '{typed} is not a number of days.',
    why: 'It is used to remind you before the sign-in must be repeated: 1 to {most} days.',
    fix: 'Type a whole number, or leave it empty when the sign-in need not be repeated.',
  },
  ROLES_TOO_MANY: {
    what: '{count} Entra roles are named; {most} can be.',
    why: 'An application with that many roles can do almost anything.',
    fix: 'Ask the vendor which of them it really needs.',
  },
  CERTIFICATE_MISSING: {
    what: 'No certificate has been given yet.',
    why: 'You chose a certificate, and its public half goes into the registration.',
    fix: 'Paste the certificate from {from}, or choose a client secret.',
  },
} as const satisfies FailureTable;
