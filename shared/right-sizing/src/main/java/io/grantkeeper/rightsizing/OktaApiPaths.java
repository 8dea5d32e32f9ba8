package io.grantkeeper.rightsizing;

import java.util.List;
import java.util.stream.Stream;

/**
 * Converts the paths in Okta's logs to the forms in the permission table. Each path has a single form, and each
 * organization can have a separate host.
 */
final class OktaApiPaths implements ProviderApiPaths {
    @Override
    public Stream<List<String>> of(List<String> segments) {
        return Stream.of(segments);
    }

    @Override
    public boolean serves(String host) {
        return true;
    }
}
