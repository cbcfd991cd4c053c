/**
 * Built-in Entra roles by the name Microsoft prints, with their template ids (Microsoft Entra built-in roles,
 * permissions reference). The roles that a definition may name.
 */
export const ROLE_NAMES: Readonly<Record<string, string>> = {
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
  'Privileged Role Administrator': 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  'Application Administrator': '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  'Cloud Application Administrator': '158c047a-c907-4556-b7ef-446551a6b5f7',
  'Application Developer': 'cf1c38e5-3621-4004-a7cb-879624dced7c',
  'User Administrator': 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'Security Administrator': '194ae4cb-b126-40b2-bd5b-6091b380977d',
  'Global Reader': 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  'Directory Readers': '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  'Directory Writers': '9360feb5-f418-4baa-8175-e2a00bac4301',
  'Hybrid Identity Administrator': '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2',
  'Identity Governance Administrator': '45d8d3c5-c802-45c6-b32a-1d70b5e1e86e',
  'Reports Reader': '4a5d8f65-41da-4de4-8968-e035b65339cf',
  'Teams Administrator': '69091246-20e8-4a56-aa4d-066075b2a7a8',
  'Teams Devices Administrator': '3d762c5a-1b6c-493f-843e-55a3b42923d4',
};
