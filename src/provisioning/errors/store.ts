import type { FailureTable } from './shape.ts';

/** Failures of the database, its folder and the key that seals what is in it. */
export const storeFailures = {
  STORE_LOCKED: {
    what: 'The data folder is in use.',
    why: 'Process {pid} has it open, and two at once would lose records.',
    fix: 'Stop process {pid}, or set DATA_DIR to another folder, then start again.',
  },
  STORE_STALE_WRITER: {
    what: 'The run changed in the meantime.',
    why: 'Somebody else, or another process, saved it first.',
    fix: 'Look at the run as it is now, then try again.',
    retryable: true,
  },
  STORE_UNREACHABLE: {
    what: 'The database does not answer.',
    why: 'The connection failed ({cause}).',
    fix: 'Check that the database server runs and that DATABASE_URL is right. Nothing is lost: work goes on by itself.',
    retryable: true,
  },
  STORE_UNWRITABLE: {
    what: 'The record cannot be written.',
    why: 'The disk is full or read-only ({cause}).',
    fix: 'Make room on the disk, or make the data folder writable, then start again.',
    retryable: true,
  },
  STORE_UNREADABLE: {
    what: 'The data folder cannot be read.',
    why: 'It is damaged, and there is no dump to restore it from.',
    fix: 'Restore the folder {folder} from your own backup. Registrar leaves it untouched.',
  },
  STORE_NOT_READY: {
    what: 'The database tables could not be made.',
    why: 'The step {step} failed.',
    fix: 'Give the database login the rights to create tables and roles (CREATEROLE), then start again.',
  },
  SEAL_BROKEN: {
    what: 'A sealed value cannot be opened.',
    why: 'It was changed, belongs to something else, or was sealed with another key.',
    fix: 'Make a new secret. If every run says this, put back the earlier SEALING_KEY.',
  },
  SEAL_KEY_WRONG: {
    what: 'The sealing key cannot be used.',
    why: 'It has to be 32 bytes in base64; this one has {bytes}.',
    fix: 'Set SEALING_KEY to the output of "openssl rand -base64 32".',
  },
  SEAL_KEY_EXPOSED: {
    what: 'The sealing key file is open to others.',
    why: 'Its mode is {mode}; only its owner may read it.',
    fix: 'Run "chmod 600 {file}", and consider a new key if others use this machine.',
  },
} as const satisfies FailureTable;
