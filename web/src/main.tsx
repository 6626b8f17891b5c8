import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Problem } from './api/http';
import { App } from './app/App';
import './i18n';
import './styles.css';

// A refusal stands until something changes; only silence is worth asking again: twice at once, then openly (followUp).
const client = new QueryClient({
  defaultOptions: { queries: { retry: (failures, error) => !(error instanceof Problem && error.status < 500) && failures < 2 } },
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  );
}
