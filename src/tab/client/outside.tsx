import { useEffect, useState } from 'react';
import styles from './outside.module.css';
import { words } from './words.ts';

/** Where the sandbox has its Teams. */
const HOST_PAGE = '/host';

/** Opened in a plain browser: what this is, and where it is to be opened instead. */
export function Outside() {
  const [pretended, setPretended] = useState(false);
  useEffect(() => {
    void fetch(HOST_PAGE, { redirect: 'manual' }).then(
      ({ ok }) => setPretended(ok),
      () => undefined,
    );
  }, []);
  return (
    <main className={styles['outside']}>
      <img src="/assets/icon.svg" alt="" width="48" height="48" />
      <h1>{words.outsideTitle}</h1>
      <p>{words.outside}</p>
      {pretended && <a href={HOST_PAGE}>{words.outsideSandbox}</a>}
    </main>
  );
}
