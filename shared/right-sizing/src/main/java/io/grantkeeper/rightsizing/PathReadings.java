package io.grantkeeper.rightsizing;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A provider's way of writing paths. */
interface PathReadings {
    /** What a logged path can mean, likeliest first; the first reading that the table knows is taken. */
    Stream<List<String>> of(List<String> segments);

    /** Whether the host of a full URL serves this provider's API. */
    boolean serves(String host);

    /** Whether a path is the provider's batch endpoint, which needs what its inner calls need. */
    default boolean isBatch(List<String> segments) {
        return false;
    }

    /** Whether the query of a logged call asks for content, which permissions for the basics alone do not show. */
    default boolean asksForContent(String path) {
        return false;
    }

    /** Why no published permission answers for a path that the table lacks, where that is known. */
    default Optional<String> unpublished(List<String> segments) {
        return Optional.empty();
    }

    static PathReadings of(ApiProvider provider) {
        return switch (provider) {
            case MICROSOFT -> new GraphPaths();
            case GITHUB -> new GitHubPaths();
            case GOOGLE -> new GooglePaths();
            case OKTA -> new OktaPaths();
        };
    }
}
