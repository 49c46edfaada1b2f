/** Where the schema of the JSON format is published. */
export const SCHEMA_ADDRESS = 'https://raw.githubusercontent.com/castellan/castellan/main/schemas/report.schema.json';
