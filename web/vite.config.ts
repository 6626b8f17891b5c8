import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// `npm run dev` works against a running system: CHAIWEI_ORIGIN names it.
const origin = process.env.CHAIWEI_ORIGIN ?? 'http://localhost:8080';
const proxy = Object.fromEntries(['/api', '/oauth2', '/login', '/logout'].map((path) => [path, origin]));

export default defineConfig({
  plugins: [react()],
  build: { outDir: 'target/classes/static', emptyOutDir: true, assetsInlineLimit: 0, reportCompressedSize: false },
  server: { proxy },
  test: {
    environment: 'jsdom',
    setupFiles: 'src/test/setup.ts',
    environmentOptions: { jsdom: { url: 'http://localhost/' } },
    testTimeout: 20_000,
  },
});
