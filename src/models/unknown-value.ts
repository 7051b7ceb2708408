/** What is shown, and how a filter names it, where a value is not known (docs/definitions.md, "Filters"). */
export const unknownValue = '(unknown)';
