package io.grantkeeper.rightsizing;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The forms that a provider's paths can have in a log. */
interface ProviderPaths {
    /**
     * Returns the possible interpretations of a logged path, most likely first. Of these interpretations, the first one
     * in the table is used.
     */
    Stream<List<String>> of(List<String> segments);

    /** Returns whether this host serves the provider's API. */
    boolean serves(String host);

    /**
     * Returns whether a path is the provider's batch endpoint. A batch call requires the permissions that its inner
     * calls require.
     */
    default boolean isBatch(List<String> segments) {
        return false;
    }

    /**
     * Returns whether the query of a logged call requests content. Permissions that reveal only basic facts do not give
     * access to content.
     */
    default boolean asksForContent(String path) {
        return false;
    }

    /** Returns why the table does not contain this path, if the reason is known. */
    default Optional<String> whyUnpublished(List<String> segments) {
        return Optional.empty();
    }

    static ProviderPaths of(ApiProvider provider) {
        return switch (provider) {
            case MICROSOFT -> new GraphPaths();
            case GITHUB -> new GitHubPaths();
            case GOOGLE -> new GooglePaths();
            case OKTA -> new OktaPaths();
        };
    }
}
