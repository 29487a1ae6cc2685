import { useState } from 'react';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { useNavigation } from '../../program/navigation.ts';
import { problemOf } from '../../program/problem.ts';
import { useProgram, type Vault } from '../../program/program.ts';
import { useRefreshing } from '../../program/refreshing.ts';
import { useTask } from '../../program/use-task.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { Button } from '../../ui/Button.tsx';
import { newsWords, sinceWords } from '../../ui/news-words.ts';
import { Notice } from '../../ui/Notice.tsx';

const readNews = (vault: Vault) => vault.news();

/** What came since the person last said that they had seen it; nothing where there is no news. */
export function NewsNotice() {
  const { vault } = useProgram();
  const { go } = useNavigation();
  const { ended } = useRefreshing();
  const [marked, setMarked] = useState(0);
  const task = useTask();
  const read = useVaultRead(readNews, ended + marked);
  const news = read.state === 'failed' ? undefined : read.value;
  const words = news === undefined ? undefined : newsWords(news);
  if (read.state === 'failed') return <ProblemNotice problem={read.problem} />;
  if (words === undefined || news?.since === undefined) return null;
  const mark = () =>
    task.run(async () => {
      const answer = await vault.markSeen();
      if (answer.ok) setMarked(marked + 1);
      return problemOf(answer);
    });
  return (
    <Notice title={`${words} ${sinceWords(news.since, new Date())}`}>
      <ProblemNotice problem={task.problem} />
      <div className="phr-actions">
        <Button
          small
          onClick={() => {
            go({ screen: 'record', only: { what: 'news' } });
          }}
        >
          See what is new
        </Button>
        <Button small kind="secondary" disabled={task.busy} onClick={() => void mark()}>
          Mark as seen
        </Button>
      </div>
    </Notice>
  );
}
