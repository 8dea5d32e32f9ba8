package io.grantkeeper.local.pdp;

import java.io.IOException;
import java.io.InputStream;

/** The body of a request, of which no more is kept than a limit. */
public final class RequestBytes {
    /** Whoever sends more than this is cut off. */
    private static final long SWALLOWED_AT_MOST = 256L * 1024 * 1024;

    private RequestBytes() {}

    /**
     * The first bytes of a body. What follows is read and dropped: most senders read no answer before they have written
     * everything, and would take a refusal for a broken connection.
     */
    public static byte[] read(InputStream body, int most) throws IOException {
        byte[] kept = body.readNBytes(most);
        if (kept.length == most) {
            long skipped = 0;
            byte[] scratch = new byte[64 * 1024];
            for (int n = body.read(scratch); n >= 0 && skipped < SWALLOWED_AT_MOST; n = body.read(scratch)) {
                skipped += n;
            }
        }
        return kept;
    }
}
