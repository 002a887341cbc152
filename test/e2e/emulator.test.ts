import { expect, test } from "@jest/globals";
import { startEmulator } from "../support/emulator.ts";

const account = "111122223333";
const other = "444455556666";

test("without an emulator the suite fails, and says how to start one", async () => {
  await expect(startEmulator(account, {})).rejects.toThrow(/^No AWS emulator for account 111122223333\. .*pip install .*docker run /);
});

test("a Python that cannot serve moto is named as the failure, with the same advice", async () => {
  await expect(startEmulator(account, { ...process.env, KEYWARD_PYTHON: "/bin/false" })).rejects.toThrow(
    /^The emulator of 111122223333 did not start\. No AWS emulator for account 111122223333\. /,
  );
});

test("an emulator is emptied and used where the environment gives its address, and refused when it is another account's", async () => {
  const running = await startEmulator(account, { ...process.env, [`KEYWARD_AWS_ENDPOINT_${account}`]: "" });
  try {
    const given = await startEmulator(account, { [`KEYWARD_AWS_ENDPOINT_${account}`]: running.endpoint });
    expect(given.endpoint).toBe(running.endpoint);
    await given.stop();
    await expect(startEmulator(other, { [`KEYWARD_AWS_ENDPOINT_${other}`]: running.endpoint })).rejects.toThrow(
      `The emulator at ${running.endpoint} is account ${account}, not ${other}.`,
    );
  } finally {
    await running.stop();
  }
});
