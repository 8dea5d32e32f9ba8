package io.grantkeeper.simulator.okta;

import io.grantkeeper.simulator.http.Quotas.Limit;
import io.grantkeeper.simulator.http.Response;
import java.time.Duration;

/**
 * One operation.
 *
 * @param feature the licence that it needs; empty for none
 */
record OktaRoute(String method, String template, String scope, Bucket bucket, String feature, Action action) {
    /** Calls a minute, of the whole organisation; one client may use half. */
    enum Bucket {
        USERS(600),
        USER(600),
        APPS(100),
        APP(500),
        LOGS(120),
        OTHER(1200);

        private final int perMinute;

        Bucket(int perMinute) {
            this.perMinute = perMinute;
        }

        Limit half() {
            return new Limit("okta " + name(), perMinute / 2, Duration.ofMinutes(1));
        }
    }

    @FunctionalInterface
    interface Action {
        Response answer(OktaCall call);
    }
}
