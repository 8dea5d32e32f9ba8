package io.grantkeeper.rightsizing;

import java.util.List;
import java.util.stream.Stream;

/**
 * The forms that Okta's paths have in logs. Each path has a single form, and each organization may have a separate
 * host.
 */
final class OktaPaths implements ProviderApiPaths {
    @Override
    public Stream<List<String>> of(List<String> segments) {
        return Stream.of(segments);
    }

    @Override
    public boolean serves(String host) {
        return true;
    }
}
