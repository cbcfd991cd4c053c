/** Settings of a package as somebody would set them. */
export const PACKAGE_ENV = {
  BOT_APP_ID: '1f8f2f5a-3f0a-4d6e-9a54-0d6f6c1f0b21',
  TAB_APP_ID: '5b1f4f0e-8d3c-4a2b-b7a6-8d9c2e6f4a10',
  PUBLIC_HOST: 'registrar.contoso.example',
  DEVELOPER_NAME: 'Contoso IT',
  DEVELOPER_URL: 'https://contoso.example/registrar',
  PRIVACY_URL: 'https://contoso.example/privacy',
  TERMS_URL: 'https://contoso.example/terms',
} as const;
