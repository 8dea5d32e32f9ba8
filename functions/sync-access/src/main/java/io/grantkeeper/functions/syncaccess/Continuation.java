package io.grantkeeper.functions.syncaccess;

import io.grantkeeper.connector.Cursor;
import io.grantkeeper.identity.work.SyncWork;
import java.util.Optional;

/**
 * Where a listing goes on that ran out of time, as it travels in {@link SyncWork#cursor}.
 *
 * @param digestVersion the partition's digest as this listing left it: with another, someone else was here meanwhile
 * @param cursor the stream's own
 */
record Continuation(long digestVersion, Cursor cursor) {
    /**
     * Reads it from a message; empty for a listing that begins.
     *
     * @throws IllegalArgumentException where the cursor is not one of ours
     */
    static Optional<Continuation> of(SyncWork work) {
        return work.cursor().map(text -> {
            int colon = text.indexOf(':');
            try {
                return new Continuation(Long.parseLong(text, 0, colon, 10), Cursor.at(text.substring(colon + 1)));
            } catch (NumberFormatException | IndexOutOfBoundsException e) {
                throw new IllegalArgumentException("the cursor must look like VERSION:TOKEN, for example 4:page-2", e);
            }
        });
    }

    String text() {
        return digestVersion + ":" + cursor.token().orElse("");
    }

    /** Under which name the rows read so far are kept: names the listing and where it goes on. */
    static String progressName(SyncWork work, String text) {
        return work.run().orElse("reread") + "/" + work.partition().segment().orElse("") + "/" + text;
    }
}
