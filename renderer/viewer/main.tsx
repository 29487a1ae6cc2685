import { createRoot } from 'react-dom/client';
import '../ui/fonts.css';
import '../ui/styles.scss';
import '../ui/summary-document.css';
import { Viewer } from './Viewer.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no place to draw in');

createRoot(root).render(<Viewer now={() => new Date()} />);
