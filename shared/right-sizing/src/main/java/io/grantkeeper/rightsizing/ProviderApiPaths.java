package io.grantkeeper.rightsizing;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Converts the paths of a provider's API from the forms that occur in logs to the forms in the provider's permission
 * table.
 */
interface ProviderApiPaths {
    /**
     * Returns the forms of a logged path that the provider's permission table may contain, most likely first. The first
     * one that the table contains is used.
     */
    Stream<List<String>> of(List<String> segments);

    /** Returns whether this host serves the provider's API. */
    boolean serves(String host);

    /**
     * Returns whether a path is the provider's batch endpoint. A batch call requires the permissions that its inner
     * calls require.
     *
     * @param segments the segments of the path
     */
    default boolean isBatch(List<String> segments) {
        return false;
    }

    /**
     * Returns whether the query of a logged call requests content. If so, a permission that reveals only basic facts is
     * not sufficient.
     *
     * @param path the path with its query
     */
    default boolean asksForContent(String path) {
        return false;
    }

    /** Returns why the provider's permission table does not contain this path; empty if the reason is not known. */
    default Optional<String> whyUnpublished(List<String> segments) {
        return Optional.empty();
    }

    static ProviderApiPaths of(PermissionTableProvider provider) {
        return switch (provider) {
            case MICROSOFT -> new MicrosoftGraphApiPaths();
            case GITHUB -> new GitHubApiPaths();
            case GOOGLE -> new GoogleApiPaths();
            case OKTA -> new OktaApiPaths();
        };
    }
}
