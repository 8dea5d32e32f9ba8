package io.grantkeeper.simulator.okta;

import io.grantkeeper.simulator.http.QuotaWindows.Limit;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.time.Duration;

/**
 * An operation of the Okta double.
 *
 * @param template the path template
 * @param scope the scope that the caller needs
 * @param feature the licensed feature that the operation needs; empty if none
 */
record OktaRoute(String method, String template, String scope, Bucket bucket, String feature, Action action) {
    /**
     * A rate limit bucket. Its value is the number of calls per minute that the organization may make; a single client
     * may use half of them.
     */
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
        SimulatorResponse answer(OktaCall call);
    }
}
