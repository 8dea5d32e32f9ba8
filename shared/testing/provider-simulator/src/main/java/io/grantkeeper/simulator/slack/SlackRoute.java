package io.grantkeeper.simulator.slack;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A method of the Web API.
 *
 * @param scope empty if any token is accepted
 * @param callsPerMinute the minimum of the method's rate limit tier
 * @param plan the lowest plan that includes the method
 * @param bot whether bot tokens may call it
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
