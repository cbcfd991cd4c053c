import { Chat16Regular } from '@fluentui/react-icons/svg/chat';
import { useSession } from '../session.ts';
import { words } from '../words.ts';
import styles from './to-chat.module.css';

/** The way to the same things by chat. Teams opens it; the page stays where it is. */
export function ToChat() {
  const { host, me } = useSession();
  if (me === null) return null;
  return (
    <a
      className={styles['way']}
      href={me.chatUrl}
      target="_blank"
      rel="noreferrer"
      onClick={(event) => {
        event.preventDefault();
        void host.openLink(me.chatUrl);
      }}
    >
      <Chat16Regular aria-hidden="true" />
      {words.toChat}
    </a>
  );
}
