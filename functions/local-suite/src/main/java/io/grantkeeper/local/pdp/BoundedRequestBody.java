package io.grantkeeper.local.pdp;

import java.io.IOException;
import java.io.InputStream;

/** Reads request bodies up to a limit. */
public final class BoundedRequestBody {
    /** The maximum number of bytes to read and discard after the limit. */
    private static final long MAX_DRAINED = 256L * 1024 * 1024;

    private BoundedRequestBody() {}

    /**
     * Returns a body, cut off at the limit. Also reads and discards what follows the limit, because most clients do not
     * read the response until they have written the whole body. If the rest were not read, these clients would report a
     * broken connection instead of the rejection.
     *
     * @param most the limit, in bytes
     */
    public static byte[] read(InputStream body, int most) throws IOException {
        byte[] kept = body.readNBytes(most);
        if (kept.length == most) {
            long skipped = 0;
            byte[] scratch = new byte[64 * 1024];
            for (int n = body.read(scratch); n >= 0 && skipped < MAX_DRAINED; n = body.read(scratch)) {
                skipped += n;
            }
        }
        return kept;
    }
}
