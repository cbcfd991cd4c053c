/** The choices of one connector: the form a person fills in, and what it comes to. */
export { AUDIENCE_WORDS, choicesForm } from './choices-form.ts';
export { FIELDS, KEEP_CREDENTIAL, NEW_REGISTRATION, OTHER_LIFE } from './fields.ts';
export type { Typed } from './fields.ts';
export { isUnnamed, readChoices } from './read-choices.ts';
export type { FormGround, ReadChoices } from './read-choices.ts';
