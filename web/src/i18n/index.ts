import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en.json';
import zh from './zh.json';

export type Language = 'zh' | 'en';

const STORED = 'chaiwei.language';

function preferred(): Language {
  const stored = localStorage.getItem(STORED);
  if (stored === 'zh' || stored === 'en') return stored;
  return navigator.language.startsWith('zh') || !navigator.language.startsWith('en') ? 'zh' : 'en';
}

void i18next.use(initReactI18next).init({
  lng: preferred(),
  keySeparator: false,
  showSupportNotice: false,
  resources: { zh: { translation: zh }, en: { translation: en } },
  interpolation: { escapeValue: false },
});

export function language(): Language {
  return i18next.language === 'en' ? 'en' : 'zh';
}

export async function switchLanguage(): Promise<void> {
  const next: Language = language() === 'zh' ? 'en' : 'zh';
  localStorage.setItem(STORED, next);
  await i18next.changeLanguage(next);
}

i18next.on('languageChanged', reflect);
reflect();

function reflect(): void {
  document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en';
  document.title = i18next.t('title');
}
