/* global SwaggerUIBundle */
// One document at a time: /docs?service=<name>. Asking for the session also sets the cookie that a change tried out from here must
// repeat as a header.
const json = (path) => fetch(path).then((answer) => answer.json());
const mark = () => document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/)?.[1];

Promise.all([json('/docs/openapi'), json('/api/session')]).then(([documents]) => {
  const asked = new URLSearchParams(location.search).get('service') ?? 'ledger';
  const shown = documents.find(({ name }) => name === asked) ?? documents[0];
  document.getElementById('services').append(
    ...documents.map(({ name }) => {
      const link = document.createElement('a');
      link.href = `/docs?service=${encodeURIComponent(name)}`;
      link.textContent = name;
      if (name === shown.name) link.setAttribute('aria-current', 'page');
      return link;
    }),
  );
  SwaggerUIBundle({
    dom_id: '#document',
    url: shown.url,
    deepLinking: true,
    validatorUrl: null,
    presets: [SwaggerUIBundle.presets.apis],
    layout: 'BaseLayout',
    requestInterceptor: (request) => {
      const token = mark();
      if (token) request.headers['X-XSRF-TOKEN'] = decodeURIComponent(token);
      return request;
    },
  });
});
