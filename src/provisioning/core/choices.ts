/** The choices of one connector: the form a person fills in, and what it comes to. */
export { AUDIENCE_WORDS, choicesForm } from './choices-form.ts';
export { FIELDS, OTHER_LIFE, readChoices } from './read-choices.ts';
export type { ReadChoices, Typed } from './read-choices.ts';
