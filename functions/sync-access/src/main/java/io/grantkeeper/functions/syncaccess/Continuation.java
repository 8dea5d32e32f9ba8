package io.grantkeeper.functions.syncaccess;

import io.grantkeeper.connector.Cursor;
import io.grantkeeper.identity.work.SyncWork;

/**
 * Where a listing goes on that ran out of time, as it travels in {@link SyncWork#cursor}.
 *
 * @param restarts how often the listing was begun anew because others had changed the partition meanwhile
 * @param digestVersion the partition's digest as this listing left it: with another, someone else was here meanwhile
 * @param cursor the stream's own; the start for a listing that begins anew
 */
record Continuation(int restarts, long digestVersion, Cursor cursor) {
    /** Of work whose listing has not begun. */
    static final Continuation BEGINNING = new Continuation(0, 0, Cursor.start());

    /**
     * Reads it from a message.
     *
     * @throws IllegalArgumentException where the cursor is not one of ours
     */
    static Continuation of(SyncWork work) {
        return work.cursor().map(Continuation::parse).orElse(BEGINNING);
    }

    private static Continuation parse(String text) {
        String[] parts = text.split(":", 3);
        try {
            Cursor cursor = parts[2].isEmpty() ? Cursor.start() : Cursor.at(parts[2]);
            return new Continuation(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), cursor);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "the cursor must look like RESTARTS:VERSION:TOKEN, for example 0:4:page-2", e);
        }
    }

    boolean isBeginning() {
        return cursor.token().isEmpty();
    }

    Continuation restarted() {
        return new Continuation(restarts + 1, 0, Cursor.start());
    }

    Continuation at(long version, Cursor next) {
        return new Continuation(restarts, version, next);
    }

    String text() {
        return restarts + ":" + digestVersion + ":" + cursor.token().orElse("");
    }

    /** Under which name the rows read so far are kept: names the listing and where it goes on. */
    String progressName(SyncWork work) {
        return work.run().orElse("reread") + "/" + work.partition().segment().orElse("") + "/" + text();
    }
}
