/** A date of a profile, or the instant it stands for, for people: its first moment, the first one without access. */
export const momentText = (date: string): string => `${date.slice(0, 10)} ${date.length > 10 ? date.slice(11, 16) : "00:00"} UTC`;
