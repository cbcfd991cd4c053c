import type { FailureTable } from './shape.ts';

/** What is the matter with a registration in the register, and what it is asked wrongly. */
export const registerFailures = {
  REGISTER_PLAN_WAITS: {
    what: 'The plan waits for approval.',
    why: 'Nothing is written before {name} has read it and approved it.',
    fix: 'Open the plan, then approve it, change it or end the set-up.',
  },
  REGISTER_APPROVAL_WAITS: {
    what: 'The plan waits for {name}.',
    why: 'It needs the consent of somebody who may give it.',
    fix: 'Remind them, or send the plan to somebody else who may.',
  },
  REGISTER_DECISION_WAITS: {
    what: 'The set-up waits for a decision.',
    why: 'It cannot go on by itself.',
    fix: 'Ask {name} to open it and decide.',
  },
  REGISTER_LAPSED: {
    what: 'The {what} of {label} has lapsed.',
    why: 'It ended on {day}, and nothing has taken its place.',
    fix: '{todo}. What depends on it may not work until then.',
  },
  REGISTER_EXPIRING: {
    what: 'The {what} of {label} ends on {day}.',
    why: 'After that day, what depends on it stops working.',
    fix: '{todo} before that day.',
  },
  REGISTER_NEVER_CHECKED: {
    what: 'Nobody has looked whether it is still so.',
    why: 'The directory was not asked about this registration yet.',
    fix: 'Validate it now, or wait for the next look through the tenant.',
  },
  REGISTER_NOT_CHECKED: {
    what: 'It was last checked on {day}.',
    why: 'That is more than a day ago, so it may have changed since.',
    fix: 'Validate it now, or see why the tenant was not looked through.',
  },
  REGISTER_BAD_CURSOR: {
    what: 'The next page of the list cannot be found.',
    why: 'The list was asked for in another way than its page before, or the place in it was cut short.',
    fix: 'Start the list from its beginning.',
  },
} as const satisfies FailureTable;
