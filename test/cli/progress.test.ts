import { expect, test } from "@jest/globals";
import { whileWorking } from "../../src/cli/progress.ts";

const shown = (showsProgress: boolean, servers: number, work: () => unknown) => {
  let text = "";
  const result = whileWorking({ showsProgress, stderr: (more) => void (text += more) }, servers, work);
  return { text, result };
};

test.each([
  { name: "long work is shown to a person, and wiped away", person: true, servers: 1000, text: "Working out 1,000 servers…\r\u001b[2K" },
  { name: "short work is not shown", person: true, servers: 199, text: "" },
  { name: "a log is spared", person: false, servers: 1000, text: "" },
])("$name", ({ person, servers, text }) => {
  expect(shown(person, servers, () => "done")).toEqual({ text, result: "done" });
});

test("it is wiped away when the work fails, too", () => {
  let text = "";
  const fail = () => {
    throw new Error("no");
  };
  expect(() => whileWorking({ showsProgress: true, stderr: (more) => void (text += more) }, 1000, fail)).toThrow("no");
  expect(text.endsWith("\r\u001b[2K")).toBe(true);
});
