import type { FailureTable } from './shape.ts';

/** Problems of a connector definition. Facts of the file ones: `file`, `line`, `field`. */
export const definitionFailures = {
  DEF_ENCODING: {
    what: '{file} is not UTF-8 text.',
    why: 'At byte {at} it holds something that is not UTF-8 ({looksLike}).',
    fix: 'Save the file as UTF-8.',
  },
  DEF_EMPTY: {
    what: '{file} is empty.',
    why: 'A definition needs at least a schema version, an id and permissions.',
    fix: 'Start from a definition that works and change it.',
  },
  DEF_TOO_LARGE: {
    what: '{file} has {size} bytes; {most} are allowed.',
    why: 'A definition is a few kilobytes; a larger one is not a definition.',
    fix: 'Take out what is not part of the definition.',
  },
  DEF_TOO_DEEP: {
    what: '{file}, line {line}: nested deeper than {most} levels.',
    why: 'No part of a definition is that deep, and unlimited nesting can stop the program.',
    fix: 'Flatten it to the shape of the other definitions.',
  },
  DEF_SYNTAX: {
    what: '{file}, line {line}: this is not valid YAML.',
    why: '{reason}',
    fix: 'Correct the line; indentation and quotes are the usual causes.',
  },
  DEF_ALIAS: {
    what: '{file}, line {line}: {construct} is used.',
    why: 'Anchors, aliases, merge keys and tags make a file mean something other than it shows.',
    fix: 'Write the value out where it is needed.',
  },
  DEF_NOT_AN_OBJECT: {
    what: '{file} does not hold fields and values at its top level.',
    why: 'A definition is one mapping; this is {found}.',
    fix: 'Start the file with "schema: 1" and put every field on the same level.',
  },
  DEF_DUPLICATE_KEY: {
    what: '{file}, line {line}: {field} is given twice.',
    why: 'Which of the two counts would be a guess.',
    fix: 'Keep one of them.',
  },
  DEF_FORBIDDEN_KEY: {
    what: '{file}, line {line}: a field may not be called {field}.',
    why: 'Such a name changes how a program treats the whole object.',
    fix: 'Remove the field.',
  },
  DEF_UNKNOWN_FIELD: {
    what: '{file}, line {line}: there is no field {field}.',
    why: 'A definition with a field nobody reads does not do what its author meant.',
    fix: '{hint}',
  },
  DEF_MISSING_FIELD: {
    what: '{file}, line {line}: {field} is missing.',
    why: 'Without it the connector is not described completely.',
    fix: 'Add {field}.',
  },
  DEF_WRONG_VALUE: {
    what: '{file}, line {line}: the value of {field} is not usable.',
    why: '{reason}',
    fix: 'Correct the value of {field}.',
  },
  DEF_SCHEMA_VERSION: {
    what: '{file}, line {line}: schema {found} is not known here; this version reads schema {known}.',
    why: 'A definition of another schema may mean something else by the same words.',
    fix: 'Use a definition of schema {known}, or another version of Registrar.',
  },
  DEF_ID: {
    what: '{file}, line {line}: {found} is not an id.',
    why: 'An id is 2 to 40 lower-case letters, digits and single hyphens, because it names files and addresses.',
    fix: 'Write, for example, my-vendor.',
  },
  DEF_DUPLICATE_ID: {
    what: '{file}, line {line}: {field} {found} is used twice.',
    why: 'Two things with one id cannot be told apart.',
    fix: 'Give each an id of its own.',
  },
  DEF_SAME_CONNECTOR: {
    what: '{file} and {other} have the same id, {id}.',
    why: 'Runs keep the id of their connector, so it may name only one.',
    fix: 'Give one of them another id, or remove one file.',
  },
  DEF_RESERVED_ID: {
    what: '{file}, line {line}: nothing may have the id {found}.',
    why: 'The form uses that id for a field of its own.',
    fix: 'Choose another id.',
  },
  DEF_WHEN_UNKNOWN: {
    what: '{file}, line {line}: there is no {kind} {found}.',
    why: 'A condition on something that is not there would never hold. There are: {known}',
    fix: 'Name one that is there, or add it.',
  },
  DEF_QUESTION_UNUSED: {
    what: '{file}, line {line}: nothing depends on the question {found}.',
    why: 'An admin would be asked for nothing.',
    fix: 'Use its answers in a when, or take the question out.',
  },
  DEF_FUNCTION_ALONE: {
    what: '{file}, line {line}: the function {found} has no name for a registration of its own.',
    why: 'Other functions have one, and separate registrations are offered for all functions or for none.',
    fix: 'Give every function an alone, or none.',
  },
  DEF_PERMISSION_TWICE: {
    what: '{file}, line {line}: {found} is asked for twice.',
    why: 'It could be ticked in one place and unticked in the other.',
    fix: 'Ask for each permission in one place.',
  },
  DEF_TOO_MANY_PERMISSIONS: {
    what: '{file}: {count} permissions; {most} are allowed.',
    why: 'Microsoft Entra limits how much one application may ask for.',
    fix: 'Ask for fewer permissions.',
  },
  DEF_TIER0_BLOCKED: {
    what: '{file}, line {line}: {found} is not given to connectors.',
    why: 'With this application permission the whole tenant can be taken over (Tier 0).',
    fix: 'Ask the vendor for a way that needs less.',
  },
  DEF_PRESET: {
    what: '{file}, line {line}: the preset {found} of {field} is not one of its options.',
    why: 'The options are {options}.',
    fix: 'Make the preset one of the options.',
  },
  DEF_LIFE: {
    what: '{file}, line {line}: {found} is not a life of a secret.',
    why: 'A life is a whole number of days, months or years above zero, as ISO 8601 writes it.',
    fix: 'Write, for example, P180D, P12M or P2Y.',
  },
  DEF_LIFE_ORDER: {
    what: '{file}, line {line}: {field} is longer than the longest life, {longest}.',
    why: 'What is offered must be allowed.',
    fix: 'Raise longest, or shorten {field}.',
  },
  DEF_NAME: {
    what: '{file}, line {line}: the name {found} breaks its own rules.',
    why: '{reason}',
    fix: 'Change the name or the rules.',
  },
  DEF_IMITATION: {
    what: '{file}, line {line}: {found} could be taken for somebody else.',
    why: '{reason}',
    fix: 'Write {field} in letters of one alphabet, and begin it with the name of the vendor. Only a title with the word connector in it may begin with what it connects to, spelt as Microsoft spells it.',
  },
  DEF_NO_USER: {
    what: '{file}, line {line}: {found} is about an account that is not asked for.',
    why: 'The definition has no {part}.',
    fix: 'Add {part}, or take out {field}.',
  },
  DEF_ROLE_UNKNOWN: {
    what: '{file}, line {line}: {found} is not a role known here.',
    why: 'Roles are named as Microsoft prints them, so that nobody gets or needs another one by mistake.',
    fix: 'Correct the name; docs/connectors.md lists the roles.',
  },
  DEF_POWERFUL_ROLE: {
    what: '{file}, line {line}: {found} is not given to connectors.',
    why: 'With this role the whole tenant, or most of it, can be taken over.',
    fix: 'Ask the vendor for a role that allows less.',
  },
  DEF_HAND_OVER: {
    what: '{file}, line {line}: {reason}',
    why: 'The vendor could not connect with what it is given.',
    fix: 'Correct handOver.fields.',
  },
  DEF_REDIRECT: {
    what: '{file}, line {line}: {found} is not acceptable as a redirect address.',
    why: '{reason}',
    fix: 'Use an https address on a domain of the vendor, without wildcard or fragment.',
  },
  DEF_REDIRECT_DOMAIN: {
    what: '{file}, line {line}: {found} is outside the domains of the vendor ({domains}).',
    why: 'Sign-ins sent elsewhere could be read by somebody else.',
    fix: 'Use an address on a domain of the vendor, or add the domain if it is theirs.',
  },
  DEF_PUBLIC_CLIENT: {
    what: '{file}, line {line}: there are public client addresses, and publicClient is never.',
    why: 'They would not be registered.',
    fix: 'Take them out, or set publicClient to with-delegated-permissions or always.',
  },
  DEF_LINK: {
    what: '{file}, line {line}: people are not sent to {found}.',
    why: '{reason}',
    fix: 'Use an https page on a domain of the vendor or on learn.microsoft.com.',
  },
  DEF_PERMISSION_MISMATCH: {
    what: '{permission} ({type}, {id}) is not what this tenant publishes.',
    why: '{resource} has {found} there. A definition must not name one permission and ask for another.',
    fix: 'Correct the name, type or id in the definition. Nothing was written.',
  },
  DEF_PERMISSION_ABSENT: {
    what: '{permission} ({type}) does not exist in this tenant.',
    why: '{resource} publishes neither this name nor the id {id} here; national clouds have fewer permissions.',
    fix: 'Untick it if it is optional, or ask the vendor what to use in this cloud. Nothing was written.',
  },
  DEF_PERMISSION_DISABLED: {
    what: '{permission} ({type}) is switched off in this tenant.',
    why: 'It is published with isEnabled set to false, so it cannot be granted.',
    fix: 'Untick it if it is optional, or ask the vendor what to use instead. Nothing was written.',
  },
  DEF_RESOURCE_ABSENT: {
    what: 'The service that offers {permission} is not in this tenant.',
    why: 'There is no service principal for the application {id}.',
    fix: 'Have the service added to the tenant first. Nothing was written.',
  },
  DEF_UNREADABLE: {
    what: '{file} could not be read.',
    why: 'The operating system answered {reason}.',
    fix: 'Check that the file is there and may be read.',
  },
  DEF_FOLDER_UNREADABLE: {
    what: 'The folder with definitions, {file}, could not be read.',
    why: 'The operating system answered {reason}.',
    fix: 'Let CONNECTORS_DIR name a folder that Registrar may read. What was loaded before stays in use.',
  },
  DEF_FILE_NAME: {
    what: '{file} is not taken: a definition is not called that.',
    why: 'Names are letters, digits, dots, hyphens and underscores, and end in .yaml.',
    fix: 'Rename the file.',
  },
  DEF_NOT_A_FILE: {
    what: '{file} is not taken: it is no file of this folder.',
    why: 'It is a folder or a device, or a link that leads out of the folder.',
    fix: 'Put the definition itself into the folder.',
  },
  DEF_CHANGED_WITHOUT_VERSION: {
    what: '{file}, line {line}: it asks for something else than version {version} did before.',
    why: 'New: {added}. Gone: {removed}.',
    fix: 'Raise its version, so that people are shown what changed. Until then it is not taken.',
  },
  DEF_VERSION_LOWER: {
    what: '{file}, line {line}: version {version} is lower than version {seen}, which was in use here.',
    why: 'An older definition may ask for what a newer one has given up.',
    fix: 'Give it a version above {seen}. To go back on purpose, stop Registrar and take {id} out of connectors-seen.json in the data folder.',
  },
  DEF_SEEN_UNREADABLE: {
    what: 'What connectors asked for before could not be read from {file}.',
    why: '{reason}',
    fix: 'Look at each connector before its next plan is approved: what is new in it is not pointed out this time.',
  },
  DEF_SEEN_UNWRITABLE: {
    what: 'What connectors ask for could not be noted in {file}.',
    why: 'The operating system answered {reason}.',
    fix: 'Make room in the data folder, or let Registrar write there.',
  },
} as const satisfies FailureTable;
