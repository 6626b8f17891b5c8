import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

Object.defineProperty(window.navigator, 'language', { value: 'zh-CN', configurable: true });
afterEach(cleanup);

// A busy machine is no failure.
configure({ asyncUtilTimeout: 5_000 });

// jsdom knows the element, not what it does.
HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  this.open = false;
  this.dispatchEvent(new Event('close'));
};
