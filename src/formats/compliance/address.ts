/** Where the schema of compliance reports is published. */
export const COMPLIANCE_SCHEMA_ADDRESS =
  'https://raw.githubusercontent.com/castellan/castellan/main/schemas/compliance.schema.json';
