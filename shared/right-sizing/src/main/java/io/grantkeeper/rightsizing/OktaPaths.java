package io.grantkeeper.rightsizing;

import java.util.List;

/** Okta's paths hold no second forms; every organisation may bring its own host. */
final class OktaPaths implements PathReadings {
    @Override
    public List<List<String>> of(List<String> segments) {
        return List.of(segments);
    }

    @Override
    public boolean serves(String host) {
        return true;
    }
}
