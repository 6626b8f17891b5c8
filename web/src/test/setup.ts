import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

Object.defineProperty(window.navigator, 'language', { value: 'zh-CN', configurable: true });
afterEach(cleanup);
