package io.grantkeeper.functions.syncaccess;

import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.identity.work.SyncWork;

/**
 * The point at which a suspended listing resumes, as encoded in {@link SyncWork#cursor}.
 *
 * @param restarts how many times the listing was restarted because another worker changed the partition
 * @param digestVersion the version of the partition's digest when the listing was suspended; a different version means
 *     that another worker has changed the partition
 * @param cursor the stream's own cursor; the start cursor if the listing starts over
 */
record ResumableListing(int restarts, long digestVersion, PartitionCursor cursor) {
    /** The resume point of work whose listing has not begun. */
    static final ResumableListing BEGINNING = new ResumableListing(0, 0, PartitionCursor.start());

    /**
     * Parses the cursor of a message.
     *
     * @throws IllegalArgumentException if the cursor is not in Grantkeeper's format
     */
    static ResumableListing of(SyncWork work) {
        return work.cursor().map(ResumableListing::parse).orElse(BEGINNING);
    }

    private static ResumableListing parse(String text) {
        String[] parts = text.split(":", 3);
        try {
            PartitionCursor cursor = parts[2].isEmpty() ? PartitionCursor.start() : PartitionCursor.at(parts[2]);
            return new ResumableListing(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), cursor);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "the cursor must look like RESTARTS:VERSION:TOKEN, for example 0:4:page-2", e);
        }
    }

    boolean isBeginning() {
        return cursor.token().isEmpty();
    }

    ResumableListing restarted() {
        return new ResumableListing(restarts + 1, 0, PartitionCursor.start());
    }

    ResumableListing at(long version, PartitionCursor next) {
        return new ResumableListing(restarts, version, next);
    }

    String text() {
        return restarts + ":" + digestVersion + ":" + cursor.token().orElse("");
    }

    /**
     * Returns the name under which the rows read so far are stored. The name identifies the listing and the point at
     * which it resumes.
     */
    String progressName(SyncWork work) {
        return work.run().orElse("reread") + "/" + work.partition().segment().orElse("") + "/" + text();
    }
}
