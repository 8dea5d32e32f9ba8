package io.grantkeeper.identity.store;

import io.grantkeeper.identity.RowType;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.basis.StatementSource;
import java.time.Instant;
import java.util.Optional;

/**
 * A row with the store's metadata.
 *
 * @param firstSeen when the row was first observed
 * @param observedAt when the stored content was observed
 * @param removedAt when a complete listing first showed that the row was removed; empty while the row is live
 * @param baseline whether the row was first observed before the first complete sweep of the connection ended
 * @param listed whether a listing has contained the row itself. An identity that was observed only through its grants
 *     or credentials is not listed: nothing else shows that it exists
 * @param stream the stream that the stored content was read from; empty for evidence from a webhook, and for rows that
 *     earlier releases stored
 */
public record StoredRecord<T>(
        T content,
        Instant firstSeen,
        Instant observedAt,
        Optional<Instant> removedAt,
        boolean baseline,
        boolean listed,
        Optional<StreamId> stream) {
    /** Creates a row that no listing has contained. */
    public StoredRecord(
            T content, Instant firstSeen, Instant observedAt, Optional<Instant> removedAt, boolean baseline) {
        this(content, firstSeen, observedAt, removedAt, baseline, false, Optional.empty());
    }

    /** Creates a row whose stream is not known. */
    public StoredRecord(
            T content,
            Instant firstSeen,
            Instant observedAt,
            Optional<Instant> removedAt,
            boolean baseline,
            boolean listed) {
        this(content, firstSeen, observedAt, removedAt, baseline, listed, Optional.empty());
    }

    /**
     * Returns the source of statements that this row supports, as of the time when its content was observed or, if the
     * row was removed, the time of its removal.
     */
    public StatementSource source(RowType type) {
        return StatementSource.ofRow(type, stream, Optional.of(removedAt.orElse(observedAt)));
    }

    public boolean isLive() {
        return removedAt.isEmpty();
    }
}
