/** What is shown, and how a filter names it, where a value is not known (contract.md section 2). */
export const unknownValue = '(unknown)';
