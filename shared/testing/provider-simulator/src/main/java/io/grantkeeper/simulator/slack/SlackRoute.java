package io.grantkeeper.simulator.slack;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A method of the Slack Web API.
 *
 * @param scope the scope that the token needs; empty if any token is accepted
 * @param callsPerMinute the number of calls per minute that the method's rate limit tier guarantees
 * @param plan the lowest plan that includes the method
 * @param bot whether bot tokens may call the method
 */
record SlackRoute(String method, String scope, int callsPerMinute, SlackOptions.Plan plan, boolean bot, Action action) {

    static final int TIER_1 = 1;
    static final int TIER_2 = 20;
    static final int TIER_3 = 50;
    static final int TIER_4 = 100;
    static final int SPECIAL = 300;

    @FunctionalInterface
    interface Action {
        Map<String, @Nullable Object> answer(SlackCall call);
    }
}
