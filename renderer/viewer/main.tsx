import { createRoot } from 'react-dom/client';
import '../ui/fonts.css';
import '../ui/styles.scss';
import '../ui/summary-document.css';
import { DrawingBoundary } from '../ui/DrawingBoundary.tsx';
import { Viewer } from './Viewer.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no place to draw in');

createRoot(root).render(
  <DrawingBoundary advice="Nothing of it was checked. Open the page again, and choose the file or picture once more.">
    <Viewer now={() => new Date()} />
  </DrawingBoundary>,
);
