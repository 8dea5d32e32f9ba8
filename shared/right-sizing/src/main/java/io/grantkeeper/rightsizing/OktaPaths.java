package io.grantkeeper.rightsizing;

import java.util.List;
import java.util.stream.Stream;

/** Okta's paths hold no second forms; every organisation may bring its own host. */
final class OktaPaths implements PathReadings {
    @Override
    public Stream<List<String>> of(List<String> segments) {
        return Stream.of(segments);
    }

    @Override
    public boolean serves(String host) {
        return true;
    }
}
