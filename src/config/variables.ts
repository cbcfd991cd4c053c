/** Every environment variable the product reads. docs/configuration.md shows this table. */

export interface Variable {
  readonly name: string;
  /** What it is when it is not set; '' when it then means something of its own, told in `use`. */
  readonly preset: string;
  readonly use: string;
}

export const VARIABLES = [
  {
    name: 'PORT',
    preset: '3978',
    use: 'Port of the product: start page, bot endpoint, sign-in and hand-over pages.',
  },
  {
    name: 'SANDBOX_PORT',
    preset: '3979',
    use: 'Port of the pretend Microsoft cloud, http, for browsers and tools.',
  },
  {
    name: 'SANDBOX_TLS_PORT',
    preset: '3980',
    use: 'Port of the pretend Microsoft cloud, https, for the product.',
  },
  { name: 'PLAYGROUND_PORT', preset: '56150', use: 'Port of the chat client; `off` leaves it out.' },
  {
    name: 'DATA_DIR',
    preset: '.data',
    use: 'Folder for everything that is kept: database, sandbox, keys, logs.',
  },
  {
    name: 'CONNECTORS_DIR',
    preset: '',
    use: 'Folder with connector definitions of your own (*.yaml). Not set: those that come with Registrar.',
  },
  { name: 'DATABASE_URL', preset: '', use: 'A PostgreSQL server. Not set: PGlite in the data folder.' },
  { name: 'GRAPH_BASE_URL', preset: '', use: 'Microsoft Graph. Not set: the pretend cloud.' },
  { name: 'LOGIN_BASE_URL', preset: '', use: 'Microsoft Entra sign-in. Not set: the pretend cloud.' },
  {
    name: 'SEALING_KEY',
    preset: '',
    use: '32 bytes in base64 that seal sign-ins and secrets. Not set: made once and kept in the data folder.',
  },
  { name: 'BOT_APP_ID', preset: '', use: 'Application id of the bot. Not accepted yet: sandbox only.' },
  { name: 'BOT_APP_TENANT_ID', preset: '', use: 'Tenant of the bot. Not accepted yet: sandbox only.' },
  {
    name: 'API_APP_ID',
    preset: '2d4c1a70-90b5-4b7e-8a11-5e6e0f3a7d01',
    use: 'Application id people sign in to. Not set: that of the pretend tenant.',
  },
  {
    name: 'DEVICE_CODE_APP_ID',
    preset: '',
    use: 'Application id of the public client people sign in to with a code. Not set: nobody is offered a code.',
  },
  {
    name: 'WATCH_APP_ID',
    preset: '2d4c1a70-90b5-4b7e-8a11-5e6e0f3a7d21',
    use: 'Application id as which Registrar itself looks for what lapses. Not set: that of the pretend tenant.',
  },
  {
    name: 'WATCH_CERTIFICATE_FILE',
    preset: '',
    use: 'PEM file with the private key and certificate of that application. Not set: the one the pretend cloud made.',
  },
  {
    name: 'WATCH_EVERYTHING',
    preset: 'off',
    use: '`on`: what lapses of every application of the tenant is watched, not of Registrar’s own alone.',
  },
  {
    name: 'WATCH_READS',
    preset: 'applications',
    use: '`grants`: the watch reads delegated grants and Entra roles too, which takes `Directory.Read.All`.',
  },
  {
    name: 'TAB_APP_ID',
    preset: '2d4c1a70-90b5-4b7e-8a11-5e6e0f3a7d31',
    use: 'Application id of the API that the tab calls, and Teams gets tokens for. Not set: that of the pretend tenant.',
  },
  {
    name: 'TAB_APP_ID_URI',
    preset: '',
    use: 'Its application id URI, where tokens name that instead of the id.',
  },
  {
    name: 'TAB_CERTIFICATE_FILE',
    preset: '',
    use: 'PEM file with the private key and certificate of that application. Not set: the one the pretend cloud made.',
  },
  {
    name: 'TENANTS',
    preset: '',
    use: 'Ids of the tenants whose people the tab answers, with commas between. Not set: the pretend tenant.',
  },
  { name: 'CHAT_AS', preset: 'anna', use: 'Who the chat client speaks as: anna, bo, pia, dana, uma or gus.' },
  { name: 'LOG_LEVEL', preset: 'info', use: 'fatal, error, warn, info, debug or silent.' },
] as const satisfies readonly Variable[];

export type VariableName = (typeof VARIABLES)[number]['name'];
