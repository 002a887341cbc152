import type { Connector } from "../connector.ts";
import { access, type S3Entry } from "./access.ts";
export const s3 = { service: "s3", access, data: { shape: { bucket: access.shape.bucket } } } as unknown as Connector<S3Entry>;
