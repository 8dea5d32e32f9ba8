package io.grantkeeper.connector;

import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The properties of a stream that are known before it is read. Planning, reports and the contract tests use only these
 * values; {@link AccessStream} adds the code that reads the rows.
 *
 * @param title the display name, such as "App installations"
 * @param order whether rows can move between pages while a listing is read; meaningless for a log
 * @param requiredScopes the minimum provider scopes, permissions or roles that reading the stream requires
 * @param freshFor how long after a sweep of the stream the next one is due
 * @param overlap how late log rows can arrive: each read of a log starts this long before the end of the previous read.
 *     Zero for a listing
 * @param firstLookBack how far back the first read of a log goes. Zero for a listing
 */
public record StreamDefinition(
        StreamId id,
        String title,
        StreamKind kind,
        ListingOrder order,
        Set<String> requiredScopes,
        Duration freshFor,
        Duration overlap,
        Duration firstLookBack) {
    private static final Duration USUAL_FRESHNESS = Duration.ofHours(24);

    public StreamDefinition {
        requiredScopes = Set.copyOf(requiredScopes);
    }

    /**
     * Returns the definition of a listing that needs no scope and is read once a day. Its rows are assumed to move
     * between pages; if the provider documents otherwise, state this with {@link #withOrder}.
     */
    public static StreamDefinition listing(StreamId id, String title) {
        return of(id, title, StreamKind.LISTING);
    }

    /** Returns the definition of a log that needs no scope, is read once a day, and has no late rows. */
    public static StreamDefinition log(StreamId id, String title) {
        return of(id, title, StreamKind.LOG);
    }

    private static StreamDefinition of(StreamId id, String title, StreamKind kind) {
        return new StreamDefinition(
                id, title, kind, ListingOrder.SHIFTING, Set.of(), USUAL_FRESHNESS, Duration.ZERO, Duration.ZERO);
    }

    public StreamDefinition withOrder(ListingOrder other) {
        return new StreamDefinition(id, title, kind, other, requiredScopes, freshFor, overlap, firstLookBack);
    }

    public StreamDefinition withScopes(String... scopes) {
        return new StreamDefinition(id, title, kind, order, Set.of(scopes), freshFor, overlap, firstLookBack);
    }

    public StreamDefinition withFreshFor(Duration duration) {
        return new StreamDefinition(id, title, kind, order, requiredScopes, duration, overlap, firstLookBack);
    }

    public StreamDefinition withOverlap(Duration latest) {
        return new StreamDefinition(id, title, kind, order, requiredScopes, freshFor, latest, firstLookBack);
    }

    public StreamDefinition withFirstLookBack(Duration duration) {
        return new StreamDefinition(id, title, kind, order, requiredScopes, freshFor, overlap, duration);
    }

    /** Returns a stream with this definition that has a single partition and no segments. */
    public DeclaredStream readBy(DeclaredStream.PageReader reader) {
        return new DeclaredStream(
                this,
                reader,
                (_, _) -> List.of(Partition.whole(id)),
                _ -> "",
                (whole, segment) -> Optional.of(whole.onlySegment(segment, whole.parameters())));
    }
}
