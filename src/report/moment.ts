/** A date of a profile, or the instant it stands for, for people: its first moment, the first one without access. */
export const momentText = (date: string): string => `${date.slice(0, 10)} ${date.length > 10 ? date.slice(11, 16) : "00:00"} UTC`;

/** True from the moment on at which access ends. */
export const hasEnded = (instant: string, now: Date): boolean => Date.parse(instant) <= now.getTime();

/** When something ends, for people: `until 2027-06-30 00:00 UTC`, or `ended …` where that is past. */
export const endText = (date: string, ended: boolean): string => `${ended ? "ended" : "until"} ${momentText(date)}`;
