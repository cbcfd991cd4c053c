import type { FailureTable } from './shape.ts';

/** What is wrong with what somebody asked of the watch: when to be warned, and when not to be. */
export const watchFailures = {
  LADDER_EMPTY: {
    what: 'No days were typed.',
    why: 'A warning comes so many days before something lapses, and these days are missing.',
    fix: 'Type the days, for example 60, 30, 14, 7, 3, 1.',
  },
  LADDER_UNREADABLE: {
    what: '{typed} is not a list of days.',
    why: 'It takes whole numbers of days, the first of them the earliest warning.',
    fix: 'Type numbers with commas between them, for example 90, 30, 7.',
  },
  LADDER_NOTHING_BEFORE: {
    what: 'There is no warning before the day itself.',
    why: 'On that day it is too late to have a new credential made and put to use.',
    fix: 'Add at least one day from 1 on, for example 14.',
  },
  LADDER_TOO_LONG_BEFORE: {
    what: '{days} days before is too early.',
    why: 'Warnings begin {most} days before at the earliest; what lives longer than that is not forgotten sooner.',
    fix: 'Type days from 1 to {most}.',
  },
  LADDER_TOO_MANY: {
    what: 'There are {count} warnings; {most} are allowed.',
    why: 'Whoever is warned too often stops reading.',
    fix: 'Leave out some of the days. After the lapse there is a warning every day in any case.',
  },
  ZONE_UNKNOWN: {
    what: 'I know no time zone called “{typed}”.',
    why: 'Warnings come in the working hours of this conversation, and these depend on where it is.',
    fix: 'Type a place, for example Berlin, or a name such as Europe/Berlin or America/New_York.',
  },
  HOURS_UNREADABLE: {
    what: 'This is not a time of day.',
    why: 'Warnings come between two times of day.',
    fix: 'Choose a time, for example 09:00.',
  },
  HOURS_BACKWARDS: {
    what: 'The day would end at {to} and begin at {from}.',
    why: 'Working hours lie within one day.',
    fix: 'Choose an end after the beginning; 00:00 as the end is midnight.',
  },
  DAYS_NONE: {
    what: 'No day is ticked.',
    why: 'Without a working day there is no time at which somebody reads.',
    fix: 'Tick at least one day.',
  },
  ALERTS_NOT_HERE: {
    what: 'No warnings come to this conversation.',
    why: 'Somebody has ended them, so there is nothing to set.',
    fix: 'Write “alert here” to have them again.',
  },
  SNOOZE_LAPSED: {
    what: 'This has lapsed, so it cannot be snoozed.',
    why: 'What depends on it may not work at this moment.',
    fix: 'Renew it, or say whose it is if it is not yours.',
  },
  SNOOZE_UNREADABLE: {
    what: 'The date of the snooze cannot be read.',
    why: 'A snooze ends on a date, and none was recognised.',
    fix: 'Choose a date between today and the lapse.',
  },
  SNOOZE_PAST: {
    what: 'The date of the snooze has passed.',
    why: 'A snooze that is over changes nothing.',
    fix: 'Choose a later date.',
  },
  SNOOZE_PAST_END: {
    what: 'The snooze would last beyond the lapse on {day}.',
    why: 'A snooze may put a warning off, and may not take the last one away.',
    fix: 'Choose a date up to {day}.',
  },
  SNOOZE_NO_REASON: {
    what: 'The reason for the snooze is missing.',
    why: 'Whoever looks next has to know why nobody is warned.',
    fix: 'Say in a few words why it can wait.',
  },
  LAPSE_UNKNOWN: {
    what: 'I no longer know what this warning is about.',
    why: 'It was renewed, removed or taken over since the card was drawn.',
    fix: 'Write “list” to see what is registered and until when.',
  },
  NOT_OURS_NO_OWNER: {
    what: 'Whose it is is missing.',
    why: 'Once nobody here is warned, somebody else has to know.',
    fix: 'Type the name of the person or team that looks after it.',
  },
} as const satisfies FailureTable;
